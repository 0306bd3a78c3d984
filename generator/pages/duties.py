"""What is expected of a role besides its actions: what it decides, hears, promised, watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.facts import Value, time_value
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Contingency,
    Decision,
    Kpi,
    Linked,
    Principle,
    Risk,
    Role,
    Target,
    Template,
)
from generator.model import Entry, ScheduleItem
from generator.pages.promised import promised
from generator.review.wording import moment_words


@dataclass(frozen=True, slots=True)
class Item:
    """One line: the entry, more of it as plain words, when, and more as prose.

    `name` stands for the entry's title where that says too little; `after` are plain words on the time.
    """

    entry: Linked[Entry]
    words: str = ""
    time: Value | None = None
    prose: str = ""
    name: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Lines of one kind; `title` completes a sentence that begins with the role."""

    title: str
    items: tuple[Item, ...]


def duties(role: Role) -> tuple[Duty, ...]:
    """All of them that have a line, what must be answered first."""
    found = (
        ("Decides", _decisions(role)),
        ("Clears before it is sent", _named(role.cited_by(CommsPlan, "cleared_by"))),
        ("Approves", _approved(role)),
        ("Receives escalations of", _escalations(role)),
        ("Hears", _heard(role)),
        ("Was promised", _promises(tuple(item for plan in _plans(role) for item in plan.commitments))),
        ("Promised", _promises(role.cited_by(Commitment, "owner"))),
        ("Sends", _sent(role)),
        ("Sets off, when it comes to it", _named(role.cited_by(Contingency, "owner"))),
        ("Takes part in", _rituals(role)),
        ("Measures", _named(role.cited_by(Kpi, "owner"))),
        ("Answers for", _named((*role.cited_by(Target, "owner"), *role.cited_by(Risk, "owner", "deputy")))),
    )
    return tuple(Duty(title, items) for title, lines in found if (items := tuple(lines)))


def _named(entries: tuple[Linked[Entry], ...]) -> Iterator[Item]:
    return (Item(entry) for entry in entries)


def _approved(role: Role) -> Iterator[Item]:
    yield from _named(role.cited_by(Template, "approver"))
    yield from _named(role.cited_by(Principle, "approvers"))


def _decisions(role: Role) -> Iterator[Item]:
    """Open ones, those overdue first; what is decided is on its own page."""
    found = (entry for entry in role.cited_by(Decision, "decided_by") if entry.is_open)
    for entry in sorted(found, key=lambda entry: not entry.is_overdue):
        needed, default = entry.record.needed_by, entry.record.default
        time = time_value(needed, "time", role.book) if needed else None
        words = "needed by" if needed else ""
        yield Item(entry, words, time, f"else: {default}" if default else "", after=_overdue(entry))


def _overdue(entry: Decision) -> str:
    since = entry.overdue_after if entry.is_overdue else None
    return f"overdue since {moment_words(since)}" if since else ""


def _escalations(role: Role) -> Iterator[Item]:
    roles = ((entry, entry.record.escalate) for entry in role.cited_by(Role, "escalate"))
    actions = ((entry, entry.record.escalate) for entry in role.cited_by(Action, "escalate"))
    for entry, found in (*roles, *actions):
        yield Item(entry, f"after {found.after}" if found else "")


def _plans(role: Role) -> tuple[CommsPlan, ...]:
    """The audiences to which it belongs, itself or in a group."""
    found = (plan for one in (role, *role.groups) for plan in one.cited_by(CommsPlan, "roles"))
    return tuple(dict.fromkeys(found))


def _heard(role: Role) -> Iterator[Item]:
    for plan in _plans(role):
        sender = f"from {plan.owner.title}" if plan.owner else ""
        for item in _lines(plan, plan.record.schedule):
            yield replace(item, name=item.words, words=sender)
        if not plan.record.schedule:
            yield Item(plan, sender)


def _sent(role: Role) -> Iterator[Item]:
    """What it sends: lines of a schedule that name it, and the rest of the plans that it answers for."""
    for plan in role.book.comms:
        lines = tuple(item for item in plan.record.schedule if (item.owner or plan.record.owner) == role.id)
        if lines:
            found = _lines(plan, lines)
            yield from (replace(item, words=f"{item.words}," if item.time else item.words) for item in found)
        elif plan.owner == role:
            yield Item(plan)


def _lines(plan: CommsPlan, lines: tuple[ScheduleItem, ...]) -> Iterator[Item]:
    for item in lines:
        written = item.every or item.when
        expects = "cadence" if item.every else "time"
        time = time_value(written, expects, plan.book) if written else None
        yield Item(plan, item.what, time, item.whenever or "")


def _promises(promises: tuple[Commitment, ...]) -> Iterator[Item]:
    for entry in promises:
        found = promised(entry)
        said = found.status if found.status != "open" else ""
        after = " · ".join(filter(None, (found.moved, said)))
        yield Item(entry, time=next(iter(found.due), None), after=after)


def _rituals(role: Role) -> Iterator[Item]:
    for ritual in role.rituals:
        cadence = ritual.record.cadence
        yield Item(ritual, time=time_value(cadence, "cadence", role.book) if cadence else None)
