"""What the model refuses, said in our words at the right line.

Of pydantic's errors only the kind and the way to the value are used: what was wanted is read from the
model's shapes, what was found from the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, error
from generator.load import Raw, RawList, RawMap, RawScalar, shown
from generator.model import Record, StepDetail
from generator.model.shapes import (
    EitherShape,
    FieldShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from generator.model.walk import Path
from generator.validate.meant import meant_field
from generator.validate.numbers import fits
from generator.validate.places import KeyAndValue, key_place, place_of, raw_at
from generator.validate.slips import slip
from generator.validate.words import article, field_list, field_words, found, noun, wanted
from generator.when import Duration, parse

#: What an example can show as it is.
_PLAIN = (str, int, float)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the model: the way to it, what it wants, the field and the record that it is part of."""

    path: Path
    shape: Shape
    field: FieldShape | None
    record: type[Record]


def misfits(
    problem: ValidationError, record: type[Record], entry: KeyAndValue, most: int
) -> Iterator[tuple[Path, Diagnostic | None]]:
    """The first `most` places where an entry does not fit its record, each once, with the way there.

    A field that is missing only because its name was misspelt has no diagnostic of its own.
    """
    spots: dict[Path, tuple[str, _Spot]] = {}
    for detail in problem.errors(include_url=False, include_context=False, include_input=False)[:most]:
        spot = _spot(detail["loc"], record)
        spots.setdefault(spot.path, (detail["type"], spot))
    misspelt = {_meant_by(spot, entry) for kind, spot in spots.values() if kind == "extra_forbidden"}
    for path, (kind, spot) in spots.items():
        is_told = kind == "missing" and path in misspelt
        yield path, None if is_told else _diagnostic(kind, spot, entry)


def _diagnostic(kind: str, spot: _Spot, entry: KeyAndValue) -> Diagnostic:
    if kind == "extra_forbidden":
        return _unknown_key(spot, entry)
    standing = raw_at(entry, spot.path)
    if kind == "missing":
        return _missing(spot, entry, standing)
    if standing is None or (isinstance(standing[1], RawScalar) and standing[1].is_empty):
        return _empty_item(spot, entry)
    return _misfit(spot, entry, standing[1])


def _spot(loc: tuple[str | int, ...], record: type[Record]) -> _Spot:
    """Follows an error's way through the shapes; the names of union members in it are no part of ours."""
    shape: Shape = RecordShape(record)
    field, inside = None, record
    path: list[str | int] = []
    for step in loc:
        if isinstance(shape, EitherShape):
            # The member that pydantic tried. Of simple ones none fits, so all are wanted.
            long = next((member for member in shape.members if isinstance(member, RecordShape)), None)
            if long is None or step != "long":
                break
            shape = long
            continue
        if isinstance(shape, RecordShape):
            inside = shape.record
            field = fields_of(inside).get(str(step))
            shape = field.shape if field else TextShape()
        elif isinstance(shape, ListShape):
            shape = shape.items
        elif isinstance(shape, MapShape):
            shape = shape.values
        else:
            break
        path.append(step)
    return _Spot(tuple(path), shape, field, inside)


def _meant_by(spot: _Spot, entry: KeyAndValue) -> Path | None:
    """The way to the field that an unknown key was probably meant to be."""
    standing = raw_at(entry, spot.path)
    near = meant_field(str(spot.path[-1]), standing[1] if standing else None, spot.record)
    return (*spot.path[:-1], near) if near else None


def _unknown_key(spot: _Spot, entry: KeyAndValue) -> Diagnostic:
    key = str(spot.path[-1])
    where = f" in {field_words(spot.path[:-1])}" if spot.path[:-1] else ""
    message = f"`{shown(key)}`{where} is not a field of {article(noun(spot.record))}."
    return error("unknown-key", message, key_place(entry, spot.path), _instead(spot, entry))


