"""Raw values in the shapes that the model asks for: spelling for text, tuples for lists, no nulls.

What does not fit is passed on as it is, so that the model's own validation finds it. Only the slips
that a later look could not tell from something else are reported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics import Diagnostic, error, warning
from generator.load import Raw, RawList, RawMap, RawScalar, shown
from generator.model import Record, Rich
from generator.model.shapes import (
    EitherShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)

#: How the rest of a sentence goes on after a comma.
_CONTINUATION = re.compile(r"(?:and|or|but|then|so|because|which|who)\b")
_THOUSANDS = re.compile(r"[0-9]{3}\b")


class Converter:
    """Brings raw values into shape; `problems` gathers what it noticed on the way."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []

    def record(self, raw: RawMap, record: type[Record]) -> dict[str, object]:
        """The fields of a record; what is empty is left out, what is unknown stays for the model."""
        fields = fields_of(record)
        converted: dict[str, object] = {}
        for key, value in raw.entries:
            field = fields.get(key.text)
            if field is None and _is_reported(raw, value):
                continue
            inner = self.value(value, field.shape) if field else ()
            if inner is not None:
                converted[key.text] = inner
        return converted

    def value(self, raw: Raw, shape: Shape) -> object:
        """A raw value as the shape wants it, or something that the model refuses."""
        if isinstance(shape, EitherShape):
            shape = _member(raw, shape)
        if isinstance(raw, RawScalar):
            return _scalar(raw, shape)
        if isinstance(raw, RawList):
            return self._list(raw, shape)
        return self._map(raw, shape)

    def _list(self, raw: RawList, shape: Shape) -> object:
        if not isinstance(shape, ListShape):
            return ()
        if raw.flow and _is_prose(shape.items):
            self.problems.extend(_split_by_commas(raw))
        return tuple(self.value(item, shape.items) for item in raw.items)

    def _map(self, raw: RawMap, shape: Shape) -> object:
        if isinstance(shape, RecordShape):
            return self.record(raw, shape.record)
        if isinstance(shape, MapShape):
            return {key.text: self.value(value, shape.values) for key, value in raw.entries}
        if not isinstance(shape, TextShape) or not (sentence := _sentence(raw)):
            return {}
        if not _is_reported(raw, raw.entries[0][1]):
            self.problems.append(
                error(
                    "unquoted-colon",
                    f"A colon followed by a space makes `{shown(raw.entries[0][0].text)}` a key, not a text.",
                    raw.entries[0][0].location,
                    f'Put quotes around the text: "{sentence}"',
                )
            )
        return sentence


def _scalar(raw: RawScalar, shape: Shape) -> object:
    if raw.is_empty:
        return None
    return raw.text if isinstance(shape, TextShape) else raw.value


def _member(raw: Raw, shape: EitherShape) -> Shape:
    """The member of a union that the value means."""
    texts = [member for member in shape.members if isinstance(member, TextShape)]
    records = [member for member in shape.members if isinstance(member, RecordShape)]
    if isinstance(raw, RawMap) and records:
        is_sentence = texts and _sentence(raw) and raw.entries[0][0].text not in fields_of(records[0].record)
        return texts[0] if is_sentence else records[0]
    numbers = [member for member in shape.members if isinstance(member, NumberShape)]
    if numbers and isinstance(raw, RawScalar) and isinstance(raw.value, (int, float)) and not raw.quoted:
        return texts[0] if isinstance(raw.value, bool) else numbers[0]
    return texts[0]


def _sentence(raw: RawMap) -> str:
    """`Plan: power` was typed as one text; a map with more keys, or with a list in it, was not."""
    match raw.entries:
        case ((key, RawScalar() as value),):
            return shown(f"{key.text}: {value.text}".rstrip())
    return ""


def _is_reported(raw: RawMap, value: Raw) -> bool:
    """`{rate}`, or a comma's second half inside `{ }`: the loader has told of it already."""
    return raw.flow and isinstance(value, RawScalar) and not value.text and not value.quoted


def _is_prose(shape: Shape) -> bool:
    if isinstance(shape, EitherShape):
        return any(_is_prose(member) for member in shape.members)
    return isinstance(shape, TextShape) and any(isinstance(marker, Rich) for marker in shape.markers)


def _split_by_commas(raw: RawList) -> Iterator[Diagnostic]:
    """Items of a prose list in `[ ]` that read as the rest of the item before them."""
    items = [item for item in raw.items if isinstance(item, RawScalar)]
    if len(items) != len(raw.items):
        return
    for before, item in pairwise(items):
        if before.quoted or item.quoted or not before.text or not item.text:
            continue
        goes_on = items[0].text[0].isupper() and item.text[0].islower()
        cut_number = before.text[-1].isdigit() and _THOUSANDS.match(item.text)
        if goes_on or cut_number or _CONTINUATION.match(item.text):
            yield warning(
                "comma-in-list",
                f"`{shown(item.text)}` is an item of its own here: inside [ ] a comma splits a text.",
                item.location,
                "If it belongs to the text before it, write one item a line, each after a dash.",
            )
