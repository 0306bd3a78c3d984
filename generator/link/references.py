"""Who names whom: every reference of every record, checked, and turned into citations."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.addresses import Ref, parse_ref
from generator.diagnostics import Diagnostic, Location, error
from generator.link.names import Names, unknown, unknown_collection
from generator.linked import Citation
from generator.linked.values import value_fields
from generator.model import ENTRY_COLLECTIONS, LogEntry, Record, RefTo, Rich, When
from generator.model.ids import nearest
from generator.model.walk import Path, fields
from generator.text import Broken, Reference, broken_references
from generator.text import references as text_references
from generator.validate import Records, brackets
from generator.when import Unreadable, parse
from generator.when import references as time_references

TEXT_COLLECTIONS = (*ENTRY_COLLECTIONS, "templates", "events")
TIME_COLLECTIONS = ("actions", "events")

#: With more references that name nothing, in all or in one text, the others are not looked at.
MOST_PROBLEMS, MOST_A_TEXT = 1000, 100

#: Entries that stand inside an entry: its collection -> theirs.
INSIDE_OF = {"priorities": "actions", "comms": "templates"}


def names_of(records: Records) -> Names:
    """Every id that a reference may use, those of entries with errors of their own included."""
    return Names(records.known, records.possible)


def every_record(records: Records) -> Iterator[tuple[Ref, Record]]:
    """The entries as the data files hold them: actions inside priorities, templates inside plans."""
    if records.overview is not None:
        yield Ref("playbook", "playbook"), records.overview
    for collection, entries in records.collections.items():
        for entry_id, record in entries.items():
            yield Ref(collection, entry_id), record


def source_of(ref: Ref, path: Path) -> tuple[Ref, str]:
    """The innermost entry that a value lies in, and its field: actions and templates are entries."""
    inner = INSIDE_OF.get(ref.collection)
    if inner is not None and path[0] == inner:
        return Ref(inner, f"{ref.id}.{path[1]}"), str(path[2])
    return ref, str(path[0])


def cite(records: Records) -> tuple[dict[Ref, tuple[Citation, ...]], tuple[Diagnostic, ...]]:
    """All citations by what they name, and every reference that names nothing."""
    names = names_of(records)
    citations: defaultdict[Ref, list[Citation]] = defaultdict(list)
    problems: list[Diagnostic] = []
    as_sent = _as_sent(records)
    for ref, record in every_record(records):
        if len(problems) > MOST_PROBLEMS:
            problems.append(_too_many(MOST_PROBLEMS, records.places.of(*ref)))
            break
        for found in fields(record):
            if not isinstance(found.marker, (RefTo, Rich, When)):
                continue
            if ref in as_sent and found.path == ("text",):
                continue
            source, field = source_of(ref, found.path)
            if isinstance(found.marker, Rich):
                cited, wrong = _check_text(found.value, ref, found.path, names, records)
            else:
                place = records.places.of(ref.collection, ref.id, *found.path)
                cited, wrong = _check(found.value, found.marker, source, names, place)
            problems.extend(wrong)
            for target in cited:
                if target != source:
                    citations[target].append(Citation(source, field))
    return {ref: tuple(dict.fromkeys(found)) for ref, found in citations.items()}, tuple(problems)


def _too_many(most: int, place: Location) -> Diagnostic:
    message = f"More than {most:,} references name nothing up to here; not all were checked."
    return error("too-many-errors", message, place, "Mend these first.")


def _as_sent(records: Records) -> frozenset[Ref]:
    """Log entries whose text is a message as it was sent, or corrects one: brackets in it name nothing."""
    log = {key: item for key, item in records.collections["log"].items() if isinstance(item, LogEntry)}
    found = set()
    for key in log:
        chain: dict[str, LogEntry] = {}
        at: str | None = key
        while at in log and at not in chain:
            chain[at] = log[at]
            at = chain[at].corrects
        if any(item.is_as_sent for item in chain.values()):
            found.add(Ref("log", key))
    return frozenset(found)


def _check(
    value: str, marker: RefTo | When, source: Ref, names: Names, place: Location
) -> tuple[list[Ref], list[Diagnostic]]:
    if isinstance(marker, RefTo):
        return _check_id(value, marker, source, names, place)
    return _check_time(value, marker, names, place)


def _check_id(
    value: str, marker: RefTo, source: Ref, names: Names, place: Location
) -> tuple[list[Ref], list[Diagnostic]]:
    ref = target_of(value, marker, source)
    if ref is None:
        return [], []
    if marker.qualified and ref.collection not in marker.collections and ref not in names:
        return [], [unknown_collection(value, ref.collection, marker.collections, place)]
    if ref.collection not in marker.collections or ref not in names:
        return [], [unknown(ref, value, marker.collections, names, place)]
    return [ref], []


def target_of(value: str, marker: RefTo, source: Ref) -> Ref | None:
    """What an id field names; None for the sentence of a branch, which may be either."""
    if marker.qualified:
        ref = parse_ref(value)
        is_prose = ref is None or " " in value
        return None if is_prose else ref
    (collection,) = marker.collections
    if collection == "actions" and "." not in value and source.collection == "actions":
        return Ref(collection, f"{source.id.partition('.')[0]}.{value}")
    return Ref(collection, value)


def _check_time(
    value: str, marker: When, names: Names, place: Location
) -> tuple[list[Ref], list[Diagnostic]]:
    time = parse(value, marker.expects)
    if isinstance(time, Unreadable):
        return [], []
    cited, problems = [], []
    for written in time_references(time):
        ref = parse_ref(written) or Ref("events", written)
        if ref.collection not in TIME_COLLECTIONS and ref not in names:
            problems.append(unknown_collection(written, ref.collection, TIME_COLLECTIONS, place))
        elif ref.collection not in TIME_COLLECTIONS or ref not in names:
            problems.append(unknown(ref, written, TIME_COLLECTIONS, names, place))
        else:
            cited.append(ref)
    return cited, problems


def _check_text(
    text: str, entry: Ref, path: Path, names: Names, records: Records
) -> tuple[list[Ref], list[Diagnostic]]:
    """The references in a text: what they name, and what is wrong with them."""
    if "[[" not in text:
        return [], []

    starts = [*brackets(text)]

    def place(start: int, length: int) -> Location:
        # Counted and searched for where something is wrong, not a hundred thousand times.
        number = bisect_left(starts, start)
        return records.places.of_bracket(number, length, entry.collection, entry.id, *path)

    cited: list[Ref] = []
    found = broken_references(text)[: MOST_A_TEXT + 1]
    problems = [broken(item, place(item.start, 2)) for item in found]
    for reference in text_references(text):
        if len(problems) > MOST_A_TEXT:
            problems.append(_too_many(MOST_A_TEXT, records.places.of(*entry, *path)))
            break
        ref, wrong = check_reference(reference, names, Location(), records)
        at = place(reference.start, reference.end - reference.start) if wrong else Location()
        problems.extend(replace(problem, location=at) for problem in wrong)
        if ref is not None:
            cited.append(ref)
    return cited, problems


def broken(brackets: Broken, place: Location) -> Diagnostic:
    """The problem with brackets that are no reference."""
    return error("broken-reference", brackets.message, place, brackets.hint)


def check_reference(
    reference: Reference, names: Names, place: Location, records: Records
) -> tuple[Ref | None, list[Diagnostic]]:
    """What a well-formed reference in a text names, and what is wrong with it."""
    ref = parse_ref(reference.target)
    if ref is None or ref.collection not in TEXT_COLLECTIONS:
        collection = reference.target.partition("/")[0]
        return None, [unknown_collection(reference.target, collection, TEXT_COLLECTIONS, place)]
    if ref not in names:
        return None, [unknown(ref, reference.target, TEXT_COLLECTIONS, names, place)]
    if reference.field is None:
        return ref, []
    return ref, list(_check_field(ref, reference.field, names, records, place))


def _check_field(
    ref: Ref, field: str, names: Names, records: Records, place: Location
) -> Iterator[Diagnostic]:
    record = record_of(ref, records)
    if record is None and ref.collection != "events":
        # The entry has errors of its own; what it would hold is not known.
        return
    available = value_fields(record) if record is not None else frozenset()
    if field not in available:
        is_left_out = getattr(record, field, ()) is None
        if is_left_out and records.places.is_filled(ref.collection, ref.id, field):
            # What stands there has an error, which is told already.
            return
        near = nearest(field, available)
        inside = Ref(INSIDE_OF.get(ref.collection, ""), f"{ref.id}.{field}")
        if inside in names:
            hint = f"Did you mean `{inside}`?"
        elif near:
            hint = f"Did you mean `{near}`?"
        else:
            hint = f"Values there: {', '.join(sorted(available)) or 'none'}."
        yield error("unknown-field", f"`{ref}` has no value `{field}` to show.", place, hint)


def record_of(ref: Ref, records: Records) -> Record | None:
    """The record that a Ref names; None when it is not there (or had errors of its own)."""
    collections: Mapping[str, Mapping[str, Record]] = records.collections
    if ref.collection in ("actions", "templates"):
        outer, inner = {"actions": ("priorities", "actions"), "templates": ("comms", "templates")}[
            ref.collection
        ]
        owner, _, entry_id = ref.id.partition(".")
        parent = collections.get(outer, {}).get(owner)
        return getattr(parent, inner, {}).get(entry_id) if parent is not None else None
    return collections.get(ref.collection, {}).get(ref.id)
