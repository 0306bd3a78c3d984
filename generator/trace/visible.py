"""What a reader sees of each entry: its text on its own page, and the fields and times that it shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from generator.addresses import Ref, address, page_address
from generator.facts import Fact, Value, facts
from generator.linked import Linked, Playbook
from generator.linked.resolve import resolver
from generator.model import Entry, When
from generator.model.walk import fields
from generator.text import Resolver, visible
from generator.trace.elements import Marked, marked
from generator.trace.match import Visible
from generator.when import Time, Unreadable, parse

_HEADING = re.compile(r"^#{1,6} (?P<title>.*?)(?: \{ ?#(?P<anchor>[^ }]+)[^}]*\})?$", re.MULTILINE)

#: The anchor of a page's own heading, which no entry has.
_PAGES_OWN = "_title"


def visible_entries(pages: Mapping[str, str], book: Playbook) -> tuple[Visible, ...]:
    """Every entry that stands at its own address, in the order of the pages.

    `pages` are rendered pages by path. What other pages repeat of an entry is not the entry.
    """
    entries: Mapping[Ref, Linked[Entry]] = {**book.entries, book.summary.ref: book.summary}
    resolve = resolver(book)
    found = []
    for path, page in pages.items():
        titles = _titles(page)
        for ref, text, own in _whole(marked(page)):
            home, _, anchor = address(ref).partition("#")
            if ref not in entries or home != page_address(path):
                continue
            entry, title = entries[ref], titles.get(anchor, "")
            found.append(
                Visible(
                    ref=ref,
                    address=entry.address,
                    text=f"{title} {text}",
                    own=f"{title}\n{own}",
                    times=_times(entry),
                    fields=tuple(_fields(entry, resolve)),
                )
            )
    return tuple(found)


def _whole(parts: Iterable[Marked]) -> Iterator[Marked]:
    """Each entry of a page once, with the text of all its parts, in the order of their first."""
    by_ref: dict[Ref, list[Marked]] = {}
    for part in parts:
        by_ref.setdefault(part.ref, []).append(part)
    for ref, found in by_ref.items():
        yield Marked(ref, " ".join(part.text for part in found), "\n".join(part.own for part in found))


def _titles(page: str) -> dict[str, str]:
    """The headings above the entries of a page by anchor; the page's own stands under none."""
    titles: dict[str, str] = {}
    for heading in _HEADING.finditer(page):
        anchor = heading["anchor"] or ""
        titles.setdefault("" if anchor == _PAGES_OWN else anchor, html.unescape(heading["title"]))
    return titles


def _times(entry: Linked[Entry]) -> tuple[Time, ...]:
    marks = (found for found in fields(entry.record) if isinstance(found.marker, When))
    times = (parse(found.value, found.marker.expects) for found in marks if isinstance(found.marker, When))
    return tuple(time for time in times if not isinstance(time, Unreadable))


def _fields(entry: Linked[Entry], resolve: Resolver) -> Iterator[tuple[str, str]]:
    for fact in facts(entry):
        shown = _shown(fact.value, resolve)
        yield fact.label, shown
        yield fact.name, shown


def _shown(value: Value, resolve: Resolver) -> str:
    """A field's value in one line."""
    content = value.content
    if value.kind == "rich":
        return visible(content, resolve)
    if value.kind in ("entry", "link"):
        return str(content.title)
    if value.kind == "time":
        return str(content.words)
    if value.kind == "score":
        return f"{content.score}/10 {visible(content.because or '', resolve)}"
    if value.kind == "list":
        return _joined(_shown(item, resolve) for item in content)
    if value.kind == "pairs":
        return _joined(f"{key} {_shown(item, resolve)}" for key, item in content)
    if value.kind == "facts":
        return _joined(_fact(fact, resolve) for fact in content)
    return str(content)


def _fact(fact: Fact, resolve: Resolver) -> str:
    return f"{fact.label} {_shown(fact.value, resolve)}"


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
