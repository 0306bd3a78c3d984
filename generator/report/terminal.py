"""What a person typed, shown so that no terminal obeys it.

Control characters, marks that turn the direction of writing and halves of characters appear as pictures or as
U+FFFD.
"""

from __future__ import annotations

import unicodedata

_TAB = "    "


def cell(char: str) -> str:
    """A character as a terminal may show it."""
    if " " <= char <= "~":
        return char
    if char == "\t":
        return _TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Zl", "Zp") or (category == "Cf" and unicodedata.bidirectional(char) != "BN"):
        return "\ufffd"
    return char


def columns(shown: str) -> int:
    """How many columns of a terminal a text takes."""
    if shown.isascii():
        return len(shown)
    return sum(_width(char) for char in shown)


def safe(message: str) -> str:
    """A message on one line."""
    return "".join(cell(char) for char in " ".join(message.splitlines()))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
