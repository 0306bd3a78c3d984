"""How far a time moved: earlier or later, and by how much, as far as the plan or its calendar can tell."""

from __future__ import annotations

from datetime import datetime, timedelta

from generator.diff.difference import Kind
from generator.linked import Playbook
from generator.when import Dates, Time, is_recurring, sort_key, span_of_days

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def shift(then: Time | None, now: Time | None, book: Playbook) -> tuple[Kind, str]:
    """`later` and "2 days"; `changed` and nothing where nobody can say, or where it recurs.

    A time moves with its end: what began sooner and ends as before is no earlier, unless only its start
    moved. `book` is the new side's: with its T0 both are reckoned, so that a T0 that moved moves nothing.
    """
    if then is None or now is None or is_recurring(then) or is_recurring(now):
        return "changed", ""
    by_plan = _by_dates(then, now) or _by_days(then, now, book)
    found = by_plan or _by_calendar(then, now, book) or _by_order(then, now)
    return found or ("changed", "")


def _by_dates(then: Time, now: Time) -> tuple[Kind, str] | None:
    """By the calendar on the wall, which needs no T0 either."""
    if not isinstance(then, Dates) or not isinstance(now, Dates):
        return None
    moved = (now.last - then.last).days or (now.first - then.first).days
    return (_kind(moved > 0), _counted(abs(moved), "day")) if moved else None


def _by_days(then: Time, now: Time, book: Playbook) -> tuple[Kind, str] | None:
    """As the plan counts its days, which needs no T0."""
    before, after = span_of_days(then), span_of_days(now)
    if before is None or after is None:
        return None
    moved = after[1] - before[1] or after[0] - before[0]
    if moved == 0:
        return None
    noun = "working day" if book.overview.days == "working" else "day"
    return _kind(moved > 0), _counted(abs(moved), noun)


def _by_calendar(then: Time, now: Time, book: Playbook) -> tuple[Kind, str] | None:
    """By the moments, once T0 is known; a day is from one time of the clock to the same."""
    before, after = book.interval(then), book.interval(now)
    if before is None or after is None:
        return None
    for one, other in ((before.end, after.end), (before.start, after.start)):
        if one is not None and other is not None and one != other:
            return _kind(other > one), _length(one, other)
    return None


def _by_order(then: Time, now: Time) -> tuple[Kind, str] | None:
    """By their places in the order of time, which tells of two alike which comes first."""
    group, start, end, _ = sort_key(then)
    new_group, new_start, new_end, _ = sort_key(now)
    moved = new_end - end or new_start - start
    return (_kind(moved > 0), "") if group == new_group and moved else None


def _kind(is_later: bool) -> Kind:
    return "later" if is_later else "earlier"


def _length(one: datetime, other: datetime) -> str:
    by_clock = abs(other.replace(tzinfo=None) - one.replace(tzinfo=None))
    if by_clock >= _DAY and by_clock % _DAY == timedelta():
        return _counted(by_clock // _DAY, "day")
    elapsed = abs(other - one)
    if elapsed >= 2 * _DAY:
        return f"about {_counted(round(elapsed / _DAY), 'day')}"
    if elapsed >= _HOUR:
        hours = round(elapsed / _HOUR)
        return (
            _counted(hours, "hour") if elapsed % _HOUR == timedelta() else f"about {_counted(hours, 'hour')}"
        )
    return _counted(max(1, round(elapsed / _MINUTE)), "minute")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
