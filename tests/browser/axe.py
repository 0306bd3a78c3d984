"""axe-core, which finds what makes a page hard to use with a keyboard, a screen reader or weak eyes."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from playwright.sync_api import Page

SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

#: WCAG 2.2 at level AA, and what axe-core asks beyond it.
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: What another colour scheme can change.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

RUN = """async runOnly => {
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] })
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`))
}"""


def violations(page: Page, rules: Mapping[str, object] = RULES) -> list[str]:
    """The rules that the page breaks as it stands, each with the element that breaks it."""
    page.evaluate(SCRIPT)
    found: list[str] = page.evaluate(RUN, dict(rules))
    return found
