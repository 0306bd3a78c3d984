"""One entry: from its raw fields to a record, with everything that is wrong about it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TypeVar

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, error
from generator.load import RawMap, RawScalar, shown
from generator.model import Entry, Record
from generator.model.ids import nearest
from generator.model.shapes import FieldShape, MapShape, RecordShape, fields_of
from generator.model.walk import Path
from generator.validate.convert import Converter
from generator.validate.flaws import Flaw
from generator.validate.gather import no_fields
from generator.validate.misfits import misfits
from generator.validate.parts import part_flaws
from generator.validate.places import KeyAndValue
from generator.validate.texts import text_flaws

E = TypeVar("E", bound=Entry)

Data = dict[str, object]

#: Of an entry with more errors the rest is not told.
MOST_AN_ENTRY = 100

#: What an entry with an error has for a field that it cannot do without; never shown to anybody.
_STAND_INS = {"at": "2000-01-01T00:00", "kind": "note"}


def read_entry(record: type[E], entry_id: str, entry: KeyAndValue) -> tuple[E | None, list[Diagnostic]]:
    """The record of an entry and its problems. Faulty fields are left out, so that others can be checked."""
    key, raw = entry
    if isinstance(raw, RawScalar) and raw.is_empty:
        raw = RawMap((), flow=False, location=key.location)
    if not isinstance(raw, RawMap):
        return None, [no_fields(record, entry)]
    converter = Converter()
    data = converter.record(raw, record)
    problems = converter.problems
    faulty: set[Path] = set()
    try:
        made: E | None = record.model_validate(data)
    except ValidationError as problem:
        found = list(misfits(problem, record, (key, raw), MOST_AN_ENTRY))
        problems.extend(diagnostic for _, diagnostic in found if diagnostic)
        faulty = {path for path, _ in found}
        made = _without(faulty, record, entry_id, data)
        if problem.error_count() > MOST_AN_ENTRY:
            return None, [*problems, _too_many(key)]
    if made is None:
        return None, problems
    every = [*islice(chain(text_flaws(made), part_flaws(made)), MOST_AN_ENTRY + 1)]
    if len(every) > MOST_AN_ENTRY:
        problems.extend(flaw.at_its_place((key, raw)) for flaw in every)
        return None, [*problems, _too_many(key)]
    # What was left out as faulty is not missing as well.
    flaws = [flaw for flaw in every if flaw.path not in faulty and not _is_unsure(flaw, faulty)]
    problems.extend(flaw.at_its_place((key, raw)) for flaw in flaws)
    if faults := [flaw.path for flaw in flaws if flaw.severity == "error" and not flaw.is_kept]:
        made = _without(faults, record, entry_id, data)
    return made, problems


def _too_many(key: RawScalar) -> Diagnostic:
    message = f"`{shown(key.text)}` has more than {MOST_AN_ENTRY} errors; not all of them are told."
    hint = "Mend these first, or delete what does not belong there."
    return error("too-many-errors", message, key.location, hint)


def _is_unsure(flaw: Flaw, faulty: Iterable[Path]) -> bool:
    """Whether the field on which it hinges was not read, perhaps for its misspelled name."""
    *record, _ = flaw.path
    depth = len(record)
    beside = (str(path[depth]) for path in faulty if len(path) > depth and [*path[:depth]] == record)
    return bool(flaw.hinges_on) and any(nearest(name, (flaw.hinges_on,)) for name in beside)


def _without(faults: Iterable[Path], record: type[E], entry_id: str, data: Data) -> E | None:
    for path in faults:
        _leave_out(path, record, entry_id, data)
    try:
        return record.model_validate(data)
    except ValidationError:
        return None


def _leave_out(path: Path, record: type[Record], entry_id: str, data: Data) -> None:
    """Takes the faulty field out of the innermost entry on the way to it."""
    name = str(path[0])
    field = fields_of(record).get(name)
    inner, held = _entries_in(field), data.get(name)
    if inner and isinstance(held, dict) and len(path) > 1:
        value = held.get(path[1])
        if len(path) > 2 and isinstance(value, dict):
            _leave_out(path[2:], inner, str(path[1]), value)
        else:
            held.pop(path[1], None)
        return
    data.pop(name, None)
    if field and field.required:
        data[name] = _STAND_INS.get(name, entry_id)


def _entries_in(field: FieldShape | None) -> type[Record] | None:
    """The kind of entries that a field holds by id, as a priority holds actions."""
    if field and isinstance(field.shape, MapShape) and isinstance(field.shape.values, RecordShape):
        inner = field.shape.values.record
        return inner if issubclass(inner, Entry) else None
    return None
