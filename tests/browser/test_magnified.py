"""A page magnified four times, or with the reader's own spacing, loses nothing (WCAG 1.4.10 and 1.4.12)."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage

NOW = datetime.fromisoformat("2026-11-24T03:12:00+00:00")

#: 1280 px at 400 %.
SIZE = {"width": 320, "height": 256}

#: What WCAG 1.4.12 lets readers set.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""

#: Texts that stand outside the screen or are cut by what holds them, unless that can be scrolled; the header
#: shortens the title, which the menu has whole.
LOST = """() => {
  const lost = new Set()
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width) lost.add(`wider: ${document.documentElement.scrollWidth}`)
  const apart = "svg, script, .md-header, .md-sidebar, .pb-unseen, .pb-told, .pb-watermark, .md-skip"
  const isSeen = { visibilityProperty: true, opacityProperty: true }
  const whereCut = (one, box) => {
    for (let around = one; around !== document.body; around = around.parentElement) {
      const frame = around.getBoundingClientRect()
      const { overflowX, overflowY } = getComputedStyle(around)
      if (/auto|scroll/.test(overflowX)) return null
      const isWide = box.right > frame.right + 1 || box.left < frame.left - 1
      const isHigh = box.bottom > frame.bottom + 2 || box.top < frame.top - 2
      if (isWide && /hidden|clip/.test(overflowX) || isHigh && /hidden|clip/.test(overflowY)) return "cut"
    }
    return box.right > width + 1 || box.left < -1 ? "outside" : null
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const one = text.parentElement
    if (!text.data.trim() || one.closest(apart) || !one.checkVisibility(isSeen)) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const box of range.getClientRects()) {
      const how = box.width > 0 ? whereCut(one, box) : null
      if (how) lost.add(`${how}: ${text.data.trim().slice(0, 60)}`)
    }
  }
  return [...lost]
}"""


#: Applies a style sheet in a way that no policy of a page forbids.
APPLY = """text => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  document.adoptedStyleSheets = [sheet]
}"""


def lost(page: Page) -> list[str]:
    """What cannot be read at that width, and what cannot with more space between letters, words and lines."""
    found: list[str] = page.evaluate(LOST)
    page.evaluate(APPLY, SPACING)
    return found + [f"spaced, {one}" for one in page.evaluate(LOST)]


def magnified(new_page: NewPage) -> Page:
    """A page at a moment of the crisis, at 400 %."""
    page = new_page(viewport=SIZE, reduced_motion="reduce", missing=True)
    page.clock.set_fixed_time(NOW)
    return page


def test_no_kind_of_page_loses_anything_at_400_percent(
    new_page: NewPage, outage: str, kinds: list[str]
) -> None:
    """Nothing runs out of the screen, nothing is cut, nobody scrolls in two directions."""
    page = magnified(new_page)
    found = {}
    for path in kinds:
        page.goto(outage + path, wait_until="networkidle")
        found[path] = lost(page)

    assert len(kinds) > 20
    assert {} == {path: texts for path, texts in found.items() if texts}


def test_a_drill_loses_nothing_at_400_percent(new_page: NewPage, outage: str) -> None:
    """Its bar, its question and the form that starts it."""
    page = magnified(new_page)
    page.goto(f"{outage}levels/?drill=day-3,09:00,platform-lead")
    yes = page.get_by_role("button", name="Yes")
    expect(yes).to_be_visible()
    asked = page.evaluate(LOST)
    yes.click()
    expect(page.get_by_role("region", name="Drill")).to_be_visible()

    assert [] == asked
    assert [] == lost(page)


def test_a_hand_over_loses_nothing_at_400_percent(new_page: NewPage, outage: str) -> None:
    """Its code and its link."""
    page = magnified(new_page)
    page.goto(f"{outage}checklists/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Hand over").click()
    page.get_by_role("button", name="Show a code to scan").click()
    expect(page.get_by_role("img", name="Code to scan")).to_be_visible()

    assert [] == lost(page)
