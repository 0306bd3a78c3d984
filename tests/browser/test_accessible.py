"""Pages for people who see, hear or move differently: axe-core's rules, the keyboard, other colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, violations
from tests.browser.fixtures import NewPage

NOW = datetime.fromisoformat("2026-11-24T03:12:00+00:00")
WIDTHS = {390: 844, 1280: 900}


def opened(new_page: NewPage, width: int = 390) -> Page:
    """A page of that width in the light scheme, at a moment of the crisis, without anything that moves."""
    size = {"width": width, "height": WIDTHS[width]}
    page = new_page(viewport=size, color_scheme="light", reduced_motion="reduce", missing=True)
    page.clock.set_fixed_time(NOW)
    return page


def broken(page: Page) -> list[str]:
    """What the page breaks in the light scheme, and in the dark one, which only changes its colours."""
    body = page.locator("body")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    return light + [f"dark {found}" for found in violations(page, COLOURS)]


def visited(page: Page, site: str, paths: list[str]) -> dict[str, list[str]]:
    """By path what is broken there, with all open that is folded away."""
    found = {}
    for path in paths:
        page.goto(site + path)
        page.locator("article details").evaluate_all("all => all.forEach(one => { one.open = true })")
        found[path] = broken(page)
    return {path: problems for path, problems in found.items() if problems}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_accessible(
    new_page: NewPage, outage: str, kinds: list[str], width: int
) -> None:
    """In a crisis, light and dark, with all scripts at work."""
    actual = visited(opened(new_page, width), outage, kinds)

    assert len(kinds) > 20
    assert {} == actual


def test_pages_are_accessible_before_a_crisis(new_page: NewPage, before: str) -> None:
    """Where no T0 is known, pages read otherwise."""
    paths = ["", "checklists/", "levels/", "now/", "plan/", "standup/", "roles/incident-lead/"]
    actual = visited(opened(new_page), before, paths)

    assert {} == actual


def open_menu(page: Page) -> None:
    """The menu of a telephone, and a section other than the page's own."""
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("button", name="Pages of: Record").click()
    expect(page.get_by_role("link", name="Open questions", exact=True)).to_be_visible()


def open_search(page: Page) -> None:
    """The search, with something found."""
    page.get_by_role("button", name="Search").click()
    page.locator(".md-search__input").press_sequentially("certificate")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def start_drill(page: Page) -> None:
    """A drill of another day."""
    page.goto(f"{page.url.partition('?')[0]}?drill=day-3,09:00,platform-lead")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("region", name="Drill")).to_be_visible()


def hand_over(page: Page) -> None:
    """What another device is to scan."""
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Hand over").click()
    page.get_by_role("button", name="Show a code to scan").click()
    expect(page.get_by_role("img", name="Code to scan")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("plan/", open_menu),
        ("plan/", open_search),
        ("levels/", start_drill),
        ("checklists/", hand_over),
    ],
)
def test_what_opens_is_accessible(
    new_page: NewPage, outage: str, path: str, change: Callable[[Page], None]
) -> None:
    """Menu, search, drill and hand-over break no rule either."""
    page = opened(new_page)
    page.goto(outage + path)
    change(page)

    assert [] == broken(page)
