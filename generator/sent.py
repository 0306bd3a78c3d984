"""Which line of an audience's schedule each message that the log records belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from generator.linked import CommsPlan, Playbook, as_time
from generator.state import Event
from generator.when import Dates, Interval, Moment, Time, moment_in, period

#: The last minute of a date, counted from its midnight.
_REST_OF_DAY = timedelta(hours=23, minutes=59)

#: Quiet hours, weekends and uneven months move an occurrence away from where the average puts it.
_SLACK = timedelta(days=4)

#: Every minute for twice `_SLACK`, and more.
_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class _Sent:
    """One record: for some moment from `first` to `last` (aware; alike unless it names a date).

    `is_named` says that the record names that moment itself.
    """

    first: datetime
    last: datetime
    is_named: bool = False

    def away_from(self, due: datetime) -> timedelta:
        return max(self.first - due, due - self.last, timedelta())

    def names(self, start: datetime) -> bool:
        """Whether it is of what begins then: pages offer what takes a day by its beginning."""
        return self.is_named and self.first == start


@dataclass(frozen=True, slots=True)
class _Due:
    """When one line, by its place in the schedule, is due: from `start`, at last at `at` (aware)."""

    line: int
    start: datetime
    at: datetime


@lru_cache(maxsize=1)
def sent_by_plan(book: Playbook) -> Mapping[CommsPlan, tuple[tuple[Time | None, tuple[datetime, ...]], ...]]:
    """Each audience's plan with the lines of its schedule: when a line is due, and what the log has for it.

    Worked out once a playbook: every promise that rests on messages asks for them, on every page.
    """
    return {plan: _lines(plan, [plan.due(item) for item in plan.record.schedule]) for plan in book.comms}


def _lines(
    plan: CommsPlan, times: Sequence[Time | None]
) -> tuple[tuple[Time | None, tuple[datetime, ...]], ...]:
    return tuple(zip(times, sent_by_line(plan, times), strict=True))


def sent_by_line(plan: CommsPlan, times: Sequence[Time | None]) -> tuple[tuple[datetime, ...], ...]:
    """For each line of a schedule, by its time, the aware moments for which the log has a message, in order.

    A record is of one line: the one that begins at the moment that it names, else the one due nearest to that
    moment or, where it names none, to when it was made; of several due alike the one that has no record of it
    yet, then the one written first. Where the nearest has one already, it is of a line without any whose time
    has begun and is not over. A meeting that was held is of a line that names it; a message whose text begins
    with the name of a line that has no time is of that one. Without T0 nothing is due at any moment, and
    every record may be of every such line.
    """
    book = plan.book
    zone = ZoneInfo(book.overview.timezone) if book.overview.timezone else UTC
    found: list[list[datetime]] = [[] for _ in times]
    taken: set[_Due] = set()
    lines = {number: _Line(number, time, book) for number, time in enumerate(times) if time}
    for event, numbers in _recorded(plan, times):
        sent = _sent(event, zone)
        if book.calendar is None or all(times[number] is None for number in numbers):
            for number in numbers:
                found[number].append(sent.first)
            continue
        dues = [due for number in numbers if number in lines for due in lines[number].around(sent)]
        nearest = _nearest(dues, sent, taken)
        if nearest in taken:
            waiting = [due for due in dues if due not in taken and due.start <= sent.last <= due.at]
            nearest = _nearest(waiting, sent, taken) or nearest
        if nearest is not None:
            taken.add(nearest)
            found[nearest.line].append(sent.first if sent.first == sent.last else nearest.start)
    return tuple(tuple(sorted(line)) for line in found)


def _nearest(dues: Iterable[_Due], sent: _Sent, taken: set[_Due]) -> _Due | None:
    def apart(due: _Due) -> tuple[bool, timedelta, bool, int, datetime]:
        return not sent.names(due.start), sent.away_from(due.at), due in taken, due.line, due.at

    return min(dues, key=apart, default=None)


def _recorded(plan: CommsPlan, times: Sequence[Time | None]) -> Iterator[tuple[Event, Sequence[int]]]:
    """Every message and every meeting held, each with the places of the lines that it may be of."""
    schedule = plan.record.schedule
    timed = [number for number, time in enumerate(times) if time]
    occasions = {number: item.what for number, item in enumerate(schedule) if number not in timed}
    for event in plan.state.events:
        if event.record.kind == "sent":
            yield event, _named(event, occasions) or timed
    for meeting in dict.fromkeys(plan.book.ritual(item.ritual) for item in schedule):
        if meeting is not None:
            numbers = [number for number, item in enumerate(schedule) if item.ritual == meeting.id]
            yield from ((event, numbers) for event in meeting.state.events if event.record.kind == "held")


def _named(event: Event, occasions: Mapping[int, str]) -> Sequence[int]:
    """The line that a message without a moment begins with, of those that only an occasion sets off."""
    words = (event.record.text or "").casefold()
    if event.record.for_ is not None:
        return ()
    begun = [number for number, what in occasions.items() if _begins(words, what.casefold())]
    return sorted(begun, key=lambda number: len(occasions[number]))[-1:]


def _begins(words: str, name: str) -> bool:
    return words.startswith(name) and not words[len(name) : len(name) + 1].isalnum()


def _sent(event: Event, zone: tzinfo) -> _Sent:
    named = as_time(event.record.for_, "moment")
    if not isinstance(named, (Moment, Dates)):
        return _Sent(event.at, event.at)
    first = moment_in(named, zone)
    return _Sent(first, first + _REST_OF_DAY if isinstance(named, Dates) else first, is_named=True)


class _Line:
    """When one line of a schedule is due; what recurs is worked out once for each day that is asked for."""

    def __init__(self, number: int, time: Time, book: Playbook) -> None:
        self._number, self._time, self._book = number, time, book
        self._bounds, self._length = book.interval(time), period(time)
        self._known: dict[date, tuple[_Due, ...]] = {}

    def around(self, sent: _Sent) -> tuple[_Due, ...]:
        """When it is due around a record; where it is due no more, or not yet, around its last or first."""
        if self._bounds is None:
            return ()
        if self._length is None:
            return tuple(self._dues((self._bounds,)))
        middle = max(sent.first, self._bounds.start) if self._bounds.start else sent.first
        middle = (min(middle, self._bounds.end) if self._bounds.end else middle).astimezone(UTC)
        if middle.date() not in self._known:
            self._known[middle.date()] = self._on(middle.date(), 2 * self._length + _SLACK)
        dues = self._known[middle.date()]
        # All that a date names, and the neighbours on both sides: no other can be nearer.
        first = bisect_left(dues, sent.first, key=lambda due: due.at)
        last = bisect_right(dues, sent.last, key=lambda due: due.at)
        return dues[max(0, first - 1) : last + 1]

    def _on(self, day: date, reach: timedelta) -> tuple[_Due, ...]:
        """The occurrences of a date (UTC) and as far as `reach` on both sides of it."""
        calendar, midnight = self._book.calendar, datetime.combine(day, time(), UTC)
        if calendar is None:
            return ()
        window = Interval(midnight - reach, midnight + timedelta(days=1) + reach)
        return tuple(self._dues(calendar.occurrences(self._time, window, self._book.anchors, _LIMIT)))

    def _dues(self, intervals: Iterable[Interval]) -> Iterator[_Due]:
        for one in intervals:
            at = one.end or one.start
            if at is not None:
                yield _Due(self._number, one.start or at, at)
