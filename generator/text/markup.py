"""Rich text to the parts of safe HTML: the only room that knows Markdown and the sanitiser.

Three gates stand between a text and a page: a Markdown that knows no raw HTML, attributes or
pictures; nh3 with a short allow-list; and a writer that makes every tag itself and encodes all other
punctuation, so that the Markdown of the page around it finds nothing to read. Code and references
are taken out before and put in after; no text can forge their places.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import groupby
from typing import Self

import nh3
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ParagraphProcessor
from markdown.inlinepatterns import build_inlinepatterns
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import Registry

from generator.text.blocks import blocks
from generator.text.characters import (
    BLOCK_TOKEN,
    CACHED_TEXTS,
    TOKEN,
    TOKEN_END,
    UNCLEAN,
    clean,
    encode,
    encode_address,
    plain,
)
from generator.text.host import names_a_host
from generator.text.references import Broken, Code, Reference, scan

#: Python-Markdown looks for a link's end from every `[` to the end of the paragraph: 55 ns for each
#: pair of bracket and character, so that 20,000 brackets took 25 s. A text may cost this many pairs
#: (0.3 s; a thousand links in a paragraph of 5,000 characters); what comes after is shown as typed.
BRACKET_BUDGET = 5_000_000

# `em_strong2` is a part of `em_strong` since Python-Markdown 3.11.
_INLINE_PATTERNS = ("escape", "link", "autolink", "em_strong", "em_strong2")
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_SANITISER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative="deny")

# Stricter than a scheme: browsers read `https:page` as relative, and a token is no part of an address.
_ADDRESS = re.compile(
    rf"(?:https?://[^\s/?#\\]|mailto:[^\s/?#]|tel:[+(]?\d)[^\s\\\x00-\x1f{TOKEN}{TOKEN_END}{BLOCK_TOKEN}]*",
    re.IGNORECASE,
)

_LIST_MARKER = r"\s*(?:[-+*]|\d{1,3}\.)\s"
_ORDINARY = re.compile(rf"(?!{_LIST_MARKER})(?:[^*_\\`<\[\n{UNCLEAN}]++|<(?!\w+:))*+")
_INLINE_MARKS = re.compile(r"[*_\\\[]|<(?=\w+:)")
_MARKS = re.compile(rf"^{_LIST_MARKER}|[*_\\\[\n{BLOCK_TOKEN}]|<(?=\w+:)")
_TOKENS = re.compile(f"[{TOKEN}{BLOCK_TOKEN}](\\d+){TOKEN_END}")


@dataclass(frozen=True, slots=True)
class Named:
    """The place of a reference in rich text; within a link it is shown, but links to nothing itself."""

    reference: Reference
    may_link: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """Safe HTML in parts, references still to be resolved; one paragraph alone has no `<p>`."""

    parts: tuple[str | Named, ...]
    is_paragraph: bool


@lru_cache(maxsize=CACHED_TEXTS)
def parsed(text: str) -> Parsed:
    """The parts of a rich text. Most texts have no mark in them and never reach Markdown."""
    if _ORDINARY.fullmatch(text):
        return Parsed((plain(text),), is_paragraph=True)
    source, tokens = _with_tokens(clean(text).rstrip(" \n"))
    writer = _Writer(tokens)
    if not _MARKS.search(source):
        writer.write(source.strip(" "))
        return Parsed(writer.parts(), is_paragraph=True)
    unsafe, is_paragraph = blocks(source, _Inline())
    writer.feed(_SANITISER.clean(unsafe))
    writer.close()
    return Parsed(writer.parts(), is_paragraph)


def _with_tokens(text: str) -> tuple[str, list[Reference | Code]]:
    """The text with a token in the place of each reference and each piece of code."""
    parts: list[str] = []
    tokens: list[Reference | Code] = []
    at = 0
    for found in scan(text):
        if isinstance(found, Broken) or found.start < at:
            continue
        mark = BLOCK_TOKEN if isinstance(found, Code) and found.is_block else TOKEN
        parts += [text[at : found.start], f"{mark}{len(tokens)}{TOKEN_END}"]
        tokens.append(found)
        at = found.end
    return "".join([*parts, text[at:]]), tokens


class _InlineMarkdown(Markdown):
    """Markdown that knows emphasis, links and escapes: a list of what stays, not of what goes."""

    def build_parser(self) -> Self:
        """Only paragraphs; only some of the standard inline patterns."""
        self.preprocessors = Registry()
        self.parser = BlockParser(self)
        self.parser.blockprocessors.register(ParagraphProcessor(self.parser), "paragraph", 0)
        standard = build_inlinepatterns(self)
        self.inlinePatterns = Registry()
        for priority, name in enumerate(reversed(_INLINE_PATTERNS)):
            if name in standard:
                self.inlinePatterns.register(standard[name], name, priority)
        self.treeprocessors = Registry()
        self.treeprocessors.register(InlineProcessor(self), "inline", 1)
        self.treeprocessors.register(UnescapeTreeprocessor(self), "unescape", 0)
        self.postprocessors = Registry()
        return self


@cache
def _markdown() -> _InlineMarkdown:
    """The one for all texts: to make one takes longer than most texts take to read."""
    return _InlineMarkdown()


class _Inline:
    """The HTML of one paragraph after the other of a text, not yet safe."""

    def __init__(self) -> None:
        self._budget = BRACKET_BUDGET

    def __call__(self, paragraph: str) -> str:
        literal = html.escape(paragraph, quote=False)
        cost = paragraph.count("[") * len(paragraph)
        if cost > self._budget or not _INLINE_MARKS.search(paragraph):
            return literal
        self._budget -= cost
        # Entities typed by a leader are text like any other.
        unsafe: str = _markdown().reset().convert(paragraph.replace("&", "&amp;"))
        return unsafe.removeprefix("<p>").removesuffix("</p>")


class _Writer(HTMLParser):
    """Writes sanitised HTML anew: known tags, addresses that leave the site, text as entities, one line."""

    def __init__(self, tokens: list[Reference | Code]) -> None:
        super().__init__(convert_charrefs=True)
        self._tokens = tokens
        self._parts: list[str | Named] = []
        self._address: str | None = None
        self._link_at = 0

    def parts(self) -> tuple[str | Named, ...]:
        """What was written, neighbouring strings joined."""
        return tuple(_joined(self._parts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins; a link waits for its end, and is none when its address is not one to follow."""
        values = dict(attrs)
        if tag == "a":
            address = values.get("href") or ""
            leads = _ADDRESS.fullmatch(address) and names_a_host(address)
            self._address = address if leads else None
            self._link_at = len(self._parts)
        elif tag == "ol" and (values.get("start") or "").isdecimal():
            self._parts.append(f'<ol start="{values["start"]}">')
        elif tag in _TAGS:
            self._parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """A tag ends; a link without words shows its address."""
        if tag != "a":
            self._parts.append(f"</{tag}>" if tag in _TAGS else "")
        elif self._address is not None:
            if not any(isinstance(part, Named) or part.strip() for part in self._parts[self._link_at :]):
                self._parts.append(encode(self._address))
            start = f'<a href="{encode_address(self._address)}" rel="noopener noreferrer">'
            self._parts.insert(self._link_at, start)
            self._parts.append("</a>")
            self._address = None

    def handle_data(self, data: str) -> None:
        """Text, with tokens in it."""
        self.write(data)

    def write(self, text: str) -> None:
        """Text as entities, its line ends as breaks, its tokens as what they stand for."""
        at = 0
        for token in _TOKENS.finditer(text):
            self._text(text[at : token.start()])
            at = token.end()
            item = self._tokens[int(token[1])]
            if isinstance(item, Reference):
                self._parts.append(Named(item, may_link=self._address is None))
            else:
                self._parts.append(_code(item))
        self._text(text[at:])

    def _text(self, text: str) -> None:
        if text:
            self._parts.append(encode(text).replace("\n", "<br>"))


def _code(code: Code) -> str:
    content = f"<code>{encode(code.content)}</code>".replace("\n", "&#10;")
    return f"<pre>{content}</pre>" if code.is_block else content


def _joined(parts: Iterable[str | Named]) -> Iterator[str | Named]:
    for is_text, group in groupby(parts, key=lambda part: isinstance(part, str)):
        if is_text:
            yield "".join(str(part) for part in group)
        else:
            yield from group
