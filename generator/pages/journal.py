"""The log as people read it, day by day, and the small lists with a word on how each entry stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from generator.addresses import Ref
from generator.facts import Fact, Value, facts
from generator.happened import shown_value
from generator.linked import Decision, Deferral, Linked, LogItem, Playbook, Role, audiences_of
from generator.model import Entry, LogEntry
from generator.pages.board import log_days
from generator.pages.history import corrections, moment_of
from generator.pages.marks import Filter, Marks, filters_of, marks_of
from generator.stated import Stated, stated
from generator.when import sort_key

#: Fields of a log entry that its line shows in a way of its own.
ON_ITS_LINE = frozenset(
    {"at", "kind", "by", "about", "text", "value", "for", "until", "waiting_on", "said", "corrects"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One log entry as it counts, corrections applied; `entry` is what was first written.

    `about` is what it names, `number` a measured value with its unit (plain), `words` who was assigned and
    `text` what happened (rich), `as_sent` a template's message as it was sent (plain, its lines kept), `said`
    the facts in it, `occurrence` which one of something recurring is meant and `until` how long
    it holds (plain), each empty for none. `first` are the fields that a correction has changed, as first
    written; `corrections` the log entries that did so, oldest first; `corrects` what this one corrects.
    """

    entry: LogItem
    clock: str
    about: tuple[Value, ...]
    by: Role | None
    number: str
    words: str
    text: str
    as_sent: str
    said: tuple[Stated, ...]
    occurrence: str
    waiting_on: Role | None
    until: str
    first: tuple[Fact, ...]
    corrections: tuple[LogItem, ...]
    corrects: LogItem | None
    marks: Marks
    apart: frozenset[str] = ON_ITS_LINE


@dataclass(frozen=True, slots=True)
class Day:
    """One date of the log: in words, its number counted from T0 (None before that), newest first."""

    anchor: str
    words: str
    number: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The whole log, newest day first; `last` is when the newest entry happened, None for an empty log.

    `filters` has what a reader can choose from, for scripts.
    """

    days: tuple[Day, ...]
    count: int
    last: datetime | None
    filters: tuple[Filter, ...]

    def logged(self, name: str, entry: Linked[Entry]) -> int:
        """How many entries a reader sees who chooses this role or priority."""
        options = (option for choice in self.filters if choice.name == name for option in choice.options)
        return next((count for found, _, count in options if found == entry.id), 0)

    @property
    def choices(self) -> tuple[Mapping[str, object], ...]:
        """The filters for scripts."""
        return tuple(choice.data for choice in self.filters)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a small list; `word` says how it stands, empty where nothing is to say.

    `overdue_after` is the moment after which it is overdue, None where nothing can be.
    """

    entry: Linked[Entry]
    word: str
    overdue_after: datetime | None
    is_overdue: bool


def journal(book: Playbook) -> Journal:
    """The log by day, newest first."""
    counting = {event.id: event.record for event in book.events}
    found = []
    for day, items in log_days(book):
        at = items[0].at
        number = book.calendar.day_of(at) if book.calendar else 0
        words = f"{at:%A} {at.day} {at:%B %Y}"
        lines = tuple(_line(item, counting.get(item.id, item.record)) for item in items)
        found.append(Day(f"_{day}", words, number or None, lines))
    marks = tuple(line.marks for day in found for line in day.lines)
    last = book.log[0].at if book.log else None
    return Journal(tuple(found), len(marks), last, filters_of(marks, book))


def _line(item: LogItem, record: LogEntry) -> Line:
    book = item.book
    counts = LogItem(item.ref, record, item.place, book)
    corrected = _corrected(item)
    about = counts.about or (corrected.about if corrected else ())
    known, twice = facts(counts), audiences_of(about)
    value = record.value
    return Line(
        entry=item,
        clock=f"{item.at:%H:%M}",
        about=tuple(
            value
            for value in next((fact.value.content for fact in known if fact.name == "about"), ())
            if not (value.kind == "entry" and value.content.ref in twice)
        ),
        by=book.role(record.by),
        number=shown_value(value, about) if isinstance(value, (int, float)) else "",
        words=value if isinstance(value, str) else "",
        text="" if record.is_as_sent else record.text or "",
        as_sent=(record.text or "") if record.is_as_sent else "",
        said=tuple(stated(source, words, book) for source, words in record.said.items()),
        occurrence=moment_of(record.for_, book),
        waiting_on=book.role(record.waiting_on),
        until=moment_of(record.until, book),
        first=tuple(_first_written(item, known)),
        corrections=corrections(item),
        corrects=corrected,
        marks=marks_of(record, about, book),
    )


def _first_written(item: LogItem, known: tuple[Fact, ...]) -> Iterator[Fact]:
    """The fields that count otherwise by now; a number in its unit."""
    value = item.record.value
    for fact in facts(item):
        if fact in known:
            continue
        is_number = fact.name == "value" and isinstance(value, (int, float))
        shown = Value("plain", shown_value(value, item.about)) if is_number else fact.value
        if fact.name == "text" and item.record.is_as_sent:
            shown = Value("plain", item.record.text)
        # Words and numbers speak for themselves.
        yield replace(fact, value=shown, leads=fact.name in ("text", "value"))


def _corrected(item: LogItem) -> LogItem | None:
    found = item.book.entries.get(Ref("log", item.record.corrects)) if item.record.corrects else None
    return found if isinstance(found, LogItem) else None


def listed(book: Playbook, collection: str) -> tuple[Item, ...]:
    """The entries of a small collection as written; of decisions the open ones first, by their dates.

    Those overdue stand before all others.
    """
    entries = [entry for entry in book.entries.values() if entry.collection == collection]
    entries.sort(key=_urgency)
    return tuple(_item(entry) for entry in entries)


def _item(entry: Linked[Entry]) -> Item:
    if isinstance(entry, Decision):
        return Item(entry, _word(entry), entry.overdue_after, entry.is_overdue)
    return Item(entry, _word(entry), None, is_overdue=False)


def _urgency(entry: Linked[Entry]) -> tuple[bool, bool, bool, tuple[int, int, int, str] | tuple[()]]:
    if not isinstance(entry, Decision) or not entry.is_open:
        return True, True, True, ()
    needed = entry.needed_by
    return False, not entry.is_overdue, needed is None, sort_key(needed) if needed else ()


def _word(entry: Linked[Entry]) -> str:
    if isinstance(entry, Decision):
        return "open" if entry.is_open else "decided"
    if isinstance(entry, Deferral) and entry.record.kind:
        return entry.record.kind
    return "" if entry.state.status == "open" else entry.state.status
