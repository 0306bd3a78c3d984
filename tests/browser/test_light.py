"""What a page asks of a telephone's line; `make bench` says how soon it can be read there."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from benchmarks.home import BUDGET, visit
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage


def test_the_home_page_is_light(chromium: Browser, build_site: BuildSite) -> None:
    """A browser that has nothing of the site yet is sent at most 200 kB, compressed, workers' files too."""
    actual = visit(chromium, build_site(OUTAGE))

    assert actual.requests > 10
    assert BUDGET >= actual.size, f"{actual.size} bytes"


def test_the_search_asks_for_its_words_when_it_is_turned_to(new_page: NewPage, outage: str) -> None:
    """Not before, and then it finds what it should."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(outage, wait_until="networkidle")
    before = [address for address in asked if "search_index" in address]
    page.locator(".md-search__input").press_sequentially("certificate")
    found = page.locator(".md-search-result__item a").first
    expect(found).to_contain_text("Restore card payments")

    assert [] == before
    assert [f"{outage}search/search_index.json"] == [
        address for address in asked if "search_index" in address
    ]
