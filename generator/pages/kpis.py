"""The scorecard, one KPI's way to its targets, and the targets by the day on which they must be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from generator import amounts
from generator.addresses import Ref
from generator.facts import Value, time_value
from generator.linked import Kpi, Linked, Playbook, Standing, Target, standing
from generator.linked.measures import in_time
from generator.model import Entry, Threshold
from generator.pages.chart import Chart, Goal, Series, chart
from generator.when import Interval

#: What needs somebody's attention comes first.
ORDER: tuple[Standing, ...] = ("not met", "met", "not measured", "not measurable")

#: Why there is no chart, by how many values there are; of two and more, no scale holds them all.
NO_CHART = (
    "Nothing is measured yet, so there is nothing to draw.",
    "One value alone makes no line: the chart appears with the second.",
    "The values lie too far apart to be drawn.",
)

#: What stands where a target has no day.
NO_DAY = "no day set"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a KPI's way: what it is called, the value there, when, and whether that is reached.

    `standing` is empty where nothing is to be reached; `target` is what asks for it, if an entry does;
    `late_since` is from when on it is reached, where that was after its day.
    """

    name: str
    value: Value
    when: Value | None = None
    at: Interval | None = None
    standing: Standing | None = None
    target: Target | None = None
    late_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One value that the log holds: when, the value with its unit, against the target, and its entry."""

    at: Interval
    value: str
    standing: Standing
    entry: Linked[Entry] | None


@dataclass(frozen=True, slots=True)
class KpiView:
    """A KPI as its page and its tile show it.

    `at` is when it was last measured, `begin` the first of its stages where its baseline is known;
    `summary` says what the chart shows, `no_chart` why there is none.
    """

    kpi: Kpi
    target: Value | None
    at: Interval | None
    next_goal: Stage | None
    begin: Stage | None
    stages: tuple[Stage, ...]
    values: tuple[Measured, ...]
    chart: Chart | None
    summary: str
    no_chart: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The targets of one day; `when` is None where no day is set."""

    words: str
    when: Value | None
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What the page of KPIs shows. `tally` counts KPIs by standing, `stale` those with too old a value."""

    tiles: tuple[KpiView, ...]
    tally: tuple[tuple[Standing, int], ...]
    stale: int
    deadlines: tuple[Deadline, ...]
    any_measured: bool


def scorecard(book: Playbook) -> Scorecard:
    """The KPIs, those off target first, and the targets in order of time."""
    counted = Counter(kpi.standing for kpi in book.kpis)
    ordered = sorted(book.kpis, key=lambda kpi: ORDER.index(kpi.standing))
    return Scorecard(
        tiles=tuple(view(kpi) for kpi in ordered),
        tally=tuple((word, counted[word]) for word in ORDER if counted[word]),
        stale=sum(kpi.is_stale for kpi in book.kpis),
        deadlines=tuple(_deadlines(book)),
        any_measured=any(kpi.latest is not None for kpi in book.kpis),
    )


def _deadlines(book: Playbook) -> Iterator[Deadline]:
    for words, found in groupby(in_time(book.targets), key=lambda target: target.record.by or ""):
        yield Deadline(words or NO_DAY, time_value(words, "time", book) if words else None, tuple(found))


def view(kpi: Kpi) -> KpiView:
    """One KPI."""
    series = _series(kpi)
    begin = _begin(kpi)
    return KpiView(
        kpi=kpi,
        target=_target(kpi),
        at=_moment(kpi.measured_at),
        next_goal=next((stage for stage in _ahead(kpi) if not _is_passed(stage.target, kpi.book.now)), None),
        begin=begin,
        stages=(*((begin,) if begin else ()), *_stages(kpi)),
        values=tuple(_values(kpi)),
        chart=chart(series),
        summary=_summary(kpi, series),
        no_chart=NO_CHART[min(len(series.points), 2)],
    )


def _moment(at: datetime | None) -> Interval | None:
    return Interval(at, at) if at else None


def _is_passed(target: Target | None, moment: datetime | None) -> bool:
    """Whether a target's day lies before a moment."""
    return target is not None and target.day is not None and moment is not None and target.day < moment


