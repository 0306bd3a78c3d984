"""A target that its unit cannot mean: a score of another scale, a share above the whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Kpi, Playbook
from generator.rules.base import Finding, Rule, quoted
from generator.rules.scales import Scale, scale_of
from generator.rules.target_against_direction import thresholds

CODE = "unit-does-not-fit"


def _check(book: Playbook) -> Iterator[Finding]:
    for kpi in book.kpis:
        scale = scale_of(kpi)
        if scale is None:
            continue
        wrong = [
            (sentence, reason)
            for sentence, threshold in thresholds(kpi)
            if (reason := _reason(scale, threshold.value, kpi))
        ]
        if wrong:
            sentence, reason = wrong[0]
            yield Finding(
                rule=CODE,
                entry=kpi.ref,
                place=sentence.place,
                message=f"The target {sentence.text} of {quoted(kpi.title)} {reason}: {scale.name}.",
                hint="Name the scale that is meant in `unit`, or mend the number.",
                sentences=tuple(found for found, _ in wrong),
                contradiction=True,
            )


def _reason(scale: Scale, value: float, kpi: Kpi) -> str:
    if not scale.holds(value):
        return "lies outside its scale"
    # Who began below zero counts on the scale that has such numbers.
    is_plain = (kpi.record.baseline or 0) >= 0
    if 0 < value <= scale.doubtful and is_plain and kpi.record.direction != "down":
        return f"looks like {scale.looks_like}"
    return ""


RULE = Rule(
    code=CODE,
    severity="warning",
    title="A KPI's targets lie on the scale of its unit.",
    check=_check,
)
