"""Nothing that stands in data runs, leads astray or changes a page, wherever and however it is shown.

Each text is put into a page as templates do it, the page goes through the Markdown of the site with
every extension that a theme's user might switch on, and the resulting HTML is read by a parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator.text import Reference, Resolved, markup, plain, rich, rich_inline, visible
from generator.text.characters import clean
from tests.hostile import TEXTS as HOSTILE

TEXT_CASES = Path(__file__).parents[1] / "cases/text"
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.betterem",
    "pymdownx.blocks.html",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.smartsymbols",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
TAGS = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "a"}
VALUES = {
    ("a", "href"): re.compile(
        r"(?:https?://[^/\\]|mailto:.|tel:[+(]?\d).*|@/[a-z-]+/hostile/", re.IGNORECASE
    ),
    ("a", "rel"): re.compile("noopener noreferrer"),
    ("ol", "start"): re.compile(r"\d{1,3}"),
}
# Addresses of the schemes are enough for the sanitiser; the writer is stricter.
SANITISED = {**VALUES, ("a", "href"): re.compile("(?:https?|mailto|tel):.*", re.IGNORECASE)}
BLOCKS = {"p", "br", "pre", "ul", "ol", "li"}

Event = tuple[str, ...]


class Reader(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One event a tag: its name, then its attributes and their values."""
        self.events.append(("start", tag, *(part or "" for pair in attrs for part in pair)))

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        """Text; what parsers split stays one text, and line ends between elements are none."""
        if self.events and self.events[-1][0] == "text":
            self.events[-1] = ("text", self.events[-1][1] + data)
        elif data.strip("\n"):
            self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        """A comment, which no text may make."""
        self.events.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        """A declaration, which no text may make."""
        self.events.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        """A processing instruction, which no text may make."""
        self.events.append(("instruction", data))


def read(page: str) -> list[Event]:
    """The events of some HTML; line ends around a text are none of it."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return [("text", event[1].strip("\n")) if event[0] == "text" else event for event in reader.events]


@cache
def site_markdown() -> Markdown:
    """The Markdown that a site's pages go through."""
    configs = {
        "pymdownx.blocks.html": {},
        "pymdownx.magiclink": {
            "user": "owner",
            "repo": "repository",
            "repo_url_shorthand": True,
            "social_url_shorthand": True,
        },
        "pymdownx.snippets": {"base_path": [str(Path(__file__).parents[2])], "check_paths": True},
    }
    return Markdown(extensions=EXTENSIONS, extension_configs=configs)


def published(page: str) -> list[Event]:
    """What becomes of a page of the site."""
    return read(site_markdown().reset().convert(page))


def resolve(reference: Reference) -> Resolved | None:
    """A playbook whose titles are as hostile as its texts."""
    if reference.target.endswith("/unknown"):
        return None
    title = (
        '</a><img src=x onerror=alert(1)> [x](javascript:alert(1)) {: onclick=x } "@/evil/" [[risks/hostile]]'
    )
    href = (
        None if reference.target.startswith("events/") else f"@/{reference.target.partition('/')[0]}/hostile/"
    )
    return Resolved(reference.label or title, href)


def forbidden(events: list[Event], values: Mapping[tuple[str, str], re.Pattern[str]] = VALUES) -> list[Event]:
    """What no rich text may put on a page: other tags, other attributes, other values of them."""
    return [event for event in events if not is_allowed(event, values)]


def is_allowed(event: Event, values: Mapping[tuple[str, str], re.Pattern[str]]) -> bool:
    """Text, or a tag of the list with attributes of the list."""
    kind, name, *attributes = event
    if kind == "text":
        return True
    pairs = zip(attributes[::2], attributes[1::2], strict=True)
    nothing = re.compile("(?!)")
    return (
        kind in ("start", "end")
        and name in TAGS
        and all(values.get((name, key), nothing).fullmatch(value) for key, value in pairs)
    )


def words(events: list[Event]) -> str:
    """The text of a page, white space and the bounds of blocks as single spaces."""
    parts = [event[1] if event[0] == "text" else " " * (event[1] in BLOCKS) for event in events]
    return " ".join("".join(parts).split())


def in_block(content: str) -> str:
    """A page on which the content stands in an element, as entries do."""
    return f'# Title\n\n<div class="entry">\n<p>Before</p>\n{content}\n</div>\n\nAfter\n'


def shown_in_block(content: str) -> list[Event]:
    """What is made of the content of `in_block`, without the page around it."""
    events = published(in_block(content))
    start = events.index(("end", "p")) + 1
    return events[start : len(events) - 1 - events[::-1].index(("end", "div"))]


def shown_in_heading(content: str) -> list[Event]:
    """What is made of a heading's content, without the heading."""
    (start, tag, *attributes), *inner, end = published(f"# {content} {{#anchor}}\n")

    assert ("start", "h1", ["id", "anchor"], ("end", "h1")) == (start, tag, attributes, end)
    return inner


def shown_in_paragraph(content: str) -> list[Event]:
    """What is made of the content in Markdown's own paragraph."""
    _, *inner, _ = published(f"See {content} now.\n")
    return inner


