"""What adding an entry will do: decided from what is on the disk, and checked before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.close.kept import as_found_from, encoded
from generator.close.surgery import Way
from generator.content import ContentPage
from generator.diagnostics import Diagnostic, Location
from generator.link import link
from generator.link.names import NOUNS
from generator.load import RawFile, forbidden_in_name, load_bytes, load_text
from generator.model import Role
from generator.model.ids import nearest
from generator.record import fit
from generator.skeleton.entry import RECORDS, Known, entry_lines
from generator.skeleton.insert import Inserted, insert
from generator.skeleton.place import own_place, place_for
from generator.validate import Records, validate
from generator.validate.words import article, id_fault

#: Entries that stand inside another: their collection -> the other's, and the field that holds them.
_INSIDE = {"actions": ("priorities", "actions"), "templates": ("comms", "templates")}

#: Where a person looks for what is no collection of entries.
_ELSEWHERE = {
    "log": "What happened is recorded: playbook record actions/restore.find-cause --done.",
    "playbook": "There is one playbook, and it is there: edit `playbook:` itself.",
    "events": "Events are lines below `events:` of the playbook; write `new-id: what it is` there.",
}

_MODELINE = re.compile(r"^#[ \t]*yaml-language-server:[ \t]*\$schema=\S+", re.MULTILINE)
_FILE = re.compile(r"data/(?:[^/]+/)*[^/]+\.yml")


class SkeletonError(ValueError):
    """An entry that cannot be added; its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes: the collection and the id, a title and a file where they say so."""

    collection: str
    id: str
    title: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class New:
    """The new entry: the file's name, what it holds from then on, the line of the entry (from 1)."""

    file: str
    content: bytes
    line: int


def plan_new(
    files: Mapping[str, bytes], content: tuple[ContentPage, ...], wish: Wish, now: datetime
) -> tuple[New | None, tuple[Diagnostic, ...]]:
    """The entry that is wished, or None with the errors of files that cannot be read.

    `files` are the data files by name, `content` the hand-written pages, `now` an aware moment. Raises
    SkeletonError for what cannot be.
    """
    _is_possible(wish)
    loaded = {name: load_bytes(data, name) for name, data in sorted(files.items())}
    unread = [problem for file, found in loaded.values() if not file.complete for problem in found]
    if unread:
        return None, tuple(unread)
    raw = {name: file for name, (file, _) in loaded.items()}
    records, problems = validate(raw.values())
    _is_free(wish, records)
    file, made = _made(raw, records, wish)
    text = load_text(made.text, file)[0]
    before = (*problems, *link(records, now, content)[1])
    for problem in _new_errors(before, {**raw, file: text}, content, now):
        raise SkeletonError(f"{problem.message} {problem.hint}".strip())
    return New(file, encoded(made.text, files.get(file, b"")), made.line), ()


def _is_possible(wish: Wish) -> None:
    """Raises SkeletonError for a wish that no playbook could grant."""
    if wish.collection in _ELSEWHERE:
        raise SkeletonError(_ELSEWHERE[wish.collection])
    if wish.collection not in RECORDS:
        near = nearest(wish.collection, RECORDS)
        hint = f"Did you mean `{near}`?" if near else f"The collections are: {', '.join(RECORDS)}."
        raise SkeletonError(f"`{wish.collection}` is not a collection. {hint}")
    parts = wish.id.split(".")
    if wish.collection in _INSIDE and len(parts) != 2:
        outer, one = NOUNS[_INSIDE[wish.collection][0]], NOUNS[wish.collection]
        form = f"`{outer.split()[-1]}-id.{one}-id`"
        raise SkeletonError(f"{article(one).capitalize()} stands in {article(outer)}: write {form}.")
    for part in parts if wish.collection in _INSIDE else [wish.id]:
        if fault := id_fault(part):
            raise SkeletonError(f"{fault.message} {fault.hint}")
    if wish.title is not None and (not wish.title.strip() or fit(wish.title) != wish.title):
        raise SkeletonError("The title holds nothing, or a character that no data file can hold.")
    if wish.file is not None and wish.collection in _INSIDE:
        raise SkeletonError("It stands in the file of what it belongs to: leave out --file.")
    if wish.file is not None and not _is_name(wish.file):
        raise SkeletonError(f"`{wish.file}` is no data file: its name is like data/risks.yml.")


