"""A new entry: its fields as comments that hold, and every byte around it as it was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

import pytest

from generator import pipeline
from generator.addresses import Ref
from generator.load import find_files, load_bytes
from generator.model.shapes import fields_of
from generator.skeleton import New, SkeletonError, Wish, plan_new
from generator.skeleton.entry import ASKED, RECORDS

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

PLAYBOOKS = [
    *(ROOT / "tests" / name for name in ("fixtures/small", "fixtures/outage", "seed")),
    *sorted(path.parent for path in ROOT.glob("examples/*/data")),
    *sorted(path.parent for path in (ROOT / "tests" / "cases" / "valid").glob("*/data")),
]

HEAD = "playbook:\n  key: k\n  title: T\n"


def wishes(files: dict[str, bytes]) -> Iterator[Wish]:
    """One wish for every collection that a playbook can have an entry more of."""
    inside = {"actions": "priorities", "templates": "comms"}
    for collection in RECORDS:
        outer = inside.get(collection)
        if outer is None:
            yield Wish(collection, "a-new-one")
            continue
        for name, data in files.items():
            found = load_bytes(data, name)[0].root.get(outer)
            for key, _ in getattr(found[1], "entries", ()) if found else ():
                yield Wish(collection, f"{key.text}.a-new-one")


def files_of(root: Path) -> dict[str, bytes]:
    """The data files of a playbook by name."""
    paths, _ = find_files(root)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def planned(text: str, collection: str, entry_id: str, **wish: str) -> str:
    """What the file of a small playbook holds once an entry is added to it."""
    files = {"data/p.yml": HEAD.encode(), "data/x.yml": text.encode()}
    made, problems = plan_new(files, (), Wish(collection, entry_id, **wish), NOW)
    assert made is not None, problems
    assert "data/x.yml" == made.file
    return made.content.decode()


def shortened(text: str) -> str:
    """The text without the comments of the new entry."""
    return re.sub(r"(?m)^ *# .*\r?\n?", "", text)


@pytest.mark.parametrize("root", PLAYBOOKS, ids=lambda root: root.name)
def test_everything_else_stays_byte_for_byte(root: Path) -> None:
    """Whatever the layout: the new lines stand together, and without them the file is what it was."""
    files = files_of(root)
    for wish in wishes(files):
        made, problems = plan_new(files, (), wish, NOW)
        assert made is not None, problems
        before, after = files.get(made.file, b""), made.content
        added = after[len(_common(before, after)) : len(after) - len(before) + len(_common(before, after))]
        rest = after.replace(added, b"", 1) if before else b""

        assert before == rest, wish
        assert b"a-new-one:" in after.splitlines()[made.line - 1]


def _common(one: bytes, other: bytes) -> bytes:
    """The start that two files share."""
    length = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )
    return one[:length]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("risks:\n  a:\n    title: A\n", "risks:\n  a:\n    title: A\n\n  z:\n    title: Z\n"),
        ("risks:\n  a:\n    title: A", "risks:\n  a:\n    title: A\n\n  z:\n    title: Z\n"),
        (
            "risks:\r\n  a:\r\n    title: A\r\n",
            "risks:\r\n  a:\r\n    title: A\r\n\r\n  z:\r\n    title: Z\r\n",
        ),
        (
            "risks:\n    a: {title: A}\n    b: {title: B}\nkpis: {}\n",
            "risks:\n    a: {title: A}\n    b: {title: B}\n    z:\n        title: Z\nkpis: {}\n",
        ),
        (
            "risks:\n  a:\n    note: |\n      text\n\n    title: A\n\nkpis: {}\n",
            "risks:\n  a:\n    note: |\n      text\n\n    title: A\n\n  z:\n    title: Z\n\nkpis: {}\n",
        ),
        ("risks:\nkpis:\n", "risks:\n  z:\n    title: Z\nkpis:\n"),
        ("kpis:\n  k: {title: K}\n", "kpis:\n  k: {title: K}\n\nrisks:\n  z:\n    title: Z\n"),
        ("---\nrisks:\n  a: {title: A}\n...\n", "---\nrisks:\n  a: {title: A}\n\n  z:\n    title: Z\n...\n"),
    ],
)
def test_it_stands_at_the_end_of_its_collection_as_the_others_do(text: str, after: str) -> None:
    """With the file's own indentation, line ends, and blank lines between entries."""
    assert after == shortened(planned(text, "risks", "z", file="data/x.yml"))


