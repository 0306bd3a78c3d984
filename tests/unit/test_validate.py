"""Raw values to records: what tests/cases cannot show, because it is in no message."""

from __future__ import annotations

import time
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Location, error
from generator.load import load_text
from generator.model import COLLECTIONS, Decision, Kpi, LogEntry, Risk
from generator.validate import Records, validate
from generator.validate.astray import keys_in

HEAD = "playbook: {key: case, title: Case, timezone: Europe/London}\n"


def read(*texts: str) -> tuple[Records, tuple[Diagnostic, ...]]:
    """The records of files a.yml, b.yml and so on, the first with a playbook, and all problems."""
    named = zip("abcdefgh", (HEAD + texts[0], *texts[1:]), strict=False)
    loaded = [load_text(text, f"{name}.yml") for name, text in named]
    records, problems = validate([file for file, _ in loaded])
    return records, (*(problem for _, found in loaded for problem in found), *problems)


def test_text_keeps_its_spelling() -> None:
    """`0123`, `1.10`, `no` and `6:00` are what was typed, wherever text is wanted."""
    records, _ = read("kpis:\n  a: {title: 0123, unit: 1.10, source: no, summary: 6:00, note: true}\n")

    found = records.collections["kpis"]["a"]
    assert isinstance(found, Kpi)
    assert ("0123", "1.10", "no", "6:00", "true") == (
        found.title,
        found.unit,
        found.source,
        found.summary,
        found.note,
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("97.2", 97.2),
        ("5", 5),
        ('"5"', "5"),
        ("0123", "0123"),
        ("the engineer", "the engineer"),
        ("yes", "yes"),
    ],
)
def test_a_value_is_a_number_or_a_text(written: str, expected: object) -> None:
    """What the log records is a number exactly where it looks like one and is not quoted."""
    records, _ = read(f"log:\n  a: {{at: 2026-11-23T09:00, kind: measured, value: {written}}}\n")

    found = records.collections["log"]["a"]
    assert isinstance(found, LogEntry)
    assert (expected, type(expected)) == (found.value, type(found.value))


def test_what_is_left_empty_is_not_there() -> None:
    """`owner:` alone, `~` and an empty text say that there is none."""
    text = "risks:\n  a:\n    title: A\n    owner:\n    deputy: ~\n    note: ''\n    mitigations:\n"

    records, problems = read(text)

    found = records.collections["risks"]["a"]
    assert isinstance(found, Risk)
    assert (None, None, None, ()) == (found.owner, found.deputy, found.note, found.mitigations)
    assert () == problems


def test_every_collection_is_there() -> None:
    """Later stages need not ask whether a collection has entries; their order is the site's."""
    records, _ = read("")

    assert list(COLLECTIONS) == list(records.collections)
    assert {0} == {len(entries) for entries in records.collections.values()}


def test_entries_stand_in_the_order_of_the_files() -> None:
    """As leaders wrote them."""
    records, _ = read("risks:\n  z: {title: Z}\n", "risks:\n  a: {title: A}\n  m: {title: M}\n")

    assert ["z", "a", "m"] == list(records.collections["risks"])


def test_a_faulty_field_does_not_hide_the_others() -> None:
    """The record goes on without it, so that references and rules are checked in the same run."""
    text = """\
priorities:
  p:
    owner: cto
    phase: later
    actions:
      a: {title: A, when: day 1, owner: ceo, escalate: {after: 4 hours}}
      b: {owner: ceo}
"""
    records, problems = read(text)

    found = records.collections["priorities"]["p"]
    assert 3 == len([problem for problem in problems if problem.code == "missing-field"])
    assert {"title": "p", "owner": "cto"} == found.model_dump(
        include={"title", "owner", "phase"}, exclude_none=True
    )
    actions = found.model_dump(include={"actions"})["actions"]
    assert {"a": ("A", "ceo", None), "b": ("b", "ceo", None)} == {
        key: (action["title"], action["owner"], action["escalate"]) for key, action in actions.items()
    }


