"""Two playbooks side by side: which entry was which, what came, what went, which fields differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.addresses import Ref
from generator.diff.canonical import differing
from generator.diff.difference import Side
from generator.diff.told import LAST, section_of
from generator.link.references import INSIDE_OF
from generator.linked import Linked, Playbook
from generator.model import Entry

_INNER = frozenset(INSIDE_OF.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry on both sides, and the fields that differ, as the YAML names them, in the order of readers.

    `is_renamed`: it has another id, and not only because what it stands in has.
    """

    old: Linked[Entry]
    new: Linked[Entry]
    changed: tuple[str, ...]
    is_renamed: bool

    def told_in(self, section: str) -> tuple[str, ...]:
        """The fields that differ and are told in a section."""
        return tuple(field for field in self.changed if section_of(self.new.collection, field) == section)


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that is on both sides, came or went; in the order of the site. `renamed`: old ids to new."""

    old: Side
    new: Side
    pairs: tuple[Pair, ...]
    added: tuple[Linked[Entry], ...]
    removed: tuple[Linked[Entry], ...]
    renamed: Mapping[Ref, Ref]


def compare(old: Side, new: Side) -> Compared:
    """Both sides, read as of one moment."""
    renamed = _renamed(old.book, new.book)
    came_from = {after: before for before, after in renamed.items()}
    then, now = _entries(old.book), _entries(new.book)
    before = {ref: then.get(came_from.get(ref, ref)) for ref in now}
    return Compared(
        old=old,
        new=new,
        pairs=tuple(
            _pair(twin, entry, renamed) for ref, entry in now.items() if (twin := before[ref]) is not None
        ),
        added=tuple(entry for ref, entry in now.items() if before[ref] is None),
        removed=tuple(entry for ref, entry in then.items() if renamed.get(ref, ref) not in now),
        renamed=renamed,
    )


def _pair(old: Linked[Entry], new: Linked[Entry], renamed: Mapping[Ref, Ref]) -> Pair:
    fields = sorted(differing(old, new, renamed), key=lambda field: field in LAST)
    return Pair(old, new, tuple(fields), _has_another_id(old.ref, new.ref, renamed))


def _entries(book: Playbook) -> dict[Ref, Linked[Entry]]:
    return {book.summary.ref: book.summary, **book.entries}


def _renamed(old: Playbook, new: Playbook) -> dict[Ref, Ref]:
    """Old ids to new: what went as one entry and came as another of equal content is the same entry.

    So is what alone of its kind bears the same title. What stands inside an entry goes along with it, or may
    have gone elsewhere with equal content.
    """
    gone = [entry for ref, entry in old.entries.items() if ref not in new.entries]
    come = [entry for ref, entry in new.entries.items() if ref not in old.entries]
    found = dict(_equals(_outer(gone), _outer(come)))
    found |= _namesakes(_left(_outer(gone), found), _left(_outer(come), found), {})
    parents = {before.id: after.id for before, after in found.items()}
    for entry in gone:
        parent, dot, own = entry.id.partition(".")
        after = Ref(entry.collection, f"{parents.get(parent, parent)}{dot}{own}")
        if dot and after != entry.ref and after in new.entries:
            found[entry.ref] = after
    taken = set(found.values())
    left = (entry for entry in gone if entry.collection in _INNER and entry.ref not in found)
    found.update(_equals(left, (entry for entry in come if entry.ref not in taken)))
    inner_gone, inner_come = (
        [entry for entry in _left(side, found) if entry.collection in _INNER] for side in (gone, come)
    )
    return found | _namesakes(inner_gone, inner_come, parents)


def _outer(entries: Iterable[Linked[Entry]]) -> Iterator[Linked[Entry]]:
    return (entry for entry in entries if entry.collection not in _INNER)


def _equals(gone: Iterable[Linked[Entry]], come: Iterable[Linked[Entry]]) -> Iterator[tuple[Ref, Ref]]:
    """Each with the first of equal content that no other has; titles tell apart most of them at once."""
    by_title: defaultdict[tuple[str, str], list[Linked[Entry]]] = defaultdict(list)
    for entry in come:
        by_title[entry.collection, _title(entry)].append(entry)
    for entry in gone:
        candidates = by_title[entry.collection, _title(entry)]
        twin = next((one for one in candidates if one.record == entry.record), None)
        if twin is not None:
            candidates.remove(twin)
            yield entry.ref, twin.ref


def _left(entries: Iterable[Linked[Entry]], found: Mapping[Ref, Ref]) -> list[Linked[Entry]]:
    """Those of either side that are not found yet."""
    known = {*found, *found.values()}
    return [entry for entry in entries if entry.ref not in known]


def _namesakes(
    gone: Iterable[Linked[Entry]], come: Iterable[Linked[Entry]], parents: Mapping[str, str]
) -> dict[Ref, Ref]:
    """Each with the one of its title, where neither side has another of it in the same place."""
    before, after = _by_title(gone, parents), _by_title(come, {})
    return {
        entries[0].ref: after[key][0].ref
        for key, entries in before.items()
        if len(entries) == len(after.get(key, ())) == 1
    }


def _by_title(
    entries: Iterable[Linked[Entry]], parents: Mapping[str, str]
) -> dict[tuple[str, str, str], list[Linked[Entry]]]:
    found: defaultdict[tuple[str, str, str], list[Linked[Entry]]] = defaultdict(list)
    for entry in entries:
        parent, dot, _ = entry.id.partition(".")
        if title := _title(entry):
            found[entry.collection, parents.get(parent, parent) if dot else "", title].append(entry)
    return found


def _title(entry: Linked[Entry]) -> str:
    """A title that is written; where there is none, the id says nothing of the content."""
    return str(getattr(entry.record, "title", ""))


def _has_another_id(before: Ref, after: Ref, renamed: Mapping[Ref, Ref]) -> bool:
    if before == after:
        return False
    (parent, _, own), (new_parent, _, new_own) = before.id.partition("."), after.id.partition(".")
    outer = next((key for key, inner in INSIDE_OF.items() if inner == before.collection), "")
    return own != new_own or renamed.get(Ref(outer, parent)) != Ref(outer, new_parent)
