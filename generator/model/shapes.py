"""What each field of a record may hold, read once from its annotation.

`walk` finds marked texts with it, `validate` brings raw values into shape with it, `schema` writes
it down for editors: one reading of the annotations for all three.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.base import Address, Id, Plain, Record, RefTo, Rich, When

Marker = Plain | Rich | Id | When | RefTo | Address


@dataclass(frozen=True, slots=True)
class TextShape:
    """Text; with `choices`, one of them."""

    markers: tuple[Marker, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A number, or a whole one, within bounds (None: no bound)."""

    whole: bool
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class FlagShape:
    """True or false."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list of items of one shape."""

    items: Shape


@dataclass(frozen=True, slots=True)
class MapShape:
    """A map whose keys the author chooses."""

    keys: TextShape
    values: Shape


@dataclass(frozen=True, slots=True)
class RecordShape:
    """A map whose keys are a record's fields."""

    record: type[Record]


@dataclass(frozen=True, slots=True)
class EitherShape:
    """One of several shapes, which differ so much that the value itself says which."""

    members: tuple[Shape, ...]


Shape = TextShape | NumberShape | FlagShape | ListShape | MapShape | RecordShape | EitherShape


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field: its name in Python, its key in the YAML, what it may hold and what an editor shows."""

    attribute: str
    key: str
    shape: Shape
    required: bool
    description: str
    example: Any
    default: Any


@cache
def fields_of(record: type[Record]) -> dict[str, FieldShape]:
    """The fields of a record by their key in the YAML, in the order of the class."""
    found = {}
    for name, info in record.model_fields.items():
        key = info.alias or name
        found[key] = FieldShape(
            attribute=name,
            key=key,
            shape=shape_of(info.annotation, info.metadata),
            required=info.is_required(),
            description=info.description or "",
            example=(info.examples or [None])[0],
            default=None if info.is_required() else info.get_default(),
        )
    return found


def shape_of(annotation: Any, metadata: Iterable[object] = ()) -> Shape:
    """The shape that an annotation of the model describes; None among the members is left out."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    details = tuple(_flat(metadata))
    if origin is Annotated:
        return shape_of(arguments[0], (*arguments[1:], *details))
    if origin in (Union, types.UnionType):
        members = [shape_of(member, details) for member in arguments if member is not type(None)]
        return members[0] if len(members) == 1 else _either(members)
    if origin is Literal:
        return TextShape(choices=arguments)
    if origin is tuple:
        return ListShape(shape_of(arguments[0]))
    if origin is dict:
        keys = shape_of(arguments[0])
        return MapShape(keys if isinstance(keys, TextShape) else TextShape(), shape_of(arguments[1]))
    return _leaf(annotation, details)


def _leaf(annotation: Any, details: tuple[object, ...]) -> Shape:
    if annotation is str:
        return TextShape(markers=tuple(item for item in details if isinstance(item, Marker)))
    if annotation is bool:
        return FlagShape()
    if annotation in (int, float):
        return NumberShape(annotation is int, _bound(details, "ge"), _bound(details, "le"))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return RecordShape(annotation)
    message = f"the model holds an annotation that no shape describes: {annotation!r}"
    raise TypeError(message)


def _either(members: list[Shape]) -> Shape:
    """`int | float` is one shape, a number."""
    numbers = [member for member in members if isinstance(member, NumberShape)]
    others = tuple(member for member in members if not isinstance(member, NumberShape))
    if len(numbers) < 2:
        return EitherShape(tuple(members))
    number = NumberShape(whole=False, least=numbers[0].least, most=numbers[0].most)
    return EitherShape((number, *others)) if others else number


def _bound(details: tuple[object, ...], name: str) -> int | None:
    return next((getattr(item, name) for item in details if hasattr(item, name)), None)


def _flat(metadata: Iterable[object]) -> Iterator[object]:
    """`Field(ge=1)` inside a nested `Annotated` keeps its bounds in a metadata of its own."""
    for item in metadata:
        if isinstance(item, FieldInfo):
            yield from item.metadata
        else:
            yield item
