"""Absences by the calendar: which days of the plan they take, once T0 is known."""

from __future__ import annotations

from datetime import UTC, datetime

from generator.rules import away_without_cover, run
from tests.unit.rules.conftest import Make

HEAD = "playbook: {key: test, title: Test, timezone: Europe/London, days: %s%s}\n"
#: A Friday.
DECLARED = ", activated: 2026-11-20T09:00"
#: The first of two days of absence.
AWAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
PLAN = """\
roles:
  lead:
    title: Lead
    away: [{from: %s, to: %s}]
priorities:
  service:
    title: Restore service
    owner: lead
    actions:
      fix: {title: Fix it, when: day 1}
      test: {title: Test it, when: day 2}
"""


def found(book: Make, dates: tuple[str, str], days: str = "calendar", declared: str = DECLARED) -> list[str]:
    """What falls to the role while it is away."""
    verdict, _ = run(book(PLAN % dates, HEAD % (days, declared), now=AWAY), (away_without_cover.RULE,))
    return [sentence.text for finding in verdict.findings for sentence in finding.sentences[1:]]


def test_a_date_is_a_day_of_the_plan_once_t0_is_known(book: Make) -> None:
    """Saturday is day 2 where weekends are days."""
    assert ["Test it"] == found(book, ("2026-11-21", "2026-11-22"))


def test_nobody_knows_before_t0(book: Make) -> None:
    """A date may be any day of the plan, or none."""
    assert [] == found(book, ("2026-11-21", "2026-11-22"), declared="")


def test_an_absence_before_t0_is_none(book: Make) -> None:
    """Who was back before the crisis began was never away from it."""
    assert [] == found(book, ("2026-11-16", "2026-11-19"))


def test_a_weekend_is_no_working_day(book: Make) -> None:
    """Away on Saturday and Sunday only: neither Friday's work nor Monday's falls into it."""
    assert [] == found(book, ("2026-11-21", "2026-11-22"), days="working")


def test_a_weekend_may_lead_into_working_days(book: Make) -> None:
    """Away from Saturday to Monday: Monday is the second working day."""
    assert ["Test it"] == found(book, ("2026-11-21", "2026-11-23"), days="working")


def test_what_is_done_falls_to_nobody(book: Make) -> None:
    """The log says that it needs nobody any more."""
    text = PLAN % ("2026-11-21", "2026-11-22")
    log = "log:\n  done: {at: 2026-11-20T17:00, by: lead, kind: done, about: [actions/service.test]}\n"
    verdict, _ = run(book(text + log, HEAD % ("calendar", DECLARED), now=AWAY), (away_without_cover.RULE,))

    assert () == verdict.findings


def test_who_is_back_needs_no_cover(book: Make) -> None:
    """Once the absence is over nobody can name somebody for it any more."""
    plan, head = PLAN % ("2026-11-21", "2026-11-22"), HEAD % ("calendar", DECLARED)
    days = (datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC))

    told = [run(book(plan, head, now=now), (away_without_cover.RULE,))[0].findings for now in days]

    assert [1, 0] == list(map(len, told))
