"""`playbook serve`, as a person runs it beside an editor."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO
from urllib.request import urlopen

import pytest

from tests.e2e.conftest import PROGRAM, Run
from tests.hostile_files import CASES
from tests.hostile_folders import FOLDERS

AT = "2026-11-24T14:00"
HOSTILE = {
    "a bomb of merges": "merge|alias",
    "100,000 brackets": "too-deep",
    "a pipe": "unreadable-file",
    "a link to an endless device": "symbolic-link",
    "110,000 keys": "too-much-data",
}
STAMP = re.compile(r'<div class="pb-stamp".*?</div>', re.DOTALL)
PREVIEW = re.compile(r'<link rel="stylesheet" href="/_preview/.*?</script>', re.DOTALL)
VERSION = re.compile(r"frozen version \S+")
PATIENCE = 20.0


class Served:
    """A running preview: where it is, what it has said."""

    def __init__(self, program: subprocess.Popen[str], said: IO[str]) -> None:
        self.program = program
        self._said = Path(said.name)

    @property
    def said(self) -> str:
        """All that it printed."""
        return self._said.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """Where it answers."""
        return self.wait(r"http\S+")

    def wait(self, pattern: str) -> str:
        """What it prints, once it does."""
        started = time.monotonic()
        while not (found := re.search(pattern, self.said)):
            assert self.program.poll() is None, self.said
            assert time.monotonic() - started < PATIENCE, self.said
            time.sleep(0.02)
        return found.group()

    def page(self, path: str) -> str:
        """A page as a browser gets it."""
        with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:  # noqa: S310  its own address
            content: bytes = answer.read()
        return content.decode()

    def until(self, path: str, text: str) -> None:
        """Waits until a page has a text."""
        started = time.monotonic()
        while text not in self.page(path):
            assert time.monotonic() - started < PATIENCE, self.said
            time.sleep(0.02)


Serve = Callable[..., Served]


@pytest.fixture
def serve(folder: Path, tmp_path: Path) -> Iterator[Serve]:
    """Starts a preview of the folder with these words."""
    beside = tmp_path / "temporary"
    beside.mkdir()
    with ExitStack() as running:

        def start(*words: str) -> Served:
            said = running.enter_context((tmp_path / "said.txt").open("w", encoding="utf-8"))
            program = subprocess.Popen(
                [PROGRAM, "-C", folder, "--at", AT, "serve", *(words or ("--port", "0"))],
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(beside)},
            )
            running.callback(program.wait)
            running.callback(program.kill)
            return Served(program, said)

        yield start


def sources(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a playbook's folder, with the moment it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_pages_are_those_of_a_build(folder: Path, run: Run, serve: Serve) -> None:
    """Every page of the site, to the byte, but for what the preview says of itself."""
    built = run("-C", folder, "--at", AT, "build")
    served = serve()
    site = folder / "site"

    def plain(html: str) -> str:
        return VERSION.sub("", STAMP.sub("", PREVIEW.sub("", html)))

    pages = sorted(site.rglob("index.html"))
    differing = [
        path.relative_to(site).as_posix()
        for path in pages
        if plain(path.read_text(encoding="utf-8"))
        != plain(served.page(path.relative_to(site).as_posix().removesuffix("index.html")))
    ]

    assert 0 == built.returncode
    assert len(pages) > 20
    assert [] == differing


def test_it_follows_files_and_writes_none(folder: Path, serve: Serve) -> None:
    """A save is on the page; the folder holds what the person wrote, so nothing starts itself again."""
    served = serve()
    served.wait(r"ok: \d+ pages")
    data = folder / "data" / "everything.yml"
    data.write_text(data.read_text(encoding="utf-8").replace("A second outage", "Another outage"), "utf-8")
    before = sources(folder)

    served.until("risks/second-outage/", "Another outage")
    time.sleep(0.5)

    assert before == sources(folder)
    assert 2 == len(re.findall(r"ok: \d+ pages", served.said))


def test_errors_are_told_where_they_are(folder: Path, serve: Serve) -> None:
    """In the terminal as a check tells them, while the page stays; mended, the page follows again."""
    served = serve()
    served.wait(r"ok: \d+ pages")
    data = folder / "data" / "everything.yml"
    good = data.read_text(encoding="utf-8")

    data.write_text(good.replace("    title: A second outage", "    titel: A second outage"), "utf-8")
    told = served.wait(r"data/everything\.yml:\d+:\d+: error\[unknown-key\]")
    served.wait("Pages stay as they were")
    kept = served.page("risks/second-outage/")
    data.write_text(good.replace("A second outage", "A mended outage"), "utf-8")

    served.until("risks/second-outage/", "A mended outage")
    assert told
    assert "A second outage" in kept


def test_a_flood_of_errors_is_cut(folder: Path, serve: Serve) -> None:
    """A file that was emptied breaks all that names its entries; the first lines say enough."""
    served = serve()
    served.wait(r"ok: \d+ pages")
    lines = "".join(f"  r-{number}: {{title: A risk, owner: nobody-{number}}}\n" for number in range(30))

    (folder / "data" / "new.yml").write_text(f"risks:\n{lines}", encoding="utf-8")
    served.wait("Pages stay as they were")

    assert 20 == served.said.count("error[unknown-reference]")
    assert "And 10 more: `playbook check` lists all." in served.said


def test_hostile_files_do_not_end_it(folder: Path, serve: Serve) -> None:
    """A bomb, brackets without an end, a pipe, a device, a flood: told each time, and the pages stay."""
    served = serve()
    served.wait(r"ok: \d+ pages")
    for name, code in HOSTILE.items():
        before = set((folder / "data").iterdir())
        {**CASES, **FOLDERS}[name].make(folder)
        served.wait(rf"error\[{code}\]")

        assert "A second outage" in served.page("risks/second-outage/")

        for made in set((folder / "data").iterdir()) - before:
            subprocess.run(["rm", "-rf", made], check=True)

    assert "Traceback" not in served.said


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_quietly(serve: Serve, tmp_path: Path, ending: signal.Signals) -> None:
    """By Ctrl-C or as its terminal closes: no failure, no traceback, nothing left behind."""
    served = serve()
    served.wait(r"ok: \d+ pages")
    used = [*(tmp_path / "temporary").iterdir()]

    served.program.send_signal(ending)

    assert 0 == served.program.wait(PATIENCE)
    assert "Traceback" not in served.said
    assert used
    assert [] == [*(tmp_path / "temporary").iterdir()]


def test_a_taken_port_is_one_sentence(serve: Serve) -> None:
    """Asked for a port that another program has, it says so."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        served = serve("--port", str(port))

        assert 3 == served.program.wait(PATIENCE)
        assert f"Error: Port {port} is taken" in served.said
        assert "Traceback" not in served.said


def test_an_editor_is_kept_informed(folder: Path, serve: Serve) -> None:
    """With --editor the schema with the ids follows each sound save."""
    served = serve("--port", "0", "--editor")
    served.wait(r"ok: \d+ pages")
    schema = folder / "build" / "schema-ids.json"
    first = schema.read_text(encoding="utf-8")

    (folder / "data" / "new.yml").write_text("risks: {flood: {title: A flood}}\n", encoding="utf-8")
    served.wait(r"ok: \d+ pages(?:.|\n)*ok: \d+ pages")
    second = schema.read_text(encoding="utf-8")

    assert '"flood"' not in first
    assert '"flood"' in second
    assert json.loads(second)
