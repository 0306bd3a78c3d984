"""The entries of all files, brought together by collection; nothing inside an entry is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from generator.addresses import PAGED
from generator.diagnostics import Diagnostic, Location, error
from generator.load import Raw, RawFile, RawList, RawMap, RawScalar, shown
from generator.model import COLLECTIONS, Overview, Record
from generator.model.ids import is_id, nearest, short_id
from generator.model.shapes import fields_of
from generator.validate.astray import OVERVIEW, headless, headless_fields, home_of, keys_in, without_id
from generator.validate.places import KeyAndValue
from generator.validate.words import article, id_fault, noun

__all__ = ["OVERVIEW", "Gathered", "gather", "no_fields", "probable_id"]

#: Ids that the site needs for itself: `/risks/index/` is where the list of risks is made.
_RESERVED = ("index",)


#: With more problems in all files nothing further is looked at.
MOST_PROBLEMS = 1000

#: So alike must a key be to a collection's name to be read as that; `risk` and `priority` are.
_SURELY_MEANT = 0.75

#: What is no collection, because each of it belongs to an entry: the field that holds it, and of what.
_INSIDE = {
    **dict.fromkeys(("action", "actions", "task", "tasks", "todo", "todos"), ("actions", "a priority")),
    **dict.fromkeys(("step", "steps", "checklist", "checklists"), ("steps", "an action")),
    **dict.fromkeys(("template", "templates"), ("templates", "a comms plan")),
    **dict.fromkeys(("event", "events"), ("events", "`playbook`")),
    "schedule": ("schedule", "a comms plan"),
}

#: A field typed without the space that makes its name a key.
_GLUED = re.compile(r"([a-z_]+):(\S.*)")

#: A field with an equals sign.
_EQUALS = re.compile(r"([A-Za-z_]+) ?:?= ?(.*)")


@dataclass(slots=True)
class Gathered:
    """Entries by collection and id, in the order of the files.

    `overview` is the one `playbook`, its fields gathered from all files; `surplus` are entries whose
    id was taken already. `astray` are the keys of what stands in no collection: ids, perhaps. `lost`
    is True where an entry has no id at all, `full` where there was so much wrong that the rest was left out.
    """

    overview: KeyAndValue | None = None
    entries: dict[str, dict[str, KeyAndValue]] = field(
        default_factory=lambda: {collection: {} for collection in COLLECTIONS}
    )
    surplus: list[tuple[str, KeyAndValue]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    astray: set[str] = field(default_factory=set)
    lost: bool = False
    full: bool = False

    def is_full(self, place: Location) -> bool:
        """Whether enough is wrong by now; what stands at `place` and after it is then left out."""
        if len(self.problems) > MOST_PROBLEMS and not self.full:
            message = f"The data has more than {MOST_PROBLEMS:,} problems up to here; not all was checked."
            hint = "Mend these first, or move out of `data` what is not one of its files."
            self.problems.append(error("too-many-errors", message, place, hint))
            self.full = True
        return self.full


def gather(files: Iterable[RawFile]) -> Gathered:
    """Everything that the files hold; a missing playbook is an error only if every file was read."""
    gathered = Gathered()
    complete = True
    for file in files:
        complete = complete and file.complete
        above = ""
        for key, value in _with_head(gathered, file.root.entries):
            if gathered.is_full(key.location):
                return gathered
            _take(gathered, key, value, above)
            above = key.text
    if gathered.overview is None and complete:
        message = "No data file holds `playbook:`, the entry for the whole."
        hint = "Write it in `data/playbook.yml`, with a `key:` and a `title:`."
        gathered.problems.append(error("missing-playbook", message, Location(), hint))
    return gathered


def _with_head(gathered: Gathered, entries: tuple[KeyAndValue, ...]) -> tuple[KeyAndValue, ...]:
    """A file's collections; what stands above the first of them in that of which the line is gone."""
    run = list(takewhile(lambda entry: _meant(entry[0].text) is None, entries))
    home = home_of(run)
    if home is None and (found := headless_fields(run)):
        gathered.problems.append(found)
        gathered.lost = True
        return entries[len(run) :]
    if home is None:
        return entries
    gathered.problems.append(headless(run, home))
    key = replace(run[0][0], text=home, value=home)
    return ((key, RawMap(tuple(run), flow=False, location=key.location)), *entries[len(run) :])


def _meant(name: str) -> str | None:
    """The collection of that name, or of one so like it that it is surely meant."""
    known = (OVERVIEW, *COLLECTIONS)
    return name if name in known else nearest(name, known, _SURELY_MEANT)


def _take(gathered: Gathered, key: RawScalar, value: Raw, above: str) -> None:
    """`above` is the key before it in its file."""
    # Read under the name that was meant, so that references to its entries are not reported as well.
    name = _meant(key.text)
    if name != key.text:
        gathered.problems.append(_unknown_collection(key, value, above))
    if name is None:
        gathered.astray.update(keys_in(key, value))
        return
    if name == OVERVIEW:
        _take_overview(gathered, key, value)
    elif isinstance(value, RawMap):
        for entry in _with_ids(gathered, name, value):
            if gathered.is_full(entry[0].location):
                return
            _take_entry(gathered, name, entry)
    elif not (isinstance(value, RawScalar) and value.is_empty):
        gathered.problems.append(_not_entries(name, value))
        gathered.astray.update(keys_in(key, value))


