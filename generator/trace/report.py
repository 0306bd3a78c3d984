"""A trace as text and as JSON."""

from __future__ import annotations

import json

from generator.trace.match import Trace, Traced


def report(trace: Trace) -> str:
    """One line a fragment, then the count of all and of the missing."""
    return "\n".join([*(_line(item) for item in trace.items), _summary(trace)])


def _line(item: Traced) -> str:
    place = f"{item.place.address} ({item.place.ref})" if item.place else "missing"
    return f"{item.fragment.line}: {_printable(item.fragment.text)} -> {place}"


def _summary(trace: Trace) -> str:
    count = len(trace.items)
    return f"{count} fragment{'' if count == 1 else 's'}, {len(trace.missing)} missing"


def _printable(text: str) -> str:
    """The text without what would move a terminal's cursor or turn its direction."""
    return "".join(char if char.isprintable() else " " for char in text)


def as_json(trace: Trace) -> str:
    """`fragments`, each with `unit`, `line`, `text`, `label`, `address` and `entry`; then the `summary`.

    The last two are null for a fragment that is missing.
    """
    return json.dumps(
        {
            "fragments": [_as_data(item) for item in trace.items],
            "summary": {"fragments": len(trace.items), "missing": len(trace.missing)},
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_data(item: Traced) -> dict[str, object]:
    return {
        "unit": item.fragment.unit,
        "line": item.fragment.line,
        "text": item.fragment.text,
        "label": item.fragment.label,
        "address": item.place.address if item.place else None,
        "entry": str(item.place.ref) if item.place else None,
    }
