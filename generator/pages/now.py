"""A role's desk: what to do, whom to call, who waits. One for each role, and all of them on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.linked import Action, Playbook, Role, Step, as_time, every_step
from generator.model import Absence, Contact
from generator.pages.duties import Duty, duties
from generator.pages.unblocked import OVER, Unblocked, unblocked
from generator.when import Dates, Duration, Interval, Moment, as_data, moment_in


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom to turn to when nothing moves: after how long (in words as typed, and in minutes)."""

    after: str
    minutes: int
    to: Role


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why an action is blocked, as the log last said: since when, whom it waits for, until when."""

    since: Interval
    on: Role | None
    until: Interval | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One action on a desk. `steps` has nested ones too; `needs` is what must be done first."""

    action: Action
    steps: tuple[Step, ...]
    needs: tuple[Action, ...]
    escalation: Escalation | None
    hindrance: Hindrance | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody else's action that waits for this role: for these of its actions, or for the role itself."""

    action: Action
    needs: tuple[Action, ...]
    hindrance: Hindrance | None


@dataclass(frozen=True, slots=True)
class Away:
    """A role's absence: in words, and its first and last day as scripts read times."""

    role: Role
    words: str
    first: Mapping[str, object]
    last: Mapping[str, object]
    cover: Role | None


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call, and why one would."""

    role: Role
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What one role needs in front of it; actions are in order of time.

    `first` is the first that is neither done nor dropped, `then` the others; `away` has the absences of the
    role, of those whom it covers and of everybody whom the desk names.
    """

    role: Role
    unblocked: tuple[Unblocked, ...]
    first: Task | None
    then: tuple[Task, ...]
    waiting: tuple[Waiting, ...]
    supports: tuple[Action, ...]
    calls: tuple[Call, ...]
    war_room: tuple[Contact, ...]
    away: tuple[Away, ...]
    duties: tuple[Duty, ...]

    @property
    def open(self) -> int:
        """How many of its actions are neither done nor dropped."""
        return sum(action.status not in OVER for action in self.role.actions)


def desks(book: Playbook) -> tuple[Desk, ...]:
    """The desks of all roles that a reader can have, those with something to do first."""
    found = [desk(role) for role in book.own_roles]
    return tuple(sorted(found, key=lambda item: item.first is None and not item.then))


def desk(role: Role) -> Desk:
    """The desk of one role, a group or an outsider included."""
    first = next((action for action in role.actions if action.status not in OVER), None)
    waiting = _waiting(role)
    called = tuple(_calls(role))
    named = {role, *(call.role for call in called), *(item.action.owner for item in waiting)}
    away = tuple(item for other in role.book.roles for item in absences(other))
    return Desk(
        role=role,
        unblocked=unblocked(role, role.book),
        first=task(first) if first else None,
        then=tuple(task(action) for action in role.actions if action != first),
        waiting=waiting,
        supports=_supported(role),
        calls=called,
        war_room=role.book.overview.war_room,
        away=tuple(item for item in away if item.role in named or item.cover == role),
        duties=duties(role),
    )


def task(action: Action) -> Task:
    """An action with all that belongs on its card."""
    return Task(
        action=action,
        steps=tuple(every_step(action.steps)),
        needs=action.needs,
        escalation=_escalation(action),
        hindrance=hindrance(action),
    )


def hindrance(action: Action) -> Hindrance | None:
    """Why it is blocked; None where it is not."""
    last = action.state.last
    if last is None or last.record.kind != "blocked":
        return None
    until = as_time(last.record.until, "moment")
    zone = action.book.calendar.rules.timezone if action.book.calendar else last.at.tzinfo
    ends = moment_in(until, zone) if zone and isinstance(until, (Moment, Dates)) else None
    return Hindrance(
        since=Interval(last.at, last.at),
        on=action.book.role(last.record.waiting_on),
        until=Interval(ends, ends) if ends else None,
        text=last.record.text,
    )


def absences(role: Role) -> tuple[Away, ...]:
    """When a role is away, as the data has it."""
    return tuple(_away(role, item) for item in role.absences)


def _away(role: Role, item: Absence) -> Away:
    first, last = as_time(item.from_), as_time(item.to)
    if first is None or last is None:
        raise TypeError(item)
    return Away(
        role=role,
        words=_day(item.from_) if item.from_ == item.to else f"{_day(item.from_)} to {_day(item.to)}",
        first=as_data(first),
        last=as_data(last),
        cover=role.book.role(item.cover),
    )


def _day(written: str) -> str:
    """A date as people say it; any other time as it was typed."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{found:%a} {found.day} {found:%b} {found.year}"


def _waiting(role: Role) -> tuple[Waiting, ...]:
    needed = {
        other: tuple(action for action in role.actions if action in other.needs)
        for other in role.waiting_on_me
    }
    held = {
        action: found
        for action in role.book.actions_in_time
        if (found := hindrance(action)) and found.on == role and action.owner != role
    }
    return tuple(
        Waiting(action, needed.get(action, ()), held.get(action))
        for action in role.book.actions_in_time
        if action in needed or action in held
    )


def _supported(role: Role) -> tuple[Action, ...]:
    """Others' actions that it supports, itself or in a group."""
    own = {action for one in (role, *role.groups) for action in one.supports}
    return tuple(action for action in role.book.actions_in_time if action in own and action.owner != role)


def _escalation(entry: Action | Role) -> Escalation | None:
    found = entry.record.escalate
    after = as_time(found.after, "duration") if found else None
    to = entry.book.role(found.to) if found else None
    if found is None or to is None or not isinstance(after, Duration):
        return None
    return Escalation(found.after, int(after.delta.total_seconds()) // 60, to)


def _calls(role: Role) -> Iterator[Call]:
    """Each role once, with every reason to call it."""
    reasons: dict[Role, dict[str, None]] = {}
    for other, why in _reasons(role):
        if other != role:
            reasons.setdefault(other, {})[why] = None
    found = (Call(other, tuple(why)) for other, why in reasons.items())
    # A number stands before none.
    yield from sorted(found, key=lambda call: not call.role.contacts)


def _reasons(role: Role) -> Iterator[tuple[Role, str]]:
    own = _escalation(role)
    if own:
        yield own.to, f"escalation after {own.after}"
    if role.deputy:
        yield role.deputy, "deputy"
    if role.reports_to:
        yield role.reports_to, "reports to"
    for action in role.actions:
        found = _escalation(action)
        if found and (own is None or found.to != own.to):
            yield found.to, "escalation"
        for other in action.needs:
            if other.owner and other.status not in OVER:
                yield other.owner, "has to finish first"
    for member in role.members:
        yield member, "member"
