"""Whatever an entry is called and says, its page shows exactly that and keeps its structure."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import relative, tidy, without_anchors
from tests import playbooks, sites
from tests.sites import Read
from tests.unit.test_odd_text import playbook

TEMPLATES = Path(__file__).resolve().parents[2] / "generator" / "templates"

HOSTILE = [
    "<script>alert(1)</script>",
    "</div></li></ul>",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1))",
    "{{ 7 * 7 }} {% include 'x' %} {# x #}",
    "# heading {#top}",
    "a | b || c",
    "*a* _b_ `c` ~~d~~ ==e== ^^f^^",
    '--8<-- "mkdocs.yml"',
    "![x](http://example.org/x.png)",
    "[[roles/lead]]",
    'href="@/roles/lead/" id="x"',
    "&lt;b&gt; &amp;amp; &#42;",
    "1. not a list",
    "- not a list",
    "---",
    ":smile: ++ctrl++",
    "$1 \\1 \\g<0> %s",
    "*[HTML]: abbreviation",
    "@/roles/lead/",
]


def site(titles: list[str], prose: list[str]) -> dict[str, Read]:
    """The pages of a playbook whose plain texts are these, and its prose texts those, of equal number."""
    data: dict[str, Any] = {
        "playbook": {
            "key": "test",
            "title": titles[0],
            "organisation": titles[0],
            "situation": prose[0],
            "war_room": [contact(titles[0], prose[0])],
            "timezone": "Europe/London",
        }
    }
    for number, (title, text) in enumerate(zip(titles, prose, strict=True)):
        for collection, entry in entries(title, text, number).items():
            data.setdefault(collection, {})[f"x-{number}"] = entry
    made = playbooks.made(playbooks.book(json.dumps(data, ensure_ascii=False), ""))
    return {path: sites.read(text) for path, text in made.docs.items()}


def contact(title: str, text: str) -> dict[str, str]:
    """A way to reach somebody."""
    return {"call": "+44 20 7946 0000", "chat": title, "note": text}


def entries(title: str, text: str, number: int) -> dict[str, dict[str, Any]]:
    """An entry of each collection whose pages differ."""
    return {
        "roles": {"title": title, "aliases": [title], "contacts": [contact(title, text)], "handles": [text]},
        "priorities": {
            "title": title,
            "order": number + 1,
            "owner": f"x-{number}",
            "success": [text],
            "actions": {"find": {"title": title, "repeat": title, "steps": [{"id": "look", "text": text}]}},
        },
        "kpis": {
            "title": title,
            "unit": title,
            "target": {"op": "<", "value": 1},
            "baseline": 2,
            "note": f"[[kpis/x-{number}.target]] [[roles/x-{number}]]",
        },
        "comms": {
            "title": title,
            "recipients": [title],
            "schedule": [{"what": title, "channel": title}],
            "templates": {"update": {"subject": text, "body": text, "channel": title}},
        },
    }


@cache
def harmless(count: int) -> dict[str, list[str]]:
    """The tags of each page when all texts are a word."""
    return {path: page.structure for path, page in site(["Word"] * count, ["Prose"] * count).items()}


def unseen(pages: dict[str, Read], titles: list[str]) -> list[tuple[str, str]]:
    """Titles that do not stand as typed where their readers look for them."""
    kinds = ("roles", "priorities", "kpis", "comms")
    homes = [
        (f"{kind}/{name}.md", title)
        for kind in kinds
        for number, title in enumerate(titles)
        for name in ("index", f"x-{number}")
    ]
    everywhere = [("everything.md", title) for title in titles]
    return [(path, title) for path, title in (*homes, *everywhere) if not pages[path].says(title)]


TITLES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40).filter(
    str.strip
)


@settings(max_examples=8, deadline=None)
@given(st.lists(TITLES, min_size=6, max_size=6))
def test_any_plain_text_is_shown_as_typed(titles: list[str]) -> None:
    """A title, a name, a label or a unit is found in the page's text and adds no tag to it."""
    pages = site(titles, ["Prose"] * len(titles))

    assert harmless(len(titles)) == {path: page.structure for path, page in pages.items()}
    assert [] == unseen(pages, titles)


def test_hostile_plain_text_is_shown_as_typed() -> None:
    """What would be markup anywhere else is text in a title."""
    pages = site(HOSTILE, ["Prose"] * len(HOSTILE))

    assert harmless(len(HOSTILE)) == {path: page.structure for path, page in pages.items()}
    assert [] == unseen(pages, HOSTILE)


