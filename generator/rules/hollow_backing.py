"""A promise that rests on nothing but itself, on what was dropped, or on what is put off.

Promises may rest on each other; somewhere below them there must be work, a number or an audience. A promise
that nothing backs at all is another rule's business, also where this one rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Commitment, Deferral, Linked, Playbook
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted

CODE = "hollow-backing"


def _check(book: Playbook) -> Iterator[Finding]:
    for promise in book.commitments:
        if promise.state.status != "dropped" and promise.backing and not _carries(promise, ()):
            yield _finding(promise)


def _carries(entry: Linked[Entry], above: tuple[Commitment, ...]) -> bool:
    """Whether something can rest on an entry; `above` are the promises that do, from the first one."""
    if entry.state.status == "dropped" or isinstance(entry, Deferral) or entry in above:
        return False
    if not isinstance(entry, Commitment) or not entry.backing:
        return True
    return any(_carries(item, (*above, entry)) for item in entry.backing)


def _finding(promise: Commitment) -> Finding:
    at = place(promise, "backed_by")
    return Finding(
        rule=CODE,
        entry=promise.ref,
        place=at,
        message=f"{quoted(promise.title)} is backed by nothing that will happen: "
        f"{listed(_reason(item, promise) for item in promise.backing)}.",
        hint="Name in `backed_by:` the work that makes the promise possible, or take the promise back.",
        sentences=(
            Sentence(promise.ref, at, promise.record.promise or promise.title),
            *(Sentence(item.ref, item.place, item.title) for item in promise.backing if item is not promise),
        ),
    )


def _reason(entry: Linked[Entry], promise: Commitment) -> str:
    if entry is promise:
        return "it names itself"
    if entry.state.status == "dropped":
        return f"{quoted(entry.title, 40)} was dropped"
    if isinstance(entry, Deferral):
        return f"{quoted(entry.title, 40)} is put off"
    return f"{quoted(entry.title, 40)} rests on nothing either"


RULE = Rule(CODE, "warning", "What backs a promise is more than itself, and still happens.", _check)
