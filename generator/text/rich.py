"""Rich text for pages, and as a reader sees it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.text.characters import CACHED_TEXTS, plain
from generator.text.references import Reference

if TYPE_CHECKING:
    from generator.text.markup import Named, Parsed


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reference shows (text as typed, not escaped), and where it leads: `@/risks/churn/` or None.

    `@` stands for the site's root. `render` makes such links relative to the page; no text can forge one.
    """

    text: str
    href: str | None


Resolver = Callable[[Reference], Resolved | None]

_BREAKS = re.compile(r"<br>|</?(?:p|ul|ol|li|pre)(?: start=\"\d+\")?>")
_TAG = re.compile(r"<[^>]*>")
_BLANK_LINES = re.compile(r"\n\s*")


def rich(text: str, resolve: Resolver) -> str:
    """Safe HTML on one line: paragraphs, lists, code blocks; one paragraph is a `<p>` too, no text is ""."""
    found = _parsed(text)
    content = _resolved(found, resolve)
    return f"<p>{content}</p>" if found.is_paragraph and content else content


def rich_inline(text: str, resolve: Resolver) -> str:
    """As `rich`, but one paragraph alone comes without its `<p>`: for list items and table cells."""
    return _resolved(_parsed(text), resolve)


def visible(text: str, resolve: Resolver) -> str:
    """What a reader sees of a rich text: no marks, references as their text, one block or break a line."""
    return _read(_resolved(_parsed(text), resolve))


def _parsed(text: str) -> Parsed:
    from generator.text.markup import parsed  # noqa: PLC0415  Markdown is slow to import; a check shows nothing

    return parsed(text)


def _resolved(found: Parsed, resolve: Resolver) -> str:
    return "".join(part if isinstance(part, str) else _link(part, resolve) for part in found.parts)


def _link(named: Named, resolve: Resolver) -> str:
    """The link of a reference; one that names nothing stays as it was typed."""
    found = resolve(named.reference)
    if found is None:
        return plain(_typed(named.reference))
    if found.href is None or not named.may_link:
        return plain(found.text)
    return f'<a href="{html.escape(found.href)}">{plain(found.text)}</a>'


def _typed(reference: Reference) -> str:
    field = f".{reference.field}" if reference.field else ""
    label = f"|{reference.label}" if reference.label else ""
    return f"[[{reference.target}{field}{label}]]"


@lru_cache(maxsize=CACHED_TEXTS)
def _read(safe: str) -> str:
    """The text of HTML that this package wrote: every `<` in it begins a tag."""
    lines = _TAG.sub("", _BREAKS.sub("\n", safe))
    return html.unescape(_BLANK_LINES.sub("\n", lines).strip())
