"""The fields of entries as values on both sides, in the words that readers see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diff.compared import Pair
from generator.diff.difference import Value
from generator.diff.told import LAST
from generator.facts import Fact, every_fact, fact, label
from generator.linked import Action, Linked, Priority, Role, Step, Target
from generator.linked.resolve import resolver
from generator.model import Entry, Record
from generator.model.shapes import fields_of
from generator.words import Writer

#: Of an entry that came or went: what is told of it elsewhere, or in a way of its own.
_APART = frozenset({"title", "accept", "actions", "templates", "steps"})


def changed(pair: Pair, fields: Iterable[str]) -> Iterator[Value]:
    """The fields of an entry that differ; what reads the same is told as it is written."""
    for field in fields:
        then, now = field_words(pair.old, field), field_words(pair.new, field)
        if then == now:
            then, now = written(pair.old, field), written(pair.new, field)
        yield Value(field, label(pair.new.collection, field), then or None, now or None)


def whole(entry: Linked[Entry], *, is_new: bool) -> tuple[Value, ...]:
    """Everything that an entry says, on the side on which it stands."""
    return tuple(
        Value(name, title, *((None, words) if is_new else (words, None)))
        for name, title, words in sorted(_whole(entry), key=lambda item: item[0] in LAST)
        if words
    )


def _whole(entry: Linked[Entry]) -> Iterator[tuple[str, str, str]]:
    fields = fields_of(type(entry.record))
    for found in every_fact(entry, _APART):
        # What holds unless somebody says otherwise was not written down.
        if getattr(entry.record, fields[found.name].attribute) == fields[found.name].default:
            continue
        yield found.name, found.label, _words(entry, found)
    if isinstance(entry, Action) and entry.owner_is_inherited:
        yield "owner", label("actions", "owner"), _inherited(entry)
    if getattr(entry.record, "steps", ()):
        yield "steps", label(entry.collection, "steps"), field_words(entry, "steps")


def field_words(entry: Linked[Entry], field: str) -> str:
    """What a reader sees of a field, an item of a list a line; empty where it holds nothing."""
    if field == "owner" and isinstance(entry, Action) and entry.owner_is_inherited:
        return _inherited(entry)
    found = fact(entry, field)
    return _words(entry, found) if found else ""


def _inherited(action: Action) -> str:
    return f"{action.owner.title}, as of its priority" if action.owner else ""


def _words(entry: Linked[Entry], found: Fact) -> str:
    writer = Writer(resolver(entry.book))
    record = entry.record
    match found.name:
        case "people" if isinstance(entry, Role):
            items = [writer.person(person) for person in entry.record.people]
        case "contacts" | "war_room":
            items = [writer.contact(contact) for contact in getattr(record, found.name)]
        case "kpis" if isinstance(entry, Target):
            items = [f"{kpi.title}: {goal}" for kpi, goal in entry.shown_measures]
        case "assumed":
            items = [label(entry.collection, name) for name in entry.assumed]
        case "steps":
            items = list(step_lines(getattr(entry, "steps", ()), writer))
        case _:
            items = writer.items(found.value)
    return "\n".join(items)


def step_lines(steps: tuple[Step, ...], writer: Writer, level: int = 0) -> Iterator[str]:
    """Steps in order, those that are nested indented."""
    for step in steps:
        yield "  " * level + writer.step(step)
        yield from step_lines(step.steps, writer, level + 1)


def written(entry: Linked[Entry], field: str) -> str:
    """A field as it is written, without its punctuation of YAML: a text of it a line."""
    attribute = fields_of(type(entry.record))[field].attribute
    return "\n".join(_leaves(getattr(entry.record, attribute)))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (f"{key}: {leaf}" for leaf in _leaves(item))
    elif value is not None:
        yield " ".join(str(value).split())


def rank_of(priority: Priority) -> str:
    """A priority's place in words: `1st, critical`."""
    return ", ".join(filter(None, (ordinal(priority.rank), priority.band)))


def ordinal(number: int) -> str:
    """A place: 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
