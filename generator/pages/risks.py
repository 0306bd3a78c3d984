"""The heat map: likelihood against impact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.linked import Playbook, Risk

Heat = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The risks of one likelihood and impact; `heat` names the cell's exposure in a word."""

    heat: Heat
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One likelihood, 5 at the top; cells by impact 1 to 5."""

    likelihood: int
    cells: tuple[Cell, ...]


def heat(exposure: int) -> Heat:
    """Likelihood x impact in words: from 15 high, from 6 medium."""
    if exposure >= 15:
        return "high"
    return "medium" if exposure >= 6 else "low"


def heat_map(book: Playbook) -> tuple[Row, ...]:
    """Five rows of five cells."""
    return tuple(
        Row(
            likelihood,
            tuple(
                Cell(
                    heat(likelihood * impact),
                    tuple(
                        risk
                        for risk in book.risks
                        if (risk.record.likelihood, risk.record.impact) == (likelihood, impact)
                    ),
                )
                for impact in range(1, 6)
            ),
        )
        for likelihood in range(5, 0, -1)
    )
