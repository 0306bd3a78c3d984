"""The elements of a page that are marked as an entry, and what a reader sees in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

from generator.addresses import Ref, parse_ref

#: The attributes by which templates mark the element of an entry, and its other parts on its page.
MARK, PART = "data-entry", "data-part"

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNSEEN = frozenset(("head", "noscript", "script", "style", "template", "title"))

# Words on either side of one of these run together; every other element keeps them apart.
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark")
) | frozenset(("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"))

# A link inside the site shows the name of another entry, one that leaves it what the author wrote.
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Marked(NamedTuple):
    """The element of an entry: the text in it that can be seen.

    `own` holds the pieces of it that stand alone, such as the items of a list, one a line, without the
    links inside the site.
    """

    ref: Ref
    text: str
    own: str


def marked(page: str) -> tuple[Marked, ...]:
    """The elements of a page that are marked as an entry, or as a part of one, as they start."""
    if f"{MARK}=" not in page:
        return ()
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return tuple(reader.found())


@dataclass(slots=True)
class _Element:
    """An open element; `start` is where an entry's text begins among the pieces."""

    tag: str
    unseen: bool
    linked: bool
    ref: Ref | None
    start: int


class _Piece(NamedTuple):
    """A stretch of text; `apart` when it is not the entry's own, or only parts what is."""

    text: str
    apart: bool


class _Reader(HTMLParser):
    """Gathers the text of marked elements. Text in an entry inside another belongs to both."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [_Element("", unseen=False, linked=False, ref=None, start=0)]
        self._pieces: list[_Piece] = []
        self._spans: list[tuple[int, int, Ref]] = []

    def found(self) -> Iterator[Marked]:
        """Each entry with its text, in the order in which they start."""
        self._close_down_to(1)
        for start, end, ref in sorted(self._spans):
            pieces = self._pieces[start:end]
            text = "".join(piece.text for piece in pieces)
            own = "".join("\n" if piece.apart else " ".join(piece.text.split("\n")) for piece in pieces)
            yield Marked(ref, " ".join(text.split()), own)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._boundary(tag)
        if tag in _VOID:
            return
        given = dict(attrs)
        around = self._open[-1]
        unseen = around.unseen or tag in _UNSEEN or "hidden" in given
        inside = tag == "a" and not _OUTSIDE.match(given.get("href") or "")
        ref = parse_ref(given.get(MARK) or given.get(PART) or "")
        self._open.append(_Element(tag, unseen, around.linked or inside, ref, len(self._pieces)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                self._close_down_to(depth)
                return

    def handle_data(self, data: str) -> None:
        around = self._open[-1]
        if not around.unseen:
            self._pieces.append(_Piece(data, around.linked))

    def _boundary(self, tag: str) -> None:
        if tag not in _INLINE:
            self._pieces.append(_Piece(" ", apart=True))

    def _close_down_to(self, depth: int) -> None:
        for element in self._open[depth:]:
            if element.ref is not None and not element.unseen:
                self._spans.append((element.start, len(self._pieces), element.ref))
        del self._open[depth:]
