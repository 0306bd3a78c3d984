"""Paper: any page prints so that a pen is all that one needs."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage
from tests.browser.until import until

NOW = datetime.fromisoformat("2026-11-24T03:12:00+00:00")

#: What stands on paper and is no use there.
CONTROLS = """() => [...document.querySelectorAll(
  `button, select, input, textarea, label[for^=__]:not(.pb-tick), .headerlink,
  .md-header, .md-sidebar, .md-search, .md-skip, .md-top`
)].filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"""

#: Whether what scripts do for paper is done.
READY = """() => {
  dispatchEvent(new Event("beforeprint"))
  const lists = document.querySelectorAll(".pb-checklist").length
  return document.querySelector(".pb-addresses") && (!lists || document.querySelector(".pb-check"))
}"""

#: Texts in a colour that is not nearly black, or on a ground that is not nearly white.
FAINT = """() => {
  const light = colour => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number)
    return 1 - alpha * (1 - (red + green + blue) / 765)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = new Set()
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement
    const text = texts.currentNode.data.trim()
    if (!text || !one.checkVisibility() || one.closest("svg")) continue
    if (light(getComputedStyle(one).color) > .25) found.add(`faint: ${text}`)
    for (let ground = one; ground; ground = ground.parentElement) {
      if (light(getComputedStyle(ground).backgroundColor) < .95) found.add(`dark: ${ground.className}`)
    }
  }
  return [...found]
}"""


def on_paper(new_page: NewPage, address: str, **options: object) -> Page:
    """A page as a printer gets it, from a dark screen."""
    page = new_page(color_scheme="dark", missing=True, **options)
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    printed(page)
    return page


def printed(page: Page) -> None:
    """What a browser does when it is told to print, once the page's scripts are at work."""
    page.emulate_media(media="print")
    until(page, READY)


def after(page: Page, selector: str) -> str:
    """What the style sheets put behind an element."""
    found: str = page.locator(selector).first.evaluate("one => getComputedStyle(one, '::after').content")
    return found


def test_every_kind_of_page_prints_cleanly(new_page: NewPage, outage: str, kinds: list[str]) -> None:
    """Nothing to press, nothing faint, nothing dark; title, version and date below."""
    page = on_paper(new_page, outage)
    found = {}
    for path in kinds:
        page.goto(outage + path)
        printed(page)
        expect(page.locator("#__stamp")).to_be_visible()
        found[path] = [*page.evaluate(CONTROLS), *page.evaluate(FAINT)]
        said = " ".join(page.locator(".md-copyright").inner_text().split())
        if said != "Card payments outage Version 2026.11 24 November 2026, 03:12 GMT":
            found[path].append(said)

    assert len(kinds) > 20
    assert {} == {path: problems for path, problems in found.items() if problems}


def test_boxes_are_empty_on_paper(new_page: NewPage, outage: str) -> None:
    """Those that were ticked on the screen too: who prints wants to tick by pen."""
    page = new_page()
    page.goto(f"{outage}checklists/")
    step = page.locator("[data-step=freeze]").first
    step.get_by_role("checkbox").check()
    printed(page)
    expect(step.locator(".pb-box").first).to_be_visible()
    empty = step.locator(".pb-box").first.evaluate(
        """one => {
          const marks = ["::before", "::after"].map(part => getComputedStyle(one, part).content)
          return [one.textContent, getComputedStyle(one).backgroundImage, ...marks]
        }"""
    )
    boxes = page.locator(".pb-box").evaluate_all("all => all.map(one => one.checkVisibility())")

    assert ["", "none", "none", "none"] == empty
    assert {True} == set(boxes)
    assert page.locator(".pb-check").count() <= len(boxes)


