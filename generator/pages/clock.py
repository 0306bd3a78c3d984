"""What pages say of the clock without scripts: when the crisis was declared, and when it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.linked import Playbook


@dataclass(frozen=True, slots=True)
class Clock:
    """The official moments as readers see them, `Mon 23 Nov 2026, 09:00 (London)`; None for none.

    `is_over` says that the end has passed.
    """

    declared: str | None
    ended: str | None
    is_over: bool = False


def clock(book: Playbook) -> Clock:
    """The clock of a playbook, on the clocks of its zone."""
    zone = zone_name(book.overview.timezone or "UTC")
    if book.calendar is None:
        return Clock(None, None)
    rules, ended = book.calendar.rules, book.anchors.get("ended")
    return Clock(
        shown(rules.shown(book.calendar.t0), zone),
        shown(rules.shown(ended), zone) if ended else None,
        is_over=ended is not None and ended <= book.now,
    )


def shown(moment: datetime, zone: str) -> str:
    """A moment with its weekday, its year and the name of its zone."""
    return f"{moment:%a} {moment.day} {moment:%b %Y}, {moment:%H:%M} ({zone})"


def zone_name(zone: str) -> str:
    """A time zone by its city, as people say it: `Europe/London` is London."""
    return zone.rpartition("/")[2].replace("_", " ")
