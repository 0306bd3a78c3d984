"""Waits for what no element shows. Playwright's own way evaluates text, which the pages' policy forbids."""

from __future__ import annotations

import time

from playwright.sync_api import Error, Page

_PATIENCE, _REST = 10.0, 50


def until(page: Page, expression: str) -> None:
    """Returns once an expression or a function, in JavaScript, is true on the page; fails after 10 s."""
    end = time.monotonic() + _PATIENCE
    while not _is_true(page, expression):
        assert time.monotonic() < end, f"not in {_PATIENCE:.0f} s: {expression}"
        page.wait_for_timeout(_REST)


def _is_true(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error as problem:
        # The page was just on its way to another one.
        if "navigation" not in problem.message:
            raise
        return False
