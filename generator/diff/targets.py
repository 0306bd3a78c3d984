"""Numbers to be reached: tightened, loosened, measured otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import section
from generator.diff.values import changed
from generator.linked import Kpi, Target
from generator.model import Threshold

#: Which way a comparison is harder to satisfy, and whether it holds at the number itself.
_UPWARDS = {">=": (1, True), ">": (1, False), "<=": (-1, True), "<": (-1, False)}


def targets(compared: Compared) -> Section:
    """KPIs, then targets."""
    return section("targets", "Targets", compared, _tell)


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    grades = set(_grades(pair, fields))
    values = (*changed(pair, (field for field in fields if field != "kpis")), *_numbers(pair, fields))
    kind = grades.pop() if len(grades) == 1 else "changed"
    return Change(kind, pair.new.ref, pair.new.title, values)


def _numbers(pair: Pair, fields: tuple[str, ...]) -> Iterator[Value]:
    """A value a KPI of a target, by its title."""
    old, new = pair.old, pair.new
    if "kpis" in fields and isinstance(old, Target) and isinstance(new, Target):
        then, now = ({kpi.id: goal for kpi, goal in one.shown_measures} for one in (old, new))
        titles = {kpi.id: kpi.title for kpi, _ in (*old.shown_measures, *new.shown_measures)}
        for key, title in titles.items():
            if old.record.kpis.get(key) != new.record.kpis.get(key):
                yield Value(f"kpis.{key}", title, then.get(key), now.get(key))


def _grades(pair: Pair, fields: tuple[str, ...]) -> Iterator[Kind]:
    """What became of each number; a number in another unit is another number."""
    old, new = pair.old, pair.new
    if isinstance(old, Kpi) and isinstance(new, Kpi):
        if "target" in fields and "unit" not in fields:
            yield grade(old.threshold, new.threshold)
    elif isinstance(old, Target) and isinstance(new, Target) and "kpis" in fields:
        then, now = old.record.kpis, new.record.kpis
        for key in (*now, *(key for key in then if key not in now)):
            if then.get(key) != now.get(key):
                yield _asked(then.get(key), now.get(key))


def _asked(then: Threshold | None, now: Threshold | None) -> Kind:
    """A number more asks more, a number less asks less."""
    if then is None or now is None:
        return "tightened" if then is None else "loosened"
    return grade(then, now)


def grade(then: Threshold | None, now: Threshold | None) -> Kind:
    """Whether a number is harder or easier to reach; `changed` where that is no question."""
    if then is None or now is None or then.op not in _UPWARDS or now.op not in _UPWARDS:
        return "changed"
    (way, holds), (new_way, holds_now) = _UPWARDS[then.op], _UPWARDS[now.op]
    if way != new_way:
        return "changed"
    before, after = (way * then.value, not holds), (way * now.value, not holds_now)
    if before == after:
        return "changed"
    return "tightened" if after > before else "loosened"