def test_known_ids_include_those_with_errors() -> None:
    """A reference to an entry that has an error is not a second error."""
    records, _ = read(
        "risks:\n  Client Churn: {likelihood: 9}\n  text: A text\n"
        "priorities:\n  p: {title: P, actions: {a: {title: A}, b: nothing}}\n"
        "comms:\n  c: {title: C, templates: {t: {body: B}}}\n",
        "playbook: {events: {over: It is over}}\n",
    )

    known = {collection: sorted(ids) for collection, ids in records.known.items() if ids}
    assert {
        "risks": ["client-churn", "text"],
        "priorities": ["p"],
        "comms": ["c"],
        "actions": ["p.a", "p.b"],
        "templates": ["c.t"],
        "events": ["over"],
    } == known


def test_a_file_that_was_not_read_is_told() -> None:
    """What it holds is unknown, so nothing may be called missing because of it."""
    broken, _ = load_text("playbook: [", "a.yml")

    records, problems = validate([broken])

    assert (False, None, ()) == (records.complete, records.overview, problems)


PLACES = """\
risks:
  churn:
    title: Churn
    mitigations:
      - Call
      - {text: x}
priorities:
  p:
    title: P
    actions:
      fix: {title: Fix, steps: [One, {text: Two, if: three}]}
comms:
  c: {title: C, templates: {t: {body: B}}}
"""


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (("risks", "churn"), (3, 3)),
        (("risks", "churn", "title"), (4, 12)),
        (("risks", "churn", "mitigations"), (5, 5)),
        (("risks", "churn", "mitigations", 0), (6, 9)),
        (("risks", "churn", "mitigations", 7), (5, 5)),
        (("risks", "churn", "owner"), (3, 3)),
        (("priorities", "p", "actions", "fix", "steps", 1, "if"), (12, 54)),
        (("actions", "p.fix", "steps", 1, "if"), (12, 54)),
        (("actions", "p.fix"), (12, 7)),
        (("templates", "c.t", "body"), (14, 39)),
        (("playbook", "playbook", "title"), (1, 30)),
        (("playbook",), (1, 1)),
        (("events", "over"), (1, 1)),
    ],
    ids=str,
)
def test_places(way: tuple[str, ...], expected: tuple[int, int]) -> None:
    """The value's place; a map's or list's is its key's; the nearest one around what is not there."""
    records, _ = read(PLACES)

    assert Location("a.yml", *expected) == records.places.of(*way)


def test_the_place_of_nothing() -> None:
    """An entry that is in no file has no place."""
    records, _ = read("")

    assert Location() == records.places.of("risks", "churn")


def test_the_fields_of_the_playbook_may_be_spread() -> None:
    """Each with the place where it stands."""
    records, problems = read("", "playbook:\n  organisation: A bank\n")

    assert records.overview is not None
    assert ("Case", "A bank") == (records.overview.title, records.overview.organisation)
    assert Location("b.yml", 2, 17) == records.places.of("playbook", "", "organisation")
    assert () == problems


