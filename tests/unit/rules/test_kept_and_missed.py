"""One promise that is both kept and missed."""

from __future__ import annotations

import pytest

from generator.rules import kept_and_missed, run
from tests.unit.rules.conftest import Make

PROMISE = """\
roles:
  lead: {title: Lead}
commitments:
  refund: {title: A refund, by: day 5}
log:
"""
SAID = "  %s: {at: 2026-11-28T10:%02d, by: lead, kind: %s, about: [commitments/refund]}\n"


@pytest.mark.parametrize("again", ["reopened", "renegotiated"])
def test_a_new_promise_may_come_out_otherwise(again: str, book: Make) -> None:
    """What was renegotiated or opened again is judged anew."""
    log = SAID % ("one", 0, "missed") + SAID % ("two", 1, again) + SAID % ("three", 2, "kept")

    _, problems = run(book(PROMISE + log), (kept_and_missed.RULE,))

    assert () == problems


def test_each_turn_is_told(book: Make) -> None:
    """Missed, kept and missed again are two contradictions."""
    log = SAID % ("one", 0, "missed") + SAID % ("two", 1, "kept") + SAID % ("three", 2, "missed")

    _, problems = run(book(PROMISE + log), (kept_and_missed.RULE,))

    assert [
        "“A refund” is kept on 2026-11-28 10:01, but was missed on 2026-11-28 10:00 (one).",
        "“A refund” is missed on 2026-11-28 10:02, but was kept on 2026-11-28 10:01 (two).",
    ] == [problem.message for problem in problems]


def test_the_same_word_twice_contradicts_nothing(book: Make) -> None:
    """Two people who say that a promise was kept agree."""
    log = SAID % ("one", 0, "kept") + SAID % ("two", 1, "kept")

    _, problems = run(book(PROMISE + log), (kept_and_missed.RULE,))

    assert () == problems
