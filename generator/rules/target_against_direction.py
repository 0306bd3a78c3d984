"""A target on the wrong side: the number should fall, but must be at least so high, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from generator import amounts
from generator.linked import Kpi, Playbook
from generator.model import Threshold
from generator.rules.base import Finding, Rule, Sentence, place, quoted

CODE = "target-against-direction"

#: The comparisons that contradict each direction.
_AGAINST = {"up": ("<", "<="), "down": (">", ">=")}


def _check(book: Playbook) -> Iterator[Finding]:
    for kpi in book.kpis:
        against = _AGAINST.get(kpi.record.direction or "", ())
        wrong = [item for item in thresholds(kpi) if item[1].op in against]
        if wrong:
            shown = " and ".join(sentence.text for sentence, _ in wrong)
            yield Finding(
                rule=CODE,
                entry=kpi.ref,
                place=wrong[0][0].place,
                message=f"{quoted(kpi.title)} should go {kpi.record.direction}, but its target is {shown}.",
                hint="Turn the comparison or the direction round.",
                sentences=tuple(sentence for sentence, _ in wrong),
                contradiction=True,
            )


def thresholds(kpi: Kpi) -> Iterator[tuple[Sentence, Threshold]]:
    """Every number that the KPI must reach: its own target, then those of the dated targets."""
    unit = kpi.record.unit
    if kpi.threshold is not None:
        text = amounts.threshold(kpi.threshold, unit)
        yield Sentence(kpi.ref, place(kpi, "target"), text), kpi.threshold
    for target in kpi.targets:
        threshold = target.record.kpis[kpi.id]
        text = amounts.threshold(threshold, unit)
        at = place(target, "kpis", kpi.id)
        yield Sentence(target.ref, at, text, str(target.by or "")), threshold


RULE = Rule(
    code=CODE,
    severity="warning",
    title="A KPI's targets lie on the side that its direction calls better.",
    check=_check,
)
