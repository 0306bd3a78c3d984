"""A difference as text for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from generator.diff import leftout
from generator.diff.difference import Change, Difference, Section
from generator.diff.parts import head, long, moved, short
from generator.diff.summary import summary
from generator.text.characters import clean

#: Columns, as far as words let themselves be broken.
WIDTH = 98

_LINE_ENDS = re.compile(r"(?<!\s)\s*\n\s*")


def text(found: Difference) -> str:
    """What differs in a sentence, then the sections, what belongs to a change indented below it."""
    parts = (_wrapped(summary(found), ""), *map(_section, found.told), leftout.text(found.left_out))
    shown = [part for part in map(list, parts) if part]
    return "\n\n".join("\n".join(part) for part in shown) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield section.title
    for change in section.changes:
        yield ""
        yield from _wrapped(f"{head(change)} ({change.ref})", "  ")
        for line in _lines(change):
            yield from _wrapped(line, "    ")


def _lines(change: Change) -> Iterator[str]:
    yield from short(change)
    yield from long(change)
    yield from (f"because {moved(fact)}" for fact in change.because)


def _wrapped(line: str, indent: str) -> Iterator[str]:
    """A line that is too long goes on below, further in: no part of it looks like a line of its own.

    Neither does what stands behind a line end within it, as in a title over several lines.
    """
    line = _LINE_ENDS.sub(" ", clean(line))
    if len(indent + line) <= WIDTH:
        yield (indent + line).rstrip()
        return
    yield from textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}    " if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
