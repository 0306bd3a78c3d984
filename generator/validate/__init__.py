"""Raw values to records, every error of every entry collected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Diagnostic, Location, error
from generator.load import RawFile, RawMap, RawScalar
from generator.model import COLLECTIONS, Entry, Overview, When
from generator.model.ids import ID_PATTERN
from generator.model.walk import fields
from generator.validate.astray import misplaced
from generator.validate.entries import read_entry
from generator.validate.gather import OVERVIEW, Gathered, gather, probable_id
from generator.validate.places import KeyAndValue, Places, brackets, raw_at
from generator.validate.records import Records

__all__ = ["Places", "Records", "brackets", "validate"]

_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

#: Fields whose keys are the ids of entries inside an entry, by the collection of those.
_INNER = {"actions": ("priorities", "actions"), "templates": ("comms", "templates")}

_ID = ID_PATTERN.replace("(", "(?:")

#: A key in the text of a file, whatever quotes it has; and one that may be one, had it its colon.
_KEY = re.compile(rf"(?<![a-z0-9])(?<![a-z0-9]-)({_ID})[\"']?\s*:")
_ALONE = re.compile(rf"(?m)^ *({_ID})\r?$")


def validate(files: Iterable[RawFile]) -> tuple[Records, tuple[Diagnostic, ...]]:
    """The records that the files hold, and every problem with them."""
    files = tuple(files)
    gathered = gather(files)
    problems = gathered.problems
    collections: dict[str, dict[str, Entry]] = {}
    for collection, entries in gathered.entries.items():
        collections[collection] = {}
        for entry_id, entry in entries.items():
            if gathered.is_full(entry[0].location):
                break
            if stray := misplaced(collection, entry):
                problems.append(stray)
                gathered.astray.update((entry_id, *_keys(entry, "actions"), *_keys(entry, "templates")))
                continue
            record, found = read_entry(COLLECTIONS[collection], entry_id, entry)
            problems.extend(found)
            if record is not None:
                collections[collection][entry_id] = record
    for collection, entry in gathered.surplus:
        if gathered.is_full(entry[0].location):
            break
        problems.extend(read_entry(COLLECTIONS[collection], entry[0].text, entry)[1])
    overview = None
    if gathered.overview:
        overview, found = read_entry(Overview, OVERVIEW, gathered.overview)
        problems.extend(found)
    records = Records(
        overview=overview,
        collections=collections,
        places=Places(_by_ref(gathered)),
        known=_known(gathered),
        complete=all(file.complete for file in files) and not gathered.full,
        possible=None if gathered.lost or gathered.full else _possible(files, gathered.astray),
    )
    if overview and overview.timezone is None and not _has_text(gathered.overview, "timezone"):
        problems.extend(_missing_timezone(records))
    return records, tuple(problems)


def _possible(files: tuple[RawFile, ...], astray: set[str]) -> frozenset[str] | None:
    """Keys of what could not be read or stands astray: a reference to one of them may well be right.

    None where nobody can tell: of such a file there is no text, or an entry has lost its id.
    """
    if any(file.lost for file in files):
        return None
    unread = [file.text for file in files if not file.complete]
    if not all(unread):
        return None
    keys = (key for text in unread for key in (*_KEY.findall(text), *_ALONE.findall(text)))
    return frozenset((*keys, *astray))


def _by_ref(gathered: Gathered) -> dict[tuple[str, str], KeyAndValue]:
    found = {
        (collection, entry_id): entry
        for collection, entries in gathered.entries.items()
        for entry_id, entry in entries.items()
    }
    if gathered.overview:
        found[OVERVIEW, OVERVIEW] = gathered.overview
    return found


def _known(gathered: Gathered) -> Mapping[str, frozenset[str]]:
    known = {collection: frozenset(entries) for collection, entries in gathered.entries.items()}
    for inner, (collection, field) in _INNER.items():
        known[inner] = frozenset(
            f"{entry_id}.{key}"
            for entry_id, entry in gathered.entries[collection].items()
            for key in map(probable_id, _keys(entry, field))
        )
    known["events"] = frozenset(
        map(probable_id, _keys(gathered.overview, "events")) if gathered.overview else ()
    )
    return known


def _keys(entry: KeyAndValue, *path: str) -> tuple[str, ...]:
    """The keys of a map, or of a map inside it; none where there is no map."""
    found = raw_at(entry, path)
    if found is None or not isinstance(found[1], RawMap):
        return ()
    return tuple(key.text for key, _ in found[1].entries)


def _has_text(entry: KeyAndValue | None, field: str) -> bool:
    found = raw_at(entry, (field,)) if entry else None
    return found is not None and not (isinstance(found[1], RawScalar) and found[1].is_empty)


def _missing_timezone(records: Records) -> list[Diagnostic]:
    """A date alone says the same everywhere; a moment does not, so it needs a zone to be meant in."""
    place = _first_moment(records)
    if place is None:
        return []
    message = f"`timezone` is missing, and the time at {place.file}:{place.line} is meant in one."
    hint = "Add the zone in which all times are meant, such as `timezone: Europe/London`."
    return [error("missing-field", message, records.places.of(OVERVIEW), hint)]


def _first_moment(records: Records) -> Location | None:
    for collection, entry_id, record in _every(records):
        for path, marker, value in fields(record):
            if isinstance(marker, When) and marker.expects != "date" and _DATE.search(value):
                return records.places.of(collection, entry_id, *path)
    return None


def _every(records: Records) -> Iterator[tuple[str, str, Entry]]:
    if records.overview:
        yield OVERVIEW, OVERVIEW, records.overview
    for collection, entries in records.collections.items():
        for entry_id, record in entries.items():
            yield collection, entry_id, record
