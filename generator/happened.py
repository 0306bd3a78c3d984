"""What the log says of an entry, as people read it: corrections applied, numbers with their units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from generator import amounts
from generator.addresses import Ref
from generator.linked import Kpi, Linked, LogItem, Playbook, Role, audiences_of
from generator.model import Entry
from generator.state import Event

L = TypeVar("L", bound=Linked[Entry])


@dataclass(frozen=True, slots=True)
class Happened:
    """One log entry as it counts.

    `item` is the entry first written; `at` is in the playbook's zone; `value` is a measured number with its
    unit, or who was assigned (plain text, empty for none); `text` is rich; `as_sent` is instead a template's
    message as it was sent (plain, its lines and spaces kept); `about` are the entries it names, a
    message standing for its audience as well; `waiting_on`
    must move first.
    """

    item: LogItem
    at: datetime
    kind: str
    by: Role | None
    waiting_on: Role | None
    about: tuple[Linked[Entry], ...]
    value: str
    text: str
    as_sent: str = ""

    @property
    def clock(self) -> str:
        return f"{self.at:%H:%M}"


def history(entry: Linked[Entry]) -> tuple[Happened, ...]:
    """What the log says of one entry, oldest first."""
    return tuple(happened(event, entry.book) for event in entry.state.events)


def everything(book: Playbook) -> tuple[Happened, ...]:
    """The whole log as it counts, oldest first."""
    return tuple(happened(event, book) for event in book.events)


def happened(event: Event, book: Playbook) -> Happened:
    """One record as people read it."""
    item = book.entries[Ref("log", event.id)]
    if not isinstance(item, LogItem):
        raise TypeError(item)
    about, twice = item.about_of(event.record), audiences_of(item.about_of(event.record))
    words, is_as_sent = event.record.text or "", event.record.is_as_sent
    return Happened(
        item=item,
        at=event.at.astimezone(book.now.tzinfo),
        kind=event.record.kind,
        by=book.role(event.record.by),
        waiting_on=book.role(event.record.waiting_on),
        about=tuple(entry for entry in about if entry.ref not in twice),
        value=shown_value(event.record.value, about),
        text="" if is_as_sent else words,
        as_sent=words if is_as_sent else "",
    )


def shown_value(value: float | str | None, about: tuple[Linked[Entry], ...]) -> str:
    """A value for people: a number in the unit of the KPI that it is about; empty for none."""
    if isinstance(value, (int, float)):
        unit = next((entry.record.unit for entry in about if isinstance(entry, Kpi)), None)
        return amounts.with_unit(value, unit)
    return value or ""
