"""How to record, by examples from the playbook itself: nobody has to make one up in a crisis."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from generator.linked import Action, Playbook
from generator.model import LOG_KINDS
from generator.record import Note, entry_id, file_of, number, text_of

#: Stands where people who record at once each have letters of their own.
APART = "7f3a"

WORDS = "What happened, in a sentence."


@dataclass(frozen=True, slots=True)
class HowTo:
    """`commands` for a terminal; `lines` (indentation, text) are the text of `file`; what `kinds` there are.

    The file is relative to the playbook's folder.
    """

    commands: tuple[str, ...]
    file: str
    lines: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...] = LOG_KINDS


def how_to(book: Playbook) -> HowTo:
    """The examples: the first action of the first priority, the first KPI, as far as there are any."""
    action = next((action for priority in book.priorities for action in priority.actions), None)
    at = book.calendar.t0.astimezone(book.now.tzinfo) if book.calendar else book.now
    note = Note(
        about=(action.ref,) if action else (),
        kind="done" if action else "note",
        at=at,
        by=action.owner.id if action and action.owner else None,
        text=WORDS,
    )
    found = entry_id(note, APART)
    text = text_of(note, found).splitlines()
    lines = tuple((line[: len(line) - len(line.lstrip())], line.lstrip()) for line in text)
    return HowTo(tuple(_commands(action, book)), file_of(found), lines)


def _commands(action: Action | None, book: Playbook) -> Iterator[str]:
    if action:
        by = ("--by", action.owner.id) if action.owner else ()
        yield shlex.join(("playbook", "record", str(action.ref), "--done", *by, WORDS))
    for kpi in book.kpis[:1]:
        goal = kpi.threshold.value if kpi.threshold else 1
        value = goal if kpi.latest is None else kpi.latest
        yield shlex.join(("playbook", "record", str(kpi.ref), number(value)))
