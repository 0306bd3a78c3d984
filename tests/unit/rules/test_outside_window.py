"""One line a priority, and an acceptance for each action that stands in it."""

from __future__ import annotations

import pytest

from generator.rules import outside_window, run
from tests.unit.rules.conftest import Make

ACCEPTED = "accept: [{rule: outside-window, because: Agreed., by: lead}]"
PLAN = """\
roles:
  lead: {title: Lead}
priorities:
  feature:
    title: Feature
    window: deferred to month 2
    %s
    actions:
      propose: {title: Propose it, when: week 1, %s}
      deliver: {title: Deliver it, when: month 1}
"""


@pytest.mark.parametrize(
    ("priority", "action", "expected"),
    [
        ("", "", ["Feature", "Propose it", "Deliver it"]),
        ("", ACCEPTED, ["Feature", "Deliver it"]),
        (ACCEPTED, "", []),
    ],
)
def test_an_action_accepts_its_own_part(priority: str, action: str, expected: list[str], book: Make) -> None:
    """Who accepts that a proposal comes early has not accepted that the work does."""
    verdict, _ = run(book(PLAN % (priority, action)), (outside_window.RULE,))

    assert expected == [item.text for finding in verdict.findings for item in finding.sentences]
