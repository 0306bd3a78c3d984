"""Risks: new, gone, rated otherwise, met otherwise."""

from __future__ import annotations

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import plainly, section
from generator.linked import Risk


def risks(compared: Compared) -> Section:
    """In the order of the site."""
    return section("risks", "Risks", compared, _tell)


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    old, new = pair.old, pair.new
    if not isinstance(old, Risk) or not isinstance(new, Risk):
        raise TypeError(new)
    found = plainly(pair, fields)
    if old.exposure == new.exposure:
        return found
    then, now = (None if one.exposure is None else str(one.exposure) for one in (old, new))
    exposure = Value("exposure", "Exposure", then, now)
    return Change(_kind(old, new), found.ref, found.title, (exposure, *found.values))


def _kind(old: Risk, new: Risk) -> Kind:
    if old.exposure is None or new.exposure is None:
        return "changed"
    return "raised" if new.exposure > old.exposure else "lowered"
