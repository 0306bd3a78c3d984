"""KPIs and targets, linked: what is measured against what it must be."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Literal

from generator import amounts, model
from generator.linked.entry import Linked, as_time
from generator.model import Threshold
from generator.when import Time, sort_key

if TYPE_CHECKING:
    from generator.linked.people import Role
    from generator.linked.response import Priority

COMPARE = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq}

Standing = Literal["met", "not met", "not measured", "not measurable"]


def standing(threshold: Threshold | None, latest: float | None) -> Standing:
    """How a measured value stands against a threshold."""
    if threshold is None:
        return "not measurable"
    if latest is None:
        return "not measured"
    return "met" if COMPARE[threshold.op](latest, threshold.value) else "not met"


class Kpi(Linked[model.Kpi]):
    """A number that is watched."""

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def priorities(self) -> tuple[Priority, ...]:
        return tuple(self.book.priority(item) for item in self.record.priorities)

    @property
    def threshold(self) -> Threshold | None:
        """The target as a number; None when it is a sentence or missing."""
        return self.record.target if isinstance(self.record.target, Threshold) else None

    @property
    def latest(self) -> float | None:
        """The value last measured."""
        found = self.state.measurements
        return found[-1][1] if found else None

    @property
    def trend(self) -> str:
        """How the last measured value compares with the one before it; empty with fewer than two."""
        values = [value for _, value in self.state.measurements[-2:]]
        if len(values) < 2:
            return ""
        before, latest = values
        if latest == before:
            return "unchanged"
        rising = latest > before
        word = "rising" if rising else "falling"
        if self.record.direction in ("up", "down"):
            return f"{word}, {'better' if rising == (self.record.direction == 'up') else 'worse'}"
        return word

    @property
    def standing(self) -> Standing:
        return standing(self.threshold, self.latest)

    @property
    def shown_target(self) -> str:
        """The target for people (rich text when the data has a sentence)."""
        target = self.record.target
        if isinstance(target, Threshold):
            return amounts.threshold(target, self.record.unit)
        return target or ""

    @property
    def shown_latest(self) -> str:
        return "" if self.latest is None else amounts.with_unit(self.latest, self.record.unit)

    @property
    def shown_measurements(self) -> tuple[tuple[str, str], ...]:
        """Moment and value for people, newest first."""
        return tuple(
            (f"{at:%Y-%m-%d %H:%M}", amounts.with_unit(value, self.record.unit))
            for at, value in reversed(self.state.measurements)
        )

    @property
    def targets(self) -> tuple[Target, ...]:
        return self.cited_by(Target, "kpis")

    @property
    def shown_targets(self) -> tuple[tuple[Target, str], ...]:
        """Its dated targets in order of time: the number and the day, for people."""
        dated = sorted(self.targets, key=lambda item: (item.by is None, sort_key(item.by) if item.by else ()))
        goals = ((item, amounts.threshold(item.record.kpis[self.id], self.record.unit)) for item in dated)
        return tuple((item, f"{goal} {item.record.by or ''}".strip()) for item, goal in goals)


class Target(Linked[model.Target]):
    """What must be true by a day."""

    @property
    def owner(self) -> Role | None:
        return self.book.role(self.record.owner)

    @property
    def by(self) -> Time | None:
        return as_time(self.record.by)

    @property
    def priorities(self) -> tuple[Priority, ...]:
        return tuple(self.book.priority(item) for item in self.record.priorities)

    @property
    def measures(self) -> tuple[tuple[Kpi, Threshold], ...]:
        return tuple((self.book.kpi(key), threshold) for key, threshold in self.record.kpis.items())

    @property
    def shown_measures(self) -> tuple[tuple[Kpi, str], ...]:
        """Its KPIs with the numbers to be reached, for people."""
        return tuple((kpi, amounts.threshold(goal, kpi.record.unit)) for kpi, goal in self.measures)

    @property
    def standing(self) -> Standing:
        """What the log says of it; else, with KPIs, whether all of them are there."""
        said = self.state.status
        if said in ("kept", "done", "missed", "dropped"):
            return "met" if said in ("kept", "done") else "not met"
        found = {standing(threshold, kpi.latest) for kpi, threshold in self.measures}
        for verdict in ("not met", "not measured", "met"):
            if verdict in found:
                return verdict
        return "not measurable"
