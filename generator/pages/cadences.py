"""What is said of a cadence besides its words: what becomes of it at night, how often it will come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from generator.linked import Playbook, as_time
from generator.when import (
    Calendar,
    Interval,
    Rules,
    Time,
    Unreadable,
    as_data,
    is_recurring,
    parse,
    parse_quiet_hours,
    references,
    span_of_days,
)

#: More than these are not counted, nor shown on a page.
MOST = 400

#: How far a plan without a horizon is shown.
DEFAULT_HORIZON = "day 30"

#: Days of June 2026, the 1st being a Monday, and hours of theirs: the first is the usual one.
_TRIALS = ((1, 9), (1, 1), (1, 13), (1, 17), *((day, 9) for day in range(2, 8)))


def quiet_words(time: Time | None, book: Playbook) -> str:
    """What becomes of it in the quiet hours, for what counts in minutes or hours; else empty.

    What is due once is told only before T0: after it, its date says so.
    """
    data: Mapping[str, object] = as_data(time) if time else {}
    if data.get("kind") != "recurring":
        return _once_quiet(data, book)
    quiet = _quiet(book)
    if not _counts_by_clock(data):
        return ""
    if quiet is None:
        return "" if "day and night" in str(time) else "through the night too: the plan has no quiet hours"
    since, until = quiet
    if not data["rests"]:
        return f"also between {since} and {until}"
    return f"not between {since} and {until}; what falls there comes at {until}"


def _counts_by_clock(data: Mapping[str, object]) -> bool:
    every = data.get("every")
    return isinstance(every, dict) and not every.keys().isdisjoint(("minutes", "hours"))


def _once_quiet(data: Mapping[str, object], book: Playbook) -> str:
    edge, quiet = data.get("to"), _quiet(book)
    rests = isinstance(edge, dict) and edge.get("rests") is True
    if not rests or quiet is None or book.calendar is not None:
        return ""
    since, until = quiet
    return f"what falls between {since} and {until} comes at {until}"


def _quiet(book: Playbook) -> tuple[str, str] | None:
    hours = _quiet_hours(book)
    return hours and (f"{hours[0]:%H:%M}", f"{hours[1]:%H:%M}")


def _quiet_hours(book: Playbook) -> tuple[time, time] | None:
    hours = parse_quiet_hours(book.overview.quiet_hours) if book.overview.quiet_hours else None
    return None if isinstance(hours, Unreadable) else hours


def count_words(time: Time | None, book: Playbook) -> str:
    """How often it will come, before T0 is known: `7 times`, or `about 20 times` where T0's hour matters.

    Empty where that cannot be known, or is more than `MOST`.
    """
    if book.calendar is not None or time is None or not is_recurring(time):
        return ""
    # How far the end of T0's month is away, only T0 can say.
    if span_of_days(time) is None or "month_end" in json.dumps(as_data(time)):
        return ""
    counts = [_count(time, calendar) for calendar in _trials(book)]
    usual, most = counts[0], max(counts)
    if not usual or most > MOST:
        return ""
    about = "" if min(counts) == most else "about "
    return f"{about}once" if usual == 1 else f"{about}{usual} times"


@lru_cache(maxsize=4096)
def _count(time: Time, calendar: Calendar) -> int:
    return len(calendar.occurrences(time, Interval(None, None), limit=MOST + 1))


def _trials(book: Playbook) -> tuple[Calendar, ...]:
    """Calendars of crises that begin on each day of some week at 09:00, and at other hours of its Monday."""
    zone = ZoneInfo(book.overview.timezone) if book.overview.timezone else UTC
    rules = Rules(zone, book.overview.days, _quiet_hours(book))
    return tuple(Calendar(datetime(2026, 6, day, hour, tzinfo=zone), rules) for day, hour in _TRIALS)


def horizon(book: Playbook) -> Time:
    """How far the plan reaches: its horizon where T0 alone gives that a date, else a month."""
    found = as_time(book.overview.horizon)
    if found is not None and not references(found):
        trial = _trials(book)[0].interval(found)
        if trial is not None and trial.end is not None:
            return found
    default = parse(DEFAULT_HORIZON)
    if isinstance(default, Unreadable):
        raise TypeError(DEFAULT_HORIZON)
    return default
