"""Schedules as plans write them, over a crisis: every date worked out by hand."""

from __future__ import annotations

from datetime import time
from typing import Literal, NamedTuple

import pytest

from generator.when import Calendar, Interval
from tests.unit.when_support import calendar, read

Days = Literal["calendar", "working"]

NIGHT = (time(22), time(7))
EVER = Interval(None, None)


class Schedule(NamedTuple):
    """A cadence for one T0, and all its dates: `Nov 23 13:00`, or the first and last day of a stretch."""

    text: str
    t0: str
    expected: str
    days: Days = "calendar"
    quiet: tuple[time, time] | None = None

    @property
    def name(self) -> str:
        """Unlike every other."""
        return f"{self.text}, {self.t0}{', resting' if self.quiet else ''}"

    @property
    def calendar(self) -> Calendar:
        """Of a crisis in London."""
        return calendar(self.t0, days=self.days, quiet=self.quiet)


MONDAY = "2026-11-23T09:00"
SCHEDULES = (
    # Daily briefings in the first week: seven, the last on the Sunday.
    Schedule("daily until day 7", MONDAY, "Nov 23, Nov 24, Nov 25, Nov 26, Nov 27, Nov 28, Nov 29"),
    Schedule("daily for 1 week", MONDAY, "Nov 23, Nov 24, Nov 25, Nov 26, Nov 27, Nov 28, Nov 29"),
    # Counted from T0, the first after four hours; day 4 ends at 18:00.
    Schedule(
        "every 4 hours until day 4",
        MONDAY,
        "Nov 23 13:00 17:00 21:00, Nov 24 01:00 05:00 09:00 13:00 17:00 21:00, "
        "Nov 25 01:00 05:00 09:00 13:00 17:00 21:00, Nov 26 01:00 05:00 09:00 13:00 17:00",
    ),
    # 01:00 and 05:00 fall into the quiet hours, and come together at 07:00.
    Schedule(
        "every 4 hours until day 4",
        MONDAY,
        "Nov 23 13:00 17:00 21:00, Nov 24 07:00 09:00 13:00 17:00 21:00, "
        "Nov 25 07:00 09:00 13:00 17:00 21:00, Nov 26 07:00 09:00 13:00 17:00",
        quiet=NIGHT,
    ),
    Schedule(
        "every 4 hours until day 2 day and night",
        MONDAY,
        "Nov 23 13:00 17:00 21:00, Nov 24 01:00 05:00 09:00 13:00 17:00",
        quiet=NIGHT,
    ),
    Schedule("weekly until week 3", MONDAY, "Nov 23 - Nov 29, Nov 30 - Dec 6, Dec 7 - Dec 13"),
    Schedule("every 2 weeks from week 2 until week 3", MONDAY, "Nov 30 - Dec 13"),
    Schedule("weekly on Friday for 3 weeks", MONDAY, "Nov 27, Dec 4, Dec 11"),
    # A month of the plan has 30 days.
    Schedule("monthly until month 3", MONDAY, "Nov 23 - Dec 22, Dec 23 - Jan 21, Jan 22 - Feb 20"),
    Schedule("monthly on day 5 until month 3", MONDAY, "Dec 5, Jan 5, Feb 5"),
    Schedule("as needed", MONDAY, ""),
    Schedule("ongoing", MONDAY, ""),
    # Clocks go back on 25 October 2026: a time of the clock stays, elapsed hours come an hour earlier.
    Schedule(
        "daily at 09:00 until day 4",
        "2026-10-23T08:00",
        "Oct 23 09:00, Oct 24 09:00, Oct 25 09:00, Oct 26 09:00",
    ),
    Schedule(
        "every 12 hours until day 4",
        "2026-10-23T09:00",
        "Oct 23 21:00, Oct 24 09:00 21:00, Oct 25 08:00 20:00, Oct 26 08:00",
    ),
    Schedule(
        "every 4 hours until day 2",
        "2026-10-24T17:00",
        "Oct 24 21:00, Oct 25 07:00 08:00 12:00 16:00",
        quiet=NIGHT,
    ),
    Schedule("daily until day 3", "2026-10-24T09:00", "Oct 24, Oct 25, Oct 26"),
    # They go forward on 28 March 2027.
    Schedule("daily at 09:00 until day 3", "2027-03-27T08:00", "Mar 27 09:00, Mar 28 09:00, Mar 29 09:00"),
    Schedule(
        "every 12 hours until day 4",
        "2027-03-26T09:00",
        "Mar 26 21:00, Mar 27 09:00 21:00, Mar 28 10:00 22:00, Mar 29 10:00",
    ),
    # 01:30 is skipped, and comes an hour later.
    Schedule("daily at 01:30 until day 3", "2027-03-27T01:00", "Mar 27 01:30, Mar 28 02:30, Mar 29 01:30"),
    Schedule(
        "every 4 hours until day 2",
        "2027-03-27T17:00",
        "Mar 27 21:00, Mar 28 07:00 10:00 14:00 18:00",
        quiet=NIGHT,
    ),
    # Of working days the seventh after a Thursday is the Friday of the week that follows.
    Schedule(
        "daily until day 7",
        "2026-11-26T09:00",
        "Nov 26, Nov 27, Nov 30, Dec 1, Dec 2, Dec 3, Dec 4",
        days="working",
    ),
    Schedule(
        "daily at 17:30 until day 3",
        "2026-11-27T09:00",
        "Nov 27 17:30, Nov 30 17:30, Dec 1 17:30",
        days="working",
    ),
)


def told(found: tuple[Interval, ...]) -> str:
    """Dates as the table above has them."""
    days: dict[str, list[str]] = {}
    for start, end in ((one.start, one.end) for one in found if one.start and one.end):
        first, last = (f"{at:%b} {at.day}" for at in (start, end))
        day = first if first == last else f"{first} - {last}"
        days.setdefault(day, []).extend([f"{start:%H:%M}"] if start == end else [])
    return ", ".join(" ".join([day, *clocks]) for day, clocks in days.items())


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda one: one.name)
def test_a_schedule_has_exactly_these_dates(schedule: Schedule) -> None:
    """No date too many, none missing, through quiet hours, weekends and the nights when clocks change."""
    found = schedule.calendar.occurrences(read(schedule.text), EVER)

    assert schedule.expected == told(found)
