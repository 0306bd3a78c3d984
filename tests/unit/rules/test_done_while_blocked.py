"""Work that is done while it is blocked."""

from __future__ import annotations

import pytest

from generator.rules import done_while_blocked, run
from tests.unit.rules.conftest import PLAN, Make


@pytest.mark.parametrize("between", ["started", "unblocked", "reopened"])
def test_any_word_that_it_went_on_is_enough(between: str, book: Make) -> None:
    """Nobody has to say `unblocked` who says that the work was started again."""
    log = "".join(
        f"  {kind}: {{at: 2026-11-23T{hour}:00, by: lead, kind: {kind}, about: [actions/service.find]}}\n"
        for hour, kind in ((10, "blocked"), (11, between), (12, "done"))
    )

    _, problems = run(book(PLAN % "" + log), (done_while_blocked.RULE,))

    assert () == problems


def test_records_of_one_minute_may_stand_in_any_order(book: Make) -> None:
    """What two people record in one minute contradicts nothing."""
    log = "".join(
        f"  {kind}: {{at: 2026-11-23T10:00, by: lead, kind: {kind}, about: [actions/service.find]}}\n"
        for kind in ("blocked", "done")
    )

    _, problems = run(book(PLAN % "" + log), (done_while_blocked.RULE,))

    assert () == problems


def test_the_hint_names_the_missing_record(book: Make) -> None:
    """What is missing can be appended, with its own moment."""
    log = "".join(
        f"  {kind}: {{at: 2026-11-23T{hour}:00, by: lead, kind: {kind}, about: [actions/service.find]}}\n"
        for hour, kind in ((10, "blocked"), (12, "done"))
    )

    _, problems = run(book(PLAN % "" + log), (done_while_blocked.RULE,))

    expected = ["Record `unblocked` with the moment at which the work could go on."]
    assert expected == [problem.hint for problem in problems]
