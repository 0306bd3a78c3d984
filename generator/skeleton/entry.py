"""The lines of a new entry: its title, and below it what readers will ask for, as comments with examples.

Each comment is a field of the model with its own example and description. Taken out of its comment it is
sound: names in it are of entries that there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.model import COLLECTIONS, Action, Entry, RefTo, Template
from generator.model.shapes import (
    EitherShape,
    FieldShape,
    ListShape,
    MapShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from generator.schema.fields import flow

#: The ids of each collection, the likeliest first; actions as `priority.action`, templates alike.
Known = Mapping[str, tuple[str, ...]]

RECORDS: Mapping[str, type[Entry]] = {
    **{name: record for name, record in COLLECTIONS.items() if name != "log"},
    "actions": Action,
    "templates": Template,
}

#: What readers and rules ask of an entry, in the order in which people think of it.
ASKED: Mapping[str, tuple[str, ...]] = {
    "levels": ("criteria", "response"),
    "roles": ("people", "contacts", "deputy", "handles"),
    "priorities": (
        *("owner", "window", "business_impact", "technical_risk", "resource_availability"),
        *("success", "mitigations", "actions"),
    ),
    "actions": ("when", "owner", "steps", "done_when", "needs", "if_fails"),
    "kpis": ("unit", "direction", "baseline", "target", "measured", "owner", "priorities"),
    "targets": ("by", "statement", "kpis", "owner", "priorities"),
    "risks": ("owner", "likelihood", "impact", "triggers", "mitigations", "priorities"),
    "contingencies": ("trigger", "owner", "steps", "covers"),
    "comms": ("owner", "message", "key_points", "never_say", "contacts", "schedule"),
    "templates": ("body", "blanks", "channel", "approver"),
    "commitments": ("to", "promise", "by", "owner", "backed_by"),
    "rituals": ("cadence", "minutes", "who", "owner", "purpose", "agenda"),
    "improvements": ("horizon", "detail", "owner", "priorities"),
    "decisions": ("question", "options", "decided_by", "needed_by", "default", "cost_of_delay"),
    "hires": ("when", "focus", "because"),
    "deferrals": ("owner", "until", "scope", "because", "affects"),
    "principles": ("points", "owner", "applies_to"),
}

#: The field that an entry gets at once: what readers see first of it.
_NAMED_BY = {"templates": "subject"}


#: Examples for those of the model that hold only beside another field: a blank needs its explanation.
_ALONE = {("templates", "body"): "We are on it. You hear from us again by noon."}


def entry_lines(collection: str, entry_id: str, title: str, known: Known, step: str) -> Iterator[str]:
    """The entry, its id in the first column; `step` is one level of indentation."""
    record = RECORDS[collection]
    fields, common = fields_of(record), fields_of(Entry)
    first, asked = _NAMED_BY.get(collection, "title"), ASKED[collection]
    yield f"{entry_id}:"
    yield f"{step}{first}: {flow(title, inside=False)}"
    for name in asked:
        field = fields[name]
        if alone := _ALONE.get((collection, name)):
            field = replace(field, example=alone)
        for line in _field(field, known, step):
            yield f"{step}# {line}"
    more = [name for name in fields if name not in common and name not in (first, *asked)]
    if more:
        yield f"{step}# There is also: {', '.join(more)}."


def _field(field: FieldShape, known: Known, step: str) -> Iterator[str]:
    """A field with its example; what it means stands behind its first line."""
    first, *rest = _written(field.key, fitted(field.example, field.shape, known), step)
    yield f"{first}  # {field.description}"
    yield from rest


def _written(key: str, value: Any, step: str) -> Iterator[str]:
    """A key with its value as people write it: a list one item a line, what is short on one line."""
    match value:
        case list():
            yield f"{key}:"
            yield from (f"{step}- {flow(item, inside=False)}" for item in value)
        case dict() if "title" in value or any(isinstance(item, dict) for item in value.values()):
            yield f"{key}:"
            for inner, item in value.items():
                yield from (f"{step}{line}" for line in _written(flow(inner), item, step))
        case _:
            yield f"{key}: {flow(value, inside=False)}"


def fitted(value: Any, shape: Shape, known: Known) -> Any:
    """An example in which names are of entries that there are, as far as there are any."""
    match shape:
        case TextShape(markers=markers):
            named = next((marker for marker in markers if isinstance(marker, RefTo)), None)
            return _name(str(value), named, known) if named else value
        case ListShape(items=items):
            return [fitted(item, items, known) for item in value]
        case MapShape(keys=keys, values=values):
            return {fitted(key, keys, known): fitted(item, values, known) for key, item in value.items()}
        case RecordShape(record=record):
            fields = fields_of(record)
            return {key: fitted(item, fields[key].shape, known) for key, item in value.items()}
        case EitherShape(members=members):
            wanted = RecordShape if isinstance(value, dict) else TextShape
            fitting = (member for member in members if isinstance(member, wanted))
            return fitted(value, next(fitting, members[0]), known)
    return value


def _name(example: str, marker: RefTo, known: Known) -> str:
    """The example where there is such an entry, else the first of its collection, else of another."""
    collection, _, name = example.rpartition("/")
    for wanted in (collection, *marker.collections):
        there = known.get(wanted)
        if there:
            found = name if name in there else there[0]
            return f"{wanted}/{found}" if marker.qualified else found
    return example
