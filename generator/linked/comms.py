"""Communication plans, promises and the log, linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from generator import model
from generator.addresses import Ref, parse_ref
from generator.linked.entry import Linked, as_time, event_name
from generator.linked.response import Action, Priority
from generator.model import Entry
from generator.state import Event
from generator.when import Time, is_recurring

if TYPE_CHECKING:
    from generator.linked.people import Role


class CommsPlan(Linked[model.CommsPlan]):
    """One audience."""

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def schedule(self) -> tuple[tuple[str, str], ...]:
        """What the audience hears and when, in words; the second is empty where nothing says when."""
        return tuple((item.what, _when(item)) for item in self.record.schedule)

    def due(self, item: model.ScheduleItem) -> Time | None:
        """When a line of its schedule is due; None where only an occasion says so."""
        ritual = self.book.ritual(item.ritual)
        return as_time(item.every, "cadence") or (ritual.cadence if ritual else None) or as_time(item.when)

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        return self.cited_by(Commitment, "to")

    @cached_property
    def heard(self) -> tuple[Event, ...]:
        """What it heard by the log, oldest first.

        That is what was sent to it, or for a promise made to it, and the meetings that its schedule names.
        """
        meetings = (self.book.ritual(item.ritual) for item in self.record.schedule)
        said = [(entry, "sent") for entry in (self, *self.commitments)]
        said += [(meeting, "held") for meeting in meetings if meeting is not None]
        found = {
            event.id: event
            for entry, kind in said
            for event in entry.state.events
            if event.record.kind == kind
        }
        return tuple(sorted(found.values(), key=lambda event: (event.at, event.id)))

    @property
    def templates(self) -> tuple[Template, ...]:
        return self.book.templates_by_plan.get(self.ref, ())


def _when(item: model.ScheduleItem) -> str:
    time = as_time(item.every, "cadence") or as_time(item.when)
    return str(time) if time else ""


class Template(Linked[model.Template]):
    """A message ready to send."""

    @property
    def plan(self) -> CommsPlan:
        return self.book.comms_plan(self.ref.id.partition(".")[0])

    @property
    def name(self) -> str:
        """What it is called beside the others of its audience."""
        return self.anchor.replace("-", " ").capitalize()

    @property
    def title(self) -> str:
        """Every audience may have an `update`."""
        return f"{self.plan.title}: {self.name}"


@dataclass(frozen=True, slots=True)
class Moved:
    """Another date for a promise: `to` is that date, as the log has it `written`; `at` when that was said.

    `at` is in the playbook's zone.
    """

    to: Time
    written: str
    at: datetime


class Commitment(Linked[model.Commitment]):
    """One promise to one audience."""

    @property
    def audience(self) -> CommsPlan | None:
        return self.book.comms_plan(self.record.to) if self.record.to else None

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def planned(self) -> Time | None:
        """When it was to be kept by the plan: its date, or its cadence."""
        return as_time(self.record.by) or as_time(self.record.every, "cadence")

    @cached_property
    def moved(self) -> Moved | None:
        """The date that its audience last agreed to instead; what recurs has no single date to move."""
        if self.planned is not None and is_recurring(self.planned):
            return None
        for event in reversed(self.state.events):
            written = event.record.until
            to = as_time(written, "moment") if event.record.kind == "renegotiated" else None
            if to is not None and written is not None:
                return Moved(to, written, event.at.astimezone(self.book.now.tzinfo))
        return None

    @property
    def due(self) -> Time | None:
        """When it is due: the date last agreed to, else as planned."""
        return self.moved.to if self.moved else self.planned

    @property
    def backing(self) -> tuple[Linked[Entry], ...]:
        refs = (parse_ref(item) for item in self.record.backed_by)
        return tuple(self.book.entries[ref] for ref in refs if ref is not None)

    @cached_property
    def served_priorities(self) -> tuple[Priority, ...]:
        """Its own priorities, and those whose actions back it."""
        own = [self.book.priority(item) for item in self.record.priorities]
        for entry in self.backing:
            if isinstance(entry, Action):
                own.append(entry.priority)
            elif isinstance(entry, Priority):
                own.append(entry)
        return tuple(dict.fromkeys(own))


class LogItem(Linked[model.LogEntry]):
    """One thing that happened."""

    @property
    def about(self) -> tuple[Linked[Entry], ...]:
        """The entries that it names, as first written."""
        return self.about_of(self.record)

    def about_of(self, record: model.LogEntry) -> tuple[Linked[Entry], ...]:
        """The entries that a correction of it names, or it itself."""
        refs = map(parse_ref, dict.fromkeys(record.about))
        return tuple(self.book.entries[ref] for ref in refs if ref in self.book.entries)

    @property
    def at(self) -> datetime:
        """When it happened, in the playbook's zone."""
        return self.book.moments[self.id]

    @property
    def title(self) -> str:
        kind, names = self.record.kind.capitalize(), ", ".join(self._names())
        return f"{kind}: {names}" if names else kind

    def _names(self) -> Iterator[str]:
        twice = audiences_of(self.about)
        for written in self.record.about:
            ref = parse_ref(written)
            if ref in twice:
                continue
            if ref in self.book.entries:
                yield self.book.entries[ref].title
            elif ref is not None:
                yield event_name(ref.id)


def audiences_of(about: Iterable[Linked[Entry]]) -> frozenset[Ref]:
    """The audiences of the messages among some entries: whoever reads of `CEO: Update` knows the CEO's."""
    return frozenset(entry.plan.ref for entry in about if isinstance(entry, Template))
