"""`/playbook.json`: the whole linked model, in the shape that docs/playbook-json.md promises."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any

from generator.exports import exports
from generator.exports.playbook_json import FORMAT
from tests import playbooks
from tests.playbooks import book

KEYS = {"collection", "id", "title", "address", "source", "fields", "times", "named_by", "state"}


@cache
def small() -> dict[str, Any]:
    """What is exported of the small playbook."""
    found: dict[str, Any] = json.loads(exports(playbooks.small().book)["playbook.json"])
    return found


def test_the_shape_is_the_promised_one() -> None:
    """Programs rely on these keys; the format's number changes when one of them goes."""
    ranked = {ref: set(entry) - KEYS for ref, entry in small()["entries"].items() if "rank" in entry}
    logged = {frozenset(KEYS - set(entry)) for ref, entry in small()["entries"].items() if ref[:4] == "log/"}

    assert ["format", "playbook", "ranking", "entries"] == list(small())
    assert (FORMAT, {"source", "fields", "times"}) == (small()["format"], set(small()["playbook"]))
    assert {"priorities/restore-service": {"rank"}} == ranked
    assert {frozenset({"state"})} == logged


def test_every_entry_is_there_once() -> None:
    """Actions and templates are entries of their own and do not stand in their owners again."""
    entries = small()["entries"]

    assert [str(ref) for ref in playbooks.small().book.entries] == list(entries)
    assert "actions" not in entries["priorities/restore-service"]["fields"]
    assert "templates" not in entries["comms/merchants"]["fields"]


def test_names_in_it_lead_somewhere() -> None:
    """Whatever an entry is named by, and every log entry of a state, is in the file."""
    entries = small()["entries"]
    named = {name for entry in entries.values() for name in entry["named_by"]}
    logged = {name for entry in entries.values() for name in entry.get("state", {}).get("log", ())}

    assert set() == (named | logged) - set(entries)
    assert logged


def test_fields_stand_under_the_names_of_the_yaml() -> None:
    """`for`, `if` and `from` are spelled as people write them; times say where they stand."""
    entries = small()["entries"]
    step = entries["actions/restore-service.find-cause"]["fields"]["steps"][2]
    times = {tuple(time["field"]): time["words"] for time in entries["roles/incident-lead"]["times"]}

    assert "2026-11-23T12:00" == entries["log/2026-11-23-1205-update-sent"]["fields"]["for"]
    assert 'The error says "handshake"' == step["if"]
    assert "2026-12-24" == times["away", 0, "from"]


def test_moments_have_their_offset() -> None:
    """A program needs no zone of its own to read them."""
    entries = small()["entries"].values()
    times = [time for entry in entries for time in entry["times"]]
    moments = [time[end] for time in times for end in ("start", "end") if time[end]]

    assert [] == [moment for moment in moments if datetime.fromisoformat(moment).utcoffset() is None]
    assert moments


def test_a_plan_before_its_crisis_has_words_only() -> None:
    """Without T0 no dates are made up."""
    found = json.loads(
        exports(book("priorities: {x: {title: X, window: day 1}}\n"))["playbook.json"].decode()
    )
    (time,) = found["entries"]["priorities/x"]["times"]

    assert ("day 1", None, None) == (time["words"], time["start"], time["end"])


def test_it_is_text_that_any_reader_takes() -> None:
    """UTF-8, letters as themselves, the same bytes each time."""
    text = "roles: {lead: {title: 'Zoë </script> 😀'}}\n"
    first, second = (exports(book(text))["playbook.json"] for _ in range(2))

    assert first == second
    assert "Zoë </script> 😀" in first.decode("utf-8")
    assert "Zoë </script> 😀" == json.loads(first)["entries"]["roles/lead"]["title"]
