"""The clock as readers meet it: official, or declared on one device; dates beside every relative time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.test_built import CONTRAST

LONDON, NEW_YORK = "Europe/London", "America/New_York"
T0 = "2026-11-23T09:00Z"
#: A day later, in the middle of the night.
NOW = datetime(2026, 11, 24, 3, 12, tzinfo=UTC)

#: Times that are counted in every way, each the `when` of an action.
TIMES = (
    "immediately",
    "day 1",
    "day 2 morning",
    "days 2-3",
    "within 2 hours",
    "within 10 hours",
    "within 10 hours day and night",
    "within 2 hours of contained",
    "every 6 hours",
    "every 6 hours until day 2",
    "daily until day 3",
    "daily at 09:00",
    "weekly on Friday",
    "every 2 weeks",
    "as needed",
)

ACTIONS = "".join(f"      a{at}: {{{{title: A{at}, when: {when}}}}}\n" for at, when in enumerate(TIMES))

PLAN = """
playbook:
  key: counting
  title: Counting
  timezone: Europe/London
  quiet_hours: 22:00-07:00
  {more}
  events: {{contained: It is contained}}
roles:
  lead: {{title: Lead}}
priorities:
  count:
    title: Count
    owner: lead
    actions:
"""

BLOCKED = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
)
MODE = "async base => (await import(base + 'assets/playbook/clock.js')).clock.mode"
RUN = "async base => (await import(base + 'assets/playbook/clock.js')).clock.run"


def built(build_site: BuildSite, folder: Path, more: str = "days: calendar") -> Path:
    """The site of the plan of all times."""
    data = folder / "counting" / "data"
    data.mkdir(parents=True)
    (data / "plan.yml").write_text((PLAN + ACTIONS).format(more=more), encoding="utf-8")
    return build_site(folder / "counting")


@pytest.fixture(scope="module")
def calm(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a playbook whose crisis nobody has declared."""
    with serve(built(build_site, tmp_path_factory.mktemp("calm")), "/") as address:
        yield address


