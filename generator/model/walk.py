"""Every marked value of a record, with the way to it: what later stages parse, resolve and render.

The way to a value is written as in the YAML: `("actions", "fix", "away", 0, "from")`.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from generator.model.base import Address, Plain, Record, RefTo, Rich, When

Marker = Plain | Rich | When | RefTo | Address
Path = tuple[str | int, ...]

_MARKERS = (Plain, Rich, When, RefTo, Address)


class Found(NamedTuple):
    """One marked text. The key of a map is found under the path of its own entry."""

    path: Path
    marker: Marker
    value: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a field's annotation says: markers of its text, of its items, of its keys and values."""

    markers: tuple[Marker, ...] = ()
    records: bool = False
    items: _Shape | None = None
    keys: _Shape | None = None
    values: _Shape | None = None


def fields(record: Record) -> Iterator[Found]:
    """All marked texts of a record and of all that it holds, in the order of its fields.

    A text with two markers (a link's address that is also shown) is found once for each.
    """
    found: list[Found] = []
    _walk_record(record, (), found)
    return iter(found)


def _walk_record(record: Record, path: Path, found: list[Found]) -> None:
    for attribute, key, shape in _shapes(type(record)):
        value = getattr(record, attribute)
        if value:
            _walk(value, shape, (*path, key), found)


def _walk(value: object, shape: _Shape, path: Path, found: list[Found]) -> None:
    if isinstance(value, str):
        found.extend([Found(path, marker, value) for marker in shape.markers])
    elif isinstance(value, Record):
        _walk_record(value, path, found)
    elif isinstance(value, tuple) and shape.items:
        for index, item in enumerate(value):
            _walk(item, shape.items, (*path, index), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            if shape.keys:
                _walk(key, shape.keys, (*path, key), found)
            if shape.values:
                _walk(item, shape.values, (*path, key), found)


@cache
def markers_of(model: type[Record], attribute: str) -> tuple[Marker, ...]:
    """The markers of one field: of its text, or of the texts that its list or map holds."""
    for name, _, shape in _shapes(model):
        if name == attribute:
            inner = shape.items or shape.values
            return shape.markers or (inner.markers if inner else ())
    return ()


@cache
def _shapes(model: type[Record]) -> tuple[tuple[str, str, _Shape], ...]:
    """Attribute, key in the YAML and shape of each field that can hold something marked."""
    shapes = (
        (name, field.alias or name, _shape(field.annotation, tuple(field.metadata)))
        for name, field in model.model_fields.items()
    )
    return tuple((name, key, shape) for name, key, shape in shapes if shape != _Shape())


def _shape(annotation: Any, metadata: tuple[object, ...] = ()) -> _Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, types.UnionType):
        return _merged([_shape(member, metadata) for member in arguments])
    if origin is tuple:
        return _Shape(items=_some(_shape(arguments[0])))
    if origin is dict:
        return _Shape(keys=_some(_shape(arguments[0])), values=_some(_shape(arguments[1])))
    if annotation is str:
        return _Shape(markers=tuple(item for item in metadata if isinstance(item, _MARKERS)))
    return _Shape(records=isinstance(annotation, type) and issubclass(annotation, Record))


def _some(shape: _Shape) -> _Shape | None:
    return shape if shape != _Shape() else None


def _merged(members: list[_Shape]) -> _Shape:
    """A union holds one of its members; the value's own type later says which."""
    return _Shape(
        markers=tuple(dict.fromkeys(marker for member in members for marker in member.markers)),
        records=any(member.records for member in members),
        items=next((member.items for member in members if member.items), None),
        keys=next((member.keys for member in members if member.keys), None),
        values=next((member.values for member in members if member.values), None),
    )
