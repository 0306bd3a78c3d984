"""Risks on a screen and on paper: a map that leads to its risks, a register that fits a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import NewPage


def test_a_cell_leads_to_its_risks(new_page: NewPage, outage: str) -> None:
    """By a link whose name says likelihood, impact, how many and how grave."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{outage}risks/")
    page.get_by_role("link", name="likelihood 3, impact 5: 1 risk, high", exact=True).click()
    group = page.locator(":target")

    expect(group).to_be_in_viewport()
    expect(group.get_by_role("article")).to_have_count(1)
    expect(group).to_contain_text("A second outage during repair")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_fits_a_phone(new_page: NewPage, outage: str, scheme: str) -> None:
    """Whole without sideways scrolling, each cell with risks a finger's height, no word cut."""
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(f"{outage}risks/")
    links = page.locator(".pb-heat a")
    small = links.evaluate_all(
        "all => all.filter(one => Math.min(one.offsetHeight, one.offsetWidth) < 44"
        " || one.scrollWidth > one.clientWidth).length"
    )

    expect(page.locator(".pb-heat-cell")).to_have_count(25)
    expect(links).to_have_count(3)
    assert (390, 0) == (page.evaluate("document.documentElement.scrollWidth"), small)
    assert page.locator(".pb-heat").evaluate("one => one.getBoundingClientRect().right") <= 374


def test_the_map_says_its_heat_without_colour(new_page: NewPage, outage: str) -> None:
    """On black and white paper the words are left."""
    page = new_page()
    page.goto(f"{outage}risks/")
    page.emulate_media(media="print", forced_colors="active")

    expect(page.locator(".pb-heat a")).to_have_text(
        [
            "likelihood 4, impact 4: 1 risk, high",
            "likelihood 3, impact 5: 1 risk, high",
            "likelihood 2, impact 4: 1 risk, medium",
        ]
    )
    expect(page.locator(".pb-heat a span:last-child").first).to_be_visible()


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 3)])
def test_the_register_is_restacked_on_a_phone(
    new_page: NewPage, outage: str, width: int, columns: int
) -> None:
    """Sign, mitigation and contingency stand side by side only where there is room."""
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(f"{outage}risks/")
    facts = page.locator(".pb-risk", has_text="A second outage").locator("dl > div")
    lefts = facts.evaluate_all("all => new Set(all.map(one => one.getBoundingClientRect().left)).size")

    expect(facts).to_have_count(3)
    assert columns == lefts


def test_the_register_stands_by_exposure(new_page: NewPage, outage: str) -> None:
    """The gravest first; what nobody rated last, and said so."""
    page = new_page()
    page.goto(f"{outage}risks/")

    expect(page.locator(".pb-risks h3")).to_have_text(
        [
            "Large merchants leave",
            "A second outage during repair",
            "A fine by the regulator",
            "The press reports it",
        ]
    )
    expect(page.locator(".pb-risks").last).to_contain_text("Not rated yet")


def test_a_risk_says_whom_to_call_and_what_to_do(new_page: NewPage, outage: str) -> None:
    """Exposure and money first, then the contingency, then the owner's number in one tap."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{outage}risks/second-outage/")

    expect(page.get_by_text("15 of 25")).to_be_visible()
    expect(page.get_by_text("200,000 GBP a day at stake")).to_be_visible()
    expect(page.locator("article").get_by_role("link", name="Roll back").first).to_be_in_viewport()
    expect(page.locator("[data-role=platform-lead] a[href^='tel:']")).to_have_attribute(
        "href", "tel:+442079460002"
    )
