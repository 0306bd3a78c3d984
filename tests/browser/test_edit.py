"""From whatever a reader sees to its line in the web editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from generator import pipeline
from generator.linked import Linked, Playbook
from generator.model import Entry
from generator.rules import run
from tests.browser.axe import violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve

NOW = datetime(2026, 11, 24, 3, 12, tzinfo=UTC)
REPOSITORY = "https://git.example.org/team/plan"


#: What nobody has answered yet, among what stands around it.
ASKED = """\
risks:
  flood:
    title: Flood
    open:
      - Who has the key to the cellar?

      - "[[roles/cto]] or somebody else?"
    likelihood: 2
    assumed: [likelihood]
"""


@pytest.fixture(scope="module")
def root(build_site: BuildSite) -> Path:
    """A playbook whose site knows where its source is kept."""
    settings = f"extra: {{source_repo: {REPOSITORY}}}\n"
    edits = {"mkdocs.yml": lambda _: settings, "data/more/cellar & roof.yml": lambda _: ASKED}
    return build_site(OUTAGE, edits).parent


@pytest.fixture(scope="module")
def book(root: Path) -> Playbook:
    """The plan whose pages are read."""
    sound = pipeline.check(root, NOW).sound
    assert sound is not None
    return sound.book


@pytest.fixture(scope="module")
def edited(root: Path) -> Iterator[str]:
    """The address of its site."""
    with serve(root / "site", "/") as address:
        yield address


@pytest.fixture
def read(new_page: NewPage) -> Page:
    """A page to go from place to place with."""
    return new_page()


def lines(page: Page, address: str) -> list[str]:
    """Where the edit links of a page lead: file and line."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_attached()
    found: list[str] = page.locator(".pb-source a, .pb-edit").evaluate_all(
        "links => links.map(link => link.href)"
    )
    start = f"{REPOSITORY}/edit/main/"
    assert all(link.startswith(start) for link in found)
    return [unquote(link.removeprefix(start)) for link in found]


def line(entry: Linked[Entry]) -> str:
    """Where an entry begins."""
    return f"{entry.place.file}#L{entry.place.line}"


def test_each_entry_has_one_edit_link_on_its_own_page(edited: str, read: Page, book: Playbook) -> None:
    """Whatever kind it is: to its own file, at the line where it begins."""
    entries = [book.summary, *book.entries.values()]
    pages = dict.fromkeys(entry.address.partition("#")[0] for entry in entries)

    wanted = {
        page: Counter(line(one) for one in entries if one.address.partition("#")[0] == page) for page in pages
    }
    found = {page: Counter(lines(read, f"{edited}{page}")) for page in pages}

    assert wanted == {page: Counter({at: found[page][at] for at in wanted[page]}) for page in pages}
    assert {entry.collection for entry in entries} >= {"playbook", "actions", "templates", "log", "levels"}


def test_the_line_is_where_the_entry_stands(root: Path, book: Playbook) -> None:
    """The file has the entry's id there."""
    for entry in book.entries.values():
        text = (root / entry.place.file).read_text(encoding="utf-8").splitlines()

        assert f"{entry.anchor}:" in text[entry.place.line - 1]


def test_each_open_question_leads_to_its_own_line(edited: str, read: Page) -> None:
    """Not to where its entry begins, but to the question itself; a guess to where it is called one."""
    file = "data/more/cellar & roof.yml"
    found = {at for at in lines(read, f"{edited}/open-questions/") if at.startswith(file)}

    assert {f"{file}#L{at}" for at in (5, 7, 9)} <= found


def test_each_finding_leads_to_its_own_line(edited: str, read: Page, book: Playbook) -> None:
    """Where the sentence stands that disagrees, or that lacks something."""
    found = {*lines(read, f"{edited}/open-questions/")}

    _, problems = run(book)

    assert len(problems) > 1
    assert {f"{one.location.file}#L{one.location.line}" for one in problems} <= found


@pytest.mark.parametrize("width", [320, 390])
def test_edit_links_are_easy_to_touch_and_stay_on_the_screen(
    edited: str, new_page: NewPage, width: int
) -> None:
    """On a phone: high enough for a thumb, and no page gets wider."""
    page = new_page(viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)
    for address in ("/open-questions/", "/priorities/restore-service/", "/commitments/"):
        page.goto(f"{edited}{address}")
        expect(page.locator(".pb-source a, .pb-edit").first).to_be_attached()
        heights = page.locator(".pb-source a:visible, .pb-edit:visible").evaluate_all(
            "links => links.map(link => link.getBoundingClientRect().height)"
        )

        assert [] == [height for height in heights if height < 24]
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nobody_edits_on_paper(edited: str, read: Page) -> None:
    """Neither the links nor the names of files are printed."""
    read.goto(f"{edited}/open-questions/")
    expect(read.locator(".pb-edit").first).to_be_visible()
    read.emulate_media(media="print")

    expect(read.locator(".pb-edit:visible, .pb-source:visible")).to_have_count(0)
    read.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edit_links_are_for_everybody(edited: str, new_page: NewPage, scheme: str) -> None:
    """Each has a name of its own that begins with what is seen, and can be read in both colour schemes."""
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    for address in ("/open-questions/", "/priorities/restore-service/"):
        page.goto(f"{edited}{address}")
        expect(page.locator(".pb-source a, .pb-edit").first).to_be_attached()

        assert [] == violations(page)
    page.goto(f"{edited}/open-questions/")
    expect(page.get_by_role("link", name="Edit data/more/cellar & roof.yml, line 5")).to_have_text("Edit")
