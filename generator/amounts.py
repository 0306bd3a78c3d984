"""Numbers, money and thresholds as people write them (plain text)."""

from __future__ import annotations

import unicodedata

from generator.model import Money, Threshold

#: How a comparison is shown.
SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}

#: Units that stand close to their number.
CLOSE = ("%", "‰", "°")


def number(value: float) -> str:
    """A number without a needless fraction, thousands apart: 99.5, 200,000, 8."""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:g}"


def with_unit(value: float, unit: str | None) -> str:
    """A number in its unit: `99.9%`, `4 hours`, `$0.1 per client`, `-€5`."""
    if not unit:
        return number(value)
    if _is_currency(unit[0]):
        return f"{short(value, unit)}{unit[1:]}"
    return short(value, unit) if unit in CLOSE else f"{number(value)} {unit}"


def short(value: float, unit: str | None) -> str:
    """A number with as much of its unit as is a sign: `99.9%`, `$0.1`; of hours the number alone."""
    if unit and _is_currency(unit[0]):
        return f"{'-' if value < 0 else ''}{unit[0]}{number(abs(value))}"
    return f"{number(value)}{unit}" if unit in CLOSE else number(value)


def _is_currency(character: str) -> bool:
    return unicodedata.category(character) == "Sc"


def threshold(value: Threshold, unit: str | None) -> str:
    """A target as a comparison: `≥ 99.9%`."""
    return f"{SIGNS[value.op]} {with_unit(value.value, unit)}"


def money(value: Money) -> str:
    """An amount with its currency and what it is per: `200,000 GBP a day`."""
    return " ".join(part for part in (number(value.value), value.currency, value.basis or "") if part)
