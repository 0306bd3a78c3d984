"""Work that is started after it was done.

Either a moment is wrong, or the work was opened again and nobody said so; its state is wrong in both cases,
because the later record counts. Records of one minute may stand in any order.
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
    done, was_started = None, False
    for event in history.events:
        match event.record.kind:
            case "done":
                done = event
            case "reopened":
                done = None
            case "started":
                if done is not None and done.at < event.at:
                    name, again = quoted(history.entry.title), "again" if was_started else "only"
                    yield Objection(
                        events=(done, event),
                        field="at",
                        about=(history.entry,),
                        message=f"{name} is done on {shown(done.at, book)}, but started {again} on "
                        f"{cited(event, book)}.",
                        hint="Record `reopened` between the two if the work began anew. If a moment is "
                        "wrong, mend `at` in its file: a correction keeps the moment.",
                    )
                    done = None
                was_started = True
            case _:
                pass


RULE = rule("done-before-started", "Work is started before it is done, or opened again.", _check)
