"""Hostile texts in every field of every collection: a browser that no policy protects visits every page.

Every text stands in some fields, every field has several of them; `make torture` puts each into each.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.linked import Linked, LogItem, Playbook, Template
from generator.linked.resolve import resolver
from generator.message import message, written
from generator.model import Entry, Plain, Rich
from generator.model.walk import Found, fields
from generator.text import visible
from generator.text.characters import clean
from tests import hostile, playbooks, sites
from tests.browser.fixtures import BuildSite, Host
from tests.browser.serving import serve
from tests.browser.visiting import Known, Seen, learn, pages_of, visit, visitor

#: Of each text, and of each field, there are several.
COPIES = 4

#: What stands elsewhere than on the page of its entry.
ELSEWHERE = {("playbook", "declare_when"): "levels/", ("playbook", "events"): "plan/"}

#: Pages that look different to whoever has a role, and in a drill.
OWN = ("", "now/", "standup/", "checklists/", "plan/", "roles/hostile/", "comms/the-comms-0/")
STATES = ("", "role", "drill")
DRILL = "?drill=day-1,10:00,hostile"

#: What Markdown may use up.
MARKS = re.compile(r"[*_`\\\[\]\n]|^\s*(?:[-+]|\d+\.)\s|<\w+[:@]|://")

NOW = "2026-11-23T12:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Sites:
    """A hostile site and a harmless one of the same plan: files, addresses."""

    files: Path
    hostile: str
    harmless: str


@cache
def plan() -> dict[str, Any]:
    """The plan whose texts are hostile."""
    return hostile.spread(COPIES)


@cache
def book() -> Playbook:
    """The same, linked."""
    return playbooks.book(json.dumps(plan()), "")


def own_fields(entry: Linked[Entry]) -> Iterator[Found]:
    """The texts of an entry, without those of entries inside it."""
    inner = {"priorities": "actions", "comms": "templates"}.get(entry.collection)
    for found in fields(entry.record):
        if isinstance(found.marker, (Plain, Rich)) and found.path[0] != inner:
            yield found


def kinds_by_field() -> dict[tuple[str, ...], set[str]]:
    """The texts that stand in each field of the entries with texts in all of them."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entry in book().entries.values():
        if entry.id != "hostile":
            for one in own_fields(entry):
                names = (part for part in one.path if isinstance(part, str) and "/" not in part)
                found[entry.collection, *names].add(one.value)
    return found


