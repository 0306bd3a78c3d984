"""The scripts' calendar: each case is computed in the browser and in Python, to the same moments."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import product
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from generator.when import Calendar, Interval, Rules, as_data, is_recurring
from tests.browser.calendar_cases import ANSWER, NIGHT, Case, about_changes, differences, drawn, rules
from tests.browser.fixtures import NewPage
from tests.unit.test_when_docs import CALENDAR, REACHED, interval_said, read, rows


@pytest.fixture
def page(new_page: NewPage, scripts: str) -> Page:
    """A page beside the scripts, of a reader whose own zone has nothing to say."""
    found = new_page(timezone_id="Pacific/Chatham")
    found.goto(scripts)
    return found


def test_every_row_of_the_documentation(page: Page) -> None:
    """What docs/time.md promises of each example holds in the browser."""
    table = [(read(example.strip("`"), heading), gives) for heading, _, _, example, gives in rows(4)]
    asked = [Case(value, CALENDAR, dict(REACHED), limit=4).asked() for value, _ in table]
    shown = []
    for (value, _), answer in zip(table, page.evaluate(ANSWER, asked), strict=True):
        found = [said(each) for each in answer["occurrences"][0]]
        text = "; ".join([*found[:3], *["…"][: len(found) - 3]])
        shown.append(text if is_recurring(value) else said(answer["interval"]))

    assert [gives for _, gives in table] == shown


def said(answer: list[str | None] | None) -> str:
    """A browser's interval as the documentation writes it."""
    if answer is None:
        return interval_said(None)
    moments = [datetime.fromisoformat(moment) if moment else None for moment in answer]
    here = [moment and CALENDAR.rules.shown(moment) for moment in moments]
    return interval_said(Interval(*here))


@pytest.mark.parametrize("number", [1, 2])
def test_any_time_comes_to_the_same_moments(page: Page, number: int) -> None:
    """Hundreds of times, whatever the zone, T0, the way of counting and the quiet hours."""
    assert [] == differences(page, drawn(250, number))


def test_the_nights_when_clocks_change(page: Page) -> None:
    """What a clock skips moves forward, of what comes twice the first is meant, elapsed time goes on."""
    texts = (
        "every 45 minutes",
        "daily at 01:30 and 02:15",
        "within 1 day",
        "day 1",
        "twice daily for 2 days",
    )
    found = [Case(read(text, ""), calendar) for text, calendar in product(texts, about_changes())]

    assert [] == differences(page, found)


def test_a_crisis_declared_late_or_on_a_weekend(page: Page) -> None:
    """Every second hour from Friday to Monday, on calendar and working days: what day 1 and day 2 become."""
    texts = (
        "day 1 morning",
        "day 2",
        "week 1",
        "within 6 hours",
        "within 2 hours of day 1 morning",
        "from day 1 morning for 2 hours",
        "every 4 hours until day 3",
        "daily until day 4",
        "twice weekly",
        "month-end",
        "until 2026-11-20",
        "from day 3 until 2026-11-20",
    )
    ways: tuple[Literal["calendar", "working"], ...] = ("calendar", "working")
    friday = datetime(2026, 11, 27, tzinfo=ZoneInfo("Europe/London"))
    hours = [friday + timedelta(hours=count) for count in range(96)]
    found = [
        Case(
            read(text, ""),
            Calendar(t0, Rules(ZoneInfo("Europe/London"), days, NIGHT)),
            moments=tuple(hours[::7]),
        )
        for text, t0, days in product(texts, hours[::2], ways)
    ]

    assert [] == differences(page, found)


def test_a_window_far_away_costs_no_more(page: Page) -> None:
    """Occurrences are found from the window on, not counted from T0: clocks are asked a few times."""
    asked = page.evaluate(
        """async windows => {
          const { occurrences } = await import("/calendar.js")
          const real = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, "format").get
          let times = 0
          Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { get() {
            times += 1
            return real.call(this)
          } })
          const t0 = new Date("2026-11-23T09:00Z")
          const rules = { zone: "Europe/London", days: "working", t0, anchors: {} }
          const cadences = [
            { every: { minutes: 20 }, first: 1, rests: true },
            { every: { minutes: 1 }, first: 1, rests: true, quiet: ["09:01", "09:00"] },
            { every: { days: 1 }, at: ["10:20", "10:40"] },
            { every: { weeks: 1 }, weekdays: [1, 2, 3, 4, 5] }, { every: { months: 1 }, month_day: 24 },
          ]
          const recurring = { kind: "recurring", from: { t0: true }, to: null }
          return windows.map(window => cadences.map(cadence => {
            times = 0
            const [from, to] = window.map(iso => new Date(iso))
            const quiet = cadence.quiet ?? ["22:00", "07:00"]
            const found = occurrences({ ...recurring, ...cadence }, { ...rules, quiet }, from, to)
            return [found.length, times]
          }))
        }""",
        [[f"{day}T08:50Z", f"{day}T11:00Z"] for day in ("2026-11-24", "2027-02-24", "2037-11-24")],
    )

    assert [[6, 1, 2, 1, 1]] * 3 == [[found for found, _ in window] for window in asked]
    assert [] == [times for window in asked for _, times in window if times > 20]


