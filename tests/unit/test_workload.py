"""Who has too much on a day: the same for the rule and for the page of the plan."""

from __future__ import annotations

from generator.pages.plan import plan
from generator.rules import RULES
from generator.workload import Days, overloads
from tests.playbooks import book

HEAD = (
    "playbook: {key: test, title: Test, timezone: Europe/London, limits: {actions_per_role_per_day: 1}%s}\n"
)
PLAN = """\
roles:
  lead: {title: Lead}
  second: {title: Second}
priorities:
  service:
    title: Restore service
    owner: lead
    actions:
      a: {title: A, when: days 1-3}
      b: {title: B, when: days 2-5}
      c: {title: C, when: days 3-4}
      d: {title: D, when: 2026-11-29}
      e: {title: E, when: day 10}
      f: {title: F, when: day 10, owner: second}
      g: {title: G, when: ongoing}
"""


def test_days_in_a_row_are_one_stretch() -> None:
    """Whatever the actions in them; the worst day gives the number."""
    (found,) = overloads(book(PLAN, HEAD % ""))

    assert ("lead", (Days(2, 4),), 3) == (found.role.id, found.days, found.most)
    assert ["a", "b", "c"] == [action.anchor for action in found.actions]


def test_days_apart_are_two() -> None:
    """Once T0 is known, a date is a day of the plan like any other: here the tenth."""
    (found,) = overloads(book(PLAN, HEAD % ", activated: 2026-11-20T09:00"))

    assert (Days(2, 4), Days(10, 10)) == found.days


def test_the_rule_and_the_plan_page_agree() -> None:
    """What the page marks as overload the rule reports, and nothing else."""
    found = book(PLAN, HEAD % "")
    (rule,) = (rule for rule in RULES if rule.code == "overloaded")

    reported = [finding.entry for finding in rule.check(found)]

    assert [overload.role.ref for overload in plan(found).overloads] == reported
    assert reported
