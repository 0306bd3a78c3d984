"""What a plan and its log should be beyond readable: one policy a file, every rule named here.

A rule reads the linked model and nothing else. What it finds is a warning unless the rule says otherwise,
and may be accepted on one of the entries that it is about: it is then shown, and no longer reported. An
acceptance that is over, or that nothing is left of, is reported itself.
"""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.linked import Playbook
from generator.rules import (
    accepting,
    action_before_needed,
    away_ends_before_it_begins,
    away_without_cover,
    cadence_conflict,
    correction_of_another_kind,
    critical_without_fallback,
    deadline_before_action,
    deferred_but_planned,
    delegated_without_action,
    deputy_of_oneself,
    deputy_ring,
    done_before_needed,
    done_before_started,
    done_twice,
    done_while_blocked,
    ended_before_activated,
    entry_in_the_future,
    high_risk_unhandled,
    hollow_backing,
    kept_and_missed,
    kind_does_not_fit,
    kpi_stale,
    missing,
    money_apart,
    names_withheld,
    negative_amount,
    never_due,
    not_one_number,
    occurrence_that_is_none,
    orphan,
    outside_window,
    overloaded,
    promise_before_deferral,
    quotes_withheld,
    rank_by_availability,
    record_without_author,
    renegotiated_without_date,
    review_overdue,
    sent_otherwise,
    target_against_baseline,
    target_against_direction,
    target_unserved,
    timed_twice,
    unblocked_without_blocked,
    unit_does_not_fit,
    untimed_line,
    vague_criterion,
    value_outside_scale,
)
from generator.rules.accepting import Decided
from generator.rules.base import Finding, Rule, Sentence, Verdict

__all__ = ["RULES", "Finding", "Rule", "Sentence", "Verdict", "run"]

ON_THE_PLAN: tuple[Rule, ...] = (
    cadence_conflict.RULE,
    deadline_before_action.RULE,
    promise_before_deferral.RULE,
    deferred_but_planned.RULE,
    hollow_backing.RULE,
    unit_does_not_fit.RULE,
    target_against_direction.RULE,
    target_against_baseline.RULE,
    target_unserved.RULE,
    vague_criterion.RULE,
    high_risk_unhandled.RULE,
    rank_by_availability.RULE,
    deputy_of_oneself.RULE,
    away_ends_before_it_begins.RULE,
    ended_before_activated.RULE,
    timed_twice.RULE,
    money_apart.RULE,
    negative_amount.RULE,
    untimed_line.RULE,
    never_due.RULE,
    kpi_stale.RULE,
    review_overdue.RULE,
    action_before_needed.RULE,
    outside_window.RULE,
    overloaded.RULE,
    away_without_cover.RULE,
    deputy_ring.RULE,
    critical_without_fallback.RULE,
    delegated_without_action.RULE,
    orphan.RULE,
    quotes_withheld.RULE,
    names_withheld.RULE,
    *missing.RULES,
)

ON_THE_LOG: tuple[Rule, ...] = (
    done_before_started.RULE,
    done_while_blocked.RULE,
    done_before_needed.RULE,
    done_twice.RULE,
    unblocked_without_blocked.RULE,
    kept_and_missed.RULE,
    renegotiated_without_date.RULE,
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


def run(
    book: Playbook, rules: tuple[Rule, ...] = RULES, whole: Verdict | None = None
) -> tuple[Verdict, tuple[Diagnostic, ...]]:
    """What the rules find; as diagnostics what nobody accepted, and what is wrong with acceptances.

    Of a playbook that some readers see parts of, `whole` is what the rules say of all of it: what they find
    only because the rest is not shown is nothing that anybody could mend.
    """
    granted = accepting.acceptances(book)
    given = accepting.by_place(granted)
    findings: list[Finding] = []
    decided: list[Decided] = []
    problems: list[Diagnostic] = []
    for rule in rules:
        ruled = [accepting.decide(finding, given) for finding in rule.check(book)]
        ruled = [one for one in ruled if whole is None or one.key in whole.decided]
        left = tuple(one.finding for one in ruled if one.valid is None and not one.finding.settled)
        gathered = left if rule.gather is None else tuple(rule.gather(left))
        decided += ruled
        findings += gathered
        problems += [
            Diagnostic(rule.code, rule.severity, found.message, found.place, found.hint) for found in gathered
        ]
    unused = accepting.unused(granted, decided, rules)
    if whole is not None:
        useless = {(ref, acceptance.rule) for ref, acceptance in whole.unused}
        unused = tuple(one for one in unused if (one.entry.ref, one.acceptance.rule) in useless)
    open_ones = [one for one in decided if not one.finding.settled]
    verdict = Verdict(
        findings=tuple(findings),
        accepted=tuple((one.finding, one.valid.acceptance) for one in open_ones if one.valid),
        expired=tuple((one.finding, over.acceptance) for one in open_ones for over in one.expired),
        unused=tuple((one.entry.ref, one.acceptance) for one in unused),
        decided=frozenset(one.key for one in decided),
    )
    codes = [rule.code for rule in (*rules, *RULES)]
    return verdict, (*problems, *accepting.problems(granted, open_ones, unused, codes))
