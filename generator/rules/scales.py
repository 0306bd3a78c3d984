"""What the unit of a KPI can mean.

A net promoter score is the share of promoters less that of detractors, -100 to 100; a share is 0 to 100 per
cent; an hour of the day is 0 to 24. A percentage that tells of a change, or of something that may grow past
its measure (a budget), has no bounds, and so has no scale here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.linked import Kpi
from generator.model import Threshold
from generator.rules.words import stems, words

#: What must rise to this much per cent and cannot be meant to pass a hundred is a share.
_NEARLY_ALL = 90

#: Words that make a percentage a share of something, "rate" only beside one of what happens or does not.
_SHARES = frozenset({"accuracy", "availability", "completeness", "coverage", "share", "uptime"})
_RATES = frozenset(
    {"acceptance", "approval", "completion", "conversion", "defect", "error", "failure", "pass", "success"}
)
_CHANGES = stems(
    """
    change decline decrease drop fall faster gain growth improvement increase reduction rise saving slower
    """
)
_OUT_OF = re.compile(r"(?:\w+ )?(?:/|out of |of )\s*(\d+)", re.IGNORECASE)
_PER_CENT = frozenset({"%", "percent", "per cent"})


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit can mean. A value up to `doubtful` is possible, but usual on another scale only."""

    name: str
    lowest: float
    highest: float
    doubtful: float = 0
    looks_like: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value is possible at all."""
        return self.lowest <= value <= self.highest


_NPS = Scale("a net promoter score runs from -100 to 100", -100, 100, 10, "a score out of 10")
_SHARE = Scale("a share is 0 to 100%", 0, 100, 1, "a fraction of 1")
_HOUR = Scale("an hour of the day is 0 to 24", 0, 24)


def scale_of(kpi: Kpi) -> Scale | None:
    """The scale of a KPI's unit; None where any number is possible, or nobody can tell."""
    unit = (kpi.record.unit or "").strip()
    said = {*words(unit), *words(kpi.title)}
    # Who says of how many means no other scale, whatever the number is called.
    if out_of := _OUT_OF.fullmatch(unit):
        highest = int(out_of[1])
        return Scale(f"a score out of {highest} is 0 to {highest}", 0, highest)
    if said & {"nps", "enps"} or {"net", "promoter"} <= said:
        return _NPS
    if unit.lower() in _PER_CENT:
        is_share = _is_share(said) or _wants_nearly_all(kpi.threshold)
        return _SHARE if is_share and not stems(kpi.title) & _CHANGES else None
    if "o'clock" in said:
        return _HOUR
    return None


def _is_share(said: set[str]) -> bool:
    return bool(said & _SHARES) or ("rate" in said and bool(said & _RATES))


def _wants_nearly_all(target: Threshold | None) -> bool:
    return target is not None and target.op in (">", ">=") and _NEARLY_ALL <= target.value <= 100
