"""The model for machines: files beside the pages of the site."""

from __future__ import annotations

from generator.exports.calendar import calendar_json, calendars
from generator.exports.for_scripts import for_scripts
from generator.exports.outline import outline
from generator.exports.playbook_json import playbook_json
from generator.exports.tables import tables
from generator.linked import Playbook

__all__ = ["export", "exports", "for_scripts"]

#: What is one file of its own.
_SINGLE = {"playbook.json": playbook_json, "outline.json": outline, "calendar.json": calendar_json}


def exports(book: Playbook, site: str = "") -> dict[str, bytes]:
    """Every file for machines, by its path below the site's root.

    `site` is where the newest version of the site starts, with a slash at its end; empty where that is not
    known.
    """
    return {
        **{path: make(book) for path, make in _SINGLE.items()},
        **calendars(book, site),
        **tables(book),
    }


def export(book: Playbook, path: str, site: str = "") -> bytes | None:
    """One of these files, without the others as far as it is made without them; None where there is none."""
    if path in _SINGLE:
        return _SINGLE[path](book)
    if path.endswith(".csv"):
        return tables(book).get(path)
    return calendars(book, site).get(path) if path.endswith(".ics") else None
