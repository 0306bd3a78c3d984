"""`/outline.json`: what people act on, in the shape that docs/outline-json.md promises."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from generator.exports import exports
from generator.exports.outline import FORMAT
from tests import playbooks
from tests.playbooks import book

#: One of everything that names a role.
PLAN = """\
roles:
  lead: {title: Lead, deputy: second, reports_to: boss}
  second: {title: Second}
  boss: {title: Boss}
  helper: {title: Helper}
  crew: {title: Crew, members: [helper]}
priorities:
  calm:
    title: Calm
    owner: lead
    business_impact: {score: 9}
    technical_risk: {score: 8}
    resource_availability: {score: 7}
    actions:
      call: {title: Call, when: day 1, if_fails: shout, steps: [Ring, {id: wait, text: Wait, steps: [Sit]}]}
      write: {title: Write, owner: second, supports: [crew]}
contingencies:
  shout: {title: Shout, owner: boss}
comms:
  all: {title: All, owner: second, templates: {note: {body: "**Look** at [[priorities/calm]].\\n\\nNow."}}}
principles: {kind: {title: Be kind, owner: second}}
risks: {noise: {title: Noise}}
log: {2026-11-23-x: {at: "2026-11-23T10:00", by: lead, about: [actions/calm.call], kind: done}}
"""


def entries(text: str = PLAN) -> dict[str, dict[str, Any]]:
    """The outline's entries by what they are."""
    found = json.loads(exports(book(text))["outline.json"])
    return {entry["ref"]: entry for entry in found["entries"]}


def test_the_shape_is_the_promised_one() -> None:
    """Tabs that were opened under an older version read what a newer one writes."""
    found = json.loads(exports(playbooks.small().book)["outline.json"])
    keys = {frozenset(entry) for entry in found["entries"]}
    lean = {"ref", "title", "address", "roles", "words"}

    assert ["format", "entries"] == list(found)
    assert FORMAT == found["format"]
    assert {frozenset(lean), frozenset({*lean, "steps"})} == keys
    assert "playbook/playbook" == found["entries"][0]["ref"]


@pytest.mark.parametrize(
    ("ref", "roles"),
    [
        ("playbook/playbook", None),
        ("principles/kind", None),
        ("roles/lead", ["lead", "second"]),
        ("roles/boss", ["boss"]),
        ("roles/crew", ["crew", "helper"]),
        ("priorities/calm", ["lead"]),
        ("actions/calm.call", ["lead"]),
        ("actions/calm.write", ["crew", "helper", "second"]),
        ("contingencies/shout", ["boss", "lead"]),
        ("templates/all.note", ["second"]),
    ],
)
def test_an_entry_names_whom_it_concerns(ref: str, roles: list[str] | None) -> None:
    """An inherited owner, the members of a group, those who fall back on it; not whom somebody reports to."""
    assert roles == entries()[ref]["roles"]


def test_steps_keep_their_keys() -> None:
    """A reworded step with an id is the same step; nested ones stand after their own."""
    assert [["ring", "Ring"], ["wait", "Wait"], ["wait.sit", "Sit"]] == entries()["actions/calm.call"][
        "steps"
    ]


def test_what_pages_show_apart_is_in_the_words() -> None:
    """Owner, fallback, contacts, people, measures and message texts have no fact of their own on pages."""
    listed = json.loads(exports(playbooks.small().book)["outline.json"])["entries"]
    found = {entry["ref"]: set(entry["words"]) for entry in listed}

    assert {"Owner", "If it fails"} <= found["actions/restore-service.find-cause"]
    assert {"People", "Contacts"} <= found["roles/incident-lead"]
    assert {"Measured by"} <= found["targets/service-30"]
    assert {"Body"} <= found["templates/merchants.update"]
    assert {"Rank"} <= found["priorities/restore-service"]


def test_texts_are_what_a_reader_sees() -> None:
    """One line, no marks, references by their titles: a line broken elsewhere is no change."""
    assert "Look at Calm. Now." == entries()["templates/all.note"]["words"]["Body"]


@pytest.mark.parametrize(
    "change",
    [
        ("kind: done", "kind: blocked"),
        ("business_impact: {score: 9}", "business_impact: {score: 10}"),
        ("title: Noise", "title: Din"),
        ("title: Call,", "title: Call, reviewed: 2026-11-01, assumed: [when],"),
    ],
    ids=["the log", "a score that keeps the rank", "a risk", "a review"],
)
def test_what_nobody_acts_on_changes_nothing(change: tuple[str, str]) -> None:
    """Whoever is told of a newer plan is told of what to do, not of the rest."""
    changed = PLAN.replace(*change)

    assert changed != PLAN
    assert entries() == entries(changed)


@pytest.mark.parametrize(
    "change",
    [
        ("when: day 1", "when: day 2"),
        ("owner: lead", "owner: boss"),
        ("text: Wait", "text: Wait, note: Not long."),
        ("text: Wait", "text: Wait, optional: true"),
        ("title: Second", "title: Second, contacts: [{call: '+44 20 7946 0009'}]"),
        ("title: Call,", "title: Call, note: By telephone.,"),
        ("title: Call,", "title: Call, links: [{title: Book, url: 'https://example.org/'}],"),
    ],
)
def test_what_people_act_on_changes_it(change: tuple[str, str]) -> None:
    """Nobody is told that nothing changed when something did."""
    changed = PLAN.replace(*change)

    assert changed != PLAN
    assert entries() != entries(changed)


def test_it_is_small() -> None:
    """About the plan's own size on the wire: a made-up plan of 500 pages stays below 60 kB."""
    content = exports(playbooks.large(500).book)["outline.json"]

    assert len(gzip.compress(content)) < 60_000
