"""The names that references may use, and what to say of one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, Location, error

#: What one entry of a collection is called in a sentence.
NOUNS = {
    "levels": "level",
    "roles": "role",
    "priorities": "priority",
    "actions": "action",
    "kpis": "KPI",
    "targets": "target",
    "risks": "risk",
    "contingencies": "contingency",
    "comms": "comms plan",
    "templates": "template",
    "commitments": "commitment",
    "rituals": "ritual",
    "improvements": "improvement",
    "decisions": "decision",
    "hires": "hire",
    "deferrals": "deferral",
    "principles": "principle",
    "log": "log entry",
    "events": "event",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Every id by collection; actions as `priority.action`, templates as `plan.template`."""

    ids: Mapping[str, frozenset[str]]

    def __contains__(self, ref: Ref) -> bool:
        return ref.id in self.ids.get(ref.collection, frozenset())

    def elsewhere(self, entry_id: str) -> Ref | None:
        """The same id in some collection."""
        for collection, ids in self.ids.items():
            if entry_id in ids:
                return Ref(collection, entry_id)
        return None


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The most similar name, or None when nothing is close."""
    found = get_close_matches(word, sorted(among), n=1, cutoff=0.6)
    return found[0] if found else None


def unknown(ref: Ref, written: str, allowed: tuple[str, ...], names: Names, place: Location) -> Diagnostic:
    """The problem with a reference to something that is not there."""
    noun = NOUNS.get(ref.collection, "entry")
    other = names.elsewhere(ref.id)
    if other is not None and other.collection not in allowed:
        few = len(allowed) <= 4
        wanted = " or ".join(_with_article(NOUNS[item]) for item in allowed) if few else "something else"
        return error(
            "wrong-collection",
            f"`{written}` is {_with_article(NOUNS[other.collection])}; this needs {wanted}.",
            place,
            _listing(Ref(allowed[0], ref.id), names),
        )
    near = _nearest_written(ref, written, allowed, names)
    hint = f"Did you mean `{near}`?" if near else _listing(ref, names)
    return error("unknown-reference", f"There is no {noun} `{ref.id}`.", place, hint)


def _nearest_written(ref: Ref, written: str, allowed: tuple[str, ...], names: Names) -> str | None:
    qualified = "/" in written
    near = nearest(ref.id, names.ids.get(ref.collection, frozenset()))
    if near is not None:
        return f"{ref.collection}/{near}" if qualified else near
    if qualified:
        everything = (
            f"{collection}/{item}" for collection in allowed for item in names.ids.get(collection, ())
        )
        return nearest(written, everything)
    return None


def _listing(ref: Ref, names: Names) -> str:
    ids = sorted(names.ids.get(ref.collection, frozenset()))
    if not ids:
        return f"There are no entries under `{ref.collection}:` yet."
    shown = ", ".join(f"`{item}`" for item in ids[:5])
    return f"There are: {shown}{' and others' if len(ids) > 5 else ''}."


def unknown_collection(
    written: str, collection: str, allowed: tuple[str, ...], place: Location
) -> Diagnostic:
    """The problem with `collection/id` whose collection cannot stand here, or does not exist."""
    near = nearest(collection, allowed)
    listing = ", ".join(f"`{item}/`" for item in allowed)
    hint = (
        f"Did you mean `{written.replace(collection, near, 1)}`?" if near else f"It may start with {listing}."
    )
    return error(
        "unknown-collection", f"`{written}` does not start with a collection that fits here.", place, hint
    )


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
