"""What stands in the wrong place: entries below no collection or another one, fields without an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, error
from generator.load import Raw, RawList, RawMap, RawScalar, shown
from generator.model import COLLECTIONS, Action, Entry, Overview
from generator.model.ids import is_id
from generator.model.shapes import fields_of
from generator.validate.places import KeyAndValue
from generator.validate.words import article, noun

#: So many foreign fields, or keys in a row, are no slip.
_TELLING = 2

#: So far below a misspelt collection the id of an action may stand.
_DEEPEST_ID = 3


OVERVIEW = "playbook"


def keys_in(key: RawScalar, value: Raw, depth: int = 0) -> Iterator[str]:
    """A key and those below it, as deep as an action's id stands in what should hold its priority."""
    yield key.text
    if isinstance(value, RawMap) and depth < _DEEPEST_ID:
        for inner_key, inner in value.entries:
            yield from keys_in(inner_key, inner, depth + 1)
    elif isinstance(value, RawList):
        for item in value.items:
            yield from (name for key_, inner in _entries(item) for name in keys_in(key_, inner, depth + 1))


def _entries(raw: Raw) -> tuple[KeyAndValue, ...]:
    return raw.entries if isinstance(raw, RawMap) else ()


def _home(names: Iterable[str]) -> str | None:
    """The collection whose entries have all these fields; None for none, or where nothing tells it."""
    keys = set(names)
    fitting = [name for name, record in COLLECTIONS.items() if keys <= set(fields_of(record))]
    return fitting[0] if fitting and not keys <= set(fields_of(Entry)) else None


def misplaced(collection: str, entry: KeyAndValue) -> Diagnostic | None:
    """Two fields or more that only entries of another kind have: it was pasted into the wrong place."""
    key, raw = entry
    if not isinstance(raw, RawMap):
        return None
    keys = {field.text for field, _ in raw.entries}
    if len(keys - set(fields_of(COLLECTIONS[collection]))) < _TELLING:
        return None
    home = _home(keys)
    if home is None and not keys <= set(fields_of(Action)):
        return None
    kind = noun(COLLECTIONS[home] if home else Action)
    where = f"below `{home}:`" if home else "below `actions:` of its priority, two spaces deeper"
    return error(
        "unknown-key",
        f"`{shown(key.text)}` has the fields of {article(kind)}, but it stands below `{collection}:`.",
        key.location,
        f"Move it, with all its lines, {where}.",
    )


def home_of(run: list[KeyAndValue]) -> str | None:
    """What a file's first keys, none of which is a collection, stand in once its line is put back."""
    if len(run) >= _TELLING and all(key.text in fields_of(Overview) for key, _ in run):
        return OVERVIEW
    if not all(isinstance(value, RawMap) for _, value in run):
        return None
    return _home(key.text for _, value in run for key, _ in _entries(value))


def headless(run: list[KeyAndValue], home: str) -> Diagnostic:
    """The line of the collection is gone, so that each entry looks like one."""
    key = run[0][0]
    others = f", nor is what follows it ({len(run) - 1} more)" if len(run) > 1 else ""
    deeper = ", and indent all of it by two spaces" if key.location.column == 1 else ""
    return error(
        "unknown-collection",
        f"`{shown(key.text)}` is not a collection{others}.",
        key.location,
        f"Write the collection on a line above, at the very start: `{home}:`{deeper}.",
    )


def headless_fields(run: list[KeyAndValue]) -> Diagnostic | None:
    """For a file that begins with the fields of an entry, its id and its collection gone; None for others."""
    home = _home(key.text for key, _ in run)
    if home is None or len(run) < _TELLING or all(isinstance(value, RawMap) for _, value in run):
        return None
    found = headless(run, home)
    hint = f"Write `{home}:` on a line above, at the very start, and an id between, such as `  new-id:`."
    return replace(found, hint=hint)


def without_id(collection: str, value: RawMap) -> tuple[Diagnostic, KeyAndValue | None] | None:
    """Fields directly below a collection: what to say, and the entry that was meant where its id is there.

    None where all is well: no entry is a text, and a `title` is one.
    """
    title = value.get("title")
    if title is None or not isinstance(title[1], RawScalar) or title[1].is_empty:
        return None
    record = COLLECTIONS[collection]
    fields = [entry for entry in value.entries if entry[0].text in fields_of(record)]
    head = next((key for key, inner in value.entries if _is_bare_id(key, inner, record)), None)
    first = fields[0][0].location
    if head:
        hint = f"Indent them by two more spaces, so that they stand below `{head.text}:`."
    else:
        hint = "Write an id and a colon on a line above them, two spaces less deep, such as `new-id:`."
    message = f"The fields of {article(noun(record))} stand directly below `{collection}:`, without an id."
    entry = (head, RawMap(tuple(fields), flow=False, location=first)) if head else None
    return error("not-a-map", message, first, hint), entry


def _is_bare_id(key: RawScalar, value: Raw, record: type[Entry]) -> bool:
    is_empty = isinstance(value, RawScalar) and value.is_empty
    return is_empty and is_id(key.text) and key.text not in fields_of(record)
