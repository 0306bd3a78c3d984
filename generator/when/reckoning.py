"""How a playbook counts: its zone, its days, its quiet hours. Nothing here depends on T0.

Moments are in UTC, so that adding and comparing means elapsed time; dates and times of the clock are those
of the playbook's zone. A time that the clock skips in spring moves forward by what it skips, one that
comes twice in autumn is the first of the two (PEP 495, fold 0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

from generator.when.lexis import DASH, clock, shown
from generator.when.values import Dates, Duration, Moment, Unreadable

_QUIET = re.compile(rf"([0-9]{{1,2}}:[0-9]{{2}})(?: ?{DASH} ?| to | until )([0-9]{{1,2}}:[0-9]{{2}})")
_FRIDAY, _WORKING_DAYS = 4, 5


@dataclass(frozen=True, slots=True)
class Rules:
    """The zone, whether weekends are days, and when hourly items rest (from, to; across midnight too)."""

    timezone: tzinfo
    days: Literal["calendar", "working"] = "calendar"
    quiet: tuple[time, time] | None = None

    def local(self, day: date, at: time) -> datetime:
        """A date and a time of the playbook's clocks, in UTC."""
        return self.utc(datetime.combine(day, at))

    def utc(self, moment: datetime) -> datetime:
        """A moment in UTC; without an offset it is meant in the playbook's zone."""
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.timezone)).astimezone(UTC)

    def shown(self, moment: datetime) -> datetime:
        """A moment as the playbook's clocks show it, with the offset of its place and date.

        Not with the zone: Python compares and subtracts moments of one zone by the wall clock, which goes
        wrong in the night when the clocks change.
        """
        here = moment.astimezone(self.timezone)
        return here.replace(tzinfo=timezone(here.utcoffset() or timedelta()), fold=0)

    def date_of(self, moment: datetime) -> date:
        """The date of an aware moment in the playbook's zone."""
        return moment.astimezone(self.timezone).date()

    def rested(self, moment: datetime) -> datetime:
        """The moment (UTC), or the end of the quiet hours in which it lies."""
        if self.quiet is None:
            return moment
        start, end = self.quiet
        here = moment.astimezone(self.timezone)
        at, wakes = here.time(), here.date()
        if start < end:
            is_quiet = start <= at < end
        else:
            is_quiet = at >= start or at < end
            wakes += timedelta(days=at >= start)
        # In autumn the clock may show a quiet hour once more after their end has come.
        return max(moment, self.local(wakes, end)) if is_quiet else moment

    def days_later(self, start: date, count: int) -> date:
        """The date `count` counted days after a date; a weekend counts from its Friday."""
        if self.days == "calendar" or count == 0:
            return start + timedelta(days=count)
        monday = start - timedelta(days=start.weekday())
        weeks, days = divmod(min(start.weekday(), _FRIDAY) + count, _WORKING_DAYS)
        return monday + timedelta(days=7 * weeks + days)

    def days_between(self, start: date, end: date) -> int:
        """How many counted days `end` comes after `start`; a weekend counts as its Friday."""
        if self.days == "calendar":
            return (end - start).days
        mondays = (end - timedelta(days=end.weekday())) - (start - timedelta(days=start.weekday()))
        return mondays.days // 7 * _WORKING_DAYS + min(end.weekday(), _FRIDAY) - min(start.weekday(), _FRIDAY)

    def length_later(self, start: date, length: Duration) -> date:
        """The date a length after a date: days are counted as the playbook counts them, a week is 7 dates."""
        if length.unit == "day":
            return self.days_later(start, length.count)
        return start + length.delta

    def trimmed(self, first: date, last: date) -> tuple[date, date]:
        """A stretch of dates without weekends at its ends, where weekends are no days."""
        if self.days == "calendar":
            return first, last
        begins = first + timedelta(days=7 - first.weekday() if first.weekday() > _FRIDAY else 0)
        ends = last - timedelta(days=max(0, last.weekday() - _FRIDAY))
        # Only T0 itself declares a weekend to be a day.
        return (begins, ends) if begins <= ends else (first, first)


def parse_quiet_hours(text: str) -> tuple[time, time] | Unreadable:
    """`22:00-07:00`, across midnight if need be."""
    match = _QUIET.fullmatch(" ".join(text.split()))
    if match is None:
        return Unreadable(f"`{shown(text)}` cannot be read as quiet hours.", "Write them as `22:00-07:00`.")
    start, end = clock(match[1]), clock(match[2])
    if isinstance(start, Unreadable):
        return start
    if isinstance(end, Unreadable):
        return end
    if start == end:
        return Unreadable(
            f"`{shown(text)}` ends when it starts.", "Leave it out if there are no quiet hours."
        )
    return start, end


def moment_in(value: Moment | Dates, zone: tzinfo) -> datetime:
    """An absolute time as an aware moment, in `zone` unless it has an offset; a date is its midnight."""
    rules = Rules(zone)
    return rules.shown(
        rules.utc(value.at if isinstance(value, Moment) else datetime.combine(value.first, time()))
    )
