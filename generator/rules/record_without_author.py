"""Records of which nobody says who made them: one line for all, because in a crisis any record is better.

A review asks whom it can ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.recorded import Objection, one_line, records, rule, shown

_HINT = "Write `by:` with a role's id into each: a correction keeps who said it."


def _check(book: Playbook) -> Iterator[Objection]:
    return (
        Objection(
            events=(event,),
            field="by",
            about=(),
            message=f"Nobody says who recorded “{event.id}” on {shown(event.at, book)}.",
            hint=_HINT,
        )
        for event in records(book)
        if event.record.by is None
    )


RULE = rule(
    "record-without-author",
    "A record says which role made it.",
    _check,
    one_line(lambda count, names: f"Nobody says who made {count} records: {names}."),
)
