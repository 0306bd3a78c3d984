"""Hostile text in addresses: what is asked for behind a question mark, and places on a page.

A few rounds here; `make torture` has more. The browser ignores the pages' own policy.
"""

from __future__ import annotations

import random
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from tests import hostile
from tests.browser.fixtures import NewPage
from tests.browser.made import works
from tests.browser.test_handover import packed, packet

ROUNDS = 2

#: What our scripts and the theme's take from an address, and names that they do not know.
NAMES = (
    "role",
    "priority",
    "kind",
    "since",
    "t0",
    "drill",
    "q",
    "h",
    "of",
    "for",
    "filename",
    "value",
    "__proto__",
)

#: Pages that take something from their address; `/log/` and `/brief/` write into it as well.
PLACES = ("", "log/", "brief/", "levels/", "now/", "checklists/")

#: Texts that mean something to what reads addresses, beside those that mean something on a page. The server
#: of tests takes neither the character that ends texts elsewhere nor addresses of a hundred thousand letters.
TEXTS = (
    *(text.replace("\0", "") for text in hostile.TEXTS.values()),
    "",
    "%",
    "%E0%A4%A",
    "__proto__",
    "constructor",
    "[object Object]",
    "day-3,09:00,__proto__",
    "day-999,23:59,constructor",
    "2026-11-23T09:00<img src=x onerror=alert(1)>",
    "9999-12-31",
    "x" * 2_000,
)


def asks(page: Page, outage: str, number: int) -> None:
    """Visit every page with one text in all of its address; another page has another text."""
    texts = random.Random(8).sample(TEXTS, len(TEXTS))
    for place, address in enumerate(PLACES):
        text = texts[(number * len(PLACES) + place) % len(texts)]
        page.goto(f"{outage}{address}?{urlencode(dict.fromkeys(NAMES, text))}#{quote(text)}")
        page.wait_for_load_state("networkidle")
        works(page)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_is_asked_for_is_text(new_page: NewPage, outage: str, number: int) -> None:
    """The same text under every name that is asked for, on every page that asks: told, or ignored."""
    asks(new_page(bypass_csp=True), outage, number)


@pytest.mark.parametrize("address", ["log/", "checklists/"])
def test_no_place_on_a_page_stops_it(new_page: NewPage, outage: str, address: str) -> None:
    """Every text behind the #, as it is and as a hand-over, one after the other: the page goes on."""
    page = new_page(bypass_csp=True)
    page.goto(outage + address)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """async texts => {
          for (const text of texts) {
            for (const start of ["", "handover=", "handover=1d", "handover=1p"]) {
              location.hash = start + text
              await new Promise((later) => setTimeout(later))
            }
          }
        }""",
        TEXTS,
    )
    works(page)


def test_a_hand_over_shows_texts_and_runs_none(new_page: NewPage, outage: str) -> None:
    """Every hostile text as a step that somebody ticked: listed as typed once it is brought in."""
    texts = [" ".join(text.split()) for text in hostile.TEXTS.values() if "\ufdd0" not in text]
    rows = [[f"gone-{place}", 1, 1, 300, text] for place, text in enumerate(texts)]
    given = packet(ticks=[["actions/restore-service.decide-rollback", rows]], role="platform-lead")
    page = new_page(bypass_csp=True)
    page.goto(f"{outage}checklists/")
    page.goto(f"{outage}checklists/#handover={packed(given)}")
    panel = page.locator(".pb-handover-taken")
    panel.get_by_role("button", name="Merge").click()
    expect(panel).to_contain_text(f"Handed over: {len(rows)} new.")
    gone = page.locator(".pb-gone p")
    expect(gone.first).to_be_visible()
    shown = " ".join(" ".join(gone.all_text_contents()).split())

    assert [] == [text for text in texts if text not in shown]
    works(page)
