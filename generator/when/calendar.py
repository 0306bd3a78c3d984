"""From times to moments, once T0 is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from types import MappingProxyType

from generator.when.edges import (
    WORK_ENDS,
    At,
    AtMonthEnd,
    Declared,
    Edge,
    Later,
    OnDate,
    OnDay,
    Reached,
    Through,
    Told,
    bounds,
    span_bounds,
)
from generator.when.reckoning import Rules
from generator.when.recurrence import Reach, expand, month_end
from generator.when.values import Duration, Recurring, Time

NO_ANCHORS: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Interval:
    """Two aware moments, None where open; a moment has both alike. They carry an offset, not a zone."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A crisis declared at `t0` (aware): every time of the grammar gets its moments here.

    `anchors` are moments of what times may refer to, by the names that `references` gives: events reached,
    actions done; `ended`, where it is given, is the end of the crisis.
    """

    t0: datetime
    rules: Rules

    def __post_init__(self) -> None:
        if self.t0.tzinfo is None:
            raise ValueError("T0 needs a time zone or an offset")

    def interval(self, value: Time, anchors: Mapping[str, datetime] = NO_ANCHORS) -> Interval | None:
        """From when until when; for something recurring, where its first and last may lie.

        None where it cannot be known: it begins with words, or with an event that is not reached. What
        ends with such is open. The end is never before the start. What T0 finds already over on day 1
        runs until 18:00 of that day, after 18:00 until midnight.
        """
        edges = bounds(value)
        if edges is None:
            return None
        start = self._moment(edges.start, anchors)
        end = self._moment(edges.end, anchors, closes=True)
        is_unknown = start is None and (edges.start is not None or end is None)
        if is_unknown:
            return None
        if start is not None and end is not None and end < start:
            # A start that nobody wrote gives way; else what was promised first stands.
            start = end = end if isinstance(edges.start, Declared) else start
        return self._shown(start, end)

    def runs_backwards(self, value: Time, anchors: Mapping[str, datetime] = NO_ANCHORS) -> bool:
        """Whether it ends before it begins, as can be seen once T0 says which date a day is.

        What begins with T0 itself does not: it is over by then.
        """
        edges = bounds(value)
        if edges is None or isinstance(edges.start, Declared):
            return False
        start = self._moment(edges.start, anchors)
        end = self._moment(edges.end, anchors, closes=True)
        return start is not None and end is not None and end < start

    def occurrences(
        self,
        value: Time,
        window: Interval,
        anchors: Mapping[str, datetime] = NO_ANCHORS,
        limit: int = 1000,
    ) -> tuple[Interval, ...]:
        """When something recurring is to happen: at most `limit` occurrences, in order, each once.

        An occurrence belongs to the window that holds its start (the window's end is outside). Minutes,
        hours and times of the clock make moments; days and longer make the stretch in which it is to
        happen once. What does not recur, or starts with something unknown, has none.
        """
        if not isinstance(value, Recurring):
            return ()
        edges = span_bounds(value.bounds)
        first = self._moment(edges.start, anchors)
        if first is None:
            return ()
        last = self._moment(edges.end, anchors, closes=True)
        reach = Reach(first, last, counts_first=value.bounds.start is not None)
        within = (window.start, window.end)
        found = expand(value.cadence, not value.day_and_night, reach, within, self.rules)
        return tuple(self._shown(start, end) for start, end in islice(found, limit))

    def day_of(self, moment: datetime) -> int:
        """The number of the day on which a moment lies, 1 being T0's date; 0 for every earlier date.

        Counting working days, a weekend belongs to the day before it.
        """
        found, first = self.rules.date_of(moment), self.rules.date_of(self.t0)
        return 0 if found < first else self.rules.days_between(first, found) + 1

    def date_of(self, day: int) -> date:
        """The date of a day, from 1 on; day 1 is T0's date, even on a weekend."""
        if day < 1:
            raise ValueError("days are counted from 1")
        return self.rules.days_later(self.rules.date_of(self.t0), day - 1)

    def _shown(self, start: datetime | None, end: datetime | None) -> Interval:
        return Interval(start and self.rules.shown(start), end and self.rules.shown(end))

    def _moment(
        self, edge: Edge | None, anchors: Mapping[str, datetime], *, closes: bool = False
    ) -> datetime | None:
        """The moment (UTC) of an edge; None for one that is open or not known. `closes`: it is an end."""
        found: datetime | None = None
        match edge:
            case None | Told():
                pass
            case Declared():
                found = self.t0
            case Reached(name):
                found = anchors.get(name)
            case At(moment):
                found = self.rules.utc(moment)
            case OnDay() | OnDate() | AtMonthEnd():
                found = self._wall(self._date(edge), edge.clock, closes)
            case Later(base, length, rests):
                start = self._moment(base, anchors, closes=True)
                found = start and self._later(start, length, rests)
            case Through(base, length):
                start = self._moment(base, anchors)
                found = start and self._through(start, length)
        return found and found.astimezone(UTC)

    def _date(self, edge: OnDay | OnDate | AtMonthEnd) -> date:
        match edge:
            case OnDay(day):
                return self.date_of(day)
            case OnDate(found):
                return found
            case AtMonthEnd():
                first = self.rules.date_of(self.t0)
                return month_end(first.year, first.month)

    def _wall(self, day: date, at: time, closes: bool) -> datetime:
        """On T0's date nothing starts before T0, and nothing is over before it has begun."""
        found, t0 = self.rules.local(day, at), self.t0.astimezone(UTC)
        if day != self.rules.date_of(self.t0) or found > t0:
            return found
        if not closes:
            return t0
        work_ends = self.rules.local(day, WORK_ENDS)
        return work_ends if work_ends > t0 else self.rules.local(day + timedelta(days=1), time())

    def _later(self, start: datetime, length: Duration, rests: bool) -> datetime:
        if length.is_elapsed:
            found = start + length.delta
            return self.rules.rested(found) if rests else found
        here = start.astimezone(self.rules.timezone)
        # Of two equal hours T0 may be the second; elsewhere the first is meant.
        return self.rules.local(self.rules.length_later(here.date(), length), here.time().replace(fold=0))

    def _through(self, start: datetime, length: Duration) -> datetime:
        """The first date counts: `for 1 day` ends on the day on which it starts."""
        if length.is_elapsed:
            return start + length.delta
        first = self.rules.date_of(start)
        if length.unit == "day":
            last = self.rules.days_later(first, length.count - 1)
        else:
            last = first + length.delta - timedelta(days=1)
        return self._wall(last, WORK_ENDS, closes=True)
