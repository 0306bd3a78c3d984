"""What falls to a role on certain days: what it does, decides, sends, promised, leads and watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from generator.linked import Commitment, Decision, Linked, Playbook, Risk, Ritual, Role
from generator.model import Entry
from generator.rules.base import Sentence, is_over, place
from generator.rules.times import Days, cadence, days
from generator.when import Time, is_recurring

#: A risk of which the plan says this needs no watching.
_SETTLED = frozenset({"mitigated", "accepted", "closed"})


def charges(role: Role, gap: Days) -> Iterator[Sentence]:
    """What it owns that falls into these days: work with an end, what is due, what recurs often enough.

    What goes on without an end is not lost by a few days, but for a risk, which nobody watches then.
    """
    for action in role.actions:
        if action.when and not is_over(action) and _is_worked_on(action.when, gap, role.book):
            yield Sentence(action.ref, place(action, "when"), action.title, str(action.when))
    yield from _promised(role, gap)
    for decision in role.cited_by(Decision, "decided_by"):
        if decision.is_open and decision.needed_by and _falls(decision.needed_by, gap, role.book):
            yield _sentence(decision, decision.title, decision.needed_by, "needed_by")
    yield from _sent(role, gap)
    for ritual in role.cited_by(Ritual, "owner"):
        if ritual.cadence and _falls(ritual.cadence, gap, role.book):
            yield _sentence(ritual, ritual.title, ritual.cadence, "cadence")
    if not gap.dated and gap.last >= 1:
        yield from (Sentence(risk.ref, risk.place, risk.title) for risk in _watched(role))


def _promised(role: Role, gap: Days) -> Iterator[Sentence]:
    for promise in role.cited_by(Commitment, "owner"):
        if promise.due and not is_over(promise) and _falls(promise.due, gap, role.book):
            yield _sentence(promise, promise.title, promise.due, "every" if promise.record.every else "by")


def _sent(role: Role, gap: Days) -> Iterator[Sentence]:
    """Lines of a schedule; what is heard in a ritual is that ritual's."""
    for plan in role.book.comms:
        for index, item in enumerate(plan.record.schedule):
            time = None if item.ritual else plan.due(item)
            if time and (item.owner or plan.record.owner) == role.id and _falls(time, gap, role.book):
                yield _sentence(plan, f"{plan.title}: {item.what}", time, "schedule", index)


def _watched(role: Role) -> Iterator[Risk]:
    for risk in role.cited_by(Risk, "owner"):
        if risk.deputy in (None, role) and risk.record.status not in _SETTLED:
            yield risk


def _sentence(entry: Linked[Entry], text: str, time: Time, *path: str | int) -> Sentence:
    return Sentence(entry.ref, place(entry, *path), text, str(time))


def _is_worked_on(time: Time, gap: Days, book: Playbook) -> bool:
    """Whether work of several days goes on in these, or what recurs is due in them."""
    if is_recurring(time):
        return _falls(time, gap, book)
    covered = days(time, book)
    return covered is not None and covered.overlaps(gap)


def _falls(time: Time, gap: Days, book: Playbook) -> bool:
    """Whether it is due in these days, or recurs in them whenever it began."""
    if not is_recurring(time):
        found = days(time, book)
        return found is not None and replace(found, first=found.last).overlaps(gap)
    rate = cadence(time)
    if rate is None or not rate.days.overlaps(gap):
        return False
    common = min(rate.days.last, gap.last) - max(rate.days.first, gap.first) + 1
    return rate.every <= timedelta(days=common)
