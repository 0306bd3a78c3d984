"""One thing that is done twice, without being opened again in between.

Often two people recorded the same; then the real end is not certain, because the later record counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import quoted
from generator.rules.recorded import History, Objection, cited, fitting, histories, rule, shown

#: The kinds after which something can be done anew.
_ANEW = frozenset({"started", "blocked", "unblocked", "dropped", "reopened", "invoked", "renegotiated"})


def _check(book: Playbook) -> Iterator[Objection]:
    for history in histories(book):
        if "done" in fitting(history.entry.collection):
            yield from _against(history, book)


def _against(history: History, book: Playbook) -> Iterator[Objection]:
    done = None
    for event in history.events:
        if event.record.kind in _ANEW:
            done = None
        elif event.record.kind == "done":
            if done is not None:
                yield Objection(
                    events=(event, done),
                    field="kind",
                    about=(history.entry,),
                    message=f"{quoted(history.entry.title)} is done on {shown(event.at, book)}, but was "
                    f"done already on {cited(done, book)}.",
                    hint="Record `reopened` between the two if the work began anew; what only adds to the "
                    "first is a `note`.",
                )
            done = event


RULE = rule("done-twice", "What is done is opened again before it is done again.", _check)