def test_comments_of_what_follows_stay_with_it() -> None:
    """A comment further left than the entries is about the next collection, one beside them is about them."""
    text = "risks:\n  a: {title: A}\n  # More\n  b: {title: B}\n  # none yet\n\n# Numbers\nkpis: {}\n"

    expected = text.replace("none yet\n", "none yet\n  z:\n    title: Z\n")

    assert expected == re.sub(r"(?m)^    # .*\n", "", planned(text, "risks", "z"))


def test_a_text_that_keeps_its_blank_lines_keeps_them() -> None:
    """The new entry stands behind them: before, it would take them away."""
    text = "risks:\n  a:\n    title: A\n    note: |+\n      text\n\n\n"

    assert planned(text, "risks", "z").startswith(text)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "priorities:\n  p:\n    actions:\n      a: {title: A}\n    order: 1\n    title: P\n",
            (
                "priorities:\n  p:\n    actions:\n      a: {title: A}\n\n      z:\n        title: Z\n"
                "    order: 1\n    title: P\n"
            ),
        ),
        (
            "priorities:\n  p:\n    title: P\n  q: {title: Q}\n",
            "priorities:\n  p:\n    title: P\n    actions:\n      z:\n        title: Z\n  q: {title: Q}\n",
        ),
        (
            "priorities:\n  p:\n    title: P\n    actions:\n",
            "priorities:\n  p:\n    title: P\n    actions:\n      z:\n        title: Z\n",
        ),
    ],
)
def test_an_action_stands_in_its_priority(text: str, after: str) -> None:
    """Among the actions that it has; the first one with `actions:` above it."""
    assert after == shortened(planned(text, "actions", "p.z"))


@pytest.mark.parametrize(
    ("expected", "others"),
    [
        ("data/risks.yml", {}),
        ("data/many.yml", {"one": 1, "many": 2}),
        ("data/risks/z.yml", {"risks/a": 1, "risks/b": 1}),
        ("data/a.yml", {"a": 1}),
        ("data/a.yml", {"a": 1, "sub/b": 1}),
    ],
)
def test_it_goes_where_its_team_keeps_such_entries(expected: str, others: dict[str, int]) -> None:
    """The file that holds most of them; a file of its own where each has one."""
    files = {"data/p.yml": HEAD.encode()}
    for name, count in others.items():
        stem = name.replace("/", "-")
        entries = "".join(f"  {stem}-{number}: {{title: R}}\n" for number in range(count))
        files[f"data/{name}.yml"] = f"risks:\n{entries}".encode()

    made, _ = plan_new(files, (), Wish("risks", "z"), NOW)

    assert expected == (made.file if made else None)


@pytest.mark.parametrize(
    ("expected", "file"),
    [
        ("data/risks/z.yml", "data/risks/a.yml"),
        ("data/risks/b.yml", "data/risks/b.yml"),
        ("data/a.yml", "data/a.yml"),
    ],
)
def test_a_single_file_says_by_its_name_that_each_entry_has_one(expected: str, file: str) -> None:
    """As in a new playbook, which starts with one priority in a file of its own."""
    files = {"data/p.yml": HEAD.encode(), file: b"risks:\n  a: {title: A}\n"}

    made, _ = plan_new(files, (), Wish("risks", "z"), NOW)

    assert expected == (made.file if made else None)


