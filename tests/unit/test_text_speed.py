"""However much of a mark a text has, it costs no more than a moment."""

from __future__ import annotations

import re
import time

import pytest

from generator.text import Reference, Resolved, broken_references, plain, references, rich, visible

#: Of the processor's time, for everything that is done with a text.
SECONDS = 1.0


def resolve(reference: Reference) -> Resolved:
    """Every entry exists."""
    return Resolved("The churn", f"@/{reference.target}/")


FLOODS = {
    "brackets": "[" * 20_000,
    "brackets in paragraphs": ("[" * 300 + "\n\n") * 60,
    "link starts": "[a](" * 5_000,
    "link titles": '[a](b "' * 3_000,
    "links": "[a](https://a.b) " * 2_000,
    "links in links": "[" * 600 + "a" + "](https://a.b)" * 600,
    "references": "[[risks/churn]] " * 5_000,
    "reference starts": "[[a/b " * 10_000,
    "lists in lists": "\n".join(f"{'  ' * depth}- x" for depth in range(400)),
    "lists on a line": "- 1. " * 2_000,
    "items": "- *word*\n" * 4_000,
    "words": "word " * 10_000,
    "marked words": "*word* " * 10_000,
    "stars": "*" * 20_000,
    "stars around": "*" * 5_000 + "a" + "*" * 5_000,
    "emphasis in emphasis": "*a _b " * 1_500 + "c_ d* " * 1_500,
    "backticks": "`" * 20_000,
    "backticks of every length": " ".join("`" * length for length in range(1, 200)),
    "fences": "```\nx\n" * 5_000,
    "quotes": "> " * 10_000,
    "angles": "<a@" * 10_000,
    "backslashes": "\\" * 20_000,
    "elements": "<b>" * 10_000 + "</b>" * 10_000,
    "entities": "&amp;" * 10_000,
    "line ends": "\r\n" * 20_000,
    "spaces": " " * 20_000 + "x",
    "directions": "\u202e\u2066" * 10_000,
    "long word": "a" * 100_000,
}


@pytest.mark.parametrize("name", FLOODS)
def test_no_text_is_slow(name: str) -> None:
    """No text, however large or nested, crashes the build or holds it up."""
    text = FLOODS[name]
    started = time.process_time()
    rich(text, resolve)
    plain(text)
    visible(text, resolve)
    references(text)
    broken_references(text)

    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "name", ["brackets", "link starts", "links in links", "marked words", "items", "words"]
)
def test_nothing_of_a_flood_is_lost(name: str) -> None:
    """What is too much for Markdown is shown as typed, letter by letter."""
    expected = re.sub(r"[^a-z]", "", FLOODS[name].replace("https://a.b", ""))

    actual = re.sub(r"[^a-z]", "", visible(FLOODS[name], resolve).replace("https://a.b", ""))

    assert expected == actual


def test_a_long_paragraph_leaves_the_others_alone() -> None:
    """Only paragraphs past what a text may cost are shown as typed; those before keep their links."""
    html = rich("[a](https://a.b)\n\n" + "[" * 20_000 + "\n\n*c*", resolve)

    assert html.startswith('<p><a href="https://a.b" rel="noopener noreferrer">a</a></p><p>&#91;&#91;')
    assert html.endswith("&#91;</p><p><em>c</em></p>")
