"""A record `for` a moment at which nothing of what it is about was due.

Then the occurrence that was meant stays without a record, and counts as missed. Only with T0: before it
nothing is due at any moment. A date stands for its whole day, and so does every moment of a day on which
something is due at no time of the clock. Where the plan gives no time, or one that cannot be known yet (after
an event that is not reached), the rule is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from generator.linked import Action, Commitment, CommsPlan, Linked, Playbook, Ritual, Target, as_time
from generator.model import Entry
from generator.rules.base import quoted
from generator.rules.recorded import Objection, item_of, rule, shown
from generator.state import Event
from generator.when import Calendar, Dates, Interval, Moment, Time, moment_in, period

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)

#: Weekends and uneven months move an occurrence away from where the average puts it.
_SLACK = timedelta(days=4)

#: What comes more often comes at times of the clock, which need no second look.
_OFTEN = timedelta(hours=12)

#: The shortest part of a day, its morning: what lasts so long is due some time on that day.
_MORNING = timedelta(hours=3)

#: Every minute of two days.
_LIMIT = 2880


@dataclass(frozen=True, slots=True)
class _Named:
    """What `for` names: moments from `first` to before `after`, aware."""

    first: datetime
    after: datetime


def _check(book: Playbook) -> Iterator[Objection]:
    if book.calendar is None:
        return
    for event in book.events:
        named = _named(event, book)
        about = item_of(event, book).about_of(event.record) if named else ()
        planned = {entry: times for entry in about if (times := tuple(_times(entry)))}
        times = tuple(time for found in planned.values() for time in found)
        if named is None or not times or any(book.interval(time) is None for time in times):
            continue
        if not any(_is_due(time, named, book.calendar, book) for time in times):
            nearest = _nearest(times, named, book.calendar, book)
            yield _objection(event, tuple(planned), nearest, _ended(times, named, book))


def _named(event: Event, book: Playbook) -> _Named | None:
    found = as_time(event.record.for_, "moment")
    if not isinstance(found, (Moment, Dates)):
        return None
    first = moment_in(found, book.now.tzinfo or UTC)
    return _Named(first, first + (_DAY if isinstance(found, Dates) else _MINUTE))


def _times(entry: Linked[Entry]) -> Iterator[Time]:
    """When something of an entry is due, single dates included."""
    found: tuple[Time | None, ...] = ()
    match entry:
        case Action():
            found = (entry.when,)
        case Commitment():
            found = (entry.planned, entry.moved.to if entry.moved else None)
        case Ritual():
            found = (entry.cadence,)
        case Target():
            found = (entry.by,)
        case CommsPlan():
            found = tuple(_lines(entry))
        case _:
            pass
    yield from (time for time in found if time is not None)


def _lines(plan: CommsPlan) -> Iterator[Time | None]:
    for item in plan.record.schedule:
        ritual = plan.book.ritual(item.ritual)
        yield as_time(item.every, "cadence") or as_time(item.when) or (ritual.cadence if ritual else None)


def _is_due(time: Time, named: _Named, calendar: Calendar, book: Playbook) -> bool:
    length = period(time)
    if length is None:
        bounds = book.interval(time)
        return bounds is not None and _covers(bounds, named)
    if calendar.occurrences(time, Interval(named.first, named.after), book.anchors, 1):
        return True
    if length < _OFTEN:
        return False
    window = Interval(named.first - length - _SLACK, named.after + _DAY)
    found = calendar.occurrences(time, window, book.anchors, _LIMIT)
    return any(_covers(item, named) for item in found)


def _covers(due: Interval, named: _Named) -> bool:
    """Whether something is due then; what lasts a part of a day or longer is so on all of that day."""
    last = named.after - _MINUTE
    if due.start and due.end and due.end - due.start < _MORNING:
        return due.start <= last and named.first <= due.end
    zone = named.first.tzinfo
    begins = due.start is None or due.start.astimezone(zone).date() <= last.date()
    return begins and (due.end is None or named.first.date() <= due.end.astimezone(zone).date())


def _nearest(times: tuple[Time, ...], named: _Named, calendar: Calendar, book: Playbook) -> datetime | None:
    """The beginning of what is due nearest to the named moment, the last or the first if need be."""
    starts: list[datetime | None] = []
    for time in times:
        length, bounds = period(time), book.interval(time)
        if bounds is None:
            continue
        if length is None:
            starts.append(bounds.start or bounds.end)
            continue
        middle = max(named.first, bounds.start) if bounds.start else named.first
        middle = min(middle, bounds.end) if bounds.end else middle
        # Quiet hours may leave a day without any, weekends and uneven months more.
        for reach in (2 * length, 2 * length + _DAY, 2 * length + _SLACK):
            window = Interval(middle - reach, middle + (named.after - named.first) + reach)
            if found := calendar.occurrences(time, window, book.anchors, _LIMIT):
                starts += [item.start for item in found]
                break
    return min((at for at in starts if at is not None), key=lambda at: abs(at - named.first), default=None)


def _ended(times: tuple[Time, ...], named: _Named, book: Playbook) -> str:
    """Why the last day that a time names has no more of it by the hour that is meant; empty otherwise."""
    for time in times:
        bounds = book.interval(time)
        end = bounds.end if bounds else None
        if end and period(time) is not None and end < named.first and _is_same_day(end, named.first):
            return f" “{time}” is over by {shown(end, book)}: its last day ends with its work."
    return ""


def _is_same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(other.tzinfo).date() == other.date()


def _objection(
    event: Event, about: tuple[Linked[Entry], ...], nearest: datetime | None, why: str
) -> Objection:
    book = about[0].book
    near = f", such as `for: {nearest:%Y-%m-%dT%H:%M}`" if nearest else ""
    return Objection(
        events=(event,),
        field="for",
        about=about,
        message=f"{quoted(about[0].title, 60)} is recorded as “{event.record.kind}” on "
        f"{shown(event.at, book)} for {event.record.for_}, but nothing of it is due then.",
        hint=f"Append a record with `corrects: {event.id}` and what was due{near}.{why}",
    )


RULE = rule(
    "occurrence-that-is-none", "A record `for` a moment names an occurrence of what it is about.", _check
)