@pytest.fixture(scope="module")
def working(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, counting working days."""
    with serve(built(build_site, tmp_path_factory.mktemp("working"), "days: working"), "/") as address:
        yield address


@pytest.fixture(scope="module")
def official(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, officially declared."""
    site = built(build_site, tmp_path_factory.mktemp("official"), "activated: 2026-11-23T09:00")
    with serve(site, "/") as address:
        yield address


@pytest.fixture(scope="module")
def over(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, declared and ended."""
    more = "activated: 2026-11-23T09:00\n  ended: 2026-11-23T18:30"
    with serve(built(build_site, tmp_path_factory.mktemp("over"), more), "/") as address:
        yield address


def opened(new_page: NewPage, address: str, at: datetime = NOW, zone: str = LONDON, **more: Any) -> Page:
    """A page at an address, for a reader in a zone, at a moment."""
    page = new_page(timezone_id=zone, **more)
    page.clock.set_fixed_time(at)
    page.goto(address)
    return page


def linked(site: str, t0: str, path: str = "") -> str:
    """The link that carries a T0."""
    return f"{site}{path}?{urlencode({'t0': t0})}"


def declared(new_page: NewPage, site: str, t0: str = T0, **more: Any) -> Page:
    """The page of the priority, with its clock started by a link."""
    page = opened(new_page, linked(site, t0, "priorities/count/"), **more)
    page.get_by_role("button", name="Yes").click()
    return page


def line(page: Page) -> Locator:
    """Where the clock stands, above the page."""
    return page.locator(".pb-clockbar-line")


def notice(page: Page) -> Locator:
    """What the clock says or asks above the page."""
    return page.locator("#__clock [role=status]").first


def dates(page: Page) -> dict[str, str]:
    """What stands beside each time of the page's actions, by the time's words."""
    found = page.locator(".pb-time[data-when]").evaluate_all(
        """times => times.map(time => {
          const dates = time.querySelector(".pb-dates")?.textContent.trim() ?? ""
          const words = [...time.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
          return [words.map(node => node.textContent).join("").trim(), dates.replace(/^\\(|\\)$/g, "")]
        })"""
    )
    return dict(found)


def phases(page: Page) -> dict[str, str | None]:
    """Whether each time of the page is over, by its words."""
    found = page.locator(".pb-time[data-when]").evaluate_all(
        "times => times.map(time => [time.firstChild.textContent.trim(), time.dataset.phase ?? null])"
    )
    return dict(found)


def kept(page: Page) -> list[str]:
    """The names under which this browser keeps something for the playbook."""
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return [name.removeprefix("playbook:counting:") for name in names if name.startswith("playbook:")]


def drilled(**changed: str) -> str:
    """A drill as browsers keep it, but for what is changed."""
    moments = {"t0": "2026-11-22T09:00:00.000Z", "start": "2026-11-24T09:00:00.000Z"}
    made = {"id": "x", **moments, "began": "2026-11-24T03:00:00.000Z", "role": None, "title": None}
    return json.dumps(made | changed)


def test_without_t0_no_clock_runs(new_page: NewPage, calm: str) -> None:
    """The board asks whether this is a crisis, other pages say nothing; no time has a date."""
    page = opened(new_page, calm)
    expect(page.locator(".pb-clock-line")).to_have_text("No crisis is declared. Is this a crisis?")
    page.goto(f"{calm}priorities/count/")
    expect(line(page)).to_be_hidden()

    assert {""} == set(dates(page).values())
    assert page.evaluate(RUN, calm) == "before"


def test_an_official_clock_stands_above_every_page(new_page: NewPage, official: str) -> None:
    """The day, the moment in the playbook's zone, how long since T0."""
    page = opened(new_page, f"{official}priorities/")
    expect(line(page)).to_have_text("Day 2 · Tue 24 Nov, 03:12 London · 18 h since declared")

    assert page.evaluate(RUN, official) == "2026-11-23T09:00Z"


def test_the_board_shows_the_clock_large(new_page: NewPage, official: str) -> None:
    """The day can be read across a room, and the quiet line is not there twice."""
    page = opened(new_page, official)
    expect(page.locator(".pb-clock-day")).to_have_text("Day 2")
    expect(page.locator(".pb-clock-line")).to_have_text("Tue 24 Nov, 03:12 London · 18 h since declared")
    expect(line(page)).to_be_hidden()
    page.get_by_role("link", name="Change the clock").click()

    expect(page.get_by_role("heading", name="The clock, and a drill")).to_be_in_viewport()


def test_a_reader_elsewhere_sees_both_clocks(new_page: NewPage, official: str) -> None:
    """The reader's own time stands beside the playbook's where the two differ."""
    page = opened(new_page, f"{official}priorities/", zone=NEW_YORK)

    expect(line(page)).to_have_text(
        "Day 2 · Tue 24 Nov, 03:12 London · Mon 23 Nov, 22:12 your time · 18 h since declared"
    )


def test_without_scripts_the_official_moment_stands(new_page: NewPage, official: str) -> None:
    """The board says when it was declared; the forms, which need scripts, are not there."""
    page = new_page(java_script_enabled=False)
    page.goto(official)
    expect(page.locator(".pb-clock-line")).to_have_text("Declared Mon 23 Nov 2026, 09:00 (London)")
    expect(page.locator(".pb-clock-day")).to_be_hidden()
    page.goto(f"{official}levels/")

    expect(page.locator(".pb-clockform:visible")).to_have_count(0)
    expect(page.locator(".pb-clockpanel")).to_contain_text("Without scripts no other can be started here.")


def test_a_crisis_that_is_over_says_so(new_page: NewPage, over: str) -> None:
    """From its end on, pages say when it ended, and count no more days."""
    page = opened(new_page, f"{over}priorities/")
    expect(line(page)).to_have_text("Ended Mon 23 Nov, 18:30 London")
    page.goto(over)

    expect(page.locator(".pb-clock-day")).to_have_text("Over")
    page.get_by_role("link", name="The review", exact=True).click()

    expect(page).to_have_url(f"{over}review/")


def test_a_reader_declares_on_the_page(new_page: NewPage, calm: str) -> None:
    """The form means the playbook's zone, starts at now, and nothing counts before the answer."""
    page = opened(new_page, f"{calm}levels/", zone=NEW_YORK)
    field = page.get_by_label("Crisis declared at (London)")
    expect(field).to_have_value("2026-11-24T03:12")
    field.fill("2026-11-23T09:00")
    page.get_by_role("button", name="Declare on this device").click()
    expect(page.get_by_role("group", name="Start the clock at Mon 23 Nov, 09:00 London?")).to_be_focused()
    assert page.evaluate(MODE, calm) == "none"
    page.get_by_role("button", name="Yes").click()

    expect(line(page)).to_have_text(
        "Day 2 · Tue 24 Nov, 03:12 London · Mon 23 Nov, 22:12 your time · 18 h since declared"
        " declared on this device, not official yet · Undo"
    )
    expect(page.locator(".pb-clockpanel-asked code")).to_have_text("activated: 2026-11-23T09:00")


def test_a_reader_declares_on_the_board(new_page: NewPage, calm: str) -> None:
    """The same form stands at the foot of the board, whose clock then runs."""
    page = opened(new_page, calm)
    page.get_by_label("Crisis declared at (London)").fill("2026-11-23T09:00")
    page.get_by_role("button", name="Declare on this device").click()
    page.get_by_role("button", name="Yes").click()

    expect(page.locator(".pb-clock-day")).to_have_text("Day 2")
    expect(page.locator(".pb-clock-line")).to_contain_text("declared on this device, not official yet")


def test_a_field_that_names_no_moment_is_refused(new_page: NewPage, calm: str) -> None:
    """One sentence says why, and nothing starts."""
    page = opened(new_page, f"{calm}levels/")
    page.get_by_label("Crisis declared at").fill("2006-11-23T09:00")
    page.get_by_role("button", name="Declare on this device").click()

    expect(
        page.get_by_text("The field names Thu 23 Nov 2006, 09:00 London, which is too far")
    ).to_be_focused()
    assert page.evaluate(MODE, calm) == "none"


@pytest.mark.parametrize("t0", [T0, "2026-11-23T10:00+01:00", "2026-11-23T09:00"])
def test_a_link_starts_the_clock_once_it_is_confirmed(new_page: NewPage, calm: str, t0: str) -> None:
    """It asks first; the address keeps T0 until the answer and loses it then."""
    page = opened(new_page, linked(calm, t0))
    expect(notice(page)).to_contain_text("Start the clock at Mon 23 Nov, 09:00 London?")
    expect(page).to_have_url(re.compile(r"\?t0="))
    assert page.evaluate(MODE, calm) == "none"
    page.get_by_role("button", name="Yes").click()
    expect(page).to_have_url(calm)
    expect(page.locator(".pb-clock-day")).to_have_text("Day 2")
    page.goto(f"{calm}plan/")

    expect(line(page)).to_contain_text("declared on this device, not official yet")
    assert page.evaluate(RUN, calm) == T0


def test_a_link_that_is_refused_changes_nothing(new_page: NewPage, calm: str) -> None:
    """No: nothing runs, nothing is kept, the address is clean."""
    page = opened(new_page, linked(calm, T0))
    page.get_by_role("button", name="No").click()
    expect(page).to_have_url(calm)

    assert (page.evaluate(MODE, calm), kept(page)) == ("none", [])


def test_the_link_is_offered_to_the_team(new_page: NewPage, calm: str) -> None:
    """After declaring, the same link stands there to copy, and does the same on another device."""
    page = declared(new_page, calm, permissions=["clipboard-read", "clipboard-write"])
    link = page.get_by_label("Send this link to the team")
    expect(link).to_have_value(f"{calm}?t0=2026-11-23T09:00Z")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".pb-copy-told")).to_have_text("Copied.")
    other = opened(new_page, page.evaluate("navigator.clipboard.readText()"))

    expect(notice(other)).to_contain_text("Start the clock at Mon 23 Nov, 09:00 London?")


def test_declaring_is_undone_with_one_tap(new_page: NewPage, calm: str) -> None:
    """Undo leaves no trace; the reader is told, and the way back is one tap as well."""
    page = declared(new_page, calm)
    line(page).get_by_role("button", name="Undo").click()
    expect(page.locator(".pb-said-text")).to_have_text(
        "The clock is off. It ran from Mon 23 Nov, 09:00 London."
    )
    expect(page.locator(".pb-said-text")).to_be_focused()
    expect(line(page)).to_be_hidden()
    assert ({""}, []) == (set(dates(page).values()), kept(page))
    page.get_by_role("button", name="Start it again").click()

    expect(line(page)).to_contain_text("18 h since declared")


def test_the_same_link_undoes_the_undoing(new_page: NewPage, calm: str) -> None:
    """A link that was followed, and undone, asks again."""
    page = declared(new_page, calm)
    line(page).get_by_role("button", name="Undo").click()
    page.goto(linked(calm, T0, "priorities/count/"))
    page.get_by_role("button", name="Yes").click()

    expect(line(page)).to_contain_text("18 h since declared")


def test_a_second_link_says_what_it_replaces(new_page: NewPage, calm: str) -> None:
    """Where the clock runs already, the question names both moments; the same moment asks nothing."""
    page = declared(new_page, calm)
    page.goto(linked(calm, "2026-11-24T01:00Z", "priorities/count/"))
    expect(notice(page)).to_contain_text("It runs from Mon 23 Nov, 09:00 London now.")
    page.goto(linked(calm, T0, "priorities/count/"))

    expect(page).to_have_url(f"{calm}priorities/count/")
    expect(notice(page)).to_be_empty()


def test_no_link_overrides_an_official_clock(new_page: NewPage, official: str) -> None:
    """The page says that the clock is official, and asks nothing; the form is not there either."""
    page = opened(new_page, linked(official, "2026-11-24T01:00Z", "levels/"))
    expect(notice(page)).to_contain_text(
        "The clock is official and starts at Mon 23 Nov, 09:00 London."
        " The link says Tue 24 Nov, 01:00 London: it is ignored."
    )
    expect(page).to_have_url(f"{official}levels/")
    expect(page.get_by_role("button", name="Yes")).to_have_count(0)
    expect(page.locator("#__declare")).to_be_hidden()

    assert page.evaluate(RUN, official) == T0


@pytest.mark.parametrize(
    "t0",
    ["", "soon", "2026-02-30T09:00Z", "2026-11-23T25:00Z", "2026-11-23", "0026-11-23T09:00Z",
     "2036-11-23T09:00Z", "2026-11-23T09:00+99:00", "<b>2026-11-23T09:00Z</b>"],
)  # fmt: skip
def test_a_bad_link_is_ignored_with_a_sentence(new_page: NewPage, calm: str, t0: str) -> None:
    """What is no moment, or cannot have been meant, starts nothing and leaves the address."""
    page = opened(new_page, linked(calm, t0))
    expect(notice(page)).to_contain_text(re.compile(r"^The link names .*: it is ignored\."))
    expect(page).to_have_url(calm)

    assert page.evaluate(MODE, calm) == "none"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("declared", '{"t0": "banana"}'),
        ("declared", '"2026-11-23T09:00Z"'),
        ("declared", "{"),
        ("drill", "[]"),
        ("drill", '{"id": "x", "t0": "2026-11-23T09:00Z", "start": "then", "began": "now", "role": 5}'),
        ("drill", drilled(t0="2026-11-22T09:00 00:00")),
        ("drill", drilled(start=" 2026-11-24T09:00:00.000Z")),
        ("drill", drilled(start="9999-01-01T09:00:00.000Z")),
        ("drill", drilled(began="1990-01-01T09:00:00.000Z")),
        ("drill", drilled(t0="0026-11-22T09:00:00.000Z", start="0026-11-24T09:00:00.000Z")),
    ],
)
def test_what_cannot_be_read_is_ignored_with_a_sentence(
    new_page: NewPage, calm: str, name: str, value: str
) -> None:
    """Whatever stands in this browser's storage, pages open; they say once that it is ignored."""
    page = opened(new_page, calm)
    page.evaluate(
        "([name, value]) => localStorage.setItem(name, value)", [f"playbook:counting:{name}", value]
    )
    page.reload()
    expect(notice(page)).to_contain_text(
        "What this browser had kept of the clock cannot be read: it is ignored."
    )
    assert page.evaluate(MODE, calm) == "none"
    page.reload()

    expect(notice(page)).to_be_empty()


