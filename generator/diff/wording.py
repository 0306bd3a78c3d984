"""A difference as text for a terminal, as Markdown for a pull request, as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.addresses import address
from generator.diff import leftout
from generator.diff.difference import KINDS, Change, Difference, Section, Value
from generator.diff.lines import lines
from generator.review.markdown import plain

_TICKS = re.compile("`+")


def text(found: Difference) -> str:
    """Sections apart by an empty line, what belongs to a change indented below it."""
    parts = [*map(_section_text, found.told)] or [_nothing(found)]
    return _joined([*parts, leftout.text(found.left_out)])


def markdown(found: Difference) -> str:
    """The same as headings and lists; lines that differ stand in blocks that hosts colour."""
    parts = [*map(_section_markdown, found.told)] or [_nothing(found)]
    return _joined([*parts, leftout.markdown(found.left_out)])


def as_json(found: Difference) -> str:
    """Every section, also those in which nothing differs; docs/diff.md has the shape."""
    shown = {
        "format": 1,
        "sections": [
            {"key": section.key, "changes": [_change(change) for change in section.changes]}
            for section in found.sections
        ],
        "left_out": [leftout.as_json(item) for item in found.left_out],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


#: By the name that people give `--format`.
FORMATS: Mapping[str, Callable[[Difference], str]] = {"text": text, "markdown": markdown, "json": as_json}


def _nothing(found: Difference) -> Iterator[str]:
    """Says what was compared: nothing else is the same for that."""
    compared = ", ".join(section.title[:1].lower() + section.title[1:] for section in found.sections)
    yield f"Nothing differs. Compared: {compared}."


def _joined(parts: Iterable[Iterator[str]]) -> str:
    """The lines of all parts, an empty one between two."""
    shown = [part for part in map(list, parts) if part]
    return "\n\n".join("\n".join(part) for part in shown) + "\n"


def _section_text(section: Section) -> Iterator[str]:
    yield section.title
    for change in section.changes:
        yield ""
        yield f"  {_head(change)} ({change.ref})"
        for value in change.values:
            yield from (f"    {line}".rstrip() for line in _value(change, value))
        yield from (f"    because {_moved(fact)}" for fact in change.because)


def _section_markdown(section: Section) -> Iterator[str]:
    yield f"## {plain(section.title)}"
    for change in section.changes:
        yield ""
        yield f"### {plain(_head(change))} (`{change.ref}`)"
        if change.kind in ("otherwise", "settled"):
            yield ""
            yield from (f"- {plain(_moved(value))}" for value in change.values)
            continue
        shown = [line for value in change.values for line in _value(change, value)]
        if shown:
            fence = "`" * max(3, 1 + max(len(run) for run in (*_TICKS.findall("\n".join(shown)), "")))
            yield ""
            yield from (f"{fence}diff", *shown, fence)
        if change.because:
            yield ""
            yield from (f"- because {plain(_moved(fact))}" for fact in change.because)


def _head(change: Change) -> str:
    when = f", {change.at:%Y-%m-%d %H:%M}" if change.at else ""
    return f"{change.title}{when}: {KINDS[change.kind]}"


def _value(change: Change, value: Value) -> Iterator[str]:
    if change.kind in ("otherwise", "settled"):
        yield _moved(value)
    else:
        yield from lines(value.then, value.now, value.name)


def _moved(value: Value) -> str:
    now = "no longer in the plan" if value.now is None else value.now
    then = "nothing" if value.then is None else value.then
    return f"{value.name}: {_line(then)} -> {_line(now)}"


def _line(words: str) -> str:
    return " ".join(words.split())


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "ref": str(change.ref),
        "title": change.title,
        "address": address(change.ref),
        "at": change.at.isoformat(timespec="minutes") if change.at else None,
        "values": [_sides(value) for value in change.values],
        "because": [_sides(fact) for fact in change.because],
    }


def _sides(value: Value) -> dict[str, object]:
    return {"source": value.source, "name": value.name, "then": value.then, "now": value.now}
