"""`/playbook.json`: the whole linked model. docs/playbook-json.md describes its shape.

`format` changes when something that a reader may rely on goes or means something else; what is only
added does not change it.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from generator.addresses import Ref
from generator.facts import timed
from generator.linked import Linked, LogItem, Playbook, Priority
from generator.model import Entry, When
from generator.model.walk import fields
from generator.when import Unreadable, parse

FORMAT = 1


def playbook_json(book: Playbook) -> bytes:
    """The model as UTF-8 JSON, keys in a fixed order, an entry a line."""
    overview = {
        "source": _source(book.summary),
        "fields": _fields(book.summary),
        "times": _times(book.summary),
    }
    entries = ",\n".join(f"{_json(str(ref))}: {_json(_entry(entry))}" for ref, entry in book.entries.items())
    lines = (
        f'"format": {FORMAT}',
        f'"playbook": {_json(overview)}',
        f'"ranking": {_json([priority.id for priority in book.priorities])}',
        f'"entries": {{\n{entries}\n}}',
    )
    return ("{" + ",\n".join(lines) + "}\n").encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(entry: Linked[Entry]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "collection": entry.collection,
        "id": entry.id,
        "title": entry.title,
        "address": entry.address,
        "source": _source(entry),
        "fields": _fields(entry),
        "times": _times(entry),
        "named_by": [str(other.ref) for other in entry.named_by],
        "state": _state(entry),
    }
    if isinstance(entry, Priority):
        ranked = entry.ranked
        found["rank"] = {
            "rank": ranked.rank,
            "computed": ranked.computed,
            "score": ranked.score,
            "band": ranked.band,
            "understaffed": ranked.understaffed,
            "holds": {item.factor: [item.lowest, item.highest] for item in ranked.sensitivity},
        }
    if isinstance(entry, LogItem):
        found.pop("state")
    return found


def _source(entry: Linked[Entry]) -> dict[str, Any]:
    return {"file": entry.place.file, "line": entry.place.line}


def _fields(entry: Linked[Entry]) -> dict[str, Any]:
    """The record as its YAML says it; actions and templates are entries of their own."""
    inner = {"priorities": {"actions"}, "comms": {"templates"}}.get(entry.collection, set())
    return entry.record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=inner)


def _times(entry: Linked[Entry]) -> list[dict[str, Any]]:
    """Each time of the entry: where it stands, its words, what scripts compute with, its dates."""
    inner = {"priorities": "actions", "comms": "templates"}.get(entry.collection)
    found = []
    for path, marker, written in fields(entry.record):
        if not isinstance(marker, When) or path[0] == inner:
            continue
        time = parse(written, marker.expects)
        if isinstance(time, Unreadable):
            continue
        value = timed(time, written, entry.book)
        interval = value.interval
        found.append(
            {
                "field": list(path),
                "words": written,
                "means": value.data,
                "start": _moment(interval.start) if interval else None,
                "end": _moment(interval.end) if interval else None,
            }
        )
    return found


def _state(entry: Linked[Entry]) -> dict[str, Any]:
    state = entry.state
    return {
        "status": state.status,
        "since": _moment(state.last.at) if state.last else None,
        "log": [str(Ref("log", event.id)) for event in state.events],
        "measurements": [[_moment(at), value] for at, value in state.measurements],
        "occurrences": {at.isoformat(): status for at, status in sorted(state.occurrences.items())},
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
