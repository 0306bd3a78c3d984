"""One entry: from its raw fields to a record, with everything that is wrong about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from generator.diagnostics import Diagnostic
from generator.load import RawMap, RawScalar
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
        found = list(misfits(problem, record, (key, raw)))
        problems.extend(diagnostic for _, diagnostic in found if diagnostic)
        faulty = {path for path, _ in found}
        made = _without(faulty, record, entry_id, data)
    if made is None:
        return None, problems
    # What was left out as faulty is not missing as well.
    flaws = [
        flaw
        for flaw in (*text_flaws(made), *part_flaws(made))
        if flaw.path not in faulty and not _is_unsure(flaw, faulty)
    ]
    problems.extend(flaw.at_its_place((key, raw)) for flaw in flaws)
    if faults := [flaw.path for flaw in flaws if flaw.severity == "error" and not flaw.is_kept]:
        made = _without(faults, record, entry_id, data)
    return made, problems


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
