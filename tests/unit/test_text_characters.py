"""Plain text: safe in any place of a page, and not a word lost."""

from __future__ import annotations

import re
import string

import pytest
import yaml

from generator.text import plain, typed
from generator.text.characters import clean


def test_punctuation_becomes_entities() -> None:
    """Not one ASCII punctuation character is left as itself."""
    expected = "".join(f"&#{ord(char)};" for char in string.punctuation)

    assert expected == plain(string.punctuation)


@pytest.mark.parametrize(
    "text",
    [
        "Client churn 2026",
        "Ärger über Öl",
        "客户流失",
        "مخاطر العملاء",
        "🚨 אזהרה",
        "Zoe\u030b",
        "a" * 10_000,
        "",
    ],
)
def test_words_stay_as_typed(text: str) -> None:
    """Letters, digits, joiners and all that is not ASCII reach the page as they are."""
    assert text == plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a  b ", "a b"),
        ("a\n\nb\r\nc\td", "a b c d"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a b c d e f"),
        ("a\u00a0b\u3000c", "a\u00a0b\u3000c"),
        ("    # a", "&#35; a"),
        ("a\x00b\x1fc\x7fd\x9fe", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("\ud83d\ude00 \udfff", "\ufffd\ufffd \ufffd"),
        ("\ufdd0\ufdef\uffff", "\ufffd\ufffd\ufffd"),
        ("\ufeffa\u200db", "\ufeffa\u200db"),
    ],
)
def test_blanks_and_unsafe_characters(text: str, expected: str) -> None:
    """White space becomes single spaces; what no reader sees and a parser might follow becomes U+FFFD."""
    assert expected == plain(text)


def test_lines_and_spaces_stay_where_they_are_kept() -> None:
    """Text for a place that keeps its spaces: as safe as any, each line end one entity."""
    assert "&#35;  a&#60;b&#62;&#10;&#10;  c\ufffd&#10;" == typed("#  a<b>\r\n\n  c\x00\n")


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("\u202eab", "\u202c"),
        ("\u202aa\u202bb\u202c", "\u202c"),
        ("\u2067a", "\u2069"),
        ("\u2066a\u2069", ""),
        ("\u2066a\u202eb", "\u202c\u2069"),
        ("\u2066a\u202eb\u2069", ""),
        ("\u202ea\u2066b\u202cc", "\u2069\u202c"),
        ("a\u202c\u2069", ""),
    ],
)
def test_directions_end_with_the_text(text: str, closing: str) -> None:
    """A text that changes the direction of writing does not change that of what follows it."""
    assert text + closing == plain(text)


@pytest.mark.parametrize(
    "text", ["a: [b] # c", "'a' \"b\" \\n", "--- !!x &a *a %T", "{{ a }}", "\x00\x1b\udc00"]
)
def test_a_quoted_value_of_yaml_holds_it(text: str) -> None:
    """In front matter and in the navigation, between quotes, plain text is a value and nothing else."""
    safe = plain(text)

    assert {"title": safe} == yaml.safe_load(f'title: "{safe}"')
    assert {"title": safe} == yaml.safe_load(f"title: '{safe}'")


def test_clean_text_stays_the_same() -> None:
    """Cleaning twice changes no more than cleaning once."""
    once = clean("a\r\nb\x00\t\u202ec\ud800")

    assert once == clean(once)
    assert re.search(r"[\r\t\x00\ud800]", once) is None
