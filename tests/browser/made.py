"""What no text may make, wherever it comes from: elements, handlers, values that all objects share."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

#: Elements and attributes that only a text could have made; those of the theme and of ours are others.
ONLY_A_TEXT = ", ".join(
    [
        *("[onerror]", "[onload]", "[onfocus]", "[onclick]", "[onmouseover]", "[ontoggle]", "[style*=evil]"),
        *("iframe", "object", "embed", "base", "video", "audio", "marquee", "math", "x-y"),
        *("[href^='javascript:' i]", "[href^='data:text' i]", "[href^='vbscript:' i]"),
        *("img[src='x']", "[src*='evil.example']", "form[action*='evil']", "meta[http-equiv=refresh]"),
    ]
)

_SHARED = "Object.keys(Object.prototype).concat('polluted' in {} ? ['polluted'] : [])"


def works(page: Page) -> None:
    """The page is whole, no text became an element, and nothing got into what all objects share."""
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(ONLY_A_TEXT)).to_have_count(0)

    assert [] == page.evaluate(_SHARED)


def parts(place: Locator) -> set[str]:
    """The names of the elements in a place, and of their attributes as `element[attribute]`."""
    found: list[str] = place.evaluate(
        """root => [...root.querySelectorAll("*")].flatMap((one) => [
          one.localName, ...one.getAttributeNames().map((name) => `${one.localName}[${name}]`)])"""
    )
    return {*found}
