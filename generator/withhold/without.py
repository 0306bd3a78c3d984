"""A playbook without what is hidden: what pointed there points to where readers are told so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.addresses import NOT_IN_THIS_EDITION, WITHHELD, Ref, parse_ref, withheld
from generator.content import ContentPage
from generator.link.references import source_of, target_of
from generator.model import CommsPlan, Entry, LogEntry, Priority, RefTo, Rich, When
from generator.model.rewrite import rewritten
from generator.model.shapes import Marker
from generator.model.walk import Path
from generator.text import references
from generator.validate import Records
from generator.when import Unreadable, parse
from generator.when import references as time_references
from generator.withhold.hidden import is_for_others

#: What stands in a text where it named something that is hidden.
_IN_TEXT = f"*{NOT_IN_THIS_EDITION}*"


def without(records: Records, gone: Collection[Ref], groups: Collection[str]) -> Records:
    """The records without those that are `gone`, nor offers for other readers than `groups`."""
    kept = {
        collection: {
            key: _open(Ref(collection, key), entry, gone, groups)
            for key, entry in entries.items()
            if Ref(collection, key) not in gone
        }
        for collection, entries in records.collections.items()
    }
    overview = records.overview
    return replace(
        records,
        overview=overview and rewritten(overview, partial(_named, Ref("playbook", "playbook"), gone)),
        collections=kept,
        known={
            collection: frozenset(key for key in ids if Ref(collection, key) not in gone)
            for collection, ids in records.known.items()
        },
        possible=frozenset({WITHHELD}),
    )


def pages_without(pages: Iterable[ContentPage], gone: Collection[Ref]) -> tuple[ContentPage, ...]:
    """Hand-written pages, none of which names what is gone."""
    return tuple(replace(page, text=page.replaced(partial(_prose, gone=gone))) for page in pages)


def _open(ref: Ref, entry: Entry, gone: Collection[Ref], groups: Collection[str]) -> Entry:
    return rewritten(_stripped(ref, entry, gone, groups), partial(_named, ref, gone))


def _stripped(ref: Ref, entry: Entry, gone: Collection[Ref], groups: Collection[str]) -> Entry:
    """The entry without those that stand in it and are gone."""
    if isinstance(entry, Priority):
        left = {key: it for key, it in entry.actions.items() if Ref("actions", f"{ref.id}.{key}") not in gone}
        return entry.model_copy(update={"actions": left})
    if isinstance(entry, CommsPlan):
        kept = {
            key: it for key, it in entry.templates.items() if Ref("templates", f"{ref.id}.{key}") not in gone
        }
        offers = tuple(offer for offer in entry.offers if not is_for_others(offer, groups))
        return entry.model_copy(update={"templates": kept, "offers": offers})
    if isinstance(entry, LogEntry) and entry.said:
        said = {source: fact for source, fact in entry.said.items() if not _names(source, gone)}
        return entry.model_copy(update={"said": said})
    return entry


def _names(source: str, gone: Collection[Ref]) -> bool:
    return any(parse_ref(found.target) in gone for found in references(f"[[{source}]]"))


def _named(owner: Ref, gone: Collection[Ref], path: Path, markers: tuple[Marker, ...], text: str) -> str:
    """The text of a field with what it names and is gone replaced."""
    for marker in markers:
        if isinstance(marker, RefTo):
            target = target_of(text, marker, source_of(owner, path)[0])
            if target is not None and target in gone:
                stub = withheld(target.collection)
                return str(stub) if marker.qualified else stub.id
        elif isinstance(marker, When):
            text = _time(text, marker, gone)
        elif isinstance(marker, Rich):
            text = _prose(text, gone)
    return text


def _time(text: str, marker: When, gone: Collection[Ref]) -> str:
    if "actions/" not in text:
        return text
    time = parse(text, marker.expects)
    names = () if isinstance(time, Unreadable) else time_references(time)
    for name in names:
        if parse_ref(name) in gone:
            text = re.sub(rf"{re.escape(name)}(?![a-z0-9-])", str(withheld("actions")), text)
    return text


def _prose(text: str, gone: Collection[Ref]) -> str:
    return "".join(_parts(text, gone)) if "[[" in text else text


def _parts(text: str, gone: Collection[Ref]) -> Iterator[str]:
    at = 0
    for found in references(text):
        if parse_ref(found.target) in gone:
            yield text[at : found.start]
            yield _IN_TEXT
            at = found.end
    yield text[at:]
