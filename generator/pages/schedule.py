"""The dates of a line of a schedule: those to come, and how those that are over stand by the log.

`overrides/assets/playbook/occurring.js` comes to the same dates and words by the reader's clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

from generator.linked import Playbook
from generator.pages.cadences import MOST, horizon
from generator.review.frame import SLACK, Due, nearest
from generator.when import (
    Interval,
    Recurring,
    Time,
    as_data,
    is_recurring,
    period,
)

#: How many dates to come are in sight.
IN_SIGHT = 8

#: What begins at the last moment of the window is still within it.
_MINUTE = timedelta(minutes=1)

Standing = Literal["on record", "not recorded", "due", ""]


@dataclass(frozen=True, slots=True)
class Date:
    """One occurrence: `start` and `end` aware, alike for a moment; `day` and `clock` say when, as plain text.

    `clock` is empty for what lasts a day or longer. `standing` is by the log: `due` is what is under way and
    not yet recorded, empty what lies ahead.
    """

    start: datetime
    end: datetime
    day: str
    clock: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one line over the crisis, by the moment that counts as now.

    `next` is the one under way or ahead, `soon` the first that follow, `later` the rest; `until` is the day
    of the last one. `recorded` holds the beginnings of all that are on record. `is_single`: it comes once.
    `goes_on` says that there are more after the window, `is_cut` that there are more than `MOST` within it.
    """

    past: tuple[Date, ...]
    next: Date | None
    soon: tuple[Date, ...]
    later: tuple[Date, ...]
    until: str
    recorded: tuple[datetime, ...]
    is_single: bool = False
    goes_on: bool = False
    is_cut: bool = False

    @staticmethod
    def by_day(some: tuple[Date, ...]) -> tuple[tuple[str, tuple[Date, ...]], ...]:
        """Dates by the words of their day, so that it is named once."""
        return tuple((day, tuple(found)) for day, found in groupby(some, lambda one: one.day))

    @property
    def standing(self) -> Standing:
        """How the next one stands; of what comes once, how it stands."""
        one = self.next or (self.past[0] if self.is_single else None)
        return one.standing if one else ""

    @property
    def shown(self) -> int:
        """How many there are on the page."""
        return len(self.past) + (self.next is not None) + len(self.soon) + len(self.later)

    @property
    def so_far(self) -> str:
        """How many are over, and how they stand: `8 so far: 7 on record, 1 not recorded`."""
        counts = Counter(one.standing for one in self.past)
        told = (f"{counts[word]} {word}" for word in ("on record", "not recorded") if counts[word])
        return f"{len(self.past)} so far: {', '.join(told)}"

    @property
    def more(self) -> str:
        """How many there are behind those in sight: `and 30 more until Fri 12 Dec`."""
        beyond = ", and so on" if self.goes_on or self.is_cut else ""
        return f"and {len(self.later)} more until {self.until}{beyond}"


def dates(time: Time, sent: Sequence[datetime], book: Playbook) -> Dates | None:
    """The dates of a line of a schedule; `sent` are the moments for which the log has it.

    None without T0, and for what has no beginning or no end that is known.
    """
    dues, goes_on = _dues(time, book)
    if not dues:
        return None
    now, is_single, in_parts = book.now, not is_recurring(time), _is_in_parts(time)
    recorded = {one.start for moment in sent if (one := nearest(dues, moment))}
    known = tuple(_date(one, recorded, now, in_parts=in_parts) for one in dues[:MOST])
    coming = tuple(one for one in known if one.end >= now)
    return Dates(
        past=known[: len(known) - len(coming)],
        next=coming[0] if coming else None,
        soon=coming[1 : IN_SIGHT + 1],
        later=coming[IN_SIGHT + 1 :],
        until=day_words(known[-1].end, now),
        recorded=tuple(sorted(recorded)),
        is_single=is_single,
        goes_on=goes_on,
        is_cut=len(dues) > MOST,
    )


def _dues(time: Time, book: Playbook) -> tuple[tuple[Due, ...], bool]:
    """Its occurrences within the window, at most one more than are shown; whether it goes on after that."""
    if book.calendar is None:
        return (), False
    if not isinstance(time, Recurring):
        found: tuple[Interval | None, ...] = (book.interval(time),)
        goes_on = False
    else:
        closes, goes_on = _window_end(time, book)
        window = Interval(None, closes and closes + _MINUTE)
        found = book.calendar.occurrences(time, window, book.anchors, MOST + 1)
    return tuple(Due(one.start, one.end) for one in found if one and one.start and one.end), goes_on


def _date(one: Due, recorded: set[datetime], now: datetime, *, in_parts: bool) -> Date:
    standing: Standing = ""
    if one.start in recorded:
        standing = "on record"
    elif one.at < now:
        standing = "not recorded"
    elif one.start <= now:
        standing = "due"
    day, clock = _words(one, now, in_parts=in_parts)
    return Date(one.start, one.at, day, clock, standing)


def _window_end(time: Recurring, book: Playbook) -> tuple[datetime | None, bool]:
    """Where the dates that are shown end, None where the time itself ends; whether it goes on after that."""
    ended, own = book.anchors.get("ended"), book.interval(time)
    if ended is not None:
        return ended, False
    if own is not None and own.end is not None:
        return None, False
    bounds = book.interval(horizon(book))
    return bounds.end if bounds else None, True


def _is_in_parts(time: Time) -> bool:
    """Whether one day has several stretches, so that a date alone would not tell them apart."""
    return bool(as_data(time).get("halves")) and period(time) == timedelta(hours=12)


def _words(one: Due, now: datetime, *, in_parts: bool) -> tuple[str, str]:
    """`Tue 24 Nov` and `15:00`; what lasts a day or longer by its dates alone: `Mon 30 Nov – Sun 6 Dec`."""
    first, last = day_words(one.start, now), day_words(one.at, now)
    if one.start == one.at:
        return first, f"{one.start:%H:%M}"
    if in_parts:
        return first, f"{one.start:%H:%M} – {one.at:%H:%M}"
    if first == last:
        return first, ""
    # A year is said once.
    opens = first.removesuffix(f" {one.start.year}") if one.start.year == one.at.year else first
    return f"{opens} – {last}", ""


def day_words(moment: datetime, now: datetime) -> str:
    """`Tue 24 Nov`, with its year where it is not now's."""
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment:%a} {moment.day} {moment:%b}{year}"


@dataclass(frozen=True, slots=True)
class Next:
    """The date that stands beside a time: `lead` is `next: `, `over: ` or empty."""

    lead: str
    at: Interval


def next_of(time: Time, book: Playbook) -> Next | None:
    """When it is, for what recurs the one under way or the next; None where T0 or a date is not known."""
    calendar, bounds = book.calendar, book.interval(time)
    if calendar is None or bounds is None:
        return None
    between = period(time)
    if not isinstance(time, Recurring) or between is None:
        return Next("", bounds)
    now, anchors = book.now, book.anchors
    behind = Interval(now - between - SLACK, now)
    # Only what lasts half a day or longer can be under way.
    begun = calendar.occurrences(time, behind, anchors) if between >= timedelta(hours=12) else ()
    coming = calendar.occurrences(time, Interval(now, None), anchors, 1)
    one = next((one for one in (*begun, *coming) if one.end is not None and one.end >= now), None)
    if one is None:
        return Next("over: ", bounds)
    return Next("next: " if one.start is not None and one.start > now else "", one)