def test_hostile_prose_loses_no_words_where_it_is_repeated() -> None:
    """A page that repeats entries without their anchors shows the same words as their own pages."""
    prose = [f"Say {text} twice" for text in HOSTILE if "[[" not in text and "{" not in text]
    pages = site(["Title"] * len(prose), prose)
    said = [pages[f"roles/x-{number}.md"].text for number in range(len(prose))]
    shown = [text[text.index("Say ") :].partition(" twice")[0] for text in said]
    lost = [text for text in shown if not pages["everything.md"].says(text)]
    tags = [tag for page in pages.values() for tag in page.tags]
    own = ("h4", {"class": "pb-card-title"})

    assert [] == lost
    assert [] == [tag for tag in tags if tag[0] in {"script", "img", "iframe", "h4"} and tag != own]


@pytest.mark.parametrize(
    ("expected", "page"), [("./roles/", "/"), ("../roles/", "/plan/"), ("../../roles/", "/risks/churn/")]
)
def test_links_from_the_root_become_relative(expected: str, page: str) -> None:
    """The site works below any path: links go up to the root, then down."""
    assert f'<a href="{expected}">' == relative('<a href="@/roles/">', page)


def test_a_page_begins_and_ends_cleanly() -> None:
    """One blank line between blocks, one line break at the end."""
    assert "a\n\nb\n" == tidy("\n\na\n \n\t\n\nb\n\n")


def test_repeated_bodies_have_no_anchors() -> None:
    """An anchor belongs to the entry's own page; the words about one stay."""
    assert '<li class="x">id=&#34;a&#34;</li>' == str(
        without_anchors('<li id="a.b" class="x">id=&#34;a&#34;</li>')
    )


def test_pages_that_repeat_others_stay_out_of_the_search() -> None:
    """Searching finds an entry once, on its own page."""
    made = playbooks.small()
    excluded = {path for path, text in made.docs.items() if text.startswith("---\nsearch:\n  exclude: true")}

    assert {page.path for page in made.pages if not page.searchable} == excluded


def test_only_data_decides_what_is_rendered() -> None:
    """The same playbook gives the same bytes."""
    first, second = (playbooks.made(playbooks.small().book, playbooks.small().content) for _ in range(2))

    assert first.docs == second.docs


def test_no_template_prints_a_field_as_it_stands() -> None:
    """A text of the data is plain, rich or a component's to show: escaped alone, a fence in it opens code."""
    bare = re.compile(r"\{\{-?[^}|(]*\.record\.[^}|(]*\}\}")
    texts = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")}

    assert {} == {name: found for name, text in texts.items() if (found := bare.findall(text))}
    assert bare.search('data-passes="{{ action.record.repeat or "" }}"')


#: What means something wherever a line begins, whatever stands around it.
MARKS = ("```html", "~~~", "!!! x", '=== "x"', '--8<-- "x"', "/// x", "# x", "::: x", "- x", "| x |")
LINES = "\n".join(("words", *MARKS, "words"))
MARKED = re.compile(rf"^[ \t>]*(?:{'|'.join(map(re.escape, MARKS))})", re.MULTILINE)


def test_no_text_begins_a_line_with_a_mark() -> None:
    """In no field, and not in the heading of a role that has duties but no actions."""
    filled = playbooks.made(playbooks.book(playbook([LINES]), ""))
    idle = {
        "playbook": {"key": "k", "title": "T"},
        "roles": {"a": {"title": LINES}},
        "rituals": {"r": {"title": "R", "who": ["a"], "cadence": "daily at 09:00"}},
    }
    docs = [*filled.docs.values(), *playbooks.made(playbooks.book(json.dumps(idle), "")).docs.values()]

    assert [] == [found.group() for text in docs for found in MARKED.finditer(text)]


def test_a_fence_in_an_attribute_is_text() -> None:
    """What a checklist is done anew for may have lines that are marks where a line begins."""
    text = "one report\n```html\n<b>\n```"
    data = {
        "playbook": {"key": "k", "title": "T"},
        "priorities": {"p": {"title": "P", "actions": {"a": {"title": "A", "repeat": text}}}},
    }
    page = playbooks.made(playbooks.book(json.dumps(data), "")).docs["priorities/p.md"]

    assert 1 == len(re.findall(r'data-passes="[^"\n`]*html[^"\n`]*"', page))
