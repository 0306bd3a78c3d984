"""The schema of one playbook: every field that names other entries lists those that there are.

An editor completes and checks ids with it. It refuses nothing that the program accepts: an id that YAML
reads as a number, such as `2026`, is listed both ways.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import isfinite

from generator.linked import Playbook
from generator.load.scalars import resolve
from generator.model import RefTo
from generator.model.ids import ID_PATTERN
from generator.schema.json_schema import TEXT_TYPES, Schema, schema

#: The title of each entry by its id, by collection; actions as `priority.action`, templates alike.
Ids = Mapping[str, Mapping[str, str]]

#: What `collection/id` is not: then it is a sentence.
_SENTENCE = "^(?![^/ ]+/[^/ ]+$)"


def render_with_ids(book: Playbook) -> str:
    """The schema of a playbook as text: the same for the same ids and titles."""
    return json.dumps(schema_with_ids(ids_of(book)), indent=1, ensure_ascii=False) + "\n"


def ids_of(book: Playbook) -> Ids:
    """Every name that a field of this playbook may hold, with what readers see of it."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for ref, entry in book.entries.items():
        found[ref.collection][ref.id] = entry.title
    found["events"].update(book.overview.events)
    return found


def schema_with_ids(ids: Ids) -> Schema:
    """The schema as plain dicts and lists."""
    made = schema(_ByList(ids))
    made["title"] = "A data file of this crisis playbook"
    inner: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for action, title in ids.get("actions", {}).items():
        priority, _, bare = action.partition(".")
        inner[priority][bare] = title
    made["properties"]["priorities"]["properties"] = {
        priority: _with_needs(inner[priority]) for priority in ids.get("priorities", {})
    }
    return made


class _ByList:
    """Names are checked against those that there are."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def definitions(self) -> Mapping[str, Schema]:
        """Each collection's entries, by their ids and as `collection/id`."""
        found = {}
        for collection, titles in self._ids.items():
            if titles:
                found[f"id-of-{collection}"] = _enumeration(titles)
                found[f"reference-to-{collection}"] = _enumeration(
                    {f"{collection}/{key}": title for key, title in titles.items()}
                )
        return found

    def named(self, marker: RefTo, *, prose: bool) -> Schema:
        """One of the entries that may stand there, or a sentence."""
        way = "reference-to" if marker.qualified else "id-of"
        known = [_leading(f"{way}-{name}") for name in marker.collections if self._ids.get(name)]
        if prose:
            known.append({"type": list(TEXT_TYPES), "pattern": _SENTENCE})
        if marker.collections == ("actions",) and not marker.qualified:
            # Inside its own priority an action goes by its id alone: `_with_needs` says by which.
            known.append({"type": list(TEXT_TYPES), "pattern": f"^{ID_PATTERN}$"})
        return _any_of(known)

    def keyed(self, marker: RefTo, values: Schema) -> Schema:
        """A map with no key but the entries of the collection."""
        (collection,) = marker.collections
        titles = self._ids.get(collection, {})
        return {
            "type": "object",
            "properties": {key: {"description": title, "allOf": [values]} for key, title in titles.items()},
            "additionalProperties": False,
        }


def _with_needs(actions: Mapping[str, str]) -> Schema:
    """A priority whose actions need each other by their ids alone, others by `priority.action`."""
    if not actions:
        return _leading("Priority")
    others = {"type": ["string", "number"], "pattern": r"\."}
    needs = {"items": _any_of([_enumeration(actions), others])}
    narrowed = {"additionalProperties": {"properties": {"needs": needs}}}
    return {"allOf": [_leading("Priority"), {"properties": {"actions": narrowed}}]}


def _any_of(known: list[Schema]) -> Schema:
    """One of these; without any, nothing at all will do."""
    return {"anyOf": known} if known else {"not": {}}


def _leading(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _enumeration(titles: Mapping[str, str]) -> Schema:
    pairs = [(reading, title) for key, title in titles.items() for reading in _readings(key)]
    return {"enum": [reading for reading, _ in pairs], "enumDescriptions": [title for _, title in pairs]}


def _readings(key: str) -> Iterable[str | int | float | bool]:
    """An id as YAML may read it where it stands without quotes."""
    yield key
    value = int(key) if key.isdigit() else resolve(key)
    if value is not None and value != key and (isinstance(value, str) or isfinite(value)):
        yield value
