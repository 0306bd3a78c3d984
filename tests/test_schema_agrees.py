"""What an editor says by the committed schema, and what the program says, of the same data files.

The judge is a validator that is not ours, on what a reader of YAML that is not ours makes of a file. The
schema never marks what the program accepts; the tables below say what it marks of what the program refuses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml.error import YAMLError

from generator import pipeline
from generator.diagnostics import Diagnostic
from generator.load import find_files, find_runs, load, load_text
from generator.model import COLLECTIONS, Action, Entry, Overview, Template
from generator.model.shapes import fields_of
from generator.schema import ids_of, schema, schema_with_ids
from generator.validate import validate
from tests.schemas import Judge, read

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

PLAIN = Judge(schema())

#: What the program refuses and the schema always marks as well.
MARKED = {
    *("bad-address", "bad-id", "bad-key", "bad-reference", "bad-value", "key-without-value", "missing-field"),
    *("no-space-after-colon", "not-a-map", "too-deep", "unknown-assumed", "unknown-collection"),
    "unknown-key",
}

#: Such errors that the schema cannot see, and why.
UNSEEN = {
    "fields/absurd-bands": "no schema forbids the infinite, which JSON has not",
    "fields/bands-out-of-order": "three numbers are compared with each other",
    "fields/leading-zeros": "to editors 007 is the number 7",
    "fields/measure-of-nothing": "one of two fields, and an empty one counts as none",
    "fields/measured-in-words": "a KPI's value is a number, which the entry's own fields do not say",
    "fields/missing-timezone": "needed only where some file has a time of day",
    "fields/version-of-300-characters": "what may name a version has its own rules",
    "references/another-collection-in-a-time": "names inside times",
    "references/branch-to-nothing": "a branch may be a sentence, and a slash may stand in one",
    "references/content-names-nothing": "a page is no data file",
    "references/said-of-nothing": "what a message stated is kept by any name",
    "references/text-names-no-collection": "names inside prose",
    "references/what-a-broken-file-may-hold-is-not-unknown": "names inside prose",
    "yaml/anchors-and-aliases": "the editor's reader follows aliases",
}

#: What only the program tells, and why.
BEYOND = {
    "bad-escape": "some readers take half of a character",
    **dict.fromkeys(
        ("alias", "anchor", "merge", "tag", "directive"), "part of YAML, though not of data files"
    ),
    "bad-version": "what may name a version on a site has its own rules",
    **dict.fromkeys(("broken-reference", "undeclared-blank", "unknown-field"), "prose has no schema"),
    "circular-reference": "entries are followed from one to the next",
    **dict.fromkeys(("duplicate-id", "duplicate-step"), "other entries and files are looked at"),
    **dict.fromkeys(("forbidden-character", "not-utf-8", "wrong-suffix"), "a file as it lies on the disk"),
    "indentation": "some of it is sound YAML, with an entry too few",
    "missing-playbook": "any one file may be without it",
    "pasted-diff": "some of what git shows is sound YAML",
    "reserved-id": "the site's own addresses",
    **dict.fromkeys(
        ("confidential-playbook", "unknown-group"), "the editions stand in one file, marks in all"
    ),
    "unknown-rule": "the rules are no part of what a file may hold",
    "unknown-timezone": "the list of zones is the machine's",
    **dict.fromkeys(
        ("unknown-reference", "wrong-collection"), "which ids there are: the schema with ids knows"
    ),
    "unquoted-colon": "a sentence cut at its colon may still fit the field",
    "unreadable-time": "times have a grammar, and no pattern tells it",
}

#: Errors of names that the schema with ids does not see: inside prose and times, in pages, in keys of `said`.
UNSEEN_NAMES = re.compile(
    "in-a-time|in-a-message|content-|said-|text|time-|branch|many-names|impossible|what-stands-inside"
)


def data_files(root: Path) -> list[Path]:
    """The files that a playbook is read from."""
    return list(find_files(root)[0])


def marked(judge: Judge, path: Path) -> list[str]:
    """What an editor marks in a file; where its reader fails, that it does."""
    try:
        return judge.faults(read(path.read_bytes()))
    except (YAMLError, ValueError) as problem:
        return [f"not read: {problem}"]


PLAYBOOKS = [
    pytest.param(ROOT, id="the-plan", marks=pytest.mark.reads_data),
    pytest.param(ROOT / "tests" / "seed", id="seed"),
    *(pytest.param(path.parent, id=path.parent.name) for path in sorted(ROOT.glob("examples/*/data"))),
    *(pytest.param(path.parent, id=path.parent.name) for path in sorted(ROOT.glob("tests/fixtures/*/data"))),
    *(pytest.param(path.parent, id=path.parent.name) for path in sorted(CASES.glob("valid/**/data"))),
]


@pytest.mark.parametrize("root", PLAYBOOKS)
def test_what_the_program_accepts_is_never_marked(root: Path) -> None:
    """Neither by the committed schema nor by the one that knows the playbook's ids."""
    checked = pipeline.check(root, NOW)
    assert checked.sound is not None, checked.diagnostics
    with_ids = Judge(schema_with_ids(ids_of(checked.sound.book)))
    files = data_files(root)
    over = [path for run in find_runs(root) for path in run.rglob("*.yml")]

    found = {
        **{path.name: marked(PLAIN, path) + marked(with_ids, path) for path in files},
        **{path.name: marked(PLAIN, path) for path in over},
    }

    assert {key: [] for key in found} == found


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("rules/*/*.yml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_what_the_rules_warn_of_is_not_marked(path: Path) -> None:
    """A warning is about what a plan says; a file with one is sound."""
    parts = re.split(r"(?m)^--- .*$|^---$", path.read_text(encoding="utf-8"))

    assert [[] for _ in parts] == [PLAIN.faults(read(part)) for part in parts]


def refused(kind: str) -> list[Path]:
    """The cases of what people type wrong."""
    return sorted(data.parent for data in (CASES / kind).glob("**/data"))


def name(case: Path) -> str:
    """What a case is called in the tables."""
    return case.relative_to(CASES / "invalid").as_posix()


def errors(case: Path) -> tuple[Diagnostic, ...]:
    """What the program refuses in a case."""
    return tuple(found for found in pipeline.check(case, NOW).diagnostics if found.severity == "error")


@pytest.mark.parametrize("case", refused("invalid"), ids=name)
def test_what_is_marked_in_a_file_the_program_refuses_there(case: Path) -> None:
    """The schema raises no false alarm, also beside what is wrong."""
    wrong = {found.location.file for found in errors(case)}

    alarms = {path.relative_to(case).as_posix() for path in data_files(case) if marked(PLAIN, path)}

    assert set() == alarms - wrong


@pytest.mark.parametrize("case", refused("invalid"), ids=name)
def test_the_schema_marks_what_the_table_says(case: Path) -> None:
    """Every error that is expected to be marked is, in its own file, but for those that cannot be seen."""
    expected = {found.location.file for found in errors(case) if found.code in MARKED}
    files = {path.relative_to(case).as_posix(): path for path in data_files(case)}

    unmarked = sorted(file for file in expected if file in files and not marked(PLAIN, files[file]))

    assert (name(case) in UNSEEN and bool(expected)) == bool(unmarked or expected - files.keys()), unmarked


def test_every_code_of_an_error_is_in_one_table() -> None:
    """Whoever adds an error says whether editors show it, and if not why."""
    read_by_editors = {
        found.code
        for case in refused("invalid")
        for found in errors(case)
        if found.code not in {*MARKED, *BEYOND}
        and not any(said.startswith("not read") for path in data_files(case) for said in marked(PLAIN, path))
    }

    assert (set(), set()) == (MARKED & set(BEYOND), read_by_editors)


@pytest.mark.parametrize(
    "case", [case for case in refused("invalid/references") if not UNSEEN_NAMES.search(case.name)], ids=name
)
def test_the_schema_with_ids_marks_names_that_there_are_not(case: Path) -> None:
    """A name in a field of its own that no entry has, or an entry of another collection."""
    wrong = {
        item.location.file for item in errors(case) if item.code in ("unknown-reference", "wrong-collection")
    }
    records, _ = validate(load(case)[0])
    known = {collection: dict.fromkeys(ids, "") for collection, ids in records.known.items()}
    judge = Judge(schema_with_ids(known))

    unmarked = [
        path
        for path in data_files(case)
        if path.relative_to(case).as_posix() in wrong and not marked(judge, path)
    ]

    assert [] == unmarked


TOP: dict[str, type[Entry]] = {"playbook": Overview, **COLLECTIONS}

#: What somebody may type anywhere, from nothing to a list of maps.
TYPED = [
    None,
    "x",
    "X y",
    5,
    2.5,
    True,
    [],
    {},
    ["x"],
    [None],
    [{"x": 1}],
    {"x": 1},
    "day 1",
    "risks/x",
    "a.b",
]


def whole(record: type[Entry]) -> dict[str, Any]:
    """An entry with every field that is not every entry's, as the examples have it."""
    common = set() if record is Overview else set(fields_of(Entry))
    made = {key: field.example for key, field in fields_of(record).items() if key not in common}
    for key, inner in (("actions", Action), ("templates", Template)):
        if key in made:
            made[key] = {"inner": whole(inner)}
    copied: dict[str, Any] = json.loads(json.dumps(made))
    return copied


def ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything inside a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*way, key)
        yield from ways(inner, (*way, key))


