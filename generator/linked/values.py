"""The values that a text may show by reference: `[[kpis/data-accuracy.target]]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator import amounts
from generator.addresses import Ref
from generator.model import Kpi, Money, Record, RefTo, Score, Threshold
from generator.model.walk import fields

Titles = Callable[[Ref], str | None]


def value_fields(record: Record) -> frozenset[str]:
    """The fields of a record, as the YAML names them, that hold one value which a text can show."""
    return frozenset(_scalars(record))


def _scalars(record: Record) -> Mapping[str, object]:
    found = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, (str, int, float, Threshold, Money, Score)):
            found[info.alias or name] = value
    return found


def value_text(record: Record, field: str, titles: Titles) -> str:
    """The value as readers see it (plain text): with its unit, a role by its title."""
    value = _scalars(record)[field]
    unit = record.unit if isinstance(record, Kpi) else None
    if isinstance(value, Threshold):
        return amounts.threshold(value, unit)
    if isinstance(value, Money):
        return amounts.money(value)
    if isinstance(value, Score):
        return f"{value.score}/10"
    if isinstance(value, (int, float)):
        return amounts.with_unit(value, unit)
    named = {found.path: found.marker for found in fields(record) if isinstance(found.marker, RefTo)}
    marker = named.get((field,))
    if marker is not None and not marker.qualified:
        return titles(Ref(marker.collections[0], str(value))) or str(value)
    return str(value)