RAW = st.recursive(
    st.sampled_from(["x", "5", "1.5", "true", "", "~", '"q"', "day 1", "risks/churn", ".nan"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(
                ["title", "text", "steps", "value", "op", "score", "id", "kpi", "if", "a", "B c"]
            ),
            inner,
            max_size=3,
        ).map(lambda held: "{" + ", ".join(f"{key}: {value}" for key, value in held.items()) + "}")
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(sorted(COLLECTIONS)),
    st.dictionaries(
        st.sampled_from(
            sorted(
                {
                    field.alias or name
                    for kind in COLLECTIONS.values()
                    for name, field in kind.model_fields.items()
                }
            )
        ),
        RAW,
        max_size=5,
    ),
)
def test_any_values_end_in_records_or_errors(collection: str, fields: dict[str, str]) -> None:
    """Whatever a field holds, nothing is raised, and every error stands at a place and in plain words."""
    body = "".join(f"    {key}: {value}\n" for key, value in fields.items())

    records, problems = read(f"{collection}:\n  entry:\n    title: T\n{body}")

    assert "entry" in records.collections[collection] or problems
    assert all(problem.location.line > 0 and problem.hint for problem in problems)
    assert not [
        problem for problem in problems if "pydantic" in problem.message or "Input" in problem.message
    ]


@pytest.mark.parametrize(("count", "told"), [(100, 100), (101, 101), (102, 101)])
def test_of_an_entry_a_hundred_errors_are_told(count: int, told: int) -> None:
    """The last one says that there are more, and then nothing of the entry is read."""
    fields = "".join(f"    field{number}x: y\n" for number in range(count))

    records, problems = read(f"risks:\n  churn:\n    title: Churn\n{fields}")

    more = [problem for problem in problems if problem.code == "too-many-errors"]
    assert (told, count == 100) == (len(problems), "churn" in records.collections["risks"])
    assert [] == more if count == 100 else more == [problems[-1]]
    assert all(
        problem
        == error(
            "too-many-errors",
            "`churn` has more than 100 errors; not all of them are told.",
            Location("a.yml", 3, 3),
            "Mend these first, or delete what does not belong there.",
        )
        for problem in more
    )


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("unknown-key", "risk-{number}: {{title: T, odd{number}x: y}}"),
        ("bad-id", "Risk{number}: {{title: T}}"),
    ],
)
def test_of_all_data_so_many_problems_are_told(
    monkeypatch: pytest.MonkeyPatch, code: str, entry: str
) -> None:
    """What follows is left out, and nothing is called unknown that may stand there."""
    monkeypatch.setattr(import_module("generator.validate.gather"), "MOST_PROBLEMS", 2)
    faulty = "".join(f"  {entry.format(number=number)}\n" for number in range(5))

    records, problems = read(f"risks:\n{faulty}")

    assert [code] * 3 == [problem.code for problem in problems[:-1]]
    assert (
        error(
            "too-many-errors",
            "The data has more than 2 problems up to here; not all was checked.",
            Location("a.yml", 6, 3),
            "Mend these first, or move out of `data` what is not one of its files.",
        )
        == problems[-1]
    )
    assert (False, None) == (records.complete, records.possible)


def test_names_stand_astray_as_deep_as_those_of_actions() -> None:
    """Below what should hold a priority there may be its id, its actions, their ids; nothing deeper."""
    text = """
prioritys:
  fix: {actions: {find: {steps: {no: x}}}}
  tell: [{by: {lead: {no: {no: x}}}}]
"""
    file, _ = load_text(text, "x.yml")

    found = [*keys_in(*file.root.entries[0])]

    assert ["prioritys", "fix", "actions", "find", "tell", "by", "lead"] == found


def test_what_an_entry_astray_holds_may_be_named() -> None:
    """Its id, and those of its actions or templates."""
    text = """
risks:
  fix: {title: Fix, phase: now, actions: {find: {title: Find}}}
  all: {title: All, approach: Early, templates: {first: {subject: First}}}
"""

    records, problems = read(text)

    assert ["unknown-key"] * 2 == [problem.code for problem in problems]
    assert records.possible is not None
    assert {"fix", "find", "all", "first"} == set(records.possible)


ENTRY = """\
  decision-{number}:
    title: Keep gateway {number}?
    question: "Do we pay for both until January, [[risks/churn]]?"
    because:
      - A way back is worth a month's rent
      - Nobody knows the new one yet
    options: [Keep both, Cut over for good]
    decided_by: cto
    needed_by: day {number}
    cost_of_delay: {{value: 1000, currency: GBP, basis: a day}}
    assumed: [needed_by]
"""


def seconds(count: int) -> float:
    """What so many entries cost at best."""
    text = HEAD + "decisions:\n" + "".join(ENTRY.format(number=number) for number in range(1, count + 1))
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        records, _ = validate([load_text(text, "a.yml")[0]])
        taken.append(time.perf_counter() - started)
        assert isinstance(records.collections["decisions"][f"decision-{count}"], Decision)
    return min(taken)


def test_eight_times_the_entries_cost_about_eight_times_as_much() -> None:
    """An entry costs the same, however many there are: else it were 64 times. 32 leaves room for others."""
    assert 32 > seconds(2000) / seconds(250)
