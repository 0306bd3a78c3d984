"""Work that is done while the last word on it is that it is blocked.

Whoever waits for it, or was asked to unblock it, cannot tell whether something is still in the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import quoted
from generator.rules.recorded import History, Objection, cited, histories, rule, shown


def _check(book: Playbook) -> Iterator[Objection]:
    for history in histories(book):
        if history.is_work:
            yield from _against(history, book)


def _against(history: History, book: Playbook) -> Iterator[Objection]:
    blocked = None
    for event in history.events:
        match event.record.kind:
            case "blocked":
                blocked = event
            case "done" if blocked is not None and blocked.at < event.at:
                yield Objection(
                    events=(event, blocked),
                    field="kind",
                    about=(history.entry,),
                    message=f"{quoted(history.entry.title)} is done on {shown(event.at, book)}, but blocked "
                    f"since {cited(blocked, book)}, and nothing says that this ended.",
                    hint="Record `unblocked` with the moment at which the work could go on.",
                )
                blocked = None
            case "started" | "done" | "unblocked" | "dropped" | "reopened":
                blocked = None
            case _:
                pass


RULE = rule("done-while-blocked", "What was blocked is unblocked before it is done.", _check)
