"""The model for machines: files beside the pages of the site."""

from __future__ import annotations

from generator.exports.calendar import calendar_json, calendars
from generator.exports.for_scripts import for_scripts
from generator.exports.outline import outline
from generator.exports.playbook_json import playbook_json
from generator.exports.tables import tables
from generator.linked import Playbook

__all__ = ["exports", "for_scripts"]


def exports(book: Playbook, site: str = "") -> dict[str, bytes]:
    """Every file for machines, by its path below the site's root.

    `site` is where the newest version of the site starts, with a slash at its end; empty where that is not
    known.
    """
    return {
        "playbook.json": playbook_json(book),
        "outline.json": outline(book),
        "calendar.json": calendar_json(book),
        **calendars(book, site),
        **tables(book),
    }
