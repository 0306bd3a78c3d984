"""Texts in a picture: none covers another, and none the line if it can be helped."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.labels import CHARACTER, DEPTH, HEIGHT, Frame, Label, Spot, placed

FRAME = Frame(0, 0, 350, 200)
HERE, THERE, FAR = (
    Label(100, 100, "day 1", "middle"),
    Label(100, 130, "day 1", "middle"),
    Label(200, 100, "x"),
)


def chosen(*places: Label, taken: tuple[Label, ...] = (), lines: tuple[tuple[Spot, ...], ...] = ()) -> object:
    """Where a text with these places stands, None for nowhere."""
    found = placed((places,), taken, lines, FRAME)
    return found[0] if found else None


def test_a_text_stands_at_its_first_place() -> None:
    """Where nothing is in its way."""
    assert HERE == chosen(HERE, THERE)


@pytest.mark.parametrize(
    "other",
    [
        Label(100, 100, "target", "middle"),
        Label(100 + 2.5 * CHARACTER - 1, 100, "target"),
        Label(100 - 2.5 * CHARACTER + 1, 100, "target", "end"),
        Label(100, 100 - HEIGHT - DEPTH + 1, "target", "middle"),
    ],
)
def test_a_text_covers_no_other(other: Label) -> None:
    """Whichever way that one is anchored; without a place left it is not shown."""
    assert THERE == chosen(HERE, THERE, taken=(other,))
    assert chosen(HERE, taken=(other,)) is None


@pytest.mark.parametrize(
    "other",
    [
        Label(100 + 2.5 * CHARACTER, 100, "target"),
        Label(100 - 2.5 * CHARACTER, 100, "target", "end"),
        Label(100, 100 - HEIGHT - DEPTH, "target", "middle"),
    ],
)
def test_texts_may_stand_side_by_side(other: Label) -> None:
    """What only touches does not cover."""
    assert HERE == chosen(HERE, THERE, taken=(other,))


@pytest.mark.parametrize(
    "line",
    [
        (Spot(0, 95), Spot(150, 95)),
        (Spot(100, 0), Spot(100, 200)),
        (Spot(90, 110), Spot(110, 85)),
        (Spot(100, 95), Spot(100, 95.5)),
        (Spot(0, 0), Spot(10, 10), Spot(99, 95)),
    ],
)
def test_a_text_keeps_off_the_line(line: tuple[Spot, ...]) -> None:
    """It covers some of it only where all of its places do."""
    assert FAR == chosen(HERE, FAR, lines=(line,))
    assert HERE == chosen(HERE, lines=(line,))


@pytest.mark.parametrize(
    "line", [(Spot(0, 104), Spot(350, 104)), (Spot(0, 95), Spot(70, 95)), (Spot(100, 95),)]
)
def test_a_line_beside_a_text_is_in_nobodys_way(line: tuple[Spot, ...]) -> None:
    """Below it, before it, or no line at all."""
    assert HERE == chosen(HERE, FAR, lines=(line,))


@pytest.mark.parametrize(
    "outside",
    [Label(10, 100, "day 1", "middle"), Label(340, 100, "day 1"), Label(100, 5, "x"), Label(100, 199, "x")],
)
def test_a_text_stays_inside(outside: Label) -> None:
    """Nothing is cut off at an edge, nothing stands on the axis."""
    assert HERE == chosen(outside, HERE)


LABELS = st.builds(
    Label,
    st.floats(0, 350),
    st.floats(0, 200),
    st.text("day 123", min_size=1, max_size=12),
    st.sampled_from(("start", "middle", "end")),
)


@given(st.lists(st.lists(LABELS, max_size=4), max_size=8))
def test_whatever_is_wanted_no_two_texts_meet(wanted: list[list[Label]]) -> None:
    """Each that is shown stands at one of its own places, in the order of asking."""
    found = placed(wanted, (), (), FRAME)

    assert [] == [pair for pair in combinations(found, 2) if not placed((pair[:1],), pair[1:], (), FRAME)]
    assert all(any(label in places for places in wanted) for label in found)
