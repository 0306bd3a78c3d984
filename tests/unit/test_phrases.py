"""What tells one text from others, however it is written."""

from __future__ import annotations

import pytest

from generator.phrases import BREAK, distinctive, numbers, rows, words

SIX = "one two three four five six"


@pytest.mark.parametrize(
    "text",
    [
        "Grace goes to Berlin",
        "GRACE GOES TO BERLIN",
        "grace, goes -- to “Berlin”!",
        "Grace\u00a0goes\n  to\tBerlin",
        "Gr\u00adace go\u200bes to Ber\u2060lin",
        "_Grace_ goes_to Berlin",
        "\uff27race goes to Berlin",
    ],
)
def test_marks_capitals_and_spaces_do_not_count(text: str) -> None:
    """A text is the same text in other signs, in wide letters and with hyphens that nobody sees."""
    assert ["grace", "goes", "to", "berlin"] == words(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["größe", "ärger"], "GRÖSSE ÄRGER".replace("SS", "ß")),
        (["größe"], "Gro\u0308ße"),
        (["工资"], "工资"),
        (["план", "9"], "План 9"),
    ],
)
def test_words_of_every_script_are_words(expected: list[str], text: str) -> None:
    """Letters with marks are one letter, in one piece or in two."""
    assert [word.replace("ß", "ss") for word in expected] == words(text)


def test_no_row_goes_across_a_break() -> None:
    """What is parted stays parted: the break is a word that no text has."""
    found = words(f"a b{BREAK}c d")

    assert ["a", "b", BREAK, "c", "d"] == found
    assert ("b", "c") not in set(rows(found, 2))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["125000"], "costs 125,000 a year"),
        (["125000"], "costs 125 000 a year"),
        (["125000"], "costs 125'000 a year"),
        (["125000"], "costs 125\u202f000 a year"),
        (["442079460000"], "+44 20 7946 0000"),
        (["442079460000"], "+44 (20) 7946-0000"),
        (["442079460000"], "tel:+442079460000"),
        ([], "in 2027"),
        ([], "a1234567"),
    ],
)
def test_a_long_number_is_its_digits(expected: list[str], text: str) -> None:
    """Telephone numbers and amounts, however their digits are set apart; short numbers tell nothing."""
    assert expected == [*numbers(text)]


def test_a_long_text_is_known_by_every_six_words_in_a_row() -> None:
    """Any half of a sentence that is quoted gives it away."""
    expected = {tuple(SIX.split()), (*SIX.split()[1:], "seven")}

    assert expected == distinctive([f"{SIX} seven"])


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ({("head", "count")}, "Head count"),
        ({("redundancies",)}, "Redundancies"),
        (set(), "Plan"),
        (set(), ""),
    ],
)
def test_a_short_text_is_known_by_all_of_it(expected: set[tuple[str, ...]], text: str) -> None:
    """Two words do, or a long one; one short word stands everywhere."""
    assert expected == distinctive([text])


def test_a_part_of_a_text_takes_more_to_be_known_by() -> None:
    """Two words between two references are no text of their own."""
    assert {("one", "two", "three", "four")} == distinctive([f"see also{BREAK}one two three four"])
