"""Rules meet what an edition withholds: they find nothing in it, and go on."""

from __future__ import annotations

from generator.link import link
from generator.rules import run
from tests.playbooks import NOW
from tests.withholding import seen_in


def test_what_an_action_needs_may_be_withheld() -> None:
    """A deferral looks for its work in what actions need done first."""
    records = seen_in(
        """
deferrals: {refactor: {title: Refactoring of the parser, until: month 2}}
priorities:
  code:
    title: Code
    actions:
      read: {title: Read it, confidential: leadership}
      refactor: {title: Refactoring, when: day 1, needs: [read]}
"""
    )
    book = link(records, NOW)[0]

    assert book is not None
    assert run(book)[0] is not None
