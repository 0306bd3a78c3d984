"""A difference in words: as text for a terminal, as Markdown for a pull request, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from generator.addresses import address
from generator.diff import leftout
from generator.diff.difference import Change, Difference, Value
from generator.diff.markup import markdown
from generator.diff.plaintext import text
from generator.diff.summary import summary


def as_json(found: Difference) -> str:
    """Every section, also those in which nothing differs; docs/diff.md has the shape."""
    shown = {
        "format": 1,
        "summary": summary(found),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "changes": [_change(change) for change in section.changes],
            }
            for section in found.sections
        ],
        "left_out": [leftout.as_json(item) for item in found.left_out],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


#: By the name that people give `--format`.
FORMATS: Mapping[str, Callable[[Difference], str]] = {"text": text, "markdown": markdown, "json": as_json}


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "ref": str(change.ref),
        "title": change.title,
        "address": address(change.ref),
        "at": change.at.isoformat(timespec="minutes") if change.at else None,
        "count": change.count,
        "values": [_sides(value) for value in change.values],
        "because": [_sides(fact) for fact in change.because],
    }


def _sides(value: Value) -> dict[str, object]:
    return {
        "source": value.source,
        "name": value.name,
        "then": value.then,
        "now": value.now,
        "note": value.note or None,
    }
