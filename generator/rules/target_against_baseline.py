"""A target that is no better than what the number was when the crisis began.

By its direction it asks for less than there was, or for no more. To keep what cannot become better is a
target too: no complaint where there was none, a share of 100%. What lies on the side that the direction
calls worse altogether is another rule's business.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import amounts
from generator.linked import Kpi, Playbook
from generator.model import Threshold
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.scales import scale_of
from generator.rules.target_against_direction import thresholds

CODE = "target-against-baseline"

#: The comparisons that ask for at least so much of what each direction calls better.
_ALONG = {"up": (">", ">=", "="), "down": ("<", "<=", "=")}


def _check(book: Playbook) -> Iterator[Finding]:
    for kpi in book.kpis:
        baseline, direction = kpi.record.baseline, kpi.record.direction or ""
        if baseline is None or direction not in _ALONG:
            continue
        found = [
            sentence
            for sentence, target in thresholds(kpi)
            if target.op in _ALONG[direction] and _asks_for_nothing(kpi, target, baseline)
        ]
        if found:
            yield _finding(kpi, baseline, found)


def _asks_for_nothing(kpi: Kpi, target: Threshold, baseline: float) -> bool:
    """Whether the number was there, or past it, when the crisis began."""
    gain = target.value - baseline if kpi.record.direction == "up" else baseline - target.value
    if gain == 0:
        return target.op not in (">", "<") and baseline != _best(kpi)
    return gain < 0


def _best(kpi: Kpi) -> float | None:
    """What no number is better than; None where there is no such, or nobody can tell."""
    scale = scale_of(kpi)
    if kpi.record.direction == "up":
        return scale.highest if scale else None
    return scale.lowest if scale else 0


def _finding(kpi: Kpi, baseline: float, found: list[Sentence]) -> Finding:
    began = amounts.with_unit(baseline, kpi.record.unit)
    at = place(kpi, "baseline")
    return Finding(
        rule=CODE,
        entry=kpi.ref,
        place=found[0].place,
        message=f"{quoted(kpi.title)} should go {kpi.record.direction}, but the target {found[0].text} is no "
        f"better than the {began} with which the crisis began.",
        hint="Mend the target, the baseline or the direction; where it only has to stay so, it is `steady`.",
        sentences=(Sentence(kpi.ref, at, began, "when the crisis began"), *found),
        contradiction=True,
    )


RULE = Rule(CODE, "warning", "A target is better than the number was when the crisis began.", _check)
