"""From data to a site, as a person does it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from tests.e2e.conftest import Run

#: Every address of the small playbook, as docs and other programs may rely on them.
ADDRESSES = {
    "",
    "404.html",
    "checklists",
    "comms",
    "comms/merchants",
    "brief",
    "changes",
    "commitments",
    "contingencies",
    "contingencies/roll-back",
    "decisions",
    "deferrals",
    "delegation",
    "everything",
    "guide",
    "hires",
    "improvements",
    "kpis",
    "kpis/success-rate",
    "levels",
    "log",
    "now",
    "open-questions",
    "plan",
    "principles",
    "priorities",
    "priorities/restore-service",
    "review",
    "risks",
    "risks/second-outage",
    "roles",
    "roles/cto",
    "roles/executives",
    "roles/incident-lead",
    "roles/platform-lead",
    "roles/regulator",
    "standup",
}


def addresses(site: Path) -> set[str]:
    """The pages of a site: folders with an index, and loose pages."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    return {"" if path == "index.html" else path.removesuffix("/index.html") for path in found}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with the moment it was written and its bytes."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Loads(HTMLParser):
    """Collects what a browser would fetch by itself when it opens a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts, images, frames and media by `src`, style sheets, icons and preloads by `href`."""
        given = dict(attrs)
        if given.get("src"):
            self.found.append(str(given["src"]))
        if tag == "link" and given.get("rel") not in ("canonical", "next", "prev", "edit"):
            self.found.append(str(given.get("href")))


def test_a_folder_with_nothing_but_data_becomes_a_site(folder: Path, run: Run) -> None:
    """Every address is there, `playbook.json` beside them, and search finds the first word of a field."""
    with (folder / "content" / "guide.md").open("a", encoding="utf-8") as guide:
        guide.write("\n![The way out](images/way-out.png)\n")
    (folder / "content" / "images").mkdir()
    (folder / "content" / "images" / "way-out.png").write_bytes(b"picture")
    ended = run("-C", folder, "build")

    assert (0, "") == (ended.returncode, ended.stderr)
    assert b"picture" == (folder / "site" / "images" / "way-out.png").read_bytes()
    assert addresses(folder / "site") == ADDRESSES
    assert 1 == json.loads((folder / "site" / "playbook.json").read_text())["format"]

    index = json.loads((folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    words = {word for item in index["docs"] for word in re.split(r"[\s\-]+", item["text"].lower())}

    assert set() == {"acquirer's", "announce", "plain,"} - words

    outside = []
    for page in (folder / "site").rglob("*.html"):
        loads = Loads()
        loads.feed(page.read_text(encoding="utf-8"))
        outside += [load for load in loads.found if urlsplit(load).scheme or urlsplit(load).netloc]
    styles = " ".join(path.read_text(encoding="utf-8") for path in (folder / "site").rglob("*.css"))

    assert ([], []) == (outside, re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)]*", styles))


def test_a_development_build_shows_every_component(folder: Path, run: Run) -> None:
    """On a page of its own, links and all as sound as the others'; the next build is without it."""
    built = run("-C", folder, "build", "--development")
    added = addresses(folder / "site") - ADDRESSES
    again = run("-C", folder, "build")

    assert 0 == built.returncode, built.stdout + built.stderr
    assert {"styleguide"} == added
    assert 0 == again.returncode
    assert addresses(folder / "site") == ADDRESSES


def test_a_second_run_writes_nothing_and_a_removed_entry_takes_its_page_along(folder: Path, run: Run) -> None:
    """Only what changed is touched."""
    run("-C", folder, "build")
    before = snapshot(folder / "build" / "docs")
    run("-C", folder, "build")

    assert before == snapshot(folder / "build" / "docs")

    data = folder / "data" / "everything.yml"
    text = data.read_text(encoding="utf-8")
    data.write_text(
        text.replace("  regulator:\n    title: Regulator\n    kind: external ", "# ", 1), encoding="utf-8"
    )
    ended = run("-C", folder, "build")

    assert (0, False) == (ended.returncode, (folder / "site" / "roles" / "regulator").exists())


def test_with_an_error_anywhere_nothing_is_written(folder: Path, run: Run) -> None:
    """The old site and the old pages stay, to the byte."""
    run("-C", folder, "build")
    before = (snapshot(folder / "build"), snapshot(folder / "site"))
    (folder / "data" / "wrong.yml").write_text(
        "risks:\n  r:\n    title: R\n    owner: nobody\n", encoding="utf-8"
    )
    ended = run("-C", folder, "build")

    assert ended.returncode == 1
    assert "data/wrong.yml:4:12: error[unknown-reference]: There is no role `nobody`." in ended.stdout
    assert before == (snapshot(folder / "build"), snapshot(folder / "site"))


def test_a_broken_link_in_a_hand_written_page_fails_the_build(folder: Path, run: Run) -> None:
    """The gate sees files and anchors, raw HTML too; the old site stays."""
    run("-C", folder, "build")
    before = snapshot(folder / "site")
    guide = folder / "content" / "guide.md"
    guide.write_text(
        guide.read_text(encoding="utf-8") + '\n<a href="../roles/#nowhere">x</a>\n', encoding="utf-8"
    )
    ended = run("-C", folder, "build")

    assert ended.returncode == 1
    assert "error[broken-link]" in ended.stdout
    assert before == snapshot(folder / "site")
