"""When planned work begins and is over, as far as the plan itself says, whenever the crisis is declared.

What a plan says is coarse: "month 1" is some time in that month, so that work of "month 1" may well follow
work of "week 1". A time therefore has four edges, and rules speak only where even the kindest reading
disagrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from math import inf

from generator.addresses import parse_ref
from generator.linked import Action, Playbook
from generator.rules.times import Days, days
from generator.when import Dates, Duration, Moment, Recurring, Time, moment_in, references
from generator.when.values import (
    DAYS_IN,
    After,
    Anchor,
    Before,
    DayAt,
    DayPart,
    Deferred,
    MonthEnd,
    Point,
    Span,
    Stretch,
    Within,
    Words,
)

_DAY = timedelta(days=1)
_PARTS = {"morning": (9 / 24, 12 / 24), "afternoon": (12 / 24, 18 / 24)}
_MINUTE = 1 / (24 * 60)


@dataclass(frozen=True, slots=True)
class Reach:
    """The edges of planned work, in days since the start of day 1: the noon of day 2 is 1.5.

    It begins between `opens` and `begins`, and is over between `ends` and `until`; infinite where the plan
    does not say. `dated`: counted in dates of the calendar, because T0 is not known; days and dates are
    never compared.
    """

    opens: float = -inf
    begins: float = inf
    ends: float = -inf
    until: float = inf
    dated: bool = False

    def begins_before_end_of(self, other: Reach) -> bool:
        """Whether it begins before the other is over, on any reading."""
        return self.dated == other.dated and self.begins <= other.ends

    def exceeds(self, other: Reach) -> bool:
        """Whether it begins before the other opens, or is over only after the other's end."""
        return self.dated == other.dated and (self.begins <= other.opens or self.ends >= other.until)

    def misses(self, other: Reach) -> bool:
        """Whether it shares nothing with the other."""
        return self.dated == other.dated and (self.opens >= other.until or self.until <= other.opens)


_UNKNOWN = Reach()

Reaches = Mapping[str, Reach]
"""Edges by what they belong to, as times name it: `actions/priority.action`."""


def reach(time: Time, book: Playbook, known: Reaches) -> Reach:
    """The edges of a time; of what recurs only those that it names. `known` has the actions that it names."""
    match time:
        case Stretch() | DayPart() | DayAt() | MonthEnd() | Dates() | Moment():
            return _placed(time, book)
        case Span(start, end):
            return _span((start, end), time, book, known)
        case Recurring(_, Span(start, end)):
            found = _span((start, end), time, book, known)
            return Reach(opens=found.opens, until=found.until, dated=found.dated)
        case Before(Anchor()):
            return _UNKNOWN
        case Before(None):
            return Reach(begins=0, until=0)
        case Within(_, what) | After(what) | Deferred(what) if isinstance(what, Point):
            return _counted(time, _point(what, book, known))
        case _:
            return _deadline(days(time, book))


def _counted(time: Time, base: Reach) -> Reach:
    """The edges of a time that is counted from something, by the edges of that."""
    match time:
        case Within(length, _):
            last = base.until + length.delta / _DAY
            return Reach(base.ends, last, base.ends, last, base.dated)
        case After():
            return Reach(opens=base.ends, ends=base.ends, dated=base.dated)
        case _:
            return Reach(base.opens, base.begins, base.opens, dated=base.dated)


def _placed(time: Time, book: Playbook) -> Reach:
    match time:
        case Stretch(unit, first, last):
            size = DAYS_IN[unit]
            return Reach((first - 1) * size, first * size, (last - 1) * size, last * size)
        case DayPart(day, part):
            begins, ends = (day - 1 + share for share in _PARTS[part])
            return Reach(begins, ends, begins, ends)
        case DayAt(day, clock):
            return _at(day - 1 + _share(clock))
        case Moment() if (at := _moment(time, book)) is not None:
            return at
        case Dates() | Moment():
            found = days(time, book)
            if found is not None:
                return Reach(found.first - 1, found.first, found.last - 1, found.last, found.dated)
    # Month-end may be any day of the plan's first month.
    return _UNKNOWN


def _at(at: float, *, dated: bool = False) -> Reach:
    """The edges of what has a moment and no length: two of one moment may come one after the other."""
    return Reach(at, at + _MINUTE, at - _MINUTE, at, dated)


def _moment(time: Moment, book: Playbook) -> Reach | None:
    """The edges of a moment; None on a date that is no day of the plan: before T0, between working days."""
    found, zone = days(time, book), book.now.tzinfo
    if found is None or zone is None:
        return None
    local = moment_in(time, zone).astimezone(zone)
    if found.dated:
        return _at(local.toordinal() - 1 + _share(local.time()), dated=True)
    if book.calendar is None or found.first < 1:
        return None
    is_its_day = book.calendar.date_of(int(found.first)) == local.date()
    return _at(found.first - 1 + _share(local.time())) if is_its_day else None


def _point(point: Point, book: Playbook, known: Reaches) -> Reach:
    match point:
        case Anchor(name):
            return known.get(name, _UNKNOWN)
        case Words():
            return _UNKNOWN
        case _:
            return _placed(point, book)


def _span(
    ends: tuple[Point | None, Point | Duration | None], time: Time, book: Playbook, known: Reaches
) -> Reach:
    start, end = ends
    first = _point(start, book, known) if start is not None else _UNKNOWN
    last = _point(end, book, known) if isinstance(end, Point) else _deadline(days(time, book))
    if start is not None and end is not None and first.dated != last.dated:
        return _UNKNOWN
    if start is None:
        return Reach(0 if end and not last.dated else -inf, last.until, last.ends, last.until, last.dated)
    return Reach(first.opens, first.begins, max(first.opens, last.ends), last.until, first.dated)


def _deadline(found: Days | None) -> Reach:
    """What is to be done by then: by its last day it has begun."""
    if found is None:
        return _UNKNOWN
    return Reach(found.first - 1, found.last, found.last - 1, found.last, found.dated)


def _share(clock: time) -> float:
    return (clock.hour * 60 + clock.minute) / (24 * 60)


def reaches(book: Playbook) -> Reaches:
    """The edges of every action by its own time.

    Without recursion: each of a thousand actions may be timed by the one before it.
    """
    known: dict[str, Reach] = {}
    for action in book.every(Action):
        waiting = {action: None}
        while waiting:
            first = next(reversed(waiting))
            # An older plan, read as far as it goes, may still have a circle.
            others = (other for other in _timed_by(first) if str(other.ref) not in known)
            before = {other: None for other in others if other not in waiting}
            if before:
                waiting |= before
            else:
                known[str(first.ref)] = reach(first.when, book, known) if first.when else _UNKNOWN
                del waiting[first]
    return known


def _timed_by(action: Action) -> Iterator[Action]:
    """The actions after which it is timed."""
    if action.when is None or isinstance(action.when, Before):
        return
    for name in references(action.when):
        ref = parse_ref(name)
        entry = action.book.entries.get(ref) if ref else None
        if isinstance(entry, Action):
            yield entry


def is_shorter(time: Time, other: Time) -> bool | None:
    """Which of two deadlines from one moment comes first; None where they are no such deadlines."""
    if not isinstance(time, Within) or not isinstance(other, Within) or time.of != other.of:
        return None
    return time.length.delta < other.length.delta
