"""A priority whole, its rank explained, and a way out beside every action."""

from __future__ import annotations

import pytest

from generator.pages.contingencies import failures
from generator.pages.priorities import explained, front, ranking
from generator.pages.sheet import sheet_of
from tests import playbooks, sites
from tests.playbooks import book

PLAN = """
roles: {lead: {title: Lead}, cto: {title: CTO}}
priorities:
  big:
    title: Big
    business_impact: {score: 9, because: Money}
    technical_risk: {score: 5}
    resource_availability: {score: 2}
    assumed: [resource_availability]
  easy:
    title: Easy
    business_impact: {score: 5}
    technical_risk: {score: 4}
    resource_availability: {score: 5}
    actions:
      own: {title: Own, when: day 1, if_fails: back}
      covered: {title: Covered, never: [Guess], done_when: It works, needs: [own]}
      other: {title: Other}
  small:
    title: Small
    business_impact: {score: 6}
    technical_risk: {score: 3}
    resource_availability: {score: 2}
    rank_override: {rank: 1, because: A promise., decided_by: cto}
contingencies:
  back: {title: Go back, trigger: It fails, owner: lead, steps: [One, Two, Three, Four, Five]}
  aside: {title: Step aside, covers: [actions/easy.covered]}
  all: {title: For all, covers: [priorities/easy]}
risks:
  calm: {title: Calm}
"""


def test_a_factor_says_how_far_it_may_move() -> None:
    """Up, down, both, or not at all."""
    holds = {item.priority.id: [reading.holds for reading in item.readings] for item in ranking(book(PLAN))}

    assert {
        "small": [
            "No value of it alone changes the rank.",
            "Above 7 the rank rises.",
            "Above 5 the rank rises.",
        ],
        "easy": ["Below 5 the rank falls.", "Below 4 the rank falls.", "Below 5 the rank falls."],
        "big": [
            "Below 4 the rank falls, above 9 it rises.",
            "Below 2 the rank falls, above 5 it rises.",
            "Above 2 the rank rises.",
        ],
    } == holds


def test_a_rank_says_what_makes_it() -> None:
    """The product as it is written, a guess as a guess."""
    found = explained(book(PLAN).priority("big"))

    assert ("9 × 5 × 2", [False, False, True]) == (
        found.product,
        [reading.assumed for reading in found.readings],
    )


def test_an_understaffed_priority_names_what_stands_above_it() -> None:
    """With the impact x risk of both: the reason is only that people are scarce."""
    made = book(PLAN)
    found = explained(made.priority("big"))

    assert (45, [("easy", 20)]) == (found.need, [(other.id, need) for other, need in found.easier])
    assert () == explained(made.priority("easy")).easier


def test_what_rightly_stands_above_is_no_reason() -> None:
    """Of all that stand above an understaffed priority only those of smaller impact x risk are named."""
    worse = "  worst:\n    title: Worst\n" + "".join(
        f"    {factor}: {{score: 10}}\n"
        for factor in ("business_impact", "technical_risk", "resource_availability")
    )
    made = book(PLAN.replace("priorities:\n", f"priorities:\n{worse}"))

    assert ["easy"] == [other.id for other, _ in explained(made.priority("big")).easier]


def test_a_decided_rank_says_who_decided() -> None:
    """And which rank the scores alone give."""
    found = explained(book(PLAN).priority("small")).decided
    page = sites.read(playbooks.made(book(PLAN)).docs["priorities/index.md"])

    assert found
    assert (3, "A promise.", "cto") == (found.computed, found.because, found.by.id)
    assert page.says("Rank 1 was decided by CTO; the scores alone give rank 3.")


def test_a_priority_shows_no_field_twice() -> None:
    """Neither in two places of its page, nor as a fact beside the rank that explains it."""
    found = front(book(PLAN).priority("small"))
    names = [fact.name for fact in (*found.head, *found.success, *found.rest)]

    assert len(set(names)) == len(names)
    assert set() == set(names) & {"business_impact", "rank_override", "owner"}


def test_scores_that_make_no_rank_are_shown_as_facts() -> None:
    """A priority with one score of three is not ranked by it, and loses it on no page."""
    found = front(book("priorities: {x: {title: X, technical_risk: {score: 7}}}\n").priority("x"))

    assert ((), ["technical_risk"]) == (found.explained.readings, [fact.name for fact in found.rest])


def test_a_way_out_stands_beside_its_action() -> None:
    """Its own fallback and what covers it with their first steps, that of the whole priority by name."""
    made = book(PLAN)
    found = {
        anchor: (
            [(way.contingency.id, [step.text for step in way.first], way.more) for way in sheet.ways_out],
            [item.id for item in sheet.for_all],
        )
        for anchor in ("own", "covered", "other")
        for sheet in (sheet_of(made.action(f"easy.{anchor}")),)
    }

    assert {
        "own": ([("back", ["One", "Two", "Three"], 2)], ["all"]),
        "covered": ([("aside", [], 0)], ["all"]),
        "other": ([], ["all"]),
    } == found


def test_prohibitions_stand_before_the_steps() -> None:
    """Whoever begins knows them; how to know that it is done comes after."""
    sheet = sheet_of(book(PLAN).action("easy.covered"))

    assert (["never", "needs"], ["done_when"]) == (
        [fact.name for fact in sheet.before],
        [fact.name for fact in sheet.after],
    )


def test_an_action_without_a_fallback_says_so() -> None:
    """A gap that is seen can be closed."""
    plan = "priorities: {x: {title: X, actions: {a: {title: A}}}}\n"
    page = sites.read(playbooks.made(book(plan)).docs["priorities/x.md"])

    assert page.says("If this fails No fallback is named yet.")


@pytest.mark.parametrize(
    ("kind", "expected"), [("started", True), ("blocked", True), ("done", False), ("dropped", False)]
)
def test_what_is_over_lacks_no_fallback(kind: str, expected: bool) -> None:
    """Nobody looks for a way out of what cannot fail any more."""
    plan = (
        "priorities: {x: {title: X, actions: {a: {title: A}}}}\n"
        f"log: {{l: {{at: 2026-11-23T10:00, kind: {kind}, about: [actions/x.a]}}}}\n"
    )
    page = sites.read(playbooks.made(book(plan)).docs["priorities/x.md"])

    assert expected == page.says("No fallback is named yet.")
    assert expected == page.says("If this fails")


def test_contingencies_are_found_by_what_failed() -> None:
    """An action, a priority, a risk; what nothing covers is named."""
    found = [
        (
            failure.title,
            [(item.entry.id, [other.id for other in item.contingencies]) for item in failure.covered],
            [entry.id for entry in failure.uncovered],
        )
        for failure in failures(book(PLAN))
    ]

    assert [
        (
            "An action fails",
            [("easy.own", ["back", "all"]), ("easy.covered", ["aside", "all"]), ("easy.other", ["all"])],
            [],
        ),
        ("A priority cannot be met", [("easy", ["all"])], ["small", "big"]),
        ("A risk occurs", [], ["calm"]),
    ] == found
