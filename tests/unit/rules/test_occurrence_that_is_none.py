"""A record for a moment at which nothing was due."""

from __future__ import annotations

import pytest

from generator.linked import Playbook
from generator.rules import occurrence_that_is_none, run
from tests.unit.rules.conftest import Make

HEAD = "playbook: {{key: test, title: Test, timezone: {zone}, activated: {t0}}}\n"
PLAN = """\
roles:
  lead: {title: Lead}
commitments:
  updates: {title: Updates, every: %s}
log:
  it: {at: 2026-11-23T10:00, by: lead, kind: kept, about: [commitments/updates], for: %s}
"""


def hints(found: Playbook) -> list[str]:
    """What the rule says to do."""
    return [problem.hint for problem in run(found, (occurrence_that_is_none.RULE,))[1]]


@pytest.mark.parametrize(
    ("every", "named", "nearest"),
    [
        ("4 hours", "2026-11-23T14:00", " such as `for: 2026-11-23T13:00`"),
        ("minute", '"2026-11-23T06:00+00:00"', " such as `for: 2026-11-23T09:01`"),
        ("weekly on Friday", "2026-11-25", " such as `for: 2026-11-27T09:00`"),
        ("4 hours until day 2", "2026-12-25T13:00", " such as `for: 2026-11-24T17:00`"),
        ("daily at 18:30 from day 3", "2026-11-10T18:30", " such as `for: 2026-11-25T18:30`"),
    ],
)
def test_the_hint_names_the_nearest_one(every: str, named: str, nearest: str, book: Make) -> None:
    """Whoever wrote a wrong moment is shown a right one, where there is one around it."""
    head = HEAD.format(zone="Europe/London", t0="2026-11-23T09:00")

    found = hints(book(PLAN % (every, named), head))

    assert [f"Append a record with `corrects: it` and what was due{nearest and ','}{nearest}."] == found


def test_the_hint_says_why_the_last_day_has_none(book: Make) -> None:
    """Whoever plans an evening call until day 3 means the third one, too; its day ended at 18:00."""
    head = HEAD.format(zone="Europe/London", t0="2026-11-23T09:00")
    why = " “daily at 18:30 until day 3” is over by 2026-11-25 18:00: its last day ends with its work."
    due = "Append a record with `corrects: it` and what was due, such as `for: 2026-11-24T18:30`."

    assert [due + why] == hints(book(PLAN % ("daily at 18:30 until day 3", "2026-11-25T18:30"), head))
    assert [due] == hints(book(PLAN % ("daily at 18:30 until day 3", "2026-11-26T18:30"), head))


def test_the_new_date_of_a_promise_is_one(book: Make) -> None:
    """Its audience agreed to it; the plan's own date stays one, and no other is."""
    head = HEAD.format(zone="Europe/London", t0="2026-11-23T09:00")
    text = (
        "commitments: {c: {title: C, by: day 2}}\n"
        "log:\n"
        "  a: {at: 2026-11-24T10:00, kind: renegotiated, about: [commitments/c], until: 2026-11-26T12:00}\n"
        "  b: {at: 2026-11-26T13:00, kind: kept, about: [commitments/c], for: %s}\n"
    )

    assert [0, 0, 1] == [
        len(hints(book(text % day, head))) for day in ("2026-11-26", "2026-11-24", "2026-11-25")
    ]


def test_a_date_is_the_day_of_the_playbooks_zone(book: Make) -> None:
    """23:30 in New York is the next day in London; the day that is meant is New York's."""
    head = HEAD.format(zone="America/New_York", t0="2026-11-23T22:30")

    assert [] == hints(book(PLAN % ("1 hour until 2026-11-23", "2026-11-23"), head))
    assert 1 == len(hints(book(PLAN % ("1 hour until 2026-11-23", "2026-11-24"), head)))


def test_a_correction_is_judged_where_it_stands(book: Make) -> None:
    """What counts is the occurrence that the correction names, in its own line."""
    head = HEAD.format(zone="Europe/London", t0="2026-11-23T09:00")
    mended = "  mended: {at: 2026-11-23T11:00, by: lead, kind: corrected, corrects: it, for: %s}\n"
    wrong = book(PLAN % ("4 hours", "2026-11-23T13:00") + mended % "2026-11-23T14:00", head)
    right = book(PLAN % ("4 hours", "2026-11-23T14:00") + mended % "2026-11-23T13:00", head)

    _, problems = run(wrong, (occurrence_that_is_none.RULE,))

    assert [7] == [problem.location.line for problem in problems]
    assert [] == hints(right)
