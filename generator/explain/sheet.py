"""A code, or the list of all, for somebody at a terminal: 80 columns, no markup that a page would need."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from generator.explain.catalogue import Catalogue, Explanation, Group

_WIDTH = 80
_INDENT = "    "
_LINK = re.compile(r"\[([^\]\[`]+)\]\(([^)\s#]+\.md)[^)]*\)")

_ACCEPT = "Where it is meant so, say why in the entry; readers see that, and it is no longer reported:"


def sheet(found: Explanation) -> str:
    """One code: its severity, cause, example and cure; for a rule, what it asks for and how to accept it."""
    parts = [f"{found.severity}[{found.code}] ({found.group})"]
    if found.rule:
        parts.append(_wrapped(f"Rule: {found.rule}"))
    parts += map(_wrapped, found.cause.split("\n\n"))
    parts.append(f"Example:\n\n{textwrap.indent(found.sample, _INDENT).rstrip()}" if found.sample else "")
    parts.append(_wrapped(f"Example: {found.example}") if found.example else "")
    parts += map(_wrapped, f"Cure: {found.cure}".split("\n\n"))
    if found.rule:
        parts.append(_wrapped(_ACCEPT))
        parts.append(f"{_INDENT}accept: [{{rule: {found.code}, because: ..., by: role-id}}]")
    return "\n\n".join(part for part in parts if part) + "\n"


def listing(book: Catalogue, width: int = 0) -> str:
    """Every code in one line each, by group; cut at `width` columns, if there is one."""
    return "\n\n".join("\n".join(_group(group, width)) for group in book.groups) + "\n"


def _group(group: Group, width: int) -> Iterator[str]:
    yield group.title
    room = max((len(found.code) for found in group.codes), default=0) + 2
    for found in group.codes:
        told = _plain(found.in_short)
        if width:
            told = textwrap.shorten(told, max(width - 2 - room, 10), placeholder=" …")
        yield f"  {found.code:{room}}{told}"


def _wrapped(text: str) -> str:
    return textwrap.fill(_plain(text), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _plain(text: str) -> str:
    """Markdown without what only a page shows: a link between documents names the file that it leads to."""
    return _LINK.sub(r"\1 (docs/\2)", " ".join(text.split()))
