"""Numbers, money and thresholds as people write them."""

from __future__ import annotations

import pytest

from generator import amounts
from generator.model import Money, Threshold


@pytest.mark.parametrize(
    ("expected", "value"),
    [("8", 8.0), ("99.9", 99.9), ("200,000", 200000), ("0.1", 0.1), ("-12", -12), ("1e+20", 1e20)],
)
def test_a_number_has_no_needless_fraction(expected: str, value: float) -> None:
    """Whole numbers are whole, thousands stand apart."""
    assert expected == amounts.number(value)


@pytest.mark.parametrize(
    ("expected", "unit"), [("99.5%", "%"), ("99.5 hours", "hours"), ("99.5", None), ("99.5", "")]
)
def test_a_unit_stands_as_people_write_it(expected: str, unit: str | None) -> None:
    """Signs stand close, words apart."""
    assert expected == amounts.with_unit(99.5, unit)


@pytest.mark.parametrize(
    ("expected", "value", "unit"),
    [
        ("$0.1 per client per month", 0.10, "$ per client per month"),
        ("€200,000", 200000, "€"),
        ("-$12", -12, "$"),
        ("5 US$", 5, "US$"),
    ],
)
def test_a_currency_sign_stands_before_its_number(expected: str, value: float, unit: str) -> None:
    """What follows the sign in the unit follows the number."""
    assert expected == amounts.with_unit(value, unit)


@pytest.mark.parametrize(
    ("expected", "unit"), [("4", "hours"), ("4%", "%"), ("$4", "$ per client"), ("4", None)]
)
def test_a_short_amount_keeps_signs_only(expected: str, unit: str | None) -> None:
    """Where there is no room for words."""
    assert expected == amounts.short(4, unit)


def test_a_threshold_is_a_comparison() -> None:
    """The comparison's sign, the number, the unit."""
    assert "≥ 99.9%" == amounts.threshold(Threshold(op=">=", value=99.9), "%")


def test_money_says_what_it_is_per() -> None:
    """Amount, currency and basis, or what there is of them."""
    assert "200,000 GBP a day" == amounts.money(Money(value=200000, currency="GBP", basis="a day"))
    assert "5 EUR" == amounts.money(Money(value=5, currency="EUR"))
