"""A promise that was renegotiated, and no record says to when: the old date goes on counting everywhere.

What recurs has no single date that could move. A later record with a date says it for the earlier one too.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import quoted
from generator.rules.recorded import Objection, rule, shown

_HINT = (
    "Append a record `renegotiated` with the new date in `until:`; where the promise was taken back, one of "
    "kind `dropped`."
)


def _check(book: Playbook) -> Iterator[Objection]:
    for promise in book.commitments:
        said = [event for event in promise.state.events if event.record.kind == "renegotiated"]
        if said and promise.record.every is None and said[-1].record.until is None:
            yield Objection(
                events=(said[-1],),
                field="kind",
                about=(promise,),
                message=f"{quoted(promise.title, 60)} was renegotiated on {shown(said[-1].at, book)}, "
                "but not to which date: the old one still counts.",
                hint=_HINT,
            )


RULE = rule("renegotiated-without-date", "A promise is renegotiated to a date.", _check)
