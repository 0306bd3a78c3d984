"""Texts in a picture that cover neither each other nor what is drawn. Pure: it knows no chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

#: The width of a character at most, its height above the baseline and its depth below, in units.
CHARACTER, HEIGHT, DEPTH = 8.2, 10, 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text: where its baseline starts, has its middle or ends."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where texts may stand, from corner to corner."""

    left: float
    top: float
    right: float
    bottom: float


def placed(
    wanted: Iterable[Sequence[Label]],
    taken: Iterable[Label],
    lines: Iterable[Sequence[Spot]],
    frame: Frame,
) -> tuple[Label, ...]:
    """Each text at the first of its places that is inside the frame and covers nothing, the first text first.

    `taken` are texts that stand already, `lines` what is drawn, each from point to point. Where every place
    covers some line, the first that covers no other text is taken; where none is left, the text is not shown.
    """
    pieces = [piece for line in lines for piece in pairwise(line)]
    boxes = [_box(label) for label in taken]
    found = []
    for places in wanted:
        free = [
            label
            for label in places
            if _is_within(_box(label), frame) and not any(_overlap(_box(label), other) for other in boxes)
        ]
        best = next((label for label in free if not _covers(_box(label), pieces)), next(iter(free), None))
        if best is not None:
            found.append(best)
            boxes.append(_box(best))
    return tuple(found)


def _box(label: Label) -> Frame:
    width = len(label.text) * CHARACTER
    left = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * width
    return Frame(left, label.y - HEIGHT, left + width, label.y + DEPTH)


def _is_within(box: Frame, frame: Frame) -> bool:
    across = frame.left <= box.left and box.right <= frame.right
    return across and frame.top <= box.top and box.bottom <= frame.bottom


def _overlap(one: Frame, other: Frame) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def _covers(box: Frame, pieces: Iterable[tuple[Spot, Spot]]) -> bool:
    return any(_crosses(box, start, end) for start, end in pieces)


def _crosses(box: Frame, start: Spot, end: Spot) -> bool:
    """Whether some of the way from one point to another lies in a box: what is left of it on each side."""
    first, last = 0.0, 1.0
    for at, by, low, high in (
        (start.x, end.x - start.x, box.left, box.right),
        (start.y, end.y - start.y, box.top, box.bottom),
    ):
        if by == 0:
            if not low < at < high:
                return False
            continue
        enters, leaves = sorted(((low - at) / by, (high - at) / by))
        first, last = max(first, enters), min(last, leaves)
    return first < last
