"""Priorities, actions, steps, risks, contingencies and the smaller plan entries, linked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from generator import amounts, model, ranking
from generator.linked.entry import Linked, as_time
from generator.model.steps import step_id
from generator.state import Word
from generator.when import Time, is_recurring, span_of_days

if TYPE_CHECKING:
    from generator.linked.comms import Commitment
    from generator.linked.measures import Kpi, Target
    from generator.linked.people import Ritual, Role
    from generator.ranking import Band, Ranked


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `key` is its id below the action (`freeze`, nested `check.first-node`)."""

    key: str
    anchor: str
    text: str
    optional: bool
    condition: str | None
    note: str | None
    steps: tuple[Step, ...]


def link_steps(owner: str, steps: tuple[str | model.StepDetail, ...], parent: str = "") -> tuple[Step, ...]:
    """Steps with their ids; `owner` is the anchor of the action or contingency they belong to."""
    found = []
    for item in steps:
        detail = item if isinstance(item, model.StepDetail) else model.StepDetail(text=item)
        key = parent + (detail.id or step_id(detail.text))
        found.append(
            Step(
                key=key,
                anchor=f"{owner}.{key}" if owner else f"_step.{key}",
                text=detail.text,
                optional=detail.optional,
                condition=detail.if_,
                note=detail.note,
                steps=link_steps(owner, detail.steps, f"{key}."),
            )
        )
    return tuple(found)


class Action(Linked[model.Action]):
    """One thing to do."""

    @property
    def priority(self) -> Priority:
        return self.book.priority(self.ref.id.partition(".")[0])

    @property
    def owner_is_inherited(self) -> bool:
        return self.record.owner is None and self.priority.owner is not None

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner) or self.priority.owner

    @property
    def supports(self) -> tuple[Role, ...]:
        return self.book.roles_of(self.record.supports)

    @property
    def when(self) -> Time | None:
        return as_time(self.record.when)

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day that its time covers, counted from T0."""
        return span_of_days(self.when) if self.when else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return link_steps(self.anchor, self.record.steps)

    @property
    def step_count(self) -> int:
        """Its steps, nested ones included."""
        return sum(1 for _ in every_step(self.steps))

    @property
    def needs(self) -> tuple[Action, ...]:
        own = self.ref.id.partition(".")[0]
        return tuple(self.book.action(item if "." in item else f"{own}.{item}") for item in self.record.needs)

    @property
    def needed_by(self) -> tuple[Action, ...]:
        return self.cited_by(Action, "needs")

    @property
    def if_fails(self) -> Contingency | None:
        return self.book.contingency(self.record.if_fails)

    @cached_property
    def fallbacks(self) -> tuple[Contingency, ...]:
        """What to do if it fails: its own contingency, those that cover it, those of its priority."""
        own = (self.if_fails,) if self.if_fails else ()
        covering = self.cited_by(Contingency, "covers")
        return tuple(dict.fromkeys((*own, *covering, *self.priority.contingencies)))

    @property
    def ritual(self) -> Ritual | None:
        return self.book.ritual(self.record.ritual)

    @property
    def is_recurring(self) -> bool:
        return self.when is not None and is_recurring(self.when)

    @property
    def word(self) -> Word | None:
        """The log's last word on all of it; of what recurs that is none on a single occurrence.

        But what is blocked is so until the log says anything else.
        """
        state = self.state
        whole = state.words.get(None)
        if self.is_recurring and state.status != "blocked":
            return None if whole and whole.status == "blocked" else whole
        return Word(state.status, state.last.at) if state.last else None

    @property
    def status(self) -> str:
        """How all of it stands. What recurs is never done: there is a next time."""
        said = self.word.status if self.word else "open"
        return "open" if self.is_recurring and said == "done" else said


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a rank: its score (1 to 10), the reason, and the values at which the rank holds."""

    name: str
    score: int
    because: str
    lowest: int
    highest: int


class Priority(Linked[model.Priority]):
    """One front of the crisis."""

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def ranked(self) -> Ranked:
        return self.book.ranks[self.id]

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The three factors with their reasons; none where it is not scored."""
        scores = {name: getattr(self.record, name) for name in ranking.FACTORS}
        return tuple(
            Factor(found.factor, found.score, scores[found.factor].because or "", found.lowest, found.highest)
            for found in self.ranked.sensitivity
        )

    @property
    def rank(self) -> int:
        return self.ranked.rank

    @property
    def band(self) -> Band | None:
        return self.ranked.band

    @property
    def window(self) -> Time | None:
        return as_time(self.record.window)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Its actions in order of time."""
        return self.book.actions_by_priority.get(self.ref, ())

    @property
    def contingencies(self) -> tuple[Contingency, ...]:
        return self.cited_by(Contingency, "covers")

    @property
    def risks(self) -> tuple[Risk, ...]:
        return self.cited_by(Risk, "priorities")

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        return self.book.kpis_by_priority.get(self.ref, ())

    @property
    def targets(self) -> tuple[Target, ...]:
        return self.book.targets_by_priority.get(self.ref, ())

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Promises made for it, or backed by it or one of its actions."""
        return self.book.commitments_by_priority.get(self.ref, ())

    @property
    def progress(self) -> tuple[int, int]:
        """Actions that the log says are done, and all that can be: not those dropped, nor what recurs."""
        once = (action for action in self.actions if not action.is_recurring)
        counted = [action for action in once if action.status != "dropped"]
        return sum(action.status == "done" for action in counted), len(counted)


#: From this exposure on (of 25) a risk is high.
HIGH_EXPOSURE = 15


class Risk(Linked[model.Risk]):
    """Something that may happen."""

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def deputy(self) -> Role | None:
        return self.book.role(self.record.deputy)

    @property
    def exposure(self) -> int | None:
        """Likelihood x impact, 1 to 25; None while one of them is not known."""
        likelihood, impact = self.record.likelihood, self.record.impact
        return likelihood * impact if likelihood is not None and impact is not None else None

    @property
    def shown_amount(self) -> str:
        return amounts.money(self.record.amount) if self.record.amount else ""

    @property
    def contingencies(self) -> tuple[Contingency, ...]:
        return self.cited_by(Contingency, "covers")


class Contingency(Linked[model.Contingency]):
    """What is done when something fails."""

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return link_steps("", self.record.steps)


class Improvement(Linked[model.Improvement]):
    """What will be better afterwards."""


class Decision(Linked[model.Decision]):
    """A choice, taken or open."""

    @property
    def is_open(self) -> bool:
        return self.record.decision is None and self.state.status != "decided"

    @property
    def needed_by(self) -> Time | None:
        return as_time(self.record.needed_by)

    @property
    def overdue_after(self) -> datetime | None:
        """The moment after which it is overdue while it is open; None where that is not known."""
        time = self.needed_by if self.is_open else None
        interval = self.book.interval(time) if time else None
        return interval.end if interval else None

    @property
    def is_overdue(self) -> bool:
        """Whether it is open although it was needed by now."""
        return self.overdue_after is not None and self.book.now > self.overdue_after


class Hire(Linked[model.Hire]):
    """A post to fill."""

    @property
    def when(self) -> Time | None:
        return as_time(self.record.when)


class Deferral(Linked[model.Deferral]):
    """What is not done now."""

    @property
    def until(self) -> Time | None:
        return as_time(self.record.until)


class Principle(Linked[model.Principle]):
    """How we work."""


def every_step(steps: tuple[Step, ...]) -> Iterator[Step]:
    """The steps and all that are nested in them, in order."""
    for step in steps:
        yield step
        yield from every_step(step.steps)
