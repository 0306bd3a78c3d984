"""A time as JSON, for scripts that compute with it once T0 is known, and parse no grammar.

`{"kind": "interval", "from": EDGE, "to": EDGE}`
    from when until when; an EDGE is null where it is open.
`{"kind": "recurring", "every": LENGTH, "from": EDGE, "to": EDGE, "first": 0 | 1, "rests": bool, ...}`
    once in each LENGTH between the edges. Minutes and hours: moments, the first `first` lengths after `from`,
    those in quiet hours moved to their end if it `rests`. Days and longer: stretches of dates (09:00 to
    18:00) in which it happens once, from `from`'s date on. With `"halves": true` once in each half; with
    `"at": ["09:00", ...]` at these times of the clock; with `"weekdays": [1..7]` (1 is Monday) or
    `"month_day": 1..31` (31: the last) on these days, counting weeks from Monday, months of the calendar.
`{"kind": "unknown"}`
    nothing to compute: as needed.

EDGE is one of

- `{"t0": true}`: T0.
- `{"day": 5, "time": "09:00"}`: the plan's day, in the playbook's zone. On day 1 a start before T0 is T0; an
  end not after T0 is 18:00, or midnight after that. So for the next two.
- `{"date": "2026-11-20", "time": "09:00"}`, `{"month_end": true, "time": "18:00"}`
- `{"moment": "2026-11-23T09:00"}`: without an offset, in the playbook's zone.
- `{"event": "contained"}`, `{"action": "actions/x.y"}`: when the log says that it was reached or done.
- `{"words": "the call with the regulator"}`: no script can tell.
- `{"after": LENGTH, "of": EDGE, "rests": bool}`: that much later; out of the quiet hours if it `rests`.
- `{"through": LENGTH, "of": EDGE}`: 18:00 on the last of that many days, the EDGE's own being the first;
  hours and minutes as with `after`.

LENGTH is `{"hours": 4}`: minutes, hours, days (counted as the playbook counts days), weeks of 7 dates, months
of 30, quarters of 90, years of 365.
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
    """The time as JSON-able data, as this module's docstring says."""
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
