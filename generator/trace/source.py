"""A source document in Markdown as the fragments to be found: units, split at label and parentheses.

A unit is a bullet, a paragraph, a row of a table or a fenced block; docs/trace.md says what is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.trace.words import words

Kind = Literal["bullet", "paragraph", "row", "code"]

# Front matter starts with a key at once: a document may also start with a horizontal rule.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?=[\w-]+:).*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
# A comment that is never closed is text, and must not be looked for to the end from each of its starts.
_CODE_OR_COMMENT = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,}).*?(?:^ *(?P=fence)|\Z)|(?P<comment><!--(?:(?!<!--).)*?-->)",
    re.MULTILINE | re.DOTALL,
)
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_BREAK = re.compile(r"(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_BULLET = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])(?:\s+|$)")
_QUOTE = re.compile(r"^(?:>\s?)+")
_DELIMITER_ROW = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_DEFINITION = re.compile(r"\[[^\]^][^\]]*\]:\s+\S+(?:\s+[\"'(].*)?$")
_CELLS = re.compile(r"(?<!\\)\|")
_BOX = re.compile(r"\[[ xX]\]\s+")
_LABEL = re.compile(r"(?P<mark>\*{2,3}|_{2,3})(?=\S)(?P<label>.+?)(?P=mark)(?=[^\w\s]*(?:\s|$))")
# What stands in parentheses after brackets is an address when it looks like one: "[see](below)" is prose.
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]*)\]\((?=[^\s()]*[:./#])(?:[^\s()]|\([^\s()]*\))*(?:\s+\"[^\"]*\")?\)"
)
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)
_PARENTHESES = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that belong together. `unit` counts from 1, as does `line`, where the unit starts.

    A `label` is the bold text that a unit starts with.
    """

    unit: int
    line: int
    text: str
    label: bool = False


@dataclass(slots=True)
class _Unit:
    """A unit while its lines are gathered."""

    kind: Kind
    line: int
    parts: list[str] = field(default_factory=list)


def fragments(source: str) -> tuple[Fragment, ...]:
    """All fragments in reading order; what holds no letter and no digit is none."""
    found = []
    number = 0
    for unit in _units(source):
        pieces = [piece for piece in _pieces(unit) if words(piece[0])]
        number += bool(pieces)
        found += [Fragment(number, unit.line, text, label) for text, label in pieces]
    return tuple(found)


def _pieces(unit: _Unit) -> Iterator[tuple[str, bool]]:
    """The texts of one unit, each with whether it is the label."""
    if unit.kind == "code":
        yield from ((line.strip(), False) for line in unit.parts)
        return
    for text in unit.parts if unit.kind == "row" else (" ".join(unit.parts),):
        read = _as_read(_BOX.sub("", text, count=1) if _BOX.match(text) else text)
        label = _LABEL.match(read)
        if label:
            yield from ((part, True) for part in _split(label["label"]))
        yield from ((part, False) for part in _split(read[label.end() if label else 0 :]))


def _split(text: str) -> Iterable[str]:
    return (_trimmed(part) for part in _PARENTHESES.split(text))


def _trimmed(text: str) -> str:
    """The text without the marks that separated it from its neighbours."""
    return " ".join(text.split()).strip(" :;,–—")


def _as_read(text: str) -> str:
    """The text as a reader of the document sees it: no tag, no address of a link, no entity."""
    shown = _LINK.sub(r"\g<text>", text)
    shown = _TAG.sub(lambda tag: " " if tag[0].lower().startswith("<br") else "", shown)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), shown)


def _units(source: str) -> Iterator[_Unit]:
    """The units of a document, each as its lines (a row: its cells)."""
    reader = _Reader()
    for number, line in enumerate(_lines(source), 1):
        reader.read(number, line)
    return iter(reader.units)


def _lines(source: str) -> list[str]:
    """The document's lines, those of front matter and comments emptied, so that numbers stay true."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    text = _CODE_OR_COMMENT.sub(
        lambda found: "\n" * found[0].count("\n") if found["comment"] else found[0], text
    )
    return text.split("\n")


class _Reader:
    """Gathers lines into units; `_open` is the unit that the next line may continue."""

    def __init__(self) -> None:
        self.units: list[_Unit] = []
        self._open: _Unit | None = None
        self._fence = ""

    def read(self, number: int, line: str) -> None:
        """Take the next line."""
        text = _QUOTE.sub("", line.strip(), count=1)
        if self._fence:
            self._code(text)
            return
        if self._fenced(number, text) or self._closed_by(text):
            return
        bullet = _BULLET.match(text)
        if self._open and self._open.kind == "row" and "|" in text:
            self._row(number, text)
        elif bullet and self._starts(bullet):
            self._start("bullet", number, text[bullet.end() :])
        elif self._open and self._open.kind != "row":
            self._open.parts.append(text)
        else:
            self._start("paragraph", number, text)

    def _start(self, kind: Kind, number: int, text: str) -> None:
        self._open = _Unit(kind, number, [text])
        self.units.append(self._open)

    def _starts(self, bullet: re.Match[str]) -> bool:
        """Whether it is a list: a number inside a paragraph ("since\\n2019.") is one only from 1."""
        inside = self._open is not None and self._open.kind == "paragraph"
        return not inside or bullet["number"] in (None, "1")

    def _fenced(self, number: int, text: str) -> bool:
        """Whether a fenced block starts here."""
        fence = _FENCE.match(text)
        if not fence:
            return False
        self._fence = fence[0]
        self._start("code", number + 1, "")
        return True

    def _code(self, text: str) -> None:
        if text.startswith(self._fence) and not text.strip(self._fence[0]):
            self._fence, self._open = "", None
        elif self._open:
            self._open.parts.append(text)

    def _closed_by(self, text: str) -> bool:
        """Whether the line is no part of a unit; it then ends the open one."""
        above = self._open if self._open and self._open.kind == "paragraph" else None
        if above and _UNDERLINE.match(text):
            self.units.pop()
        elif above and "|" in above.parts[-1] and _DELIMITER_ROW.match(text):
            self._head(above)
            return True
        elif text and not _HEADING.match(text) and not _BREAK.match(text) and not _DEFINITION.match(text):
            return False
        self._open = None
        return True

    def _head(self, above: _Unit) -> None:
        """The line above was the head of a table, which like a heading is no unit."""
        above.parts.pop()
        if not above.parts:
            self.units.pop()
        self._open = _Unit("row", 0)

    def _row(self, number: int, text: str) -> None:
        self._start("row", number, "")
        self.units[-1].parts = [cell.strip().replace("\\|", "|") for cell in _CELLS.split(text)]
