"""Promises: new, dropped, due sooner or later, worded otherwise, backed by something else."""

from __future__ import annotations

from generator.diff.compared import Compared, Pair
from generator.diff.dates import moved
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.entries import came, differ, went
from generator.diff.values import changed

KEY = "promises"


def promises(compared: Compared) -> Section:
    """What is no longer promised first: somebody counts on it."""
    changes = (*went(KEY, compared, "dropped"), *differ(KEY, compared, _tell), *came(KEY, compared))
    return Section(KEY, "Promises", changes)


def _tell(pair: Pair, fields: tuple[str, ...]) -> Change:
    kind: Kind = "reworded" if fields == ("promise",) else "changed"
    values: list[Value] = []
    for field in fields:
        if field in {"by", "every"}:
            slipped, when = moved(pair, field)
            kind = slipped if slipped != "changed" else kind
            values += when
        else:
            values += changed(pair, (field,))
    return Change(kind, pair.new.ref, pair.new.title, tuple(values))
