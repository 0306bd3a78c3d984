"""What people put into their calendars: actions, messages, rituals, targets and promises.

Nothing here knows a date: `exports` makes calendars of it once T0 is known, scripts do for a drill.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator.facts import time_words
from generator.linked import (
    Action,
    Commitment,
    CommsPlan,
    Linked,
    Playbook,
    Ritual,
    Role,
    Step,
    Target,
)
from generator.linked.resolve import resolver
from generator.model import Entry
from generator.model.ids import short_id
from generator.text import Resolver, visible
from generator.when import Time, in_days, is_recurring, last_of
from generator.when.values import AsNeeded, Ongoing, Recurring, Within

Kind = Literal["action", "message", "ritual", "target", "commitment"]

#: Minutes before what begins at a moment; of what takes whole days before their first midnight: at 09:00.
BEFORE_MOMENT, BEFORE_DAYS = 15, -9 * 60


@dataclass(frozen=True, slots=True)
class Item:
    """One thing with a time. `title` and `text` are plain, the text in lines.

    `part` names a line of the entry, empty for the entry itself. `roles` act, members of groups among them.
    `minutes` is how long it takes where its time is a moment; None where nobody said. `is_due`: it is to be
    there at the end of its time; what lies before is not work. `line` is the place of a message in its
    schedule. `is_silent`: another item of the same moments tells people already.
    """

    entry: Linked[Entry]
    part: str
    kind: Kind
    title: str
    text: str
    time: Time
    roles: tuple[Role, ...]
    minutes: int | None = None
    is_due: bool = False
    line: int = 0
    is_silent: bool = False

    @property
    def uid(self) -> str:
        """The same as long as entry and line have their names, whatever their titles and times."""
        ref = self.entry.ref
        name = ".".join(filter(None, (ref.collection, ref.id, self.part)))
        return f"{name}@{self.entry.book.overview.key}"

    @property
    def in_days(self) -> bool:
        """Whether it takes days as a whole."""
        return in_days(self.time)

    @property
    def alarm(self) -> int | None:
        """How many minutes before its start people are told, from midnight where it takes whole days."""
        if self.is_silent:
            return None
        return BEFORE_DAYS if self.in_days else BEFORE_MOMENT


def agenda(book: Playbook) -> tuple[Item, ...]:
    """Everything with a time that a calendar can show, a kind after the other in the order of the site."""
    writer = _Writer(book)
    found = (
        *(item for action in book.actions_in_time for item in writer.action(action)),
        *(item for plan in book.comms for item in writer.messages(plan)),
        *(item for ritual in book.rituals for item in writer.ritual(ritual)),
        *(item for target in book.targets for item in writer.target(target)),
        *(item for promise in book.commitments for item in writer.commitment(promise)),
    )
    return tuple(item for item in found if _has_place(item.time))


def _has_place(time: Time) -> bool:
    """Whether a calendar can show it: what goes on all the time, or is done when needed, has no place."""
    return not (isinstance(time, Recurring) and isinstance(time.cadence, (Ongoing, AsNeeded)))


def _is_a_message(promise: Commitment, time: Time) -> bool:
    """Whether to keep what was promised regularly, its owner has a message to send at the very same times."""
    plan = promise.audience
    if plan is None or not is_recurring(time):
        return False
    lines = (line for line in plan.record.schedule if plan.due(line) == time)
    return any((plan.book.role(line.owner) or plan.owner) == promise.owner for line in lines)


class _Writer:
    """Turns entries of one playbook into items."""

    def __init__(self, book: Playbook) -> None:
        self._book = book
        self._resolve: Resolver = resolver(book)

    def action(self, action: Action) -> Iterator[Item]:
        if action.when is None:
            return
        record = action.record
        lines = (
            *self._steps(action.steps),
            self._said("Only if", record.only_when),
            self._said("Done when", record.done_when),
            f"If it fails: {action.if_fails.title}" if action.if_fails else "",
            self._when(action.when),
            self._owner("Owner", action.owner),
        )
        roles = self._acting(action.owner, *action.supports)
        yield Item(action, "", "action", action.title, _text(lines), action.when, roles)

    def messages(self, plan: CommsPlan) -> Iterator[Item]:
        seen: Counter[str] = Counter()
        for place, line in enumerate(plan.record.schedule):
            # Lines without a time count as well: giving one its time renames no other.
            name = short_id(line.what)
            seen[name] += 1
            time = plan.due(line)
            if time is None:
                continue
            sender = self._book.role(line.owner) or plan.owner
            lines = (
                self._said("", line.note),
                f"To: {plan.title}",
                f"By: {line.channel}" if line.channel else "",
                self._when(time),
                self._owner("From", sender),
            )
            # No slug has two hyphens in a row.
            part = name if seen[name] == 1 else f"{name}--{seen[name]}"
            title = f"{plan.title}: {line.what}"
            is_due = isinstance(time, Within)
            ritual = self._book.ritual(line.ritual)
            minutes = ritual.record.minutes if ritual else None
            is_silent = ritual is not None and time == ritual.cadence and sender in self._meeting(ritual)
            roles = self._acting(sender)
            yield Item(
                plan, part, "message", title, _text(lines), time, roles, minutes, is_due, place, is_silent
            )

    def ritual(self, ritual: Ritual) -> Iterator[Item]:
        if ritual.cadence is None:
            return
        record = ritual.record
        lines = (
            self._said("", record.purpose),
            *(f"- {self._plain(point)}" for point in record.agenda),
            f"Who: {', '.join(role.title for role in ritual.who)}" if ritual.who else "",
            self._when(ritual.cadence),
            self._owner("Led by", ritual.owner),
        )
        roles = self._meeting(ritual)
        yield Item(ritual, "", "ritual", ritual.title, _text(lines), ritual.cadence, roles, record.minutes)

    def _meeting(self, ritual: Ritual) -> tuple[Role, ...]:
        return self._acting(ritual.owner, *ritual.who)

    def target(self, target: Target) -> Iterator[Item]:
        if target.by is None:
            return
        lines = (
            self._said("", target.record.statement),
            *(f"- {kpi.title}: {goal}" for kpi, goal in target.shown_measures),
            self._when(target.by),
            self._owner("Owner", target.owner),
        )
        yield self._due(target, "target", f"Target: {target.title}", lines, target.by, target.owner)

    def commitment(self, promise: Commitment) -> Iterator[Item]:
        time = promise.due
        if time is None:
            return
        lines = (
            self._said("", promise.record.promise),
            f"To: {promise.audience.title}" if promise.audience else "",
            self._when(time),
            self._owner("Owner", promise.owner),
        )
        due = self._due(promise, "commitment", f"Promise: {promise.title}", lines, time, promise.owner)
        yield replace(due, is_silent=_is_a_message(promise, time))

    def _due(
        self,
        entry: Target | Commitment,
        kind: Kind,
        title: str,
        lines: Iterable[str],
        time: Time,
        owner: Role | None,
    ) -> Item:
        once = not is_recurring(time)
        due = last_of(time) if once else time
        return Item(entry, "", kind, title, _text(lines), due, self._acting(owner), None, once)

    def _acting(self, *named: Role | None) -> tuple[Role, ...]:
        """The roles, each with the members of the group that it may be, each once."""
        roles = (role for role in named if role)
        return tuple(dict.fromkeys(one for role in roles for one in (role, *role.members)))

    def _steps(self, steps: tuple[Step, ...], depth: int = 0) -> Iterator[str]:
        for step in steps:
            condition = f"If {self._plain(step.condition)}: " if step.condition else ""
            optional = " (optional)" if step.optional else ""
            yield f"{'  ' * depth}- {condition}{self._plain(step.text)}{optional}"
            yield from self._steps(step.steps, depth + 1)

    def _when(self, time: Time) -> str:
        return f"When: {time_words(time, str(time), self._book)}"

    def _owner(self, name: str, owner: Role | None) -> str:
        if owner is None:
            return ""
        return f"{name}: {owner.title}{f' (deputy: {owner.deputy.title})' if owner.deputy else ''}"

    def _said(self, name: str, text: str | None) -> str:
        return ": ".join(filter(None, (name, self._plain(text)))) if text else ""

    def _plain(self, text: str) -> str:
        """A rich text as one line of what a reader sees."""
        return " ".join(visible(text, self._resolve).split())


def _text(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, lines))
