"""The facts that messages stated: each names an entry of the plan, as what a record is about does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.addresses import parse_ref
from generator.diagnostics import Diagnostic
from generator.link.references import check_reference, names_of, record_of
from generator.model import LogEntry
from generator.model.shapes import fields_of
from generator.text import Reference, references
from generator.validate import Records


def said(records: Records) -> Iterator[Diagnostic]:
    """Every source of a fact that names nothing.

    A value that the entry has no longer is no error: the plan goes on, and what was sent stays sent.
    """
    names = names_of(records)
    for entry_id, record in records.collections["log"].items():
        if not isinstance(record, LogEntry):
            continue
        for source in record.said:
            # What is not of the form of a reference is told when the entry is read.
            for reference in references(f"[[{source}]]"):
                place = records.places.of_key("log", entry_id, "said", source)
                yield from check_reference(_possible(reference, records), names, place, records)[1]


def _possible(reference: Reference, records: Records) -> Reference:
    """Without its field, where an entry of that kind may have one of that name."""
    ref = parse_ref(reference.target)
    record = record_of(ref, records) if ref else None
    is_known = record is not None and reference.field in fields_of(type(record))
    return replace(reference, field=None) if is_known else reference
