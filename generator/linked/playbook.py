"""The linked playbook: everything that pages, rules and exports ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from generator import model
from generator.addresses import NOT_IN_THIS_EDITION, OVERVIEW, Ref, is_withheld
from generator.content import ContentPage
from generator.diagnostics import Location
from generator.linked.comms import Commitment, CommsPlan, LogItem, Template
from generator.linked.entry import Citation, Linked
from generator.linked.measures import Kpi, Target
from generator.linked.people import Level, Ritual, Role, in_time
from generator.linked.response import (
    Action,
    Contingency,
    Decision,
    Deferral,
    Hire,
    Improvement,
    Principle,
    Priority,
    Risk,
)
from generator.model import Entry, Overview
from generator.ranking import UNRANKED, Ranked
from generator.state import Event, State, in_order
from generator.validate import Places
from generator.when import Calendar, Interval, Time

L = TypeVar("L", bound=Linked[Entry])

#: The linked type of each collection; `actions` and `templates` stand inside other entries.
KINDS: dict[str, type[Linked[Entry]]] = {
    "levels": Level,
    "roles": Role,
    "priorities": Priority,
    "actions": Action,
    "kpis": Kpi,
    "targets": Target,
    "risks": Risk,
    "contingencies": Contingency,
    "comms": CommsPlan,
    "templates": Template,
    "commitments": Commitment,
    "rituals": Ritual,
    "improvements": Improvement,
    "decisions": Decision,
    "hires": Hire,
    "deferrals": Deferral,
    "principles": Principle,
    "log": LogItem,
}


#: The record of each collection.
RECORDS: dict[str, type[Entry]] = {
    **model.COLLECTIONS,
    "actions": model.Action,
    "templates": model.Template,
}

Grouped = Mapping[Ref, tuple[L, ...]]


def grouped(pairs: Iterable[tuple[Linked[Entry] | None, L]]) -> Grouped[L]:
    """Entries by what they belong to; the order of the pairs is kept."""
    found: defaultdict[Ref, list[L]] = defaultdict(list)
    for owner, entry in pairs:
        if owner is not None:
            found[owner.ref].append(entry)
    return {ref: tuple(entries) for ref, entries in found.items()}


class Summary(Linked[Overview]):
    """The playbook as a whole, as an entry."""


class StandIn:
    """What stands, as an entry, where one is named that is not in this edition: it says that, and no more."""

    title = name = NOT_IN_THIS_EDITION
    ranked = UNRANKED


class Entries(dict[Ref, Linked[Entry]]):
    """Entries by their Ref, in the order of the site; what is named and withheld is there when asked for."""

    def __init__(self, book: Playbook) -> None:
        super().__init__()
        self._book = book
        self._withheld: dict[Ref, Linked[Entry]] = {}

    def __missing__(self, ref: Ref) -> Linked[Entry]:
        """The entry that stands for all of its collection that are withheld. Raises KeyError for others."""
        if not is_withheld(ref):
            raise KeyError(ref)
        if ref not in self._withheld:
            kind = KINDS[ref.collection]
            stands: type[Linked[Entry]] = type(kind.__name__, (StandIn, kind), {})
            titled: dict[str, Any] = {"title": NOT_IN_THIS_EDITION}
            record = RECORDS[ref.collection].model_construct(None, **titled)
            self._withheld[ref] = stands(ref, record, Location(), self._book)
        return self._withheld[ref]


@dataclass(frozen=True, eq=False)
class Playbook:
    """A checked, linked playbook.

    `entries` holds every entry by its Ref, in the order of the site; `citations` who names whom;
    `places` knows the line and column of every field; `ranks` is by priority id, in order; `moments` has
    when each log entry happened, in the playbook's zone; `calendar` is None before T0; `now` is an aware
    moment.
    """

    overview: Overview
    now: datetime
    places: Places
    citations: Mapping[Ref, tuple[Citation, ...]] = field(default_factory=dict)
    cited_in_content: Mapping[Ref, tuple[ContentPage, ...]] = field(default_factory=dict)
    ranks: Mapping[str, Ranked] = field(default_factory=dict)
    states: Mapping[Ref, State] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    moments: Mapping[str, datetime] = field(default_factory=dict)
    anchors: Mapping[str, datetime] = field(default_factory=dict)
    calendar: Calendar | None = None

    @cached_property
    def entries(self) -> dict[Ref, Linked[Entry]]:
        return Entries(self)

    @cached_property
    def summary(self) -> Summary:
        return Summary(OVERVIEW, self.overview, self.places.of("playbook"), self)

    @cached_property
    def _intervals(self) -> dict[Time, Interval | None]:
        return {}

    def interval(self, time: Time) -> Interval | None:
        """From when until when; None where that is not known. A plan says the same times over and over."""
        if self.calendar is None:
            return None
        if time not in self._intervals:
            self._intervals[time] = self.calendar.interval(time, self.anchors)
        return self._intervals[time]

    def every(self, kind: type[L]) -> tuple[L, ...]:
        """All entries of one kind, as the data names them."""
        return tuple(entry for entry in self.entries.values() if isinstance(entry, kind))

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        return self.every(Level)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        return self.every(Role)

    @cached_property
    def own_roles(self) -> tuple[Role, ...]:
        """Roles that a reader can have: neither outsiders nor groups."""
        return tuple(role for role in self.roles if not role.is_external and not role.is_group)

    @cached_property
    def lead(self) -> Role | None:
        """Whom most roles report to, the first of equals; else the owner of the first priority."""
        reports = Counter(role.reports_to for role in self.own_roles if role.reports_to)
        owners = (priority.owner for priority in self.priorities if priority.owner)
        return max(reports, key=lambda role: reports[role]) if reports else next(owners, None)

    @cached_property
    def priorities(self) -> tuple[Priority, ...]:
        """By rank."""
        return tuple(self.priority(key) for key in self.ranks)

    @cached_property
    def actions_in_time(self) -> tuple[Action, ...]:
        return in_time(self.every(Action))

    @cached_property
    def kpis(self) -> tuple[Kpi, ...]:
        return self.every(Kpi)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        return self.every(Target)

    @cached_property
    def risks(self) -> tuple[Risk, ...]:
        """By exposure, highest first; unknown last."""
        return tuple(sorted(self.every(Risk), key=lambda risk: -(risk.exposure or 0)))

    @cached_property
    def contingencies(self) -> tuple[Contingency, ...]:
        return self.every(Contingency)

    @cached_property
    def comms(self) -> tuple[CommsPlan, ...]:
        return self.every(CommsPlan)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        return self.every(Template)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        return self.every(Commitment)

    @cached_property
    def rituals(self) -> tuple[Ritual, ...]:
        return self.every(Ritual)

    @cached_property
    def deferrals(self) -> tuple[Deferral, ...]:
        return self.every(Deferral)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        return self.every(Decision)

    @cached_property
    def log(self) -> tuple[LogItem, ...]:
        """Newest first."""
        found = sorted(self.every(LogItem), key=lambda item: in_order(item.at, item.record, item.id))
        return tuple(reversed(found))

    # Who has what: one pass over the entries each, because every page asks.

    @cached_property
    def actions_by_owner(self) -> Grouped[Action]:
        """Inherited owners count; each role's actions are in order of time."""
        return grouped((action.owner, action) for action in self.actions_in_time)

    @cached_property
    def actions_by_supporter(self) -> Grouped[Action]:
        return grouped((role, action) for action in self.actions_in_time for role in action.supports)

    @cached_property
    def actions_by_priority(self) -> Grouped[Action]:
        return grouped((action.priority, action) for action in self.actions_in_time)

    @cached_property
    def priorities_by_owner(self) -> Grouped[Priority]:
        return grouped((priority.owner, priority) for priority in self.priorities)

    @cached_property
    def kpis_by_priority(self) -> Grouped[Kpi]:
        return grouped((priority, kpi) for kpi in self.kpis for priority in kpi.priorities)

    @cached_property
    def targets_by_priority(self) -> Grouped[Target]:
        return grouped((priority, target) for target in self.targets for priority in target.priorities)

    @cached_property
    def commitments_by_priority(self) -> Grouped[Commitment]:
        return grouped((priority, item) for item in self.commitments for priority in item.served_priorities)

    @cached_property
    def templates_by_plan(self) -> Grouped[Template]:
        return grouped((template.plan, template) for template in self.templates)

    def _one(self, collection: str, entry_id: str, kind: type[L]) -> L:
        entry = self.entries[Ref(collection, entry_id)]
        if not isinstance(entry, kind):
            raise TypeError(entry)
        return entry

    def role(self, entry_id: str | None) -> Role | None:
        """A role by its id; None for None."""
        return None if entry_id is None else self._one("roles", entry_id, Role)

    def roles_of(self, ids: tuple[str, ...]) -> tuple[Role, ...]:
        """Several roles by their ids."""
        return tuple(self._one("roles", entry_id, Role) for entry_id in ids)

    def priority(self, entry_id: str) -> Priority:
        """A priority by its id."""
        return self._one("priorities", entry_id, Priority)

    def action(self, entry_id: str) -> Action:
        """An action by `priority.action`."""
        return self._one("actions", entry_id, Action)

    def kpi(self, entry_id: str) -> Kpi:
        """A KPI by its id."""
        return self._one("kpis", entry_id, Kpi)

    def comms_plan(self, entry_id: str) -> CommsPlan:
        """A communication plan by its id."""
        return self._one("comms", entry_id, CommsPlan)

    def contingency(self, entry_id: str | None) -> Contingency | None:
        """A contingency by its id; None for None."""
        return None if entry_id is None else self._one("contingencies", entry_id, Contingency)

    def ritual(self, entry_id: str | None) -> Ritual | None:
        """A ritual by its id; None for None."""
        return None if entry_id is None else self._one("rituals", entry_id, Ritual)
