"""What the preview adds to a page: its state, and what is wrong with the newest sources."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from itertools import islice
from typing import TypedDict

from generator import report
from generator.diagnostics import Diagnostic
from generator.site.policy import STATED

#: Where the preview's own files stand; a page of a playbook has no such address, for it is no id.
PLACE = "/_preview/"

#: How many problems a page shows at a time.
MOST = 20

_END = "</body>"
_HINT = "    hint: "


class Told(TypedDict):
    """A problem as a page shows it; `excerpt` is the line that it stands in, with its marker."""

    code: str
    place: str
    message: str
    excerpt: str
    hint: str


def told(problems: Iterable[Diagnostic], read: report.Reader) -> list[Told]:
    """The first problems as a page shows them, in their order; more than that at a time nobody mends."""
    return [_told(problem, read) for problem in islice(problems, MOST)]


def with_preview(html: str, state: str, found: list[Told], note: str = "") -> str:
    """A page that follows the sources. `found` is what a build would say of this page alone.

    `note` is a sentence in its place, of an address that has none any more.
    """
    data = escape(json.dumps({"state": state, "problems": found, "note": note}, ensure_ascii=False))
    added = (
        f'<link rel="stylesheet" href="{PLACE}preview.css">'
        f'<div id="__preview" class="md-typeset" role="status" data-preview="{data}"></div>'
        f'<script type="module" src="{PLACE}preview.js"></script>'
    )
    before, end, after = html.rpartition(_END)
    return f"{before}{added}{end}{after}" if end else html + added


def waiting(state: str) -> str:
    """The page at every address while there has been no sound playbook yet."""
    return with_preview(_alone("No plan yet"), state, [])


def refused_page(state: str, found: list[Told]) -> str:
    """The page in the place of one that the builder cannot make."""
    return with_preview(_alone("This page cannot be made"), state, found)


def _alone(heading: str) -> str:
    """A page without anything of the site."""
    return (
        f'<!doctype html><html lang="en" class="pb-preview-alone"><head>{STATED}<meta charset="utf-8">'
        f'<title>{heading}</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,"></head>'
        f"<body><main><h1>{heading}</h1></main></body></html>"
    )


def _told(problem: Diagnostic, read: report.Reader) -> Told:
    place = problem.location
    numbers = [str(number) for number in (place.line, place.column) if number]
    # The report knows how much of a line can be shown, and what no terminal may obey.
    lines = report.text((problem,), read).splitlines()[1:-1]
    excerpt = [line for line in lines if not line.startswith(_HINT)]
    return {
        "code": problem.code,
        "place": ":".join([place.file, *numbers]) if place.file else "",
        "message": problem.message,
        "excerpt": "\n".join(line.removeprefix("    ") for line in excerpt),
        "hint": problem.hint,
    }
