"""An absence whose last day lies before its first: the role would never be away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from generator.linked import Playbook, as_time
from generator.model import Absence
from generator.rules.base import Finding, Rule, place, quoted
from generator.rules.times import days
from generator.when import Moment, moment_in

CODE = "away-ends-before-it-begins"


def _check(book: Playbook) -> Iterator[Finding]:
    for role in book.roles:
        for index, absence in enumerate(role.absences):
            if _is_backwards(absence, book):
                yield Finding(
                    rule=CODE,
                    entry=role.ref,
                    place=place(role, "away", index, "to"),
                    message=f"{quoted(role.title)} is away from {absence.from_} to {absence.to}, which is "
                    "earlier.",
                    hint="Mend the one or the other: `from` is the first day, `to` the last.",
                )


def _is_backwards(absence: Absence, book: Playbook) -> bool:
    begins, ends = as_time(absence.from_), as_time(absence.to)
    if begins is None or ends is None:
        return False
    if isinstance(begins, Moment) and isinstance(ends, Moment):
        zone = book.now.tzinfo or UTC
        return moment_in(ends, zone) < moment_in(begins, zone)
    first, last = days(begins, book), days(ends, book)
    return first is not None and last is not None and last.before(first)


RULE = Rule(CODE, "warning", "An absence ends after it begins.", _check)