def test_a_drill_as_browsers_keep_it_is_read(new_page: NewPage, calm: str) -> None:
    """The one that the unreadable ones differ from."""
    page = opened(new_page, calm)
    page.evaluate("value => localStorage.setItem('playbook:counting:drill', value)", drilled())
    page.reload()

    expect(page.get_by_role("region", name="Drill")).to_contain_text("day 3, 09:12")


@pytest.mark.parametrize("t0", ["2026-11-23T09:00 00:00", " 2026-11-23T09:00Z", "2026-11-23T09:00"])
def test_what_a_link_can_say_can_also_be_kept(new_page: NewPage, calm: str, t0: str) -> None:
    """A T0 is read from storage as from an address; without an offset it is in UTC for every reader."""
    page = opened(new_page, calm, zone=NEW_YORK)
    page.evaluate("t0 => localStorage.setItem('playbook:counting:declared', JSON.stringify({ t0 }))", t0)
    page.goto(f"{calm}priorities/count/")
    expect(line(page)).to_contain_text("18 h since declared")

    assert T0 == page.evaluate(RUN, calm)


def test_an_official_clock_ends_what_was_declared(new_page: NewPage, official: str) -> None:
    """Where the official T0 differs the reader is told once; the one of this device is forgotten."""
    page = opened(new_page, official)
    page.evaluate("localStorage.setItem('playbook:counting:declared', '{\"t0\": \"2026-11-23T08:45Z\"}')")
    page.reload()
    expect(notice(page)).to_contain_text(
        "The clock is official now and starts at Mon 23 Nov, 09:00 London."
        " You had declared Mon 23 Nov, 08:45 London on this device: that no longer counts."
    )

    assert [] == kept(page)