def retyped(value: Any, way: tuple[str | int, ...], typed: Any) -> Any:
    """A copy in which something else stands at the end of a way."""
    made = json.loads(json.dumps(value))
    inner = made
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = typed
    return made


#: What passes the schema besides, typed into a field where the cases do not have it.
PASSED = {
    "bad-id": "a number such as 2.5, which YAML also makes of an id such as 1e-5",
    "bad-reference": "the same, where an id of another entry stands",
    "bad-value": "bands and measures, as above",
    "missing-field": "the time zone, as above",
}


@pytest.mark.parametrize("collection", TOP)
def test_of_whatever_is_typed_into_a_field_both_say_the_same(collection: str) -> None:
    """The schema marks nothing that the program accepts, and lets pass only what the tables say."""
    entry = whole(TOP[collection])
    alarms, passed = [], set()
    for way in ways(entry):
        for typed in TYPED:
            made = retyped(entry, way, typed)
            data = {"playbook": {"key": "k", "title": "T", "timezone": "Europe/London"}}
            data |= {collection: made} if collection == "playbook" else {collection: {"an-id": made}}
            file, problems = load_text(json.dumps(data), "data/x.yml")
            codes = {item.code for item in (*problems, *validate([file])[1]) if item.severity == "error"}
            said = PLAIN.faults(data)
            if said and not codes:
                alarms.append((way, typed, said))
            elif codes and not said:
                passed |= codes

    assert [] == alarms
    assert passed <= {*BEYOND, *PASSED}
