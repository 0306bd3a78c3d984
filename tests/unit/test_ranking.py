"""Ranks: impact x risk x availability, highest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Bands, Priority, RankOverride, Score
from generator.ranking import FACTORS, Ranked, Sensitivity, band_of, product, rank

BANDS = Bands()
factors = st.tuples(*[st.integers(1, 10)] * 3)


def priority(
    scores: tuple[int, int, int] | None = None, order: int | None = None, decided: int | None = None
) -> Priority:
    """A priority with these factors: business impact, technical risk, resource availability."""
    impact, risk, people = [Score(score=score) for score in scores] if scores else [None] * 3
    return Priority(
        title="P",
        business_impact=impact,
        technical_risk=risk,
        resource_availability=people,
        order=order,
        rank_override=RankOverride(rank=decided, because="B", decided_by="cto") if decided else None,
    )


def places(ranked: dict[str, Ranked]) -> list[str]:
    """The ids by rank."""
    return list(ranked)


def test_the_highest_product_comes_first() -> None:
    """The published ranking of the first plan follows from its factors."""
    ranked = rank(
        {
            "team": priority((6, 2, 3)),
            "feature": priority((7, 3, 2)),
            "pipeline": priority((8, 6, 5)),
            "cost": priority((9, 4, 7)),
            "data-quality": priority((10, 8, 9)),
        },
        BANDS,
    )

    assert ["data-quality", "cost", "pipeline", "feature", "team"] == places(ranked)
    assert [(720, "critical"), (252, "high"), (240, "high"), (42, "medium"), (36, "medium")] == [
        (item.score, item.band) for item in ranked.values()
    ]


def test_bands_begin_at_their_lowest_score() -> None:
    """Critical from 500, high from 200, medium from 30, low below."""
    found = [band_of(score, BANDS) for score in (1000, 500, 499, 200, 199, 30, 29, 1)]

    assert ["critical", "critical", "high", "high", "medium", "medium", "low", "low"] == found


def test_without_scores_the_order_counts() -> None:
    """Priorities without scores stand in their order, and no score is shown."""
    ranked = rank({"b": priority(order=2), "a": priority(order=1), "c": priority()}, BANDS)

    assert ["a", "b", "c"] == places(ranked)
    assert [(None, None, ())] * 3 == [(item.score, item.band, item.sensitivity) for item in ranked.values()]


def test_an_order_may_leave_gaps() -> None:
    """Whatever the numbers, those without an order come last, as the data files name them."""
    ranked = rank(
        {"z": priority(), "y": priority(), "late": priority(order=20), "soon": priority(order=10)}, BANDS
    )

    assert ["soon", "late", "z", "y"] == places(ranked)


def test_equal_scores_stand_in_their_order() -> None:
    """What the scores leave open is decided by `order`."""
    ranked = rank({"b": priority((2, 3, 5), order=2), "a": priority((5, 3, 2), order=1)}, BANDS)

    assert ["a", "b"] == places(ranked)


@pytest.mark.parametrize("lacking", range(3))
def test_two_of_three_factors_make_no_score(lacking: int) -> None:
    """A priority has a score only when impact, risk and availability are all known."""
    whole = priority((9, 9, 9))
    field = FACTORS[lacking]

    ranked = rank({"half": whole.model_copy(update={field: None}), "small": priority((1, 1, 1))}, BANDS)

    assert ["small", "half"] == places(ranked)
    assert (None, None) == (ranked["half"].score, ranked["half"].band)


def test_a_scored_priority_stands_above_one_without_scores() -> None:
    """What is known to matter comes before what nobody has rated."""
    ranked = rank({"unknown": priority(order=1), "small": priority((1, 1, 1))}, BANDS)

    assert ["small", "unknown"] == places(ranked)


def test_scarce_people_show_as_understaffed() -> None:
    """A priority below one of smaller impact x risk is there only for want of people."""
    ranked = rank({"grave": priority((9, 9, 1)), "light": priority((5, 5, 10))}, BANDS)

    assert ["light", "grave"] == places(ranked)
    assert {"light": False, "grave": True} == {key: item.understaffed for key, item in ranked.items()}


def test_only_a_smaller_need_above_tells_of_scarce_people() -> None:
    """What counts is the smallest need of all that stand above, and an equal one is none."""
    ranked = rank(
        {
            "light": priority((5, 1, 10)),
            "heavy": priority((5, 4, 2)),
            "middle": priority((5, 2, 3)),
            "equal": priority((5, 1, 4)),
        },
        BANDS,
    )

    assert ["light", "heavy", "middle", "equal"] == places(ranked)
    assert {"light": False, "heavy": True, "middle": True, "equal": False} == {
        key: item.understaffed for key, item in ranked.items()
    }


def test_without_scores_nobody_is_understaffed() -> None:
    """What has no factors neither lacks people, nor shows that others do."""
    ranked = rank({"grave": priority((9, 9, 2)), "unknown": priority(), "light": priority((5, 5, 3))}, BANDS)

    assert ["grave", "light", "unknown"] == places(ranked)
    assert [False] * 3 == [item.understaffed for item in ranked.values()]


def test_decisions_hold_in_whatever_order_the_files_name_them() -> None:
    """Each override takes just the rank that it names."""
    ranked = rank(
        {
            "a": priority((2, 2, 2), decided=3),
            "b": priority((1, 1, 1), decided=1),
            "c": priority((9, 9, 9)),
            "d": priority((5, 5, 5)),
        },
        BANDS,
    )

    assert ["b", "c", "a", "d"] == places(ranked)


def test_a_decision_moves_a_rank_and_the_computed_one_stays_known() -> None:
    """An override takes its place, the others close up around it."""
    ranked = rank(
        {"a": priority((9, 9, 9)), "b": priority((5, 5, 5)), "c": priority((2, 2, 2), decided=1)}, BANDS
    )

    assert [("c", 1, 3), ("a", 2, 1), ("b", 3, 2)] == [
        (key, item.rank, item.computed) for key, item in ranked.items()
    ]


def test_a_factor_has_its_score_and_stays_on_its_scale() -> None:
    """Each factor is told with the score it has; first and last may move to the ends of 1 to 10."""
    ranked = rank({"first": priority((10, 8, 9)), "last": priority((6, 2, 3))}, BANDS)

    assert [
        Sensitivity("business_impact", 10, 1, 10),
        Sensitivity("technical_risk", 8, 1, 10),
        Sensitivity("resource_availability", 9, 1, 10),
    ] == list(ranked["first"].sensitivity)
    assert [
        Sensitivity("business_impact", 6, 1, 10),
        Sensitivity("technical_risk", 2, 1, 10),
        Sensitivity("resource_availability", 3, 1, 10),
    ] == list(ranked["last"].sensitivity)


@given(st.lists(factors, min_size=1, max_size=6))
def test_every_rank_is_taken_once_and_scores_descend(scores: list[tuple[int, int, int]]) -> None:
    """Ranks count from 1 without a gap, in the order of the products."""
    ranked = rank({f"p{number}": priority(item) for number, item in enumerate(scores)}, BANDS)

    assert list(range(1, len(scores) + 1)) == [item.rank for item in ranked.values()]
    assert sorted((product(item) for item in scores), reverse=True) == [
        item.score for item in ranked.values()
    ]


@given(st.lists(factors, min_size=2, max_size=5), st.integers(0, 2), st.integers(1, 10))
def test_a_factor_may_move_just_as_far_as_is_said(
    scores: list[tuple[int, int, int]], index: int, value: int
) -> None:
    """Inside the stated range the rank holds, outside it does not: checked by ranking anew."""
    named = {f"p{number}": priority(item) for number, item in enumerate(scores)}
    before = rank(named, BANDS)["p0"]
    said = next(item for item in before.sensitivity if item.factor == FACTORS[index])
    moved = (*scores[0][:index], value, *scores[0][index + 1 :])
    after = rank({**named, "p0": priority((moved[0], moved[1], moved[2]))}, BANDS)["p0"]

    assert (said.lowest <= value <= said.highest) == (after.rank == before.rank)
