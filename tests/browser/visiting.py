"""A visitor that touches everything on a page and notes what only a text of the plan could have done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Page, Request

_SCRIPT = Path(__file__).with_name("visit.js").read_text(encoding="utf-8")

#: What rich text may make, as the browser sees it; nothing else of a page comes from a text.
RICH = frozenset({"p[]", "br[]", "em[]", "strong[]", "code[]", "pre[]", "ul[]", "ol[]", "li[]"}) | frozenset(
    {"a[href,rel]", "ol[start]"}
)


@dataclass(slots=True)
class Known:
    """What a page holds where nothing is hostile: as it comes, and when scripts have worked on it."""

    kinds: set[str] = field(default_factory=lambda: set(RICH))
    rare: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=lambda: {kind.partition("[")[0] for kind in RICH})
    made: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Seen:
    """What was visited, what happened there that never should; `words` are those of a page by its path."""

    pages: int = 0
    met: int = 0
    pressed: int = 0
    faults: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)


def pages_of(site: Path) -> list[str]:
    """The address of every page from the site's root."""
    files = sorted(site.rglob("*.html"))
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in files]


@contextmanager
def visitor(chromium: Browser, seen: Seen, key: str = "", role: str | None = None) -> Iterator[Page]:
    """A reader whom no policy protects; `role` is one of the playbook `key`, remembered since another day."""
    context = chromium.new_context(
        bypass_csp=True, accept_downloads=False, viewport={"width": 1280, "height": 900}
    )
    context.add_init_script(_SCRIPT)
    if role is not None:
        chosen = json.dumps([f"playbook:{key}:role", json.dumps(role)])
        context.add_init_script(f"if (location.protocol === 'http:') localStorage.setItem(...{chosen})")

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            seen.faults.append(f"asked for {request.url}")

    def dismiss(dialog: Dialog) -> None:
        seen.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    context.on("request", note)
    context.on("dialog", dismiss)
    context.on("weberror", lambda problem: seen.faults.append(f"threw {problem.error}"))
    page = context.new_page()
    context.on("page", lambda other: seen.faults.append(f"opened {other.url}"))
    try:
        yield page
    finally:
        context.close()


def learn(page: Page, site: str, paths: Iterable[str], touched: Iterable[str], known: Known) -> None:
    """Add what the pages of a harmless site hold; `touched` are those on which the scripts are let loose."""
    page.goto(site)
    for path in paths:
        came = page.evaluate("path => visitor.source(path)", f"{site}{path}")
        known.kinds.update(came["kinds"])
        known.rare.update(came["rare"])
    for path in touched:
        page.goto(f"{site}{path}")
        page.evaluate("visitor.stir()")
        # What a press brings may come a moment later, on a visit as well.
        page.wait_for_load_state("networkidle")
        found = page.evaluate("visitor.look()")
        known.made.update(found["rare"])
        known.names.update(found["names"])
        known.globals.update(found["globals"])


def visit(page: Page, site: str, paths: Iterable[str], known: Known, seen: Seen) -> None:
    """Visit pages, touch everything on them, and note what is not `known` of harmless ones."""
    for path in paths:
        page.goto(f"{site}{path}")
        came = page.evaluate("path => visitor.source(path)", f"{site}{path}")
        count = page.evaluate("visitor.stir()")
        seen.pages += 1
        seen.met += count["met"]
        seen.pressed += count["pressed"]
        seen.words[path] = came["words"]
        seen.faults += [f"{path}: {fault}" for fault in _faults(came, page.evaluate("visitor.look()"), known)]


def _faults(came: dict[str, Any], found: dict[str, Any], known: Known) -> Iterator[str]:
    """What ran, and what only a text could have put there."""
    yield from (f"ran {words}" for words in found["said"])
    yield from (f"would run {what}" for what in (*came["running"], *found["running"]))
    yield from (f"holds {kind}" for kind in came["kinds"] if kind not in known.kinds)
    yield from (f"holds {what}" for what in came["rare"] if what not in known.rare)
    yield from (f"has made {what}" for what in found["rare"] if what not in known.rare | known.made)
    yield from (f"has made {name}" for name in found["names"] if name not in known.names)
    yield from (f"has set {name}" for name in found["globals"] if name not in known.globals)
