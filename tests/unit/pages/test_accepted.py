"""Who accepted what, until when: on the entry's own page and among the open questions."""

from __future__ import annotations

from datetime import UTC, datetime

from generator.pages.questions import questions
from generator.rules import run
from tests import playbooks, sites
from tests.playbooks import book

HEAD = "playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}\n"
#: Three risks without a rating: one accepted for ever, one until a day that is over, one by nobody.
PLAN = """
roles: {lead: {title: Lead}, second: {title: Second}}
risks:
  quiet: {title: Quiet, owner: lead}
  churn:
    title: Churn
    owner: lead
    accept: [{rule: missing-exposure, because: Rated soon., by: lead, until: day 3}]
  fine:
    title: Fine
    owner: lead
    accept:
      - {rule: missing-exposure, because: Rated **late**., by: lead, until: day 9}
      - {rule: missing-owner, because: Named later., by: second}
priorities:
  data: {title: Data, window: days 1-2}
"""
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_what_was_accepted_for_a_time_comes_first() -> None:
    """Its decision is due; the line that gathers the gap says who had accepted one of its entries."""
    found_book = book(PLAN, HEAD, now=NOW)

    found = questions(found_book, run(found_book)[0])

    first, *others = found.other
    assert ("missing-exposure", [("Rated soon.", "Lead", True)]) == (
        first.finding.rule,
        [(one.acceptance.because, one.by.title, one.is_over) for _, one in first.expired],
    )
    assert {()} == {item.expired for item in others}


def test_each_end_has_its_date() -> None:
    """Day 9 is a Tuesday; what never ends has no date."""
    found_book = book(PLAN, HEAD, now=NOW)

    found = questions(found_book, run(found_book)[0])

    assert [("risks/fine", datetime(2026, 12, 1, 18, tzinfo=UTC), False)] == [
        (str(item.entry.ref), one.over_after, one.is_over) for item, one in found.accepted
    ]
    assert [("risks/fine", "missing-owner", None)] == [
        (str(entry.ref), one.acceptance.rule, one.until) for entry, one in found.unused
    ]


def test_readers_see_who_accepted_what() -> None:
    """By whom, until which date, why; what is over, and what is not needed any more."""
    page = sites.read(playbooks.made(book(PLAN, HEAD, now=NOW)).docs["open-questions.md"])

    assert page.says("For Churn it was accepted by Lead: Rated soon. Until day 3 (Wed 25 Nov 09:00 – 18:00)")
    assert page.says("accepted by Lead: Rated late. Until day 9 (Tue 1 Dec 09:00 – 18:00)")
    assert page.says("The rule missing-owner finds nothing here any more: delete its acceptance.")


def test_the_entry_itself_says_so() -> None:
    """Whoever reads a risk without a rating sees that it is meant so, and whether that is over."""
    made = playbooks.made(book(PLAN, HEAD, now=NOW))

    over = sites.read(made.docs["risks/churn.md"])

    assert over.says("The rule missing-exposure, accepted by Lead: Rated soon. Until day 3")
    assert over.says("over since")
    assert 1 == made.docs["risks/fine.md"].count("data-shown-after")