def _instead(spot: _Spot, entry: KeyAndValue) -> str:
    """What to write for a field that there is not."""
    key = str(spot.path[-1])
    standing = raw_at(entry, spot.path)
    value = standing[1] if standing else None
    if owner := _emptied(spot, entry):
        return f"If it belongs to `{owner}`, indent it by two more spaces than `{owner}`."
    if meant := _meant_by(spot, entry):
        if spot.record is StepDetail and isinstance(value, RawList):
            return f"Write `text: {shown(key)}`, and on the next line `steps:` with the steps inside it."
        if raw_at(entry, meant):
            return f"`{meant[-1]}` is there already; delete one of the two."
        return f"Did you mean `{meant[-1]}`?"
    if len(spot.path) == 1 and isinstance(value, RawMap) and value.get("title"):
        above = entry[0].text
        return f"If it is one more {noun(spot.record)}, line it up with `{shown(above)}`, and its fields too."
    return f"Its fields are: {field_list(spot.record)}."


def _emptied(spot: _Spot, entry: KeyAndValue) -> str | None:
    """The field without a value whose record has what stands beside it."""
    around = raw_at(entry, spot.path[:-1])
    if around is None or not isinstance(around[1], RawMap):
        return None
    standing = ((field, around[1].get(name)) for name, field in fields_of(spot.record).items())
    emptied = (
        found[0]
        for field, found in standing
        if found and _is_nothing(found[1]) and spot.path[-1] in _parts(field.shape)
    )
    return next((key.text for key in sorted(emptied, key=lambda key: key.location)), None)


def _is_nothing(value: Raw) -> bool:
    return isinstance(value, RawScalar) and value.is_empty


def _parts(shape: Shape) -> frozenset[str]:
    """The fields of the record that a field may hold; empty where it holds none."""
    members = shape.members if isinstance(shape, EitherShape) else (shape,)
    return frozenset(
        key for member in members if isinstance(member, RecordShape) for key in fields_of(member.record)
    )


def _missing(spot: _Spot, entry: KeyAndValue, standing: KeyAndValue | None) -> Diagnostic:
    key = str(spot.path[-1])
    where = f" in {field_words(spot.path[:-1])}" if spot.path[:-1] else ""
    state = "is empty" if standing else "is missing"
    message = f"`{key}`{where} {state}, and {article(noun(spot.record))} needs it."
    return error("missing-field", message, key_place(entry, spot.path), _example(spot))


def _empty_item(spot: _Spot, entry: KeyAndValue) -> Diagnostic:
    message = f"{_capital(field_words(spot.path))} is empty."
    hint = "Write something there, or delete the line."
    return error("missing-field", message, place_of(entry, spot.path), hint)


def _misfit(spot: _Spot, entry: KeyAndValue, raw: Raw) -> Diagnostic:
    message = f"{_capital(field_words(spot.path))} must be {wanted(spot.shape)}, not {found(raw)}."
    hint = _in_minutes(spot, raw) or slip(spot.shape, raw) or _example(spot)
    return error("bad-value", message, place_of(entry, spot.path), hint)


def _in_minutes(spot: _Spot, raw: Raw) -> str:
    """The minutes of a length in another unit; empty where it is none, or none in whole minutes."""
    if spot.path[-1] != "minutes" or not isinstance(raw, RawScalar):
        return ""
    length = parse(raw.text, "duration")
    if not isinstance(length, Duration) or not isinstance(spot.shape, NumberShape):
        return ""
    minutes = length.delta / timedelta(minutes=1)
    return f"Write the number alone: {minutes:.0f}" if fits(minutes, spot.shape) else ""


def _example(spot: _Spot) -> str:
    if spot.field is None:
        return ""
    example = spot.field.example
    parts = list(example.items()) if isinstance(example, dict) else []
    if isinstance(spot.shape, RecordShape) and parts and all(isinstance(part, _PLAIN) for _, part in parts):
        example = f"{{{', '.join(f'{key}: {part}' for key, part in parts)}}}"
    written = f" Example: `{spot.field.key}: {example}`." if isinstance(example, _PLAIN) else ""
    return f"{spot.field.description}{written}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
