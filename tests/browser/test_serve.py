"""An open page of a preview: it follows each save, tells what is wrong, and goes on."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.preview import Drafts, Preview, saves, serving, snapshot
from tests.browser.axe import violations
from tests.browser.fixtures import OUTAGE, NewPage

AT = datetime(2026, 11, 24, 3, 12, tzinfo=UTC)
RISK = "risks/press/"
DATA = "data/response.yml"
PANEL = ".pb-preview__panel"


class Running:
    """A preview and the playbook that it follows."""

    def __init__(self, root: Path, scratch: Path) -> None:
        self.root = root
        self.address = ""
        self._preview = Preview(root)
        self._drafts = Drafts(root, scratch, lambda: AT)
        self._known = snapshot(root)
        self._ended = threading.Event()
        self._preview.show(self._drafts.look())

    def follow(self) -> None:
        """Shows each save until it is told to end."""

        def rest(seconds: float) -> None:
            if self._ended.wait(seconds):
                raise InterruptedError

        with suppress(InterruptedError):
            for changed in saves(self.root, rest, self._known):
                self._preview.show(self._drafts.look(changed))

    def serve(self) -> Iterator[Running]:
        """Serves and follows meanwhile."""
        thread = threading.Thread(target=self.follow)
        thread.start()
        try:
            with serving(self._preview, 0) as self.address:
                yield self
        finally:
            self._ended.set()
            thread.join()

    def edit(self, old: str, new: str, file: str = DATA) -> None:
        """Saves a file with a text replaced."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A preview of a copy of the crisis that tests are made with."""
    root = Path(shutil.copytree(OUTAGE, tmp_path / "outage"))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    yield from Running(root, scratch).serve()


def opened(new_page: NewPage, running: Running, path: str = RISK, **options: object) -> Page:
    """A page of the preview."""
    page = new_page(**options)
    page.goto(running.address + path)
    return page


def test_a_save_shows_on_the_open_page(new_page: NewPage, running: Running) -> None:
    """Nobody reloads anything; the page stays where its reader was."""
    page = opened(new_page, running, "everything/", viewport={"width": 390, "height": 844})
    risk = page.locator("h3", has_text="reports it")
    expect(page.locator("#__clock")).to_be_visible()
    risk.scroll_into_view_if_needed()
    before = risk.bounding_box()

    running.edit("title: The press reports it", "title: The radio reports it")
    expect(risk).to_contain_text("The radio reports it")
    expect(page.locator("#__clock")).to_be_visible()
    after = risk.bounding_box()

    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 200


