"""A correction that says another kind than what it corrects."""

from __future__ import annotations

import pytest

from generator.rules import correction_of_another_kind, run
from tests.unit.rules.conftest import PLAN, Make

LOG = """\
  first: {at: 2026-11-23T10:00, by: lead, kind: blocked, about: [actions/service.find], text: No access}
  second: {at: 2026-11-23T10:10, by: lead, kind: corrected, corrects: first, text: No key}
  third: {at: 2026-11-23T10:20, by: lead, kind: %s, corrects: second}
"""


@pytest.mark.parametrize(("expected", "kind"), [(["log/third"], "done"), ([], "blocked"), ([], "corrected")])
def test_the_first_record_says_which_kind_is_kept(expected: list[str], kind: str, book: Make) -> None:
    """Also of a correction that corrects another one."""
    verdict, _ = run(book(PLAN % "" + LOG % kind), (correction_of_another_kind.RULE,))

    assert expected == [str(finding.entry) for finding in verdict.findings]
