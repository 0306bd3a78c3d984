"""Linking: who names whom, in data and in hand-written pages, at which moment."""

from __future__ import annotations

import json
import time
from datetime import UTC
from datetime import time as clock
from importlib import import_module

import pytest

from benchmarks import madeup
from generator.addresses import Ref
from generator.content import ContentPage
from generator.diagnostics import Location, error
from generator.link import link
from generator.link.names import Names, Patience, unknown
from generator.linked import Citation
from generator.load import load_text
from generator.validate import validate
from tests.playbooks import HEAD, NOW, book, linked

PLAN = """
roles: {lead: {title: Lead, deputy: lead}, two: {title: Two}}
contingencies: {roll-back: {title: Roll back, covers: [actions/fix.find]}}
priorities:
  fix:
    title: Fix
    owner: lead
    note: See [[actions/fix.find]], [[actions/fix.find]] and [[events/contained]].
    actions:
      find: {title: Find, owner: two, if_fails: roll-back}
      tell: {title: Tell, needs: [find], when: within 2 hours of actions/fix.find}
      watch: {title: Watch, when: every 30 minutes until contained}
"""
EVENTS = "playbook: {key: test, title: Test, timezone: Europe/London, events: {contained: No more}}\n"


@pytest.mark.parametrize(
    ("expected", "ref"),
    [
        (
            {
                ("contingencies/roll-back", "covers"),
                ("priorities/fix", "note"),
                ("actions/fix.tell", "needs"),
                ("actions/fix.tell", "when"),
            },
            Ref("actions", "fix.find"),
        ),
        ({("priorities/fix", "note"), ("actions/fix.watch", "when")}, Ref("events", "contained")),
        ({("actions/fix.find", "if_fails")}, Ref("contingencies", "roll-back")),
        ({("actions/fix.find", "owner")}, Ref("roles", "two")),
        # Its own deputy: an entry does not name itself.
        ({("priorities/fix", "owner")}, Ref("roles", "lead")),
    ],
)
def test_citations_name_the_innermost_entry_and_its_field(expected: set[tuple[str, str]], ref: Ref) -> None:
    """Every kind of reference counts, once a field, from the entry in which it stands."""
    found = book(PLAN, EVENTS).citations[ref]

    assert expected == {(str(item.source), item.field) for item in found}
    assert len(expected) == len(found)


def test_references_of_templates_come_from_the_template() -> None:
    """A template is an entry of its own."""
    text = "roles: {cto: {title: CTO}}\ncomms: {all: {title: All, templates: {update: {approver: [cto]}}}}\n"

    found = book(text).citations[Ref("roles", "cto")]

    assert (Citation(Ref("templates", "all.update"), "approver"),) == found


def test_nothing_is_linked_with_an_error() -> None:
    """Without an unknown name there is a playbook, with one there is none."""
    found, problems = linked(PLAN.replace("owner: two", "owner: three"), EVENTS)

    assert (None, ["unknown-reference"]) == (found, [problem.code for problem in problems])


def test_an_unread_file_makes_nothing_unknown() -> None:
    """What a broken file may hold is not called unknown elsewhere, and nothing is linked."""
    broken, _ = load_text("roles:\n  lead: {title: [\n", "roles.yml")
    sound, _ = load_text("risks: {churn: {title: Churn, owner: lead, note: '[[oops]]'}}\n", "risks.yml")
    head, _ = load_text(HEAD, "head.yml")
    records, _ = validate((head, broken, sound))

    found, problems = link(records, NOW)

    assert (None, ["broken-reference"]) == (found, [problem.code for problem in problems])


def test_content_counts_like_data() -> None:
    """An unknown name in a hand-written page stops the build at its own line and column."""
    page = ContentPage("guide.md", "# Guide\n\nAsk [[roles/lead]] or [[roles/led]].\n")

    found, problems = linked(PLAN, EVENTS, content=(page,))

    assert found is None
    assert [("unknown-reference", Location("content/guide.md", 3, 23), "Did you mean `roles/lead`?")] == [
        (problem.code, problem.location, problem.hint) for problem in problems
    ]


def test_content_that_names_an_entry_is_known_there() -> None:
    """Once a page, however often it names it."""
    page = ContentPage("guide.md", "Ask [[roles/lead]], then [[roles/lead]] again.\n")

    found = book(PLAN, EVENTS, content=(page,)).cited_in_content

    assert {Ref("roles", "lead"): (page,)} == dict(found)