def _is_name(name: str) -> bool:
    is_hidden = any(part.startswith(".") for part in name.split("/"))
    return _FILE.fullmatch(name) is not None and not is_hidden and not forbidden_in_name(name, Location(name))


def _is_free(wish: Wish, records: Records) -> None:
    """Raises SkeletonError where there is such an entry already, or none that could hold it."""
    if wish.id in records.known[wish.collection]:
        place = records.places.of_key(*_outermost(wish))
        raise SkeletonError(
            f"There is {article(NOUNS[wish.collection])} `{wish.id}` already: {place.file}:{place.line}."
        )
    if wish.collection in _INSIDE:
        outer, (holder, _) = wish.id.partition(".")[0], _INSIDE[wish.collection]
        if outer not in records.known[holder]:
            near = nearest(outer, records.known[holder])
            hint = f"Did you mean `{near}`?" if near else f"Add it first: playbook new {holder} {outer}"
            raise SkeletonError(f"There is no {NOUNS[holder]} `{outer}`. {hint}")


def _outermost(wish: Wish) -> Way:
    """The way to an entry from its file's root."""
    if wish.collection not in _INSIDE:
        return (wish.collection, wish.id)
    outer, _, inner = wish.id.partition(".")
    holder, field = _INSIDE[wish.collection]
    return (holder, outer, field, inner)


def _known(records: Records) -> Known:
    """The ids of each collection in the order of the files, roles of ours before those of others."""
    found = {name: tuple(sorted(ids)) for name, ids in records.known.items()}
    found |= {name: tuple(entries) for name, entries in records.collections.items() if entries}
    roles = records.collections["roles"]
    others = {key for key, role in roles.items() if isinstance(role, Role) and role.kind == "external"}
    return found | {"roles": tuple(sorted(roles, key=lambda key: key in others))}


def _made(files: Mapping[str, RawFile], records: Records, wish: Wish) -> tuple[str, Inserted]:
    """The file to write, and its text with the entry in it."""
    known = _known(records)
    *way, key = _outermost(wish)
    title = wish.title or key.replace("-", " ").capitalize()

    def lines(step: str) -> Iterator[str]:
        return entry_lines(wish.collection, wish.id.rpartition(".")[2], title, known, step)

    if wish.collection in _INSIDE:
        place = records.places.of_key(*way[:2])
        made = insert(files[place.file], tuple(way), key, lines)
        if made is None:
            what = f"{NOUNS[way[0]]} `{way[1]}`"
            raise SkeletonError(
                f"The {what} is written in a way that cannot be added to ({place.file}:{place.line}). "
                "Write it on lines of its own, outside of braces, and try again."
            )
        return place.file, made
    file = wish.file or place_for(tuple(files.values()), wish.collection, wish.id)
    if file in files:
        if made := insert(files[file], tuple(way), key, lines):
            return file, made
        if wish.file:
            raise SkeletonError(f"{file} is written in braces, and cannot be added to. Name another --file.")
        file = own_place(files, wish.collection, wish.id)
    return file, _of_its_own(file, files, wish.collection, tuple(lines("  ")))


def _of_its_own(file: str, files: Mapping[str, RawFile], collection: str, lines: tuple[str, ...]) -> Inserted:
    """A file for the entry alone, whose schema editors find as that of the other files."""
    head = []
    for name, other in files.items():
        if found := _MODELINE.search(other.text):
            head = [as_found_from(found.group(), name, file), ""]
            break
    whole = [*head, f"{collection}:", *(f"  {line}" for line in lines)]
    return Inserted("\n".join(whole) + "\n", len(head) + 2)


def _new_errors(
    before: Iterable[Diagnostic],
    files: Mapping[str, RawFile],
    content: tuple[ContentPage, ...],
    now: datetime,
) -> tuple[Diagnostic, ...]:
    """The errors of these files that were not there before, whatever the lines on which they stand now."""
    records, problems = validate(files.values())
    known = Counter(_apart_from_its_place(problem) for problem in before)
    after = [*problems, *link(records, now, content)[1]]
    new = Counter(_apart_from_its_place(problem) for problem in after) - known
    return tuple(
        problem for problem in after if problem.severity == "error" and new[_apart_from_its_place(problem)]
    )


def _apart_from_its_place(problem: Diagnostic) -> tuple[str, str, str]:
    return (problem.code, problem.message, problem.location.file)