def shown_in_cell(content: str) -> list[Event]:
    """What is made of the content of a table's cell."""
    events = published(f"| a | b |\n|---|---|\n| {content} | last |\n")
    cells = [at for at, event in enumerate(events) if event[:2] in (("start", "td"), ("end", "td"))]

    assert 4 == len(cells)
    return events[cells[0] + 1 : cells[1]]


def shown_in_attribute(content: str) -> list[Event]:
    """What is made of the content of an attribute's value, as text."""
    events = published(f'<div>\n<p title="{content}">x</p>\n</div>\n')

    assert [("start", "div"), ("text", "x"), ("end", "p"), ("end", "div")] == [*events[:1], *events[2:]]
    return [("text", value) for value in events[1][3:]]


PLACES: dict[str, Callable[[str], list[Event]]] = {
    "block": shown_in_block,
    "heading": shown_in_heading,
    "paragraph": shown_in_paragraph,
    "cell": shown_in_cell,
    "attribute": shown_in_attribute,
}


def as_shown(place: str, text: str) -> str:
    """The words that a plain text must give in that place: all of them, as typed."""
    seen = " ".join(clean(text).split())
    return f"See {seen} now.".replace("  ", " ") if place == "paragraph" else seen


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("shape", [rich, rich_inline])
def test_hostile_rich_text(name: str, shape: Callable[..., str]) -> None:
    """A hostile rich text puts only known tags, attributes and addresses on a page."""
    made = shape(HOSTILE[name], resolve)
    events = shown_in_block(made)

    assert [] == forbidden(events)
    assert read(made) == events
    assert " ".join(visible(HOSTILE[name], resolve).split()) == words(events)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("place", PLACES)
def test_hostile_plain_text(name: str, place: str) -> None:
    """A hostile plain text is shown in every place exactly as typed, and does nothing else."""
    events = PLACES[place](plain(HOSTILE[name]))

    assert {"text"} == {event[0] for event in events}
    assert as_shown(place, HOSTILE[name]) == words(events)


@pytest.mark.parametrize("name", HOSTILE)
def test_each_gate_holds_alone(name: str) -> None:
    """Should Markdown let raw HTML through one day, the sanitiser stops it, and so would the writer."""
    raw = f"<p>{clean(HOSTILE[name])}</p>"
    writer = markup._Writer([])
    writer.feed(raw)
    writer.close()

    assert [] == forbidden(read(markup._SANITISER.clean(raw)), SANITISED)
    assert [] == forbidden(read("".join(str(part) for part in writer.parts())), VALUES)


def test_nobody_but_a_reference_links_into_the_site() -> None:
    """The sentinel of the site's root comes from references alone."""
    forging = {name: text for name, text in HOSTILE.items() if name.startswith("addresses:root")}
    hrefs = {name: re.findall(r'href="?@[^"]*', rich(text, resolve)) for name, text in forging.items()}

    assert len(forging) > 5
    assert {name: [] for name in forging} == hrefs


@pytest.mark.parametrize(
    "character", ["\ud800", "\ud83d \ude00", "\x00", "\x02wzxhzdk:0\x03", "\ufdd05\ufdd1"]
)
def test_characters_that_no_file_can_hold(character: str) -> None:
    """Lone surrogates, NUL and the marks of other programs are shown as replaced, in plain and rich text."""
    text = f"*a* {character} [[risks/hostile|b]]"

    assert clean(character) in html.unescape(rich(text, resolve))
    assert clean(character) in html.unescape(plain(text))
    rich(text, resolve).encode()
    plain(text).encode()


_MARKS = (TEXT_CASES / "marks.txt").read_text(encoding="utf-8").split()
_BLANKS = ["- ", "1. ", "+ ", "\n", "\n\n", "    ", "  ", "\u2028", "\r", "\t"]
_UNSEEN = ["\u202e", "\u2066", "\x00", "\x02", "\ufdd0", "\ufdd1", "\ud800"]
TEXTS = st.lists(st.sampled_from([*_MARKS, *_BLANKS, *_UNSEEN]), max_size=25).map("".join) | st.text(
    max_size=60
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("- [a](https://a.b\n- [[risks/hostile]]")
@example("[**[[risks/hostile]]**](@/x)")
def test_any_rich_text_is_safe(text: str) -> None:
    """Whatever is typed: known tags only, and the Markdown of the page around it changes nothing."""
    for made in (rich(text, resolve), rich_inline(text, resolve)):
        events = shown_in_block(made)

        assert [] == forbidden(events)
        assert read(made) == events
        assert "\n" not in made


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(sorted(PLACES)))
def test_any_plain_text_is_found_again(text: str, place: str) -> None:
    """Whatever is typed into a title is what readers see, in every place of a page."""
    safe = plain(text)

    # A heading or a cell without words is none; no title is empty.
    shown = as_shown(place, text) if safe.strip() else ""
    assert shown == (words(PLACES[place](safe)) if shown else "")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_has_its_words(text: str) -> None:
    """The words seen on the page are the words that search and exports are given."""
    seen = " ".join(visible(text, resolve).split())

    assert seen == words(read(rich(text, resolve)))
