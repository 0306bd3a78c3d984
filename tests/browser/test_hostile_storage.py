"""What another site of the same origin, or another tab, leaves in a browser: pages go on, nothing runs.

A few rounds here; `make torture` plants every value under every name. The browser ignores the pages' own
policy, so that what is proven is the scripts alone.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import planted
from tests.browser.fixtures import NewPage
from tests.browser.made import works
from tests.browser.planted import ASIDE, OWN, RUN, TICKS, VALUES, Key

#: Of as many as there are values.
ROUNDS = 3

#: Pages that read the most of what is kept; on the last one everything that is ticked comes together.
PLACES = ("", "now/", "levels/", "comms/merchants/", "checklists/")

STEP = "Ask what a rollback would break"


@pytest.fixture(scope="module")
def keys(chromium: Browser, outage: str) -> list[Key]:
    """Every name that one of the pages asks for, names of runs, of what was set aside, of a newer plan."""
    asked = {("localStorage", name) for name in (*TICKS, *ASIDE)}
    asked |= {("sessionStorage", name) for name in ("playbook.outline", "playbook.newer.seen")}
    with chromium.new_context() as context:
        context.add_init_script(f"({planted.ASKED})()")
        page = context.new_page()
        for place in PLACES:
            page.goto(outage + place)
            page.wait_for_load_state("networkidle")
            asked |= {(area, name) for area, name in page.evaluate("asked")}
    return sorted(asked)


def goes_on(page: Page, outage: str, keys: list[Key], number: int) -> None:
    """Plant one round of values; every page is whole, ticks are kept and handed over."""
    page.context.add_init_script(planted.planting(planted.round_of(keys, number)))
    for place in PLACES:
        page.goto(outage + place)
        page.wait_for_load_state("networkidle")
        works(page)
    box = page.get_by_role("checkbox", name=STEP, exact=True)
    box.set_checked(not box.is_checked())
    page.get_by_role("button", name="Hand over").click()

    expect(page.locator(".pb-handover-given")).not_to_be_empty()
    works(page)


def test_every_name_is_known_that_pages_ask_for(keys: list[Key]) -> None:
    """The theme's and ours: what is planted below is planted where something reads it."""
    names = {name for _, name in keys}

    assert set() == {f"{OWN}{name}" for name in ("role", "declared", "drill", "drills", "heeded")} - names
    assert {"/.__palette", f"{OWN}ticks:{RUN}"} <= names
    assert any(name.startswith(f"{OWN}message:") for name in names)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_pages_go_on_whatever_was_planted(
    new_page: NewPage, outage: str, keys: list[Key], number: int
) -> None:
    """Under each name one of the values, on every page: nothing runs, asks, throws or says an error."""
    goes_on(new_page(bypass_csp=True), outage, keys, number)


#: What crosses pages in another way than a round: each value under a name that everything hangs on.
ALONE = {
    "a role of half a character": (f"{OWN}role", VALUES["half of a character"]),
    "a role with markup": (f"{OWN}role", VALUES["a hostile word"]),
    "a drill with markup": (f"{OWN}drill", VALUES["a drill of hostile words"]),
    "ticks with markup": (f"{OWN}ticks:{RUN}", VALUES["ticks with hostile texts"]),
    "ticks of another run": (TICKS[4], VALUES["ticks with hostile texts"]),
    "colours that there are not": ("/.__palette", '{"index": 99, "color": {"media": "", "scheme": 5}}'),
    "colours with markup": ("/.__palette", VALUES["a hostile word"]),
}


@pytest.mark.parametrize("name", ALONE)
def test_what_is_planted_alone_stops_nothing(new_page: NewPage, outage: str, name: str) -> None:
    """No other fault hides what this one does: ticks are handed over as ever."""
    page = new_page(bypass_csp=True)
    page.context.add_init_script(planted.planting([("localStorage", *ALONE[name])]))
    page.goto(f"{outage}checklists/")
    page.get_by_role("checkbox", name=STEP, exact=True).check()
    page.get_by_role("button", name="Hand over").click()

    expect(page.get_by_label("Or send this link")).to_be_visible()
    works(page)


@pytest.fixture
def two(new_page: NewPage, outage: str) -> tuple[Page, Page]:
    """Two tabs of one browser: the checklists, and a page of somebody else's on the same origin."""
    reader = new_page(bypass_csp=True)
    reader.goto(f"{outage}checklists/")
    other = reader.context.new_page()
    other.goto(f"{outage}stamp.json")
    return reader, other


def test_another_tab_steers_nothing(two: tuple[Page, Page]) -> None:
    """Whatever it stores while the page is open, sends it or broadcasts: the page goes on."""
    reader, other = two
    for name in (f"{OWN}role", f"{OWN}drill", f"{OWN}declared", f"{OWN}ticks:{RUN}", "/.__palette"):
        for value in VALUES.values():
            other.evaluate(
                "([name, value]) => { localStorage.setItem(name, value); localStorage.removeItem(name) }",
                [name, value],
            )
    reader.evaluate(
        """texts => {
          for (const text of texts) {
            for (const name of ["message", "storage", "pb:ticks", "hashchange", "pageshow"]) {
              const about = { data: text, key: text, newValue: text, detail: text }
              window.dispatchEvent(Object.assign(new Event(name), about))
              document.dispatchEvent(Object.assign(new Event(name), about))
            }
            postMessage(text, "*")
            new BroadcastChannel("playbook").postMessage(text)
          }
        }""",
        list(VALUES.values()),
    )
    box = reader.get_by_role("checkbox", name=STEP, exact=True)
    box.check()

    expect(box).to_be_checked()
    works(reader)
