"""Fragments and visible entries to where each fragment stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.addresses import Ref
from generator.trace.source import Fragment, fragments
from generator.trace.words import words
from generator.when import Expects, Time, Unreadable, parse

#: How a time in a document may be meant.
_KINDS: tuple[Expects, ...] = ("time", "cadence", "duration")


@dataclass(frozen=True, slots=True)
class Visible:
    """One entry as readers meet it at `address`.

    `own` is what it says in one piece and not by the name of a link, one piece a line. `fields` are the
    names of its fields, as the page and as the YAML has them, with the value shown.
    """

    ref: Ref
    address: str
    text: str
    own: str
    times: tuple[Time, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """A fragment and the entry that it stands in; None when it is missing."""

    fragment: Fragment
    place: Visible | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Every fragment of a document, in reading order."""

    items: tuple[Traced, ...]

    @property
    def missing(self) -> tuple[Fragment, ...]:
        """The fragments that stand nowhere."""
        return tuple(item.fragment for item in self.items if item.place is None)


def trace(source: str, entries: Sequence[Visible]) -> Trace:
    """Find each fragment of the document.

    The entry that holds most of a unit comes first; of entries that hold equally much the one that says
    most of it in its own words; of these the one with the shortest text, the innermost.
    """
    search = _Search(entries)
    units = groupby(fragments(source), key=lambda fragment: fragment.unit)
    return Trace(tuple(item for _, unit in units for item in search.place(unit)))


@dataclass(frozen=True, slots=True)
class _Sought:
    """A fragment as it is compared: its words, the times that it may mean."""

    fragment: Fragment
    words: str
    times: frozenset[Time]


class _Search:
    """The entries as they are compared, made once: texts as words, fields by the words of their names."""

    def __init__(self, entries: Sequence[Visible]) -> None:
        # Shortest first, so that the first of equals is the innermost.
        self._entries = sorted(entries, key=lambda entry: len(entry.text))
        self._texts = [words(entry.text) for entry in self._entries]
        self._own = ["|".join(words(piece) for piece in entry.own.split("\n")) for entry in self._entries]
        self._fields = [_values_by_name(entry) for entry in self._entries]
        self._holders: Mapping[str, set[int]] = defaultdict(set)
        for number, text in enumerate(self._texts):
            for word in text.split():
                self._holders[word].add(number)

    def place(self, unit: Iterable[Fragment]) -> Iterator[Traced]:
        """Each fragment of one unit with its entry."""
        sought = [_Sought(item, words(item.text), _times(item.text)) for item in unit]
        held = self._held(sought)
        placed: dict[int, Visible] = {}
        while len(placed) < len(sought):
            gains = {number: found - placed.keys() for number, found in held.items()}
            best = max(gains, key=lambda number: self._worth(number, gains[number], sought), default=0)
            if not gains.get(best):
                break
            placed |= dict.fromkeys(gains[best], self._entries[best])
        return (Traced(item.fragment, placed.get(place)) for place, item in enumerate(sought))

    def _held(self, unit: Sequence[_Sought]) -> Mapping[int, set[int]]:
        """Which entries (by number) hold which fragments of the unit (by place)."""
        held: dict[int, set[int]] = defaultdict(set)
        for place, item in enumerate(unit):
            for number in self._literally(item):
                held[number].add(place)
        for number in self._by_field(unit):
            held[number].update(range(len(unit)))
        # Equal times are everywhere: where a unit says more than a time, one counts only beside the rest.
        for number in tuple(held) or (range(len(self._entries)) if len(unit) == 1 else ()):
            times = self._entries[number].times
            held[number].update(place for place, item in enumerate(unit) if not item.times.isdisjoint(times))
        return held

    def _worth(self, number: int, gain: set[int], unit: Sequence[_Sought]) -> tuple[int, int, int]:
        """How well an entry stands for these fragments: how many, how many in its own words, how short."""
        own = sum(unit[place].words in self._own[number] for place in gain)
        return len(gain), own, -number

    def _literally(self, item: _Sought) -> Iterable[int]:
        """The entries in whose text the words stand together and in order."""
        holders = (self._holders.get(word, set()) for word in item.words.split())
        return [number for number in set.intersection(*holders) if item.words in self._texts[number]]

    def _by_field(self, unit: Sequence[_Sought]) -> Iterable[int]:
        """The entries with a field that the unit's label names and that says the rest of the unit."""
        label, *rest = unit
        if not label.fragment.label or not rest:
            return []
        return [
            number
            for number, values in enumerate(self._fields)
            if any(all(_says(value, item) for item in rest) for value in values.get(label.words, ()))
        ]


def _values_by_name(entry: Visible) -> Mapping[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in entry.fields:
        values[words(name)].append(value)
    return values


def _says(value: str, item: _Sought) -> bool:
    """Whether a field's value holds the fragment, or is the same time."""
    return item.words in words(value) or not item.times.isdisjoint(_times(value))


def _times(text: str) -> frozenset[Time]:
    """The times that a text may mean, read as each kind of field would."""
    readings = (parse(text, kind) for kind in _KINDS)
    return frozenset(time for time in readings if not isinstance(time, Unreadable))
