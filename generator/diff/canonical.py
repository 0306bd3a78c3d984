"""Which fields of an entry differ, whatever the ids are called that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.addresses import Ref
from generator.facts import markers_of
from generator.link.references import INSIDE_OF, target_of
from generator.linked import Linked
from generator.model import Entry, Record, RefTo
from generator.model.shapes import ListShape, MapShape, Shape, fields_of

#: What an entry is called by now that had another id before.
Renamed = Mapping[Ref, Ref]


def differing(old: Linked[Entry], new: Linked[Entry], renamed: Renamed) -> tuple[str, ...]:
    """The fields, as the YAML names them, that say another thing; entries inside it are not its fields.

    How lines are broken says nothing; nor does a reference whose entry has only another id by now.
    """
    if old.record == new.record:
        return ()
    inside = INSIDE_OF.get(new.collection)
    fields = (field for key, field in fields_of(type(new.record)).items() if key != inside)
    return tuple(
        field.key
        for field in fields
        if _canonical(getattr(old.record, field.attribute), field.shape, old, renamed)
        != _canonical(getattr(new.record, field.attribute), field.shape, new, {})
    )


def _canonical(value: object, shape: Shape, entry: Linked[Entry], renamed: Renamed) -> object:
    """A value as it compares: dictionaries and records as pairs, texts with single spaces."""
    if isinstance(value, str):
        return _text(value, shape, entry, renamed)
    if isinstance(value, Record):
        fields = fields_of(type(value)).values()
        return tuple(
            (field.key, _canonical(getattr(value, field.attribute), field.shape, entry, renamed))
            for field in fields
        )
    if isinstance(value, tuple) and isinstance(shape, ListShape):
        return tuple(_canonical(item, shape.items, entry, renamed) for item in value)
    if isinstance(value, dict) and isinstance(shape, MapShape):
        return frozenset(
            (_text(key, shape.keys, entry, renamed), _canonical(item, shape.values, entry, renamed))
            for key, item in value.items()
        )
    return value


def _text(text: str, shape: Shape, entry: Linked[Entry], renamed: Renamed) -> object:
    named = [marker for marker in markers_of(shape) if isinstance(marker, RefTo)]
    ref = target_of(text, named[0], entry.ref) if named else None
    if ref is not None and ref in entry.book.entries:
        return renamed.get(ref, ref)
    for before, after in renamed.items() if "/" in text else ():
        text = re.sub(rf"(?<![\w/.-]){re.escape(str(before))}(?![\w-])", str(after), text)
    return " ".join(text.split())