def test_moments_without_an_offset_are_in_the_playbooks_zone() -> None:
    """T0, the log and now are compared in one zone, also where the plan says none."""
    text = """
playbook:
  {key: test, title: Test, timezone: Asia/Tokyo, activated: 2026-11-23T09:00, ended: 2026-11-24T09:00}
"""
    found = book("log: {x: {at: 2026-11-23T09:12, kind: note}}\n", text)
    elsewhere = book("log: {x: {at: 2026-11-23T09:12+00:00, kind: note}}\n", text)

    assert found.calendar is not None
    assert "2026-11-23T09:12:00+09:00" == found.events[0].at.isoformat()
    assert "2026-11-23T18:12:00+09:00" == elsewhere.events[0].at.isoformat()
    assert "2026-11-23T22:05:00+09:00" == found.now.isoformat()
    assert "2026-11-23T09:00:00+09:00" == found.calendar.t0.isoformat()
    assert "2026-11-24T09:00:00+09:00" == found.anchors["ended"].isoformat()


def test_quiet_hours_are_reckoned_with() -> None:
    """What falls into the night of the playbook's zone waits for the morning."""
    head = """
playbook:
  {key: test, title: Test, timezone: Asia/Tokyo, activated: 2026-11-23T09:00, quiet_hours: 22:00-07:00}
"""
    calendar = book("", head).calendar

    assert calendar is not None
    assert ("Asia/Tokyo", (clock(22), clock(7))) == (str(calendar.rules.timezone), calendar.rules.quiet)


def test_an_occurrence_is_named_in_the_playbooks_zone() -> None:
    """With an offset or without one it is the same occurrence."""
    head = "playbook: {key: test, title: Test, timezone: Asia/Tokyo, activated: 2026-11-23T08:00}\n"
    text = """
priorities: {a: {title: A, actions: {x: {title: X, when: daily at 09:00}}}}
log:
  one: {at: 2026-11-23T10:00, kind: done, about: [actions/a.x], for: 2026-11-23T09:00}
  two: {at: 2026-11-24T10:00, kind: done, about: [actions/a.x], for: 2026-11-24T00:00+00:00}
"""

    found = book(text, head).action("a.x").state.occurrences

    assert ["2026-11-23T00:00", "2026-11-24T00:00"] == sorted(
        f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}" for at in found
    )


def test_times_count_from_what_the_log_says() -> None:
    """An event that was reached and an action that was done are moments; what was undone is none."""
    log = """
log:
  e: {at: 2026-11-23T09:30, kind: started, about: [actions/fix.tell]}
  a: {at: 2026-11-23T10:00, kind: reached, about: [events/contained]}
  b: {at: 2026-11-23T11:00, kind: done, about: [actions/fix.find]}
  c: {at: 2026-11-23T11:30, kind: done, about: [actions/fix.tell]}
  d: {at: 2026-11-23T12:00, kind: reopened, about: [actions/fix.tell]}
"""

    found = book(PLAN + log, EVENTS).anchors

    assert {"contained": "10:00", "actions/fix.find": "11:00"} == {
        name: f"{at:%H:%M}" for name, at in found.items()
    }


@pytest.mark.parametrize(
    ("expected", "playbook"),
    [
        ("2026-11-24 17:00", "activated: 2026-11-23T09:00"),
        ("2026-11-24 12:00", "activated: 2026-11-23T09:00, ended: 2026-11-24T12:00"),
        (None, "activated: 2026-11-25T09:00"),
        (None, "version: x"),
    ],
)
def test_a_crisis_is_over_when_the_playbook_or_else_the_log_says_so(
    expected: str | None, playbook: str
) -> None:
    """The log counts since T0, and only what it says of the whole, the last time."""
    head = f"playbook: {{key: test, title: Test, timezone: Europe/London, {playbook}}}\n"
    log = """
risks: {churn: {title: Churn}}
log:
  a: {at: 2026-11-24T10:00, kind: ended}
  b: {at: 2026-11-24T16:00, kind: ended}
  d: {at: 2026-11-24T17:00, kind: ended}
  c: {at: 2026-11-24T18:00, kind: ended, about: [risks/churn]}
"""

    ended = book(log, head).anchors.get("ended")

    assert expected == (f"{ended:%Y-%m-%d %H:%M}" if ended else None)


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("Did you mean `kpis/rate`?", "kpis/rat"),
        ("Did you mean `risks/churn`?", "kpis/churn"),
        ("Did you mean `risks/churn`?", "kpis/chrun"),
        # In two collections: the one that stands first among those that fit.
        ("Did you mean `kpis/rate`?", "hires/rat"),
        ("Did you mean `actions/fix.find`?", "actions/find"),
        ("Did you mean `actions/fix.find`?", "actions/other-priority.find"),
        ("There are: `rate`.", "kpis/zzz"),
        ("There are: `a`, `b`, `c`, `d`, `e`.", "levels/zzz"),
        ("There are no entries under `hires:` yet.", "hires/zzz"),
        ("The playbook has no events yet.", "events/zzz"),
    ],
)
def test_the_hint_names_what_was_probably_meant(expected: str, written: str) -> None:
    """Slips of a letter, of the collection, of the priority: the likeliest name, or what there is."""
    names = Names(
        {
            "kpis": frozenset({"rate"}),
            "risks": frozenset({"churn", "rate"}),
            "actions": frozenset({"fix.find"}),
            "levels": frozenset("abcde"),
        }
    )
    collection, _, entry_id = written.partition("/")
    allowed = ("kpis", "risks", "actions", "hires", "events")

    found = unknown(Ref(collection, entry_id), written, allowed, names, Location())

    assert expected == found.hint


