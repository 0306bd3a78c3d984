"""Times as JSON: the shape, and the proof that it suffices to compute without the grammar."""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from generator.when import Calendar, Time, as_data
from tests.unit.when_strategies import calendars, reached, times
from tests.unit.when_support import read

DAYS = {"days": 1, "weeks": 7, "months": 30, "quarters": 90, "years": 365}

T0 = {"t0": True}


def recurring(every: dict[str, int], **others: object) -> dict[str, object]:
    """What recurs from T0 on without end, but for `others`."""
    base = {"kind": "recurring", "every": every, "from": T0, "to": None, "first": 1, "rests": True}
    return {**base, **others}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("immediately", {"kind": "interval", "from": T0, "to": T0}),
        (
            "days 2-3",
            {"kind": "interval", "from": {"day": 2, "time": "09:00"}, "to": {"day": 3, "time": "18:00"}},
        ),
        ("before", {"kind": "interval", "from": None, "to": T0}),
        ("ongoing", {"kind": "interval", "from": T0, "to": None}),
        ("as needed", {"kind": "unknown"}),
        (
            "month-end",
            {
                "kind": "interval",
                "from": {"month_end": True, "time": "09:00"},
                "to": {"month_end": True, "time": "18:00"},
            },
        ),
        (
            "2026-12-24",
            {
                "kind": "interval",
                "from": {"date": "2026-12-24", "time": "09:00"},
                "to": {"date": "2026-12-24", "time": "18:00"},
            },
        ),
        (
            "2026-12-24T09:00:30",
            {
                "kind": "interval",
                "from": {"moment": "2026-12-24T09:00:30"},
                "to": {"moment": "2026-12-24T09:00:30"},
            },
        ),
        (
            "after 14 hours",
            {"kind": "interval", "from": {"after": {"hours": 14}, "of": T0, "rests": False}, "to": None},
        ),
        (
            "within 2 hours of actions/x.y day and night",
            {
                "kind": "interval",
                "from": {"action": "actions/x.y"},
                "to": {"after": {"hours": 2}, "of": {"action": "actions/x.y"}, "rests": False},
            },
        ),
        (
            "from 2026-11-23T09:00 until the line is quiet",
            {
                "kind": "interval",
                "from": {"moment": "2026-11-23T09:00"},
                "to": {"words": "the line is quiet"},
            },
        ),
        (
            "within 3 days",
            {"kind": "interval", "from": T0, "to": {"after": {"days": 3}, "of": T0, "rests": False}},
        ),
        ("90 days", {"kind": "interval", "from": T0, "to": {"through": {"days": 90}, "of": T0}}),
        ("every 20 minutes", recurring({"minutes": 20})),
        ("every 4 hours day and night", recurring({"hours": 4}, rests=False)),
        ("daily until contained", recurring({"days": 1}, to={"event": "contained"})),
        ("weekly from day 3", recurring({"weeks": 1}, first=0) | {"from": {"day": 3, "time": "09:00"}}),
        ("twice daily", recurring({"days": 1}, halves=True)),
        ("daily at 09:00 and 16:30", recurring({"days": 1}, at=["09:00", "16:30"])),
        ("weekly on Monday and Sunday", recurring({"weeks": 1}, weekdays=[1, 7], at=[])),
        ("monthly on day 5 at 10:00", recurring({"months": 1}, month_day=5, at=["10:00"])),
    ],
)
def test_the_shape(text: str, expected: dict[str, object]) -> None:
    """What the module's docstring promises, kind by kind."""
    assert expected == as_data(read(text))


class Script:
    """What a script must be able to do: edges to moments, from JSON and the playbook's facts alone."""

    def __init__(self, facts: Calendar, anchors: Mapping[str, datetime]) -> None:
        self.t0 = facts.t0.astimezone(UTC)
        self.zone = facts.rules.timezone
        self.working = facts.rules.days == "working"
        self.quiet = facts.rules.quiet
        self.anchors = anchors
        self.first = self.t0.astimezone(self.zone).date()

    def moment(self, edge: Any, *, closes: bool) -> datetime | None:
        """An edge as a moment in UTC; None where it is open or nobody knows."""
        if edge is None or "words" in edge:
            return None
        if "t0" in edge:
            return self.t0
        if "event" in edge or "action" in edge:
            found = self.anchors.get(edge.get("event") or edge["action"])
            return found.astimezone(UTC) if found else None
        if "moment" in edge:
            found = datetime.fromisoformat(edge["moment"])
            return (found if found.tzinfo else found.replace(tzinfo=self.zone)).astimezone(UTC)
        if "of" in edge:
            return self.later(edge, self.moment(edge["of"], closes="after" in edge))
        return self.wall(self.date_of(edge), time.fromisoformat(edge["time"]), closes)

    def later(self, edge: Any, start: datetime | None) -> datetime | None:
        """A length after a moment."""
        if start is None:
            return None
        ((unit, count),) = (edge.get("after") or edge["through"]).items()
        if unit in ("minutes", "hours"):
            found = start + timedelta(**{unit: count})
            return self.rested(found) if edge.get("rests") else found
        local = start.astimezone(self.zone)
        dates = count * DAYS[unit] - ("through" in edge)
        day = self.counted(local.date(), dates) if unit == "days" else local.date() + timedelta(days=dates)
        return self.wall(day, time(18), closes=True) if "through" in edge else self.local(day, local.time())

    def date_of(self, edge: Any) -> date:
        """The date of a wall-clock edge."""
        if "day" in edge:
            return self.counted(self.first, edge["day"] - 1)
        if "date" in edge:
            return date.fromisoformat(edge["date"])
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    def counted(self, day: date, count: int) -> date:
        """So many counted days later, weekends skipped a week of five days at a time."""
        if not self.working or count == 0:
            return day + timedelta(days=count)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        day += timedelta(days=count // 5 * 7)
        for _ in range(count % 5):
            day += timedelta(days=3 if day.weekday() == 4 else 1)
        return day

    def local(self, day: date, clock: time) -> datetime:
        """A time of the playbook's clocks."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def wall(self, day: date, clock: time, closes: bool) -> datetime:
        """A time of the playbook's clocks; on day 1 the next end of a day's work, or midnight."""
        found = self.local(day, clock)
        if day != self.first or found > self.t0:
            return found
        ends = (self.local(day, time(18)), self.local(day + timedelta(days=1), time()))
        return next(end for end in ends if end > self.t0) if closes else self.t0

    def rested(self, moment: datetime) -> datetime:
        """Out of the quiet hours, looked for minute by minute in the clock's own words."""
        if self.quiet is None:
            return moment
        begins, ends = self.quiet
        clock = moment.astimezone(self.zone).time()
        inside = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
        if not inside:
            return moment
        day = moment.astimezone(self.zone).date() + timedelta(days=clock >= ends)
        return max(moment, self.local(day, ends))


@settings(deadline=None)
@given(times, calendars(), reached)
def test_a_script_comes_to_the_same_moments(
    value: Time, facts: Calendar, anchors: dict[str, datetime]
) -> None:
    """Resolving the JSON gives the interval that the pages show, wherever both ends are in order."""
    document = json.loads(json.dumps(as_data(value)))
    script = Script(facts, anchors)
    start, end = (script.moment(document.get(key), closes=key == "to") for key in ("from", "to"))
    if (start is None and (document.get("from") or end is None)) or (start and end and end < start):
        return
    found = facts.interval(value, anchors)

    assert found is not None
    assert (start, end) == (found.start, found.end)
