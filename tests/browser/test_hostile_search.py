"""Hostile text in the search: in what it finds, in what is asked for, in what it marks on a page.

The browser ignores the pages' own policy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import hostile
from tests.browser.fixtures import BuildSite, NewPage
from tests.browser.made import parts, works
from tests.browser.serving import serve

#: Words that stand in most hostile texts, so that what is found is hostile.
WORDS = ("alert", "script", "onerror", "javascript", "owned")
#: One of them that stands as a word by itself: the theme marks no part of a word.
MARKED = "owned"

#: What a list of results is made of.
OURS = {
    "a",
    "article",
    "code",
    "details",
    "div",
    "h1",
    "h2",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "summary",
    "ul",
    "del",
}
ATTRIBUTES = {"class", "href", "tabindex", "data-md-score", "open", "start"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, build_site: BuildSite) -> Iterator[str]:
    """The address of a site with hostile texts in all titles and all prose."""
    source = tmp_path_factory.mktemp("hostile") / "plan"
    (source / "data").mkdir(parents=True)
    text = json.dumps(hostile.spread(2), ensure_ascii=False)
    (source / "data" / "plan.yml").write_text(text, encoding="utf-8")
    with serve(build_site(source, at="2026-11-24T14:00:00+00:00"), "/") as address:
        yield address


def turned_to(new_page: NewPage, address: str) -> tuple[Page, Locator]:
    """A page, and the field of its search, which has its words by now."""
    page = new_page(bypass_csp=True)
    page.goto(address)
    field = page.locator("input[name=query]")
    with page.expect_response("**/search_index.json"):
        field.click()
    return page, field


def ask(field: Locator, words: str) -> None:
    """Type words, the last of them by a key as a hand does: the theme listens to keys."""
    field.fill(words)
    field.dispatch_event("keyup")


def test_what_is_found_is_shown_as_typed(new_page: NewPage, plan: str) -> None:
    """Results hold nothing but what a list of results is made of; titles read as they were written."""
    page, field = turned_to(new_page, plan)
    results = page.locator(".md-search-result__list")
    titles: set[str] = set()
    for word in WORDS:
        ask(field, "")
        expect(results.locator("a")).to_have_count(0)
        ask(field, word)
        expect(results.locator("a").first).to_be_visible()
        for link in results.locator("> li > a").all():
            link.hover()
        found = parts(results)
        names = {name.rpartition("[")[2].removesuffix("]") for name in found if "[" in name}

        assert set() == {name for name in found if "[" not in name} - OURS
        assert set() == names - ATTRIBUTES
        titles |= {*results.locator("h1").all_inner_texts()}
    works(page)

    typed = {" ".join(text.split()) for text in hostile.TEXTS.values()}
    assert len(titles & typed) > 5


@pytest.mark.parametrize("number", range(2))
def test_what_was_found_is_marked_on_its_page(new_page: NewPage, plan: str, number: int) -> None:
    """A result leads to its page, where the words are marked and nothing else changes."""
    page, field = turned_to(new_page, plan)
    ask(field, MARKED)
    page.locator(f".md-search-result__list > li > a[href*='?h={MARKED}']").nth(number).click()

    page.wait_for_url(f"**/?h={MARKED}*")
    # It marks once it has its words, which it asks for when a reader turns to it.
    field.click()
    expect(page.locator("article mark").first).to_be_attached()
    works(page)


def test_whatever_is_asked_for(new_page: NewPage, outage: str) -> None:
    """Every hostile text, typed into the search: it goes on finding what is there."""
    page, field = turned_to(new_page, outage)
    for text in hostile.TEXTS.values():
        ask(field, text)
    ask(field, "rollback")

    expect(page.locator(".md-search-result__list a").first).to_be_visible()
    works(page)


@pytest.mark.parametrize("number", range(2))
def test_an_address_asks_for_words_only(new_page: NewPage, outage: str, number: int) -> None:
    """Links that search, and links that mark: what they name is text."""
    text = [*hostile.TEXTS.values()][(37 * number) % len(hostile.TEXTS)]
    page = new_page(bypass_csp=True)
    page.goto(f"{outage}plan/?h={quote(text)}&q={quote(text)}")

    expect(page.locator("input[name=query]")).to_have_value(re.sub("[\r\n]", "", text))
    works(page)
