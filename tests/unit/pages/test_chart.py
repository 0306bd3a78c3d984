"""The geometry of a chart: everything inside the picture, nothing drawn from nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.chart import HEIGHT, WIDTH, Chart, Goal, Series, chart
from generator.pages.labels import Frame, placed

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def series(*values: float, **more: object) -> Series:
    """A value a day."""
    points = tuple((START + DAY * number, value) for number, value in enumerate(values))
    return Series(points, **more)  # type: ignore[arg-type]  # the tests name the fields of `Series`


def drawn(found: Series) -> Chart:
    """The chart of values that can be drawn."""
    made = chart(found)
    if made is None:
        raise AssertionError(found)
    return made


def goal(words: str, value: float, days: int | None = None) -> Goal:
    """A goal, so many days after the first value."""
    return Goal(words, value, f">= {value:g}", None if days is None else START + DAY * days)


def texts(made: Chart) -> list[str]:
    """Every text but those of the ticks."""
    return [label.text for label in made.labels]


NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-1000, 1000).map(float)


@given(
    st.lists(NUMBERS, min_size=2, max_size=60),
    st.none() | NUMBERS,
    st.lists(st.tuples(NUMBERS, st.none() | st.integers(-40, 90)), max_size=5),
    st.none() | NUMBERS,
)
def test_whatever_is_measured_stays_inside_the_picture(
    values: list[float],
    target: float | None,
    goals: list[tuple[float, int | None]],
    start: float | None,
) -> None:
    """Numbers however large, close or far apart give a picture within its frame, or none at all."""
    made = chart(
        series(
            *values,
            target=None if target is None else (target, "target"),
            goals=tuple(goal(f"day {number}", value, days) for number, (value, days) in enumerate(goals)),
            start=None if start is None else (START - DAY, start),
        )
    )
    if made is None:
        return
    spots = [*made.dots, made.last, *made.goals, *([made.start] if made.start else [])]
    outside = [spot for spot in spots if not (0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT)]
    texts_outside = [label for label in made.labels if not (0 <= label.x <= WIDTH and 0 < label.y <= HEIGHT)]

    assert ([], []) == (outside, texts_outside)
    assert 1 <= len(made.ticks) <= 6


@pytest.mark.parametrize("values", [(), (97.2,)])
def test_fewer_than_two_values_make_no_chart(values: tuple[float, ...]) -> None:
    """A point alone is no course."""
    assert chart(series(*values, target=(99.5, "target"))) is None


def test_higher_values_stand_higher_and_later_ones_to_the_right() -> None:
    """The line goes through the values in order of time, at their heights."""
    made = drawn(series(81, 97.2, 96.4))
    points = [tuple(map(float, point.split(","))) for point in made.line.split()]
    heights = [y for _, y in points]

    assert all(before[0] < after[0] for before, after in pairwise(points))
    assert heights[0] > heights[2] > heights[1]
    assert (made.last.x, made.last.y) == points[-1]


def test_the_target_is_a_line_at_its_height_with_its_words() -> None:
    """Where a value that just meets it would stand."""
    made = drawn(series(81, 99.5, target=(99.5, "target >= 99.5%")))

    assert made.target == made.last.y
    assert "target >= 99.5%" in texts(made)


def test_goals_ahead_are_steps_behind_a_break_in_the_axis() -> None:
    """Each has a column of its own, in order, as high as its value."""
    made = drawn(series(81, 97, goals=(goal("day 30", 99, 30), goal("day 90", 99.9, 90))))
    first, second = made.goals

    assert made.cut is not None
    assert made.last.x < made.cut < first.x < second.x
    assert first.y > second.y
    assert f"H {first.x} V {second.y} H {second.x}" in made.stairs
    assert {"day 30", "day 90", ">= 99", ">= 99.9"} <= set(texts(made))


def test_a_goal_whose_day_is_past_stands_on_the_line_of_time() -> None:
    """It is not drawn as if it were still to come."""
    made = drawn(series(81, 97, 98, goals=(goal("day 2", 90, 1),)))

    assert (None, "") == (made.cut, made.stairs)
    assert [made.dots[1].x] == [spot.x for spot in made.goals]


def test_texts_of_a_short_crisis_do_not_cover_each_other() -> None:
    """Hours, a target that is nearly reached, a goal of the first day, and a number that falls to nothing."""
    hours = tuple((START + DAY * at, value) for at, value in ((0, 71.4), (0.2, 92), (0.4, 97.8), (4, 98.3)))
    risen = drawn(
        Series(
            hours,
            target=(97.5, "target >= 97.5%"),
            goals=(goal("day 1", 97.5, 0), goal("day 30", 98, 30)),
            start=(START, 71.4),
        )
    )
    fallen = drawn(series(900, 400, 0, target=(0, "target <= 0"), goals=(goal("day 2", 0, 1),)))

    assert {"target >= 97.5%", "day 1", "98.3", ">= 98", "day 30"} < set(texts(risen))
    assert {"target <= 0", "day 2", "0"} < set(texts(fallen))
    for made in (risen, fallen):
        for one, other in combinations(made.labels, 2):
            assert (one,) == placed(((one,),), (other,), (), Frame(0, 0, WIDTH, HEIGHT))


def test_goals_without_room_are_left_to_the_table() -> None:
    """The values keep their room however many goals there are."""
    many = tuple(goal(f"week {week}", week, 7 * week) for week in range(1, 20))
    made = drawn(series(1, 2, goals=many))

    assert 0 < len(made.goals) < len(many)
    assert made.last.x - made.dots[0].x >= 90


def test_values_of_one_moment_stand_side_by_side() -> None:
    """Two entries of the log may share their minute."""
    made = drawn(Series(((START, 1.0), (START, 2.0))))

    assert made.dots[0].x < made.last.x


def test_many_values_are_a_line_without_dots() -> None:
    """Dots would merge into a smear; the last one stays."""
    made = drawn(series(*map(float, range(100))))

    assert () == made.dots
    assert 100 == len(made.line.split())


@pytest.mark.parametrize(
    ("expected", "step"),
    [
        (["09:00", "12:00"], timedelta(hours=3)),
        (["23 Nov", "3 Dec"], timedelta(days=10)),
        (["Nov 2026", "Nov 2027"], timedelta(days=370)),
    ],
)
def test_the_axis_is_told_as_coarsely_as_it_is_long(expected: list[str], step: timedelta) -> None:
    """Hours within a day, dates within a year, months beyond."""
    made = drawn(Series(((START, 1.0), (START + step, 2.0))))

    assert expected == [text for text in texts(made) if text in expected]
