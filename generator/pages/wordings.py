"""Two wordings of a text: the lines in which they differ, and in those the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

#: Words and numbers, the spaces between them, and every other sign.
_WORDS = re.compile(r"\w+(?:[.,:'\u2019-]\w+)*%?|\s+|[^\w\s]")

#: The spaces before and after words.
_AROUND = re.compile(r"(\A\s+|\s+\Z)")

#: Less alike than this, and two lines are two lines, not one that was edited.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line; `differs` where the other wording of the line has others."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line that only the older wording has (`gone`), or only the newer (`new`)."""

    kind: Literal["gone", "new"]
    pieces: tuple[Piece, ...]


def reworded(then: str | None, now: str | None) -> tuple[Line, ...]:
    """The lines that went and came, in the order of the text; empty ones are not told."""
    before, after = ((text or "").split("\n") for text in (then, now))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        line
        for code, begin, end, start, stop in matcher.get_opcodes()
        if code != "equal"
        for line in _between(before[begin:end], after[start:stop])
        if any(piece.text.strip() for piece in line.pieces)
    )


def _between(before: list[str], after: list[str]) -> Iterator[Line]:
    """Lines that were edited stand beside each other."""
    for old, new in zip_longest(before, after):
        pairs = _edited(old, new) if old and new else None
        if old:
            yield Line("gone", pairs[0] if pairs else (Piece(old),))
        if new:
            yield Line("new", pairs[1] if pairs else (Piece(new),))


def _edited(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Both lines with the words marked in which they differ; None where they are two different lines."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    said, says = ([part for part in parts if part[0].isalnum()] for parts in (before, after))
    if SequenceMatcher(None, said, says, autojunk=False).ratio() < _ALIKE:
        return None
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (
        _pieces((code[0] != "equal", "".join(before[code[1] : code[2]])) for code in codes),
        _pieces((code[0] != "equal", "".join(after[code[3] : code[4]])) for code in codes),
    )


def _pieces(found: Iterable[tuple[bool, str]]) -> tuple[Piece, ...]:
    """A mark begins and ends at a word."""
    parts = (
        (differs and bool(part.strip()), part)
        for differs, text in found
        for part in (_AROUND.split(text) if differs else (text,))
    )
    return tuple(Piece(text, differs) for differs, text in parts if text)
