"""A difference as Markdown: the summary of a pull request's job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.diff import leftout
from generator.diff.difference import KINDS, Change, Difference, Section
from generator.diff.parts import long, moved, name, short
from generator.diff.summary import summary
from generator.review.markdown import plain

#: Lines of a section that stand open; hosts fold the rest away.
OPEN = 10

#: Bytes of UTF-8; hosts refuse a summary of more than 1 MiB.
MOST = 900_000

#: Stands in the place of what was cut.
CUT = "The rest is too long for one page: `playbook diff` in a terminal tells all of it."
_END = "</details>"
_TICKS = re.compile("`+")


def markdown(found: Difference) -> str:
    """A sentence, a heading a section, a list of changes below it; hosts colour the lines that differ."""
    blocks = [plain(summary(found))]
    for section in found.told:
        blocks += _section(section)
    rest = "\n".join(leftout.markdown(found.left_out))
    return "\n\n".join(_fitting([*blocks, rest] if rest else blocks)) + "\n"


def _section(section: Section) -> Iterator[str]:
    """Blocks that stand apart by an empty line; none of them may be cut."""
    yield f"## {plain(section.title)}"
    shown, is_folded = 0, False
    for number, change in enumerate(section.changes):
        lines = [*_change(change)]
        if not is_folded and shown and shown + len(lines) > OPEN:
            is_folded = True
            yield f"<details>\n<summary>{len(section.changes) - number} more</summary>"
        yield "\n".join(lines)
        shown += len(lines)
    if is_folded:
        yield _END


def _change(change: Change) -> Iterator[str]:
    yield f"- **{plain(name(change))}**: {KINDS[change.kind]} (`{change.ref}`)"
    yield from (f"  - {plain(line)}" for line in short(change))
    yield from (f"  - because {plain(moved(fact))}" for fact in change.because)
    shown = [line for part in long(change) for line in part.split("\n")]
    if shown:
        # Indented, it belongs to its change; longer than any run of its own, the fence ends where it should.
        fence = "`" * max(3, 1 + max(len(run) for run in (*_TICKS.findall("\n".join(shown)), "")))
        yield ""
        yield from (f"  {line}".rstrip() for line in (f"{fence}diff", *shown, fence))


def _fitting(blocks: Iterable[str]) -> Iterator[str]:
    """As many blocks as a host takes, and a sentence in the place of the others."""
    size, is_folded = 0, False
    for block in blocks:
        size += len(block.encode()) + 2
        if size > MOST:
            yield from (_END,) if is_folded else ()
            yield CUT
            return
        is_folded = block != _END if block == _END or block.startswith("<details>") else is_folded
        yield block
