"""What is done: actions and their steps, what priorities aim at, what is done when something fails."""

from __future__ import annotations

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Section
from generator.diff.entries import section
from generator.diff.steps import steps
from generator.diff.values import changed


def work(compared: Compared) -> Section:
    """In the order of the site; a step that differs is a value of its own."""
    return section("work", "Work", compared, _tell)


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    values = list(changed(pair, (field for field in fields if field != "steps")))
    if "steps" in fields:
        found = tuple(steps(pair.old, pair.new))
        values += found or changed(pair, ("steps",))
    return Change("changed", pair.new.ref, pair.new.title, tuple(values))
