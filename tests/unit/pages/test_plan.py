"""The plan day by day, the load of each role, and who has nobody to take over."""

from __future__ import annotations

import pytest

from generator.pages.delegation import delegation
from generator.pages.plan import Plan, plan
from generator.pages.risks import heat, heat_map
from tests import playbooks, sites
from tests.playbooks import HEAD, book

PLAN = """
roles:
  lead: {title: Lead, away: [{from: day 2, to: day 3, cover: two}]}
  two: {title: Two, deputy: lead, away: [{from: day 8, to: day 8}, {from: 2026-11-24, to: 2026-11-25}]}
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
      g: {title: G, when: ongoing}
      h: {title: H, when: before}
"""
LIMIT = HEAD.replace("London}", "London, limits: {actions_per_role_per_day: 2}}")
STARTED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00}")


def gaps(found: Plan) -> dict[str, list[tuple[str, str, str | None]]]:
    """By stretch: who is away, in which words, who covers."""
    return {
        stretch.words: [
            (role.id, gap.words, gap.cover.id if gap.cover else None)
            for role, gap in (
                *((duty.role, gap) for duty in stretch.duties if duty.role for gap in duty.gaps),
                *stretch.idle_away,
            )
        ]
        for stretch in found.stretches
    }


def test_days_with_the_same_actions_are_one_stretch() -> None:
    """A stretch begins and ends where the work changes; days without work are left out."""
    found = {
        stretch.words: [action.anchor for action in stretch.actions] for stretch in plan(book(PLAN)).stretches
    }

    assert {"Day 1": ["a"], "Day 2": ["a", "c", "b"], "Day 3": ["a"], "Days 7–8": ["d"]} == found


def test_a_stretch_says_whether_its_work_starts_or_ends() -> None:
    """What lies in it whole needs no word."""
    courses = [
        [(task.action.anchor, task.course) for duty in stretch.duties for task in duty.tasks]
        for stretch in plan(book(PLAN)).stretches
    ]

    assert [
        [("a", "starts")],
        [("a", "goes on"), ("c", ""), ("b", "")],
        [("a", "ends")],
        [("d", "")],
    ] == courses


def test_stretches_have_dates_once_t0_is_known() -> None:
    """Days of the playbook's zone, the first and the last."""
    before = [stretch.dates for stretch in plan(book(PLAN)).stretches]
    dates = [stretch.dates for stretch in plan(book(PLAN, STARTED)).stretches]

    assert ["", "", "", ""] == before
    assert ["Mon 23 Nov", "Tue 24 Nov", "Wed 25 Nov", "Sun 29 Nov – Mon 30 Nov"] == dates


def test_what_has_no_days_is_listed_apart() -> None:
    """No action is forgotten: what goes on, what comes before, and what nobody has given a day."""
    found = plan(book(PLAN))
    groups = (found.standing, found.before, found.undated)

    assert [["g"], ["h"], ["f", "e"]] == [[action.anchor for action in group] for group in groups]


def test_loads_are_counted_and_marked_over_the_limit() -> None:
    """More actions a day than the limit are an overload, as many are none."""
    loads = {
        load.role.id: [(cell.count, cell.is_over, cell.is_away) for cell in load.cells]
        for load in plan(book(PLAN, LIMIT)).loads
    }
    generous = plan(book(PLAN)).overloads

    assert {
        "lead": [(1, False, False), (3, True, True), (1, False, True), (0, False, False)],
        "two": [(0, False, False), (0, False, False), (0, False, False), (1, False, True)],
    } == loads
    assert () == generous


def test_what_was_dropped_is_no_load() -> None:
    """A role whose third action is dropped carries two."""
    log = "log:\n  a: {at: 2026-11-23T09:00, kind: dropped, about: [actions/fix.b]}\n"
    loads = plan(book(PLAN + log, LIMIT)).loads

    assert [1, 2, 1, 0] == [cell.count for cell in loads[0].cells]


