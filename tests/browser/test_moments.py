"""Moments in words, as the scripts write them: two clocks, the year, how long until then."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import NewPage

LONDON, NEW_YORK, KATHMANDU = "Europe/London", "America/New_York", "Asia/Kathmandu"
NOW = "2026-11-24T03:00Z"

#: Calls a function of the module with each row of arguments; what looks like a moment becomes a Date.
CALL = """async ([name, rows]) => {
  const module = await import("/moments.js")
  const isMoment = value => typeof value === "string" && /^\\d{4}-/.test(value)
  return rows.map(row => module[name](...row.map(value => isMoment(value) ? new Date(value) : value)))
}"""


@pytest.fixture
def page(new_page: NewPage, scripts: str) -> Page:
    """A page beside the scripts, of a reader in New York."""
    found = new_page(timezone_id=NEW_YORK, locale="de-DE")
    found.goto(scripts)
    return found


def call(page: Page, name: str, *rows: tuple[Any, ...]) -> Any:
    """What the function gives for each row."""
    return page.evaluate(CALL, [name, [list(row) for row in rows]])


def test_a_moment_is_shown_by_the_clocks_of_its_zone(page: Page) -> None:
    """Weekday, date, 24 hours, in English wherever the reader is; the year only where it is not now's."""
    expected = ["Tue 24 Nov, 03:12", "Tue 24 Nov, 08:57", "Mon 23 Nov, 22:12", "Wed 3 Mar 2027, 00:00"]

    assert expected == call(
        page,
        "shown",
        ("2026-11-24T03:12Z", LONDON, NOW),
        ("2026-11-24T03:12Z", KATHMANDU, NOW),
        ("2026-11-24T03:12Z", NEW_YORK, NOW),
        ("2027-03-03T00:00Z", LONDON, NOW),
    )


def test_the_year_is_the_zones_own(page: Page) -> None:
    """At one moment it is another year in Kathmandu than in London: each is told by its own clocks."""
    silvester = "2026-12-31T20:00Z"

    assert ["Fri 1 Jan 2027, 01:45", "Fri 1 Jan, 01:45"] == call(
        page,
        "shown",
        ("2026-12-31T20:00Z", KATHMANDU, NOW),
        ("2026-12-31T20:00Z", KATHMANDU, silvester),
    )


def test_the_readers_time_stands_beside_the_playbooks(page: Page) -> None:
    """The date stands before what is not today, and before the reader's time where theirs is another."""
    assert [
        "09:00 London · 04:00 your time",
        "Wed 25 Nov, 09:00 London · 04:00 your time",
        "03:12 London · Mon 23 Nov, 22:12 your time",
        "Wed 3 Mar 2027, 02:00 London · Tue 2 Mar 2027, 21:00 your time",
    ] == call(
        page,
        "inZones",
        ("2026-11-24T09:00Z", LONDON, NOW),
        ("2026-11-25T09:00Z", LONDON, NOW),
        ("2026-11-24T03:12Z", LONDON, NOW),
        ("2027-03-03T02:00Z", LONDON, NOW),
    )


def test_one_clock_is_told_once(page: Page) -> None:
    """Zones that show the same time then are one; half a year later they may not be."""
    assert ["21:00 New York", "09:00 London", "Wed 1 Jul, 10:00 London · 09:00 your time"] == call(
        page,
        "inZones",
        ("2026-11-24T02:00Z", NEW_YORK, NOW),
        ("2026-11-24T09:00Z", LONDON, NOW, "Africa/Abidjan"),
        ("2026-07-01T09:00Z", LONDON, NOW, "Africa/Abidjan"),
    )


#: How many seconds from now on, and how that is told.
LENGTHS = [
    (0, "now"),
    (29, "now"),
    (31, "in 1 min"),
    (48 * 60, "in 48 min"),
    (59 * 60 + 29, "in 59 min"),
    (59 * 60 + 30, "in 1 h"),
    (64 * 60, "in 1 h"),
    (74 * 60, "in 1 h 10 min"),
    (359 * 60, "in 5 h 55 min"),
    (6 * 3600, "in 6 h"),
    (7 * 3600 - 60, "in 6 h"),
    (47 * 3600, "in 47 h"),
    (48 * 3600, "in 2 days"),
    (95 * 3600, "in 3 days"),
    (90 * 86400, "in 90 days"),
    (-120 * 60, "2 h ago"),
    (-20 * 60, "20 min ago"),
    (-26 * 3600, "26 h ago"),
    (-72 * 3600, "3 days ago"),
]


def test_how_long_until_then(page: Page) -> None:
    """One unit, two where half an hour matters; never more time than there is."""
    expected = [text for _, text in LENGTHS]

    assert expected == call(page, "lengthTo", *[(seconds * 1000,) for seconds, _ in LENGTHS])


def test_a_zone_is_called_by_its_city(page: Page) -> None:
    """Names of several words and parts; those with an offset have the sign that everybody reads."""
    zones = {
        LONDON: "London",
        "America/New_York": "New York",
        "America/Argentina/Buenos_Aires": "Buenos Aires",
        "UTC": "UTC",
        "Etc/UTC": "UTC",
        "Etc/GMT+5": "UTC-5",
    }

    assert list(zones.values()) == call(page, "zoneName", *[(zone,) for zone in zones])


def test_a_zone_that_the_browser_does_not_know_is_utc_and_called_so(page: Page) -> None:
    """An old browser shows a true time under a true name."""
    unknown = "Europe/Atlantis"

    assert ["UTC"] == call(page, "zoneName", (unknown,))
    assert ["09:00 UTC · 04:00 your time"] == call(page, "inZones", ("2026-11-24T09:00Z", unknown, NOW))


def test_what_is_no_moment_is_no_text(page: Page) -> None:
    """Nothing throws, nothing says NaN."""
    nothing = [("2026-99-99", LONDON, NOW), (None, LONDON, NOW)]

    assert [""] * 2 == call(page, "shown", *nothing)
    assert [""] * 2 == call(page, "inZones", *nothing)
    assert [""] == call(page, "lengthTo", (None,))
