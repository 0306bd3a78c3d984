"""Values of the shapes that the model's fields have: fitting ones, or such as merely look like them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from generator.load.characters import FORBIDDEN
from generator.model import Address, Id, Record, RefTo, Rich, When
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
from tests.fuzz import odd, times

#: The ids that entries have.
IDS = ("one", "two", "three", "four")

#: Fields whose text means something to the tool itself; the first two of each are right.
GIVEN: dict[str, tuple[object, ...]] = {
    "timezone": ("Europe/London", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "UTC", "Mars/Phobos"),
    "quiet_hours": ("22:00-07:00", "00:00-23:59", "07:00-22:00", "12:00-12:00", "7-22", "22:00\u201307:00"),
    "version": ("1.0", "Two", "latest", "v" * 80, "../x", "1 0"),
    "assumed": (["title"], [], ["nothing"], ["note", "note"]),
    "rule": ("missing-time", "kpi-stale", "no-such-rule"),
}

NUMBERS = st.one_of(
    st.integers(-2, 12),
    st.sampled_from((0, 1, 10, 11, 500, 1e-9, 0.1, -0.5, 1e15, 1e300, -1e300, 2**63, 10**40, 99.5)),
)
_FITTING_TEXTS = odd.texts.filter(
    lambda text: bool(text.strip()) and "[[" not in text and not FORBIDDEN.search(text)
)
_ADDRESSES = st.sampled_from(
    ("https://example.org/a?b=c&d=e#f", "mailto:a@example.org", "tel:+44 20 7946 0001")
)

#: Deeper than this, records are empty.
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Shaped:
    """Makes values of shapes; where they need not fit, times, numbers, ids and texts may be any."""

    fits: bool

    def record(self, kind: type[Record], depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
        """A record with a few of its fields, and those that it needs but for its title."""
        fields = fields_of(kind)
        needed = [key for key, field in fields.items() if field.required and key not in ("title", "key")]
        some = st.lists(st.sampled_from([*fields]), max_size=4 if depth < _DEEPEST else 0, unique=True)
        return some.flatmap(
            lambda chosen: st.fixed_dictionaries(
                {
                    key: self.value(fields[key].shape, key, depth)
                    for key in dict.fromkeys([*needed, *chosen])
                    if key != "actions" or not self.fits
                }
            )
        )

    def value(self, shape: Shape, name: str, depth: int = 0) -> st.SearchStrategy[Any]:
        """A value for the field of this name."""
        if name in GIVEN:
            return st.sampled_from(GIVEN[name][: 2 if self.fits else None])
        match shape:
            case RecordShape(kind):
                return st.deferred(lambda: self.record(kind, depth + 1))
            case ListShape(items):
                return st.lists(self.value(items, name, depth), min_size=1 if self.fits else 0, max_size=3)
            case MapShape(keys, values):
                return st.dictionaries(self._text(keys.markers), self.value(values, name, depth), max_size=3)
            case EitherShape(members):
                return st.one_of([self.value(member, name, depth) for member in members])
            case NumberShape(whole, least, most):
                return self._number(whole=whole, least=least, most=most)
            case FlagShape():
                return st.booleans()
            case TextShape(markers, choices):
                return st.sampled_from(choices) if choices else self._text(markers)

    def _number(self, *, whole: bool, least: int | None, most: int | None) -> st.SearchStrategy[Any]:
        if not self.fits:
            return NUMBERS
        low, high = least if least is not None else -100, most if most is not None else 10_000
        return st.integers(low, high) if whole else st.one_of(st.integers(low, high), st.floats(low, high))

    def _text(self, markers: tuple[object, ...]) -> st.SearchStrategy[str]:
        """What the markers of a text ask for: a time, a reference, an id, prose."""
        for marker in markers:
            if isinstance(marker, When):
                return times.readable(marker.expects) if self.fits else times.texts
            if isinstance(marker, RefTo) and not any(isinstance(other, Rich) for other in markers):
                return self._reference(marker)
            if isinstance(marker, Id):
                return st.sampled_from(IDS if self.fits else (*IDS, "x", "Not An Id", "", "kpis/one"))
            if isinstance(marker, Address) and self.fits:
                return _ADDRESSES
        return _FITTING_TEXTS if self.fits else st.one_of(odd.texts, odd.yaml_values)

    def _reference(self, marker: RefTo) -> st.SearchStrategy[str]:
        names = st.sampled_from(IDS)
        two = st.builds("{}.{}".format, names, names)
        if not marker.qualified:
            return two if "actions" in marker.collections else names
        return st.sampled_from(marker.collections).flatmap(
            lambda collection: (two if collection in ("actions", "templates") else names).map(
                lambda one: f"{collection}/{one}"
            )
        )
