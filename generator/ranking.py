"""Ranks: business impact x technical risk x resource availability, each 1 to 10, highest first.

High availability means that people are free for it. Where no priority has all three scores, the
priorities stand in their `order` and have no score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from generator.model import Bands, Priority

Band = Literal["critical", "high", "medium", "low"]
Factor = Literal["business_impact", "technical_risk", "resource_availability"]
FACTORS: tuple[Factor, ...] = ("business_impact", "technical_risk", "resource_availability")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The values that one factor may take, the other two as they are, before the rank changes."""

    factor: Factor
    score: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A priority's place. `score` (1 to 1000) and `band` are None where it has not all three factors.

    `computed` is the place that the scores alone give; `understaffed` says that scarce people, not
    impact or risk, put it below another priority.
    """

    rank: int
    computed: int
    score: int | None
    band: Band | None
    understaffed: bool
    sensitivity: tuple[Sensitivity, ...]


#: Of a priority that has no place among those that are shown.
UNRANKED = Ranked(rank=0, computed=0, score=None, band=None, understaffed=False, sensitivity=())


def score_of(priority: Priority) -> tuple[int, int, int] | None:
    """The three factors, or None when one is missing."""
    impact, risk, people = (
        priority.business_impact,
        priority.technical_risk,
        priority.resource_availability,
    )
    return (impact.score, risk.score, people.score) if impact and risk and people else None


def band_of(score: int, bands: Bands) -> Band:
    """The band in which a score falls."""
    if score >= bands.critical:
        return "critical"
    if score >= bands.high:
        return "high"
    return "medium" if score >= bands.medium else "low"


def product(factors: tuple[int, int, int]) -> int:
    """The score, 1 to 1000."""
    impact, risk, people = factors
    return impact * risk * people


def rank(priorities: Mapping[str, Priority], bands: Bands) -> dict[str, Ranked]:
    """Every priority's place, by id, in the order of the places."""
    factors = {key: found for key, item in priorities.items() if (found := score_of(item))}
    computed = _order(priorities, {key: product(found) for key, found in factors.items()})
    understaffed = _understaffed(computed, {key: a * b for key, (a, b, _) in factors.items()})
    decided = _apply_overrides(computed, priorities)
    result = {}
    for place, key in enumerate(decided, start=1):
        found = factors.get(key)
        result[key] = Ranked(
            rank=place,
            computed=computed.index(key) + 1,
            score=product(found) if found else None,
            band=band_of(product(found), bands) if found else None,
            understaffed=key in understaffed,
            sensitivity=_sensitivity(key, computed, factors, priorities) if found else (),
        )
    return result


def _order(priorities: Mapping[str, Priority], scores: Mapping[str, int]) -> list[str]:
    """Scored ones by score, then the others; equals by `order`, then as the data files name them.

    What has no `order` stands behind what has one.
    """
    return sorted(
        priorities,
        key=lambda key: (key not in scores, -scores.get(key, 0), priorities[key].order or inf),
    )


def _apply_overrides(computed: list[str], priorities: Mapping[str, Priority]) -> list[str]:
    overrides = {key: item.rank_override.rank for key, item in priorities.items() if item.rank_override}
    decided = [key for key in computed if key not in overrides]
    for key in sorted(overrides, key=lambda key: (overrides[key], computed.index(key))):
        decided.insert(overrides[key] - 1, key)
    return decided


def _understaffed(computed: list[str], need: Mapping[str, int]) -> set[str]:
    """Those that stand below one whose impact x risk is smaller: only availability put them there."""
    found = set()
    smallest_above: int | None = None
    for key in computed:
        if key not in need:
            continue
        if smallest_above is not None and need[key] > smallest_above:
            found.add(key)
        smallest_above = need[key] if smallest_above is None else min(smallest_above, need[key])
    return found


def _sensitivity(
    key: str,
    computed: list[str],
    factors: Mapping[str, tuple[int, int, int]],
    priorities: Mapping[str, Priority],
) -> tuple[Sensitivity, ...]:
    """A rank holds as long as the neighbours in the ranking stay where they are."""
    place = computed.index(key)
    neighbours = [other for other in computed[max(0, place - 1) : place + 2] if other in factors]
    nearby = {other: priorities[other] for other in factors if other in neighbours}
    own = factors[key]
    found = []
    for index, factor in enumerate(FACTORS):
        kept = [
            value
            for value in range(1, 11)
            if _order(nearby, _moved(key, index, value, factors, neighbours)) == neighbours
        ]
        found.append(Sensitivity(factor, own[index], min(kept), max(kept)))
    return tuple(found)


def _moved(
    key: str, index: int, value: int, factors: Mapping[str, tuple[int, int, int]], among: list[str]
) -> dict[str, int]:
    scores = {other: product(factors[other]) for other in among}
    scores[key] = scores[key] // factors[key][index] * value
    return scores