def test_addresses_of_links_stand_on_paper(new_page: NewPage, outage: str) -> None:
    """Other sites' behind the link, if it does not say it itself; this site's pages once, at the end."""
    page = on_paper(new_page, f"{outage}priorities/restore-service/")
    ends = page.locator(".pb-addresses")
    expect(ends).to_contain_text(f"{outage}priorities/restore-service/, printed")
    expect(ends).to_contain_text("Roll back to the old gateway: /contingencies/roll-back/")
    rows = ends.locator("li").all_inner_texts()

    assert '" (https://status.example.org/gateway)"' == after(page, "a[href^='https://status']")
    assert len(rows) == len({row.rpartition(": ")[2] for row in rows}) > 5
    page.goto(outage)
    printed(page)
    assert "none" == after(page, "a[href^='https://chat.example.org']")


def test_addresses_stand_on_paper_without_scripts(new_page: NewPage, outage: str) -> None:
    """Behind each link then."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{outage}priorities/restore-service/")
    page.emulate_media(media="print")
    expect(page.locator("#__stamp")).to_be_visible()
    # Scripts are off for the page, not for the test.
    assert "../../contingencies/roll-back/" in after(page, "article a[href$='contingencies/roll-back/']")
    assert "https://status.example.org/gateway" in after(page, "a[href^='https://status']")


def test_what_is_printed_is_not_left_on_the_screen(new_page: NewPage, outage: str) -> None:
    """What was folded is unfolded for paper alone, and the addresses go again."""
    page = new_page()
    page.goto(f"{outage}plan/")
    folded = "<details><p>Inside</p></details>"
    page.locator("article").evaluate("(one, text) => one.insertAdjacentHTML('beforeend', text)", folded)
    printed(page)
    expect(page.get_by_text("Inside")).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text("Inside")).to_be_hidden()
    expect(page.locator(".pb-addresses")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("", ".pb-card"),
        ("", ".pb-rows > li"),
        ("plan/", "table tr"),
        ("checklists/", ".pb-tick"),
        ("roles/incident-lead/", ".pb-card"),
        ("kpis/", ".pb-tile"),
    ],
)
def test_nothing_is_cut_in_two(new_page: NewPage, outage: str, path: str, selector: str) -> None:
    """What belongs together stays on one sheet, a heading with what follows it."""
    page = on_paper(new_page, outage + path)
    # In one go: scripts may put other elements in their place.
    kept, headings = page.evaluate(
        """selector => [[selector, "breakInside"], ["article :is(h1, h2, h3)", "breakAfter"]].map(
          ([which, how]) => [...document.querySelectorAll(which)].map(one => getComputedStyle(one)[how]))""",
        selector,
    )

    assert {"avoid"} == set(kept)
    assert {"avoid"} == set(headings)


def test_a_pdf_can_be_made_of_it(new_page: NewPage, outage: str) -> None:
    """Of the plan, from a dark screen: the browser's own printing, with its events."""
    page = new_page(color_scheme="dark")
    page.goto(f"{outage}plan/", wait_until="networkidle")
    page.evaluate(
        """addEventListener("beforeprint", () => {
          window.__printed = document.querySelectorAll(".pb-addresses").length
        })"""
    )
    made = page.pdf(format="A4")

    assert made.startswith(b"%PDF-")
    assert 1 == page.evaluate("window.__printed")
    expect(page.locator(".pb-addresses")).to_have_count(0)


def test_an_address_stands_once_on_paper(new_page: NewPage, scripts: str) -> None:
    """The site's other pages, by the first words that lead there; no other site, not the page itself."""
    page = new_page()
    page.goto(scripts)
    found = page.evaluate(
        """async root => {
          const { addresses } = await import("/print.js")
          const given = [
            ["roles/cto/", "CTO"], ["roles/cto/#_call", "Call"], ["plan/#_load", "Load"], ["now/", " "],
          ]
          const links = given.map(([path, textContent]) => ({ href: root + path, textContent }))
          links.push({ href: "https://example.org/", textContent: "Elsewhere" })
          return [...addresses(links, root, `${root}plan/`)]
        }""",
        scripts,
    )

    assert [[f"{scripts}roles/cto/", "CTO"]] == found
