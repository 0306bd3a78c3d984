"""Pages as a browser gets them: through Markdown as the site builder does it, read by a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote

from markdown import Markdown

from generator.addresses import page_address

#: The extensions of mkdocs.yml, and those that the builder always has.
EXTENSIONS = ("toc", "tables", "fenced_code", "admonition", "attr_list")

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))


@dataclass(slots=True)
class Read:
    """What a parser finds in a page: tags with their attributes in order, anchors, links, visible text."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open_at_end: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def anchors(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a" and "href" in attributes]

    @property
    def structure(self) -> list[str]:
        """The tags alone."""
        return [tag for tag, _ in self.tags]

    @property
    def entries(self) -> list[str]:
        """What is marked as an entry."""
        return [attributes["data-entry"] for _, attributes in self.tags if "data-entry" in attributes]

    def says(self, text: str) -> bool:
        """Whether a reader sees this text; how white space is spread does not matter."""
        return squeezed(text) in squeezed(self.text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.read.open_at_end.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.read.open_at_end or self.read.open_at_end.pop() != tag:
            self.read.tags.append((f"stray {tag}", {}))

    def handle_data(self, data: str) -> None:
        self.read.text += data


def html_of(markdown: str) -> str:
    """The page as the builder makes it, without the theme around it."""
    return _markdown().reset().convert(_FRONT_MATTER.sub("", markdown))


def read(markdown: str) -> Read:
    """The page as a browser sees it."""
    reader = _Reader()
    reader.feed(html_of(markdown))
    reader.close()
    return reader.read


def read_all(docs: Mapping[str, str]) -> dict[str, Read]:
    """Every page of a site by its address."""
    return {page_address(path): read(text) for path, text in docs.items()}


def target(page: str, href: str) -> str:
    """The address, from the site's root, that a relative link on a page leads to; without a query."""
    way, hash_, anchor = href.partition("#")
    way = way.partition("?")[0]
    found = normpath(page + way)
    found = "/" if found in ("/", "//") else f"{found}/"
    return unquote(found + hash_ + anchor)


def squeezed(text: str) -> str:
    """A text without its white space, for comparison."""
    return "".join(text.split())


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS))
