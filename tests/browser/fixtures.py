"""What visitors' tests share: a published site, the machine's own Chromium, a watch over its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.serving import serve
from tests.published import published

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

SCRIPTS = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "playbook"
#: The one without a window comes first: the same engine, and a test takes two thirds of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "There is no Chromium. Install it (`apt-get install chromium`, `brew install --cask chromium`), or set "
    "CHROMIUM to the path of a Chromium or Chrome."
)
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")

#: What the browser says of its own accord when it is told that there is no such page.
NOT_FOUND = "Failed to load resource: the server responded with a status of 404"

OUTAGE = Path(__file__).resolve().parents[1] / "fixtures" / "outage"

Edits = Mapping[str, Callable[[str], str]]
BuildSite = Callable[..., Path]

#: Opens a page of a browser that has seen none of the site before.
NewPage = Callable[..., "Page"]

Host = Callable[..., str]


def executable() -> str | None:
    """Where Chromium is: what CHROMIUM says, else what the shell would find."""
    stated = os.environ.get("CHROMIUM")
    candidates = [stated] if stated else map(shutil.which, NAMES)
    return next((path for path in candidates if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the published branch."""
    return published(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="session")
def site(tree: Path) -> Iterator[str]:
    """The published site's address, below a path as on GitHub Pages."""
    with serve(tree) as address:
        yield address


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> BuildSite:
    """Builds a playbook's site: `build_site(folder, edits, at=...)`.

    The folder is copied first; `edits` are files of the copy, each with a function from its text to another.
    `at` is the moment that counts as now.
    """

    def build(source: Path, edits: Edits | None = None, at: str = "2026-11-24T03:12:00+00:00") -> Path:
        root = tmp_path_factory.mktemp("site") / source.name
        shutil.copytree(source, root)
        for name, edit in (edits or {}).items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(edit(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")
        program = Path(sys.executable).with_name("playbook")
        done = subprocess.run(
            [program, "-C", root, "build", "--at", at], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return root / "site"

    return build


@pytest.fixture(scope="session")
def outage_site(build_site: BuildSite) -> Path:
    """The files of a crisis that was declared on Monday 23 November 2026 at 09:00 in London."""
    return build_site(OUTAGE)


@pytest.fixture(scope="session")
def outage(outage_site: Path) -> Iterator[str]:
    """The address of that crisis."""
    with serve(outage_site, "/") as address:
        yield address


@pytest.fixture(scope="session")
def kinds(outage_site: Path) -> list[str]:
    """The addresses, from the site's root, of one page of each kind: of those that are alike the longest."""
    longest: dict[str, Path] = {}
    for page in sorted(outage_site.rglob("*.html"), key=lambda file: file.stat().st_size):
        path = page.relative_to(outage_site)
        longest[path.parts[0] if len(path.parts) > 2 else str(path)] = path
    return sorted(path.as_posix().removesuffix("index.html") for path in longest.values())


@pytest.fixture(scope="session")
def before(build_site: BuildSite) -> Iterator[str]:
    """The address of the same playbook before anything was declared: no T0, no log."""
    edits: Edits = {
        "data/playbook.yml": lambda text: text.replace("activated: 2026-11-23T09:00", "activated: null"),
        "data/log.yml": lambda _: "log: {}\n",
    }
    with serve(build_site(OUTAGE, edits), "/") as address:
        yield address


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty page beside the scripts: `import("/calendar.js")` finds them."""
    folder = tmp_path_factory.mktemp("scripts")
    shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
    folder.joinpath("index.html").write_text('<!doctype html><link rel="icon" href="data:,">', "utf-8")
    with serve(folder, "/") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Without one the test is skipped, but never where CI says that a change is decided on."""
    path = executable()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  every test's start would pay for it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(chromium: Browser, scripts: str) -> Iterator[Page]:
    """An empty page beside the scripts."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(scripts)
        yield page


@pytest.fixture
def host() -> Iterator[Host]:
    """Serves folders for one test, `host(folder, base)`, until its pages have asked for the last time."""
    with ExitStack() as served:
        yield lambda folder, base="/playbook/": served.enter_context(serve(folder, base))


@pytest.fixture
def new_page(chromium: Browser, host: Host) -> Iterator[NewPage]:  # noqa: ARG001  pages close before it does
    """Opens watched pages: `new_page(missing=True)` where an address that is not there is the point.

    Other words are the browser's own, such as `color_scheme="dark"` or `java_script_enabled=False`. The test
    fails if a page asked anything of another machine, said an error, threw one or opened a dialog.
    """
    faults: list[str] = []
    opened = []

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            faults.append(f"asked for {request.url}")

    def refuse_dialog(dialog: Dialog) -> None:
        faults.append(f"opened a dialog: {dialog.message}")
        dialog.dismiss()

    def new(*, missing: bool = False, **options: Any) -> Page:
        def note_message(message: ConsoleMessage) -> None:
            if message.type == "error" and not (missing and message.text.startswith(NOT_FOUND)):
                faults.append(f"said: {message.text} {message.location}")

        context = chromium.new_context(**options)
        opened.append(context)
        context.set_default_timeout(10_000)
        context.on("request", note_request)
        context.on("console", note_message)
        context.on("dialog", refuse_dialog)
        context.on("weberror", lambda problem: faults.append(f"threw: {problem.error}"))
        return context.new_page()

    yield new
    for context in opened:
        context.close()
    assert [] == faults
