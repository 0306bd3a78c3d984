"""What an audience was told and is not so any more, on its page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.axe import COLOURS, violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve

TOLD = """\
log:
  told:
    at: 2026-11-23T13:05
    by: incident-lead
    kind: sent
    about: [comms/merchants, templates/merchants.update]
    said: {kpis/success-rate.target: "≥ 99%"}
    text: "Card payments\\n\\nSuccess rate now: 92% (target ≥ 99%).\\n"
"""
CORRECTION = """\
comms:
  clients:
    title: Clients
    templates:
      correction: {subject: We were wrong, body: "What is true: {true}", blanks: {true: What is true}}
log:
  clients-told:
    at: 2026-11-23T13:05
    by: incident-lead
    kind: sent
    about: [comms/clients]
    said: {kpis/success-rate.target: "≥ 99%"}
"""


@pytest.fixture(scope="module")
def told(build_site: BuildSite) -> Iterator[str]:
    """The outage, whose merchants and clients heard another target."""
    edits = {"data/told.yml": lambda _: TOLD, "data/clients.yml": lambda _: CORRECTION}
    with serve(build_site(OUTAGE, edits), "/") as address:
        yield address


@pytest.mark.parametrize("audience", ["merchants", "clients"])
def test_nobody_is_kept_from_reading_it(audience: str, told: str, new_page: NewPage) -> None:
    """axe finds nothing, in either scheme; nothing is cut off on the narrowest telephone."""
    dark = new_page(color_scheme="dark", viewport={"width": 320, "height": 700})
    light = new_page()
    for page in (dark, light):
        page.goto(f"{told}comms/{audience}/")
        expect(page.get_by_role("region", name="To correct")).to_be_visible()

    width = dark.evaluate("document.documentElement.scrollWidth")

    assert 320 == width
    assert [] == violations(light)
    assert [] == violations(dark, COLOURS)


def test_one_tap_leads_to_the_correction(told: str, new_page: NewPage) -> None:
    """From what is wrong to the message that puts it right."""
    page = new_page()
    page.goto(f"{told}comms/clients/")

    page.get_by_role("link", name="Send a correction").click()

    expect(page).to_have_url(f"{told}comms/clients/#correction")


def test_the_whole_message_is_one_tap_away(told: str, new_page: NewPage) -> None:
    """As it was sent, its lines kept; without a script, too."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{told}comms/merchants/")
    text = page.locator(".pb-outbox .pb-as-sent").first

    expect(text).to_be_hidden()
    page.locator(".pb-outbox summary", has_text="Card payments").click()

    expect(text).to_be_visible()
    assert "Card payments\n\nSuccess rate now: 92% (target ≥ 99%)." == text.inner_text().strip()