#: What is no time: each is computed to nothing, by a calendar that has a T0.
ODD: list[Any] = [
    None,
    7,
    "day 1",
    [],
    {},
    {"kind": "unknown"},
    {"kind": "fortnight", "from": {"t0": True}, "to": None},
    {"kind": "interval"},
    {"kind": "interval", "from": {"words": "the call"}, "to": {"t0": True}},
    {"kind": "interval", "from": {"event": "constructor"}, "to": {"t0": True}},
    {"kind": "interval", "from": {"sunrise": True}, "to": {"t0": True}},
    {"kind": "interval", "from": "t0", "to": 5},
    {"kind": "interval", "from": {"day": 0, "time": "09:00"}, "to": None},
    {"kind": "interval", "from": {"day": 1.5, "time": "09:00"}, "to": None},
    {"kind": "interval", "from": {"day": 1, "time": "25:00"}, "to": None},
    {"kind": "interval", "from": {"date": "soon", "time": "09:00"}, "to": None},
    {"kind": "interval", "from": {"moment": "soon"}, "to": None},
    {"kind": "interval", "from": {"after": {"moons": 2}, "of": {"t0": True}}, "to": None},
    {"kind": "interval", "from": {"after": {"days": 1e300}, "of": {"t0": True}}, "to": None},
]

#: What recurs in no way that there is.
ENDLESS: list[dict[str, Any]] = [
    {},
    {"every": {"minutes": 0}},
    {"every": {"hours": -4}},
    {"every": {"days": 0.5}},
    {"every": {"days": 1, "hours": 1}},
    {"every": {"moons": 1}},
    {"every": {"minutes": 1e300}},
    {"every": {"days": 1e300}, "at": ["09:00"]},
    {"every": {"weeks": 1}, "weekdays": []},
    {"every": {"weeks": 1}, "weekdays": [0, 8, "Monday"]},
    {"every": {"days": 1}, "weekdays": [1]},
    {"every": {"weeks": 1}, "month_day": 5},
    {"every": {"months": 1}, "month_day": "5th"},
]


def nothing(page: Page, odd: list[Any], facts: dict[str, Any] | None) -> Any:
    """Each piece of data that comes to anything, with what; and the number and the date of a day."""
    return page.evaluate(
        """async ([odd, facts]) => {
          const { interval, occurrences, dayOf, dateOf } = await import("/calendar.js")
          const rules = facts && { ...facts, t0: facts.t0 && new Date(facts.t0) }
          const found = JSON.parse(odd).map(data => {
            const many = occurrences(data, rules, null, null)
            return { data, one: data?.kind === "interval" ? interval(data, rules) : null, many }
          })
          const day = [dayOf(new Date("2026-11-24T12:00Z"), rules), dateOf(2, rules)]
          return [found.filter(({ one, many }) => one || many.length), day]
        }""",
        [json.dumps(odd), facts],
    )


def test_odd_data_is_nothing(page: Page) -> None:
    """What no generator writes has no moments; nothing throws, and nothing goes on for ever."""
    recurring = [{"kind": "recurring", "from": {"t0": True}, "to": None, **each} for each in ENDLESS]
    deep: dict[str, Any] = {"t0": True}
    for _ in range(100):
        deep = {"after": {"hours": 1}, "of": deep}
    facts = rules(CALENDAR, {})

    assert [[], [2, "2026-11-24"]] == nothing(
        page, [*ODD, *recurring, {"kind": "interval", "from": deep, "to": None}], facts
    )


def test_without_t0_nothing_is_counted_from_it(page: Page) -> None:
    """Days have no dates then, nor without any facts; a date of the calendar has its moments all the same."""
    texts = ("day 2", "within 2 hours", "daily", "month-end", "weekly for 3 weeks", "90 days")
    data = [as_data(read(text, "")) for text in texts]
    absolute = Case(read("2026-12-24", ""), CALENDAR)
    asked = absolute.asked()
    asked["rules"]["t0"] = None
    (found,) = page.evaluate(ANSWER, [asked])
    unset = {**rules(CALENDAR, {}), "t0": None}

    assert [[], [0, None]] == nothing(page, data, unset)
    assert [[], [0, None]] == nothing(page, data, None)
    assert absolute.answered()["interval"] == found["interval"]


def test_nobody_is_given_more_than_anybody_reads(page: Page) -> None:
    """What never ends is cut, whatever is asked for; asked for none, there is none."""
    asked = Case(read("every minute", ""), CALENDAR).asked()
    limits = [0, -1, 3, 1e9]
    asked["windows"] = [[None, None, limit] for limit in limits]
    (found,) = page.evaluate(ANSWER, [asked])

    assert [0, 0, 3, 10_000] == [len(each) for each in found["occurrences"]]
