"""The timeline: its scale, its bars, and nothing in it that only the eye can read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.scale import ROOM, scale
from generator.pages.timeline import NARROWEST, timeline
from generator.when import Unreadable, parse
from generator.workload import days_of
from tests import playbooks, sites
from tests.playbooks import HEAD, book

PLAN = """
priorities:
  fix:
    title: Fix
    order: 1
    actions:
      a: {title: A, when: day 1 morning}
      b: {title: B, when: month 6}
      c: {title: C, when: weekly from week 2}
      d: {title: D, when: ongoing}
      e: {title: E}
  other: {title: Other, order: 2, actions: {f: {title: F, when: week 3}}}
  empty: {title: Empty, order: 3}
"""
HEAD_WITH_EVENTS = HEAD.replace("London}", "London, events: {over: It is}}")
STARTED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00, events: {over: It is}}")
REACHED = "log:\n  a: {at: 2026-11-25T10:00, kind: reached, about: [events/over]}\n"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (1, "day 1"),
        (10, "days 1 to 10"),
        (21, "days 1 to 14, then week 3, what is later drawn closer together"),
        (60, "days 1 to 14, then weeks 3 and 4, then month 2, what is later drawn closer together"),
        (180, "days 1 to 14, then weeks 3 and 4, then months 2 to 6, what is later drawn closer together"),
    ],
)
def test_a_scale_is_said_in_words(last: int, expected: str) -> None:
    """Its caption tells what no eye has to measure."""
    assert expected == scale(last).words


@given(st.integers(1, 3650))
def test_a_scale_holds_every_day_in_order(last: int) -> None:
    """From 0 to 100, each day after the one before; a long plan leaves the first two weeks half the width."""
    found = scale(last)
    places = [found.at(day) for day in range(1, min(last, 200) + 2)]

    assert places == sorted(places)
    assert (0, True) == (places[0], places[-1] <= 100)
    assert last <= found.last
    assert last < 15 or found.at(15) >= 50


@given(st.integers(1, 3650))
def test_numbers_on_a_scale_do_not_touch(last: int) -> None:
    """Not even on a phone."""
    marks = scale(last).marks
    near = [pair for pair in pairwise(marks) if pair[1].x - pair[0].x < ROOM / 2]

    assert [] == near


def test_the_parts_of_a_scale_join() -> None:
    """Days, weeks and months: each part begins where the one before it ends."""
    parts = scale(180).parts

    assert [("day", 1, 14), ("week", 15, 30), ("month", 31, 180)] == [
        (part.unit, part.first, part.last) for part in parts
    ]
    assert [before.x + before.width for before in parts[:-1]] == [after.x for after in parts[1:]]


def test_bars_are_drawn_as_what_they_are() -> None:
    """Work of some days, what recurs, what goes on; without a day there is no bar, but a row."""
    (fix, other) = timeline(book(PLAN)).groups
    bars = {row.action.anchor: row.bar for row in fix.rows}
    shapes = {key: bar and (bar.shape, bar.is_open) for key, bar in bars.items()}

    assert {
        "a": ("once", False),
        "b": ("once", False),
        "c": ("recurring", True),
        "d": ("standing", True),
        "e": None,
    } == shapes
    assert ["fix", "other"] == [group.priority.id for group in (fix, other)]


def test_a_morning_is_seen_beside_six_months() -> None:
    """The first day has its width, whatever comes later; nothing leaves the picture."""
    bars = [row.bar for group in timeline(book(PLAN)).groups for row in group.rows if row.bar]
    morning = next(bar for bar in bars if bar.x == 0 and not bar.is_open)

    assert morning.width > 3
    assert [] == [bar for bar in bars if bar.x < 0 or bar.width < NARROWEST or bar.end > 100]


def test_bars_of_a_large_plan_stay_within_the_picture() -> None:
    """Each action has its row."""
    made = playbooks.large(160).book
    rows = [row for group in timeline(made).groups for row in group.rows]

    assert len(made.actions_in_time) == len(rows)
    assert [] == [row.bar for row in rows if row.bar and not 0 <= row.bar.x < row.bar.end <= 100]


def test_every_row_is_text_first() -> None:
    """Who cannot see the picture reads the same: title, owner, time; the bars are hidden from them."""
    page = sites.read(playbooks.made(book(PLAN)).docs["plan.md"])
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]

    assert page.says("A nobody owns it · day 1 morning")
    assert page.says("no day known: not drawn")
    assert pictures
    assert [] == [picture for picture in pictures if picture.get("aria-hidden") != "true"]


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [
        ("day 3", (3, 3), (3, 3)),
        ("within 48 hours", (1, 2), (1, 2)),
        ("ongoing", (1, None), (1, None)),
        ("daily from week 2", (8, None), (8, None)),
        ("every 4 hours until over", (1, None), (1, 3)),
        ("after over", None, (3, None)),
        ("2026-11-24 to 2026-11-26", None, (2, 4)),
        ("2026-11-01", None, None),
        ("before", None, None),
        ("as needed", None, None),
    ],
)
def test_a_time_has_days_as_soon_as_they_are_known(
    when: str, before: tuple[int, int | None] | None, after: tuple[int, int | None] | None
) -> None:
    """Before T0 those of the plan; afterwards those of dates and of what the log has reached as well."""
    time = parse(when)
    assert not isinstance(time, Unreadable)
    found = [days_of(time, made) for made in (book("", HEAD_WITH_EVENTS), book(REACHED, STARTED))]

    assert [before, after] == [days and (days.first, days.last) for days in found]