def test_all_tabs_follow(new_page: NewPage, calm: str) -> None:
    """What is declared, or undone, in one tab holds in the others without a reload."""
    page = declared(new_page, calm)
    other = page.context.new_page()
    other.clock.set_fixed_time(NOW)
    other.goto(f"{calm}priorities/count/")
    expect(line(other)).to_contain_text("Day 2")
    line(page).get_by_role("button", name="Undo").click()

    expect(line(other)).to_be_hidden()


def test_a_browser_that_does_not_remember_says_so(new_page: NewPage, calm: str) -> None:
    """Declaring works for the page, which says that it will be forgotten; the next page has forgotten it."""
    page = new_page(timezone_id=LONDON)
    page.add_init_script(BLOCKED)
    page.clock.set_fixed_time(NOW)
    page.goto(linked(calm, T0, "priorities/count/"))
    page.get_by_role("button", name="Yes").click()
    expect(line(page)).to_contain_text("this browser does not remember: the clock is for this page only")
    assert dates(page)["day 2 morning"] == "Tue 24 Nov 09:00 – 12:00 London"
    page.goto(f"{calm}priorities/count/")

    expect(line(page)).to_be_hidden()


def test_dates_of_an_official_clock_are_the_same_for_scripts(
    new_page: NewPage, official: str, calm: str
) -> None:
    """A T0 declared on the device comes to the dates that the build makes of the same T0."""
    expected = dates(opened(new_page, f"{official}priorities/count/", zone=NEW_YORK))

    assert expected["day 2 morning"] == "Tue 24 Nov 09:00 – 12:00 London · 04:00 – 07:00 your time"
    assert expected == dates(declared(new_page, calm, zone=NEW_YORK))


