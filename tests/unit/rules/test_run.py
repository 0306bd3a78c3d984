"""Running the rules: what is reported, what was accepted, what cannot be."""

from __future__ import annotations

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, Location
from generator.linked import Playbook
from generator.rules import RULES, run
from tests.unit.rules.conftest import Make

ROLES = "roles:\n  {lead: {title: Lead, deputy: second}, second: {title: Second}}\n"
LATE = """\
priorities:
  data:
    title: Data
    owner: lead
    window: days 1-3
    actions:
      fix: {title: Fix the import, when: days 2-3, steps: [Fix it]%s}
    success:
      - Import fixed within 48 hours
"""
UNOWNED = """\
priorities:
  data:
    title: Data
    window: days 1-3
    actions:
      find: {title: Find, when: day 1, steps: [Look]%s}
      fix: {title: Fix, when: day 2, steps: [Fix it]}
    accept: [{rule: missing-owner, because: The rota names them., by: lead}]
"""


def accepting(rule: str) -> str:
    """An acceptance as a further field of an entry in braces."""
    return f", accept: [{{rule: {rule}, because: It is known., by: lead}}]"


def codes(problems: tuple[Diagnostic, ...]) -> list[str]:
    """The codes of problems, in their order."""
    return [problem.code for problem in problems]


def late(book: Make, accepted: str = "") -> Playbook:
    """A plan whose only flaw is a deadline before its action's end."""
    return book(ROLES + LATE % accepted)


def test_a_finding_is_a_warning_at_its_place(book: Make) -> None:
    """The report points at the sentence, with a hint."""
    _, problems = run(late(book))

    assert [
        Diagnostic(
            "deadline-before-action",
            "warning",
            "“Import fixed within 48 hours” is due by day 2, but “Fix the import” is planned for days 2-3.",
            Location("case.yml", 11, 9),
            "Move the deadline or the work, or let somebody accept it with a reason.",
        )
    ] == list(problems)


def test_a_contradiction_is_an_open_question(book: Make) -> None:
    """Readers see what disagrees, and nobody invents the answer."""
    verdict, _ = run(late(book))

    assert ["deadline-before-action"] == [finding.rule for finding in verdict.contradictions]


def test_any_entry_that_disagrees_may_accept(book: Make) -> None:
    """An acceptance on the action silences the finding at its priority, and stays visible."""
    verdict, problems = run(late(book, accepting("deadline-before-action")))

    assert () == problems
    assert () == verdict.findings
    assert [("priorities/data", "It is known.")] == [
        (str(finding.entry), acceptance.because) for finding, acceptance in verdict.accepted
    ]


def test_another_rules_acceptance_does_not_count(book: Make) -> None:
    """Only the rule that is named is accepted."""
    _, problems = run(late(book, accepting("missing-owner")))

    assert ["deadline-before-action", "acceptance-unused"] == codes(problems)


def test_each_entry_accepts_its_own_gap(book: Make) -> None:
    """One of three gaps accepted leaves a line for the other two."""
    verdict, problems = run(book(ROLES + UNOWNED % ""))

    assert ["2 actions have no owner: “Find” and “Fix”."] == [problem.message for problem in problems]
    assert [Ref("priorities", "data")] == [finding.entry for finding, _ in verdict.accepted]


def test_a_gap_left_alone_is_told_in_full(book: Make) -> None:
    """With one entry left there is no list to count."""
    _, problems = run(book(ROLES + UNOWNED % accepting("missing-owner")))

    assert ["The action “Fix” has no owner."] == [problem.message for problem in problems]


def test_an_unknown_rule_cannot_be_accepted(book: Make) -> None:
    """A misspelt code would silently accept nothing; the nearest one is named."""
    _, problems = run(late(book, accepting("deadline-before-actions")))

    assert ["deadline-before-action", "unknown-rule"] == codes(problems)
    assert ("error", Location("case.yml", 9, 85), "Did you mean `deadline-before-action`?") == (
        problems[1].severity,
        problems[1].location,
        problems[1].hint,
    )


def test_a_playbook_may_accept_as_well(book: Make) -> None:
    """The overview's acceptances are looked at like any entry's."""
    head = "playbook: {key: k, title: T, accept: [{rule: nonsense, because: B, by: lead}]}\n"
    _, problems = run(book(ROLES, head))

    unknown = [item.location.file for item in problems if item.code == "unknown-rule"]
    assert ["head.yml"] == unknown


def test_codes_name_one_rule_each() -> None:
    """A code in an acceptance can mean one rule only."""
    assert sorted({rule.code for rule in RULES}) == sorted(rule.code for rule in RULES)
