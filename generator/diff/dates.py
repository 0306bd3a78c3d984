"""Times that slipped or came forward: of actions, windows, targets, of the playbook as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.shift import shift
from generator.diff.values import changed
from generator.facts import markers_of
from generator.linked import Linked, as_time
from generator.model import Entry, When
from generator.model.shapes import fields_of
from generator.when import Time

KEY = "dates"

#: What moves with a field that is no time itself.
_MOVES = {
    "days": "what is planned for a day comes on another date",
    "timezone": "what is planned for an hour comes at another moment",
    "quiet_hours": "what recurs by the hour comes at other times",
}


def dates(compared: Compared) -> Section:
    """A change a time, in the order of the site; decisions and promises tell theirs themselves."""
    found = (change for pair in compared.pairs for change in _changes(pair))
    return Section(KEY, "Dates", tuple(found))


def _changes(pair: Pair) -> Iterator[Change]:
    for field in pair.told_in(KEY):
        kind, values = moved(pair, field)
        yield Change(kind, pair.new.ref, pair.new.title, values)


def moved(pair: Pair, field: str) -> tuple[Kind, tuple[Value, ...]]:
    """A time that differs: whether it slipped, the time in words and by how much."""
    if field == "activated" and _is_one_moment(pair):
        return "changed", tuple(changed(pair, (field,)))
    kind, length = shift(_time(pair.old, field), _time(pair.new, field), pair.new.book)
    note = f"{length} {kind}" if length else _MOVES.get(field, "")
    return kind, tuple(replace(value, note=note) for value in changed(pair, (field,)))


def _is_one_moment(pair: Pair) -> bool:
    """Whether T0 only reads otherwise, in another time zone."""
    then, now = pair.old.book.calendar, pair.new.book.calendar
    return then is not None and now is not None and then.t0 == now.t0


def _time(entry: Linked[Entry], field: str) -> Time | None:
    found = fields_of(type(entry.record))[field]
    marker = next((marker for marker in markers_of(found.shape) if isinstance(marker, When)), None)
    return as_time(getattr(entry.record, found.attribute), marker.expects) if marker else None
