"""Words that two texts share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.words import bare, significant, stem, stems, words

FAMILIES = (
    "fix fixed fixes fixing",
    "refactor refactored refactoring",
    "deploy deployed deploys deployment",
    "document documents documented documentation",
    "validate validated validating validation",
    "correct corrected correction corrections",
    "integrate integrated integration integrations",
    "automate automated automation",
    "optimise optimised optimising optimisation optimization",
    "plan planned planning plans",
    "quality qualities",
    "reply replied replies",
    "analyse analysed analysing analysis",
    "notify notified notifies",
    "improve improved improving improvement improvements",
    "rise rises rising",
    "restore restored restoring restoration",
    "client client's clients",
)


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_a_word_share_a_stem(family: str) -> None:
    """A deadline that says "fixed" is about an action that says "fix"."""
    assert 1 == len({stem(word) for word in family.split()})


def test_different_words_keep_different_stems() -> None:
    """No two of the families fall together."""
    assert len(FAMILIES) == len({stem(family.split()[0]) for family in FAMILIES})


def test_a_short_word_keeps_its_letters() -> None:
    """Endings are taken off only where a word remains."""
    short = ["is", "bed", "ring", "less", "string", "bus"]

    assert ["is", "bed", "ring", "less", "string", "bus"] == [stem(word) for word in short]


def test_only_words_of_the_subject_are_significant() -> None:
    """Numbers, words of time and words that any text has tell nothing of a subject."""
    found = significant("The 3 bugs are to be fixed, within 48 hours, on day 2: every one of them!")

    assert ("bug", "fix") == found


def test_a_reference_counts_by_its_words() -> None:
    """A reader sees a label, or a title near the id: never the brackets."""
    text = "Before [[actions/data.fix-import]] call [[roles/cto|the chief]]"

    assert "Before data.fix-import call the chief" == bare(text)
    assert ("before", "data", "fix", "import", "call", "the", "chief") == words(text)


def test_apostrophes_of_both_kinds_are_one() -> None:
    """Typed on a phone or on a keyboard, it is the same word."""
    assert words("the client's") == words("the client’s")


def test_stems_of_several_texts_are_one_set() -> None:
    """What is not said is no text."""
    assert {"bug", "fix"} == stems("Fixed bugs", None, "fixing")


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    """No text that a leader types stops a rule."""
    found = significant(text)

    assert set(found) == stems(text)
