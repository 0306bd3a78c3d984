"""What a role can start because others finished what it waited for."""

from __future__ import annotations

import pytest

from generator.pages.unblocked import unblocked
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("Europe/London", "Europe/London, activated: 2026-07-20T09:00")
PLAN = """
roles: {lead: {title: Lead}, two: {title: Two}, three: {title: Three}}
priorities:
  fix:
    title: Fix
    actions:
      find: {title: Find, owner: two, when: day 1}
      ask: {title: Ask, owner: three, when: day 1}
      own: {title: Own, owner: lead, when: day 1}
      watch: {title: Watch, owner: two, when: daily}
      mend: {title: Mend, owner: lead, when: day 2, needs: [find, ask, own]}
      test: {title: Test, owner: lead, when: day 3, needs: [own]}
      tell: {title: Tell, owner: lead, when: day 4, needs: [watch]}
      lost: {title: Lost, needs: [find]}
log:
"""
ALL = (
    "  a: {at: 2026-07-20T11:40, kind: done, about: [actions/fix.find]}\n"
    "  b: {at: 2026-07-20T10:00, kind: done, about: [actions/fix.ask]}\n"
    "  c: {at: 2026-07-20T12:00, kind: done, about: [actions/fix.own]}\n"
)


def said(log: str, role: str = "lead") -> list[tuple[str, list[str], str, bool]]:
    """What the role can start, by whose hand, since when, and whether it is still called blocked."""
    found = book(PLAN + log, DECLARED)
    return [
        (item.action.id, [one.action.id for one in item.finished], f"{item.at:%H:%M}", item.still_blocked)
        for item in unblocked(found.role(role), found)
    ]


def test_what_others_finished_sets_an_action_free() -> None:
    """Once all that it needs is over; who finished what is told, but not what one did oneself."""
    assert [("fix.mend", ["fix.ask", "fix.find"], "12:00", False)] == said(ALL)


@pytest.mark.parametrize("left", ["fix.find", "fix.ask", "fix.own"])
def test_nothing_is_free_while_it_needs_anything(left: str) -> None:
    """One open action is enough to wait for."""
    log = "".join(line for line in ALL.splitlines(keepends=True) if left not in line)

    assert [] == said(log)


def test_what_is_dropped_holds_nobody_up() -> None:
    """But it is not called finished; where others only dropped what it needs, nobody set it free."""
    dropped = ALL.replace("10:00, kind: done", "10:00, kind: dropped")

    assert [("fix.mend", ["fix.find"], "12:00", False)] == said(dropped)
    assert [] == said(dropped.replace("11:40, kind: done", "11:40, kind: dropped"))


@pytest.mark.parametrize("kind", ["started", "done", "dropped"])
def test_what_is_under_way_is_no_news(kind: str) -> None:
    """Whoever has begun knows."""
    assert [] == said(f"{ALL}  d: {{at: 2026-07-20T13:00, kind: {kind}, about: [actions/fix.mend]}}\n")


@pytest.mark.parametrize(
    ("at", "expected"), [("11:00", [("fix.mend", ["fix.ask", "fix.find"], "12:00", True)]), ("13:00", [])]
)
def test_what_was_blocked_before_is_free_now(at: str, expected: list[object]) -> None:
    """Who calls it blocked afterwards has another reason, which stands."""
    blocked = f"  d: {{at: 2026-07-20T{at}, kind: blocked, about: [actions/fix.mend], text: No key}}\n"

    assert expected == said(ALL + blocked)


def test_what_is_reopened_holds_up_again() -> None:
    """The log's last word counts."""
    assert [] == said(f"{ALL}  d: {{at: 2026-07-20T13:00, kind: reopened, about: [actions/fix.ask]}}\n")


def test_what_nobody_owns_anybody_can_start() -> None:
    """It is told at the stand-up, where somebody may take it."""
    found = book(PLAN + ALL, DECLARED)

    assert ["fix.lost"] == [item.action.id for item in unblocked(None, found)]


@pytest.mark.parametrize(("name", "who"), [("now.md", "you "), ("roles/lead.md", "you "), ("standup.md", "")])
def test_it_is_said_without_scripts(name: str, who: str) -> None:
    """By the playbook's clocks, on the desk and at the stand-up."""
    page = sites.read(playbooks.made(book(PLAN + ALL, DECLARED)).docs[name])

    assert page.says(
        f"Unblocked: {who}can start Mend, because Three finished Ask (Mon 20 Jul 10:00), "
        "and Two finished Find (Mon 20 Jul 11:40)."
    )
