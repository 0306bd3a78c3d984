"""The worked example as its readers meet it: every page of the record has something to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.model import LOG_KINDS
from tests.browser.axe import COLOURS, violations
from tests.browser.fixtures import BuildSite, NewPage
from tests.browser.serving import serve

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "card-payments-outage"
NOW = "2026-11-20T10:00:00+00:00"

#: How each action of the review came out, one of each kind.
OUTCOMES = {
    "Open the bridge and give out the roles": "on time",
    "Take the slow replica out of the write path": "25 min early",
    "Count who was charged twice": "1 h 40 min late",
    "Move back to the first database": "not finished: 22 h over",
    "See the money arrive": "under way",
    "Let shops take cards offline": "dropped",
    "Staff the desk until midnight": "never recorded",
    "Read the approval rate aloud": "4 done of 5 due",
}


@pytest.fixture(scope="module")
def files(build_site: BuildSite) -> Path:
    """The example's site on its fifth day."""
    return build_site(EXAMPLE, at=NOW)


@pytest.fixture(scope="module")
def site(files: Path) -> Iterator[str]:
    """Its address."""
    with serve(files, "/") as address:
        yield address


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A telephone on that day."""
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme="light", reduced_motion="reduce")
    page.clock.set_fixed_time(datetime.fromisoformat(NOW))
    return page


def part(page: Page, heading: str) -> Locator:
    """What stands under a heading of the second level, up to the next one."""
    return page.locator(f"h2:has-text('{heading}') ~ *:not(h2:has-text('{heading}') ~ h2 ~ *)")


def test_no_page_scrolls_sideways(page: Page, files: Path, site: str) -> None:
    """One of each kind, of those that are alike the longest, on a telephone and on the narrowest one."""
    kinds: dict[tuple[str, ...], str] = {}
    for file in sorted(files.rglob("index.html"), key=lambda file: file.stat().st_size):
        path = file.relative_to(files)
        kinds[path.parts[:-2] or path.parts] = path.as_posix().removesuffix("index.html")
    actual = {}
    for address in kinds.values():
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(site + address, wait_until="networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 320, "height": 640})
        actual[address] = (wide, page.evaluate("document.documentElement.scrollWidth"))

    assert len(actual) > 20
    assert dict.fromkeys(actual, (390, 320)) == actual


@pytest.mark.parametrize("path", ["", "log/", "review/", "review/2026-06-09/", "priorities/restore/"])
def test_the_record_is_accessible(page: Page, site: str, path: str) -> None:
    """With as much on it as five days of a crisis leave behind, light and dark."""
    page.goto(site + path, wait_until="networkidle")
    expect(page.locator(".md-search")).to_have_attribute("aria-label", "Search")
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    assert ([], []) == (light, violations(page, COLOURS))


def test_the_log_holds_all_that_was_recorded(page: Page, site: str) -> None:
    """An entry a file, every kind but the end, which only the run that is over has."""
    page.goto(f"{site}log/")
    entries = page.locator("article.pb-line")
    ids = {file.stem for file in EXAMPLE.glob("data/log/*.yml")}
    expect(entries).to_have_count(len(ids))
    shown = entries.evaluate_all("all => all.map(one => [one.id, one.dataset.kind])")

    assert ids == {id_ for id_, _ in shown}
    assert {*LOG_KINDS} - {"ended"} == {kind for _, kind in shown}


def test_a_corrected_number_is_shown_as_corrected(page: Page, site: str) -> None:
    """Both numbers are there, and only the right one counts."""
    page.goto(f"{site}log/")
    first = page.locator("article[id^='2026-11-16-1510-measured-approval-rate']")
    expect(first).to_contain_text("92.1%")
    expect(first).to_contain_text("90.1")
    page.goto(f"{site}kpis/approval-rate/")

    expect(page.get_by_role("row").filter(has_text="Mon 16 Nov 15:10")).to_contain_text("92.1%")


def test_an_action_says_what_happened_to_it(page: Page, site: str) -> None:
    """Done, done again for what had slipped through, and by whom."""
    page.goto(f"{site}priorities/double-charges/")
    action = page.locator("[data-entry='actions/double-charges.hold-settlement']").last

    expect(action).to_contain_text("386 of the held payments")
    expect(action).to_contain_text("reopened")
    expect(action).to_contain_text("Tue 17 Nov")


def test_the_review_says_how_every_action_came_out(page: Page, site: str) -> None:
    """Early, on time, late, dropped, still going on, over its time, never recorded."""
    page.goto(f"{site}review/")
    for title, outcome in OUTCOMES.items():
        row = page.get_by_role("row").filter(has=page.get_by_role("link", name=title, exact=True))

        expect(row).to_contain_text(outcome)


def test_the_review_names_the_message_that_nobody_wrote(page: Page, site: str) -> None:
    """Of five that were due every two hours, four were sent."""
    page.goto(f"{site}review/")
    update = page.get_by_role("row").filter(has_text="every 2 hours until stable")

    expect(update.last).to_contain_text("1 not recorded")


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Interim report on Wednesday", "kept"),
        ("A written account for the twenty largest", "missed"),
        ("Money back by Wednesday evening", "due Thu 19 Nov 18:00"),
        ("Fees of the outage credited", "open"),
    ],
)
def test_the_review_tells_promises_kept_from_missed(page: Page, site: str, title: str, word: str) -> None:
    """One that was moved is judged by its new date."""
    page.goto(f"{site}review/")

    expect(part(page, "Promises").get_by_role("listitem").filter(has_text=title)).to_contain_text(word)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Decisions", "Nobody has to claim what is theirs."),
        ("Decisions", "Goodwill for those who were charged?"),
        ("KPIs and targets", "2,406 payments"),
        ("Risks that came true", "Fraudsters ring customers about refunds"),
        ("Contingencies used", "Go at 10:20."),
        ("What was learned", "must not be on the bridge at half past"),
        ("Never recorded", "Staff the desk until midnight"),
        ("Questions still to answer", "Goodwill for those who were charged?"),
        ("Earlier runs", "9 Jun"),
    ],
)
def test_no_part_of_the_review_is_empty(page: Page, site: str, heading: str, text: str) -> None:
    """Each shows what happened under its heading."""
    page.goto(f"{site}review/")

    expect(part(page, heading).filter(has_text=text).first).to_be_visible()


def test_the_run_that_is_over_stays_readable(page: Page, site: str) -> None:
    """With its whole log, although the plan has changed since."""
    page.goto(f"{site}review/2026-06-09/")
    recorded = {file.stem for file in EXAMPLE.glob("data/log/2026-06-09/*.yml")}
    shown = page.locator("article.pb-line").evaluate_all("all => all.map(one => one.id)")

    expect(page.get_by_role("main")).to_contain_text("An alarm a month before a certificate ends")
    assert recorded == {*shown}
