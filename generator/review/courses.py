"""KPIs from their first number to their last, and what the targets asked for on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator import amounts
from generator.linked import Kpi, Target, standing
from generator.linked.measures import in_time
from generator.model import Threshold
from generator.review.frame import Frame
from generator.review.shapes import Course, Goal

#: What the log may say of a target as a whole, which counts before any number.
SAID = {"kept": "met", "done": "met", "missed": "not met", "dropped": "not met"}


def courses(frame: Frame) -> tuple[Course, ...]:
    """Every KPI, as the data names them."""
    return tuple(_course(kpi, frame) for kpi in frame.book.kpis)


def targets(frame: Frame) -> tuple[tuple[Target, str], ...]:
    """Every target in order of time, with how it stood on its day, or by the review's end without a day."""
    return tuple((target, _standing(target, frame)) for target in in_time(frame.book.targets))


def _course(kpi: Kpi, frame: Frame) -> Course:
    numbers = kpi.state.measurements
    shown = [(frame.shown(at), amounts.with_unit(value, kpi.record.unit)) for at, value in numbers]
    return Course(
        kpi=kpi,
        first=shown[0] if shown else None,
        last=shown[-1] if shown else None,
        goals=tuple(_goals(kpi, frame)),
    )


def _goals(kpi: Kpi, frame: Frame) -> Iterator[Goal]:
    for target in kpi.targets_in_time:
        yield _goal(kpi, target.record.kpis[kpi.id], target.day, frame, target)
    if kpi.threshold is not None:
        yield _goal(kpi, kpi.threshold, None, frame)


def _goal(
    kpi: Kpi, asked: Threshold, by: datetime | None, frame: Frame, target: Target | None = None
) -> Goal:
    found = kpi.value_by(by)
    return Goal(
        target=target,
        asked=amounts.threshold(asked, kpi.record.unit),
        by=by,
        found="" if found is None else amounts.with_unit(found, kpi.record.unit),
        standing=_verdict(asked, found, by, frame),
    )


def _verdict(asked: Threshold, found: float | None, by: datetime | None, frame: Frame) -> str:
    return "not due" if by is not None and by > frame.until else standing(asked, found)


def _standing(target: Target, frame: Frame) -> str:
    said = SAID.get(target.state.status)
    if said is not None:
        return said
    by = target.day
    if by is not None and by > frame.until:
        return "not due"
    found = {_verdict(asked, kpi.value_by(by), by, frame) for kpi, asked in target.measures}
    return next((word for word in ("not met", "not measured", "met") if word in found), "not measurable")
