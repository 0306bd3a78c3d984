"""A record with its marked texts changed."""

from __future__ import annotations

import json

from generator.model import Priority, Target
from generator.model.base import RefTo, Rich
from generator.model.rewrite import rewritten
from generator.model.shapes import Marker
from generator.model.walk import Path

PRIORITY = {
    "title": "Restore",
    "owner": "lead",
    "success": ["No [[roles/lead]] is woken", {"kpi": "rate"}],
    "actions": {
        "fix": {
            "title": "Fix it",
            "supports": ["lead", "cto", "ops"],
            "branches": [{"if": "It fails", "then": "contingencies/back"}],
            "steps": [{"text": "Ask [[roles/lead]]", "steps": ["Ask again"]}],
        }
    },
}


def priority() -> Priority:
    """A record that holds records, lists, maps and texts that may be either of two."""
    return Priority.model_validate_json(json.dumps(PRIORITY))


def test_nothing_changed_is_the_record_itself() -> None:
    """What stays is not even copied."""
    record = priority()

    assert record is rewritten(record, lambda _, __, text: text)


def test_each_marked_text_is_offered_with_the_way_to_it() -> None:
    """Ways are those of the YAML, into lists, maps and steps inside steps."""
    met: dict[Path, str] = {}

    def note(path: Path, markers: tuple[Marker, ...], text: str) -> str:
        if any(isinstance(marker, RefTo | Rich) for marker in markers):
            met[path] = text
        return text

    rewritten(priority(), note)

    assert "contingencies/back" == met["actions", "fix", "branches", 0, "then"]
    assert "It fails" == met["actions", "fix", "branches", 0, "if"]
    assert "Ask again" == met["actions", "fix", "steps", 0, "steps", 0]
    assert "rate" == met["success", 1, "kpi"]
    assert "lead" == met["owner",]


def test_the_old_record_stays_as_it_was() -> None:
    """A change makes another record."""
    record = priority()
    changed = rewritten(record, lambda _, __, text: "cto" if text == "lead" else text)

    assert ("cto", "lead") == (changed.owner, record.owner)


def test_names_that_become_one_stand_once() -> None:
    """A list of names with the same name twice would be an error, and would count what is not shown."""
    changed = rewritten(priority(), lambda _, __, text: "x" if text in ("lead", "ops") else text)

    assert ("x", "cto") == changed.actions["fix"].supports


def test_texts_that_become_one_stay_as_many() -> None:
    """Only names are folded: two points that say the same are two points."""
    record = priority().model_copy(update={"mitigations": ("One", "Two")})
    changed = rewritten(record, lambda *_: "x")

    assert ("x", "x") == changed.mitigations


def test_the_key_of_a_map_is_a_name_like_any_other() -> None:
    """A target's KPIs are its map's keys."""
    fields = {"title": "T", "by": "day 30", "kpis": {"rate": {"op": ">=", "value": 1}}}
    record = Target.model_validate_json(json.dumps(fields))
    changed = rewritten(record, lambda _, __, text: "x" if text == "rate" else text)

    assert ["x"] == [*changed.kpis]
