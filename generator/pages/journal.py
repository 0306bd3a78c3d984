"""The log as people read it, day by day, and the small lists with a word on how each entry stands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts import Value, facts
from generator.happened import shown_value
from generator.linked import Decision, Deferral, Linked, LogItem, Playbook, Role
from generator.model import Entry
from generator.pages.board import log_days
from generator.when import sort_key

#: Fields of a log entry that its line shows in a way of its own.
ON_ITS_LINE = frozenset({"at", "kind", "by", "about", "text"})


@dataclass(frozen=True, slots=True)
class Line:
    """One log entry: the time of day, what it is about, who says so.

    `value` is a measured number with its unit, empty if there is none; `apart` are the fields shown by now.
    """

    entry: LogItem
    clock: str
    about: tuple[Value, ...]
    by: Role | None
    value: str
    apart: frozenset[str]


@dataclass(frozen=True, slots=True)
class Day:
    """One date of the log: in words, its number counted from T0 (None before that), newest first."""

    anchor: str
    words: str
    number: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a small list; `word` says how it stands, empty where nothing is to say."""

    entry: Linked[Entry]
    word: str


def days(book: Playbook) -> tuple[Day, ...]:
    """The log by day, newest first."""
    found = []
    for day, items in log_days(book):
        at = items[0].at
        number = book.calendar.day_of(at) if book.calendar else 0
        words = f"{at:%A} {at.day} {at:%B %Y}"
        found.append(Day(f"_{day}", words, number or None, tuple(_line(item) for item in items)))
    return tuple(found)


def _line(item: LogItem) -> Line:
    number = item.record.value
    value = shown_value(number, item.about) if isinstance(number, (int, float)) else ""
    apart = ON_ITS_LINE | {"value"} if value else ON_ITS_LINE
    about = next((fact.value.content for fact in facts(item) if fact.name == "about"), ())
    return Line(item, f"{item.at:%H:%M}", about, item.book.role(item.record.by), value, apart)


def listed(book: Playbook, collection: str) -> tuple[Item, ...]:
    """The entries of a small collection as written; of decisions the open ones first, by their dates."""
    entries = [entry for entry in book.entries.values() if entry.collection == collection]
    entries.sort(key=_urgency)
    return tuple(Item(entry, _word(entry)) for entry in entries)


def _urgency(entry: Linked[Entry]) -> tuple[bool, bool, tuple[int, int, int, str] | tuple[()]]:
    if not isinstance(entry, Decision) or not entry.is_open:
        return True, True, ()
    return False, entry.needed_by is None, sort_key(entry.needed_by) if entry.needed_by else ()


def _word(entry: Linked[Entry]) -> str:
    if isinstance(entry, Decision):
        return "open" if entry.is_open else "decided"
    if isinstance(entry, Deferral) and entry.record.kind:
        return entry.record.kind
    return "" if entry.state.status == "open" else entry.state.status
