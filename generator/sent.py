"""Which line of an audience's schedule each message that the log records belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
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
    """One record: for some moment from `first` to `last` (aware; alike unless it names a date)."""

    first: datetime
    last: datetime

    def away_from(self, due: datetime) -> timedelta:
        return max(self.first - due, due - self.last, timedelta())


@dataclass(frozen=True, slots=True)
class _Due:
    """When one line, by its place in the schedule, is due: from `start`, at last at `at` (aware)."""

    line: int
    start: datetime
    at: datetime


def sent_by_line(plan: CommsPlan, times: Sequence[Time | None]) -> tuple[tuple[datetime, ...], ...]:
    """For each line of a schedule, by its time, the aware moments for which the log has a message, in order.

    A record is of one line: the one due nearest to the moment that it names, else to when it was made; of
    several due alike the one that has no record of it yet, then the one written first. Without T0 nothing is
    due at any moment, and every record may be of every line.
    """
    book = plan.book
    zone = ZoneInfo(book.overview.timezone) if book.overview.timezone else UTC
    recorded = [_sent(event, zone) for event in plan.state.events if event.record.kind == "sent"]
    if book.calendar is None:
        every = tuple(sorted(sent.first for sent in recorded))
        return tuple(every for _ in times)
    found: list[list[datetime]] = [[] for _ in times]
    taken: set[_Due] = set()
    for sent in recorded:
        dues = [due for line, time in enumerate(times) if time for due in _dues(line, time, sent, book)]
        nearest = min(
            dues, key=lambda due: (sent.away_from(due.at), due in taken, due.line, due.at), default=None
        )
        if nearest is not None:
            taken.add(nearest)
            found[nearest.line].append(sent.first if sent.first == sent.last else nearest.start)
    return tuple(tuple(sorted(line)) for line in found)


def _sent(event: Event, zone: tzinfo) -> _Sent:
    named = as_time(event.record.for_, "moment")
    if not isinstance(named, (Moment, Dates)):
        return _Sent(event.at, event.at)
    first = moment_in(named, zone)
    return _Sent(first, first + _REST_OF_DAY if isinstance(named, Dates) else first)


def _dues(line: int, time: Time, sent: _Sent, book: Playbook) -> Iterator[_Due]:
    """When a line is due around a record; where it is due no more, or not yet, around its last or first."""
    bounds, length = book.interval(time), period(time)
    if bounds is None or book.calendar is None:
        return
    around: tuple[Interval, ...] = (bounds,)
    if length is not None:
        middle = max(sent.first, bounds.start) if bounds.start else sent.first
        middle = min(middle, bounds.end) if bounds.end else middle
        reach = 2 * length + _SLACK
        window = Interval(middle - reach, middle + reach)
        around = book.calendar.occurrences(time, window, book.anchors, _LIMIT)
    for one in around:
        at = one.end or one.start
        if at is not None:
            yield _Due(line, one.start or at, at)
