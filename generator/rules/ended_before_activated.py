"""A crisis that is over before it was declared: every time that counts from either would be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from generator.link import moment
from generator.linked import Playbook
from generator.rules.base import Finding, Rule, place

CODE = "ended-before-activated"


def _check(book: Playbook) -> Iterator[Finding]:
    zone, activated, ended = book.now.tzinfo or UTC, book.overview.activated, book.overview.ended
    if activated and ended and moment(ended, zone) < moment(activated, zone):
        yield Finding(
            rule=CODE,
            entry=book.summary.ref,
            place=place(book.summary, "ended"),
            message=f"The crisis ended on {ended}, before it was declared on {activated}.",
            hint="Mend the one or the other; leave `ended` out while the crisis goes on.",
        )


RULE = Rule(CODE, "warning", "A crisis ends after it was declared.", _check)
