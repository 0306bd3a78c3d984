"""One thing that is done twice."""

from __future__ import annotations

from generator.rules import done_twice, run
from tests.unit.rules.conftest import PLAN, Make

DONE = "  %s: {at: 2026-11-23T10:%02d, by: lead, kind: %s, about: [actions/service.find]}\n"


def test_two_people_in_one_minute_are_found(book: Make) -> None:
    """Both recorded the same, and nobody can tell which of the two counts."""
    log = DONE % ("one", 0, "done") + DONE % ("two", 0, "done")

    _, problems = run(book(PLAN % "" + log), (done_twice.RULE,))

    assert [
        "“Find the cause” is done on 2026-11-23 10:00, but was done already on 2026-11-23 10:00 (one)."
    ] == [problem.message for problem in problems]


def test_a_note_does_not_open_it_again(book: Make) -> None:
    """What is only said leaves it done."""
    log = DONE % ("one", 0, "done") + DONE % ("said", 1, "note") + DONE % ("two", 2, "done")

    _, problems = run(book(PLAN % "" + log), (done_twice.RULE,))

    expected = [
        "Record `reopened` between the two if the work began anew; what only adds to the first is a `note`."
    ]
    assert expected == [problem.hint for problem in problems]


def test_an_action_that_is_done_for_each_of_several_is_done_often(book: Make) -> None:
    """`repeat` says that it is done anew each time."""
    log = DONE % ("one", 0, "done") + DONE % ("two", 5, "done")

    _, problems = run(book(PLAN % ", repeat: per report" + log), (done_twice.RULE,))

    assert () == problems
