"""What can be said of a time before T0 is known: which days it covers, its place in the order of time."""

from __future__ import annotations

from datetime import time, timedelta

from generator.when.edges import (
    ENDED,
    WORK_ENDS,
    At,
    AtMonthEnd,
    Bounds,
    Declared,
    Edge,
    Later,
    OnDate,
    OnDay,
    Reached,
    Through,
    bounds,
)
from generator.when.values import (
    After,
    Anchor,
    AsNeeded,
    Before,
    DailyAt,
    Deferred,
    Every,
    MonthlyOn,
    Ongoing,
    Recurring,
    Span,
    Time,
    Twice,
    WeeklyOn,
    Within,
)

_MINUTE = timedelta(minutes=1)
_DAY = 24 * 60
_OPEN = 10**9
# Before T0 is known, month-end counts as the end of the plan's first month.
_MONTH_END = 30

# The order of time: what is counted from T0, then what only a calendar, the log or people can tell.
_BEFORE, _DAYS, _DATES, _STANDING, _ANCHORED, _AFTERWARDS, _UNKNOWN = range(7)


def references(value: Time) -> tuple[str, ...]:
    """What it refers to, as written: an event's id, or an action as `actions/priority.action`."""
    match value:
        case Within(_, what) | After(what) | Before(what) | Deferred(what):
            points = [what]
        case Span(start, end) | Recurring(_, Span(start, end)):
            points = [start, end]
        case _:
            points = []
    return tuple(dict.fromkeys(point.name for point in points if isinstance(point, Anchor)))


def is_recurring(value: Time) -> bool:
    """Whether it happens again and again; `ongoing` and `as needed` have nothing to count."""
    return isinstance(value, Recurring) and not isinstance(value.cadence, (Ongoing, AsNeeded))


def period(value: Time) -> timedelta | None:
    """How much time lies between two occurrences on average; None for what does not recur.

    Months have 30 days, quarters 90, years 365.
    """
    if not isinstance(value, Recurring):
        return None
    match value.cadence:
        case Every(length):
            return length.delta
        case DailyAt(days, at):
            return timedelta(days=days) / len(at)
        case WeeklyOn(weeks, weekdays, at):
            return timedelta(days=7 * weeks) / (len(weekdays) * max(1, len(at)))
        case MonthlyOn(months, _, at):
            return timedelta(days=30 * months) / max(1, len(at))
        case Twice(unit):
            return timedelta(days={"day": 1, "week": 7, "month": 30}[unit]) / 2
        case Ongoing() | AsNeeded():
            return None


def span_of_days(value: Time) -> tuple[int, int] | None:
    """The first and the last day that it covers, as far as T0 does not matter.

    Hours are rounded up to days; month-end lies somewhere in month 1. None where an end is open or
    hangs on a date, an event or words.
    """
    edges = bounds(value)
    if edges is None or edges.end is None:
        return None
    start, end = (0 if edges.start is None else _minute(edges.start, opens=True)), _minute(edges.end)
    if start is None or end is None or (edges.start is None and end == 0):
        return None
    return start // _DAY + 1, max(-(-end // _DAY), start // _DAY + 1)


def sort_key(value: Time) -> tuple[int, int, int, str]:
    """The place in the order of time, without T0: preparation first, then by day, unknown last.

    In between: dates, what goes on without end, what follows an event or an action, what comes after the
    crisis.
    """
    edges = bounds(value)
    if edges is None:
        return _UNKNOWN, 0, 0, str(value)
    start, end = _minute(edges.start), _minute(edges.end)
    known_end = _OPEN if end is None else end
    if edges.start is None:
        group, start = _without_start(edges)
    else:
        group = _DAYS if start is not None else _group_of(edges.start)
    if isinstance(value, Recurring) and group == _DAYS and end is None:
        group = _STANDING
    return group, start or 0, known_end, _stamp(edges) + str(value)


def _without_start(edges: Bounds) -> tuple[int, int | None]:
    """`before ...`: in the order by what it ends with."""
    if isinstance(edges.end, Declared):
        return _BEFORE, None
    return (_DAYS, 0) if _minute(edges.end) is not None else (_group_of(edges.end), None)


def _group_of(edge: Edge | None) -> int:
    match edge:
        case At() | OnDate():
            return _DATES
        case Reached(name):
            return _AFTERWARDS if name == ENDED else _ANCHORED
    return _UNKNOWN


def _stamp(edges: Bounds) -> str:
    """A date that sorts as text; empty for what has none."""
    match edges.start or edges.end:
        case At(moment):
            return f"{moment:%Y-%m-%dT%H:%M} "
        case OnDate(day, clock):
            return f"{day}T{clock:%H:%M} "
    return ""


def _minute(edge: Edge | None, *, opens: bool = False) -> int | None:
    """Minutes from the start of day 1, as if that were T0; None where a calendar or the log must tell."""
    match edge:
        case Declared():
            return 0
        case OnDay(day, clock):
            return (day - 1) * _DAY + _of_day(clock)
        case AtMonthEnd(clock):
            return 0 if opens else (_MONTH_END - 1) * _DAY + _of_day(clock)
        case Later(base, length):
            start = _minute(base)
            return None if start is None else start + length.delta // _MINUTE
        case Through(base, length):
            start = _minute(base, opens=True)
            if start is None or length.is_elapsed:
                return None if start is None else start + length.delta // _MINUTE
            return (start // _DAY + length.delta.days - 1) * _DAY + _of_day(WORK_ENDS)
    return None


def _of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute
