"""Whatever people type, in whatever script, stands on the page as they typed it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count, cycle

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from generator.load.characters import FORBIDDEN
from generator.model.ids import MAX_ID_LENGTH, is_id, short_id
from generator.text import plain, rich_inline, visible
from tests import filled, hostile, playbooks, sites
from tests.unit.pages.test_complete import missing

#: What means something to Markdown, YAML, HTML, templates or tables, where it stands at a start or inside.
MARKS = (
    *"#->+*_`~|[](){}<>&!\\\"'$%^=:;,.@/?",
    *("# ", "- ", "* ", "1. ", "10) ", "> ", "    ", "\n", "\n\n", "--- ", "***", "```", "~~~", "| a | b |"),
    *(
        "![",
        "](",
        "[^1]",
        "[x]: ",
        "*[A]: ",
        "{: #x }",
        "{%",
        "{{",
        "#}",
        "<br>",
        "</p>",
        "&lt;",
        "&#42;",
        "<!--",
    ),
    *(
        "--8<-- ",
        "::: ",
        "!!! ",
        "??? ",
        "=== ",
        ":smile:",
        "$$",
        "^^",
        "==",
        "\\*",
        "http://",
        "x@y.z",
        "www.x.y",
    ),
)

#: Texts of scripts and of people who are in a hurry.
ODD = (
    "خطة الطوارئ (الجزء 1): اتصل بـ Ana!",
    "תוכנית חירום, 24/7 – שלב A",
    "緊急時対応計画を今すぐ開始してください。",
    "แผนฉุกเฉินของฝ่ายปฏิบัติการ",
    "आपातकालीन योजना: क्षत्रिय",
    "Z\u0334\u0321\u0322a\u0335\u0328l\u0337\u0322g\u0338\u0321o\u0336\u0327",
    "e\u0301 and \u00e9, \u212b and \u00c5",
    "👩🏽‍🚒 🇬🇧 👨‍👩‍👧‍👦 ✊🏿 ⚠️ 1️⃣",
    "\U0001d518\U0001d52b\U0001d526 \uff26\uff35\uff2c\uff2c \ufdfd \u01c5 ß İı",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "a" * 500,
    "https://example.org/" + "path/" * 60,
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# not a heading",
    "- not a list alone",
    "1. not a number alone",
    "> not a quotation",
    "2026. It was a year.",
    "    indented",
    "[ ] open, [x] done",
    "\u200fright\u200e and \u200bzero\u2060width\u00adsoft",
    "no\u00a0break\u202fspaces\u3000wide",
    "half ½, micro µ, ohm Ω, sign ™, ﬁ",
)

#: Unicode keeps some for a program's own use: they are no text, and a mark stands in their place.
_NONCHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=_NONCHARACTERS).filter(
    lambda char: not FORBIDDEN.match(char)
)
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.lists(st.one_of(st.sampled_from(MARKS), _CHARACTERS, st.sampled_from(("word", "7"))), max_size=12).map(
        "".join
    ),
)
_PLAIN = TEXTS.filter(lambda text: bool(text.strip()))

#: What a rich text may lose: the marks of emphasis, code and lists; links have their own rule.
_MARKS_OF_TEXT = re.compile(r"[*_`\\~]|[-+*]\s|\d{1,3}\.\s")
_LEADS = re.compile(r"\]\(|\[\[|<\w+:")


def playbook(texts: list[str]) -> str:
    """The data file of a playbook that has these texts in its fields, one after the other."""
    each, numbers = cycle(texts), count(1)

    def words(name: str, is_rich: bool) -> str:
        return hostile.arriving(f"{next(each)} {next(numbers)}", name, is_rich=is_rich)

    return json.dumps(filled.playbook(words), ensure_ascii=False)


def shows(texts: list[str]) -> None:
    """Fails where a field of that playbook does not show its text, or a page is not whole for it."""
    made = playbooks.made(playbooks.book(playbook(texts), ""))
    pages = sites.read_all(made.docs)

    assert [] == missing(made)
    assert {} == {name: page.open_at_end for name, page in pages.items() if page.open_at_end}


def nothing(_: object) -> None:
    """No reference names anything."""


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    # A plan takes a second; looking for the smallest one that fails would take minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(TEXTS, min_size=30, max_size=30))
@example(list(ODD))
@example([text for mark in MARKS for text in (f"{mark}word", f"word {mark} word {mark}")])
def test_every_field_shows_any_text(texts: list[str]) -> None:
    """From the file to the page, in every field of every collection; rich ones as they are to be read."""
    shows(texts)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_PLAIN)
def test_a_plain_text_is_on_the_page_as_typed(text: str) -> None:
    """White space apart, every character of it, wherever templates put it."""
    for place in ("# {}\n", "<p>{}</p>\n", "<td>a | {} | b</td>\n", "Words {} words\n"):
        assert sites.squeezed(text) in sites.squeezed(sites.read(place.format(plain(text))).text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_PLAIN.filter(lambda text: not _LEADS.search(text)))
def test_a_rich_text_loses_its_marks_alone(text: str) -> None:
    """What is left out is marks; the rest stands there in its order."""
    page = sites.read(f"<div>{rich_inline(text, nothing)}</div>\n").text
    letters = sites.squeezed(page)
    typed = iter(sites.squeezed(text))
    lost = [char for letter in letters for char in _until(letter, typed)] + list(typed)

    assert "" == _MARKS_OF_TEXT.sub("", "".join(f"{char} " for char in lost)).strip(" 0123456789.-+"), lost
    assert sites.squeezed(page) == sites.squeezed(visible(text, nothing))


def _until(letter: str, typed: Iterator[str]) -> list[str]:
    passed: list[str] = []
    for char in typed:
        if char == letter:
            return passed
        passed.append(char)
    raise AssertionError(f"{letter!r} was not typed there")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "[" * 20_000,
        "\u202bא" * 9000,
        "👩🏽‍🚒" * 3000,
        "e" + "\u0301" * 20_000,
        "| " * 9000,
        "x" * 50_000,
    ],
    ids=["words", "brackets", "right-to-left", "emoji", "combining", "pipes", "one-word"],
)
def test_a_long_text_is_whole(text: str) -> None:
    """Not cut, not slow: 10,000 words as well as 20,000 brackets, plain and rich."""
    text = FORBIDDEN.sub("", text)
    for safe in (plain(text), rich_inline(text, nothing)):
        assert sites.squeezed(text) == sites.squeezed(sites.read(f"<div>{safe}</div>\n").text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_PLAIN)
@example("خطة")
@example("👩🏽‍🚒")
@example("緊急")
@example("!" * 10_000)
@example("word " * 10_000)
@example("e\u0301" * 10_000)
def test_a_step_is_named_whatever_it_says(text: str) -> None:
    """By a legal id of at most 60 characters, always the same."""
    found = short_id(text)

    assert found == short_id(text)
    assert is_id(found)
    assert len(found) <= MAX_ID_LENGTH


def test_steps_are_told_apart_whatever_they_say() -> None:
    """Other alphabets, signs and long beginnings that are alike too."""
    long = "word " * 2000
    texts = [*ODD[:8], "!", "!!", "?", "👍", "👎", "緊", "急", f"{long}one", f"{long}two", "\u0627", "\u0628"]

    assert len(texts) == len({short_id(text) for text in texts})
