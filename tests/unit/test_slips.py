"""What people type for a number, a sum or a field, and what they are told to write instead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Location
from generator.load import RawList, RawMap, RawScalar
from generator.model import Action, LogEntry, Record, Risk, StepDetail
from generator.model.shapes import NumberShape
from generator.validate.meant import meant_field
from generator.validate.numbers import fits, money_slip, number_slip
from generator.validate.words import is_unknown

ANY = NumberShape(whole=False)
SCALE = NumberShape(whole=True, least=1, most=5)
HERE = Location("data/x.yml", 1, 1)
TEXT = RawScalar("x", "x", quoted=False, location=HERE)
LIST = RawList((), flow=False, location=HERE)
MAP = RawMap((), flow=False, location=HERE)


def raw(text: str, *, quoted: bool = False) -> RawScalar:
    """A text where a number is wanted."""
    return RawScalar(text, text, quoted, HERE)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("99.5%", "Write the number alone: 99.5"),
        ("99,5 %", "Write it with a decimal point: 99.5"),
        ("1,000,000", "Write it without commas: 1000000"),
        ("1.000.000", "Write it without points: 1000000"),
        ("1.000.000,5", "Write it without points: 1000000.5"),
        ("1 000 000", "Write it without spaces: 1000000"),
        ("1\u202f000", "Write it without spaces: 1000"),
        ("1'000", "Write it without apostrophes: 1000"),
        ("€1.2m", "Write the number in full: 1200000"),
        ("1.2 million", "Write the number in full: 1200000"),
        ("40k", "Write the number in full: 40000"),
        ("$5", "Write the number alone: 5"),
        ("~3", "Write the number alone: 3"),
        ("3,", "Write the number alone: 3"),
        ("2 m", ""),
        ("10-20", ""),
        ("10 – 20", ""),
        ("9:00", ""),
        ("1,234,5", ""),
        ("0123", ""),
        ("1.2.3", ""),
        ("many", ""),
        ("", ""),
    ],
)
def test_a_number_is_told_as_the_file_needs_it(text: str, advice: str) -> None:
    """What can be read one way only is written out; of what can be read in two, nothing is said."""
    told = number_slip(raw(text), ANY)

    assert advice == told


@pytest.mark.parametrize("text", ["60%", "0", "3.5 of 5", "7/5"])
def test_what_does_not_fit_the_scale_is_no_advice(text: str) -> None:
    """Writing 60 for 60% on a scale of five would be the next error."""
    advice = number_slip(raw(text), SCALE)

    assert "" == advice


@given(st.text(max_size=20) | st.text(st.sampled_from("0123456789.,' -+%€$mk:/~aEUR"), max_size=20))
def test_any_text_may_stand_for_a_sum(text: str) -> None:
    """Whatever is typed there, an advice has a value and a currency, or there is none."""
    advice = money_slip(text)

    assert not advice or re.fullmatch(
        r"Write it in parts: `\{value: [-+]?[0-9.]+, currency: \S+(, basis: an? [a-z]+)?\}`\.", advice
    )


@given(st.text(st.sampled_from("0123456789.,' \u202f-–+%€mk:/~x"), max_size=12))
def test_every_number_that_is_advised_can_be_typed(text: str) -> None:
    """It is a number as the file reads it, and the field may hold it."""
    for shape in (ANY, SCALE):
        advice = number_slip(raw(text), shape)

        written = advice.rpartition(": ")[2]
        assert not advice or re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", written)
        assert not advice or fits(float(written), shape)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("€1.2m", "value: 1200000, currency: EUR"),
        ("40000 GBP", "value: 40000, currency: GBP"),
        ("£40k per day", "value: 40000, currency: GBP, basis: a day"),
        ("$500 an hour", "value: 500, currency: USD, basis: an hour"),
        ("1,000 EUR / month", "value: 1000, currency: EUR, basis: a month"),
        ("200 000", "value: 200000, currency: ..."),
    ],
)
def test_a_sum_is_told_in_its_parts(text: str, parts: str) -> None:
    """Value, currency, and what it is per."""
    told = money_slip(text)

    assert f"Write it in parts: `{{{parts}}}`." == told


@pytest.mark.parametrize("text", ["a lot", "", "1,2,3 EUR", "unknown"])
def test_what_is_no_sum_is_not_made_one(text: str) -> None:
    """Nobody is told a number that they did not type."""
    advice = money_slip(text)

    assert "" == advice


@pytest.mark.parametrize(
    ("key", "value", "record", "field"),
    [
        ("titel", TEXT, Risk, "title"),
        ("Title", TEXT, Risk, "title"),
        ("“title”", TEXT, Risk, "title"),
        ("title:", TEXT, Risk, "title"),
        ("-title", TEXT, Risk, "title"),
        ("probability", TEXT, Risk, "likelihood"),
        ("responsible", TEXT, Risk, "owner"),
        ("responsible", TEXT, LogEntry, "by"),
        ("deadline", TEXT, Action, "when"),
        ("Depends on", LIST, Action, "needs"),
        ("Stop the rollout", LIST, StepDetail, "text"),
        ("outage", MAP, Risk, None),
        ("weather", TEXT, Risk, None),
    ],
)
def test_the_field_that_was_meant_is_found(
    key: str, value: RawScalar | RawList | RawMap, record: type[Record], field: str | None
) -> None:
    """Misspelt, in capitals, in quotes, by another word; an entry that stands too deep is no field."""
    found = meant_field(key, value, record)

    assert field == found


@pytest.mark.parametrize("text", ["TBD", "tbc", "n/a", "N.A.", "?", "???", "-", "…", "to be agreed", "none"])
def test_what_only_says_that_nobody_knows_is_recognised(text: str) -> None:
    """Leaving the field out says the same, and can be asked for."""
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["0", "day 3", "cto", "not before day 3", "nobody-yet", ""])
def test_what_says_something_is_left_alone(text: str) -> None:
    """Only a text that says nothing else counts."""
    assert not is_unknown(text)
