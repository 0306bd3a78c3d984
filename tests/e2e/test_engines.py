"""What is generated builds to the same site under each engine, so that none of them is a trap."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import pipeline
from generator.addresses import address
from generator.linked import Playbook
from generator.revision import Revision
from generator.write import alone, write, write_one
from tests.golden import FIXTURE, NOW

HOME = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder as it stands when generation is done, and the playbook that it was made of."""

    folder: Path
    book: Playbook


@dataclass(frozen=True, slots=True)
class Site:
    """What an engine made: by page, the anchors and the links of its article, in their order, and the text
    of its stamp and of the banner for frozen versions.
    """

    anchors: dict[str, list[str]]
    links: dict[str, list[str]]
    said: dict[str, list[str]]


class Article(HTMLParser):
    """Collects the anchors and the links between `<article>` and its end: the page without the theme."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.articles = 0
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.said: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what the tag carries; links inside the site are resolved, however they are written."""
        self.articles += tag == "article"
        given = dict(attrs)
        stamp = given.get("id") == "__stamp"
        if stamp or given.get("data-md-component") == "outdated":
            self.said.append(repr(sorted(attrs, key=str)) if stamp else "")
            self.depth = 1
        elif self.depth:
            self.depth += 1
        # Names that start with two underscores are the themes' own; one numbers the lines of code so.
        if self.articles and (anchor := given.get("id")) and not anchor.startswith("__"):
            self.anchors.append(anchor)
        if self.articles and tag == "a" and (link := given.get("href")) and not link.startswith("#__"):
            self.links.append(link if re.match("[a-z]+:", link) else self.resolved(link))

    def handle_endtag(self, tag: str) -> None:
        """The article is over."""
        self.articles -= tag == "article"
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        """Text of the stamp or the banner."""
        if self.depth:
            self.said[-1] += f" {data.strip()}"

    def resolved(self, link: str) -> str:
        """A link as an address from the site's root."""
        path, _, anchor = link.partition("#")
        here = f"/{self.page.removesuffix('index.html')}"
        return posixpath.normpath(posixpath.join(here, path)) + (f"#{anchor}" if anchor else "")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small playbook's pages and menu, with the checkout's own configuration and theme."""
    checked = pipeline.check(FIXTURE, NOW)
    assert checked.sound is not None
    stamp = pipeline.stamped(checked.sound.book, Revision("0123456789" * 4, changed=True), "sha256:0")
    generated = pipeline.generate(checked.sound, FIXTURE, stamp)
    folder = tmp_path_factory.mktemp("project")
    write(generated.docs, folder / "build" / "docs")
    write_one(folder / "build" / "nav.yml", generated.navigation)
    shutil.copy(HOME / "mkdocs.yml", folder)
    shutil.copytree(HOME / "overrides", folder / "overrides")
    return Project(folder, checked.sound.book)


@pytest.fixture(scope="module")
def expected(project: Project) -> Site:
    """The site as MkDocs makes it."""
    return built(project, [sys.executable, "-m", "mkdocs"])


def environment(name: str) -> Path:
    """The folder of programs of an engine's own environment, made once for each state of its lock."""
    lock = HOME / "requirements" / "engines" / f"{name}.txt"
    folder = HOME / "build" / "engines" / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    done = folder / ".installed"
    with alone(HOME / "build" / "engines", lambda: None):
        if not done.exists():
            venv.create(folder, clear=True, with_pip=True)
            install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
            subprocess.run([*install, "-r", str(lock)], check=True)
            done.touch()
    return folder / "bin"


def built(project: Project, command: list[str]) -> Site:
    """The site that an engine makes of the project, strictly."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    site = project.folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    build = subprocess.run(
        [*command, "build", "--strict", "-f", "mkdocs.yml"],
        cwd=project.folder,
        env=os.environ | quiet,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stdout + build.stderr
    anchors, links, said = {}, {}, {}
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        article = Article(page)
        article.feed(path.read_text(encoding="utf-8"))
        anchors[page], links[page] = article.anchors, article.links
        said[page] = [" ".join(text.split()) for text in article.said]
    return Site(anchors, links, said)


def homeless(project: Project, site: Site) -> list[str]:
    """The entries that are not where their address says."""
    found = []
    for ref in project.book.entries:
        path, _, anchor = address(ref).partition("#")
        anchors = site.anchors.get(f"{path}index.html".removeprefix("/"))
        if anchors is None or (anchor and anchor not in anchors):
            found.append(str(ref))
    return found


def test_every_entry_is_at_its_address(project: Project, expected: Site) -> None:
    """The page is there, and the anchor on it."""
    lost = homeless(project, expected)

    assert [] == lost
    assert {"index.html", "guide/index.html", "roles/cto/index.html"} <= set(expected.anchors)


def test_every_page_is_stamped(expected: Site) -> None:
    """Version, commit, whether it is the commit's alone, and the moment; the banner names version and day."""
    banner = "You are reading the frozen version 2026.11 of 23 November 2026."
    stamp = "Version 2026.11 commit 0123456, with uncommitted changes 23 November 2026, 13:05 GMT"

    assert [] == [
        page
        for page, said in expected.said.items()
        if len(said) != 2 or not said[0].startswith(banner) or not said[1].endswith(stamp)
    ]
    assert {"404.html", "index.html", "roles/cto/index.html"} <= set(expected.said)


@pytest.mark.parametrize("name", ["properdocs", "zensical"])
def test_another_engine_makes_the_same_site(project: Project, expected: Site, name: str) -> None:
    """ProperDocs and Zensical make MkDocs' pages, with the same anchors and links on each."""
    actual = built(project, [str(environment(name) / name)])

    assert set(expected.anchors) == set(actual.anchors)
    assert expected == actual
    assert [] == homeless(project, actual)
