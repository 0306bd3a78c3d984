"""Measured values against what they must be, as the geometry of a small picture. Pure: it knows no entry.

Time runs linearly over what was measured. What must be true later stands in columns of its own behind a
break in the axis: day 90 on the scale of two days of values would leave the values no room.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from generator import amounts
from generator.pages.labels import CHARACTER, Frame, Label, Spot, placed

#: The picture, in its own units: on a phone about one pixel each.
WIDTH, HEIGHT = 350, 220
TOP, BOTTOM = 30, 30

#: The room around a text, in units.
ROOM = 8

#: How far from the middle of a point its text stands: above, below, beside.
ABOVE, BELOW, BESIDE = 9, 17, 4.5

#: Half the width of the mark of what must be reached.
MARK = 5

#: The least width of a column, and what columns leave to the line at least.
COLUMN, LINE = 52, 110

#: With more values than this the line alone is drawn, and its last point.
DOTS = 40

#: From this span on, dates are told with their year.
YEAR = timedelta(days=300)

#: The largest number whose digits leave room for a picture.
_MOST = 1e12

#: From which span on numbers differ: on its own, and measured by the numbers.
_LEAST, _CLOSE = 1e-300, 1e-9


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached: the day in words, the value, the comparison as shown, the moment if known."""

    words: str
    value: float
    shown: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Series:
    """Values by aware moments, oldest first, and what they are held against.

    `start` is the value when the crisis began, with that moment. `write` shortly writes a value.
    """

    points: tuple[tuple[datetime, float], ...]
    write: Callable[[float], str] = amounts.number
    target: tuple[float, str] | None = None
    goals: tuple[Goal, ...] = ()
    start: tuple[datetime, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The geometry. `line` is a polyline's points, `stairs` a path's data, empty without columns.

    `left` and `right` are the ends of the plot, `cut` where its axis is broken, None where it is not.
    """

    line: str
    dots: tuple[Spot, ...]
    last: Spot
    ticks: tuple[Label, ...]
    labels: tuple[Label, ...]
    target: float | None
    goals: tuple[Spot, ...]
    stairs: str
    start: Spot | None
    left: float
    right: float
    cut: float | None
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM


def chart(series: Series) -> Chart | None:
    """The picture of a series; None with fewer than two values, or where no scale can hold them."""
    scale = _scale(series)
    if len(series.points) < 2 or scale is None:
        return None
    ticks = tuple(_ticks(scale, series.write))
    left = _wide(max((tick.text for tick in ticks), key=len, default="")) + ROOM / 2
    known = [goal for goal in series.goals if goal.at is not None and goal.at <= series.points[-1][0]]
    ahead = [goal for goal in series.goals if goal not in known]
    last_text = series.write(series.points[-1][1])
    end = WIDTH - ROOM / 2 - _wide(last_text)
    columns = _columns(ahead, end - left - LINE)
    line_end = end - sum(columns)
    shown = ahead[: len(columns)]

    moments = [at for at, _ in series.points]
    first = min([moments[0], *([series.start[0]] if series.start else [])])
    across = _across(first, moments[-1], left + ROOM / 2, line_end)
    spots = tuple(
        Spot(across(at, index, len(moments)), scale.y(v)) for index, (at, v) in enumerate(series.points)
    )
    cut = line_end + _wide(last_text) if shown else None
    ends = [(cut or 0) + sum(columns[: index + 1]) for index in range(len(columns))]
    steps = tuple(
        Spot(round(edge - width / 2, 1), scale.y(goal.value))
        for edge, width, goal in zip(ends, columns, shown, strict=True)
    )
    passed = tuple(Spot(across(max(goal.at, first), 0, 1), scale.y(goal.value)) for goal in known if goal.at)
    below = (*_dates(first, moments[-1], across), *_columned(steps, shown))
    beside = placed(
        (
            _latest(spots[-1], last_text, series, scale),
            *(_around(spot, goal.shown) for spot, goal in zip(steps, shown, strict=True)),
            *_target(series, scale, left, line_end),
            *(_around(spot, goal.words) for spot, goal in zip(passed, known, strict=True)),
        ),
        below,
        (spots, *(_mark(spot) for spot in (*passed, *steps))),
        Frame(left, 0, WIDTH, HEIGHT - BOTTOM),
    )
    return Chart(
        line=" ".join(f"{spot.x},{spot.y}" for spot in spots),
        dots=spots[:-1] if len(spots) <= DOTS else (),
        last=spots[-1],
        ticks=ticks,
        labels=(*below, *beside),
        target=scale.y(series.target[0]) if series.target else None,
        goals=(*passed, *steps),
        stairs=_stairs(cut, steps),
        start=Spot(across(series.start[0], 0, 1), scale.y(series.start[1])) if series.start else None,
        left=left,
        right=WIDTH - ROOM / 2,
        cut=round(cut, 1) if cut is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The values at the bottom and at the top."""

    low: float
    high: float

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)


