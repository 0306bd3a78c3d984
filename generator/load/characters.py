"""From bytes to text, and the characters that no data file may hold.

What is refused: control characters (a terminal or a page might obey them), the line breaks that only
YAML sees (what looks like one line would hold two keys), the controls that turn the direction of
writing (a reviewer would read another text than the program), halves of characters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location, error

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
    "|\r(?!\n)"
)

_FORBIDDEN_IN_NAME = re.compile(rf"[\n\t]|{FORBIDDEN.pattern}")

#: A file that is no text at all would have thousands; a few show what is wrong.
_SHOWN = 20

_LONGEST_QUOTE = 60

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES = {
    "\r": "a carriage return without a line feed",
    "\x1b": "escape",
    "\x85": "a line break that editors do not show",
    "\u2028": "a line break that editors do not show",
    "\u2029": "a line break that editors do not show",
    "\ufeff": "a byte order mark",
}


def decode(data: bytes, file: str) -> str | Diagnostic:
    """The text of a file: UTF-8, with or without a byte order mark at its start."""
    if data.startswith(_UTF_16):
        message = "This file is saved as UTF-16, not as UTF-8."
        return error("not-utf-8", message, Location(file, 1, 1), "Save it again with the encoding UTF-8.")
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = body[: problem.start].decode("utf-8")
        message = f"The byte 0x{body[problem.start]:02X} here is not part of any character in UTF-8."
        return error(
            "not-utf-8",
            message,
            place_in(before, len(before), file),
            "Save the file with the encoding UTF-8.",
        )


def forbidden_characters(text: str, file: str) -> Iterator[Diagnostic]:
    """One error for each character that must not stand in a data file, up to a limit."""
    for count, match in enumerate(FORBIDDEN.finditer(text)):
        if count == _SHOWN:
            return
        yield error(
            "forbidden-character",
            f"The character {describe(match.group())} cannot stand in a data file.",
            place_in(text, match.start(), file),
            "Delete it, or type the text again; copied text often brings such characters along.",
        )


def forbidden_in_name(name: str, place: Location) -> Diagnostic | None:
    """The error of a file's name that no page or report could show as it is; None for all others."""
    found = _FORBIDDEN_IN_NAME.search(name)
    if found is None:
        return None
    message = f"The character {describe(found.group())} cannot stand in the name of a file."
    return error(
        "forbidden-character", message, place, "Rename it; small letters and hyphens suit every system."
    )


def describe(char: str) -> str:
    """A character that cannot be shown: its number and name."""
    name = _NAMES.get(char) or unicodedata.name(char, "").lower()
    if not name:
        name = "half of a character" if "\ud800" <= char <= "\udfff" else "a control character"
    return f"U+{ord(char):04X} ({name})"


def place_in(text: str, offset: int, file: str) -> Location:
    """The line and column of an offset in a text."""
    return Location(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def shown(text: str) -> str:
    """What a message quotes of a text that may be long, or of several lines."""
    line = " ".join(text[: 2 * _LONGEST_QUOTE].split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rstrip() + "..."
