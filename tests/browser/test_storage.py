"""What this browser keeps for a playbook: kept by its key, and never an error, whatever the browser does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import NewPage

#: What a browser does that has no room for long values.
NO_ROOM = """() => {
  const own = Storage.prototype.setItem
  window.room = 40
  Storage.prototype.setItem = function (name, value) {
    if (value.length > window.room) throw new DOMException("no room", "QuotaExceededError")
    own.call(this, name, value)
  }
}"""

#: Names for what is stored, with the moment in them left out.
KEPT = """() => Object.fromEntries(Object.entries({ ...localStorage }).map(
  ([name, value]) => [name.replace(/aside:[^a-z]*Z:/, "aside:"), value]))"""


def opened(new_page: NewPage, scripts: str, key: str = "one") -> Page:
    """A page of the playbook with this key."""
    page = new_page()
    page.goto(scripts)
    joined(page, key)
    return page


def joined(page: Page, key: str) -> None:
    """The page says that it belongs to this playbook."""
    page.evaluate(
        """data => {
            const said = document.createElement("div")
            said.id = "__playbook"
            said.dataset.playbook = data
            document.body.append(said)
        }""",
        json.dumps({"key": key}),
    )


def run(page: Page, script: str) -> Any:
    """What a script gives back; `storage` is the module."""
    return page.evaluate(f"async () => {{ const storage = await import('/storage.js'); {script} }}")


def test_what_is_kept_is_there_after_a_reload(new_page: NewPage, scripts: str) -> None:
    """By the playbook's key and the name."""
    page = opened(new_page, scripts)
    is_kept = run(page, "return storage.set('role', {id: 'cto', more: [1, null]})")
    page.reload()
    joined(page, "one")

    assert is_kept
    assert {"id": "cto", "more": [1, None]} == run(page, "return storage.get('role')")
    assert ["playbook:one:role"] == page.evaluate("Object.keys(localStorage)")
    assert run(page, "return storage.get('nothing')") is None
    assert run(page, "return storage.trouble()") is None


def test_two_playbooks_never_meet(new_page: NewPage, scripts: str) -> None:
    """Neither by name, nor in a list of names, nor when one forgets."""
    page = opened(new_page, scripts)
    run(page, "storage.set('ticks:a', 1); storage.set('ticks:b', 2)")
    page.reload()
    joined(page, "one-more")

    assert run(page, "return storage.get('ticks:a')") is None
    assert [] == run(page, "return storage.names()")
    run(page, "storage.remove('ticks:a')")
    page.reload()
    joined(page, "one")
    assert ["ticks:a", "ticks:b"] == run(page, "return storage.names('ticks:')")
    assert [] == run(page, "return storage.names('role')")


@pytest.mark.parametrize(
    "denied", ["throw new DOMException('no', 'SecurityError')", "return null", "return undefined"]
)
def test_a_browser_that_refuses(new_page: NewPage, scripts: str, denied: str) -> None:
    """The page remembers by itself, and says so."""
    page = new_page()
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {denied} }} }})")
    page.goto(scripts)
    found = run(
        page,
        """const before = storage.trouble()
        const isKept = storage.set('role', 'cto')
        const found = [before, isKept, storage.get('role'), storage.names(), storage.trouble()]
        storage.remove('role')
        return [...found, storage.get('role')]""",
    )

    assert ["blocked", False, "cto", ["role"], "blocked", None] == found


def test_a_browser_without_room(new_page: NewPage, scripts: str) -> None:
    """What did not fit stands before what is kept; once it fits, nothing is wrong any more."""
    page = opened(new_page, scripts)
    run(page, "storage.set('role', 'old')")
    page.evaluate(NO_ROOM)
    full = run(
        page,
        "return [storage.set('role', 'x'.repeat(50)), storage.get('role').length, storage.trouble(), "
        "storage.trouble('role'), storage.trouble('other'), storage.set('other', 1), storage.trouble()]",
    )
    page.evaluate("window.room = 100")
    wide = run(page, "return [storage.set('role', 'x'.repeat(50)), storage.trouble()]")

    assert [False, 50, "full", "full", None, True, "full"] == full
    assert [True, None] == wide


@pytest.mark.parametrize("text", ["{", "", "undefined", "[1]", "null"])
def test_what_cannot_be_read_is_set_aside(new_page: NewPage, scripts: str, text: str) -> None:
    """Under another name; what comes after is kept under its own."""
    page = opened(new_page, scripts)
    page.evaluate("text => localStorage.setItem('playbook:one:role', text)", text)
    found = run(
        page, "return [storage.get('role', (value) => typeof value === 'string'), storage.trouble('role')]"
    )
    run(page, "storage.set('role', 'cto')")

    assert [None, "corrupt"] == found
    assert {"playbook:one:role": '"cto"', "playbook:one:aside:role": text} == page.evaluate(KEPT)
    assert run(page, "return storage.trouble('other')") is None


def test_what_cannot_even_be_set_aside_is_not_written_over(new_page: NewPage, scripts: str) -> None:
    """Without room for a second name it stays where it was, and the page remembers by itself."""
    page = opened(new_page, scripts)
    page.evaluate("localStorage.setItem('playbook:one:role', '{')")
    page.evaluate(
        """() => {
            const own = Storage.prototype.setItem
            Storage.prototype.setItem = function (name, value) {
                if (name.includes("aside")) throw new DOMException("no room", "QuotaExceededError")
                own.call(this, name, value)
            }
        }"""
    )
    found = run(
        page,
        "return [storage.get('role'), storage.trouble(), storage.set('role', 'cto'), storage.get('role')]",
    )

    assert [None, "full", False, "cto"] == found
    assert {"playbook:one:role": "{"} == page.evaluate(KEPT)


def test_other_tabs_are_heard(new_page: NewPage, scripts: str) -> None:
    """Of this playbook only, by name; when all is cleared, by each name that was asked for."""
    page = opened(new_page, scripts)
    run(page, "window.heard = []; storage.onChange((name) => heard.push(name)); storage.get('role')")
    other = page.context.new_page()
    other.goto(scripts)
    joined(other, "one")
    run(other, "storage.set('ticks:a', 1)")
    other.evaluate("localStorage.setItem('playbook:two:ticks:a', '1')")
    page.wait_for_function("heard.length === 1")
    other.evaluate("localStorage.clear()")
    page.wait_for_function("heard.length === 2")

    assert ["ticks:a", "role"] == page.evaluate("heard")