def test_dates_after_a_start_late_in_the_evening(new_page: NewPage, calm: str) -> None:
    """Declared at 22:00: day 1 ends at midnight, day 2 is the next date, quiet hours hold back hours."""
    page = declared(new_page, calm, "2026-11-23T22:00Z", at=datetime(2026, 11, 23, 22, 5, tzinfo=UTC))
    found = dates(page)
    expected = {
        "immediately": "Mon 23 Nov 22:00 London",
        "day 1": "Mon 23 Nov 22:00 – Tue 24 Nov 00:00 London",
        "day 2 morning": "Tue 24 Nov 09:00 – 12:00 London",
        "days 2-3": "Tue 24 Nov 09:00 – Wed 25 Nov 18:00 London",
        "within 2 hours": "Mon 23 Nov 22:00 – Tue 24 Nov 07:00 London",
        "within 10 hours day and night": "Mon 23 Nov 22:00 – Tue 24 Nov 08:00 London",
        "every 6 hours": "next: Tue 24 Nov 07:00 London",
        "daily at 09:00": "next: Tue 24 Nov 09:00 London",
        "within 2 hours of contained": "",
        "as needed": "",
    }

    assert expected == {words: found[words] for words in expected}


def test_dates_over_a_weekend_of_working_days(new_page: NewPage, working: str) -> None:
    """Declared on a Friday afternoon: Saturday is still day 1, day 2 is Monday; weeks are the calendar's."""
    page = declared(new_page, working, "2026-11-27T15:00Z", at=datetime(2026, 11, 28, 10, 0, tzinfo=UTC))
    found = dates(page)
    expected = {
        "day 1": "Fri 27 Nov 15:00 – 18:00 London",
        "day 2 morning": "Mon 30 Nov 09:00 – 12:00 London",
        "days 2-3": "Mon 30 Nov 09:00 – Tue 1 Dec 18:00 London",
        "within 2 hours": "Fri 27 Nov 15:00 – 17:00 London",
        "every 6 hours until day 2": "next: Sat 28 Nov 15:00 London",
        "weekly on Friday": "next: Fri 4 Dec 09:00 – 18:00 London",
    }
    expect(line(page)).to_contain_text("Day 1 · Sat 28 Nov, 10:00 London")

    assert expected == {words: found[words] for words in expected}


