"""Calendar files read again, by other programs' parsers, every rule written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # it has no types; used in this file alone


@dataclass(frozen=True, slots=True)
class Happening:
    """One event at one time: two moments (UTC), or two dates of which the second is the first day after."""

    start: date
    end: date
    title: str
    uid: str


def read(content: bytes) -> icalendar.Calendar:
    """A file as a calendar."""
    found = icalendar.Calendar.from_ical(content)
    assert isinstance(found, icalendar.Calendar)
    assert not faults(found)
    return found


def faults(calendar: icalendar.Calendar) -> list[object]:
    """What the library could not read of a calendar and its parts."""
    return [fault for part in calendar.walk() for fault in part.errors]


def events(content: bytes) -> dict[str, icalendar.Event]:
    """Its events by their UIDs."""
    found = {str(event["UID"]): event for event in read(content).events}
    assert len(found) == content.count(b"\nBEGIN:VEVENT\r\n")
    return found


def happenings(content: bytes) -> list[Happening]:
    """All that it says will happen, in order of time, what is cancelled left out."""
    standing = (event for event in events(content).values() if not cancelled(event))
    return sorted((one for event in standing for one in _written_out(event)), key=_place)


def _place(one: Happening) -> tuple[str, str]:
    return one.start.isoformat(), one.uid


def cancelled(event: icalendar.Event) -> bool:
    """Whether an event says that it does not take place."""
    return str(event["STATUS"]) == "CANCELLED"


def _written_out(event: icalendar.Event) -> Iterable[Happening]:
    first, end, title, uid = event.start, event.end, str(event["SUMMARY"]), str(event["UID"])
    assert isinstance(first, datetime) == isinstance(end, datetime)
    length = _in_utc(end) - _in_utc(first)
    excepted = event.exdates
    for start in _starts(event, first):
        if start not in excepted:
            yield Happening(_in_utc(start), _in_utc(start) + length, title, uid)


def rule(event: icalendar.Event) -> str | None:
    """The rule by which it recurs, as the file has it."""
    found = [rule.to_ical().decode() for rule in event.rrules]
    assert len(found) <= 1
    return found[0] if found else None


def _starts(event: icalendar.Event, first: date) -> list[date]:
    written = rule(event)
    if written is None:
        return [first]
    if isinstance(first, datetime):
        return list(rrulestr(written, dtstart=first))
    midnight = datetime.combine(first, datetime.min.time())
    return [start.date() for start in rrulestr(written, dtstart=midnight)]


def _in_utc(at: date) -> date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


def alarm(event: icalendar.Event) -> timedelta | None:
    """How long after its beginning an event tells people, negative for before; None where it does not."""
    found = [part.TRIGGER for part in event.subcomponents if isinstance(part, icalendar.Alarm)]
    assert len(found) <= 1
    assert not found or isinstance(found[0], timedelta)
    return found[0] if found else None