def _with_ids(gathered: Gathered, collection: str, value: RawMap) -> Iterator[KeyAndValue]:
    found = without_id(collection, value)
    if found is None:
        yield from value.entries
        return
    problem, entry = found
    gathered.problems.append(problem)
    gathered.lost = gathered.lost or entry is None
    fields = fields_of(COLLECTIONS[collection])
    if entry:
        yield entry
    for key, inner in value.entries:
        if key.text not in fields and not (entry and key is entry[0]):
            yield key, inner


def _take_entry(gathered: Gathered, collection: str, entry: KeyAndValue) -> None:
    key = entry[0]
    gathered.problems.extend(_id_problems(key, collection))
    # Under the id that was probably meant, so that references to it are not reported as well.
    entry_id = probable_id(key.text)
    first = gathered.entries[collection].setdefault(entry_id, entry)
    if first is entry:
        return
    gathered.surplus.append((collection, entry))
    gathered.problems.append(
        _given_twice(f"the {noun(COLLECTIONS[collection])} `{shown(entry_id)}`", key, first[0])
    )


def probable_id(text: str) -> str:
    """A key as the id that it is or was meant to be."""
    return text if is_id(text) else short_id(text)


def _take_overview(gathered: Gathered, key: RawScalar, value: Raw) -> None:
    """`playbook` may be spread over files, as long as each field stands in one of them."""
    merged = gathered.overview[1] if gathered.overview else None
    if gathered.overview is None or not isinstance(merged, RawMap):
        gathered.overview = (key, value)
        return
    if not isinstance(value, RawMap):
        gathered.problems.append(no_fields(Overview, (key, value)))
        return
    added = []
    for entry in value.entries:
        if first := merged.get(entry[0].text):
            what = f"`{shown(entry[0].text)}` of the playbook"
            gathered.problems.append(_given_twice(what, entry[0], first[0]))
        else:
            added.append(entry)
    whole = RawMap((*merged.entries, *added), flow=merged.flow, location=merged.location)
    gathered.overview = (gathered.overview[0], whole)


def _id_problems(key: RawScalar, collection: str) -> Iterator[Diagnostic]:
    if collection in PAGED and key.text in _RESERVED:
        yield error(
            "reserved-id",
            f"`{key.text}` cannot be an id here, because the site has a page of that name already.",
            key.location,
            "Choose another id, one that says what the entry is.",
        )
    if fault := id_fault(key.text):
        yield error("bad-id", fault.message, key.location, fault.hint)


def _given_twice(what: str, second: RawScalar, first: RawScalar) -> Diagnostic:
    here, there = (f"{at.file}:{at.line}" for at in (second.location, first.location))
    return error(
        "duplicate-id",
        f"{what[0].upper()}{what[1:]} is given twice: at {there} and at {here}.",
        second.location,
        "Keep one of the two, or give this one another name.",
    )


def _unknown_collection(key: RawScalar, value: Raw, above: str) -> Diagnostic:
    known = (OVERVIEW, *COLLECTIONS)
    near = nearest(key.text.lower(), known, _SURELY_MEANT)
    if around := _INSIDE.get(key.text.lower()):
        hint = f"Each of them belongs to an entry: write `{around[0]}:` as a field of {around[1]}."
    elif near:
        hint = f"Did you mean `{near}`?"
    elif key.text in _fields_of_anything() or isinstance(value, RawScalar):
        hint = "If it belongs to the entry above, indent it like the other fields of that entry."
    elif above in COLLECTIONS and isinstance(value, RawMap) and value.get("title"):
        hint = f"If it is one more entry of `{above}`, indent it by two more spaces, and its fields too."
    else:
        hint = f"The collections are: {', '.join(known)}."
    return error("unknown-collection", f"`{shown(key.text)}` is not a collection.", key.location, hint)


def _fields_of_anything() -> frozenset[str]:
    records: tuple[type[Record], ...] = (Overview, *COLLECTIONS.values())
    return frozenset(key for record in records for key in fields_of(record))


def _not_entries(name: str, value: Raw) -> Diagnostic:
    what = "a list" if isinstance(value, RawList) else "a text"
    message = f"`{name}` must hold entries by their id, not {what}."
    one = article(noun(COLLECTIONS[name]))
    hint = f"Start {one} with its id and a colon on a line of its own, without a dash, such as `new-id:`."
    return error("not-a-map", message, value.location, hint)


def no_fields(record: type[Record], entry: KeyAndValue) -> Diagnostic:
    """An entry that is a text or a list."""
    key, raw = entry
    message = f"`{shown(key.text)}` must hold the fields of {article(noun(record))}, such as `title:`."
    hint = "Write each field on a line of its own below it, indented, with a space after the colon."
    if isinstance(raw, RawScalar) and (glued := _GLUED.match(raw.text)):
        hint = f"Put a space after the colon: `{glued[1]}: {shown(glued[2])}`."
    elif isinstance(raw, RawScalar) and (equals := _EQUALS.match(raw.text)):
        hint = f"Write a colon and a space instead of the =: `{equals[1]}: {shown(equals[2])}`."
    elif isinstance(raw, RawList) and all(isinstance(item, RawMap) for item in raw.items):
        hint = "Delete the dashes: these are fields, and a dash starts an item of a list."
    return error("not-a-map", message, raw.location, hint)
