"""A promise that falls due while what it promises is deferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import Ref, parse_ref
from generator.diagnostics import Location
from generator.linked import Action, Commitment, CommsPlan, Deferral, Linked, Playbook, Priority, every_step
from generator.model import Entry
from generator.rules.base import Finding, Rule, Sentence, listed, place, quoted
from generator.rules.times import Days, days, deadline, is_deferred
from generator.rules.words import stems
from generator.when import Time, Unreadable, parse

CODE = "promise-before-deferral"


@dataclass(frozen=True, slots=True)
class _Deferred:
    """What is put off: nothing of `covers`, and nothing that says all of `subject`, before `back`.

    `said` is how the plan puts it: "deferred to month 2".
    """

    entry: Linked[Entry]
    place: Location
    said: str
    back: Days
    covers: frozenset[Ref]
    subject: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Promise:
    """One dated promise, and the entries that it is about."""

    entry: Linked[Entry]
    place: Location
    text: str
    time: Time
    due: Days
    about: frozenset[Ref]


def _check(book: Playbook) -> Iterator[Finding]:
    promises = (*_commitments(book), *_offers(book))
    for deferred in _deferred(book):
        early = [item for item in promises if _is_meant(item, deferred) and item.due.before(deferred.back)]
        if early:
            yield _finding(deferred, early)


def _is_meant(promise: _Promise, deferred: _Deferred) -> bool:
    if promise.about & deferred.covers:
        return True
    return bool(deferred.subject) and deferred.subject <= stems(promise.text)


def _finding(deferred: _Deferred, early: list[_Promise]) -> Finding:
    promised = listed((f"{quoted(item.text, 60)} for {item.time}" for item in early), shown=2)
    rests_on = {ref for item in early for ref in item.about & deferred.covers}
    works = [
        entry for ref in sorted(rests_on) if isinstance(entry := deferred.entry.book.entries[ref], Action)
    ]
    return Finding(
        rule=CODE,
        entry=deferred.entry.ref,
        place=deferred.place,
        message=f"{quoted(deferred.entry.title)} is {deferred.said}, but promised before: {promised}.",
        hint="End the deferral earlier, move the promise, or let somebody accept it with a reason.",
        sentences=(
            Sentence(deferred.entry.ref, deferred.place, deferred.entry.title, deferred.said),
            *(Sentence(item.entry.ref, item.place, item.text, str(item.time)) for item in early),
            *(
                Sentence(work.ref, work.place, work.title, str(work.when))
                for work in works
                if work.when is not None
            ),
        ),
        contradiction=True,
    )


def _deferred(book: Playbook) -> Iterator[_Deferred]:
    for priority in book.priorities:
        window = priority.window
        back = days(window, book) if window and is_deferred(window) else None
        if window and back:
            yield _Deferred(
                priority, place(priority, "window"), str(window), back, _whole(priority), frozenset()
            )
    for deferral in book.deferrals:
        back = days(deferral.until, book) if deferral.until else None
        if deferral.until and back:
            yield _Deferred(
                deferral,
                place(deferral, "until"),
                f"deferred until {deferral.until}",
                back,
                _affected(deferral),
                stems(deferral.title),
            )


def _whole(priority: Priority) -> frozenset[Ref]:
    return frozenset((priority.ref, *(action.ref for action in priority.actions)))


def _affected(deferral: Deferral) -> frozenset[Ref]:
    refs = {ref for item in deferral.record.affects if (ref := parse_ref(item))}
    for ref in tuple(refs):
        entry = deferral.book.entries[ref]
        if isinstance(entry, Priority):
            refs |= _whole(entry)
    return frozenset(refs)


def _commitments(book: Playbook) -> Iterator[_Promise]:
    for commitment in book.commitments:
        if commitment.record.every:
            continue
        text = commitment.record.promise or commitment.title
        at = place(commitment, "promise" if commitment.record.promise else "by")
        time = commitment.planned or deadline(text, book)
        if time and (due := days(time, book)):
            yield _Promise(commitment, at, text, time, due, _about(commitment))


def _about(commitment: Commitment) -> frozenset[Ref]:
    """What it rests on; where that is not said, the priorities that it serves."""
    named = [entry.ref for entry in commitment.backing] or [item.ref for item in commitment.served_priorities]
    return frozenset((commitment.ref, *named))


def _offers(book: Playbook) -> Iterator[_Promise]:
    for plan in book.comms:
        for index, offer in enumerate(plan.record.offers):
            for number, item in enumerate(offer.items):
                time = parse(item.when) if item.when else None
                if time is None or isinstance(time, Unreadable):
                    continue
                due = days(time, book)
                if due:
                    at = place(plan, "offers", index, "items", number)
                    yield _Promise(plan, at, item.text, time, due, _offered(plan, item.text))


def _offered(plan: CommsPlan, text: str) -> frozenset[Ref]:
    """The actions that say the same as the offer's item, among the priorities of its audience."""
    wanted = stems(text)
    found = set[Ref]()
    for key in plan.record.priorities:
        for action in plan.book.priority(key).actions:
            own = stems(action.title, *(step.text for step in every_step(action.steps)))
            if len(wanted & own) > 1:
                found.add(action.ref)
    return frozenset(found)


RULE = Rule(
    code=CODE,
    severity="warning",
    title="Nothing is promised for a day on which it is still deferred.",
    check=_check,
)