@pytest.mark.parametrize("text", ["risks: {a: {title: A}}\n", '{"risks": {"a": {"title": "A"}}}\n'])
def test_where_there_are_braces_it_gets_a_file_of_its_own(text: str) -> None:
    """Nothing is put inside braces; the modeline of the other files stands above it."""
    modeline = "# yaml-language-server: $schema=schema.json\n"
    files = {"data/p.yml": (modeline + HEAD).encode(), "data/risks.yml": text.encode()}

    made, _ = plan_new(files, (), Wish("risks", "z"), NOW)

    assert isinstance(made, New)
    assert ("data/risks-z.yml", 4) == (made.file, made.line)
    assert made.content.decode().startswith(f"{modeline}\nrisks:\n  z:\n    title: Z\n")


@pytest.mark.parametrize(
    "title", ["Plan: power", "'Tis", '"Quoted"', "# 1", "2026", "true", "- a", "@duty", "ünï"]
)
def test_a_title_is_what_was_said(title: str) -> None:
    """Whatever YAML would make of its characters."""
    text = planned("risks:\n  a: {title: A}\n", "risks", "z", title=title)
    file, problems = load_bytes(text.encode(), "x")

    risks = file.root.get("risks")

    assert () == problems
    assert f"title={title!r}" in repr(risks).replace("text=", "title=")


def uncommented(text: str, line: int) -> str:
    """The text with every field of the entry that stands on `line` taken out of its comment."""
    before, entry = text.splitlines()[: line + 1], text.splitlines()[line + 1 :]
    fields = list(takewhile(lambda each: each.lstrip().startswith("# "), entry))
    kept = [each.replace("# ", "", 1) for each in fields if "There is also" not in each]
    return "\n".join([*before, *kept, *entry[len(fields) :], ""])


@pytest.fixture
def outage(tmp_path: Path) -> Path:
    """A playbook in which every collection has entries, to write into."""
    shutil.copytree(ROOT / "tests" / "fixtures" / "outage", tmp_path / "outage")
    return tmp_path / "outage"


INSIDE = {"actions": "restore-service.", "templates": "merchants."}


def added(root: Path, collection: str) -> tuple[Path, int]:
    """The file that a new entry was written into, and its line."""
    wish = Wish(collection, f"{INSIDE.get(collection, '')}brand-new", title="Something brand new")
    made, problems = plan_new(files_of(root), (), wish, NOW)
    assert made is not None, problems
    place = root / made.file
    place.write_bytes(made.content)
    return place, made.line


@pytest.mark.parametrize("collection", RECORDS)
def test_a_new_entry_passes_the_check(collection: str, outage: Path) -> None:
    """As it is written, with nothing filled in: no error."""
    added(outage, collection)

    assert pipeline.check(outage, NOW).sound is not None


@pytest.mark.parametrize("collection", RECORDS)
def test_every_comment_is_a_field_that_holds(collection: str, outage: Path) -> None:
    """Taken out of its comment each is sound: of the model, with an example that names what there is.

    And nothing is missing then, so that the comments hold all that the rules ask for.
    """
    place, line = added(outage, collection)
    place.write_text(uncommented(place.read_text(encoding="utf-8"), line), encoding="utf-8")

    checked = pipeline.check(outage, NOW)
    told = [found for found in checked.diagnostics if "Something brand new" in found.message]

    assert checked.sound is not None
    assert [] == [found.message for found in told if found.code.startswith("missing-")]
    entry = checked.sound.book.entries[Ref(collection, f"{INSIDE.get(collection, '')}brand-new")]
    assert {*ASKED[collection]} <= entry.record.model_fields_set


@pytest.mark.parametrize("collection", RECORDS)
def test_each_comment_holds_without_the_others(collection: str, outage: Path) -> None:
    """Whoever fills in one field alone has no error either."""
    place, line = added(outage, collection)
    text = place.read_text(encoding="utf-8").splitlines()
    whole = uncommented("\n".join(text), line).splitlines()
    fields = [at for at, each in enumerate(text) if at >= line and each.lstrip().startswith("# ")]
    fields = [at for at in fields if "There is also" not in text[at]]
    starts = [at for at in fields if not text[at].lstrip().startswith(("#   ", "# - "))]
    wrong = {}
    for start, end in zip(starts, [*starts[1:], fields[-1] + 1], strict=True):
        place.write_text("\n".join([*text[:start], *whole[start:end], *text[end:], ""]), encoding="utf-8")
        checked = pipeline.check(outage, NOW)
        if checked.sound is None:
            wrong[whole[start]] = checked.diagnostics

    assert {} == wrong


