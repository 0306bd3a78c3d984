"""A log entry as a file of its own, so that two people who record at once never meet."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.addresses import Ref
from generator.model.ids import MAX_ID_LENGTH, slug

#: The kind of an entry when none is asked for, by the collection that it is about.
DEFAULT_KIND = {"kpis": "measured"}

#: What readers are offered to say of an entry, by its collection; of all others a note.
OFFERED: Mapping[str, tuple[str, ...]] = {
    "actions": ("done", "started", "blocked", "unblocked", "dropped", "reopened", "note"),
    "kpis": ("measured", "note"),
    "comms": ("sent", "note"),
    "templates": ("sent", "note"),
    "commitments": ("kept", "missed", "renegotiated", "note"),
    "targets": ("kept", "missed", "note"),
    "risks": ("occurred", "note"),
    "contingencies": ("invoked", "done", "note"),
    "rituals": ("held", "skipped", "note"),
    "decisions": ("decided", "note"),
    "roles": ("assigned", "note"),
}


def offered(collection: str) -> tuple[str, ...]:
    """The kinds that readers are offered for an entry of this collection, the likeliest first."""
    return OFFERED.get(collection, ("note",))


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be recorded; `at` is in the playbook's zone, None fields are left out."""

    about: Ref
    kind: str
    at: datetime
    by: str | None = None
    text: str | None = None
    value: float | str | None = None
    for_: str | None = None
    until: str | None = None
    waiting_on: str | None = None
    corrects: str | None = None


def entry_id(note: Note, taken: Collection[str]) -> str:
    """`2026-11-23-0912-done-find-cause`, numbered when that is taken."""
    stem = f"{note.at:%Y-%m-%d-%H%M}-{note.kind}-{slug(note.about.id.rpartition('.')[2])}"
    number, ending = 1, ""
    while (found := stem[: MAX_ID_LENGTH - len(ending)].rstrip("-") + ending) in taken:
        number += 1
        ending = f"-{number}"
    return found


def file_of(note_id: str) -> str:
    """The file of an entry, relative to the playbook's folder."""
    return f"data/log/{note_id}.yml"


def text_of(note: Note, note_id: str) -> str:
    """The file's text. Words are written as JSON strings, which are YAML and need no quoting rules."""
    lines = [
        "# yaml-language-server: $schema=../schema.json",
        "log:",
        f"  {note_id}:",
        f"    at: {note.at:%Y-%m-%dT%H:%M}",
        f"    kind: {note.kind}",
        "    about:",
        f"      - {note.about}",
    ]
    given = {
        "by": note.by,
        "for": note.for_,
        "until": note.until,
        "waiting_on": note.waiting_on,
        "corrects": note.corrects,
        "value": note.value,
        "text": note.text,
    }
    for name, value in given.items():
        if value is not None:
            lines.append(f"    {name}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
