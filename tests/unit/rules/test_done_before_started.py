"""Work that is started after it was done."""

from __future__ import annotations

import pytest

from generator.rules import done_before_started, run
from tests.unit.rules.conftest import PLAN, Make

DONE = PLAN % "" + "  done: {at: 2026-11-23T10:00, by: lead, kind: done, about: [actions/service.find]}\n"
LATER = "  started: {at: 2026-11-23T11:00, by: lead, kind: started, about: [actions/service.find]%s}\n"


def test_the_hint_says_what_to_record(book: Make) -> None:
    """A missing record can be added, a moment cannot be corrected by another record."""
    _, problems = run(book(DONE + LATER % ""), (done_before_started.RULE,))

    expected = (
        "Record `reopened` between the two if the work began anew. If a moment is wrong, mend `at` in its "
        "file: a correction keeps the moment."
    )
    assert [expected] == [problem.hint for problem in problems]


@pytest.mark.parametrize("at", ["log entry", "action"])
def test_the_other_record_and_the_action_may_accept_it(at: str, book: Make) -> None:
    """A finding is accepted on whatever it is about, not only where it stands."""
    accepted = ", accept: [{rule: done-before-started, because: It is known., by: lead}]"
    action = DONE.replace("{title: Find the cause}", f"{{title: Find the cause{accepted}}}") + LATER % ""
    text = {"log entry": DONE + LATER % accepted, "action": action}[at]

    verdict, problems = run(book(text), (done_before_started.RULE,))

    assert ((), 1) == (problems, len(verdict.accepted))


def test_a_correction_moves_no_moment(book: Make) -> None:
    """It stands at the record whose moment counts, though a correction of its text is newer."""
    said = "  said: {at: 2026-11-23T12:00, by: lead, kind: corrected, corrects: done, text: At last.}\n"

    _, problems = run(book(DONE + LATER % "" + said), (done_before_started.RULE,))

    assert [(10, 14)] == [(problem.location.line, problem.location.column) for problem in problems]


def test_what_a_correction_moved_to_another_action_is_not_counted(book: Make) -> None:
    """The log counts as corrected: what was started was the other one."""
    mended = "  mended: {at: 2026-11-23T11:30, by: lead, kind: corrected, corrects: started, about: [%s]}\n"
    found = run(book(DONE + LATER % "" + mended % "actions/service.fix"), (done_before_started.RULE,))

    assert () == found[1]
