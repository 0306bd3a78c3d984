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
from generator.addresses import OVERVIEW, parse_ref
from generator.link.references import target_of
from generator.linked import Kpi, Linked, Playbook
from generator.linked.entry import event_name
from generator.model import (
    Entry,
    Link,
    Money,
    Plain,
    Record,
    RefTo,
    Rich,
    Score,
    SuccessMeasure,
    Threshold,
    When,
)
from generator.model.shapes import (
    EitherShape,
    FieldShape,
    ListShape,
    MapShape,
    Marker,
    Shape,
    TextShape,
    fields_of,
)
from generator.when import Interval, Time, Unreadable, as_data, parse, references

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
    "kpis": "KPIs",
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
    "every": "How often",
}

#: What every entry may carry and pages show at its end, in a way of their own.
FOOT = frozenset({"title", "assumed", "open", "accept", "links", "confidential"})

#: Entries inside an entry, and what every page of a kind shows in a way of its own.
APART = {
    "priorities": frozenset({"actions"}),
    "comms": frozenset({"templates", "contacts"}),
    "actions": frozenset({"steps", "owner", "if_fails"}),
    "contingencies": frozenset({"steps"}),
    "roles": frozenset({"contacts", "people", "kind"}),
    "targets": frozenset({"kpis"}),
    "templates": frozenset({"body"}),
}

#: What names a record inside an entry: an offer, a line of a schedule, a person.
LEADING = frozenset({"title", "text", "what", "name"})

#: What stands after the fields that are an entry's own.
LAST = ("note", "reviewed", "review_every")


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
    """One field: its name in the YAML, its label, its value; `assumed` when it is a guess.

    `leads` holds for the field that names a small record, which needs no label of its own.
    """

    name: str
    label: str
    value: Value
    assumed: bool
    leads: bool = False


@cache
def label(collection: str, name: str) -> str:
    """A field's label on the pages of a collection."""
    return LABELS.get(f"{collection}.{name}") or LABELS.get(name) or name.replace("_", " ").capitalize()


def assumed_labels(entry: Linked[Entry]) -> tuple[str, ...]:
    """The labels of an entry's fields that are a guess."""
    return tuple(label(entry.collection, name) for name in entry.assumed)


def facts(entry: Linked[Entry], leave_out: Container[str] = ()) -> tuple[Fact, ...]:
    """The entry's fields that hold something, but those that every entry has at its foot."""
    apart = APART.get(entry.collection, frozenset())
    found = [fact for fact in _facts(entry.record, entry, leave_out) if fact.name not in FOOT | apart]
    # A stable sort: the own fields keep the order of the model.
    return tuple(sorted(found, key=lambda fact: fact.name in LAST))


def every_fact(entry: Linked[Entry], leave_out: Container[str] = ()) -> tuple[Fact, ...]:
    """All of the entry's fields that hold something, in the order of the model."""
    return tuple(_facts(entry.record, entry, leave_out))


def fact(entry: Linked[Entry], name: str) -> Fact | None:
    """One field of the entry, as the YAML names it; None where it holds nothing."""
    return _fact(fields_of(type(entry.record))[name], entry.record, entry)


def _facts(record: Record, entry: Linked[Entry], leave_out: Container[str] = ()) -> Iterator[Fact]:
    named = (field for field in fields_of(type(record)).values() if field.key not in leave_out)
    found = (_fact(field, record, entry) for field in named)
    return (one for one in found if one is not None)


def _fact(field: FieldShape, record: Record, entry: Linked[Entry]) -> Fact | None:
    content = getattr(record, field.attribute)
    if content is None or (not content and isinstance(content, (tuple, dict))):
        return None
    assumed: tuple[str, ...] = getattr(record, "assumed", ())
    within = entry.collection if record is entry.record else ""
    value = _value(content, field.shape, entry)
    return Fact(field.key, label(within, field.key), value, field.key in assumed, field.key in LEADING)


def _value(content: object, shape: Shape, entry: Linked[Entry]) -> Value:
    if isinstance(content, str):
        return _text(content, markers_of(shape), entry)
    if isinstance(content, bool):
        return Value("plain", "yes" if content else "no")
    if isinstance(content, (int, float)):
        return Value("plain", amounts.with_unit(content, _unit(entry)))
    if isinstance(content, tuple) and isinstance(shape, ListShape):
        return Value("list", tuple(_value(item, shape.items, entry) for item in content))
    if isinstance(content, dict) and isinstance(shape, MapShape):
        pairs = ((key, _value(item, shape.values, entry)) for key, item in content.items())
        return Value("pairs", tuple(pairs))
    if isinstance(content, Record):
        return _record(content, entry)
    raise TypeError(content)


def markers_of(shape: Shape) -> tuple[Marker, ...]:
    """The markers that a text of this shape has."""
    if isinstance(shape, EitherShape):
        return tuple(marker for member in shape.members for marker in markers_of(member))
    return shape.markers if isinstance(shape, TextShape) else ()


def _unit(entry: Linked[Entry]) -> str | None:
    return entry.record.unit if isinstance(entry, Kpi) else None


def _text(content: str, markers: tuple[Marker, ...], entry: Linked[Entry]) -> Value:
    for marker in markers:
        if isinstance(marker, RefTo):
            ref = target_of(content, marker, entry.ref)
            target = entry.book.entries.get(ref) if ref else None
            if target is not None:
                return Value("entry", target)
            if ref is not None and ref.collection == "events":
                return Value("rich", f"[[{ref}]]")
        elif isinstance(marker, When) and marker.expects in ("duration", "date"):
            # How long something takes is no time of the plan, and a date needs no hours.
            return Value("plain", content)
        elif isinstance(marker, When):
            return time_value(content, marker.expects, entry.book)
        elif isinstance(marker, Plain):
            return Value("plain", content)
    is_prose = any(isinstance(marker, (Rich, RefTo)) for marker in markers)
    return Value("rich" if is_prose else "plain", content)


def time_value(written: str, expects: str, book: Playbook) -> Value:
    """A time, with its interval where T0 is known."""
    time = parse(written, expects)  # type: ignore[arg-type]  # markers hold literals of `Expects`
    if isinstance(time, Unreadable):
        raise TypeError(written)
    # `every: 4 hours` reads as "every 4 hours"; other times stay as they were typed.
    return Value("time", timed(time, str(time) if expects == "cadence" else written, book))


def timed(time: Time, words: str, book: Playbook) -> TimeValue:
    """The time as pages show it; `words` say it as the data does."""
    return TimeValue(time_words(time, words, book), as_data(time), book.interval(time))


def time_words(time: Time, words: str, book: Playbook) -> str:
    """The words of a time for people (plain text): what it counts from by its name, not by its id."""
    for written in references(time):
        entry = book.entries.get(parse_ref(written) or OVERVIEW)
        name = f"“{entry.title}”" if entry else event_name(written)
        words = words.replace(written, name)
    return words


def _record(content: Record, entry: Linked[Entry]) -> Value:
    if isinstance(content, Money):
        return Value("plain", amounts.money(content))
    if isinstance(content, Threshold):
        return Value("plain", amounts.threshold(content, _unit(entry)))
    if isinstance(content, Score):
        return Value("score", content)
    if isinstance(content, Link):
        return Value("link", content)
    if isinstance(content, SuccessMeasure):
        (measure, *_) = _facts(content, entry)
        return measure.value
    return Value("facts", tuple(_facts(content, entry)))
