"""Where each time begins and ends, still without a date: one translation for all that need it.

The calendar turns edges into moments, `order` into day numbers, `data` into JSON; so a script that
reads the JSON cannot come to another result than the pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from generator.when.values import (
    DAYS_IN,
    After,
    Anchor,
    AsNeeded,
    Before,
    Dates,
    DayAt,
    DayPart,
    Deferred,
    Duration,
    Immediately,
    Moment,
    MonthEnd,
    Point,
    Recurring,
    Span,
    Stretch,
    Time,
    Within,
    Words,
)

#: What the end of the crisis is called among the moments that the log records.
ENDED = "ended"
WORK_BEGINS, NOON, WORK_ENDS = time(9), time(12), time(18)


@dataclass(frozen=True, slots=True)
class Declared:
    """T0 itself."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day of the plan, at a time of the clock."""

    day: int
    clock: time


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date, at a time of the clock."""

    date: date
    clock: time


@dataclass(frozen=True, slots=True)
class AtMonthEnd:
    """The last date of T0's calendar month, at a time of the clock."""

    clock: time


@dataclass(frozen=True, slots=True)
class At:
    """A moment; without an offset, in the playbook's time zone."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """The moment that the log records for an event or an action; `ended` is the end of the crisis."""

    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """What only people can tell; no calendar knows it."""

    text: str


@dataclass(frozen=True, slots=True)
class Later:
    """`length` after `base`; `rests`: a result within the quiet hours moves to their end."""

    base: Edge
    length: Duration
    rests: bool


@dataclass(frozen=True, slots=True)
class Through:
    """The end of a stretch of `length` that begins at `base`; days are whole ones, the first included."""

    base: Edge
    length: Duration


Edge = Declared | OnDay | OnDate | AtMonthEnd | At | Reached | Told | Later | Through


@dataclass(frozen=True, slots=True)
class Bounds:
    """Beginning and end of a time; None is open."""

    start: Edge | None
    end: Edge | None


def bounds(value: Time) -> Bounds | None:
    """Where a time begins and ends; for something recurring, where the first and the last may lie.

    None for what has neither, such as `as needed` without bounds.
    """
    match value:
        case Immediately():
            found = Bounds(Declared(), Declared())
        case Within(length, of, day_and_night):
            base = closing(of) if of else Declared()
            found = Bounds(base, Later(base, length, length.is_elapsed and not day_and_night))
        case After(what):
            found = Bounds(_after(what), None)
        case Before(what):
            found = Bounds(None, _before(what))
        case Deferred(to):
            found = Bounds(opening(to), closing(to))
        case Duration():
            found = Bounds(Declared(), Through(Declared(), value))
        case Span():
            found = span_bounds(value)
        case Recurring(cadence, span):
            nothing_said = isinstance(cadence, AsNeeded) and span == Span()
            return None if nothing_said else span_bounds(span)
        case _:
            found = Bounds(opening(value), closing(value))
    return found


def opening(point: Point) -> Edge:
    """Where a point begins."""
    match point:
        case Stretch(unit, first):
            return OnDay((first - 1) * DAYS_IN[unit] + 1, WORK_BEGINS)
        case DayPart(day, part):
            return OnDay(day, WORK_BEGINS if part == "morning" else NOON)
        case MonthEnd():
            return AtMonthEnd(WORK_BEGINS)
        case Dates(first):
            return OnDate(first, WORK_BEGINS)
        case _:
            return _moment(point)


def closing(point: Point) -> Edge:
    """Where a point ends."""
    match point:
        case Stretch(unit, _, last):
            return OnDay(last * DAYS_IN[unit], WORK_ENDS)
        case DayPart(day, part):
            return OnDay(day, NOON if part == "morning" else WORK_ENDS)
        case MonthEnd():
            return AtMonthEnd(WORK_ENDS)
        case Dates(_, last):
            return OnDate(last, WORK_ENDS)
        case _:
            return _moment(point)


def runs_backwards(span: Span) -> bool:
    """Whether it certainly ends before it starts."""
    found = span_bounds(span)
    match found.start, found.end:
        case OnDay(start, clock), OnDay(end, other_clock):
            return (end, other_clock) < (start, clock)
        case OnDate(start_date), OnDate(end_date):
            return end_date < start_date
        case At(start_moment), At(end_moment):
            # Moments with and without an offset cannot be told apart before the time zone is known.
            same_kind = (start_moment.tzinfo is None) == (end_moment.tzinfo is None)
            return same_kind and end_moment < start_moment
    return False


def span_bounds(span: Span) -> Bounds:
    """Where a span begins, T0 if it does not say, and ends."""
    start = opening(span.start) if span.start else Declared()
    match span.end:
        case None:
            return Bounds(start, None)
        case Duration():
            return Bounds(start, Through(start, span.end))
        case point:
            return Bounds(start, closing(point))


def _moment(point: DayAt | Moment | Anchor | Words) -> Edge:
    match point:
        case DayAt(day, clock):
            return OnDay(day, clock)
        case Moment(at):
            return At(at)
        case Anchor(name):
            return Reached(name)
        case Words(text):
            return Told(text)


def _after(what: Point | Duration | None) -> Edge:
    """What comes after whole days begins with the next day's work."""
    if what is None:
        return Reached(ENDED)
    if isinstance(what, Duration):
        return Later(Declared(), what, rests=False)
    edge = closing(what)
    if isinstance(what, Stretch) and isinstance(edge, OnDay):
        return OnDay(edge.day + 1, WORK_BEGINS)
    if isinstance(what, Dates):
        return OnDate(what.last + timedelta(days=1), WORK_BEGINS)
    return edge


def _before(what: Point | None) -> Edge:
    """What comes before whole days ends with the work of the day before."""
    if what is None:
        return Declared()
    edge = opening(what)
    if isinstance(what, Stretch) and isinstance(edge, OnDay):
        return replace(edge, day=edge.day - 1, clock=WORK_ENDS) if edge.day > 1 else Declared()
    if isinstance(what, Dates):
        return OnDate(what.first - timedelta(days=1), WORK_ENDS)
    return edge
