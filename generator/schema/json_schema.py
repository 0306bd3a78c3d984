"""The JSON Schema (draft-07) of a data file, from the model alone: what editors complete and check.

It refuses nothing that the program accepts. The program checks more: times, references, ids that are
taken. Text may be typed like a number or like true, as `version: 2026.10`, so the schema lets it; and
a field may be left empty, since `owner:` alone says that there is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from generator.model import COLLECTIONS, Address, Entry, Id, Offer, Overview, Plain, Record, RefTo, Rich, When
from generator.model.ids import ID_PATTERN, MAX_ID_LENGTH
from generator.model.shapes import (
    EitherShape,
    FieldShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from generator.schema.examples import in_words, sample, sample_entry
from generator.schema.records import doc, reachable
from generator.validate.words import noun

Schema = dict[str, Any]

#: How a text may be typed: like a number or like true as well.
TEXT_TYPES = ["string", "number", "boolean"]
_ACTION_PATTERN = rf"{ID_PATTERN}(\.{ID_PATTERN})?"
# Without a flag for it, since editors know none: small letters or capitals.
_ADDRESS = (
    r"^([Hh][Tt][Tt][Pp][Ss]?://[^\s/]\S*|[Mm][Aa][Ii][Ll][Tt][Oo]:[^\s@]+@\S+"
    r"|[Tt][Ee][Ll]:\+?[0-9][0-9().-]*)$"
)
_KINDS_OF_TIME = {
    "time": "A time, such as `day 1 morning`, `days 2-3`, `within 48 hours`, `2026-11-23T09:00`.",
    "end": "Until when: `day 30`, `2026-12-31`, `after contained`.",
    "cadence": "A cadence, such as `4 hours`, `daily at 09:00`, `weekly on Friday until day 30`.",
    "duration": "A duration, such as `15 minutes` or `3 months`.",
    "date": "A date, such as `2026-11-20`.",
    "moment": "A date and time, such as `2026-11-23T09:00`.",
}


class Naming(Protocol):
    """How fields that name other entries are checked."""

    def definitions(self) -> Mapping[str, Schema]:
        """What `named` and `keyed` refer to, by the name under which they do."""

    def named(self, marker: RefTo, *, prose: bool) -> Schema:
        """What a text is that names an entry; where it may be `prose`, a sentence will do as well."""

    def keyed(self, marker: RefTo, values: Schema) -> Schema:
        """A map whose keys name entries, and whose values are as said."""


class ByForm:
    """Names are checked by their form alone: the same for every playbook."""

    def definitions(self) -> Mapping[str, Schema]:
        """Forms need none."""
        return {}

    def named(self, marker: RefTo, *, prose: bool) -> Schema:
        """A text of the form of an id, or of `collection/id`; a sentence has no form."""
        return {"type": list(TEXT_TYPES)} | ({} if prose else {"pattern": _reference_pattern(marker)})

    def keyed(self, marker: RefTo, values: Schema) -> Schema:
        """Any id may be a key."""
        keys = {"pattern": _reference_pattern(marker), "maxLength": MAX_ID_LENGTH}
        return {"type": "object", "additionalProperties": values, "propertyNames": keys}


_BY_FORM = ByForm()


def schema(naming: Naming = _BY_FORM) -> Schema:
    """The schema as plain dicts and lists."""
    records = sorted(reachable(Overview, *COLLECTIONS.values()), key=lambda record: record.__name__)
    properties: Schema = {
        "playbook": {
            "title": in_words("playbook"),
            "description": doc(Overview),
            "examples": [sample(Overview)],
            **_nullable(_reference(Overview)),
        }
    }
    for collection, record in COLLECTIONS.items():
        properties[collection] = {
            "title": in_words(collection),
            "description": f"Entries by id. {doc(record)}",
            "examples": [sample_entry(collection, record)],
            "type": ["object", "null"],
            "propertyNames": _id_schema(),
            "additionalProperties": _reference(record),
        }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A data file of a crisis playbook",
        "description": "Any file may add to any collection; an entry's key is its id.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
        "definitions": {
            **{record.__name__: _record(record, naming) for record in records},
            **naming.definitions(),
        },
    }


def render() -> str:
    """The schema as text: the same for the same model, whatever the data."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _record(record: type[Record], naming: Naming) -> Schema:
    fields = fields_of(record)
    made: Schema = {
        "title": noun(record)[0].upper() + noun(record)[1:],
        "description": doc(record),
        "examples": [sample(record)],
        "type": "object",
        "properties": {key: _field(field, record, naming) for key, field in fields.items()},
        "additionalProperties": False,
    }
    # The fields of the playbook may be spread over files, so no single file owes one.
    if record is not Overview and (needed := [key for key, field in fields.items() if field.required]):
        made["required"] = needed
    return made


