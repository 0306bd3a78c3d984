"""The names that references may use, and what to say of one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.addresses import Ref
from generator.diagnostics import Diagnostic, Location, error
from generator.model.ids import nearest

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


_COLLECTIONS = {noun: collection for collection, noun in NOUNS.items()}

#: The words of `unknown`, read again.
_MISSING = re.compile(r"There is no (?P<noun>[A-Za-z ]+) `(?P<id>[^`]+)`\.")
_NEAR = re.compile(r"Did you mean `(?P<written>[^`]+)`\?")

#: What to say where there is none at all of what stands inside another entry.
NONE_INSIDE = {
    "actions": "No priority has an action yet.",
    "templates": "No comms plan has a template yet.",
    "events": "The playbook has no events yet.",
}


@dataclass(slots=True)
class Patience:
    """How many more names are compared, in a run, with names that are not there: each takes its time."""

    left: int = 200_000

    def lasts(self, count: int) -> bool:
        """Whether so many may be compared as well; they count from now on."""
        self.left -= count
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class Names:
    """Every id by collection; actions as `priority.action`, templates as `plan.template`.

    A name whose parts are all `possible` counts as there: a file that could not be read may hold it.
    With None any name may.
    """

    ids: Mapping[str, frozenset[str]]
    possible: frozenset[str] | None = frozenset()
    patience: Patience = field(default_factory=Patience)

    def __contains__(self, ref: Ref) -> bool:
        if self.possible is None or self.possible.issuperset(ref.id.split(".")):
            return True
        return ref.id in self.ids.get(ref.collection, frozenset())

    def elsewhere(self, entry_id: str) -> tuple[Ref, ...]:
        """The same id in every collection that has it."""
        return tuple(Ref(collection, entry_id) for collection, ids in self.ids.items() if entry_id in ids)


def unknown(ref: Ref, written: str, allowed: tuple[str, ...], names: Names, place: Location) -> Diagnostic:
    """The problem with a reference to something that is not there, or may not stand there."""
    found = names.elsewhere(ref.id)
    fitting = [other for other in found if other.collection in allowed]
    near = str(fitting[0]) if fitting else None
    if ref in names or (found and not fitting):
        noun = NOUNS[(ref if ref in names else found[0]).collection]
        few = len(allowed) <= 4
        wanted = " or ".join(_with_article(NOUNS[item]) for item in allowed) if few else "something else"
        message = f"`{written}` is {_with_article(noun)}; this needs {wanted}."
        hint = f"Did you mean `{near}`?" if near else _listing(allowed[0], names)
        return error("wrong-collection", message, place, hint)
    if near is None and not names.patience.lasts(_compared(ref, allowed, names)):
        hint = f"No entry of `{ref.collection}` has this id; mend the problems above first."
        return error("unknown-reference", f"There is no {NOUNS[ref.collection]} `{ref.id}`.", place, hint)
    near = near or _nearest_written(ref, written, allowed, names)
    hint = f"Did you mean `{near}`?" if near else _listing(ref.collection, names)
    return error("unknown-reference", f"There is no {NOUNS[ref.collection]} `{ref.id}`.", place, hint)


def missing_and_near(problem: Diagnostic) -> tuple[Ref, Ref] | None:
    """What a reference names in vain, and the entry of that kind whose id is nearest; None for all else."""
    if problem.code != "unknown-reference":
        return None
    missing, near = _MISSING.fullmatch(problem.message), _NEAR.fullmatch(problem.hint)
    if missing is None or near is None or missing["noun"] not in _COLLECTIONS:
        return None
    collection = _COLLECTIONS[missing["noun"]]
    written, _, near_id = near["written"].rpartition("/")
    return (Ref(collection, missing["id"]), Ref(collection, near_id)) if written in ("", collection) else None


def _compared(ref: Ref, allowed: tuple[str, ...], names: Names) -> int:
    """How many names a guess looks at, at most."""
    return sum(len(names.ids.get(collection, ())) for collection in {ref.collection, *allowed})


def _nearest_written(ref: Ref, written: str, allowed: tuple[str, ...], names: Names) -> str | None:
    """The most similar name as it would be written; ids are compared, since collections are alike anyway."""
    qualified = "/" in written
    ids = names.ids.get(ref.collection, frozenset())
    if near := nearest(ref.id, ids) or _same_inside(ref.id, ids):
        return f"{ref.collection}/{near}" if qualified else near
    if not qualified:
        return None
    others = {item: collection for collection in allowed[::-1] for item in names.ids.get(collection, ())}
    other = nearest(ref.id, others)
    return f"{others[other]}/{other}" if other else None


def _same_inside(entry_id: str, ids: frozenset[str]) -> str | None:
    """An action of this name in another priority, a template in another plan."""
    name = entry_id.rpartition(".")[2]
    return min((item for item in ids if "." in item and item.rpartition(".")[2] == name), default=None)


def _listing(collection: str, names: Names) -> str:
    ids = sorted(names.ids.get(collection, frozenset()))
    if not ids:
        return NONE_INSIDE.get(collection, f"There are no entries under `{collection}:` yet.")
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
