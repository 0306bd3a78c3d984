"""A target that its unit cannot mean: a score of another scale, a share above the whole.

Scales: a net promoter score is the share of promoters less that of detractors, -100 to 100; a share is
0 to 100 per cent; an hour of the day is 0 to 24. A percentage that tells of a change has no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.linked import Kpi, Playbook
from generator.rules.base import Finding, Rule, quoted
from generator.rules.target_against_direction import thresholds
from generator.rules.words import stems, words

CODE = "unit-does-not-fit"

_SHARES = frozenset({"accuracy", "availability", "completeness", "coverage", "share", "uptime"})
_CHANGES = stems(
    """
    change decline decrease drop fall faster gain growth improvement increase reduction rise saving slower
    """
)
_OUT_OF = re.compile(r"(?:/|out of |of )\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a unit can mean. A value up to `doubtful` is possible, but usual on another scale only."""

    name: str
    lowest: float
    highest: float
    doubtful: float = 0
    looks_like: str = ""


_NPS = _Scale("a net promoter score runs from -100 to 100", -100, 100, 10, "a score out of 10")
_SHARE = _Scale("a share is 0 to 100%", 0, 100, 1, "a fraction of 1")
_HOUR = _Scale("an hour of the day is 0 to 24", 0, 24)


def _check(book: Playbook) -> Iterator[Finding]:
    for kpi in book.kpis:
        scale = _scale_of(kpi)
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


def _scale_of(kpi: Kpi) -> _Scale | None:
    unit = (kpi.record.unit or "").strip()
    said = {*words(unit), *words(kpi.title)}
    if "nps" in said or {"net", "promoter"} <= said:
        return _NPS
    if unit == "%":
        return _SHARE if said & _SHARES and not stems(kpi.title) & _CHANGES else None
    if "o'clock" in said:
        return _HOUR
    out_of = _OUT_OF.fullmatch(unit)
    if out_of:
        highest = int(out_of[1])
        return _Scale(f"a score out of {highest} is 0 to {highest}", 0, highest)
    return None


def _reason(scale: _Scale, value: float, kpi: Kpi) -> str:
    if not scale.lowest <= value <= scale.highest:
        return "lies outside its scale"
    if 0 < value <= scale.doubtful and kpi.record.direction != "down":
        return f"looks like {scale.looks_like}"
    return ""


RULE = Rule(
    code=CODE,
    severity="warning",
    title="A KPI's targets lie on the scale of its unit.",
    check=_check,
)
