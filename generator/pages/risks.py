"""The heat map, likelihood against impact, and the register by exposure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator import amounts
from generator.linked import Playbook, Risk
from generator.linked.response import HIGH_EXPOSURE
from generator.model import Money

Heat = Literal["low", "medium", "high"]

#: What nobody fears any more.
OVER = "closed"


@dataclass(frozen=True, slots=True)
class Cell:
    """The risks of one likelihood and impact; `heat` names the exposure in a word."""

    likelihood: int
    impact: int
    heat: Heat
    risks: tuple[Risk, ...]

    @property
    def exposure(self) -> int:
        """1 to 25."""
        return self.likelihood * self.impact

    @property
    def anchor(self) -> str:
        """Where the cell's risks stand in the register."""
        return f"_cell-{self.likelihood}-{self.impact}"


@dataclass(frozen=True, slots=True)
class Row:
    """One likelihood, 5 at the top; cells by impact 1 to 5."""

    likelihood: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AtStake:
    """The money at stake in risks whose amounts can be added: those of one currency and one basis."""

    shown: str
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What the risks page shows.

    `groups` are the cells with risks, the highest exposure first; `unrated` the risks without likelihood or
    impact. `at_stake` counts what is not closed; `without_amount` is how many of that have none.
    """

    rows: tuple[Row, ...]
    groups: tuple[Cell, ...]
    unrated: tuple[Risk, ...]
    at_stake: tuple[AtStake, ...]
    without_amount: int


def heat(exposure: int) -> Heat:
    """Likelihood x impact in words; from 6 on it is medium."""
    if exposure >= HIGH_EXPOSURE:
        return "high"
    return "medium" if exposure >= 6 else "low"


def cell_of(risk: Risk) -> Cell | None:
    """The cell in which a risk stands, alone; None while it is not rated."""
    likelihood, impact = risk.record.likelihood, risk.record.impact
    if likelihood is None or impact is None:
        return None
    return Cell(likelihood, impact, heat(likelihood * impact), (risk,))


def register(book: Playbook) -> Register:
    """The risks of a playbook."""
    rows = heat_map(book)
    cells = [cell for row in rows for cell in row.cells if cell.risks]
    watched = [risk for risk in book.risks if risk.record.status != OVER]
    return Register(
        rows=rows,
        groups=tuple(sorted(cells, key=lambda cell: (-cell.exposure, -cell.impact))),
        unrated=tuple(risk for risk in book.risks if risk.exposure is None),
        at_stake=at_stake(watched),
        without_amount=sum(risk.record.amount is None for risk in watched),
    )


def heat_map(book: Playbook) -> tuple[Row, ...]:
    """Five rows of five cells."""
    found: defaultdict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in book.risks:
        cell = cell_of(risk)
        if cell is not None:
            found[cell.likelihood, cell.impact].append(risk)
    return tuple(
        Row(
            likelihood,
            tuple(
                Cell(likelihood, impact, heat(likelihood * impact), tuple(found[likelihood, impact]))
                for impact in range(1, 6)
            ),
        )
        for likelihood in range(5, 0, -1)
    )


def at_stake(risks: Iterable[Risk]) -> tuple[AtStake, ...]:
    """What is at stake, by currency and basis: a loss once and a loss a day have no sum."""

    def kind(risk: Risk) -> tuple[str, str]:
        amount = risk.record.amount
        return (amount.currency, amount.basis or "") if amount else ("", "")

    counted = sorted((risk for risk in risks if risk.record.amount), key=kind)
    found = []
    for (currency, basis), group in groupby(counted, key=kind):
        members = tuple(group)
        total = sum(risk.record.amount.value for risk in members if risk.record.amount)
        shown = amounts.money(Money(value=total, currency=currency, basis=basis or None))
        found.append(AtStake(shown, members))
    return tuple(found)
