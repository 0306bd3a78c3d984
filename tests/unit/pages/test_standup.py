"""The stand-up as the log alone has it."""

from __future__ import annotations

from generator.pages.standup import standup
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("Europe/London", "Europe/London, activated: 2026-11-23T09:00")
PLAN = """
roles:
  lead: {title: Lead}
  idle: {title: Idle}
  press: {title: Press, kind: external}
  desk: {title: Desk, kind: external}
priorities:
  fix:
    title: Fix
    actions:
      second: {title: Second, owner: lead, when: day 2}
      first: {title: First, owner: lead, when: day 1}
      watch: {title: Watch, owner: lead, when: daily}
      ask: {title: Ask, owner: press, when: day 3}
      lost: {title: Lost}
log:
  a: {at: 2026-11-23T10:00, kind: done, about: [actions/fix.first]}
  b: {at: 2026-11-23T10:00, kind: done, about: [actions/fix.watch], for: 2026-11-23}
  c: {at: 2026-11-23T11:00, kind: blocked, about: [actions/fix.second], text: No key.}
"""


def test_each_role_has_its_lines_in_order_of_time() -> None:
    """What is over is kept for drills, and not counted; what recurs is never over."""
    parts = standup(book(PLAN, DECLARED)).parts

    assert [
        ("lead", ["fix.first", "fix.second", "fix.watch"], [True, False, False], 2, 1),
        ("press", ["fix.ask"], [False], 1, 0),
        (None, ["fix.lost"], [False], 1, 0),
    ] == [
        (
            part.role and part.role.id,
            [line.action.id for line in part.lines],
            [line.is_over for line in part.lines],
            part.open,
            part.blocked,
        )
        for part in parts
    ]


def test_who_has_nothing_is_named_at_the_end() -> None:
    """Only roles of ours."""
    assert ["idle"] == [role.id for role in standup(book(PLAN, DECLARED)).silent]


def test_it_can_be_read_without_scripts() -> None:
    """Each part says how many are open and blocked, and why; what is over is hidden."""
    page = sites.read(playbooks.made(book(PLAN, DECLARED)).docs["standup.md"])
    hidden = [
        values["data-action"] for _, values in page.tags if "data-action" in values and "hidden" in values
    ]

    assert page.says("Lead: 2 open, 1 blocked.")
    assert page.says("Nobody owns these: 1 open.")
    assert page.says("since Mon 23 Nov 11:00: No key.")
    assert page.says("Nothing to do: Idle.")
    assert ["fix.first"] == hidden
