"""Hostile text in the lists that a site keeps of itself: its versions, its newest stamp, what is new in it.

Publishing writes nothing of the kind (`generator/validate/milestones.py`), but other programs and people
write these files as well. The browser ignores the pages' own policy.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from generator.publish.root import root_files
from tests import hostile
from tests.browser.fixtures import NewPage
from tests.browser.made import works
from tests.browser.serving import serve
from tests.browser.until import until

IMAGE = "<img src=x onerror=alert(1)>"
FROZEN = "2026.11"
LATEST = {"version": "latest", "title": "latest", "aliases": []}


@pytest.fixture(scope="module")
def versions(outage_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a published site: the newest plan and a frozen version, of one build."""
    folder = tmp_path_factory.mktemp("versions")
    for name in ("latest", FROZEN):
        shutil.copytree(outage_site, folder / name)
    for path, content in root_files("", "Card outage").items():
        (folder / path).write_bytes(content)
    with serve(folder) as address:
        yield address


def answering(page: Page, name: str, value: Any) -> None:
    """Have every file of that name hold this value, or this text where it is one."""
    body = value if isinstance(value, str) else json.dumps(value)

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="application/json")

    page.context.route(lambda address: f"/{name}" in address, answer)


def test_titles_of_versions_are_text(new_page: NewPage, versions: str) -> None:
    """The choice of versions shows what somebody typed, and hovering over it runs nothing."""
    # No page shows the character that ends texts elsewhere.
    titles = [" ".join(text.replace("\0", "").split()) for text in hostile.TEXTS.values()]
    listed = [
        {"version": f"1.{place}", "title": title, "aliases": [title]} for place, title in enumerate(titles)
    ]
    page = new_page(bypass_csp=True)
    answering(page, "versions.json", [{**LATEST, "title": IMAGE}, *listed])
    page.goto(f"{versions}latest/roles/cto/")
    page.locator(".md-version").hover()

    expect(page.locator(".md-version__current")).to_have_text(IMAGE)
    expect(page.locator(".md-version__link")).to_have_text([IMAGE, *titles])
    expect(page.locator(".md-version *:not(ul, li, a, button)")).to_have_count(0)
    works(page)


#: What is no list of versions, or holds more than versions.
LISTS: dict[str, Any] = {
    "nothing": "",
    "no JSON": IMAGE,
    "null": None,
    "a map": {"version": "latest"},
    "an empty list": [],
    "no version": [None, 1, IMAGE, [], {}, {"version": "latest"}, {"version": 1, "title": 1, "aliases": []}],
    "more than versions": [None, LATEST, {"version": "x", "title": {"toString": 1}, "aliases": [None]}],
    "names that lead away": [
        LATEST,
        *(
            {"version": name, "title": name, "aliases": [], "properties": {"withdrawn": {"toString": 1}}}
            for name in (
                "//evil.example",
                "javascript:alert(1)//",
                "..",
                "https://evil.example/",
                "",
                "__proto__",
            )
        ),
    ],
}


@pytest.mark.parametrize("place", ["latest/roles/cto/", f"{FROZEN}/", "nothing/at/all/"])
def test_whatever_stands_in_the_place_of_the_list(new_page: NewPage, versions: str, place: str) -> None:
    """The page goes on, with the versions that there are or without a choice; none leads to another site."""
    page = new_page(bypass_csp=True, missing=True)
    for name, listed in LISTS.items():
        answering(page, "versions.json", listed)
        page.goto(versions + place)
        page.wait_for_load_state("networkidle")
        links = page.locator(".md-version__link, main[data-base] a[href]")
        ways = links.evaluate_all("all => all.map(one => one.href)")

        works(page)
        assert [] == [way for way in ways if not way.startswith(versions[: versions.index("/", 8)])], name


#: What a newer stamp may say; the last ones are newer plans, so that what they hold is shown.
STAMPS: dict[str, Any] = {
    "nothing": "",
    "markup": IMAGE,
    "null": None,
    "a list": [[]],
    "no moment": {"time": {"toString": 1}},
    "words for a moment": {"time": f"9999 {IMAGE}"},
    "the end of time": {"time": "+275760-09-13T00:00:00Z"},
    "what makes no text": {
        "time": "9999-01-01T00:00:00Z",
        "commit": {"toString": 1, "valueOf": 1},
        "sources": [],
    },
    "a newer plan": {"time": "9999-01-01T00:00:00Z", "commit": IMAGE, "sources": IMAGE, "version": IMAGE},
}

#: Where entries of a plan may say that they stand.
ADDRESSES = ("javascript:alert(1)", "//evil.example/", "/../../evil/", "\\\\evil.example", "@evil.example")

#: An outline with hostile texts in every place.
OUTLINE: dict[str, Any] = {
    "format": 1,
    "entries": [
        {
            "ref": f"roles/x-{place}",
            "title": IMAGE,
            "address": address,
            "roles": None,
            "words": {IMAGE: IMAGE, "List": ["javascript:alert(1)", IMAGE]},
            "steps": [[], [IMAGE, IMAGE]],
        }
        for place, address in enumerate(ADDRESSES)
    ],
}


def test_a_newer_stamp_is_told_or_ignored(new_page: NewPage, outage: str) -> None:
    """An open page learns that there is a newer plan, or nothing; what changed is told as text."""
    page = new_page(bypass_csp=True)
    page.goto(f"{outage}now/")
    # It asks once more whose the outline is before it keeps it; without one there is nothing to compare.
    until(page, "sessionStorage.getItem('playbook.outline') !== null")
    answering(page, "outline.json", OUTLINE)
    for stamp in STAMPS.values():
        answering(page, "stamp.json", stamp)
        with page.expect_response("**/stamp.json"):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(50)
    expect(page.get_by_role("status").filter(has_text="Newer plan: ")).to_be_visible()
    page.get_by_role("button", name="What changed").click()
    ways = page.locator(".pb-newer a").evaluate_all("all => all.map(one => one.href)")

    works(page)
    assert len(ADDRESSES) == len(ways)
    assert [] == [way for way in ways if not way.startswith(outage)]
