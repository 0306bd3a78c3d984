"""A record with its marked texts changed: references to what is withheld, for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from generator.model.base import Record, RefTo
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
from generator.model.walk import Path, marked

R = TypeVar("R", bound=Record)

#: From the way to a text (as `walk` writes it), its markers and the text itself to what stands there then.
Change = Callable[[Path, tuple[Marker, ...], str], str]


def rewritten(record: R, change: Change) -> R:
    """The record with each marked text as `change` makes it; names that become one are one in a list."""
    return cast("R", _record(record, (), change))


def _record(record: Record, path: Path, change: Change) -> Record:
    found = {}
    for attribute, key, shape in marked(type(record)):
        before = getattr(record, attribute)
        after = _value(before, shape, (*path, key), change) if before else before
        if after != before:
            found[attribute] = after
    return record.model_copy(update=found) if found else record


def _value(value: Any, shape: Shape, path: Path, change: Change) -> Any:
    if isinstance(shape, EitherShape):
        for member in shape.members:
            value = _value(value, member, path, change)
    elif isinstance(shape, TextShape) and isinstance(value, str) and shape.markers:
        return change(path, shape.markers, value)
    elif isinstance(shape, RecordShape) and isinstance(value, Record):
        return _record(value, path, change)
    elif isinstance(shape, ListShape) and isinstance(value, tuple):
        return _items(value, shape, path, change)
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        return {
            _value(key, shape.keys, (*path, key), change): _value(item, shape.values, (*path, key), change)
            for key, item in value.items()
        }
    return value


def _items(value: tuple[Any, ...], shape: ListShape, path: Path, change: Change) -> tuple[Any, ...]:
    found: list[Any] = []
    changed: list[Any] = []
    for index, item in enumerate(value):
        after = _value(item, shape.items, (*path, index), change)
        if after != item and _names_something(shape.items):
            if after in changed:
                continue
            changed.append(after)
        found.append(after)
    return tuple(found)


def _names_something(shape: Shape) -> bool:
    """Whether it is a name, or holds one alone: of such items none tells how many there were."""
    if isinstance(shape, EitherShape):
        return any(map(_names_something, shape.members))
    if isinstance(shape, RecordShape):
        return any(_names_something(field.shape) for field in fields_of(shape.record).values())
    return isinstance(shape, TextShape) and any(isinstance(marker, RefTo) for marker in shape.markers)
