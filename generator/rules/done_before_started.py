"""Work that goes on after it was done: it is started, blocked or unblocked.

Either a moment is wrong, or the work was opened again and nobody said so; its state is wrong in both cases,
because the later record counts. Records of one minute may stand in any order.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import quoted
from generator.rules.recorded import History, Objection, cited, histories, rule, shown

_GOES_ON = frozenset({"started", "blocked", "unblocked"})


def _check(book: Playbook) -> Iterator[Objection]:
    for history in histories(book):
        if history.is_work:
            yield from _against(history, book)


def _against(history: History, book: Playbook) -> Iterator[Objection]:
    done, before = None, set()
    for event in history.events:
        kind = event.record.kind
        if kind == "done":
            done = event
        elif kind == "reopened":
            done = None
        elif kind in _GOES_ON:
            if done is not None and done.at < event.at:
                again = "again" if kind in before else "only"
                yield Objection(
                    events=(done, event),
                    field="at",
                    about=(history.entry,),
                    message=f"{quoted(history.entry.title)} is done on {shown(done.at, book)}, but {kind} "
                    f"{again} on {cited(event, book)}.",
                    hint="Record `reopened` between the two if the work began anew. If a moment is wrong, "
                    "mend `at` in its file: a correction keeps the moment.",
                )
                done = None
            before.add(kind)


RULE = rule("done-before-started", "Work goes on before it is done, or is opened again.", _check)
