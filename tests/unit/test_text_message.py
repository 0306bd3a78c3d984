"""Rich text as the plain words of a message: exact, readable, with its blanks and references."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text import Blank, Reference, Resolved, blanks, message, references, visible
from tests.unit.test_text_speed import FLOODS, SECONDS

#: Pieces of texts as people write them, and their marks in any order.
PIECES = (
    "word", "a", "1. ", "- ", "  - ", "\n", "\n\n", " ", "  ", "*", "**", "_", "`", "```\n", "\\", "\\{",
    "{rate}", "{a}{b}", "{Rate now}", "{", "}", "[[", "]]", "[[kpis/rate.target]]", "[", "](", "<https://a.b>",
    "[[risks/churn|the {rate} risk]]", "[see](https://a.b/{room}?x=1)", "&amp;", "<b>", "~blank0~", "blank",
    "\u00e9", "\u202e", "\ufdd0", "#",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def shown(text: str) -> str:
    """The message as one text: blanks in braces, references in brackets."""
    return "".join(
        part
        if isinstance(part, str)
        else f"{{{part.name}}}"
        if isinstance(part, Blank)
        else f"[{part.target}]"
        for part in message(text)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Dear all,", "Dear all,"),
        ("\n\n Dear all, \n\n", "Dear all,"),
        ("It is *really* **over** `now`.", "It is really over now."),
        ("One\ntwo\n\n\n\nthree", "One\ntwo\n\nthree"),
        ("a  \nb", "a\nb"),
        ("Done:\n- one\n- two\n\nAnd on.", "Done:\n\n- one\n- two\n\nAnd on."),
        ("- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("9. a\n10. b\n   - c", "9. a\n10. b\n    - c"),
        ("- a\n\n  more of a\n- b", "- a\n\n  more of a\n\n- b"),
        ("- a\ncontinued", "- a\n  continued"),
        ("+ a\n* b", "- a\n- b"),
        ("```\nrun --now\n  twice\n```\nthen", "run --now\n  twice\n\nthen"),
        ("- step\n  ```\n  one\n    two\n  ```\n- next", "- step\n\n  one\n    two\n\n- next"),
        ("Run:\n```\n  run\n```\n- a", "Run:\n\n  run\n\n- a"),
        ("```\na\n```\n```\n  b\n```\n c", "a\n\n  b\n\nc"),
        ("1. a\n2. b\n\nText\n\n1. c", "1. a\n2. b\n\nText\n\n1. c"),
        ("1. a\n- b\n1. c", "1. a\n\n- b\n\n1. c"),
        ("1. a\n   - b\n   - c\n2. d", "1. a\n   - b\n   - c\n2. d"),
        ("` ` Xa", "Xa"),
        ("```\na\n```\n` ` b", "a\n\nb"),
        ("\u3000a\n` ` b", "\u3000a\nb"),
        ("Rate: {rate}.", "Rate: {rate}."),
        ("{a}{b} *{c}* _{d}_", "{a}{b} {c} {d}"),
        ("{a}_{b}_{c}", "{a}{b}{c}"),
        ("{rate}\n\n- {rate}", "{rate}\n\n- {rate}"),
        (r"\{rate}, `{rate}`, {Rate}", "{rate}, {rate}, {Rate}"),
        (r"\\{rate}", r"\{rate}"),
        ("[[kpis/rate.target]] by [[risks/churn]]", "[kpis/rate] by [risks/churn]"),
        ("[[risks/churn|our *risk*]]", "our *risk*"),
        ("[[risks/churn|the {rate} risk]]", "the {rate} risk"),
        ("[Dashboard](https://a.b/c?d=1&e=2)", "Dashboard (https://a.b/c?d=1&e=2)"),
        ("<https://a.b>", "https://a.b"),
        ("[https://a.b](https://a.b)", "https://a.b"),
        ("[https://a.*b*](https://a.b)", "https://a.b"),
        ("[Join](https://a.b/{room}?x=1)", "Join (https://a.b/{room}?x=1)"),
        ("[Write](mailto:a@b.c)", "Write (a@b.c)"),
        ("[a@b.c](mailto:a@b.c)", "a@b.c"),
        ("[Call](tel:+442079460000)", "Call (+442079460000)"),
        ("[+44 (20) 7946-0000](tel:+442079460000)", "+44 (20) 7946-0000"),
        ("[x](javascript:alert)", "x"),
        ("<b>&amp; 3 < 4 # 5", "<b>&amp; 3 < 4 # 5"),
        ("~blank0~ {rate} blank", "~blank0~ {rate} blank"),
        ("blank x {rate}", "blank x {rate}"),
    ],
)
def test_a_rich_text_as_it_is_sent(text: str, expected: str) -> None:
    """No mark is left, paragraphs and lists stand apart, an address follows the words of its link."""
    assert expected == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{rate} and {Rate now}, {}", [("rate", 0), ("Rate now", 11), ("", 23)]),
        (r"\{a} \\{b} \\\{c}", [("b", 7)]),
        ("`{a}` {b}\n```\n{c}\n```\n{d}", [("b", 6), ("d", 22)]),
        ("[[risks/churn|the {a} risk]] {b}", [("a", 18), ("b", 29)]),
        ("[[risks/churn|{a} | `{b}` {c}]]", [("a", 14), ("c", 26)]),
        ("[[risks/churn]] {a} | {b} `|`", [("a", 16), ("b", 22)]),
        ("`{a}`{b}`c` {d}", [("b", 5), ("d", 12)]),
        ("[x](https://a.b/{a})", [("a", 16)]),
        ("{a\nb} {{c}} {d", [("c", 7)]),
    ],
)
def test_blanks_are_found_where_they_stand(text: str, expected: list[tuple[str, int]]) -> None:
    """Not in code and not escaped; whatever stands between the braces, so that a slip can be told."""
    assert expected == [(blank.name, blank.start) for blank in blanks(text)]


def test_a_reference_is_handed_on() -> None:
    """With what it names and the value asked for; where it stood in the text is lost."""
    assert (Reference("kpis/rate", "target", None, -1, -1), ".") == message("[[kpis/rate.target]].")


@given(texts | st.text())
@example("[" * 50 + "{a}")
@example("- " * 50 + "{a}")
@example("[x]([[kpis/rate]])")
def test_any_text_makes_a_message(text: str) -> None:
    """No crash, no mark of ours, one empty line at most outside code, nothing but words at its ends."""
    parts = message(text)
    words = [part for part in parts if isinstance(part, str)]
    names = {part.name for part in parts if isinstance(part, Blank)}

    assert [] == [word for word in words if "" == word or re.search("[\ufdd0-\ufdef]", word)]
    assert "~blank0~" in text or not any("~blank" in word for word in words)
    assert names <= {blank.name for blank in blanks(text)}
    assert "```" in text or "\n\n\n" not in shown(text)
    assert shown(text).strip("\n") == shown(text)


#: Without links, whose addresses are added, and without lists, whose marks are.
prose = st.lists(
    st.sampled_from([piece for piece in PIECES if not re.search(r"[-\[\]<\\`]|\d\.", piece)]), max_size=30
).map("".join)


@given(prose)
def test_the_words_are_those_that_readers_see(text: str) -> None:
    """What is sent says what the page shows, but for its layout; every blank is found again, in order."""
    page = visible(text, lambda found: Resolved(f"[{found.target}]", None))

    # A star may begin an item, whose mark the message has.
    assert page.split() == [word for word in shown(text).split() if word != "-"]
    assert [blank.name for blank in blanks(text) if re.fullmatch("[a-z-]+", blank.name)] == [
        part.name for part in message(text) if isinstance(part, Blank)
    ]


@given(
    st.lists(st.sampled_from(["[[kpis/rate.target]]", "[[risks/churn]]", " and ", "\n\n", "- "]), max_size=20)
)
def test_every_reference_is_found_again(pieces: list[str]) -> None:
    """In the order of the text."""
    text = "".join(pieces)

    assert [found.target for found in references(text)] == [
        part.target for part in message(text) if isinstance(part, Reference)
    ]


@pytest.mark.parametrize("name", [*FLOODS, "blanks", "braces", "escaped braces"])
def test_no_text_is_slow(name: str) -> None:
    """However much of a mark a text has."""
    own = {"blanks": "{rate} " * 5_000, "braces": "{" * 20_000, "escaped braces": "\\\\" * 10_000 + "{a}"}
    text = {**FLOODS, **own}[name]
    started = time.process_time()
    message(text)
    blanks(text)

    assert time.process_time() - started < SECONDS
