"""KPIs and targets, linked: what is measured against what it must be."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from generator import amounts, model
from generator.linked.entry import Linked, as_time
from generator.model import Threshold
from generator.when import Duration, Recurring, Time, period, sort_key

if TYPE_CHECKING:
    from generator.linked.people import Role
    from generator.linked.response import Priority

COMPARE = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq}

Standing = Literal["met", "not met", "not measured", "not measurable"]
Movement = Literal["", "rising", "falling", "unchanged"]
Change = Literal["", "better", "worse"]

#: A value older than this many times its cadence is stale.
LATE_BY = 2


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

    def value_by(self, moment: datetime | None) -> float | None:
        """The last value on record by a moment; the latest for None."""
        found = [value for at, value in self.state.measurements if moment is None or at <= moment]
        return found[-1] if found else None

    def met_since(self, threshold: Threshold) -> datetime | None:
        """From when on every value met a threshold, up to the latest; None where the latest does not."""
        since = None
        for at, value in reversed(self.state.measurements):
            if standing(threshold, value) != "met":
                break
            since = at
        return since

    @property
    def measured_at(self) -> datetime | None:
        """When the latest value was measured, in the playbook's zone."""
        found = self.state.measurements
        return found[-1][0] if found else None

    @property
    def keeps_for(self) -> timedelta:
        """How long a value counts: twice its cadence, or what the playbook says of all entries."""
        every = as_time(self.record.measured, "cadence")
        between = period(every) if every else None
        if between is not None:
            return between * LATE_BY
        limit = as_time(self.book.overview.limits.stale_after, "duration")
        if not isinstance(limit, Duration):
            raise TypeError(limit)
        return limit.delta

    @property
    def fresh_until(self) -> datetime | None:
        """The moment after which the latest value is stale; None where nothing was measured."""
        return None if self.measured_at is None else self.measured_at + self.keeps_for

    @property
    def is_stale(self) -> bool:
        """Whether the latest value is too old by now. What was never measured is not stale."""
        return self.fresh_until is not None and self.book.now > self.fresh_until

    @property
    def movement(self) -> Movement:
        """Where the last measured value went from the one before it; empty with fewer than two."""
        values = [value for _, value in self.state.measurements[-2:]]
        if len(values) < 2:
            return ""
        before, latest = values
        if latest == before:
            return "unchanged"
        return "rising" if latest > before else "falling"

    @property
    def change(self) -> Change:
        """Whether that is for the better; empty where nothing moved or no direction is better."""
        if self.movement in ("", "unchanged") or self.record.direction not in ("up", "down"):
            return ""
        return "better" if (self.movement == "rising") == (self.record.direction == "up") else "worse"

    @property
    def trend(self) -> str:
        """Movement and change in words: `rising, better`."""
        return ", ".join(word for word in (self.movement, self.change) if word)

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
    def targets_in_time(self) -> tuple[Target, ...]:
        """Its targets in order of time, those without a day last."""
        return in_time(self.targets)

    @property
    def shown_targets(self) -> tuple[tuple[Target, str], ...]:
        """Its dated targets in order of time: the number and the day, for people."""
        goals = (
            (item, amounts.threshold(item.record.kpis[self.id], self.record.unit))
            for item in self.targets_in_time
        )
        return tuple((item, f"{goal} {item.record.by or ''}".strip()) for item, goal in goals)


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that shows whether a target is reached: what it must be, and how its KPI stands to that.

    Of a target whose day `is_over` only the values until then count: `found` is the last of those (plain,
    empty for none), `late_since` from when on the number is there all the same, in the playbook's zone.
    """

    kpi: Kpi
    shown: str
    standing: Standing
    is_over: bool
    found: str
    late_since: datetime | None


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
        return tuple((item.kpi, item.shown) for item in self.goals)

    @property
    def goals(self) -> tuple[Measure, ...]:
        """Its KPIs with what they must be by then, for people."""
        return tuple(self.measure(kpi, goal) for kpi, goal in self.measures)

    @property
    def day(self) -> datetime | None:
        """The moment by which it must be true; None where nobody said, or where T0 is not known."""
        by = self.by
        interval = self.book.interval(by) if by and not isinstance(by, Recurring) else None
        return interval.end or interval.start if interval else None

    def measure(self, kpi: Kpi, goal: Threshold) -> Measure:
        """How one number stands to what it must be: by its day, or by now while that lies ahead."""
        day = self.day if self.day is not None and self.day <= self.book.now else None
        counts = kpi.value_by(day)
        how = standing(goal, counts)
        return Measure(
            kpi=kpi,
            shown=amounts.threshold(goal, kpi.record.unit),
            standing=how,
            is_over=day is not None,
            found="" if counts is None else amounts.with_unit(counts, kpi.record.unit),
            late_since=kpi.met_since(goal) if day is not None and how != "met" else None,
        )

    @property
    def late_since(self) -> datetime | None:
        """From when on all its numbers are there, of a target that was not met by its day."""
        found = [kpi.met_since(goal) for kpi, goal in self.measures]
        known = [at for at in found if at is not None]
        if self.day is None or not known or len(known) < len(found) or self.standing == "met":
            return None
        return max(known) if max(known) > self.day else None

    @property
    def standing(self) -> Standing:
        """What the log says of it; else, with KPIs, whether all of them are there, or were by its day."""
        said = self.state.status
        if said in ("kept", "done", "missed", "dropped"):
            return "met" if said in ("kept", "done") else "not met"
        found = {measure.standing for measure in self.goals}
        for verdict in ("not met", "not measured", "met"):
            if verdict in found:
                return verdict
        return "not measurable"


def in_time(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """In order of time, those without a day last."""
    return tuple(sorted(targets, key=lambda item: (item.by is None, sort_key(item.by) if item.by else ())))
