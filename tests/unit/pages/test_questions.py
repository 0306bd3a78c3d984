"""What nobody has confirmed, answered or reconciled yet stands on one page."""

from __future__ import annotations

from generator.pages.questions import questions
from generator.rules import run
from tests import playbooks, sites
from tests.playbooks import book

PLAN = """
playbook: {assumed: [situation], situation: Bad., open: [Who pays?]}
roles: {lead: {title: Lead, deputy: lead}}
priorities:
  data:
    title: Data
    owner: lead
    window: days 1-3
    open: ["Is it [[risks/churn]]?"]
    actions:
      fix: {title: Fix the import, when: days 2-3, steps: [Fix it], assumed: [when, owner], owner: lead}
    success: [Import fixed within 48 hours]
risks:
  churn:
    title: Churn
    owner: lead
    accept: [{rule: missing-exposure, because: Rated **soon**., by: lead, until: 2026-12-31}]
  other: {title: Other, likelihood: 1, impact: 1}
"""


def test_each_question_stands_where_it_belongs() -> None:
    """Contradictions, open questions, guesses, what the rules ask for, and what was accepted by whom."""
    found_book = book(PLAN)
    verdict, _ = run(found_book)

    found = questions(found_book, verdict)

    assert {"deadline-before-action"} == {item.finding.rule for item in found.contradictions}
    assert ["Who pays?", "Is it [[risks/churn]]?"] == [question for _, question, _ in found.asked]
    assert [("playbook/playbook", ("Situation",)), ("actions/data.fix", ("When", "Owner"))] == [
        (str(item.entry.ref), item.labels) for item in found.assumed
    ]
    assert "missing-owner" in {item.finding.rule for item in found.other}
    assert [("missing-exposure", "Rated **soon**.", "lead")] == [
        (item.finding.rule, one.acceptance.because, one.by.id) for item, one in found.accepted
    ]


def test_readers_see_all_of_it() -> None:
    """The page quotes the sentences that disagree and says who accepted what, why and until when."""
    made = playbooks.made(book(PLAN))

    page = sites.read(made.docs["open-questions.md"])

    assert page.says("Import fixed within 48 hours")
    assert page.says("accepted by Lead: Rated soon. Until 2026-12-31")
    assert page.says("Is it Churn?")


def test_a_plan_without_questions_says_so() -> None:
    """An empty list is said to be empty, so that nobody takes the page for broken."""
    made = playbooks.made(book(""))

    page = sites.read(made.docs["open-questions.md"])

    assert page.says("No contradiction was found.")
    assert page.says("Nothing is accepted.")
