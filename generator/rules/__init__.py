"""What a plan should be beyond readable: one policy a file, every rule named here.

A rule reads the linked model and nothing else. What it finds is a warning unless the rule says otherwise,
and may be accepted on one of the entries that it is about: it is then shown, and no longer reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, error
from generator.linked import Linked, Playbook
from generator.model import Acceptance, Entry
from generator.model.ids import nearest
from generator.rules import (
    cadence_conflict,
    deadline_before_action,
    deferred_but_planned,
    missing,
    promise_before_deferral,
    rank_by_availability,
    target_against_direction,
    unit_does_not_fit,
)
from generator.rules.base import Finding, Rule, Sentence, Verdict, place

__all__ = ["RULES", "Finding", "Rule", "Sentence", "Verdict", "acceptances", "run"]

RULES: tuple[Rule, ...] = (
    cadence_conflict.RULE,
    deadline_before_action.RULE,
    promise_before_deferral.RULE,
    deferred_but_planned.RULE,
    unit_does_not_fit.RULE,
    target_against_direction.RULE,
    rank_by_availability.RULE,
    *missing.RULES,
)


def run(book: Playbook, rules: tuple[Rule, ...] = RULES) -> tuple[Verdict, tuple[Diagnostic, ...]]:
    """What the rules find, and as diagnostics what nobody accepted."""
    findings: list[Finding] = []
    accepted: list[tuple[Finding, Acceptance]] = []
    problems: list[Diagnostic] = []
    for rule in rules:
        open_findings = []
        for finding in rule.check(book):
            acceptance = _acceptance(finding, book)
            if acceptance is None:
                open_findings.append(finding)
            else:
                accepted.append((finding, acceptance))
        if rule.gather is not None:
            open_findings = list(rule.gather(tuple(open_findings)))
        findings += open_findings
        problems += [_diagnostic(rule, finding) for finding in open_findings]
    verdict = Verdict(tuple(findings), tuple(accepted))
    return verdict, (*problems, *_unknown_rules(book, rules))


def _acceptance(finding: Finding, book: Playbook) -> Acceptance | None:
    """The first acceptance of the finding's rule on one of the entries that it is about."""
    for ref in finding.entries:
        for acceptance in book.entries[ref].accept:
            if acceptance.rule == finding.rule:
                return acceptance
    return None


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(rule.code, rule.severity, finding.message, finding.place, finding.hint)


def _unknown_rules(book: Playbook, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    codes = [rule.code for rule in rules]
    for entry, index, acceptance in acceptances(book):
        if acceptance.rule not in codes:
            near = nearest(acceptance.rule, codes)
            yield error(
                "unknown-rule",
                f"There is no rule `{acceptance.rule}` to accept.",
                place(entry, "accept", index, "rule"),
                f"Did you mean `{near}`?" if near else "The rules are listed in docs/diagnostics.md.",
            )


def acceptances(book: Playbook) -> Iterator[tuple[Linked[Entry], int, Acceptance]]:
    """Every acceptance with its entry and its place in the entry's list."""
    for entry in (book.summary, *book.entries.values()):
        for index, acceptance in enumerate(entry.accept):
            yield entry, index, acceptance
