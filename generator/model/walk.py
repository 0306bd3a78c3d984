"""Every marked value of a record, with the way to it: what later stages parse, resolve and render.

The way to a value is written as in the YAML: `("actions", "fix", "away", 0, "from")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.model.base import Record
from generator.model.shapes import (
    EitherShape,
    ListShape,
    MapShape,
    Marker,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)

Path = tuple[str | int, ...]


class Found(NamedTuple):
    """One marked text. The key of a map is found under the path of its own entry."""

    path: Path
    marker: Marker
    value: str


def fields(record: Record) -> Iterator[Found]:
    """All marked texts of a record and of all that it holds, in the order of its fields.

    A text with two markers (a link's address that is also shown) is found once for each.
    """
    found: list[Found] = []
    _walk_record(record, (), found)
    return iter(found)


def records(record: Record, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """A record and all records inside it, each with the way to it."""
    yield path, record
    for attribute, key in _holders(type(record)):
        if value := getattr(record, attribute):
            yield from _records_in(value, (*path, key))


def _records_in(value: object, path: Path) -> Iterator[tuple[Path, Record]]:
    if isinstance(value, Record):
        yield from records(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _records_in(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _records_in(item, (*path, key))


def _walk_record(record: Record, path: Path, found: list[Found]) -> None:
    for attribute, key, shape in marked(type(record)):
        value = getattr(record, attribute)
        if value:
            _walk(value, shape, (*path, key), found)


def _walk(value: object, shape: Shape, path: Path, found: list[Found]) -> None:
    if isinstance(shape, TextShape):
        if isinstance(value, str):
            found.extend([Found(path, marker, value) for marker in shape.markers])
    elif isinstance(shape, EitherShape):
        for member in shape.members:
            _walk(value, member, path, found)
    elif isinstance(shape, RecordShape):
        if isinstance(value, Record):
            _walk_record(value, path, found)
    else:
        _walk_items(value, shape, path, found)


def _walk_items(value: object, shape: Shape, path: Path, found: list[Found]) -> None:
    if isinstance(shape, ListShape) and isinstance(value, tuple):
        for index, item in enumerate(value):
            _walk(item, shape.items, (*path, index), found)
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        for key, item in value.items():
            _walk(key, shape.keys, (*path, key), found)
            _walk(item, shape.values, (*path, key), found)


@cache
def marked(record: type[Record]) -> tuple[tuple[str, str, Shape], ...]:
    """Attribute, key and shape of each field that can hold something marked."""
    return tuple(
        (field.attribute, field.key, field.shape)
        for field in fields_of(record).values()
        if _may_hold_marked(field.shape)
    )


@cache
def _holders(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """Attribute and key of each field that can hold records."""
    return tuple(
        (field.attribute, field.key) for field in fields_of(record).values() if _may_hold_records(field.shape)
    )


def _may_hold_records(shape: Shape) -> bool:
    if isinstance(shape, EitherShape):
        return any(_may_hold_records(member) for member in shape.members)
    if isinstance(shape, ListShape):
        return _may_hold_records(shape.items)
    return isinstance(shape, RecordShape) or (isinstance(shape, MapShape) and _may_hold_records(shape.values))


def _may_hold_marked(shape: Shape) -> bool:
    if isinstance(shape, EitherShape):
        return any(_may_hold_marked(member) for member in shape.members)
    if isinstance(shape, ListShape):
        return _may_hold_marked(shape.items)
    if isinstance(shape, TextShape):
        return bool(shape.markers)
    return isinstance(shape, (MapShape, RecordShape))
