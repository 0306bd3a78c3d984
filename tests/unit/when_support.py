"""What the tests of the calendar share: reading, declaring, and writing moments down."""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from generator.when import Calendar, Interval, Rules, Time, Unreadable, parse

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")


def read(text: str) -> Time:
    """A text that is a time."""
    found = parse(text)
    assert not isinstance(found, Unreadable)
    return found


def calendar(
    t0: str,
    zone: ZoneInfo = LONDON,
    days: Literal["calendar", "working"] = "calendar",
    quiet: tuple[time, time] | None = None,
) -> Calendar:
    """A crisis declared at a time of the zone's clocks."""
    return Calendar(datetime.fromisoformat(t0).replace(tzinfo=zone), Rules(zone, days, quiet))


def said(interval: Interval | None) -> str | None:
    """An interval with its offsets: `2026-11-23T09:00+00:00 2026-11-23T12:00+00:00`, `-` where open."""
    if interval is None:
        return None
    ends = (interval.start, interval.end)
    return " ".join(end.isoformat(timespec="minutes") if end else "-" for end in ends)


def starts(found: tuple[Interval, ...]) -> list[str]:
    """When occurrences start, with their offset."""
    return [item.start.isoformat(timespec="minutes") for item in found if item.start]
