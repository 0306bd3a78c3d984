"""The plan day by day, the load of each role, and who has nobody to take over."""

from __future__ import annotations

from itertools import pairwise

from generator.pages.delegation import delegation
from generator.pages.plan import ROW, WIDTH, plan
from generator.pages.risks import heat, heat_map
from tests import playbooks
from tests.playbooks import HEAD, book

PLAN = """
roles:
  lead: {title: Lead, away: [{from: day 2, to: day 3}]}
  two: {title: Two, deputy: lead}
  press: {title: Press, kind: external}
priorities:
  fix:
    title: Fix
    owner: lead
    actions:
      a: {title: A, when: days 1-3}
      b: {title: B, when: day 2}
      c: {title: C, when: day 2 morning}
      d: {title: D, when: days 7-8, owner: two}
      e: {title: E}
      f: {title: F, when: as needed}
"""
LIMIT = HEAD.replace("London}", "London, limits: {actions_per_role_per_day: 2}}")


def test_days_with_the_same_actions_are_one_stretch() -> None:
    """A stretch begins and ends where the work changes; days without work are left out."""
    found = {
        stretch.words: [action.anchor for action in stretch.actions] for stretch in plan(book(PLAN)).stretches
    }

    assert {"Day 1": ["a"], "Day 2": ["a", "c", "b"], "Day 3": ["a"], "Days 7–8": ["d"]} == found


def test_what_has_no_days_is_listed_apart() -> None:
    """No action is forgotten because nobody said when."""
    assert {"e", "f"} == {action.anchor for action in plan(book(PLAN)).undated}


def test_loads_are_counted_and_marked_over_the_limit() -> None:
    """More actions a day than the limit are an overload, as many are none."""
    loads = {load.role.id: load.counts for load in plan(book(PLAN, LIMIT)).loads}
    generous = [over for load in plan(book(PLAN)).loads for _, over in load.counts]

    assert {
        "lead": ((1, False), (3, True), (1, False), (0, False)),
        "two": ((0, False), (0, False), (0, False), (1, False)),
    } == loads
    assert not any(generous)


def test_bars_stay_within_the_picture() -> None:
    """Each dated action has a bar of its own inside the timeline, its title where there is room."""
    found = plan(playbooks.large(160).book)
    bars = found.bars

    assert found.height == ROW * len(bars)
    assert [] == [bar for bar in bars if bar.x < 0 or bar.width <= 0 or bar.x + bar.width > WIDTH + 0.2]
    assert [] == [bar for bar in bars if (bar.anchor == "end") != (bar.x > WIDTH / 2)]
    assert all(before.y < after.y for before, after in pairwise(bars))


def test_absences_are_shown() -> None:
    """Who is away, and when."""
    assert [("lead", "day 2", "day 3")] == [
        (role.id, absence.from_, absence.to) for role, absence in plan(book(PLAN)).absences
    ]


def test_a_plan_without_days_is_a_plan() -> None:
    """A sparse plan has no stretches and no picture, and its actions all the same."""
    found = plan(book("priorities: {x: {title: X, actions: {a: {title: A}}}}\n"))

    assert ((), (), 0, ["a"]) == (
        found.stretches,
        found.bars,
        found.last_day,
        [action.anchor for action in found.undated],
    )


def test_delegation_names_overload_and_missing_deputies() -> None:
    """Only of our own roles, and only of those that own an action."""
    found = delegation(book(PLAN, LIMIT))

    assert ["lead", "two"] == [role.id for role in found.roles]
    assert [("lead", [("Day 2", 3)])] == [
        (item.role.id, [(stretch.words, count) for stretch, count in item.stretches])
        for item in found.overloaded
    ]
    assert (["lead"], 2) == ([role.id for role in found.without_deputy], found.limit)


def test_every_rated_risk_is_on_the_heat_map_once() -> None:
    """At its likelihood and impact; what is not rated is not on the map."""
    text = "risks: {a: {title: A, likelihood: 5, impact: 1}, b: {title: B, likelihood: 2}, c: {title: C}}\n"
    cells = {
        (row.likelihood, impact): [risk.id for risk in cell.risks]
        for row in heat_map(book(text))
        for impact, cell in enumerate(row.cells, start=1)
    }

    assert (25, ["a"]) == (len(cells), cells[5, 1])
    assert ["a"] == [risk for risks in cells.values() for risk in risks]


def test_heat_has_words() -> None:
    """The word changes at 6 and at 15."""
    words = [heat(exposure) for exposure in (1, 5, 6, 14, 15, 25)]

    assert ["low", "low", "medium", "medium", "high", "high"] == words
