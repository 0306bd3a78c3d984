"""Two wordings of a text: what went, what came, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.wordings import Line, reworded

TEXTS = st.text(alphabet="ab .,9%\n", max_size=40)


def shown(lines: tuple[Line, ...]) -> list[str]:
    """Lines as people write them down, marked words in brackets."""
    signs = {"gone": "- ", "new": "+ "}
    return [
        signs[line.kind]
        + "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in line.pieces)
        for line in lines
    ]


@pytest.mark.parametrize(
    ("expected", "then", "now"),
    [
        ([], "Same.", "Same."),
        (["+ Words."], None, "Words."),
        (["- Words."], "Words.", None),
        (["- We aim at [99.5%].", "+ We aim at [99.9%]."], "We aim at 99.5%.", "We aim at 99.9%."),
        (
            ["- Restore first, then rest.", "+ Restore first, then rest [for good]."],
            "Restore first, then rest.",
            "Restore first, then rest for good.",
        ),
        (["- Call them.", "+ Wait until somebody asks."], "Call them.", "Wait until somebody asks."),
        (["- Two.", "+ Three.", "+ Four."], "One.\nTwo.\nFive.", "One.\nThree.\nFour.\nFive."),
        (["- Two."], "One.\n\nTwo.", "One."),
        (["- Don't [call].", "+ Don't [write]."], "Don't call.", "Don't write."),
    ],
)
def test_lines_that_differ_are_told(expected: list[str], then: str | None, now: str | None) -> None:
    """Those that were edited beside each other, with the words in which they differ."""
    assert expected == shown(reworded(then, now))


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_nothing_invented(then: str, now: str) -> None:
    """What is told of each wording stands in it, line by line, in that order."""
    told = reworded(then, now)

    for kind, text in (("gone", then), ("new", now)):
        rest = iter(text.split("\n"))
        said = ["".join(piece.text for piece in line.pieces) for line in told if line.kind == kind]
        assert [] == [line for line in said if line not in rest]


@given(TEXTS)
def test_a_mark_begins_and_ends_at_a_word(text: str) -> None:
    """A marked space would look like a word that is not there."""
    marked = [
        piece.text
        for line in reworded("a b a b 9% a.", f"a b a b {text} a.")
        for piece in line.pieces
        if piece.differs
    ]

    assert [words.strip() for words in marked] == marked
