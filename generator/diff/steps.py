"""Which step was which before: added, worded otherwise, moved, gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from generator.diff.difference import Value
from generator.diff.values import ordinal
from generator.linked import Linked, Step, every_step
from generator.linked.resolve import resolver
from generator.model import Entry
from generator.words import Writer

#: Share of words that two steps have in common, from which on one is the other reworded; as in browsers.
ALIKE = 0.4

_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One step as readers see it; `place` counts from 1, nested steps among their own."""

    key: str
    text: str
    place: int


def steps(old: Linked[Entry], new: Linked[Entry]) -> Iterator[Value]:
    """A value a step that differs, in the new order; then what is gone."""
    before, after = tuple(_lines(old)), tuple(_lines(new))
    twins = _twins(before, after)
    stayed = _in_order([before.index(twins[line]) for line in after if line in twins])
    for line in after:
        was = twins.get(line)
        source = f"steps/{line.key}"
        if was is None:
            yield Value(source, "Step added", None, line.text)
            continue
        if was.text != line.text:
            yield Value(source, "Step reworded", was.text, line.text)
        if before.index(was) not in stayed:
            yield Value(source, f"Step moved, “{line.text}”", ordinal(was.place), ordinal(line.place))
    kept = set(twins.values())
    yield from (
        Value(f"steps/{line.key}", "Step removed", line.text, None) for line in before if line not in kept
    )


def _lines(entry: Linked[Entry]) -> Iterator[_Line]:
    writer = Writer(resolver(entry.book))
    found: tuple[Step, ...] = getattr(entry, "steps", ())
    for place, step in enumerate(every_step(found), start=1):
        yield _Line(step.key, writer.step(step), place)


def _twins(before: tuple[_Line, ...], after: tuple[_Line, ...]) -> dict[_Line, _Line]:
    """Each new step's old self: by its id, by its text, then by what is most alike; no old one is two."""
    left, twins = dict.fromkeys(before), {}
    by_key = {line.key: line for line in before}
    by_text = {line.text: line for line in reversed(before)}
    for known, name in ((by_key, "key"), (by_text, "text")):
        for line in after:
            was = known.get(getattr(line, name))
            if line not in twins and was is not None and was in left:
                twins[line] = was
                del left[was]
    rest = [line for line in after if line not in twins]
    scored = [(_likeness(line.text, was.text), line, was) for line, was in product(rest, left)]
    for score, line, was in sorted(scored, key=lambda item: -item[0]):
        if score >= ALIKE and line not in twins and was in left:
            twins[line] = was
            del left[was]
    return twins


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient of two texts' words: 0 for nothing in common, 1 for the same words."""
    a, b = ({*_WORDS.findall(text.lower())} or {text} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b))


def _in_order(places: list[int]) -> frozenset[int]:
    """As many of the places as can be that are in order: all others moved."""
    runs: list[tuple[int, ...]] = [()]
    for place in places:
        before = (run for run in runs if not run or run[-1] < place)
        runs.append((*max(before, key=len), place))
    longest: tuple[int, ...] = max(runs, key=len)
    return frozenset(longest)
