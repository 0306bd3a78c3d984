"""The timeline's scale: two weeks day by day, then weeks, then months, each part drawn closer together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month"]

#: How many days each unit has, and the last day of its part of the scale.
DAYS_IN: dict[Unit, int] = {"day": 1, "week": 7, "month": 30}
LAST_OF: dict[Unit, int] = {"day": 14, "week": 30, "month": 10**6}

#: The width of each part in percent, by how many parts there are.
WIDTHS = {1: (100.0,), 2: (62.0, 38.0), 3: (50.0, 17.0, 33.0)}

#: Two numbers need so much room, in percent of the scale, on the smallest screen.
ROOM = 6.2


@dataclass(frozen=True, slots=True)
class Part:
    """Days drawn at one scale: `first` to `last`, from `x`, `width` wide, both in percent."""

    unit: Unit
    first: int
    last: int
    x: float
    width: float

    def at(self, day: float) -> float:
        """Where a day begins, in percent."""
        return self.x + self.width * (day - self.first) / (self.last + 1 - self.first)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on the scale: day 3, week 4 or month 2, at the place where that begins."""

    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Scale:
    """All parts, in order."""

    parts: tuple[Part, ...]

    @property
    def last(self) -> int:
        return self.parts[-1].last

    @property
    def words(self) -> str:
        """The scale for who cannot see it, and for who wonders."""
        joined = ", then ".join(_words(part) for part in self.parts)
        return joined if len(self.parts) == 1 else f"{joined}, what is later drawn closer together"

    @property
    def marks(self) -> tuple[Mark, ...]:
        """As many numbers as there is room for on a phone."""
        return tuple(mark for part in self.parts for mark in _marks(part))

    @property
    def rules(self) -> tuple[float, ...]:
        """Where the eye needs a line: at the second week, and where the scale changes."""
        first, *later = self.parts
        week = (round(first.at(8), 2),) if first.last >= 8 else ()
        return (*week, *(part.x for part in later))

    @property
    def data(self) -> list[list[float]]:
        """For scripts: first and last day, x and width in percent, part by part."""
        return [[part.first, part.last, part.x, part.width] for part in self.parts]

    def at(self, day: int) -> float:
        """Where a day begins, in percent of the whole, 0 to 100."""
        part = next((part for part in self.parts if day <= part.last), self.parts[-1])
        return round(min(100.0, part.at(day)), 2)


def scale(last: int) -> Scale:
    """The scale on which day 1 to day `last` (at least 1) have room."""
    spans: list[tuple[Unit, int, int]] = []
    first = 1
    for unit, end in LAST_OF.items():
        if first > last:
            break
        size = DAYS_IN[unit]
        # Whole weeks and months: a week that is cut in two looks like a fault.
        full = -(-last // size) * size
        spans.append((unit, first, min(end, full)))
        first = end + 1
    found = []
    x = 0.0
    for (unit, begins, ends), width in zip(spans, WIDTHS[len(spans)], strict=True):
        found.append(Part(unit, begins, ends, x, width))
        x += width
    return Scale(tuple(found))


def _marks(part: Part) -> list[Mark]:
    size = DAYS_IN[part.unit]
    numbers = range(-(-(part.first - 1) // size) + 1, part.last // size + 2)
    starts = [(number, size * (number - 1) + 1) for number in numbers]
    within = [(number, day) for number, day in starts if part.first <= day <= part.last]
    found: list[Mark] = []
    for number, day in within:
        x = round(part.at(day), 2)
        has_room = x + ROOM / 2 <= part.x + part.width or part.unit == "day"
        if not found or (x - found[-1].x >= ROOM and has_room):
            found.append(Mark(x, number))
    return found


def _words(part: Part) -> str:
    size = DAYS_IN[part.unit]
    first = (part.first - 1) // size + 1
    # The two days that a month has over four weeks are no fifth week.
    last = max(first, part.last // size)
    unit = part.unit if first == last else f"{part.unit}s"
    joined = "and" if last == first + 1 else "to"
    return f"{unit} {first}" if first == last else f"{unit} {first} {joined} {last}"
