"""An action that is done before one that it needs."""

from __future__ import annotations

import pytest

from generator.rules import done_before_needed, run
from tests.unit.rules.conftest import PLAN, Make

FIXED = "  fixed: {at: 2026-11-23T12:00, by: lead, kind: done, about: [actions/service.fix]}\n"
FOUND = "  found: {at: 2026-11-23T%s, by: lead, kind: %s, about: [actions/service.find]}\n"


@pytest.mark.parametrize(
    ("at", "kind", "hint"),
    [
        ("11:00", "blocked", "Record when “Find the cause” was done"),
        ("13:00", "done", "Mend `at` in its file if a moment is wrong"),
    ],
)
def test_the_hint_fits_what_is_missing(at: str, kind: str, hint: str, book: Make) -> None:
    """Either the needed action's end was never recorded, or one of the moments is wrong."""
    _, problems = run(book(PLAN % "" + FIXED + FOUND % (at, kind)), (done_before_needed.RULE,))

    expected = f"{hint}; or take it out of `needs`, where the one can be done without the other."
    assert [expected] == [problem.hint for problem in problems]


@pytest.mark.parametrize(("at", "kind"), [("12:00", "done"), ("13:00", "dropped"), ("13:00", "note")])
def test_a_sparse_log_is_not_held_against_anybody(at: str, kind: str, book: Make) -> None:
    """Done in the same minute, dropped afterwards, or never mentioned as work."""
    _, problems = run(book(PLAN % "" + FIXED + FOUND % (at, kind)), (done_before_needed.RULE,))

    assert () == problems


def test_done_and_noted_in_one_minute_is_done(book: Make) -> None:
    """Records of one minute may stand in any order: the id must not decide."""
    log = FOUND % ("11:00", "done") + (FOUND % ("11:00", "started")).replace("found", "start")

    _, problems = run(book(PLAN % "" + FIXED + log), (done_before_needed.RULE,))

    assert () == problems
