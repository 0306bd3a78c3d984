"""Everything by the keyboard alone: in a sensible order, and never without a sign of where one is."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage

NOW = datetime.fromisoformat("2026-11-24T03:12:00+00:00")

#: What has the focus: its name, whether it can be seen there, and whether it is marked.
STOP = """() => {
  const one = document.activeElement
  if (one === document.body) return null
  one.scrollIntoView({ block: "nearest" })
  const shown = one.matches(".md-option") ? one.nextElementSibling
    : one.matches(".pb-check") ? one.closest(".pb-tick") : one
  const box = shown.getBoundingClientRect()
  const style = getComputedStyle(shown)
  const isInside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
    && box.left < innerWidth
  // The browser marks the parts of such a field, not the whole.
  const isNative = one.matches("[type=time], [type=datetime-local]")
  return {
    name: (one.ariaLabel || one.labels?.[0]?.textContent || one.textContent).trim().replace(/\\s+/g, " "),
    seen: isInside && style.visibility === "visible",
    marked: isNative || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    top: Math.round(box.top + scrollY),
  }
}"""


def opened(new_page: NewPage, address: str, width: int = 390) -> Page:
    """A page at a moment of the crisis, when all scripts are at work."""
    page = new_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    page.clock.set_fixed_time(NOW)
    page.goto(address, wait_until="networkidle")
    return page


def stops(page: Page) -> list[dict[str, object]]:
    """Everything that the tabulator comes to, from the top to the end."""
    found: list[dict[str, object]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    pytest.fail("The tabulator came to no end.")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["", "now/", "plan/", "checklists/", "levels/", "priorities/restore-service/"]
)
def test_the_focus_is_always_seen(new_page: NewPage, outage: str, path: str, width: int) -> None:
    """On a telephone and on a desk every stop stands on the screen and has an outline."""
    found = stops(opened(new_page, outage + path, width))

    assert len(found) > 5
    assert "Skip to content" == found[0]["name"]
    assert [] == [stop for stop in found if not (stop["seen"] and stop["marked"] and stop["name"])]


def test_the_board_is_walked_from_top_to_bottom(new_page: NewPage, outage: str) -> None:
    """Menu and search, the role, the next action, then whom to call."""
    page = opened(new_page, outage)
    action = page.locator("#_mine .pb-card-title a").first.inner_text()
    names = [str(stop["name"]) for stop in stops(page)]
    wanted = [
        "Skip to content",
        "Menu",
        "Search",
        "You are",
        action,
        "Call owner",
        "Call deputy",
        "Join war room",
    ]
    first = [[name.startswith(start) for name in names].index(True) for start in wanted]

    assert sorted(first) == first


def test_the_skip_link_leads_to_the_page(new_page: NewPage, outage: str) -> None:
    """What comes next is the page's own."""
    page = opened(new_page, f"{outage}plan/", 1280)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_of_a_telephone(new_page: NewPage, outage: str) -> None:
    """It opens, has the focus until it is closed, leads on; escape closes it and gives the focus back."""
    page = opened(new_page, f"{outage}plan/")
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Back", exact=True)).to_be_focused()
    inside = (
        "document.activeElement === document.body || document.activeElement.closest('.md-sidebar') !== null"
    )
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    page.get_by_role("link", name="Checklists", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{outage}checklists/")


def test_the_search_of_a_telephone(new_page: NewPage, outage: str) -> None:
    """It opens, finds, and the arrow and enter keys lead to what was found."""
    page = opened(new_page, outage)
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("certificate")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(outage)


def test_a_checklist_by_keyboard_alone(new_page: NewPage, outage: str) -> None:
    """From the top of the page to the first box, ticked with the space bar, and it is kept."""
    page = opened(new_page, f"{outage}priorities/restore-service/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pb-check')"):
            break
    page.keyboard.press("Space")
    box = page.locator(".pb-check").first
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    page.reload()
    expect(box).to_be_checked()


def test_nothing_moves_for_those_who_asked_for_that(new_page: NewPage, outage: str) -> None:
    """No transition, no animation, no gliding to an anchor."""
    page = opened(new_page, outage)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(one => {
          const style = getComputedStyle(one)
          return parseFloat(style.transitionDuration) > .01 || parseFloat(style.animationDuration) > .01
            || style.scrollBehavior === "smooth"
        }).map(one => one.outerHTML.slice(0, 80))"""
    )

    assert [] == moving


def test_chips_and_boxes_keep_their_edge_in_the_systems_own_colours(new_page: NewPage, outage: str) -> None:
    """Where the system takes the grounds away, an edge stays around states, boxes and buttons."""
    page = opened(new_page, f"{outage}checklists/")
    page.emulate_media(forced_colors="active")
    box = page.locator(".pb-check").first.evaluate("one => one.getBoundingClientRect().width")
    page.goto(outage)
    expect(page.locator(".pb-board--live #_mine .pb-card")).to_be_visible()
    edges = page.evaluate(
        "() => [...document.querySelectorAll('.pb-chip, .pb-button')]"
        ".map((one) => getComputedStyle(one).borderTopStyle)"
    )

    assert box > 10
    assert {"solid"} == set(edges)


def test_titles_tell_pages_apart(outage_site: Path) -> None:
    """Every page says its language and has a title of its own."""
    pages = [file.read_text(encoding="utf-8") for file in sorted(outage_site.rglob("*.html"))]
    titles = [re.findall("<title>(.*?)</title>", page) for page in pages]

    assert [1] * len(pages) == [len(found) for found in titles]
    assert len(pages) == len({title for [title] in titles})
    assert all('<html lang="en"' in page for page in pages)