def test_every_field_that_is_asked_for_is_the_models() -> None:
    """The list of them goes with the model."""
    unknown = {
        f"{collection}.{name}"
        for collection, names in ASKED.items()
        for name in names
        if name not in fields_of(RECORDS[collection])
    }

    assert (set(), set(RECORDS)) == (unknown, set(ASKED))


NO_TITLE = "The title holds nothing, or a character that no data file can hold."

REFUSED = [
    (Wish("risk", "z"), "`risk` is not a collection. Did you mean `risks`?"),
    (Wish("log", "z"), "What happened is recorded: playbook record actions/restore.find-cause --done."),
    (
        Wish("risks", "A b"),
        "`A b` is not an id: small letters a-z, digits, and single dashes between them. Write `a-b`.",
    ),
    (Wish("risks", "a"), "There is a risk `a` already: data/x.yml:2."),
    (
        Wish("risks", "index"),
        (
            "`index` cannot be an id here, because the site has a page of that name already. "
            "Choose another id, one that says what the entry is."
        ),
    ),
    (Wish("actions", "z"), "An action stands in a priority: write `priority-id.action-id`."),
    (Wish("templates", "z"), "A template stands in a comms plan: write `plan-id.template-id`."),
    (Wish("actions", "q.z"), "There is no priority `q`. Add it first: playbook new priorities q"),
    (
        Wish("actions", "flow.z"),
        (
            "The priority `flow` is written in a way that cannot be added to (data/x.yml:4). "
            "Write it on lines of its own, outside of braces, and try again."
        ),
    ),
    (Wish("risks", "z", title=" "), NO_TITLE),
    (Wish("risks", "z", title="a\x00"), NO_TITLE),
    *(
        (Wish("risks", "z", file=name), f"`{name}` is no data file: its name is like data/risks.yml.")
        for name in ("../x.yml", "data/../x.yml", "data/x.yaml", "x.yml", "data/.x.yml", "/data/x.yml")
    ),
    (
        Wish("kpis", "z", file="data/braces.yml"),
        "data/braces.yml is written in braces, and cannot be added to. Name another --file.",
    ),
    (
        Wish("actions", "flow.z", file="data/x.yml"),
        "It stands in the file of what it belongs to: leave out --file.",
    ),
]


@pytest.mark.parametrize(("wish", "sentence"), REFUSED)
def test_what_cannot_be_is_one_sentence(wish: Wish, sentence: str) -> None:
    """What is wrong, and how to get what was probably meant."""
    files = {
        "data/braces.yml": b"kpis: {}\n",
        "data/p.yml": HEAD.encode(),
        "data/x.yml": b"risks:\n  a: {title: A}\npriorities:\n  flow: {title: F}\n",
    }

    with pytest.raises(SkeletonError) as raised:
        plan_new(files, (), wish, NOW)

    assert sentence == str(raised.value)


def test_a_file_that_cannot_be_read_comes_first() -> None:
    """What it holds is not known, so nothing is added; its errors are told."""
    made, problems = plan_new({"data/p.yml": b"playbook: ["}, (), Wish("risks", "z"), NOW)

    assert made is None
    assert ["error"] == [problem.severity for problem in problems]


def test_errors_that_were_there_do_not_stand_in_the_way() -> None:
    """Somebody else's mistake elsewhere in the plan is theirs to mend."""
    files = {"data/p.yml": HEAD.encode(), "data/x.yml": b"risks:\n  a:\n    title: A\n    owner: nobody\n"}

    made, problems = plan_new(files, (), Wish("risks", "z"), NOW)

    assert () == problems
    assert made is not None
