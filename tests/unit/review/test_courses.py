"""KPIs from their first number to their last, and what the targets asked for."""

from __future__ import annotations

import pytest

from generator.review import Review
from tests.reviewing import course, reviewed

PLAN = """
kpis:
  k: {title: K, unit: "%", target: {op: ">=", value: 99}}
  other: {title: Other}
targets:
  soon: {title: Soon, by: day 2, kpis: {k: {op: ">=", value: 90}}}
  later: {title: Later, by: day 9, kpis: {k: {op: ">=", value: 95}}}
  whenever: {title: Whenever, kpis: {k: {op: ">=", value: 97}}}
  words: {title: Words, by: day 2}
"""


def measured(at: str, value: float) -> str:
    """A number in the log."""
    return f"at: 2026-11-{at}, kind: measured, value: {value}, about: [kpis/k]"


def standings(found: Review) -> dict[str, str]:
    """How each target stands, by its title."""
    return {target.title: word for target, word in found.targets}


def test_a_course_has_its_first_and_its_last_number() -> None:
    """With their unit and their moments; without a number there are none."""
    found = reviewed(PLAN, measured("23T10:00", 81), measured("24T10:00", 92.5), measured("23T12:00", 85))

    assert [("10:00", "81%"), ("10:00", "92.5%")] == [
        (f"{one[0]:%H:%M}", one[1]) for one in (course(found).first, course(found).last) if one
    ]
    assert course(found, "other").first is None


def test_a_target_is_held_against_the_number_of_its_day() -> None:
    """What was reached an hour too late was not reached; what came before its day and fell was not either."""
    late = reviewed(PLAN, measured("24T17:00", 89), measured("24T19:00", 99))
    goals = [
        (goal.target and goal.target.title, goal.asked, goal.found, goal.standing)
        for goal in course(late).goals
    ]

    assert [
        ("Soon", "≥ 90%", "89%", "not met"),
        ("Later", "≥ 95%", "99%", "not due"),
        ("Whenever", "≥ 97%", "99%", "met"),
        (None, "≥ 99%", "99%", "met"),
    ] == goals
    assert "not met" == standings(late)["Soon"]


def test_before_its_day_a_target_is_neither_met_nor_missed() -> None:
    """Day 9 lies after the end of this crisis, whenever it is read."""
    found = reviewed(PLAN, measured("23T10:00", 50), at="2026-12-30T12:00", ended="2026-11-25T12:00")

    assert {
        "Soon": "not met",
        "Later": "not due",
        "Whenever": "not met",
        "Words": "not measurable",
    } == standings(found)


def test_without_a_number_nothing_is_said_of_it() -> None:
    """A number that came after the day is no number of the day."""
    found = reviewed(PLAN, measured("24T19:00", 99))

    assert "not measured" == standings(found)["Soon"]
    assert ("", "not measured") == (course(found).goals[0].found, course(found).goals[0].standing)


@pytest.mark.parametrize(("kind", "expected"), [("kept", "met"), ("missed", "not met")])
def test_what_people_judged_counts_before_any_number(kind: str, expected: str) -> None:
    """Also before its day: they know more than the number."""
    judged = f"at: 2026-11-24T10:00, kind: {kind}, about: [targets/later]"

    assert expected == standings(reviewed(PLAN, measured("23T10:00", 96), judged))["Later"]


def test_a_target_of_several_numbers_needs_all_of_them() -> None:
    """One that falls short decides; one without a number leaves it open."""
    plan = """
kpis: {k: {title: K}, m: {title: M}}
targets: {t: {title: T, by: day 1, kpis: {k: {op: ">=", value: 5}, m: {op: ">=", value: 5}}}}
"""
    other = "at: 2026-11-23T10:00, kind: measured, about: [kpis/m]"

    assert "not measured" == standings(reviewed(plan, measured("23T10:00", 6)))["T"]
    assert "met" == standings(reviewed(plan, measured("23T10:00", 6), f"{other}, value: 5"))["T"]
    assert "not met" == standings(reviewed(plan, measured("23T10:00", 6), f"{other}, value: 4"))["T"]
