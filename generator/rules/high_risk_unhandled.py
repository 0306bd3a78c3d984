"""A high risk against which nothing is done, or that nobody would notice in time.

What makes it less likely or less bad is its `mitigations`; a contingency is what is done once it has
happened, and is no mitigation. It is noticed by its `triggers`, by a KPI that it names, or by the trigger of
a contingency that covers it. Who has settled a risk in its `status` has answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Playbook, Risk
from generator.linked.response import HIGH_EXPOSURE
from generator.rules.base import Finding, Rule, Sentence, listed, quoted
from generator.rules.gathering import Group, names, together

CODE = "high-risk-unhandled"

#: What is decided about a risk that nobody needs to act against any more.
_SETTLED = ("mitigated", "accepted", "closed")

_UNMITIGATED = "no mitigation"
_UNNOTICED = "nothing by which anybody would notice it"


def _check(book: Playbook) -> Iterator[Finding]:
    for risk in book.risks:
        if (risk.exposure or 0) >= HIGH_EXPOSURE and risk.record.status not in _SETTLED:
            lack = _lack(risk)
            if lack:
                yield _finding(risk, lack)


def _lack(risk: Risk) -> str:
    """What is not said of it; empty where all is."""
    record = risk.record
    is_seen = bool(record.triggers or record.kpis or any(item.record.trigger for item in risk.contingencies))
    lacks = ("" if record.mitigations else _UNMITIGATED, "" if is_seen else _UNNOTICED)
    return " and ".join(filter(None, lacks))


def _finding(risk: Risk, lack: str) -> Finding:
    hints = []
    if _UNMITIGATED in lack:
        hints.append("Say in `mitigations:` what makes it less likely or less bad.")
    if _UNNOTICED in lack:
        hints.append("Say in `triggers:` what shows that it is happening, or in `kpis:` which number does.")
    covered = [quoted(item.title, 40) for item in risk.contingencies]
    if covered:
        hints.append(f"{listed(covered)} is for when it has happened.")
    return Finding(
        rule=CODE,
        entry=risk.ref,
        place=risk.place,
        message=f"The high risk {quoted(risk.title)} (exposure {risk.exposure} of 25) has {lack}.",
        hint=" ".join(hints),
        sentences=(Sentence(risk.ref, risk.place, risk.title),),
    )


def _lacking(finding: Finding) -> str:
    """What a finding says is not there: a title before it may hold any words."""
    return finding.message.rpartition(" of 25) has ")[2]


def _many(group: Group) -> str:
    return f"{len(group)} high risks have {_lacking(group[0])[:-1]}: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "Something is done against each high risk, and somebody would notice it.",
    _check,
    together(_lacking, _many),
)
