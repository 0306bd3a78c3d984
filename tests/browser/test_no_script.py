"""Scripts off: all that the playbook knows stands on its pages, and nothing asks to be pressed in vain."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import NewPage

#: What only a script could answer. The theme's box for its menu answers by itself.
CONTROLS = "button, input:not(#__drawer), select, textarea, [role=button], [contenteditable], form"

#: References, blanks and marks, which a page shows as links, by what they ask for and in bold.
MARKS = re.compile(r"\[\[[^\]]*\]\]|\{[a-z0-9-]+\}|\*\*|`|\n")
#: Ways to reach somebody.
CONTACT = re.compile(r"\+\d|\S+@\S+|https?:|#\w")


def texts(value: object) -> Iterator[str]:
    """What an entry of playbook.json says in words, and its contacts; names for programs have no blank."""
    if isinstance(value, str):
        yield from [value] if " " in value or CONTACT.match(value) else []
    elif isinstance(value, (dict, list)):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts(inside)


def titles(entry: dict[str, Any]) -> list[str]:
    """Its title as its page says it.

    What happened is titled by what it is about, which is a line of its own there; a message by its audience,
    whose page it stands on, and its name.
    """
    if entry["collection"] == "log":
        return []
    return entry["title"].split(": ", 1) if entry["collection"] == "templates" else [entry["title"]]


def silent(new_page: NewPage, width: int = 390) -> Page:
    """A page of a browser that runs no script."""
    return new_page(java_script_enabled=False, viewport={"width": width, "height": 844}, missing=True)


def seen(page: Page) -> str:
    """What can be read, in one line, and where links lead; what is folded away opens by itself."""
    page.locator("article details").evaluate_all("all => all.forEach(one => { one.open = true })")
    targets = page.locator("article a[href]").evaluate_all("all => all.map(one => one.href)")
    return " ".join([*page.locator("body").inner_text().split(), *targets])


def test_every_fact_can_be_read(new_page: NewPage, outage: str, outage_site: Path) -> None:
    """Every text of every entry, every contact too, where its address says."""
    entries = json.loads(outage_site.joinpath("playbook.json").read_text(encoding="utf-8"))["entries"]
    told: dict[str, list[str]] = defaultdict(list)
    for entry in entries.values():
        told[entry["address"].partition("#")[0]] += [*titles(entry), *texts(entry["fields"])]
    page = silent(new_page)
    missing = {}
    for path, found in told.items():
        page.goto(outage + path[1:])
        text = seen(page)
        parts = [part.strip() for said in found for part in MARKS.split(said)]
        missing[path] = [part for part in parts if part and part not in text]

    assert len(told) > 15
    assert sum(map(len, told.values())) > 150
    assert {} == {path: parts for path, parts in missing.items() if parts}


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_asks_to_be_pressed_in_vain(
    new_page: NewPage, outage: str, kinds: list[str], width: int
) -> None:
    """No button, no box, no choice, no form is seen that needs a script."""
    page = silent(new_page, width)
    found = {}
    for path in kinds:
        page.goto(outage + path)
        found[path] = page.locator(CONTROLS).evaluate_all(
            """all => all.filter(one => one.checkVisibility({ visibilityProperty: true }))
              .map(one => one.outerHTML)"""
        )

    assert {} == {path: controls for path, controls in found.items() if controls}


def test_the_board_says_what_is_next_and_whom_to_call(new_page: NewPage, outage: str) -> None:
    """Next, how to reach who does it, what follows; on the first screen of a telephone."""
    page = silent(new_page)
    page.goto(outage)
    expect(page.locator("#_next")).to_be_in_viewport()
    expect(page.locator(".pb-calls a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".pb-card-title a").first).to_be_in_viewport()
    page.locator(".pb-card-title a").first.click()
    expect(page.locator(".pb-step").first).to_be_visible()


def test_the_menu_opens(new_page: NewPage, outage: str) -> None:
    """By a finger, and by the keyboard alone."""
    page = silent(new_page)
    page.goto(f"{outage}plan/")
    link = page.get_by_role("link", name="Checklists", exact=True)
    expect(link).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url(f"{outage}checklists/")
