"""What repeats so regularly that a calendar's own rule says all of it, found in the occurrences themselves.

No cadence is translated: a rule is made only where it gives exactly the occurrences that the plan has,
whatever quiet hours, working days and summer time did to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from generator.exports.calendar.slots import Slot

Rule = Mapping[str, object]
"""A recurrence rule of RFC 5545 by its parts, in small letters; empty for what happens once."""

#: What lies so many days apart may look regular by chance: the ends of three months, 31 days.
_LONG = 28

#: Every quarter of an hour from morning to evening is that many series, one for each time of the clock.
_MOST = 60

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Series:
    """Slots that one event stands for. `in_utc`: its rule counts elapsed time, not the clock's."""

    slots: tuple[Slot, ...]
    rule: Rule
    in_utc: bool = False


def series(slots: tuple[Slot, ...], zone: tzinfo) -> tuple[Series, ...] | None:
    """The slots (at least one, in order) as few series, by their beginnings; None where they are not regular.

    Slots at one time of the clock and of one length make a series: `daily at 09:00 and 16:30` makes two.
    """
    groups: dict[object, list[Slot]] = {}
    for slot in slots:
        groups.setdefault(_kind(slot, zone), []).append(slot)
    by_clock = [_on_dates(tuple(group), zone) for group in groups.values()] if len(groups) <= _MOST else []
    found = tuple(one for one in by_clock if one)
    if len(found) == len(groups) == 1:
        return found
    elapsed = _elapsed(slots)
    if elapsed:
        return (elapsed,)
    return found if len(found) == len(groups) else None


def _kind(slot: Slot, zone: tzinfo) -> object:
    length = slot.end - slot.start
    if not isinstance(slot.start, datetime):
        return length
    here = slot.start.astimezone(zone)
    # A rule means the first of two equal hours, so the second is another time of the clock.
    return here.time(), here.fold, length


def _on_dates(slots: tuple[Slot, ...], zone: tzinfo) -> Series | None:
    rule = rule_of([_date(slot.start, zone) for slot in slots])
    return None if rule is None else Series(slots, rule)


def _date(start: date, zone: tzinfo) -> date:
    return start.astimezone(zone).date() if isinstance(start, datetime) else start


def rule_of(dates: list[date]) -> Rule | None:
    """The rule that gives just these dates (ascending, each once); None where there is none."""
    rule: dict[str, object] | None
    if len(dates) == 1:
        return {}
    steps = {(later - sooner).days for sooner, later in pairwise(dates)}
    months = {
        12 * (later.year - sooner.year) + later.month - sooner.month for sooner, later in pairwise(dates)
    }
    is_monthly = len({day.day for day in dates}) == len(months) == 1
    step = min(steps)
    weeks, rest = divmod(step, 7)
    if len(steps) == 1 and not rest:
        rule = {"freq": "WEEKLY", "interval": weeks}
    elif is_monthly:
        rule = {"freq": "MONTHLY", "interval": min(months)}
    elif len(steps) == 1 and step < _LONG:
        rule = {"freq": "DAILY", "interval": step}
    else:
        rule = _weekly(dates)
    return rule and {**rule, "count": len(dates)}


def _weekly(dates: list[date]) -> dict[str, object] | None:
    mondays = list(dict.fromkeys(day - timedelta(days=day.weekday()) for day in dates))
    weekdays = sorted({day.weekday() for day in dates})
    weeks = {(later - sooner).days // 7 for sooner, later in pairwise(mondays)} or {1}
    if len(weeks) > 1:
        return None
    interval = weeks.pop()
    given = (day for day in _on_weekdays(mondays[0], interval, weekdays) if day >= dates[0])
    if any(day != next(given) for day in dates):
        return None
    return {
        "freq": "WEEKLY",
        "interval": interval,
        "byday": [_NAMES[number] for number in weekdays],
        "wkst": "MO",
    }


def _on_weekdays(monday: date, interval: int, weekdays: Iterable[int]) -> Iterator[date]:
    while True:
        yield from (monday + timedelta(days=number) for number in weekdays)
        monday += timedelta(weeks=interval)


def _elapsed(slots: tuple[Slot, ...]) -> Series | None:
    """Moments that lie equally far apart, by the clock of no place."""
    starts = [slot.start.astimezone(UTC) for slot in slots if isinstance(slot.start, datetime)]
    steps = {later - sooner for sooner, later in pairwise(starts)}
    lengths = {slot.end - slot.start for slot in slots}
    if len(starts) != len(slots) or len(steps) != 1 or len(lengths) != 1:
        return None
    step = steps.pop()
    hours, rest = divmod(step, timedelta(hours=1))
    minutes, odd = divmod(rest, timedelta(minutes=1))
    if odd or step >= timedelta(days=_LONG):
        return None
    rule = (
        {"freq": "MINUTELY", "interval": 60 * hours + minutes}
        if minutes
        else {"freq": "HOURLY", "interval": hours}
    )
    return Series(slots, {**rule, "count": len(slots)}, in_utc=True)