def test_a_reader_stays_where_they_were(new_page: NewPage, running: Running) -> None:
    """Scripts fill a page in after it has come: what was in the middle is there again, to the pixel."""
    page = opened(new_page, running, "checklists/", viewport={"width": 390, "height": 844})
    expect(page.locator("#__clock")).to_be_visible()
    boxes = page.locator("article input[type=checkbox]")
    box = boxes.nth(boxes.count() * 2 // 3)
    box.evaluate("node => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(500)
    before = box.bounding_box()

    running.edit("title: The press reports it", "title: The radio reports it")
    page.wait_for_event("load")
    expect(page.locator("#__clock")).to_be_visible()
    page.wait_for_timeout(1000)
    after = box.bounding_box()

    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 5


def test_what_is_typed_is_not_taken_away(new_page: NewPage, running: Running) -> None:
    """A page waits with the newer plan until its reader leaves the form."""
    page = opened(new_page, running, "kpis/")
    page.locator("article a:visible", has_text="Record").first.click()
    text = page.locator("article form textarea:visible").first
    text.fill("Half a sentence")

    running.edit("title: The press reports it", "title: The radio reports it")
    expect(page.locator(PANEL)).to_contain_text("follows once you leave the form")
    kept = text.input_value()
    text.blur()

    expect(page.locator(PANEL)).to_have_count(0)
    expect(text).to_have_count(0)
    assert "Half a sentence" == kept


def test_a_flood_of_errors_is_cut(new_page: NewPage, running: Running) -> None:
    """Their number is told, and where all of them are; the first are enough to mend."""
    page = opened(new_page, running)
    page.locator("h1").wait_for()

    (running.root / "data" / "new.yml").write_text(
        "risks:\n" + "".join(f"  r-{number}: {{titel: A risk}}\n" for number in range(30)), encoding="utf-8"
    )

    panel = page.locator(PANEL)
    expect(panel.locator("summary")).to_contain_text("30 errors")
    expect(panel.locator("li")).to_have_count(20)
    expect(panel).to_contain_text("And 10 more: playbook check lists all.")


def test_an_error_is_told_and_the_page_stays(new_page: NewPage, running: Running) -> None:
    """Code, place, sentence, the line and how to mend it; a page loaded meanwhile tells it too."""
    page = opened(new_page, running)
    page.locator("h1").wait_for()

    running.edit("title: The press reports it", "titel: The press reports it")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("in the newest files. You see the plan as it was before.")
    expect(panel).to_contain_text("unknown-key")
    expect(panel).to_contain_text(f"{DATA}:")
    expect(panel.locator("pre").first).to_contain_text("titel: The press reports it")
    expect(page.locator("h1")).to_contain_text("The press reports it")
    page.reload()

    expect(page.locator("h1")).to_contain_text("The press reports it")
    expect(panel).to_contain_text("unknown-key")


def test_mended_it_is_told_no_more(new_page: NewPage, running: Running) -> None:
    """The page shows what was written, and nothing lies over it."""
    page = opened(new_page, running)
    running.edit("title: The press reports it", "titel: The press reports it")
    expect(page.locator(PANEL)).to_be_visible()

    running.edit("titel: The press reports it", "title: The radio reports it")

    expect(page.locator("h1")).to_contain_text("The radio reports it")
    expect(page.locator(PANEL)).to_have_count(0)


def test_what_was_typed_is_shown_as_text(new_page: NewPage, running: Running) -> None:
    """A problem quotes the line: nothing in it becomes part of the page."""
    page = opened(new_page, running)
    page.locator("h1").wait_for()

    running.edit("title: The press reports it", 'titel: "<img src=x onerror=alert(1)>"')

    expect(page.locator(f"{PANEL} pre").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(f"{PANEL} img")).to_have_count(0)


def test_the_panel_folds_away(new_page: NewPage, running: Running) -> None:
    """What it covers can be read; by keyboard as well."""
    page = opened(new_page, running, viewport={"width": 390, "height": 844})
    running.edit("title: The press reports it", "titel: The press reports it")
    panel = page.locator(PANEL)
    expect(panel.locator("ul")).to_be_visible()

    panel.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(panel.locator("ul")).to_be_hidden()
    expect(panel.locator("summary")).to_be_visible()
    assert 390 == page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_what_is_wrong(new_page: NewPage, running: Running, scheme: str) -> None:
    """axe finds nothing on a page with errors on it."""
    page = opened(new_page, running, color_scheme=scheme)
    running.edit("title: The press reports it", "titel: The press reports it")
    expect(page.locator(PANEL)).to_be_visible()

    assert [] == violations(page)


def test_a_new_entry_is_in_the_menu(new_page: NewPage, running: Running) -> None:
    """Of every open page; its own page is there at once."""
    page = opened(new_page, running)
    page.locator("h1").wait_for()

    (running.root / "data" / "new.yml").write_text("risks: {flood: {title: A flood}}\n", encoding="utf-8")
    expect(page.locator(".md-nav--primary")).to_contain_text("A flood")
    page.goto(f"{running.address}risks/flood/")

    expect(page.locator("h1")).to_contain_text("A flood")


def test_a_page_whose_entry_goes_says_so(new_page: NewPage, running: Running) -> None:
    """And shows it again once it is back: an undo in the editor is all it takes."""
    file = running.root / "data" / "new.yml"
    file.write_text("risks: {flood: {title: A flood}}\n", encoding="utf-8")
    page = new_page(missing=True)
    page.goto(f"{running.address}risks/")
    expect(page.locator("main")).to_contain_text("A flood")
    page.goto(f"{running.address}risks/flood/")

    file.unlink()
    expect(page.locator(PANEL)).to_contain_text("This page is no longer in the plan")
    file.write_text("risks: {flood: {title: The flood}}\n", encoding="utf-8")

    expect(page.locator("h1")).to_contain_text("The flood")


def test_a_plan_that_is_wrong_from_the_start_is_told(new_page: NewPage, tmp_path: Path) -> None:
    """Before there is anything to show, every address says what is missing; then it shows it."""
    root = Path(shutil.copytree(OUTAGE, tmp_path / "wrong"))
    path = root / DATA
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("title: The press", "titel: The press"), encoding="utf-8")
    scratch = tmp_path / "other"
    scratch.mkdir()
    for wrong in Running(root, scratch).serve():
        page = new_page(missing=True, viewport={"width": 390, "height": 844})
        page.goto(f"{wrong.address}{RISK}")
        expect(page.locator(PANEL)).to_contain_text("the plan is shown as soon as there is none")
        found = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        path.write_text(good, encoding="utf-8")

        expect(page.locator("article h1")).to_contain_text("The press")
        assert [] == found
        assert 390 == width


def test_a_page_out_of_sight_leaves_its_line(new_page: NewPage, running: Running) -> None:
    """A browser opens six to one server: more open pages than that all follow in their turn."""
    pages = [opened(new_page, running) for _ in range(2)]
    hidden = pages[0]
    hidden.locator("h1").wait_for()
    hidden.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true, configurable: true })
          document.dispatchEvent(new Event("visibilitychange"))
        }"""
    )

    running.edit("title: The press reports it", "title: The radio reports it")
    expect(pages[1].locator("h1")).to_contain_text("The radio reports it")
    before = hidden.locator("h1").inner_text()
    hidden.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: false, configurable: true })
          document.dispatchEvent(new Event("visibilitychange"))
        }"""
    )

    expect(hidden.locator("h1")).to_contain_text("The radio reports it")
    assert "The press reports it" in before


def test_the_search_finds_what_was_just_written(new_page: NewPage, running: Running) -> None:
    """Its words are those of the newest state."""
    page = opened(new_page, running)
    running.edit("title: The press reports it", "title: The zeppelin reports it")
    expect(page.locator("h1")).to_contain_text("The zeppelin reports it")

    page.get_by_role("textbox", name="Search").fill("zeppelin")

    expect(page.locator(".md-search-result__list")).to_contain_text("zeppelin")