@pytest.fixture(scope="module")
def site(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Both sites, each with a run that is over."""
    texts = {"hostile": hostile.TEXTS.__getitem__, "harmless": hostile.harmless}
    made = {}
    for name, text in texts.items():
        folder = tmp_path_factory.mktemp(name) / name
        over = hostile.ended(hostile.one_after_the_other(texts=text))
        hostile.write(hostile.spread(COPIES, text), folder, over)
        made[name] = build_site(folder, at=NOW)
    with serve(made["hostile"], "/") as bad, serve(made["harmless"], "/") as good:
        yield Sites(made["hostile"], bad, good)


@contextmanager
def reader(chromium: Browser, site: str, seen: Seen, state: str) -> Iterator[Page]:
    """Somebody without a role, with one and on paper, or in a drill."""
    role = "hostile" if state == "role" else None
    with visitor(chromium, seen, book().overview.key, role) as page:
        if state == "role":
            page.emulate_media(media="print")
        if state == "drill":
            page.goto(f"{site}{DRILL}")
            page.get_by_role("button", name="Yes").click()
            expect(page.get_by_role("region", name="Drill")).to_be_visible()
        yield page


@pytest.fixture(scope="module")
def known(chromium: Browser, site: Sites) -> Known:
    """What the pages of the harmless site hold."""
    found = Known()
    pages = pages_of(site.files)
    for state in STATES:
        touched = OWN if state else [path for path in pages if path.count("/") < 2 or path.endswith("-0/")]
        with reader(chromium, site.harmless, Seen(), state) as page:
            learn(page, site.harmless, () if state else pages, touched, found)
    return found


@pytest.fixture(scope="module")
def seen(chromium: Browser, site: Sites, known: Known) -> Seen:
    """What a reader of every page meets; of some pages also readers with a role, on paper, in a drill."""
    found = Seen()
    for state in STATES:
        with reader(chromium, site.hostile, found, state) as page:
            visit(page, site.hostile, OWN if state else pages_of(site.files), known, found)
    return found


def test_nothing_runs_and_nothing_is_asked_of_others(site: Sites, seen: Seen) -> None:
    """Whatever is pointed at and pressed: no text runs, makes an element of its own, or sends a request."""
    assert [] == seen.faults
    assert len(pages_of(site.files)) + 2 * len(OWN) == seen.pages
    assert seen.pressed > 100 * seen.pages


@pytest.mark.parametrize("kind", [Plain, Rich])
def test_every_text_is_shown(seen: Seen, kind: type) -> None:
    """A plain text as it was typed, a rich one but for its marks: on the page of its entry."""
    lost = []
    for entry in (book().summary, *book().entries.values()):
        home = entry.address.partition("#")[0].removeprefix("/")
        for found in own_fields(entry):
            words = sites.squeezed(seen.words[ELSEWHERE.get((entry.collection, str(found.path[0])), home)])
            if isinstance(found.marker, kind) and sites.squeezed(shown(found, entry)) not in words:
                lost.append((entry.ref, found))

    assert [] == lost


def shown(found: Found, entry: Linked[Entry]) -> str:
    """What a reader should find: as it was typed what has no mark of Markdown's in it."""
    is_as_sent = isinstance(entry, LogItem) and entry.record.is_as_sent and found.path == ("text",)
    if isinstance(entry, Template) and found.path[0] in ("subject", "body"):
        made = message(entry)
        asked = {gap.name: f"[{gap.label}]" for gap in made.gaps}
        return written(getattr(made, str(found.path[0])), asked)
    if isinstance(found.marker, Plain) or is_as_sent or not MARKS.search(found.value):
        return clean(found.value)
    return visible(found.value, resolver(entry.book))


def test_every_text_and_every_field_takes_part() -> None:
    """Each text stands somewhere, and each field has as many of them as there are copies."""
    by_field = kinds_by_field()
    everywhere = {text for texts in by_field.values() for text in texts}
    lost = [
        name
        for name, text in hostile.TEXTS.items()
        if everywhere.isdisjoint(hostile.arriving(text, is_rich=is_rich) for is_rich in (True, False))
    ]

    assert [] == lost
    assert {} == {field: texts for field, texts in by_field.items() if len(texts) < COPIES}


#: What a page would do that shows a text as it came, and what the visitor says of it.
CAUGHT = {
    "<img src=x onerror=alert(1)>": "ran alert(1)",
    '<a href="javascript:alert(1)">x</a>': "would run a[href] href=javascript:alert(1)",
    "<p onmouseover=alert(1)>x</p>": "ran alert(1)",
    "<svg onload=alert(1)>": "ran alert(1)",
    "<details ontoggle=alert(1)>x</details>": "ran alert(1)",
    '<img src="http://evil.invalid/p.gif">': "asked for http://evil.invalid/p.gif",
    '<link rel="dns-prefetch" href="//evil.invalid">': "holds link dns-prefetch http://evil.invalid",
    '<meta http-equiv="refresh" content="9;url=/x">': "holds meta  refresh",
    "<form action=/x><button>x</button></form>": "holds form[action] /x",
    '<p style="position:fixed">x</p>': "holds p[style]",
    "<base href=/x/>": 'holds <base href="/x/">',
    "<iframe srcdoc=x></iframe>": "holds iframe[srcdoc]",
    "<script>var owned = 1</script>": "has set owned",
}


@pytest.mark.parametrize("text", CAUGHT)
def test_the_visitor_sees_what_a_text_does(chromium: Browser, host: Host, tmp_path: Path, text: str) -> None:
    """On a page that lets it through, each of these is noticed."""
    tmp_path.joinpath("index.html").write_text(
        f'<!doctype html><link rel="icon" href="data:,"><p>{text}</p>', encoding="utf-8"
    )
    found = Seen()
    with visitor(chromium, found) as page:
        visit(page, host(tmp_path, "/"), [""], Known(), found)

    assert CAUGHT[text] in {fault.removeprefix(": ") for fault in found.faults}


@pytest.mark.parametrize("address", hostile.REFUSED_ADDRESSES.values())
def test_a_field_for_addresses_takes_no_other(address: str) -> None:
    """What is no address of the web, of mail or of a telephone is refused as such."""
    entry = {"title": "A", "links": [{"title": "B", "url": address}]}
    _, problems = playbooks.linked(json.dumps({"risks": {"a": entry}}))

    assert ["bad-address"] == [problem.code for problem in problems]
