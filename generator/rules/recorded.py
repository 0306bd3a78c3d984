"""The log as rules compare it: what it says of each entry, and where each record stands.

Rules count the log as corrected. What recurs has a history for each occurrence that the log names; its
records that name none may each be of another occurrence, so that their order tells nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from generator.addresses import Ref
from generator.diagnostics import Location
from generator.link import moment
from generator.linked import Action, Commitment, Linked, LogItem, Playbook, Ritual
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted
from generator.state import CHANGES, Event
from generator.when import Recurring

#: What is said of work: of every entry of a collection that `CHANGES` does not name.
WORK = frozenset({"started", "done", "blocked", "unblocked", "dropped", "reopened"})

#: The fields of the rules that a correction replaces, and their attributes; it keeps moment, kind and author.
_CORRECTED = {"about": "about", "for": "for_", "value": "value", "said": "said"}


@dataclass(frozen=True, slots=True)
class History:
    """What the log says of an entry, or of one of its occurrences, oldest first."""

    entry: Linked[Entry]
    events: tuple[Event, ...]

    @property
    def is_work(self) -> bool:
        """Whether it is started, blocked and done."""
        return self.entry.collection not in CHANGES


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a record: the first of `events`, at the field that is wrong.

    `about` are entries of the plan that it concerns.
    """

    events: tuple[Event, ...]
    field: str
    about: tuple[Linked[Entry], ...]
    message: str
    hint: str


def rule(
    code: str,
    title: str,
    objections: Callable[[Playbook], Iterable[Objection]],
    gather: Callable[[tuple[Finding, ...]], Iterable[Finding]] | None = None,
) -> Rule:
    """A rule on the log; every record and every entry that an objection names may accept it."""

    def check(book: Playbook) -> Iterator[Finding]:
        return (_finding(code, objection, book) for objection in objections(book))

    return Rule(code, "warning", title, check, gather)


def _finding(code: str, objection: Objection, book: Playbook) -> Finding:
    said = tuple(_sentence(event, book) for event in objection.events)
    planned = (Sentence(entry.ref, entry.place, entry.title) for entry in objection.about)
    return Finding(
        rule=code,
        entry=said[0].entry,
        place=_place(objection.events[0], objection.field, book),
        message=objection.message,
        hint=objection.hint,
        sentences=(*said, *planned),
    )


def _sentence(event: Event, book: Playbook) -> Sentence:
    item = item_of(event, book)
    return Sentence(item.ref, item.place, item.title, shown(event.at, book))


def _place(event: Event, field: str, book: Playbook) -> Location:
    """Where a field stands as it counts: in the newest correction that gives it, else in the record."""
    item = giving = item_of(event, book)
    attribute = _CORRECTED.get(field)
    if attribute is None or item.record is event.record:
        return place(item, field)
    chain = {item.id}
    for other in reversed(book.log):
        if other.record.corrects in chain:
            chain.add(other.id)
            giving = giving if getattr(other.record, attribute) in (None, (), {}) else other
    return place(giving, field)


def one_line(many: Callable[[int, str], str]) -> Callable[[tuple[Finding, ...]], Iterator[Finding]]:
    """Makes one finding of several, at the first; `many` words it for their number and the records' names."""

    def gather(findings: tuple[Finding, ...]) -> Iterator[Finding]:
        if len(findings) > 1:
            names = listed(quoted(finding.entry.id) for finding in findings)
            said = tuple(sentence for finding in findings for sentence in finding.sentences)
            yield replace(findings[0], message=many(len(findings), names), sentences=said)
        else:
            yield from findings

    return gather


def item_of(event: Event, book: Playbook) -> LogItem:
    """The log entry first written."""
    item = book.entries[Ref("log", event.id)]
    if not isinstance(item, LogItem):
        raise TypeError(item)
    return item


def fitting(collection: str) -> frozenset[str]:
    """The kinds that change how the entries of a collection stand."""
    return CHANGES.get(collection, WORK)


def records(book: Playbook) -> Iterator[Event]:
    """Every record as it was written, corrections included, oldest first."""
    return (Event(item.id, item.at, item.record) for item in reversed(book.log))


def whole(book: Playbook) -> Iterator[History]:
    """What the log says of each entry, all occurrences together."""
    for ref, state in book.states.items():
        if ref in book.entries:
            yield History(book.entries[ref], state.events)


def histories(book: Playbook) -> Iterator[History]:
    """What the log says of each entry or occurrence, as far as the order of the records tells something."""
    for history in whole(book):
        parts: defaultdict[datetime | None, list[Event]] = defaultdict(list)
        for event in history.events:
            named = event.record.for_
            parts[moment(named, book.now.tzinfo or UTC) if named else None].append(event)
        if recurs(history.entry):
            parts.pop(None, None)
        yield from (History(history.entry, tuple(events)) for events in parts.values())


def recurs(entry: Linked[Entry]) -> bool:
    """Whether an entry is done, kept or held more than once."""
    match entry:
        case Action():
            return isinstance(entry.when, Recurring) or entry.record.repeat is not None
        case Commitment():
            return entry.record.every is not None
        case _:
            return isinstance(entry, Ritual)


def shown(at: datetime, book: Playbook) -> str:
    """A moment in a message: `2026-11-23 11:40`, in the playbook's zone."""
    return f"{at.astimezone(book.now.tzinfo):%Y-%m-%d %H:%M}"


def cited(event: Event, book: Playbook) -> str:
    """Another record in a message: its moment and its id."""
    return f"{shown(event.at, book)} ({event.id})"