def _field(field: FieldShape, record: type[Record], naming: Naming) -> Schema:
    made = _value(field.shape, naming)
    if field.key == "assumed" and issubclass(record, (Entry, Offer)):
        made["items"] = {"enum": list(fields_of(record))}
    if not field.required:
        made = _nullable(made)
    kind = _kind(field.shape)
    return {
        "title": in_words(field.key),
        "description": f"{field.description} {kind}".strip(),
        "examples": [field.example],
        **made,
    }


def _value(shape: Shape, naming: Naming) -> Schema:
    match shape:
        case TextShape():
            return _text(shape, naming)
        case NumberShape(whole=whole, least=least, most=most):
            bounds = {"minimum": least, "maximum": most}
            kept = {name: bound for name, bound in bounds.items() if bound is not None}
            return {"type": "integer" if whole else "number", **kept}
        case FlagShape():
            return {"type": "boolean"}
        case ListShape(items=items):
            return {"type": "array", "items": _value(items, naming)}
        case MapShape(keys=keys, values=values):
            return _map(keys, _value(values, naming), naming)
        case RecordShape(record=record):
            return _reference(record)
        case EitherShape(members=members):
            return {"anyOf": [_value(member, naming) for member in members]}


def _map(keys: TextShape, values: Schema, naming: Naming) -> Schema:
    if named := next((marker for marker in keys.markers if isinstance(marker, RefTo)), None):
        return naming.keyed(named, values)
    made: Schema = {"type": "object", "additionalProperties": values}
    return {**made, "propertyNames": _id_schema()} if keys.markers else made


def _text(shape: TextShape, naming: Naming) -> Schema:
    if shape.choices:
        return {"enum": list(shape.choices)}
    made: Schema = {"type": list(TEXT_TYPES)}
    prose = any(isinstance(marker, Rich) for marker in shape.markers)
    for marker in shape.markers:
        if isinstance(marker, Id):
            made.update(_id_schema())
        elif isinstance(marker, Address):
            made = {"type": "string", "pattern": _ADDRESS}
        elif isinstance(marker, RefTo):
            made = naming.named(marker, prose=prose)
    return made


def _reference_pattern(marker: RefTo) -> str:
    if marker.qualified:
        return f"^({'|'.join(marker.collections)})/{_ACTION_PATTERN}$"
    return f"^{_ACTION_PATTERN if marker.collections == ('actions',) else ID_PATTERN}$"


def _kind(shape: Shape) -> str:
    """What a field's text is, in words that an editor shows."""
    match shape:
        case ListShape(items=inner):
            return _kind(inner)
        case EitherShape(members=members):
            return _kind(members[0])
        case TextShape(markers=markers):
            return " ".join(filter(None, map(_marker_words, markers)))
    return ""


def _marker_words(marker: object) -> str:
    match marker:
        case When(expects=expects):
            return _KINDS_OF_TIME[expects]
        case RefTo(collections=collections, qualified=True):
            return f"A reference `collection/id`, into {', '.join(collections)}."
        case RefTo(collections=(collection,)):
            return f"An id of `{collection}`."
        case Rich():
            return "Prose: emphasis, code, links, lists and [[references]]."
        case Plain():
            return "Plain text."
        case Id():
            return "Small letters, digits, single dashes."
    return ""


def _reference(record: type[Record]) -> Schema:
    return {"$ref": f"#/definitions/{record.__name__}"}


def _id_schema() -> Schema:
    return {"pattern": f"^{ID_PATTERN}$", "maxLength": MAX_ID_LENGTH}


def _nullable(made: Schema) -> Schema:
    """The same, or nothing at all."""
    if "type" in made:
        types = made["type"] if isinstance(made["type"], list) else [made["type"]]
        return {**made, "type": [*types, "null"]}
    if "enum" in made:
        return {"enum": [*made["enum"], None]}
    if "anyOf" in made:
        return {"anyOf": [*made["anyOf"], {"type": "null"}]}
    return {"anyOf": [made, {"type": "null"}]}
