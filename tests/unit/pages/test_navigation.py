"""The menu: complete while it is short, and safe whatever a title holds."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pathspec.gitignore import GitIgnoreSpec

from generator.load import load_text
from generator.pages import Page, navigation
from generator.pages.navigation import FULL_UP_TO, menu_text, name_text
from tests import playbooks

HOSTILE = [
    "<script>alert(1)</script>",
    "{{ config }} {% raw %}",
    "a: b # c",
    "- [x](javascript:alert(1))",
    "\"quoted\" 'twice' & entities &amp;",
    "!ENV [HOME, x]",
    "null",
    "2026-11-23",
]


def listed(nav: str) -> list[str]:
    """The pages that a menu lists, in order."""

    def walk(items: list[Any]) -> list[str]:
        found: list[str] = []
        for item in items:
            for value in item.values():
                found += walk(value) if isinstance(value, list) else [value]
        return found

    return walk(json.loads(nav)["nav"])


def left_out(nav: str) -> str:
    """The patterns of the pages that a menu leaves out on purpose."""
    return str(json.loads(nav).get("not_in_nav", ""))


def a_page(path: str, title: str = "A page", section: str = "Guides") -> Page:
    """A page with nothing on it."""
    return Page(path, "page/list.md.j2", title, section)


def some_pages(count: int) -> tuple[Page, ...]:
    """A section of so many pages."""
    return (a_page("risks/index.md"), *(a_page(f"risks/r-{number}.md") for number in range(count - 1)))


def test_a_long_title_is_cut() -> None:
    """No reader of YAML takes a key of more than 1024 characters; a menu has no room for them either."""
    nav = navigation((a_page("index.md", "A"), a_page("risks/long.md", "{" * 5000)), "Playbook")

    [title] = json.loads(nav)["nav"][0]["Guides"][1]

    assert len(title) < 1000
    assert title.endswith("\u2026")
    assert json.loads(nav) == yaml.safe_load(nav)


def test_a_short_menu_lists_every_page() -> None:
    """Up to 150 pages each one is in the menu, and none is left out."""
    pages = some_pages(FULL_UP_TO)

    nav = navigation(pages, "Site")

    assert ([page.path for page in pages], "") == (listed(nav), left_out(nav))


def test_a_long_menu_lists_what_leads_to_the_rest() -> None:
    """Above 150 pages the menu has the pages of collections, by section, and none of a single entry."""
    made = playbooks.large(FULL_UP_TO + 20)
    sections = dict.fromkeys(page.section for page in made.pages)
    expected = [
        page.path
        for section in sections
        for page in made.pages
        if page.section == section and "entry" not in page.context
    ]

    nav = navigation(made.pages, "Site")

    assert FULL_UP_TO < len(made.pages)
    assert expected == listed(nav)


@pytest.mark.parametrize("size", [60, FULL_UP_TO + 20])
def test_every_page_is_in_the_menu_or_left_out_on_purpose(size: int) -> None:
    """The site builder, told to be strict, finds no page that the menu has forgotten."""
    made = playbooks.large(size)
    nav = navigation(made.pages, "Site")
    # As the site builder reads it: patterns of a .gitignore file.
    spec = GitIgnoreSpec.from_lines(left_out(nav).splitlines())

    forgotten = [
        page.path for page in made.pages if page.path not in listed(nav) and not spec.match_file(page.path)
    ]

    assert [] == forgotten


def test_hand_written_pages_in_any_folder_may_be_left_out() -> None:
    """Signs that mean something in a pattern are only signs in a folder's name."""
    folders = ["guides [old]", "what?", "a*b", "!urgent", "#1", "end "]
    pages = (*some_pages(FULL_UP_TO + 1), *(a_page(f"{name}/page.md", section="More") for name in folders))

    nav = navigation(pages, "Site")

    spec = GitIgnoreSpec.from_lines(left_out(nav).splitlines())
    assert folders[1:] == [name for name in folders[1:] if spec.match_file(f"{name}/page.md")]
    assert not spec.match_file("axb/page.md")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_a_title(title: str) -> None:
    """Whatever a title holds, YAML readers take it for text, and the theme shows it as typed."""
    nav = navigation((a_page("x.md", title), a_page("y.md", title, title), a_page("z.md", "Z", title)), title)
    raw, problems = load_text(nav, "nav.yml")
    name = raw.root.get("site_name")

    assert () == problems
    assert name is not None
    assert title == html.unescape(getattr(name[1], "text", ""))


@given(st.text(max_size=40))
def test_menu_text_is_safe(title: str) -> None:
    """No title opens a tag, an attribute's end or a template in the menu; all its words are there."""
    made = menu_text(title)

    assert title.split() == html.unescape(made).split()
    assert not set("<>\"'{}") & set(made)


@pytest.mark.parametrize("name", ["R&D's outage", "Q&A", "50% & more"])
def test_an_ordinary_name_stays_as_typed(name: str) -> None:
    """The theme escapes the site's name once more in a tooltip; what needs no escaping has none."""
    assert name == name_text(name)


@given(
    st.text(max_size=40)
    | st.sampled_from(["&lt;b&gt;", "&copy", "a &amp b", "&#60script", 'x" onclick="alert(1)'])
)
def test_a_name_is_safe(name: str) -> None:
    """No name opens a tag, a template or an attribute's end, and HTML reads it as it was typed."""
    made = name_text(name)

    assert name.split() == html.unescape(made).split()
    assert not set('<>{}"') & set(made)


def test_one_page_of_a_section_stands_alone() -> None:
    """A section of one page is that page: nobody opens a folder to find one thing."""
    nav = navigation((a_page("index.md", "Home", ""), a_page("log/index.md", "Log", "Record")), "Site")

    assert [{"Home": "index.md"}, {"Log": "log/index.md"}] == json.loads(nav)["nav"]
