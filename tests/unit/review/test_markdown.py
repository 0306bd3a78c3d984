"""Texts of the data in the Markdown of a draft."""

from __future__ import annotations

import html
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from generator.review.markdown import item, plain, rich, table
from generator.text import Reference, Resolved
from generator.text.characters import clean

HOSTILE = {
    f"{path.stem}:{name}": text
    for path in sorted((Path(__file__).parents[2] / "cases/text/hostile").glob("*.toml"))
    for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
#: A Markdown that keeps raw HTML.
MARKDOWN = Markdown(extensions=["tables", "pymdownx.superfences"])


def resolve(reference: Reference) -> Resolved | None:
    """A playbook whose one title holds marks."""
    return Resolved("A *bold* | title", "@/risks/x/") if reference.target == "risks/x" else None


class Tags(HTMLParser):
    """The tags of some HTML, comments too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag, with where it leads."""
        led = dict(attrs).get("href") or ""
        self.found.add(
            f"{tag} {led}" if led and not re.match("https?:|mailto:|tel:", led, re.IGNORECASE) else tag
        )

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self.found.add(f"comment {data}")


def tags(lines: list[str]) -> set[str]:
    """The tags that some Markdown makes."""
    reader = Tags()
    reader.feed(MARKDOWN.reset().convert("\n".join(lines)))
    reader.close()
    return reader.found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Find the cause, now: 97.2% (of 100)!", "Find the cause, now: 97.2% (of 100)!"),
        ("  two\n lines ", "two lines"),
        ("a*b_c`d|e~f$g[h]\\", r"a\*b\_c\`d\|e\~f\$g\[h\]" + "\\\\"),
        ("# no heading", r"\# no heading"),
        ("#12 and C#", "#12 and C#"),
        ("- no item", r"\- no item"),
        ("-5 is a number", "-5 is a number"),
        ("2026. was a year", r"2026\. was a year"),
        ("1) first", r"1\) first"),
        ("---", r"\---"),
        ("> 99%", r"\> 99%"),
        ("< 5", "< 5"),
        ("<b>", "&lt;b>"),
        ("&amp; R&D", "&amp;amp; R&D"),
        ("See https://e.org/a_b.", "See <https://e.org/a_b>."),
        ("https://e.org/|x", r"<https://e.org/>\|x"),
        ("", ""),
    ],
)
def test_plain_text_is_escaped_only_where_it_means_something(text: str, expected: str) -> None:
    """A draft is read in a text editor, too."""
    assert expected == plain(text)


@given(st.text())
@example("\\*")
@example("<https://e.org>")
@example("1\\. x")
def test_plain_text_says_the_same(text: str) -> None:
    """Without its backslashes, entities and the brackets of addresses it is the text, on one line."""
    written = plain(text)
    marks = re.compile(r"<(https?://[^>]*)>|\\([!-/:-@\[-`{-~])|(&lt;|&amp;)")
    read = marks.sub(lambda found: found[1] or found[2] or html.unescape(found[3]), written)

    assert " ".join(clean(text).split()) == read
    assert "\n" not in written


@given(st.text("*_`[]|~$\\<>#-+=1. ab"))
def test_no_mark_of_a_plain_text_is_left_to_work(text: str) -> None:
    """Each stands behind an uneven number of backslashes."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", " ", plain(text))

    assert not re.search(r"[*_`\[\]|~$]|<[A-Za-z/!?]", bare)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Just a text.", ("Just a text.",)),
        ("**Bold**, *not* `co*de`", ("**Bold**, *not* `co*de`",)),
        ("a\nb", ("a\\", "b")),
        ("a\n\nb", ("a", "", "b")),
        ("x:\n- a\n  - b\n- c", ("x:", "", "- a", "   - b", "- c")),
        ("3. a\n4. b", ("3. a", "4. b")),
        ("[words](https://e.org/a|b)", ("[words](<https://e.org/a%7Cb>)",)),
        ("[bad](javascript:x)", ("bad",)),
        ("See [[risks/x]].", (r"See A \*bold\* \| title.",)),
        ("`a|b`", (r"a\|b",)),
        ("```\na ``` b\n```", ("````", "a ``` b", "````")),
        ("<b>raw</b> # no", ("&lt;b>raw&lt;/b> # no",)),
        ("# no heading", (r"\# no heading",)),
        ("", ()),
    ],
)
def test_rich_text_keeps_its_marks(text: str, expected: tuple[str, ...]) -> None:
    """As Markdown that GitHub reads; a reference becomes the title, since its page is elsewhere."""
    assert expected == rich(text, resolve)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_html_or_breaks_out(text: str) -> None:
    """Neither in a list nor in a table, whichever Markdown reads the draft."""
    listed = {"ul", "li", "a"}
    formed = {"table", "thead", "tbody", "tr", "th", "td", "a"}
    marked = listed | {"p", "em", "strong", "ol", "code", "pre", "br", "div", "span"}

    assert set() == tags(list(item(plain(text)))) - listed
    assert set() == tags(list(table(("A", "B"), [(plain(text), "b")]))) - formed
    assert set() == tags(list(item("**09:12**", rich(text, resolve)))) - marked


def test_a_table_keeps_its_columns_in_line() -> None:
    """But for a cell so wide that it would push all others away."""
    wide = "w" * 60

    assert [
        "| Action | By |",
        "| ------ | -- |",
        "| a      | xy |",
        f"| {wide} | z  |",
    ] == list(table(("Action", "By"), [("a", "xy"), (wide, "z")]))


def test_a_list_in_an_item_stands_apart() -> None:
    """Else it would be read as a part of the line before."""
    assert ["- a", "  b"] == list(item("a", ("b",)))
    assert ["- a", "", "  3. b"] == list(item("a", ("3. b",)))
