"""From bytes to text, and the characters that no data file may hold.

What is refused: control characters (a terminal or a page might obey them), the line breaks that only
YAML sees (what looks like one line would hold two keys), the controls that turn the direction of
writing (a reviewer would read another text than the program), halves of characters, and what Unicode
keeps out of plain text: noncharacters, deprecated format controls, marks of annotations, and tags but
those of a flag.

Joiners, spaces without a width, soft hyphens and marks of direction are part of how scripts and emoji are
written, and of where lines end. They may stand in texts that show something; in names of files they may not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Location, error

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "\ud800-\udfff\U000e0001]"
    "|\r(?!\n)"
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0020-\U000e007f]+"
)

#: Characters without a width: soft hyphen, spaces and joiners, marks of direction, invisible operators.
_UNSEEN = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\uffa0"

_NOTHING_SEEN = re.compile(rf"[\s\u2800{_UNSEEN}]*")

_FORBIDDEN_IN_NAME = re.compile(rf"[\n\t{_UNSEEN}]|{FORBIDDEN.pattern}")

#: A file that is no text at all would have thousands; a few show what is wrong.
_SHOWN = 20

_LONGEST_QUOTE = 60

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
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
    if data.startswith((*_UTF_32, *_UTF_16)):
        name = "UTF-32" if data.startswith(_UTF_32) else "UTF-16"
        message = f"This file is saved as {name}, not as UTF-8."
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


def unseen(text: str) -> str | None:
    """The first character of a text that is there and shows nothing; None for all others."""
    return text.strip()[0] if text.strip() and _NOTHING_SEEN.fullmatch(text) else None


def describe(found: str) -> str:
    """The first of characters that cannot be shown: its number and name."""
    char = found[0]
    name = _NAMES.get(char) or unicodedata.name(char, "").lower()
    if not name:
        name = "half of a character" if "\ud800" <= char <= "\udfff" else "a control character"
        if "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE:
            name = "no character at all"
    return f"U+{ord(char):04X} ({name})"


def place_in(text: str, offset: int, file: str) -> Location:
    """The line and column of an offset in a text."""
    return Location(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def shown(text: str) -> str:
    """What a message quotes of a text that may be long, or of several lines."""
    line = " ".join(text[: 2 * _LONGEST_QUOTE].split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rstrip() + "..."
