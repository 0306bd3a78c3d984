"""The time grammar: what each text is read as, and what is said of a text that is no time."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import TypedDict

import pytest

from generator.when import Expects, Time, Unreadable, parse, parse_quiet_hours, words

CASES = Path(__file__).parents[1] / "cases" / "when"


class Case(TypedDict):
    """One text in a field of one kind, and what is to come of it."""

    expects: Expects
    text: str
    canonical: str
    message: str
    hint: str


def cases(name: str) -> list[Case]:
    """The cases of a file."""
    found: list[Case] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def case_id(case: Case) -> str:
    """What a case is called in a report of the tests."""
    return f"{case['expects']}: {case['text']}"


@pytest.mark.parametrize("case", cases("unreadable"), ids=case_id)
def test_what_is_no_time_is_told_with_the_nearest_form(case: Case) -> None:
    """A text that is no time gives one sentence of its own and a hint; none is guessed at silently."""
    found = parse(case["text"], case["expects"])

    assert Unreadable(case["message"], case["hint"]) == found


def suggestions() -> list[tuple[Expects, str]]:
    """The kind of field and the whole text that each "Did you mean" proposes."""
    hints: list[tuple[Expects, str]] = [(case["expects"], case["hint"]) for case in cases("unreadable")]
    found = [
        (expects, hint.removeprefix("Did you mean `").removesuffix("`?"))
        for expects, hint in hints
        if hint.startswith("Did you mean `") and "actions/" not in hint
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("expects", "text"), suggestions())
def test_a_suggested_form_is_readable(expects: Expects, text: str) -> None:
    """Whoever types what "Did you mean" proposes has a time that the field takes, so spelt."""
    assert text == str(parse(text, expects))


@pytest.mark.parametrize("case", cases("readable"), ids=case_id)
def test_a_text_is_read_as_its_canonical_form(case: Case) -> None:
    """Spelling does not matter; printed, a time has one spelling, which reads as the same time."""
    found = parse(case["text"], case["expects"])
    assert not isinstance(found, Unreadable)

    assert case["canonical"] == str(found) == words(found)
    assert found == parse(case["canonical"], case["expects"])


@pytest.mark.parametrize("expects", ["time", "end", "cadence", "duration", "date", "moment"])
@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "every " * 33,
        "a " * 99,
        "within 2 hours of " * 11,
        "every a, b and " * 13,
        "from a until b for " * 10,
        "0" * 199,
        "9" * 200,
        "-" * 200,
        "evry dya " * 22,
    ],
)
def test_no_text_takes_long(text: str, expects: Expects) -> None:
    """A hostile text is refused, or read, within a hundredth of a second."""
    began = time.process_time()
    parse(text, expects)

    assert time.process_time() - began < 0.01


def test_a_time_in_the_wrong_field_is_prose() -> None:
    """Longer texts than any time are refused for their length, whatever they say."""
    found = parse("day 1 " + "and so on " * 30)

    assert (
        Unreadable(
            "A time has at most 200 characters, this text has 305.",
            "Write the time alone; what else there is to say belongs in `note`.",
        )
        == found
    )


def test_an_unknown_name_and_free_words_stay_as_written() -> None:
    """One word is an event's id, in small letters; words that only people understand keep their case."""
    found = [str(parse(text)) for text in ("after Contained", "until the CFO has  signed")]

    assert ["after contained", "until the CFO has signed"] == found


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22:00-07:00", ("22:00", "07:00")),
        ("22:00 – 7:00", ("22:00", "07:00")),
        ("12:30 to 13:15", ("12:30", "13:15")),
    ],
)
def test_quiet_hours_are_two_times_of_the_clock(text: str, hours: tuple[str, str]) -> None:
    """Quiet hours are read with any dash, across midnight or not."""
    found = parse_quiet_hours(text)
    assert not isinstance(found, Unreadable)

    assert hours == tuple(f"{clock:%H:%M}" for clock in found)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("at night", "`at night` cannot be read as quiet hours.", "Write them as `22:00-07:00`."),
        ("22:00-25:00", "There is no 25:00.", "Hours go from 00 to 23, minutes from 00 to 59."),
        ("22:60-07:00", "There is no 22:60.", "Hours go from 00 to 23, minutes from 00 to 59."),
        (
            "22:00-22:00",
            "`22:00-22:00` ends when it starts.",
            "Leave it out if there are no quiet hours.",
        ),
        ("", "`` cannot be read as quiet hours.", "Write them as `22:00-07:00`."),
    ],
)
def test_quiet_hours_that_are_none_are_told(text: str, message: str, hint: str) -> None:
    """What is no pair of times of the clock is a problem with a sentence and a hint of its own."""
    found = parse_quiet_hours(text)

    assert Unreadable(message, hint) == found


def test_times_are_values() -> None:
    """Equal times are equal and hash alike, so that they can be keys and be compared."""
    found: set[Time | Unreadable] = {parse("days 2-3"), parse("Days 2–3"), parse("day 2 to day 3")}

    assert 1 == len(found)
