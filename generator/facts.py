"""The fields of an entry as readers meet them: a label and a value of a kind that a page can show.

Every field that holds something becomes a fact, in the order of the model, so that no page can forget
one; pages leave out by name what they show in a way of their own.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator import amounts
from generator.link.references import target_of
from generator.linked import Kpi, Linked, Playbook
from generator.model import Entry, Link, Money, Plain, Record, RefTo, Score, Threshold, When
from generator.model.walk import Marker, markers_of
from generator.when import Interval, Time, Unreadable, as_data, parse

#: Labels that are not simply the field's name, by `collection.field` or by field.
LABELS = {
    "priorities.window": "Timeline",
    "comms.title": "Audience",
    "aliases": "Also called",
    "only_when": "Only when",
    "if": "If",
    "if_fails": "If it fails",
    "done_when": "Done when",
    "declare_when": "Declare when",
    "never": "Never",
    "never_say": "Never say",
    "war_room": "War room",
    "handles": "Handles personally",
    "delegated": "Delegated to them",
    "open": "Open questions",
    "reviewed": "Last reviewed",
    "review_every": "Reviewed every",
    "rank_override": "Rank decided",
    "success": "Success metrics",
    "mitigations": "Risk mitigation",
    "risks.mitigations": "Mitigation strategies",
    "kpis.measured": "Measured",
    "cleared_by": "Cleared by",
    "backed_by": "Backed by",
    "because": "Because",
    "by": "By",
    "to": "To",
    "commitments.to": "Promised to",
    "log.by": "Recorded by",
    "log.at": "At",
    "for": "Occurrence",
}

#: What every entry may carry and pages show at its end, in a way of their own.
FOOT = frozenset({"title", "assumed", "open", "accept", "links", "confidential"})


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time in words, the interval that scripts compute with, and the dates once T0 is known."""

    words: str
    data: Mapping[str, object]
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Value:
    """`kind` names the macro that shows `content`."""

    kind: str
    content: Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One field: its name in the YAML, its label, its value; `assumed` when it is a guess."""

    name: str
    label: str
    value: Value
    assumed: bool


def label(collection: str, name: str) -> str:
    """A field's label on the pages of a collection."""
    return LABELS.get(f"{collection}.{name}") or LABELS.get(name) or name.replace("_", " ").capitalize()


def facts(entry: Linked[Entry], leave_out: Container[str] = ()) -> tuple[Fact, ...]:
    """The entry's fields that hold something, but those that every entry has at its foot."""
    found = _facts(entry.record, entry, leave_out)
    return tuple(fact for fact in found if fact.name not in FOOT)


def _facts(record: Record, entry: Linked[Entry], leave_out: Container[str] = ()) -> Iterator[Fact]:
    assumed: tuple[str, ...] = getattr(record, "assumed", ())
    for attribute, name, markers in _fields(type(record)):
        content = getattr(record, attribute)
        if name in leave_out or content is None or content == () or content == {}:
            continue
        value = _value(content, markers, entry)
        yield Fact(name, label(entry.collection, name), value, name in assumed)


@cache
def _fields(kind: type[Record]) -> tuple[tuple[str, str, tuple[Marker, ...]], ...]:
    return tuple(
        (attribute, info.alias or attribute, markers_of(kind, attribute))
        for attribute, info in kind.model_fields.items()
    )


def _value(content: object, markers: tuple[Marker, ...], entry: Linked[Entry]) -> Value:
    if isinstance(content, str):
        return _text(content, markers, entry)
    if isinstance(content, bool):
        return Value("plain", "yes" if content else "no")
    if isinstance(content, (int, float)):
        unit = entry.record.unit if isinstance(entry, Kpi) else None
        return Value("plain", amounts.with_unit(content, unit))
    if isinstance(content, tuple):
        return Value("list", tuple(_value(item, markers, entry) for item in content))
    if isinstance(content, Mapping):
        return Value("pairs", tuple((key, _value(item, markers, entry)) for key, item in content.items()))
    if isinstance(content, Record):
        return _record(content, entry)
    raise TypeError(content)


def _text(content: str, markers: tuple[Marker, ...], entry: Linked[Entry]) -> Value:
    for marker in markers:
        if isinstance(marker, RefTo):
            ref = target_of(content, marker, entry.ref)
            target = entry.book.entries.get(ref) if ref else None
            if target is not None:
                return Value("entry", target)
        elif isinstance(marker, When):
            return time_value(content, marker.expects, entry.book)
        elif isinstance(marker, Plain):
            return Value("plain", content)
    return Value("rich", content) if markers else Value("plain", content)


def time_value(written: str, expects: str, book: Playbook) -> Value:
    """A time, with its interval where T0 is known."""
    time = parse(written, expects)  # type: ignore[arg-type]  # markers hold literals of `Expects`
    if isinstance(time, Unreadable):
        raise TypeError(written)
    return Value("time", timed(time, written, book))


def timed(time: Time, words: str, book: Playbook) -> TimeValue:
    """The time as pages show it."""
    interval = book.calendar.interval(time, book.anchors) if book.calendar else None
    return TimeValue(words, as_data(time), interval)


def _record(content: Record, entry: Linked[Entry]) -> Value:
    if isinstance(content, Money):
        return Value("plain", amounts.money(content))
    if isinstance(content, Threshold):
        unit = entry.record.unit if isinstance(entry, Kpi) else None
        return Value("plain", amounts.threshold(content, unit))
    if isinstance(content, Score):
        return Value("score", content)
    if isinstance(content, Link):
        return Value("link", content)
    return Value("facts", tuple(_facts(content, entry)))