def _target(kpi: Kpi) -> Value | None:
    if kpi.record.target is None:
        return None
    return Value("plain" if kpi.threshold else "rich", kpi.shown_target)


def _begin(kpi: Kpi) -> Stage | None:
    """The value when the crisis began."""
    if kpi.record.baseline is None:
        return None
    calendar = kpi.book.calendar
    shown = Value("plain", amounts.with_unit(kpi.record.baseline, kpi.record.unit))
    return Stage(
        "When the crisis began", shown, at=_moment(calendar.rules.shown(calendar.t0)) if calendar else None
    )


def _stages(kpi: Kpi) -> Iterator[Stage]:
    """The latest value among what its targets ask for, in order of time, and what it must be for good."""
    asked = tuple(_ahead(kpi))
    passed = sum(_is_passed(stage.target, kpi.measured_at) for stage in asked)
    yield from asked[:passed]
    yield Stage("Latest", Value("plain", kpi.shown_latest or "not measured yet"), at=_moment(kpi.measured_at))
    yield from asked[passed:]
    final = _target(kpi)
    if final is not None:
        yield Stage("Target", final, standing=kpi.standing)


def _ahead(kpi: Kpi) -> Iterator[Stage]:
    """What its targets ask for, in order of time."""
    for target, goal in _goals(kpi):
        when = time_value(target.record.by, "time", kpi.book) if target.record.by else None
        found = target.measure(kpi, goal)
        yield Stage(
            target.title,
            Value("plain", found.shown),
            when,
            standing=found.standing,
            target=target,
            late_since=found.late_since,
        )


def _goals(kpi: Kpi) -> Iterator[tuple[Target, Threshold]]:
    for target in kpi.targets_in_time:
        yield target, target.record.kpis[kpi.id]


def _values(kpi: Kpi) -> Iterator[Measured]:
    """Newest first."""
    for event in reversed(kpi.state.events):
        value = event.record.value
        if event.record.kind == "measured" and isinstance(value, (int, float)):
            yield Measured(
                Interval(event.at, event.at),
                amounts.with_unit(value, kpi.record.unit),
                standing(kpi.threshold, value),
                kpi.book.entries.get(Ref("log", event.id)),
            )


def _series(kpi: Kpi) -> Series:
    calendar, baseline, unit = kpi.book.calendar, kpi.record.baseline, kpi.record.unit

    def short(threshold: Threshold) -> str:
        return f"{amounts.SIGNS[threshold.op]} {amounts.short(threshold.value, unit)}"

    return Series(
        points=kpi.state.measurements,
        write=lambda value: amounts.short(value, unit),
        target=(kpi.threshold.value, f"target {short(kpi.threshold)}") if kpi.threshold else None,
        goals=tuple(
            Goal(target.record.by or NO_DAY, goal.value, short(goal), target.day)
            for target, goal in _goals(kpi)
        ),
        start=(calendar.rules.shown(calendar.t0), baseline) if calendar and baseline is not None else None,
    )


def _summary(kpi: Kpi, series: Series) -> str:
    """What the picture shows, in a sentence (plain text)."""
    values = series.points
    if len(values) < 2:
        return ""
    (first_at, first), (last_at, _) = values[0], values[-1]
    unit = kpi.record.unit
    low, high = (amounts.with_unit(find(value for _, value in values), unit) for find in (min, max))
    begin = f"{amounts.with_unit(first, unit)} on {_words(first_at)}"
    end = f"{kpi.shown_latest} on {_words(last_at)}"
    parts = [f"{kpi.title}: {len(values)} values, from {begin} to {end}", f"lowest {low}, highest {high}"]
    if series.target:
        parts.append(f"target {kpi.shown_target}")
    parts += [
        f"{target.record.by or NO_DAY}: {amounts.threshold(goal, unit)}" for target, goal in _goals(kpi)
    ]
    return "; ".join(parts) + "."


def _words(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%b %H:%M}"
