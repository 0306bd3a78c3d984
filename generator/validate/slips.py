"""How to mend what people typically type for a value that its field cannot hold."""

from __future__ import annotations

import json
import re

from generator.load import Raw, RawList, RawMap, RawScalar, shown
from generator.model import RefTo, Rich
from generator.model.ids import nearest, short_id
from generator.model.shapes import (
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from generator.validate.numbers import money_slip, number_slip
from generator.validate.words import LEAVE_OUT, is_unknown

_BULLET = re.compile(r"(?P<sign>[-\u2022\u2013\u2014*\u00b7])\s*|[0-9]{1,2}[.)]\s+")
_NEXT_NUMBER = re.compile(r"\s[0-9]{1,2}[.)]\s")
_PHONE = re.compile(r"(?:tel:)?\+?[0-9(][0-9 ()./-]{5,}")
_MAIL = re.compile(r"[^\s@:]+@[^\s@]+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
#: No list that somebody typed as a text is longer.
_LONGEST_LOOK = 500
#: The most characters of a map that a hint repeats.
_LONGEST_MAP = 150
_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")

#: Words for a choice that are nothing like it.
_CHOICES = {
    "\u2265": ">=",
    "\u2264": "<=",
    "==": "=",
    "at least": ">=",
    "at most": "<=",
    "more than": ">",
    "less than": "<",
    **dict.fromkeys(("complete", "completed", "finish", "finished", "resolved", "fixed"), "done"),
    **dict.fromkeys(("begin", "begun", "began", "in progress", "ongoing"), "started"),
    **dict.fromkeys(("cancelled", "canceled", "abandoned"), "dropped"),
    **dict.fromkeys(("told", "published", "announced", "posted"), "sent"),
    **dict.fromkeys(("value", "reading"), "measured"),
    **dict.fromkeys(("comment", "info"), "note"),
}


def slip(shape: Shape, raw: Raw) -> str:
    """How to mend it; empty when it is nothing typical."""
    if isinstance(raw, RawScalar):
        return LEAVE_OUT if is_unknown(raw.text) else _of_scalar(shape, raw)
    if isinstance(raw, RawList):
        return _of_list(shape, raw)
    if raw.flow and isinstance(shape, (TextShape, EitherShape)):
        return "If the text starts with a bracket, put quotes around the whole text."
    return _one_map(shape.items, raw) if isinstance(shape, ListShape) else ""


def _of_scalar(shape: Shape, raw: RawScalar) -> str:
    match shape:
        case NumberShape():
            return number_slip(raw, shape)
        case ListShape(items=items):
            return _one_item(items, raw.text[:_LONGEST_LOOK])
        case FlagShape():
            return "Write true or false, without quotes."
        case TextShape(choices=choices):
            return _choice_slip(raw.text, choices)
        case RecordShape():
            return _in_a_record(shape, raw)
    return ""


def _of_list(shape: Shape, raw: RawList) -> str:
    if isinstance(shape, (TextShape, EitherShape)):
        markers = shape.markers if isinstance(shape, TextShape) else ()
        first = raw.items[0] if raw.items else None
        if any(isinstance(marker, RefTo) for marker in markers) and isinstance(first, RawScalar):
            return f"Name one, by its id alone: `{short_id(first.text)}`."
        if raw.flow:
            return "If the text starts with a bracket, put quotes around the whole text."
        if any(isinstance(marker, Rich) for marker in markers):
            return "Put a | after the colon: the lines below it are then one text, dashes and all."
        return "Write one text."
    if isinstance(shape, MapShape) and isinstance(shape.values, RecordShape):
        return (
            f"Give each an id and a colon instead of its dash: `{_first_id(raw)}:`, with its fields indented "
            "below."
        )
    if isinstance(shape, (MapShape, RecordShape)):
        return "Write names with a colon after them below it, instead of dashes."
    return ""


def _first_id(raw: RawList) -> str:
    """The id that the first item could have: of its title, or of its text."""
    first = raw.items[0] if raw.items else None
    if isinstance(first, RawMap):
        title = first.get("title")
        first = title[1] if title else None
    return short_id(first.text) if isinstance(first, RawScalar) and first.text.strip() else "its-id"


def _one_item(items: Shape, text: str) -> str:
    """A text where a list of texts, ids or records is wanted."""
    text = text[:_LONGEST_LOOK]
    if bullet := _BULLET.match(text):
        rest, sign = text[bullet.end() :], bullet["sign"]
        rest = (re.split(rf" [\u2022\u00b7{re.escape(sign)}]", rest) if sign else _NEXT_NUMBER.split(rest))[0]
        return f"Write one item a line, each after a dash and a space: `- {shown(rest)}`"
    if isinstance(items, TextShape) and any(
        isinstance(marker, RefTo) and not marker.qualified for marker in items.markers
    ):
        ids = ", ".join(short_id(part) for part in _BETWEEN.split(text) if part)
        return f"Write ids in brackets, with commas between them: `[{shown(ids)}]`"
    if isinstance(items, RecordShape) and (inside := _fields_for(items, text)):
        return f"Write it on a line of its own below the key: `- {inside}`"
    return f"Move it to a line of its own below the key, after a dash: `- {shown(text)}`"


def _one_map(items: Shape, raw: RawMap) -> str:
    """One map where a list of maps is wanted; names with values where it is a list of texts."""
    members = items.members if isinstance(items, EitherShape) else (items,)
    records = [member for member in members if isinstance(member, RecordShape)]
    if not any(key.text in fields_of(member.record) for member in records for key, _ in raw.entries):
        return "Start each item with a dash and a space: `- `."
    if raw.flow:
        written = _typed_map(raw)
        if len(written) > _LONGEST_MAP:
            return "Put [ before its { and ] after its }."
        return f"Put [ ] around it: `[{written}]`"
    first = raw.entries[0][0].text
    return f"Put a dash and a space before its first field, `- {first}:`, and line the others up below it."


def _typed_map(raw: RawMap) -> str:
    """A map as it stands between braces."""
    pairs = (f"{key.text}: {_typed_value(value)}" for key, value in raw.entries)
    return f"{{{', '.join(pairs)}}}"


def _typed_value(raw: Raw) -> str:
    match raw:
        case RawScalar(quoted=True):
            return json.dumps(raw.text, ensure_ascii=False)
        case RawScalar():
            return raw.text
        case RawMap():
            return _typed_map(raw)
        case RawList():
            return f"[{', '.join(map(_typed_value, raw.items))}]"


def _in_a_record(shape: RecordShape, raw: RawScalar) -> str:
    fields = fields_of(shape.record)
    if {"value", "currency"} <= set(fields):
        return money_slip(raw.text)
    first = next(iter(fields.values()))
    if isinstance(first.shape, NumberShape) and not isinstance(raw.value, (str, bool)):
        rest = ", ".join(f"{key}: ..." for key in fields if key != first.key)
        return f"Write it as `{{{', '.join(filter(None, (f'{first.key}: {raw.text}', rest)))}}}`."
    inside = _fields_for(shape, raw.text)
    return f"Write it as `{inside}`." if inside else ""


def _fields_for(shape: RecordShape, text: str) -> str:
    """A telephone number or an address as the fields of a contact or a link; empty for anything else."""
    fields = fields_of(shape.record)
    if "call" in fields and _PHONE.fullmatch(text):
        return f'{{call: "{shown(text.removeprefix("tel:"))}"}}'
    if "email" in fields and _MAIL.fullmatch(text):
        return f"{{email: {shown(text)}}}"
    if _URL.fullmatch(text):
        address = f"https://{text}" if text.lower().startswith("www.") else text
        if "url" in fields:
            return f"{{title: ..., url: {shown(address)}}}"
        if "link" in fields:
            return f"{{link: {shown(address)}}}"
    return ""


def _choice_slip(text: str, choices: tuple[str, ...]) -> str:
    """`=>` for `>=` is no nearer to it than to `>`, so the same characters count first."""
    turned = next((choice for choice in choices if sorted(choice) == sorted(text)), None)
    meant = _CHOICES.get(text.strip().lower())
    if near := turned or (meant if meant in choices else None) or nearest(text.lower(), choices):
        return f"Did you mean `{_typed(near)}`?"
    return f"Write one of: {', '.join(map(_typed, choices))}."


def _typed(choice: str) -> str:
    """A choice as a data file can hold it."""
    return f'"{choice}"' if choice.startswith(">") else choice
