"""Roles, rituals and severity levels, linked."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from generator import model
from generator.linked.entry import Linked, as_time
from generator.when import Time, sort_key

if TYPE_CHECKING:
    from generator.linked.response import Action, Priority


class Level(Linked[model.Level]):
    """A severity."""


class Role(Linked[model.Role]):
    """Who does things."""

    @property
    def deputy(self) -> Role | None:
        return self.book.role(self.record.deputy)

    @property
    def reports_to(self) -> Role | None:
        return self.book.role(self.record.reports_to)

    @property
    def is_group(self) -> bool:
        return bool(self.record.members)

    @property
    def is_external(self) -> bool:
        return self.record.kind == "external"

    @property
    def members(self) -> tuple[Role, ...]:
        return self.book.roles_of(self.record.members)

    @property
    def groups(self) -> tuple[Role, ...]:
        return self.cited_by(Role, "members")

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions that this role owns, inherited ones included, in order of time."""
        return self.book.actions_by_owner.get(self.ref, ())

    @cached_property
    def supports(self) -> tuple[Action, ...]:
        """Others' actions that it supports, in order of time."""
        return self.book.actions_by_supporter.get(self.ref, ())

    @cached_property
    def waiting_on_me(self) -> tuple[Action, ...]:
        """Others' actions that need one of mine first, in order of time."""
        waiting = dict.fromkeys(other for action in self.actions for other in action.needed_by)
        return in_time(tuple(action for action in waiting if action.owner is not self))

    @property
    def priorities(self) -> tuple[Priority, ...]:
        return self.book.priorities_by_owner.get(self.ref, ())

    @property
    def contacts(self) -> tuple[model.Contact, ...]:
        """How to reach the role, then the people who fill it, those who only stand in last."""
        people = sorted(self.record.people, key=lambda person: person.backup)
        return (*self.record.contacts, *(contact for person in people for contact in person.contacts))

    @property
    def on_duty(self) -> str | None:
        """Who fills the role now, as the log last said."""
        assigned = (event.record.value for event in self.state.events if event.record.kind == "assigned")
        named = [value for value in assigned if value is not None]
        return str(named[-1]) if named else None

    @property
    def absences(self) -> tuple[model.Absence, ...]:
        return self.record.away

    @property
    def phone(self) -> model.Contact | None:
        """The first number on which somebody answers for the role."""
        return next((item for item in self.contacts if item.call and re.search("[0-9]", item.call)), None)

    @property
    def ask(self) -> Role | None:
        """Whom to ask for its number: whom it reports to, else whom most report to.

        Whom all others ask is only sent on to somebody who can be reached: nobody is sent in a circle.
        """
        above = self.reports_to
        if self.book.lead is not self:
            return above or self.book.lead
        return above if above and above.contacts else None

    @property
    def deputises_for(self) -> tuple[Role, ...]:
        return self.cited_by(Role, "deputy")

    @property
    def rituals(self) -> tuple[Ritual, ...]:
        """Rituals that it takes part in, itself or through a group."""
        groups = self.groups
        return tuple(
            ritual
            for ritual in self.book.rituals
            if self in ritual.who or any(group in ritual.who for group in groups)
        )


class Ritual(Linked[model.Ritual]):
    """A standing meeting or habit."""

    @property
    def who(self) -> tuple[Role, ...]:
        return self.book.roles_of(self.record.who)

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def cadence(self) -> Time | None:
        return as_time(self.record.cadence, "cadence")


def in_time(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """In order of time: those without one last, equals by rank of their priority, then as written."""
    return tuple(
        sorted(
            actions,
            key=lambda item: (
                item.when is None,
                sort_key(item.when) if item.when else (),
                item.priority.rank,
            ),
        )
    )
