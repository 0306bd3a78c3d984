"""Rich text as leaders write it: the exact HTML, and what a reader sees of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from generator.text import Reference, Resolved, markup, rich, rich_inline, visible

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/text/rich.toml").read_text(encoding="utf-8"))


def resolve(reference: Reference) -> Resolved | None:
    """A playbook in which everything exists but what is called unknown; events have no address."""
    if reference.target.endswith("/unknown"):
        return None
    text = reference.label or "The churn & co"
    return Resolved(text, None if reference.target.startswith("events/") else f"@/{reference.target}/")


def is_one_paragraph(html: str) -> bool:
    """Whether the HTML is a paragraph and nothing besides."""
    return html.startswith("<p>") and html.find("</p>") == len(html) - len("</p>")


@pytest.mark.parametrize("name", CASES)
def test_rich_text(name: str) -> None:
    """The marks that leaders know give their HTML; every other character is shown as typed."""
    case = CASES[name]

    assert case["html"] == rich(case["text"], resolve)


@pytest.mark.parametrize("name", CASES)
def test_rich_text_in_a_line(name: str) -> None:
    """In a list item or a table cell one paragraph stands without its element; all else is the same."""
    html = CASES[name]["html"]
    expected = html.removeprefix("<p>").removesuffix("</p>") if is_one_paragraph(html) else html

    assert expected == rich_inline(CASES[name]["text"], resolve)


@pytest.mark.parametrize("name", CASES)
def test_rich_text_is_one_line(name: str) -> None:
    """No blank line ends the HTML around a text, and no indentation makes code of it."""
    html = rich(CASES[name]["text"], resolve)

    assert [html] == (html.splitlines() or [""])
    assert html.lstrip() == html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call the client", "Call the client"),
        ("", ""),
        ("It's < 4 hours & > 8.0", "It's < 4 hours & > 8.0"),
        ("*a* **b** `c *d*` &lt;", "a b c *d* &lt;"),
        ("[docs](https://ok.example) and [x](/no)", "docs and x"),
        ("See [[risks/churn]], [[risks/churn|it]].", "See The churn & co, it."),
        ("a [[risks/unknown.b]]", "a [[risks/unknown.b]]"),
        ("Steps:\n- a\n  3. *b*\n- c\n\nd\ne", "Steps:\na\nb\nc\nd\ne"),
        ("```\na\n\n  b\n```", "a\n\n  b"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_what_a_reader_sees(text: str, expected: str) -> None:
    """Marks are gone, references are their words, blocks and breaks are lines."""
    assert expected == visible(text, resolve)


def test_brackets_are_read_as_long_as_their_price_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paragraph costs its brackets times its length; what all of them may cost is not paid twice."""
    monkeypatch.setattr(markup, "BRACKET_BUDGET", 14)

    assert "<p>&#91;a&#93; <em>b</em></p>" * 2 + "<p>&#91;a&#93; &#42;b&#42;</p>" == rich(
        "[a] *b*\n\n" * 3, resolve
    )


def test_each_playbook_resolves_for_itself() -> None:
    """The same text shows what the resolver at hand says, whichever was asked before."""
    answers = [Resolved("One", "@/a/"), Resolved("<Two>", None), None]

    assert ['<a href="@/a/">One</a>', "&#60;Two&#62;", "&#91;&#91;risks&#47;a&#93;&#93;"] == [
        rich_inline("[[risks/a]]", lambda _, answer=answer: answer)  # type: ignore[misc]
        for answer in answers
    ]


@pytest.mark.parametrize("text", ["Call the client", "Costs: 50% (< 4 hours).", "[[risks/a]]: `b`", "כן, 👍"])
def test_most_texts_never_reach_markdown(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without marks to read, neither Markdown nor the sanitiser is asked: a large playbook stays fast."""
    monkeypatch.setattr(markup, "_SANITISER", None)
    monkeypatch.setattr(markup, "_markdown", None)

    assert markup.parsed.__wrapped__(text).is_paragraph


def test_all_html_passes_the_sanitiser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Markdown makes, only what the sanitiser leaves of it is written."""

    class Strict:
        """A sanitiser that leaves one sentence."""

        def clean(self, unsafe: str) -> str:
            """The sentence, and what it was asked to clean."""
            return f"<em>left of</em> {len(unsafe)}"

    monkeypatch.setattr(markup, "_SANITISER", Strict())

    assert ("<em>left of</em> 10",) == markup.parsed.__wrapped__("*x*").parts
