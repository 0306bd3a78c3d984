"""Work that is unblocked and was not blocked."""

from __future__ import annotations

from generator.rules import run, unblocked_without_blocked
from tests.unit.rules.conftest import PLAN, Make

SAID = "  %s: {at: 2026-11-23T10:%02d, by: lead, kind: %s, about: [actions/service.find]}\n"


def test_the_hint_names_the_missing_record(book: Make) -> None:
    """A review asks since when, and by what."""
    _, problems = run(book(PLAN % "" + SAID % ("free", 0, "unblocked")), (unblocked_without_blocked.RULE,))

    expected = ["Record `blocked` with the moment at which it began, and why."]
    assert expected == [problem.hint for problem in problems]


def test_the_missing_record_mends_it(book: Make) -> None:
    """Appended later, with the moment at which it began."""
    log = SAID % ("free", 5, "unblocked") + SAID % ("written-later", 0, "blocked")

    _, problems = run(book(PLAN % "" + log), (unblocked_without_blocked.RULE,))

    assert () == problems
