"""Work that is unblocked although no record says that it was blocked.

The record that is missing is the one that the review needs: since when, and by what.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import quoted
from generator.rules.recorded import History, Objection, cited, rule, shown, whole


def _check(book: Playbook) -> Iterator[Objection]:
    for history in whole(book):
        if history.is_work:
            yield from _against(history, book)


def _against(history: History, book: Playbook) -> Iterator[Objection]:
    """What is blocked is so as a whole, so that occurrences are not told apart."""
    is_blocked, before = False, None
    for event in history.events:
        if event.record.kind == "blocked":
            is_blocked = True
        elif event.record.kind == "unblocked":
            if not is_blocked:
                since = f" again since it was unblocked on {cited(before, book)}" if before else ""
                yield Objection(
                    events=(event, before) if before else (event,),
                    field="kind",
                    about=(history.entry,),
                    message=f"{quoted(history.entry.title)} is unblocked on {shown(event.at, book)}, but "
                    f"nothing says that it was blocked{since}.",
                    hint="Record `blocked` with the moment at which it began, and why.",
                )
            is_blocked, before = False, event


RULE = rule("unblocked-without-blocked", "What is unblocked was blocked before.", _check)
