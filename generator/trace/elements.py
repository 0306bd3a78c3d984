"""The elements of a page that are marked as an entry, and what a reader sees in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from generator.addresses import Ref, parse_ref

#: The attribute by which templates mark the element of an entry.
MARK = "data-entry"

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNSEEN = frozenset(("head", "noscript", "script", "style", "template", "title"))

# Words on either side of one of these run together; every other element keeps them apart.
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark")
) | frozenset(("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"))


def marked(page: str) -> tuple[tuple[Ref, str], ...]:
    """The elements of a page that are marked as an entry: its Ref, and the text in it that can be seen."""
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
    ref: Ref | None
    start: int


class _Reader(HTMLParser):
    """Gathers the text of marked elements. Text in an entry inside another belongs to both."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Element] = []
        self._pieces: list[str] = []
        self._spans: list[tuple[int, int, Ref]] = []

    def found(self) -> Iterator[tuple[Ref, str]]:
        """Each entry with its text, in the order in which they start."""
        self._close_down_to(0)
        for start, end, ref in sorted(self._spans):
            yield ref, " ".join("".join(self._pieces[start:end]).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._boundary(tag)
        if tag in _VOID:
            return
        given = dict(attrs)
        unseen = tag in _UNSEEN or "hidden" in given or bool(self._open and self._open[-1].unseen)
        ref = parse_ref(given.get(MARK) or "")
        self._open.append(_Element(tag, unseen, ref, len(self._pieces)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth].tag == tag:
                self._close_down_to(depth)
                return

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1].unseen):
            self._pieces.append(data)

    def _boundary(self, tag: str) -> None:
        if tag not in _INLINE:
            self._pieces.append(" ")

    def _close_down_to(self, depth: int) -> None:
        for element in self._open[depth:]:
            if element.ref is not None and not element.unseen:
                self._spans.append((element.start, len(self._pieces), element.ref))
        del self._open[depth:]
