"""What else stands in a file whose reading stopped: lines that hide nothing but themselves are passed over.

The parser gives up at its first problem. Where that is a slip within a line, such as a second colon, the line
is left out, and what is deeper than it, and the rest is read: somebody who mends one mistake should not meet
the next a minute later. The entry that holds such a line is known by its id alone.
"""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.load.compose import Composer
from generator.load.files import LARGEST
from generator.load.raw import RawMap

#: Slips that end with their line. Of a wrong indentation or a tab nobody knows how far it reaches.
_WITHIN_A_LINE = frozenset(
    (
        *("unquoted-colon", "unclosed-quote", "quote-in-quotes", "bad-escape", "reserved-start"),
        *("unclosed-bracket", "no-space-after-colon", "no-space-after-dash", "list-after-key"),
        *("wrong-bullet", "wrong-comment", "missing-colon"),
    )
)

#: A list of twenty bullets, or of twenty lines that were commented out, is one slip.
_ONCE_A_BLOCK = frozenset(("wrong-bullet", "wrong-comment"))

#: With more of them somebody means something else by this file.
_MOST = 10

#: So many characters are read again, all readings together: of a file as large as may be, one reading.
_MOST_AGAIN = LARGEST

#: Entries stand two keys deep: a collection, an id.
_ENTRY = 2


def read_on(text: str, stopped: Composer) -> tuple[RawMap | None, list[Diagnostic], list[Diagnostic]]:
    """The sound entries of a file at which `stopped` gave up, every error and every warning in it.

    None for the entries where the rest cannot be read either; the problems are then those that were known.
    """
    lines = text.split("\n")
    told: list[Diagnostic] = []
    left_out: set[int] = set()
    composer = stopped
    goes_on: tuple[str, int] | None = None
    again = 0
    while (
        (slip := composer.slip) and slip.code in _WITHIN_A_LINE and len(told) < _MOST and again < _MOST_AGAIN
    ):
        if slip.code not in _ONCE_A_BLOCK or goes_on != (slip.code, slip.location.line - 1):
            told.append(slip)
        block = _block(lines, slip.location.line - 1)
        left_out.update(block)
        goes_on = (slip.code, block.stop)
        for number in block:
            lines[number] = ""
        again += len(text)
        composer = Composer("\n".join(lines), slip.location.file)
        composer.read()
    if not told or not composer.complete or not isinstance(composer.root, RawMap):
        return None, [*(told or stopped.errors)], stopped.warnings
    return _sound(composer.root, left_out, len(lines)), [*told, *composer.errors], composer.warnings


def _block(lines: list[str], first: int) -> range:
    """A line, and the lines below that are deeper."""
    indent = _indent(lines[first])
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    return range(first, end)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _sound(root: RawMap, left_out: set[int], last: int, depth: int = 1) -> RawMap:
    """Without the entries that have lost a line, lines counted from 0."""
    kept = []
    for number, (key, value) in enumerate(root.entries):
        is_last = number + 1 == len(root.entries)
        end = last if is_last else root.entries[number + 1][0].location.line - 1
        if left_out.isdisjoint(range(key.location.line - 1, end)):
            kept.append((key, value))
        elif depth < _ENTRY and isinstance(value, RawMap) and key.text != "playbook":
            kept.append((key, _sound(value, left_out, end, depth + 1)))
    return RawMap(tuple(kept), root.flow, root.location)
