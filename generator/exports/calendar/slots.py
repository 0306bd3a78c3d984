"""When the items of an agenda stand in a calendar, once T0 is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from generator.agenda import Item
from generator.exports.calendar.horizon import DEFAULT, horizon
from generator.linked import Playbook
from generator.when import Calendar, Interval, is_recurring

#: How long a moment takes where nobody said.
MINUTES = 15

#: More occurrences than these are not looked at: every ten minutes for more than four months.
MOST = 20_000

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One stretch in a calendar: two moments (UTC), or two dates of which the second is the first day after.

    `begins` is where the occurrence begins that it stands for, an aware moment.
    """

    start: date
    end: date
    begins: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its slots in order; `is_cut` where the plan goes on beyond the last of them."""

    item: Item
    slots: tuple[Slot, ...]
    is_cut: bool = False


def placed(items: Iterable[Item], book: Playbook) -> tuple[Placed, ...]:
    """The items that have a place, in their order; none before T0."""
    calendar = book.calendar
    if calendar is None:
        return ()
    found = (_placed(item, book, calendar) for item in items)
    return tuple(one for one in found if one.slots)


def _placed(item: Item, book: Playbook, calendar: Calendar) -> Placed:
    bounds = book.interval(item.time)
    if bounds is None:
        return Placed(item, ())
    if not is_recurring(item.time):
        return Placed(item, (_slot(item, bounds, calendar),))
    stop = _stop(book, calendar)
    window = Interval(calendar.t0, stop + _INSTANT)
    found = calendar.occurrences(item.time, window, book.anchors, MOST)
    is_cut = len(found) == MOST or bounds.end is None or bounds.end > stop
    return Placed(item, tuple(_slot(item, one, calendar) for one in found), is_cut)


def _stop(book: Playbook, calendar: Calendar) -> datetime:
    """Where what recurs stops: as far as the plan reaches, or with the end of the crisis."""
    reaches = book.interval(horizon(book))
    end = reaches.end if reaches and reaches.end else calendar.t0 + DEFAULT.delta
    ended = book.anchors.get("ended")
    return min(end, ended) if ended else end


def _slot(item: Item, interval: Interval, calendar: Calendar) -> Slot:
    start, end = interval.start or interval.end, interval.end or interval.start
    if start is None or end is None:
        message = f"an interval open at both ends: {item.uid}"
        raise ValueError(message)
    rules = calendar.rules
    if item.in_days:
        first = rules.date_of(start)
        # What ends at midnight takes nothing of the day that begins there.
        last = max(first, rules.date_of(end - _INSTANT))
        return Slot(first, last + _DAY, start)
    if item.is_due:
        start = end
    begins, ends = start.astimezone(UTC), end.astimezone(UTC)
    if begins == ends:
        ends += timedelta(minutes=item.minutes or MINUTES)
    return Slot(begins, ends, start)