def _scale(series: Series) -> _Scale | None:
    """A scale that holds every value shown, with a little air."""
    values = [value for _, value in series.points]
    values += [series.target[0]] if series.target else []
    values += [goal.value for goal in series.goals]
    values += [series.start[1]] if series.start else []
    if not values:
        return None
    low, high = min(values), max(values)
    size = abs(low) + abs(high)
    if size > _MOST:
        return None
    if high - low <= max(_CLOSE * size, _LEAST):
        low, high = low - (size / 20 or 1), high + (size / 20 or 1)
    air = (high - low) / 12
    # A number of things does not fall below none.
    return _Scale(max(low - air, 0) if low >= 0 else low - air, high + air)


def _ticks(scale: _Scale, write: Callable[[float], str]) -> Iterator[Label]:
    """Three to six round values with their heights; `x` is not used."""
    span = scale.high - scale.low
    rough = 10.0 ** math.floor(math.log10(span / 3))
    step = next(rough * factor for factor in (1, 2, 5, 10) if span / (rough * factor) <= 5)
    first = math.ceil(scale.low / step)
    for count in range(first, math.floor(scale.high / step) + 1):
        value = float(f"{count * step:.9g}")
        yield Label(0, scale.y(value), write(value), "end")


def _wide(text: str) -> float:
    return round(len(text) * CHARACTER + ROOM, 1)


def _columns(goals: list[Goal], room: float) -> list[float]:
    """The widths of the columns of as many goals as there is room for."""
    widths: list[float] = []
    for goal in goals:
        width = max(COLUMN, _wide(max(goal.words, goal.shown, key=len)))
        if sum(widths) + width > room:
            break
        widths.append(width)
    return widths


def _across(
    first: datetime, last: datetime, left: float, right: float
) -> Callable[[datetime, int, int], float]:
    """From a moment to its place; by its number among how many, where all are the same moment."""
    span = (last - first).total_seconds()

    def across(at: datetime, index: int, count: int) -> float:
        share = (at - first).total_seconds() / span if span else index / max(count - 1, 1)
        return round(left + share * (right - left), 1)

    return across


def _dates(
    first: datetime, last: datetime, across: Callable[[datetime, int, int], float]
) -> tuple[Label, ...]:
    """The first and the last moment below the line; one where both read the same."""
    if first.date() == last.date():
        texts = [f"{at:%H:%M}" for at in (first, last)]
    elif last - first > YEAR:
        texts = [f"{at:%b %Y}" for at in (first, last)]
    else:
        texts = [f"{at.day} {at:%b}" for at in (first, last)]
    y = HEIGHT - 10
    ends = Label(across(last, 1, 2), y, texts[1], "end")
    return (ends,) if texts[0] == texts[1] else (Label(across(first, 0, 2), y, texts[0]), ends)


def _columned(steps: Sequence[Spot], goals: Sequence[Goal]) -> Iterator[Label]:
    """The days of what lies ahead, each below its column."""
    for spot, goal in zip(steps, goals, strict=True):
        yield Label(spot.x, HEIGHT - 10, goal.words, "middle")


def _latest(spot: Spot, text: str, series: Series, scale: _Scale) -> tuple[Label, ...]:
    """Where the latest value's text may stand: beside its point, off the target's line."""
    beside = Label(round(spot.x + ROOM, 1), round(spot.y + BESIDE, 1), text)
    if series.target is None:
        return (beside, *_around(spot, text))
    line = scale.y(series.target[0])
    over, under = (replace(beside, y=round(y, 1)) for y in (line - 7, line + 16))
    first = (beside,) if abs(line - spot.y) > 12 else ((under, over) if spot.y >= line else (over, under))
    return (*first, *_around(spot, text))


def _around(spot: Spot, text: str) -> tuple[Label, ...]:
    """Where the text of a point may stand: over it, under it, or over and under it to a side."""
    above, below = spot.y - ABOVE, spot.y + BELOW
    return (
        Label(spot.x, above, text, "middle"),
        Label(spot.x, below, text, "middle"),
        Label(spot.x + MARK, below, text),
        Label(spot.x - MARK, below, text, "end"),
        Label(spot.x + MARK, above, text),
        Label(spot.x - MARK, above, text, "end"),
    )


def _mark(spot: Spot) -> tuple[Spot, ...]:
    """The outline of the mark of what must be reached."""
    x, y = spot.x, spot.y
    corners = ((x, y - MARK), (x + MARK, y), (x, y + MARK), (x - MARK, y), (x, y - MARK))
    return tuple(Spot(*corner) for corner in corners)


def _target(series: Series, scale: _Scale, left: float, right: float) -> Iterator[tuple[Label, ...]]:
    """Where the target's words may stand: first on the side of its line where fewer values are."""
    if series.target is None:
        return
    value, words = series.target
    y = scale.y(value)
    heights = [y - 6, y + 15]
    if sum(point < value for _, point in series.points) * 2 < len(series.points):
        heights.reverse()
    begin, middle = left + ROOM / 2, (left + right) / 2
    yield (
        *(Label(begin, height, words) for height in heights),
        *(Label(right, height, words, "end") for height in heights),
        *(Label(middle, height, words, "middle") for height in heights),
    )


def _stairs(cut: float | None, steps: tuple[Spot, ...]) -> str:
    """From the break to the first step, and from each to the next."""
    if cut is None or not steps:
        return ""
    risers = "".join(f" V {after.y} H {after.x}" for _, after in pairwise(steps))
    return f"M {round(cut, 1)} {steps[0].y} H {steps[0].x}{risers}"
