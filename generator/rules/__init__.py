"""What a plan and its log should be beyond readable: one policy a file, every rule named here.

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
    away_ends_before_it_begins,
    cadence_conflict,
    correction_of_another_kind,
    deadline_before_action,
    deferred_but_planned,
    deputy_of_oneself,
    done_before_needed,
    done_before_started,
    done_twice,
    done_while_blocked,
    ended_before_activated,
    entry_in_the_future,
    kept_and_missed,
    kind_does_not_fit,
    missing,
    money_apart,
    never_due,
    not_one_number,
    occurrence_that_is_none,
    promise_before_deferral,
    rank_by_availability,
    record_without_author,
    sent_otherwise,
    target_against_direction,
    timed_twice,
    unblocked_without_blocked,
    unit_does_not_fit,
    untimed_line,
    value_outside_scale,
)
from generator.rules.base import Finding, Rule, Sentence, Verdict, place

__all__ = ["RULES", "Finding", "Rule", "Sentence", "Verdict", "acceptances", "run"]

ON_THE_PLAN: tuple[Rule, ...] = (
    cadence_conflict.RULE,
    deadline_before_action.RULE,
    promise_before_deferral.RULE,
    deferred_but_planned.RULE,
    unit_does_not_fit.RULE,
    target_against_direction.RULE,
    rank_by_availability.RULE,
    deputy_of_oneself.RULE,
    away_ends_before_it_begins.RULE,
    ended_before_activated.RULE,
    timed_twice.RULE,
    money_apart.RULE,
    untimed_line.RULE,
    never_due.RULE,
    *missing.RULES,
)

ON_THE_LOG: tuple[Rule, ...] = (
    done_before_started.RULE,
    done_while_blocked.RULE,
    done_before_needed.RULE,
    done_twice.RULE,
    unblocked_without_blocked.RULE,
    kept_and_missed.RULE,
    occurrence_that_is_none.RULE,
    value_outside_scale.RULE,
    not_one_number.RULE,
    kind_does_not_fit.RULE,
    correction_of_another_kind.RULE,
    sent_otherwise.RULE,
    entry_in_the_future.RULE,
    record_without_author.RULE,
)

RULES = (*ON_THE_PLAN, *ON_THE_LOG)


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
        for acceptance in book.entries.get(ref, book.summary).accept:
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