def test_dates_across_a_change_to_summer_time(new_page: NewPage, calm: str) -> None:
    """Hours are elapsed time, days are the clock's; a reader whose clocks do not change then sees both."""
    at = datetime(2027, 3, 27, 20, 0, tzinfo=UTC)
    page = declared(new_page, calm, "2027-03-27T19:00Z", at=at, zone=NEW_YORK)
    found = dates(page)
    expected = {
        "immediately": "Sat 27 Mar 19:00 London · 15:00 your time",
        "day 2 morning": "Sun 28 Mar 09:00 – 12:00 London · 04:00 – 07:00 your time",
        # 01:00 is skipped in London, so ten hours later it is 06:00 there.
        "within 10 hours day and night": "Sat 27 Mar 19:00 – Sun 28 Mar 06:00 London"
        " · 15:00 – 01:00 your time",
        "daily at 09:00": "next: Sun 28 Mar 09:00 London · 04:00 your time",
    }

    assert expected == {words: found[words] for words in expected}


def test_dates_of_another_year_name_it(new_page: NewPage, calm: str) -> None:
    """At the end of December, what comes in January says which year that is."""
    page = declared(new_page, calm, "2026-12-31T12:00Z", at=datetime(2026, 12, 31, 13, 0, tzinfo=UTC))

    assert dates(page)["day 2 morning"] == "Fri 1 Jan 2027 09:00 – 12:00 London"