def test_an_overload_is_said_where_it_happens() -> None:
    """In words, with the number and the limit."""
    page = sites.read(playbooks.made(book(PLAN, LIMIT)).docs["plan.md"])

    assert page.says("3 actions, limit 2: overload")


def test_absences_stand_where_they_fall() -> None:
    """Whole or in part, with who covers, also where the role owns nothing; dates count once T0 is known."""
    assert {
        "Day 1": [],
        "Day 2": [("lead", "away", "two")],
        "Day 3": [("lead", "away", "two")],
        "Days 7–8": [("two", "away on day 8", None)],
    } == gaps(plan(book(PLAN)))
    assert [("lead", "away", "two"), ("two", "away", None)] == gaps(plan(book(PLAN, STARTED)))["Day 2"]


@pytest.mark.parametrize(("cover", "expected"), [("", True), (", cover: two", False)])
def test_an_absence_is_trouble_where_nobody_covers(cover: str, expected: bool) -> None:
    """The box of what a plan cannot carry stands only with something in it."""
    away = f"{{title: Lead, deputy: two, away: [{{from: day 2, to: day 3{cover}}}]}}"
    text = (
        f"roles: {{lead: {away}, two: {{title: Two, deputy: lead}}}}\n"
        "priorities: {x: {title: X, owner: lead, actions: {a: {title: A, when: day 2}}}}\n"
    )
    page = sites.read(playbooks.made(book(text)).docs["plan.md"])

    assert expected == page.says("What this plan cannot carry yet")
    assert expected == plan(book(text)).has_trouble


def test_absences_say_what_is_owned_meanwhile() -> None:
    """Written dates read as people say them; what goes on all the time is not lost by a few days."""
    found = [
        (away.role.id, away.dates, [action.anchor for action in away.meanwhile])
        for away in plan(book(PLAN)).absences
    ]

    assert [
        ("lead", "", ["a", "c", "b"]),
        ("two", "", ["d"]),
        ("two", "Tue 24 Nov – Wed 25 Nov 2026", []),
    ] == found


def test_what_nobody_owns_stands_last() -> None:
    """It is part of the day, and named among what the plan cannot carry."""
    found = plan(
        book(
            "roles: {lead: {title: Lead}}\n"
            "priorities: {x: {title: X, actions: {a: {title: A, when: day 1}, "
            "b: {title: B, when: day 1, owner: lead}}}}\n"
        )
    )

    assert ["lead", None] == [duty.role and duty.role.id for duty in found.stretches[0].duties]
    assert ["a"] == [action.anchor for action in found.unowned]


def test_a_plan_without_days_is_a_plan() -> None:
    """A sparse plan has no stretches and no picture, and its actions all the same."""
    found = plan(book("priorities: {x: {title: X, actions: {a: {title: A}}}}\n"))

    assert ((), None, ["a"]) == (
        found.stretches,
        found.timeline.scale,
        [action.anchor for action in found.undated],
    )


def test_delegation_names_overload_and_missing_deputies() -> None:
    """Only of our own roles, and only of those that own an action."""
    found = delegation(book(PLAN, LIMIT))

    assert [("lead", True, True), ("two", False, False)] == [
        (brief.role.id, brief.overload is not None, brief.lacks_deputy) for brief in found.briefs
    ]
    assert [("lead", [("Day 2", 3)])] == [
        (item.role.id, [(stretch.words, count) for stretch, count in item.stretches])
        for item in found.overloaded
    ]
    assert (["lead"], 2) == ([role.id for role in found.without_deputy], found.limit)


def test_delegation_counts_what_is_left() -> None:
    """What is done or dropped is on nobody's desk."""
    log = "log:\n  a: {at: 2026-11-23T09:00, kind: done, about: [actions/fix.a]}\n"
    (lead, _) = delegation(book(PLAN + log)).briefs

    assert ["h", "c", "b", "g", "f", "e"] == [action.anchor for action in lead.left]


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
