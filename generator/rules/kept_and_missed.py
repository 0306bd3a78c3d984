"""One promise that is both kept and missed, or one occurrence of a ritual both held and skipped.

The later record counts, and whoever wrote the earlier one may not know. A promise that was renegotiated or
opened again is a new one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import quoted
from generator.rules.recorded import History, Objection, cited, fitting, histories, rule, shown

_AGAINST = {"kept": "missed", "missed": "kept", "held": "skipped", "skipped": "held"}
_ANEW = frozenset({"renegotiated", "reopened"})


def _check(book: Playbook) -> Iterator[Objection]:
    for history in histories(book):
        if not fitting(history.entry.collection).isdisjoint(_AGAINST):
            yield from _against(history, book)


def _against(history: History, book: Playbook) -> Iterator[Objection]:
    judged = None
    for event in history.events:
        kind = event.record.kind
        if kind in _ANEW:
            judged = None
        elif kind in _AGAINST:
            if judged is not None and judged.record.kind == _AGAINST[kind]:
                yield Objection(
                    events=(event, judged),
                    field="kind",
                    about=(history.entry,),
                    message=f"{quoted(history.entry.title)} is {kind} on {shown(event.at, book)}, but was "
                    f"{judged.record.kind} on {cited(judged, book)}.",
                    hint="Name the occurrence of each in `for`, if they are two; record `reopened` between "
                    "them, if the first was a mistake.",
                )
            judged = event


RULE = rule("kept-and-missed", "A promise is kept or missed, a meeting held or skipped.", _check)