def test_what_recurs_shows_its_next_time(new_page: NewPage, calm: str) -> None:
    """What is under way stands as it is, what comes is called next, what is over says so."""
    page = declared(new_page, calm, at=datetime(2026, 11, 26, 9, 30, tzinfo=UTC))
    found = dates(page)
    expected = {
        "every 6 hours": "next: Thu 26 Nov 15:00 London",
        "every 6 hours until day 2": "over: Mon 23 Nov 09:00 – Tue 24 Nov 18:00 London",
        "daily until day 3": "over: Mon 23 Nov 09:00 – Wed 25 Nov 18:00 London",
        "daily at 09:00": "next: Fri 27 Nov 09:00 London",
        "every 2 weeks": "Mon 23 Nov 09:00 – Sun 6 Dec 18:00 London",
    }

    assert expected == {words: found[words] for words in expected}


def test_times_say_whether_they_are_over(new_page: NewPage, calm: str) -> None:
    """Past, now, next, for styles and for readers of the page; nothing where nobody knows."""
    page = declared(new_page, calm, at=datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    found = phases(page)
    expected = {
        "day 1": "past",
        "day 2 morning": "now",
        "days 2-3": "now",
        "daily at 09:00": "next",
        "every 2 weeks": "now",
        "as needed": None,
    }

    assert expected == {words: found[words] for words in expected}


def test_the_clock_is_kept_up_each_minute(new_page: NewPage, calm: str) -> None:
    """An open page moves on by itself: the line, what is next, what is over."""
    page = new_page(timezone_id=LONDON)
    page.clock.install(time=datetime(2026, 11, 24, 11, 58, 30, tzinfo=UTC))
    page.goto(linked(calm, T0, "priorities/count/"))
    page.get_by_role("button", name="Yes").click()
    expect(line(page)).to_contain_text("11:58 London")
    assert phases(page)["day 2 morning"] == "now"
    page.clock.run_for(timedelta(minutes=2) // timedelta(milliseconds=1))

    expect(line(page)).to_contain_text("12:00 London")
    page.clock.run_for(timedelta(minutes=1) // timedelta(milliseconds=1))
    assert phases(page)["day 2 morning"] == "past"


def test_the_panel_is_used_by_keyboard_alone(new_page: NewPage, calm: str) -> None:
    """Declared, refused once, confirmed and undone without a pointer; the focus is never lost."""
    page = opened(new_page, f"{calm}levels/")
    page.get_by_role("button", name="Declare on this device").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".pb-clockpanel-asked")).to_be_focused()
    assert page.evaluate(MODE, calm) == "none"
    page.keyboard.press("Tab")
    expect(page.get_by_label("Crisis declared at")).to_be_focused()
    page.get_by_role("button", name="Declare on this device").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".pb-said-text")).to_be_focused()
    page.locator(".pb-clockpanel").get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".pb-said-text")).to_be_focused()

    assert page.evaluate(MODE, calm) == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_clock_is_read_and_pressed_easily(new_page: NewPage, calm: str, scheme: str) -> None:
    """Contrast AA, targets of 44 px, no page wider than a phone."""
    page = declared(
        new_page, calm, viewport={"width": 390, "height": 844}, color_scheme=scheme, zone=NEW_YORK
    )
    texts = page.locator("#__clock p, #__clock span, #__clock button, #__clock label, #__clock input")
    contrasts = [each.evaluate(CONTRAST) for each in texts.all() if each.is_visible()]
    boxes = [each.bounding_box() for each in page.locator("#__clock button, #__clock input").all()]
    sizes = [min(box["width"], box["height"]) for box in boxes if box]

    assert len(contrasts) > 8
    assert min(contrasts) >= 4.5
    assert min(sizes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390
