"""What most sections tell of entries: which came, which went, which are called otherwise, what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.addresses import Ref
from generator.diff.compared import Compared, Pair
from generator.diff.difference import Change, Kind, Section, Value
from generator.diff.told import coming
from generator.diff.values import changed, whole
from generator.link.references import INSIDE_OF

#: What to tell of an entry of which fields differ: those fields, in the order of the model.
Tell = Callable[[Pair, tuple[str, ...]], Change]


def section(key: str, title: str, compared: Compared, tell: Tell | None = None) -> Section:
    """A section of what came, what differs and what went, in this order of the site."""
    return Section(
        key, title, (*came(key, compared), *differ(key, compared, tell or plainly), *went(key, compared))
    )


def came(key: str, compared: Compared) -> Iterator[Change]:
    """New entries with all that they say."""
    for entry in compared.added:
        if coming(entry.collection) == key:
            yield Change("added", entry.ref, entry.title, whole(entry, is_new=True))


def went(key: str, compared: Compared, kind: Kind = "removed") -> Iterator[Change]:
    """Entries that are gone, with all that they said."""
    for entry in compared.removed:
        if coming(entry.collection) == key:
            yield Change(kind, entry.ref, entry.title, whole(entry, is_new=False))


def differ(key: str, compared: Compared, tell: Tell) -> Iterator[Change]:
    """Entries with another id, and those of which fields differ."""
    for pair in compared.pairs:
        if pair.is_renamed and coming(pair.new.collection) == key:
            yield renamed(pair)
        fields = pair.told_in(key)
        if fields:
            yield tell(pair, fields)


def plainly(pair: Pair, fields: tuple[str, ...], kind: Kind = "changed") -> Change:
    """The fields that differ, and no more."""
    return Change(kind, pair.new.ref, pair.new.title, tuple(changed(pair, fields)))


def renamed(pair: Pair) -> Change:
    """An entry with another id; what stands inside another by now says what."""
    (parent, dot, own), (new_parent, _, new_own) = pair.old.id.partition("."), pair.new.id.partition(".")
    if dot and parent != new_parent and own == new_own:
        then, now = (one.book.entries[_around(one.ref)].title for one in (pair.old, pair.new))
        return Change("moved", pair.new.ref, pair.new.title, (Value("id", "Part of", then, now),))
    ids = (own, new_own) if parent == new_parent and dot else (pair.old.id, pair.new.id)
    return Change("renamed", pair.new.ref, pair.new.title, (Value("id", "Id", *ids),))


def _around(ref: Ref) -> Ref:
    outer = next(key for key, inner in INSIDE_OF.items() if inner == ref.collection)
    return Ref(outer, ref.id.partition(".")[0])
