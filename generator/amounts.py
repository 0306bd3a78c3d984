"""Numbers, money and thresholds as people write them (plain text)."""

from __future__ import annotations

import unicodedata

from generator.model import Money, Threshold

#: How a comparison is shown.
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}


def number(value: float) -> str:
    """A number without a needless fraction, thousands apart: 99.5, 200,000, 8."""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:g}"


def with_unit(value: float, unit: str | None) -> str:
    """A number in its unit: `99.9%`, `4 hours`, `$0.1 per client`, `-€5`."""
    if not unit:
        return number(value)
    if unicodedata.category(unit[0]) == "Sc":
        sign = "-" if value < 0 else ""
        return f"{sign}{unit[0]}{number(abs(value))}{unit[1:]}"
    return f"{number(value)}{unit}" if unit in ("%", "‰", "°") else f"{number(value)} {unit}"


def threshold(value: Threshold, unit: str | None) -> str:
    """A target as a comparison: `≥ 99.9%`."""
    return f"{SIGNS[value.op]} {with_unit(value.value, unit)}"


def money(value: Money) -> str:
    """An amount with its currency and what it is per: `200,000 GBP a day`."""
    return " ".join(part for part in (number(value.value), value.currency, value.basis or "") if part)
