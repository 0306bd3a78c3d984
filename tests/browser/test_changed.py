"""The page of what changed since the last named version, of a plan that has two."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve
from tests.publishing import git

NOW = datetime.fromisoformat("2026-11-24T03:12:00+00:00")
EDITS = {
    "playbook.yml": [('version: "2026.11"', 'version: "2026.12"')],
    "numbers.yml": [("value: 99.5}", "value: 99.9}")],
    "people.yml": [("  executives:\n    title: Executive team\n", "")],
    "response.yml": [
        ("technical_risk: {score: 6", "technical_risk: {score: 1"),
        ("when: day 1 afternoon", "when: day 2 afternoon"),
        (
            "- Hear the platform lead\n",
            "- Hear the platform lead and the vendor of the gateway, in this order, on one call\n",
        ),
    ],
}


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory, build_site: BuildSite) -> Iterator[str]:
    """The address of the outage as it is after a second version of its plan."""
    folder = tmp_path_factory.mktemp("versions") / "outage"
    shutil.copytree(OUTAGE, folder)
    git(folder, "init", "-q", "--initial-branch=main")
    git(folder, "add", "--all", ".")
    git(folder, "commit", "-qm", "As it began")
    for name, pairs in EDITS.items():
        file = folder / "data" / name
        text = file.read_text(encoding="utf-8")
        for then, now in pairs:
            assert then in text
            text = text.replace(then, now)
        file.write_text(text, encoding="utf-8")
    git(folder, "commit", "-qam", "A second version")
    with serve(build_site(folder), "/") as address:
        yield address


def opened(new_page: NewPage, site: str, width: int = 390, scheme: str = "light") -> Page:
    """The page, at a moment of the crisis."""
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.clock.set_fixed_time(NOW)
    page.goto(f"{site}changes/")
    return page


def test_the_footer_leads_to_it(new_page: NewPage, versions: str) -> None:
    """Where the version stands, readers ask what it brought."""
    page = opened(new_page, versions)
    page.goto(f"{versions}kpis/success-rate/")
    page.locator("#__stamp").get_by_role("link", name="Version 2026.12").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Changes")
    expect(page.get_by_text("Since version 2026.11")).to_be_visible()


def test_each_change_leads_to_its_entry(new_page: NewPage, versions: str) -> None:
    """A link each, but for what the plan has no more."""
    page = opened(new_page, versions)
    page.get_by_role("link", name="Card success rate").first.click()

    expect(page).to_have_url(f"{versions}kpis/success-rate/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_is_accessible_and_fits(new_page: NewPage, versions: str, width: int, scheme: str) -> None:
    """On a phone as on a desk, by night as by day."""
    page = opened(new_page, versions, width, scheme)
    expect(page.locator(".pb-change").first).to_be_visible()

    assert [] == violations(page)
    assert width == page.evaluate("document.documentElement.scrollWidth")


def test_what_was_and_what_is_are_told_without_colours(new_page: NewPage, versions: str) -> None:
    """By marks that are seen, and by words that are heard."""
    page = opened(new_page, versions)
    target = page.locator("#_targets ~ ul").first.locator(".pb-moves > div").first

    expect(target.locator("dd")).to_have_text("was ≥ 99.5% → is now ≥ 99.9%")
    expect(target.locator("del")).to_have_css("text-decoration-line", "line-through")
    expect(target.locator("ins")).to_have_css("font-weight", "600")


def test_words_that_came_are_marked(new_page: NewPage, versions: str) -> None:
    """In a line that was edited only they are other."""
    page = opened(new_page, versions)

    expect(page.locator("ins mark").first).to_have_css("text-decoration-line", "underline")
    expect(page.locator(".pb-new").first).to_contain_text("New: ")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_line_a_part_says_what_changed_and_leads_there(
    new_page: NewPage, versions: str, width: int
) -> None:
    """A reader in a hurry reads no more than these."""
    page = opened(new_page, versions, width)
    parts = page.get_by_role("list", name="Parts of this page")

    expect(parts).to_contain_text("1 target")
    parts.get_by_role("link", name="Targets").click()
    expect(page.get_by_role("heading", name="Targets")).to_be_in_viewport()
