"""The schema of one playbook: names that there are not are marked while they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import pipeline
from generator.schema import ids_of, render_with_ids, schema_with_ids
from tests.schemas import check, faults, read

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

PLAYBOOK = """\
playbook: {key: k, title: T, events: {contained: It stopped.}}
roles: {lead: {title: Lead}, 2026: {title: The crew of 2026}}
kpis: {rate: {title: Rate}}
risks: {fire: {title: Fire}}
priorities:
  calls: {title: Calls, actions: {answer: {title: Answer}, log: {title: Log}}}
  site: {title: Site, actions: {restart: {title: Restart}}}
comms: {press: {title: Press, templates: {first: {subject: Hello}}}}
"""


def ids(folder: Path, text: str = PLAYBOOK) -> dict[str, dict[str, str]]:
    """What a playbook of one file names."""
    (folder / "data").mkdir()
    (folder / "data" / "all.yml").write_text(text, encoding="utf-8")
    sound = pipeline.check(folder, NOW).sound
    assert sound is not None
    return {collection: dict(titles) for collection, titles in ids_of(sound.book).items()}


def action(fields: str) -> str:
    """A data file in which the first action of `calls` has these fields."""
    return f"priorities: {{calls: {{title: C, actions: {{answer: {{title: A, {fields}}}}}}}}}"


NAMES = [
    ("one entry", "risks: {new: {title: N, owner: lead}}", "risks: {new: {title: N, owner: laed}}"),
    ("none", "risks: {new: {title: N, owner: }}", "risks: {new: {title: N, owner: fire}}"),
    ("a number", "risks: {new: {title: N, owner: 2026}}", "risks: {new: {title: N, owner: 2027}}"),
    ("a list", "risks: {new: {title: N, kpis: [rate]}}", "risks: {new: {title: N, kpis: [rate, rat]}}"),
    (
        "a key",
        'targets: {new: {title: N, kpis: {rate: {op: ">", value: 1}}}}',
        'targets: {new: {title: N, kpis: {rat: {op: ">", value: 1}}}}',
    ),
    (
        "a reference",
        "contingencies: {new: {title: N, covers: [risks/fire]}}",
        "contingencies: {new: {title: N, covers: [fire]}}",
    ),
    (
        "an action",
        "contingencies: {new: {title: N, covers: [actions/site.restart]}}",
        "contingencies: {new: {title: N, covers: [actions/restart]}}",
    ),
    (
        "a template",
        "log: {x: {at: 2026-11-23, kind: sent, about: [templates/press.first]}}",
        "log: {x: {at: 2026-11-23, kind: sent, about: [templates/press.second]}}",
    ),
    (
        "an event",
        "log: {x: {at: 2026-11-23, kind: reached, about: [events/contained]}}",
        "log: {x: {at: 2026-11-23, kind: reached, about: [events/cotained]}}",
    ),
    (
        "what there is none of",
        "log: {x: {at: 2026-11-23, kind: note, corrects: }}",
        "log: {x: {at: 2026-11-23, kind: note, corrects: y}}",
    ),
    ("the action beside", action("needs: [log]"), action("needs: [restart]")),
    ("another's action", action("needs: [site.restart]"), action("needs: [site.log]")),
    (
        "a branch",
        action("branches: [{if: x, then: risks/fire}]"),
        action("branches: [{if: x, then: risks/fir}]"),
    ),
    (
        "a sentence",
        action("branches: [{if: x, then: Call and/or write.}]"),
        action("branches: [{if: x, then: and/or}]"),
    ),
    (
        "whom to turn to",
        action("escalate: {after: 1 hour, to: lead}"),
        action("escalate: {after: 1 hour, to: lad}"),
    ),
]


@pytest.mark.parametrize(("right", "wrong"), [pair for _, *pair in NAMES], ids=[name for name, *_ in NAMES])
def test_a_misspelt_name_is_marked_and_a_right_one_is_not(right: str, wrong: str, tmp_path: Path) -> None:
    """Wherever a field names an entry, and as the field wants it: alone, as a reference, as a key."""
    schema = schema_with_ids(ids(tmp_path))

    found = faults(schema, read(right)), len(faults(schema, read(wrong)))

    assert ([], 1) == found


def test_an_action_just_typed_may_be_needed_beside_itself(tmp_path: Path) -> None:
    """What stands in a priority that is not saved yet is known by nobody, so it is not marked."""
    typed = read("priorities: {new: {title: N, actions: {a: {title: A, needs: [b]}}}}")

    assert [] == faults(schema_with_ids(ids(tmp_path)), typed)


def enumerations(schema: object) -> Iterator[dict[str, list[object]]]:
    """Every enumeration that tells of its values, at any depth."""
    if isinstance(schema, dict):
        if "enumDescriptions" in schema:
            yield schema
        for inner in schema.values():
            yield from enumerations(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from enumerations(inner)


def test_an_editor_shows_the_title_beside_each_id(tmp_path: Path) -> None:
    """Every id that is offered has its entry's title, one that is also a number has it twice."""
    found = list(enumerations(schema_with_ids(ids(tmp_path))))

    told = {tuple(zip(each["enum"], each["enumDescriptions"], strict=True)) for each in found}

    assert (("lead", "Lead"), ("2026", "The crew of 2026"), (2026, "The crew of 2026")) in told


def test_it_is_a_schema_of_draft_07_whatever_the_playbook_holds(tmp_path: Path) -> None:
    """One with nothing but its title as well; the same playbook makes the same text."""
    (tmp_path / "bare").mkdir()
    bare = schema_with_ids(ids(tmp_path / "bare", "playbook: {key: k, title: T}\n"))

    for made in (bare, schema_with_ids(ids(tmp_path))):
        check(made)

    sound = pipeline.check(tmp_path, NOW).sound
    assert sound is not None
    assert json.loads(render_with_ids(sound.book)) == schema_with_ids(ids_of(sound.book))
