"""The board, and the lists that several pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.facts import TimeValue, timed
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Kpi,
    Linked,
    LogItem,
    Playbook,
    Priority,
    Role,
    Summary,
    Target,
    Template,
)
from generator.model import Contact, Entry
from generator.pages.clock import Clock, clock
from generator.pages.fitting import fitting
from generator.pages.heard import Heard, by_silence
from generator.pages.now import Away, absences
from generator.review.wording import moment_words
from generator.sent import sent_by_plan
from generator.when import Time, Unreadable, parse, sort_key

#: Fields of the playbook that the board shows in a way of its own, or that only the tool needs.
NOT_ON_THE_BOARD = frozenset(
    {
        "key",
        "situation",
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
    """One line of an audience's schedule that has a time; `sender` speaks, `sent` holds the log's messages.

    They are of this line alone (ISO 8601, oldest first), as far as that can be known. `template` is what is
    ready to be sent.
    """

    plan: CommsPlan
    what: str
    time: TimeValue
    channel: str
    sender: Role | None
    sent: tuple[str, ...]
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class OffTarget:
    """A KPI or target that is measured and not met, in words: the goal, the latest value, its trend.

    A target that was met after its day says since when in place of a trend.
    """

    entry: Kpi | Target
    goal: str
    latest: str
    trend: str


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom to call about an action: its owner, the owner's deputy."""

    owner: Role | None
    deputy: Role | None


@dataclass(frozen=True, slots=True)
class Board:
    """What the first page shows.

    `first` is what the highest priority needs first, `first_actions` of each role; `actions` are all that
    are not dropped, in order of time; `calls` holds each owner of an action once; `heard` is by silence.
    """

    summary: Summary
    clock: Clock
    war_room: tuple[Contact, ...]
    lead: Role | None
    priorities: tuple[Priority, ...]
    roles: tuple[Role, ...]
    first: Action | None
    first_calls: Calls
    first_actions: tuple[tuple[Role, Action], ...]
    actions: tuple[Action, ...]
    blocked: tuple[Action, ...]
    calls: tuple[Calls, ...]
    away: tuple[Away, ...]
    reachable: tuple[Role, ...]
    unreachable: tuple[Role, ...]
    messages: tuple[Message, ...]
    heard: tuple[Heard, ...]
    off_target: tuple[OffTarget, ...]
    preparation: tuple[Action, ...]
    due_for_review: tuple[tuple[Linked[Entry], date], ...]
    questions: int
    is_measured: bool
    is_ready: bool
    not_here: frozenset[str] = NOT_ON_THE_BOARD

    @property
    def is_silence_told(self) -> bool:
        """Whether there is anything to say of what audiences heard."""
        return any(one.item or one.words for one in self.heard)

    @property
    def pickable(self) -> tuple[Mapping[str, str], ...]:
        """The roles that a reader can pick, for scripts."""
        return tuple({"id": role.id, "title": role.title} for role in self.roles)


def board(book: Playbook) -> Board:
    """The board of a playbook."""
    ours = book.own_roles
    actions = tuple(action for action in book.actions_in_time if action.status != "dropped")
    ranked = (action for priority in book.priorities for action in priority.actions)
    first = next((action for action in ranked if action.status in ("open", "started")), None)
    preparation = tuple(action for priority in book.priorities for action in _preparing(priority))
    reviews, unreachable = due_for_review(book), tuple(role for role in ours if not role.contacts)
    questions = sum(len(entry.open) for entry in (book.summary, *book.entries.values()))
    return Board(
        summary=book.summary,
        clock=clock(book),
        war_room=book.overview.war_room,
        lead=book.lead,
        priorities=book.priorities,
        roles=ours,
        first=first,
        first_calls=_calls(first.owner if first else book.lead),
        first_actions=tuple((role, action) for role in ours if (action := next_action(role))),
        actions=actions,
        blocked=tuple(action for action in actions if action.status == "blocked"),
        calls=tuple(_calls(role) for role in book.roles if role.actions),
        away=tuple(item for role in book.roles for item in absences(role)),
        reachable=tuple(role for role in ours if role.contacts),
        unreachable=unreachable,
        messages=messages(book),
        heard=by_silence(book),
        off_target=off_target(book),
        preparation=preparation,
        due_for_review=reviews,
        questions=questions,
        is_measured=any(kpi.latest is not None for kpi in book.kpis),
        is_ready=not (preparation or reviews or unreachable or questions) and bool(book.overview.war_room),
    )


def _preparing(priority: Priority) -> tuple[Action, ...]:
    return priority.actions if priority.record.phase == "before" else ()


def _calls(owner: Role | None) -> Calls:
    return Calls(owner, owner.deputy if owner else None)


def messages(book: Playbook) -> tuple[Message, ...]:
    """The lines of all schedules that have a time, in order of time."""
    found: list[tuple[Time, Message]] = []
    for plan, lines in sent_by_plan(book).items():
        for item, (time, moments) in zip(plan.record.schedule, lines, strict=True):
            if time:
                sent = tuple(moment.isoformat() for moment in moments)
                value = timed(time, str(time), book)
                sender = book.role(item.owner) or plan.owner
                ready = fitting(plan, item)
                message = Message(plan, item.what, value, item.channel or "", sender, sent, ready)
                found.append((time, message))
    return tuple(message for _, message in sorted(found, key=lambda pair: sort_key(pair[0])))


def due_for_review(book: Playbook) -> tuple[tuple[Linked[Entry], date], ...]:
    """Entries whose review is due by now, and since when, the longest due first."""
    entries: tuple[Linked[Entry], ...] = (book.summary, *book.entries.values())
    dated = ((entry, due) for entry in entries if (due := entry.review_due))
    return tuple(sorted((pair for pair in dated if pair[1] <= book.now.date()), key=lambda pair: pair[1]))


def off_target(book: Playbook) -> tuple[OffTarget, ...]:
    """KPIs and targets that are measured and not met."""
    kpis = (
        OffTarget(kpi, f"target {kpi.shown_target}", kpi.shown_latest, kpi.trend)
        for kpi in book.kpis
        if kpi.standing == "not met"
    )
    targets = (
        OffTarget(target, f"by {target.by}" if target.by else "", "", _late(target))
        for target in book.targets
        if target.standing == "not met"
    )
    return (*kpis, *targets)


def _late(target: Target) -> str:
    return f"met since {moment_words(target.late_since)}" if target.late_since else ""


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
    return tuple(sorted(commitments, key=_by_date))


def _by_date(commitment: Commitment) -> tuple[bool, tuple[int, int, int, str] | tuple[()]]:
    time, calendar = commitment.due, commitment.book.calendar
    bounds = commitment.book.interval(time) if time and commitment.moved else None
    if bounds and bounds.end and calendar:
        # Among the plan's days a date stands where its own day does.
        day = parse(f"day {max(1, calendar.day_of(bounds.end))}")
        time = time if isinstance(day, Unreadable) else day
    return time is None, sort_key(time) if time else ()


def log_days(book: Playbook) -> tuple[tuple[str, tuple[LogItem, ...]], ...]:
    """The log by day, newest first: (date as YYYY-MM-DD in the playbook's zone, entries)."""
    dated = ((f"{item.at:%Y-%m-%d}", item) for item in book.log)
    return tuple(
        (day, tuple(item for _, item in found)) for day, found in groupby(dated, lambda pair: pair[0])
    )
