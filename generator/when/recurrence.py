"""The occurrences of what recurs, one after the other, within bounds that are already moments (UTC)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from generator.when.edges import NOON, WORK_BEGINS, WORK_ENDS
from generator.when.reckoning import Rules
from generator.when.values import (
    Cadence,
    DailyAt,
    Duration,
    Every,
    MonthlyOn,
    Twice,
    WeeklyOn,
)

Stretch = tuple[datetime, datetime]
"""Beginning and end; alike for a moment."""

#: No plan reaches further; it keeps what never ends from running out of the calendar.
_END = datetime(2200, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where occurrences may lie: from `first` to `last` (None: open), both included.

    `counts_first`: `first` was named as the start, so what counts by the clock happens then as well;
    counted from T0 alone the first comes one length later.
    """

    first: datetime
    last: datetime | None
    counts_first: bool


def expand(
    cadence: Cadence, rests: bool, reach: Reach, window: tuple[datetime | None, datetime | None], rules: Rules
) -> Iterator[Stretch]:
    """Occurrences that start in the window (its end is outside), strictly increasing.

    `rests`: those by the clock that fall into the quiet hours move to their end, and happen there once.
    """
    begins, ends = window
    earliest = max(reach.first, begins or reach.first)
    stop = min(_END, ends or _END)
    previous = None
    for start, end in _candidates(cadence, rests, reach, earliest, rules):
        if start >= stop or (reach.last is not None and start > reach.last):
            return
        found = _clipped(start, end, reach)
        if found is None or not earliest <= found[0] < stop:
            continue
        # A date that a zone skips whole falls together with the next one.
        if previous is not None and found[0] <= previous:
            continue
        previous = found[0]
        yield found


def _clipped(start: datetime, end: datetime, reach: Reach) -> Stretch | None:
    """What of an occurrence lies within reach; None for nothing."""
    if start == end:
        return (start, end) if start >= reach.first else None
    start, end = max(start, reach.first), min(end, reach.last or end)
    return (start, end) if start < end else None


def _candidates(
    cadence: Cadence, rests: bool, reach: Reach, earliest: datetime, rules: Rules
) -> Iterator[Stretch]:
    """Occurrences in order, from the one at or before `earliest` on, without end."""
    base, near = rules.date_of(reach.first), rules.date_of(earliest)
    match cadence:
        case Every(length) if length.is_elapsed:
            found = _by_clock(length.delta, rests, reach, earliest, rules)
        case Every(length):
            found = (_work(rules, *dates) for dates in _blocks(length, base, near, rules))
        case Twice("day"):
            found = _half_days(base, near, rules)
        case Twice(unit):
            halves = (
                half for dates in _blocks(Duration(1, unit), base, near, rules) for half in _halves(*dates)
            )
            found = (_work(rules, *rules.trimmed(*half)) for half in halves)
        case DailyAt(days, at):
            dates = (first for first, _ in _blocks(Duration(days, "day"), base, near, rules))
            found = _on_dates(dates, at, rules)
        case WeeklyOn(weeks, weekdays, at):
            found = _on_dates(_weekly(weeks, weekdays, base, near), at, rules)
        case MonthlyOn(months, day, at):
            found = _on_dates(_monthly(months, day, base, near), at, rules)
        case _:
            found = iter(())
    return found


def _by_clock(
    step: timedelta, rests: bool, reach: Reach, earliest: datetime, rules: Rules
) -> Iterator[Stretch]:
    # The last one due before `earliest` may have moved to the end of quiet hours after it.
    number = max(0 if reach.counts_first else 1, (earliest - reach.first) // step)
    while True:
        due = reach.first + number * step
        due = rules.rested(due) if rests else due
        yield due, due
        number = max(number, (due - reach.first) // step) + 1


def _blocks(length: Duration, base: date, near: date, rules: Rules) -> Iterator[tuple[date, date]]:
    """Consecutive stretches of dates of one length, counted from `base`; the first one holds `near`."""
    if length.unit == "day":
        passed = rules.days_between(base, near) // length.count
    else:
        passed = (near - base) // length.delta
    for number in count(passed):
        first = rules.length_later(base, Duration(length.count * number, length.unit))
        after = rules.length_later(base, Duration(length.count * (number + 1), length.unit))
        yield rules.trimmed(first, after - _DAY)


def _halves(first: date, last: date) -> tuple[tuple[date, date], tuple[date, date]]:
    middle = first + ((last - first).days + 1) // 2 * _DAY
    return (first, middle - _DAY), (middle, last)


def _half_days(base: date, near: date, rules: Rules) -> Iterator[Stretch]:
    for day, _ in _blocks(Duration(1, "day"), base, near, rules):
        yield rules.local(day, WORK_BEGINS), rules.local(day, NOON)
        yield rules.local(day, NOON), rules.local(day, WORK_ENDS)


def _weekly(weeks: int, weekdays: tuple[int, ...], base: date, near: date) -> Iterator[date]:
    monday = base - base.weekday() * _DAY
    for number in count((near - monday).days // (7 * weeks)):
        for weekday in weekdays:
            yield monday + (7 * weeks * number + weekday) * _DAY


def _monthly(months: int, day: int, base: date, near: date) -> Iterator[date]:
    origin = base.year * 12 + base.month - 1
    passed = (near.year * 12 + near.month - 1 - origin) // months
    for number in count(passed):
        year, month = divmod(origin + number * months, 12)
        yield min(date(year, month + 1, 1) + (day - 1) * _DAY, month_end(year, month + 1))


def month_end(year: int, month: int) -> date:
    """The last date of a month (1 to 12)."""
    return date(year + month // 12, month % 12 + 1, 1) - _DAY


def _on_dates(dates: Iterator[date], at: tuple[time, ...], rules: Rules) -> Iterator[Stretch]:
    """At times of the clock, else during the day's work."""
    for day in dates:
        if at:
            # Two times of which the clock skips one may come in the other order, or together.
            yield from ((moment, moment) for moment in sorted({rules.local(day, clock) for clock in at}))
        else:
            yield _work(rules, day, day)


def _work(rules: Rules, first: date, last: date) -> Stretch:
    return rules.local(first, WORK_BEGINS), rules.local(last, WORK_ENDS)
