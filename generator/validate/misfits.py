"""What the model refuses, said in our words at the right line.

Of pydantic's errors only the kind and the way to the value are used: what was wanted is read from the
model's shapes, what was found from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, error
from generator.load import Raw, RawList, RawMap, RawScalar, shown
from generator.model import Record
from generator.model.ids import nearest
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
from generator.model.walk import Path
from generator.validate.places import KeyAndValue, key_place, place_of, raw_at
from generator.validate.words import article, field_list, field_words, found, noun, wanted
from generator.when import Duration, parse

#: What an example can show as it is.
_PLAIN = (str, int, float)
_NUMBER_WITH_UNIT = re.compile(r"\s*([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(\S.*)?")
#: One comma, which many languages write for the decimal point; before three digits it parts thousands.
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,(?![0-9]{3}\Z)[0-9]+")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|[-+]?[0-9]+(?:\.[0-9]+)?")
#: What people write for noughts.
_MULTIPLES = {
    **dict.fromkeys(("k", "thousand"), 1_000),
    **dict.fromkeys(("mn", "million", "millions"), 1_000_000),
    **dict.fromkeys(("bn", "billion", "billions"), 1_000_000_000),
}
#: A million, a metre or a minute.
_AMBIGUOUS = "m"
_BULLETS = ("-", "\u2022", "\u2013", "\u2014", "*")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the model: the way to it, what it wants, the field and the record that it is part of."""

    path: Path
    shape: Shape
    field: FieldShape | None
    record: type[Record]


def misfits(
    problem: ValidationError, record: type[Record], entry: KeyAndValue
) -> Iterator[tuple[Path, Diagnostic]]:
    """Every place where an entry does not fit its record, once, with the way there."""
    seen = set()
    for detail in problem.errors(include_url=False, include_context=False, include_input=False):
        spot = _spot(detail["loc"], record)
        if spot.path not in seen:
            seen.add(spot.path)
            yield spot.path, _diagnostic(detail["type"], spot, entry)


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


def _unknown_key(spot: _Spot, entry: KeyAndValue) -> Diagnostic:
    key = str(spot.path[-1])
    fields = fields_of(spot.record)
    near = nearest(key, fields)
    where = f" in {field_words(spot.path[:-1])}" if spot.path[:-1] else ""
    hint = f"Did you mean `{near}`?" if near else f"Its fields are: {field_list(spot.record)}."
    message = f"`{shown(key)}`{where} is not a field of {article(noun(spot.record))}."
    return error("unknown-key", message, key_place(entry, spot.path), hint)


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
    hint = _in_minutes(spot, raw) or _slip(spot.shape, raw) or _example(spot)
    return error("bad-value", message, place_of(entry, spot.path), hint)


def _in_minutes(spot: _Spot, raw: Raw) -> str:
    """The minutes of a length in another unit; empty where it is none, or none in whole minutes."""
    if spot.path[-1] != "minutes" or not isinstance(raw, RawScalar):
        return ""
    length = parse(raw.text, "duration")
    if not isinstance(length, Duration) or not isinstance(spot.shape, NumberShape):
        return ""
    minutes = length.delta / timedelta(minutes=1)
    return f"Write the number alone: {minutes:.0f}" if _fits(minutes, spot.shape) else ""


def _slip(shape: Shape, raw: Raw) -> str:
    """How to mend what people typically type; empty when it is nothing typical."""
    if isinstance(raw, RawScalar):
        if isinstance(shape, NumberShape):
            return _number_slip(raw, shape)
        if isinstance(shape, ListShape):
            return _list_slip(raw)
        if isinstance(shape, FlagShape):
            return "Write true or false, without quotes."
        if isinstance(shape, TextShape):
            return _choice_slip(raw, shape.choices)
    elif raw.flow and isinstance(shape, (TextShape, EitherShape)):
        return "If the text starts with a bracket, put quotes around the whole text."
    elif isinstance(raw, RawList) and isinstance(shape, (MapShape, RecordShape)):
        return "Write names with a colon after them below it, instead of dashes."
    elif isinstance(raw, RawMap) and isinstance(shape, ListShape):
        return "Start each item with a dash and a space: `- `."
    return ""


def _number_slip(raw: RawScalar, shape: NumberShape) -> str:
    match = _NUMBER_WITH_UNIT.fullmatch(raw.text)
    if match is None:
        return ""
    unit = match[2]
    is_decimal = _DECIMAL_COMMA.fullmatch(match[1]) is not None
    digits = match[1].replace(",", "." if is_decimal else "")
    # A likelihood of "60%" is not mended by writing 60: what does not fit either is no advice.
    if not (is_decimal or _THOUSANDS.fullmatch(match[1])) or not _fits(float(digits), shape):
        return ""
    if unit and (word := unit.strip().lower()) in (*_MULTIPLES, _AMBIGUOUS):
        whole = round(float(digits) * _MULTIPLES.get(word, 1_000_000), 6)
        return f"Write the number in full: {whole:.15g}" if word in _MULTIPLES and _fits(whole, shape) else ""
    if is_decimal:
        return f"Write it with a decimal point: {shown(digits)}"
    if unit:
        return f"Write the number alone: {shown(digits)}"
    if raw.quoted:
        return f"Write it without quotes: {shown(digits)}"
    return f"Write it without commas: {shown(digits)}" if "," in raw.text else ""


def _fits(number: float, shape: NumberShape) -> bool:
    if shape.whole and not number.is_integer():
        return False
    return (shape.least is None or number >= shape.least) and (shape.most is None or number <= shape.most)


def _choice_slip(raw: RawScalar, choices: tuple[str, ...]) -> str:
    """`=>` for `>=` is no nearer to it than to `>`, so the same characters count first."""
    turned = next((choice for choice in choices if sorted(choice) == sorted(raw.text)), None)
    if near := turned or nearest(raw.text, choices):
        return f"Did you mean `{near}`?"
    return f"Write one of: {', '.join(choices)}."


def _list_slip(raw: RawScalar) -> str:
    if raw.text.startswith(_BULLETS):
        return "Write one item a line, each after a dash and a space: `- `."
    return f"Move it to a line of its own below the key, after a dash: `- {shown(raw.text)}`"


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
