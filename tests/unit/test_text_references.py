"""References in text: what is one, and what is said of brackets that are none."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import broken_references, references

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/text/references.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_brackets_in_a_text(name: str) -> None:
    """Every reference is found with its parts and its place, every other pair of brackets explained."""
    case = CASES[name]
    text = case["text"]
    expected = {
        "found": [tuple(row) for row in case.get("found", [])],
        "broken": [(text.index(piece), message, hint) for piece, message, hint in case.get("broken", [])],
    }

    actual = {
        "found": [
            (item.target, item.field or "", item.label or "", text[item.start : item.end])
            for item in references(text)
        ],
        "broken": [(item.start, item.message, item.hint) for item in broken_references(text)],
    }

    assert expected == actual


def test_a_broken_reference_quotes_the_text() -> None:
    """What is wrong is quoted on one line and without unsafe characters, so that it can be printed."""
    (broken,) = broken_references("ab [[risks/\x1b[2J\n y]]")

    assert ("[[risks/\ufffd[2J y]]", 3) == (broken.text, broken.start)


def test_brackets_that_never_close_are_quoted_as_well() -> None:
    """From their opening to the end of their paragraph."""
    (broken,) = broken_references("ab [[risks/x\n y")

    assert ("[[risks/x y", 3) == (broken.text, broken.start)


_PIECES = [
    "[[",
    "]]",
    "[",
    "]",
    "`",
    "```",
    "\n",
    "\\",
    "|",
    "risks/",
    "actions/",
    "a",
    "-",
    ".",
    " ",
    "\r\n",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_every_opening_is_accounted_for_once(text: str) -> None:
    """Whatever stands around them: references and broken ones lie in order and never overlap."""
    found = [(item.start, item.end) for item in references(text)]
    starts = sorted([start for start, _ in found] + [item.start for item in broken_references(text)])

    assert all(text[start : start + 2] == "[[" for start in starts)
    assert all(text[end - 2 : end] == "]]" for _, end in found)
    assert sorted(set(starts)) == starts
    assert all(end <= following for (_, end), (following, _) in pairwise(found))
