"""The board, and the lists that several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.facts import Value, time_value
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Kpi,
    Level,
    Linked,
    LogItem,
    Playbook,
    Priority,
    Role,
    Summary,
    Target,
)
from generator.model import Contact, Entry, ScheduleItem
from generator.pages.clock import Clock, clock
from generator.when import sort_key

#: Fields of the playbook that the board shows in a way of its own, or that only the tool needs.
NOT_ON_THE_BOARD = frozenset(
    {
        "key",
        "situation",
        "activated",
        "ended",
        "war_room",
        "editions",
        "events",
        "declare_when",
    }
)


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Roles under one heading."""

    title: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One line of an audience's schedule."""

    plan: CommsPlan
    item: ScheduleItem
    time: Value | None


@dataclass(frozen=True, slots=True)
class Board:
    """What the first page shows. `activated` and `ended` are T0 and its end as typed, or None."""

    summary: Summary
    clock: Clock
    activated: str | None
    ended: str | None
    war_room: tuple[Contact, ...]
    levels: tuple[Level, ...]
    priorities: tuple[Priority, ...]
    first_actions: tuple[tuple[Role, Action], ...]
    reachable: tuple[Role, ...]
    unreachable: tuple[Role, ...]
    messages: tuple[Message, ...]
    off_target: tuple[Kpi | Target, ...]
    preparation: tuple[Action, ...]
    due_for_review: tuple[tuple[Linked[Entry], date], ...]
    not_here: frozenset[str] = NOT_ON_THE_BOARD


def board(book: Playbook) -> Board:
    """The board of a playbook."""
    ours = [role for role in book.roles if not role.is_external and not role.is_group]
    return Board(
        summary=book.summary,
        clock=clock(book),
        activated=book.overview.activated,
        ended=book.overview.ended,
        war_room=book.overview.war_room,
        levels=book.levels,
        priorities=book.priorities,
        first_actions=tuple((role, first) for role in ours if (first := next_action(role))),
        reachable=tuple(role for role in ours if role.contacts),
        unreachable=tuple(role for role in ours if not role.contacts),
        messages=tuple(
            Message(plan, item, schedule_time(item, book))
            for plan in book.comms
            for item in plan.record.schedule
        ),
        off_target=off_target(book),
        preparation=tuple(
            action
            for priority in book.priorities
            if priority.record.phase == "before"
            for action in priority.actions
        ),
        due_for_review=due_for_review(book),
    )


def due_for_review(book: Playbook) -> tuple[tuple[Linked[Entry], date], ...]:
    """Entries whose review is due by now, and since when, the longest due first."""
    entries: tuple[Linked[Entry], ...] = (book.summary, *book.entries.values())
    dated = ((entry, due) for entry in entries if (due := entry.review_due))
    return tuple(sorted((pair for pair in dated if pair[1] <= book.now.date()), key=lambda pair: pair[1]))


def off_target(book: Playbook) -> tuple[Kpi | Target, ...]:
    """KPIs and targets that are measured and not met."""
    watched: tuple[Kpi | Target, ...] = (*book.kpis, *book.targets)
    return tuple(entry for entry in watched if entry.standing == "not met")


def schedule_time(item: ScheduleItem, book: Playbook) -> Value | None:
    """When a line of a schedule is due, for people."""
    if item.every:
        return time_value(item.every, "cadence", book)
    return time_value(item.when, "time", book) if item.when else None


def next_action(role: Role) -> Action | None:
    """The first of a role's actions, in order of time, that is neither done nor dropped."""
    return next((action for action in role.actions if action.status not in ("done", "dropped")), None)


def owners(book: Playbook) -> tuple[Role, ...]:
    """Roles that own an action."""
    return tuple(role for role in book.roles if role.actions)


def role_groups(book: Playbook) -> tuple[RoleGroup, ...]:
    """Ours, groups of roles, outsiders; empty groups are left out."""
    ours = tuple(role for role in book.roles if not role.is_external and not role.is_group)
    groups = tuple(role for role in book.roles if role.is_group)
    outside = tuple(role for role in book.roles if role.is_external and not role.is_group)
    found = (RoleGroup("Our roles", ours), RoleGroup("Groups", groups), RoleGroup("Outside", outside))
    return tuple(group for group in found if group.roles)


def by_date(commitments: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """Promises by date; those without one last."""
    return tuple(
        sorted(commitments, key=lambda item: (item.due is None, sort_key(item.due) if item.due else ()))
    )


def log_days(book: Playbook) -> tuple[tuple[str, tuple[LogItem, ...]], ...]:
    """The log by day, newest first: (date as YYYY-MM-DD in the playbook's zone, entries)."""
    dated = ((f"{item.at:%Y-%m-%d}", item) for item in book.log)
    return tuple(
        (day, tuple(item for _, item in found)) for day, found in groupby(dated, lambda pair: pair[0])
    )
