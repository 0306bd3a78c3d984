"""Decisions: new ones, those taken, those needed sooner or later than before."""

from __future__ import annotations

from generator.diff.compared import Compared, Pair
from generator.diff.dates import moved
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import section
from generator.diff.values import changed
from generator.linked import Decision


def decisions(compared: Compared) -> Section:
    """In the order of the site."""
    return section("decisions", "Decisions", compared, _tell)


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    slipped: Kind = "changed"
    values: list[Value] = []
    for field in fields:
        if field == "needed_by":
            slipped, when = moved(pair, field)
            values += when
        else:
            values += changed(pair, (field,))
    return Change(_taken(pair) or slipped, pair.new.ref, pair.new.title, tuple(values))


def _taken(pair: Pair) -> Kind | None:
    old, new = pair.old, pair.new
    if not isinstance(old, Decision) or not isinstance(new, Decision):
        raise TypeError(new)
    if old.is_open == new.is_open:
        return None
    return "decided" if old.is_open else "reopened"
