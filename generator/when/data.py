"""A time as JSON, for scripts that compute with it once T0 is known, and parse no grammar.

docs/time.md describes the shape: the edges of `edges` by name, a cadence as its length and its details.
"""

from __future__ import annotations

from datetime import time

from generator.when.edges import (
    At,
    AtMonthEnd,
    Bounds,
    Declared,
    Edge,
    Later,
    OnDate,
    OnDay,
    Reached,
    Through,
    Told,
    bounds,
)
from generator.when.order import is_recurring
from generator.when.values import (
    Cadence,
    DailyAt,
    Duration,
    Every,
    MonthlyOn,
    Recurring,
    Time,
    Twice,
    WeeklyOn,
)

Data = dict[str, object]


def as_data(value: Time) -> Data:
    """The time as JSON-able data, in the shape that docs/time.md describes."""
    edges = bounds(value)
    if edges is None:
        return {"kind": "unknown"}
    if isinstance(value, Recurring) and is_recurring(value):
        return {
            "kind": "recurring",
            **_cadence(value.cadence),
            **_bounds(edges),
            "first": 0 if value.bounds.start else 1,
            "rests": not value.day_and_night,
        }
    return {"kind": "interval", **_bounds(edges)}


def _bounds(edges: Bounds) -> Data:
    return {"from": _edge(edges.start), "to": _edge(edges.end)}


def _edge(edge: Edge | None) -> Data | None:
    found: Data | None = None
    match edge:
        case Declared():
            found = {"t0": True}
        case OnDay(day, clock):
            found = {"day": day, "time": _clock(clock)}
        case OnDate(day_of_year, clock):
            found = {"date": str(day_of_year), "time": _clock(clock)}
        case AtMonthEnd(clock):
            found = {"month_end": True, "time": _clock(clock)}
        case At(moment):
            found = {"moment": moment.isoformat(timespec="seconds" if moment.second else "minutes")}
        case Reached(name):
            found = {"action" if "/" in name else "event": name}
        case Told(text):
            found = {"words": text}
        case Later(base, length, rests):
            found = {"after": _length(length), "of": _edge(base), "rests": rests}
        case Through(base, length):
            found = {"through": _length(length), "of": _edge(base)}
    return found


def _cadence(cadence: Cadence) -> Data:
    found: Data = {}
    match cadence:
        case Every(length):
            found = {"every": _length(length)}
        case Twice(unit):
            found = {"every": _length(Duration(1, unit)), "halves": True}
        case DailyAt(days, at):
            found = {"every": {"days": days}, "at": _clocks(at)}
        case WeeklyOn(weeks, weekdays, at):
            found = {
                "every": {"weeks": weeks},
                "weekdays": [number + 1 for number in weekdays],
                "at": _clocks(at),
            }
        case MonthlyOn(months, day, at):
            found = {"every": {"months": months}, "month_day": day, "at": _clocks(at)}
    return found


def _length(length: Duration) -> Data:
    return {f"{length.unit}s": length.count}


def _clocks(clocks: tuple[time, ...]) -> list[str]:
    return [_clock(clock) for clock in clocks]


def _clock(clock: time) -> str:
    return f"{clock:%H:%M}"
