"""What a time means to a calendar on paper: whole days, or hours; and the day on which it is due at last."""

from __future__ import annotations

from dataclasses import replace

from generator.when.values import (
    DAYS_IN,
    DailyAt,
    Dates,
    Deferred,
    Duration,
    Every,
    MonthEnd,
    MonthlyOn,
    Recurring,
    Span,
    Stretch,
    Time,
    Twice,
    WeeklyOn,
)

_WHOLE = (Stretch, MonthEnd, Dates)


def in_days(value: Time) -> bool:
    """Whether it means days as a whole, each of its occurrences if it recurs: `days 2-3`, `weekly`.

    `day 2 morning`, `within 48 hours` and `daily at 09:00` mean hours of the clock.
    """
    match value:
        case Deferred(to):
            found = isinstance(to, _WHOLE)
        case Span(start, end):
            ends = isinstance(end, _WHOLE) or (isinstance(end, Duration) and not end.is_elapsed)
            found = ends and (start is None or isinstance(start, _WHOLE))
        case Duration():
            found = not value.is_elapsed
        case Recurring(Every(length)):
            found = not length.is_elapsed
        case Recurring(Twice(unit)):
            found = unit != "day"
        case Recurring(WeeklyOn(_, _, at) | MonthlyOn(_, _, at) | DailyAt(_, at)):
            found = not at
        case _:
            found = isinstance(value, _WHOLE)
    return found


def last_of(value: Time) -> Time:
    """Of a stretch of days its last one, `day 30` of `month 1`; every other time as it is."""
    match value:
        case Stretch(unit, _, last):
            day = last * DAYS_IN[unit]
            return Stretch("day", day, day)
        case Dates(_, last):
            return replace(value, first=last)
        case _:
            return value
