"""Which records a file may hold, and what each says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.model.shapes import EitherShape, ListShape, MapShape, RecordShape, Shape, fields_of


def reachable(*records: type[Record]) -> tuple[type[Record], ...]:
    """These records and all that stand inside them, each once, a holder before what it holds."""
    found: dict[type[Record], None] = {}
    for record in records:
        _collect(record, found)
    return tuple(found)


def held_by(record: type[Record]) -> tuple[type[Record], ...]:
    """The records that stand in a record's own fields, in their order."""
    held = (inner for field in fields_of(record).values() for inner in _records_in(field.shape))
    return tuple(dict.fromkeys(held))


def doc(record: type[Record]) -> str:
    """The sentence that says what a record is."""
    return (record.__doc__ or "").partition("\n")[0]


def _collect(record: type[Record], found: dict[type[Record], None]) -> None:
    if record not in found:
        found[record] = None
        for inner in held_by(record):
            _collect(inner, found)


def _records_in(shape: Shape) -> Iterator[type[Record]]:
    match shape:
        case RecordShape(record=record):
            yield record
        case ListShape(items=inner) | MapShape(values=inner):
            yield from _records_in(inner)
        case EitherShape(members=members):
            for member in members:
                yield from _records_in(member)
