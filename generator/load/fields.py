"""What is wrong with a field when it joins the others of its map: no key, a key again, no value."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, Location, error
from generator.load.characters import shown
from generator.load.raw import Raw, RawScalar
from generator.load.scalars import resolve

#: A field inside braces without the space that makes it one; a time of day and an address are none.
_GLUED = re.compile(r"(?P<key>[a-z_]+):(?P<value>[^\s:/].*)")

_DIGITS = re.compile("-?[0-9]+")

#: So many digits behind a comma are thousands.
_THOUSANDS = 3


def bad_key(value: Raw) -> str:
    """What is wrong with a value that stands where a key is expected; empty where nothing is."""
    if not isinstance(value, RawScalar):
        return "A list or a map stands here where a key is expected."
    if not value.text:
        return "A key is missing before the colon."
    return ""


def is_nothing(value: Raw) -> bool:
    """Whether a key has no value."""
    return isinstance(value, RawScalar) and value.is_empty


def twice(key: RawScalar, first: Location) -> Diagnostic:
    """The error of a key that stands a second time."""
    return error(
        "duplicate-key",
        f"`{shown(key.text)}` stands twice in the same place: here and on line {first.line}.",
        key.location,
        f"Keep one of the two (the other is at {first.file}:{first.line}:{first.column}).",
    )


def another(again: list[str], place: Location, entries: dict[str, tuple[RawScalar, Raw]]) -> Diagnostic:
    """So many fields anew are another entry, whose id was deleted or never typed."""
    first = entries[again[0]][0].location
    return error(
        "duplicate-key",
        f"`{again[0]}` and {len(again) - 1} more fields stand twice in one entry, as if another began here; "
        f"the first of them is on line {first.line}.",
        place,
        "Write its id and a colon above, in the column of the other ids, such as `new-id:`.",
    )


def glued_field(key: RawScalar) -> tuple[RawScalar, RawScalar] | None:
    """`value:8`, which YAML takes for one word: the key and the value that were meant."""
    match = None if key.quoted else _GLUED.fullmatch(key.text)
    if match is None:
        return None
    value, quoted = match["value"], False
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value, quoted = value[1:-1], True
    meant = RawScalar(match["key"], match["key"], quoted=False, location=key.location)
    return meant, RawScalar(value if quoted else resolve(value), value, quoted, key.location)


def no_space(key: RawScalar, value: RawScalar, place: Location) -> Diagnostic:
    """The error of a key and a value that were read as one word, which stands at `place`."""
    written = f'"{value.text}"' if value.quoted else value.text
    return error(
        "no-space-after-colon",
        f"There is no space after the colon of `{key.text}`.",
        place,
        f"Write `{key.text}: {shown(written)}`.",
    )


def no_value(key: RawScalar, before: dict[str, tuple[RawScalar, Raw]]) -> Diagnostic:
    """The error of a key without a value inside braces, behind the fields `before` it."""
    last = next(reversed(before.values()))[1] if before else None
    if last is None:
        message = f"`{shown(key.text)}` stands inside {{ }} without a value."
        hint = "If { starts a text, write the whole text in quotes; else give the key a value."
    else:
        message = f"`{shown(key.text)}` has no value inside {{ }}: a comma in unquoted text starts a new key."
        hint = 'Put quotes around the whole text before it, as in `{text: "First this, then that"}`.'
        if key.text.isdigit() and isinstance(last, RawScalar) and _DIGITS.fullmatch(last.text):
            point = "" if len(key.text) == _THOUSANDS else "."
            hint = f"If it is one number, write it without the comma: {last.text}{point}{key.text}"
    return error("key-without-value", message, key.location, hint)
