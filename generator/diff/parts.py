"""What text and Markdown say alike of a change: its head, its values in a line each, those told by lines."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.difference import KINDS, SHORT, Change, Value
from generator.diff.lines import lines

#: Kinds that have only one side: every value of theirs came or went, and needs no word for it.
_ONE_SIDED = frozenset(
    {"added", "removed", "archived", "dropped", "broken", "mended", "accepted", "unaccepted"}
)

#: Kinds that say themselves which side a value without another one is on; what a step's name says as well.
_TOLD = frozenset({"overloaded", "relieved"})
_STEPS = "steps/"

#: Kinds of what was said: it is told in one line however long it is.
_SAID = frozenset({"otherwise", "settled"})


def head(change: Change) -> str:
    """What became of it, after its name."""
    return f"{name(change)}: {KINDS[change.kind]}"


def name(change: Change) -> str:
    """Its title; of what happened with the moment."""
    return f"{change.title}, {change.at:%Y-%m-%d %H:%M}" if change.at else change.title


def short(change: Change) -> Iterator[str]:
    """Its values that are told in a line each."""
    for value in change.values:
        if change.kind in _SAID:
            yield moved(value)
        elif not _by_lines(change, value):
            yield _fact(change, value)


def long(change: Change) -> Iterator[str]:
    """The lines in which its other values differ: `- ` went, `+ ` came; a list stands below its name."""
    for value in change.values:
        if change.kind not in _SAID and _by_lines(change, value):
            yield from (f"{value.name}:",) if _has_lines(value) else ()
            yield from lines(value.then, value.now, value.name)
            yield from (f"({value.note})",) if value.note else ()


def moved(value: Value) -> str:
    """A fact on both sides, whatever it says, in one line."""
    now = "no longer in the plan" if value.now is None else value.now
    then = "nothing" if value.then is None else value.then
    return f"{value.name}: {_line(then)} -> {_line(now)}"


def _by_lines(change: Change, value: Value) -> bool:
    if change.kind in _ONE_SIDED:
        return _has_lines(value) and len(value.then or value.now or "") > SHORT
    return value.is_long


def _has_lines(value: Value) -> bool:
    return any("\n" in (side or "") for side in (value.then, value.now))


def _fact(change: Change, value: Value) -> str:
    note = f" ({value.note})" if value.note else ""
    if value.then is not None and value.now is not None:
        return f"{value.name}: {value.then} -> {value.now}{note}"
    is_told = change.kind in (*_ONE_SIDED, *_TOLD) or value.source.startswith(_STEPS)
    side = "" if is_told else " (new)" if value.then is None else " (gone)"
    said = "; ".join((value.then or value.now or "").split("\n"))
    return f"{value.name}{side}: {said}{note}"


def _line(words: str) -> str:
    return " ".join(words.split())
