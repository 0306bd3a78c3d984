"""Entries that somebody should have read critically again by now.

It counts while no crisis runs: that is when a plan is kept up, and while one runs nobody has time for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.gathering import Group, names, together

CODE = "review-overdue"


def _check(book: Playbook) -> Iterator[Finding]:
    if book.calendar is not None and book.overview.ended is None:
        return
    for entry in (book.summary, *book.entries.values()):
        due = entry.review_due
        if due is not None and due < book.now.date():
            said = Sentence(entry.ref, entry.place, entry.title, f"reviewed {entry.record.reviewed}")
            yield Finding(
                rule=CODE,
                entry=entry.ref,
                place=place(entry, "reviewed"),
                message=f"{quoted(entry.title)} should have been read critically again by {due}.",
                hint="Read it with whoever does the work, mend it, and write today's date into `reviewed:`.",
                sentences=(said,),
            )


def _many(group: Group) -> str:
    return f"{len(group)} entries should have been read critically again by now: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "While no crisis runs each entry is read again as often as it asks.",
    _check,
    together(lambda _: CODE, _many),
    comes_and_goes=True,
)
