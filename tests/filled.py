"""A playbook in which every field of every record is filled, made from the model itself.

So a test of it covers a new field from the day on which the model has it. Each text is unlike every other,
and each reference names an entry of its own, which has a title and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from generator.model import COLLECTIONS, Address, Id, Overview, Record, RefTo, Rich, SuccessMeasure, When
from generator.model.shapes import (
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)

TIMES = {
    "time": "day 3 afternoon",
    "cadence": "every 2 weeks",
    "end": "day 17",
    "duration": "17 hours",
    "date": "2026-11-19",
    "moment": "2026-11-23T09:41",
}

#: Fields whose text means something to the tool itself.
GIVEN: dict[str, Any] = {
    "timezone": "Europe/London",
    "quiet_hours": "22:00-07:00",
    "version": "2026.11-filled",
    "assumed": ["note"],
    "rule": "missing-time",
    # Everybody sees everything, though it is marked.
    "confidential": "leadership",
    "editions": {"default": ["leadership"], "leadership": ["leadership"]},
    "bands": {"critical": 501, "high": 201, "medium": 31},
    "blanks": {"rate": "Blank to fill"},
    "body": "Now: {rate}.",
    # What leads back to itself is an error, so these two have an entry of their own to name.
    "needs": ["named-first"],
    "corrects": "named-before",
}

#: How deep steps nest before they end.
DEEPEST = 2


#: From the name of a field and whether its text is rich to that text.
Words = Callable[[str, bool], str]


def playbook(words: Words | None = None) -> dict[str, Any]:
    """The playbook as its data files would hold it; `words` are its texts, instead of telling ones."""
    maker = _Maker(count(1), words)
    overview = maker.record(Overview)
    # It is for single entries.
    del overview["confidential"]
    entries = {name: {the(name): maker.record(kind)} for name, kind in COLLECTIONS.items()}
    for name, titles in maker.named.items():
        entries[name].update(titles)
    entries["priorities"][the("priorities")]["actions"]["named-first"] = {"title": "Named first"}
    entries["log"]["named-before"] = {"at": "2026-11-23T09:40", "kind": "note"}
    return {"playbook": overview, **entries}


def the(collection: str) -> str:
    """The id of the entry of a collection whose fields are filled."""
    return "the-priorities.the-actions" if collection == "actions" else f"the-{collection}"


class _Maker:
    def __init__(self, numbers: Iterator[int], words: Words | None) -> None:
        self._numbers = numbers
        self._words = words
        self.named: dict[str, dict[str, dict[str, str]]] = {}

    def record(self, kind: type[Record], depth: int = 0) -> dict[str, Any]:
        if kind is SuccessMeasure:
            return {"kpi": self.name("kpis")}
        return {
            key: GIVEN.get(key) or self.value(field.shape, key, depth)
            for key, field in fields_of(kind).items()
            if key != "steps" or depth < DEEPEST
        }

    def value(self, shape: Shape, name: str, depth: int) -> Any:
        match shape:
            case RecordShape(record):
                return self.record(record, depth + 1)
            case ListShape(EitherShape(members)):
                return [self.value(member, name, depth) for member in members]
            case ListShape(items):
                return [self.value(items, name, depth)]
            case MapShape(keys, values):
                return {self.key(keys, name): self.value(values, name, depth)}
            case EitherShape(members):
                return self.value(members[0], name, depth)
            case NumberShape(_, least, _):
                return least or 7
            case FlagShape():
                return True
            case TextShape(markers, choices):
                return choices[0] if choices else self.text(markers, name)

    def key(self, shape: TextShape, name: str) -> str:
        if name == "said":
            return f"kpis/{self.name('kpis')}"
        return f"the-{name}" if name in ("actions", "templates") else self.text(shape.markers, name)

    def text(self, markers: tuple[object, ...], name: str) -> str:
        kinds = [type(marker) for marker in markers]
        for marker in markers:
            if isinstance(marker, When):
                return TIMES[marker.expects]
            if isinstance(marker, RefTo) and Rich not in kinds:
                (first, *_) = marker.collections
                return f"{first}/{self.name(first)}" if marker.qualified else self.name(first)
        if Address in kinds:
            return f"https://example.org/{name}-{next(self._numbers):04d}"
        if Id in kinds:
            return f"{name.replace('_', '-')}-{next(self._numbers):04d}"
        if self._words is not None:
            return self._words(name, Rich in kinds)
        return f"{name.capitalize().replace('_', ' ')} no. {next(self._numbers):04d}"

    def name(self, collection: str) -> str:
        """The id of something new to refer to; of what has no title there is only the one."""
        if collection in ("actions", "log"):
            return the(collection)
        number = next(self._numbers)
        title = {"title": f"Named {collection} no. {number:04d}"}
        self.named.setdefault(collection, {})[f"named-{number}"] = title
        return f"named-{number}"
