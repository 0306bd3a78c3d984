"""The review as people meet it: on a phone, on a desk, on paper, in the system's colours, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.test_plan import CLIPPED

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PLACES = ("review/", "review/2026-06-09/")
NOW = "2026-11-24T14:00:00+00:00"

RUN = "data/log/2026-06-09"
THEN = {
    "activated: 2026-11-23T09:00": "activated: 2026-06-09T09:00\n  ended: 2026-06-10T12:00",
    "title: Find the cause": "title: Find what made so many terminals refuse every second card that morning",
}

#: What was recorded on the second day: late, over, blocked and off again, dropped, an occurrence.
MORE = """
  m-decided: {at: 2026-11-23T20:40, about: [actions/restore-service.decide-rollback], kind: done, by: cto}
  m-unblocked: {at: 2026-11-24T08:00, about: [actions/restore-service.renew-certificate], kind: unblocked}
  m-dropped: {at: 2026-11-24T09:00, about: [actions/restore-service.tell-counters], kind: dropped}
  m-watched: {at: 2026-11-24T09:30, about: [actions/restore-service.watch-rate], kind: done}
  m-risk: {at: 2026-11-24T10:00, about: [risks/second-outage], kind: occurred, text: On the first node.}
"""


def as_it_stood(name: str, text: str) -> str:
    """A file of the plan, or of its log, half a year earlier."""
    found = (OUTAGE / "data" / name).read_text(encoding="utf-8").replace("2026-11-2", "2026-06-1")
    for old, new in THEN.items():
        found = found.replace(old.replace("2026-11-2", "2026-06-1"), new)
    return text + found.replace("2026-06-13T", "2026-06-09T").replace("2026-06-14T", "2026-06-10T")


@pytest.fixture(scope="module")
def reviewed(build_site: BuildSite) -> Iterator[str]:
    """The address of a crisis of two days with one that is over before it."""
    files = sorted(path.name for path in Path(OUTAGE, "data").glob("*.yml"))
    edits = {
        f"{RUN}/{'log.yml' if name == 'log.yml' else f'plan/{name}'}": partial(as_it_stood, name)
        for name in files
    }
    with serve(build_site(OUTAGE, {**edits, "data/log.yml": lambda text: text + MORE}, at=NOW), "/") as site:
        yield site


def opened(new_page: NewPage, address: str, size: dict[str, int], **options: object) -> Page:
    """A page of the review at the moment of its making."""
    page = new_page(viewport=size, **options)
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    return page


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_clipped(new_page: NewPage, reviewed: str, place: str, width: int) -> None:
    """No page scrolls sideways, however long a title is."""
    page = opened(new_page, reviewed + place, {"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [] == page.evaluate(CLIPPED)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_it_is_accessible(new_page: NewPage, reviewed: str, place: str, size: dict[str, int]) -> None:
    """Light and dark, by axe's rules."""
    page = opened(new_page, reviewed + place, size, color_scheme="light", reduced_motion="reduce")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    dark = violations(page, COLOURS)

    assert ([], []) == (light, dark)


def test_an_action_is_a_row_of_a_table_on_a_desk(new_page: NewPage, reviewed: str) -> None:
    """Planned, actual and how it came out stand beside it, below their headings."""
    page = opened(new_page, f"{reviewed}review/", DESK)
    table = page.get_by_role("table", name="Restore card payments")
    row = table.get_by_role("row", name="Decide whether to roll back")
    tops = row.locator("th, td").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")

    expect(table.get_by_role("columnheader", name="Planned")).to_be_visible()
    expect(row.get_by_role("cell").first).to_have_text("Mon 23 Nov 12:00 – 18:00")
    expect(row).to_contain_text("2 h 40 min late")
    assert [tops[0]] * 4 == tops


def test_an_action_is_a_few_lines_on_a_phone(new_page: NewPage, reviewed: str) -> None:
    """The same table: what it says of an action stands below it, each line with its word."""
    page = opened(new_page, f"{reviewed}review/", PHONE)
    row = page.get_by_role("row", name="Decide whether to roll back")
    cells = row.locator("td[data-label]")
    tops = cells.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    words = cells.evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")

    expect(row.get_by_role("rowheader")).to_be_visible()
    assert tops[0] < tops[1]
    assert ['"Planned"', '"Actual"'] == words


def test_the_head_leads_to_what_it_counts(new_page: NewPage, reviewed: str) -> None:
    """One tap from a number to the rows behind it."""
    page = opened(new_page, f"{reviewed}review/", PHONE)
    page.get_by_role("link", name="actions done").click()

    expect(page.get_by_role("heading", name="Actions", exact=True)).to_be_in_viewport()


def test_a_stretch_that_was_blocked_is_seen(new_page: NewPage, reviewed: str) -> None:
    """It is striped in the picture, and said in the table."""
    page = opened(new_page, f"{reviewed}review/", DESK)
    row = page.locator(".pb-ac-rows > li", has_text="Renew the certificate")
    box = row.locator(".pb-ac-blocked").bounding_box()

    expect(page.get_by_role("row", name="Renew the certificate")).to_contain_text(
        "blocked Tue 24 Nov 02:00 – 08:00"
    )
    assert box is not None
    assert box["width"] > 20


def test_the_record_leads_both_ways(new_page: NewPage, reviewed: str) -> None:
    """From what happened to its line of the log: on the log's page, of a run that is over on this one."""
    page = opened(new_page, f"{reviewed}review/", DESK)
    page.locator("h2#_risks ~ div .pb-events a").first.click()
    expect(page).to_have_url(f"{reviewed}log/#m-risk")
    page.goto(f"{reviewed}review/")
    page.locator("h2#_runs + ul a").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Review of 2026-06-09")
    expect(page.locator(".pb-line")).to_have_count(10)


@pytest.mark.parametrize("media", ["print", "screen"])
def test_it_stands_without_scripts(new_page: NewPage, reviewed: str, media: str) -> None:
    """Picture and table, on paper too: its bars have a size and a colour there."""
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{reviewed}review/")
    page.emulate_media(media="print" if media == "print" else "screen")
    bar = page.locator(".pb-ac-bar .pb-ac-real").first

    expect(page.locator(".pb-worked").first).to_be_visible()
    expect(bar).to_be_visible()
    expect(bar).not_to_have_css("fill", "none")


def test_the_system_s_own_colours_keep_plan_and_actual_apart(new_page: NewPage, reviewed: str) -> None:
    """The plan stays hollow, what was done solid."""
    page = opened(new_page, f"{reviewed}review/", DESK, forced_colors="active")
    fills = [
        page.locator(f".pb-ac-bar .pb-ac-{kind}").first.evaluate("one => getComputedStyle(one).fill")
        for kind in ("planned", "real")
    ]

    assert ["rgb(255, 255, 255)", "rgb(0, 0, 0)"] == fills