@pytest.mark.parametrize(
    ("marked", "note"),
    [
        ("[[risks/chrun]]", "See [[risks/chrun]] and [[risks/churn]]."),
        ("[[risks/churn.owner|words]]", "See [[risks/churn]], [[risks/churn.owner|words]]."),
        ("[[", "See [[risks/churn]] and [[churn]]."),
    ],
)
def test_what_is_wrong_in_a_text_is_marked(marked: str, note: str) -> None:
    """From its brackets on, no further than it reaches."""
    text = f"risks:\n  churn:\n    title: Churn\n    note: {note}\n"

    _, (problem,) = linked(text)

    at = problem.location
    assert marked == text.splitlines()[at.line - 1][at.column - 1 :][: at.length]


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        ("a risk or a priority or an action or a hire", ("risks", "priorities", "actions", "hires")),
        ("something else", ("risks", "priorities", "actions", "hires", "events")),
    ],
)
def test_up_to_four_kinds_that_fit_are_named(wanted: str, allowed: tuple[str, ...]) -> None:
    """More are no sentence any more."""
    names = Names({"kpis": frozenset({"rate"})})

    found = unknown(Ref("kpis", "rate"), "kpis/rate", allowed, names, Location())

    assert f"`kpis/rate` is a KPI; this needs {wanted}." == found.message


def test_without_patience_nothing_is_guessed() -> None:
    """What is wrong is told all the same, at its place."""
    names = Names({"kpis": frozenset({"rate"})}, patience=Patience(0))
    place = Location("x.yml", 2, 3)

    found = unknown(Ref("kpis", "rat"), "rat", ("kpis",), names, place)

    hint = "No entry of `kpis` has this id; mend the problems above first."
    assert error("unknown-reference", "There is no KPI `rat`.", place, hint) == found


def test_patience_with_guesses_ends() -> None:
    """So many names are compared in all, not each time."""
    patience = Patience(5)

    assert [True, True, False] == [patience.lasts(count) for count in (3, 2, 1)]


@pytest.mark.parametrize(
    ("limit", "text", "place"),
    [
        (
            "MOST_PROBLEMS",
            "risks:\n" + "".join(f"  r{number}: {{title: R, owner: nobody}}\n" for number in range(5)),
            Location("case.yml", 5, 3),
        ),
        (
            "MOST_A_TEXT",
            "risks:\n  r: {title: R, note: '" + "[[roles/nobody]] " * 5 + "'}\n",
            Location("case.yml", 2, 23),
        ),
    ],
)
def test_so_many_references_to_nothing_are_told(
    monkeypatch: pytest.MonkeyPatch, limit: str, text: str, place: Location
) -> None:
    """Those behind them are not looked at, which is told as well, where it stops."""
    monkeypatch.setattr(import_module("generator.link.references"), limit, 2)

    _, problems = linked(text)

    message = "More than 2 references name nothing up to here; not all were checked."
    assert ["unknown-reference"] * 3 == [problem.code for problem in problems[:-1]]
    assert error("too-many-errors", message, place, "Mend these first.") == problems[-1]


def test_names_that_all_changed_take_a_moment() -> None:
    """Whoever renames every role at once is told of each place, with what was probably meant."""
    data = madeup.playbook(600)
    roles = {
        f"team-{key}": {**role, "deputy": f"team-{role['deputy']}"} for key, role in data["roles"].items()
    }
    renamed = json.dumps({**data, "roles": roles})
    start = time.perf_counter()

    found, problems = linked(renamed, "")

    assert found is None
    assert {"unknown-reference"} == {problem.code for problem in problems}
    assert {"Did you mean `team-role-"} == {problem.hint[:24] for problem in problems}
    assert time.perf_counter() - start < 10
