"""What pages tell the scripts by which readers record what happened: of what, which kinds, in which unit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import singledispatch

from generator.facts import TimeValue
from generator.linked import Action, Commitment, Kpi, Linked, Ritual, Template
from generator.message import message
from generator.model import ENTRY_COLLECTIONS, Entry
from generator.record import offered
from generator.when import Time, as_data

#: Of the log itself nothing is recorded: an entry is corrected.
RECORDABLE = (frozenset(ENTRY_COLLECTIONS) | {"templates"}) - {"log"}

#: What does not yet settle an occurrence, so that it still waits for a word.
_UNSETTLED = frozenset({"open", "started", "blocked"})


def recording(entry: Linked[Entry], line: str = "", time: TimeValue | None = None) -> Mapping[str, str]:
    """What a script needs to record something of an entry, by name; empty where nothing can be.

    `line` and `time` are of one line of its schedule. `title` is plain text, `recurs` a recurring time, or
    any time of a line, as JSON (docs/time.md): a record that names no moment could be of another line;
    `opening` is how the record of a line without a time begins, for the same reason. `told`
    are the moments of the occurrences that need no record any more. A message that is ready to send is
    recorded for its audience first: `also` is the template, `said` the facts that it states now, as JSON.
    """
    if entry.collection not in RECORDABLE:
        return {}
    about, part = (entry.plan, entry.name) if isinstance(entry, Template) else (entry, line)
    found = {
        "record": str(about.ref),
        **(_message(entry) if isinstance(entry, Template) else {}),
        "kinds": " ".join(offered(entry.collection)),
        "title": f"{about.title}: {part}" if part else about.title,
        "unit": (entry.record.unit or "") if isinstance(entry, Kpi) else "",
        "opening": "" if time else line,
        "recurs": _computed(time.data) if time else _recurs(_as_data(time_of(entry))),
        "told": " ".join(
            at.isoformat(timespec="minutes")
            for at, status in sorted(entry.state.occurrences.items())
            if status not in _UNSETTLED
        ),
    }
    return {name: value for name, value in found.items() if value and (name != "told" or found["recurs"])}


def _message(template: Template) -> Mapping[str, str]:
    return {"also": str(template.ref), "said": _json(message(template).said_in(""))}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


@singledispatch
def time_of(entry: Linked[Entry]) -> Time | None:  # noqa: ARG001  of most entries no time recurs
    """The time whose occurrences can be recorded one by one."""
    return None


@time_of.register
def _(entry: Action) -> Time | None:
    return entry.when


@time_of.register
def _(entry: Commitment) -> Time | None:
    return entry.due


@time_of.register
def _(entry: Ritual) -> Time | None:
    return entry.cadence


def _as_data(time: Time | None) -> Mapping[str, object]:
    return as_data(time) if time else {}


def _recurs(data: Mapping[str, object]) -> str:
    return _computed(data) if data.get("kind") == "recurring" else ""


def _computed(data: Mapping[str, object]) -> str:
    if data.get("kind") not in ("interval", "recurring"):
        return ""
    return _json(data)
