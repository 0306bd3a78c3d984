"""Whether HTML is whole: every element closed in its order, ids unique, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

_VOID = frozenset({"br", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "wbr"})

#: Stands for the address of the site; nothing asks it.
_SITE = "https://site.invalid"


@dataclass(slots=True)
class Markup:
    """What is known of a piece of HTML. `faults` are sentences."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Markup()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        self._attributes(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in _VOID:
            line, _ = self.getpos()
            self.found.faults.append(f"line {line}: </{tag}> where {self.open[-3:]} are open")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value in self.found.ids:
                self.found.faults.append(f"the id {value} stands twice")
            elif name == "id" and value is not None:
                self.found.ids.add(value)
            elif name == "href" and tag == "a":
                self.found.links.append(value or "")
            elif name.startswith("on"):
                self.found.faults.append(f"<{tag}> has a handler: {name}")


def read(html: str) -> Markup:
    """What a piece of HTML holds, and what is wrong with it by itself."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        reader.found.faults.append(f"never closed: {reader.open}")
    return reader.found


def astray(pages: Mapping[str, Markup], others: frozenset[str], unread: frozenset[str]) -> Iterator[str]:
    """Each link between the pages of a site (by address) that leads nowhere.

    `others` are addresses of what is no page; the anchors of those in `unread` are not known.
    """
    for address, page in pages.items():
        for link in page.links:
            parts = urlsplit(urljoin(f"{_SITE}{address}", link))
            if f"{parts.scheme}://{parts.netloc}" != _SITE:
                continue
            there, anchor = unquote(parts.path), unquote(parts.fragment)
            if there in unread or there in others:
                continue
            if there not in pages:
                yield f"{address} links to {there}, which does not exist"
            elif anchor and anchor not in pages[there].ids:
                yield f"{address} links to {there}#{anchor}: there is no such anchor"
