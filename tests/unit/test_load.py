"""YAML text to raw values that remember their place; nothing that a file holds makes it crash."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import report
from generator.diagnostics import Location
from generator.load import (
    LARGEST,
    RawList,
    RawMap,
    RawScalar,
    ReadOnce,
    every,
    find_files,
    find_runs,
    load,
    load_bytes,
    load_run,
    load_text,
    read_all,
    walk,
)
from generator.load.characters import describe
from generator.load.compose import TOO_MUCH
from tests.playbooks import SMALL

FILE = "data/x.yml"

# What a person or an attacker may put into a file: name -> text, and the code of what is said of it.
HOSTILE = {
    "opening brackets": ("a: " + "[" * 100_000, "too-deep"),
    "opening brackets at the top": ("[" * 100_000, "too-deep"),
    "opening braces": ("a: " + "{a: " * 100_000, "too-deep"),
    "balanced brackets": ("a: " + "[" * 100_000 + "]" * 100_000, "too-deep"),
    "nested maps": ("".join(" " * depth + "a:\n" for depth in range(2000)), "too-deep"),
    "dashes": ("- " * 100_000, "too-deep"),
    "question marks": ("? " * 100_000, "too-deep"),
    "anchors and aliases": ("a: &a [x, x]\n" + "b: [*a, *a]\n" * 50_000, "anchor"),
    "a huge text": ('a: "' + "x" * 20_000_000, "unclosed-quote"),
    "spaces before a colon": ("a: b" + " " * 1_000_000 + ": c", "unquoted-colon"),
    "colons": ("a: " + "x: " * 300_000, "unquoted-colon"),
    "a long line in brackets": ("a: [" + "b: c: d," * 10_000, "unquoted-colon"),
    "the same key": ("a: b\n" * 100_000, "duplicate-key"),
    "tabs": ("\t" * 1_000_000, "tab"),
    "NUL": ("a: \0", "forbidden-character"),
    "nothing but control characters": ("\x01" * 1_000_000, "forbidden-character"),
    "escape": ("a: \x1b[31m", "forbidden-character"),
    "half a character": ("a: \ud800", "forbidden-character"),
    "half a character, spelled": ('a: "\\ud800"', "bad-escape"),
    "NUL, spelled": ('a: "\\0"', "forbidden-character"),
    "next line": ("a: b\x85c: d", "forbidden-character"),
    "line separator": ("a: b\u2028c: d", "forbidden-character"),
    "line separator, spelled": ('a: "b\\Lc"', "forbidden-character"),
    "override of direction": ("a: \u202eb", "forbidden-character"),
    "carriage return alone": ("a: b\rc: d", "forbidden-character"),
    "byte order mark inside": ("a: \ufeffb", "forbidden-character"),
}


WAYS_OUT = """\
data/a.yaml: error[wrong-suffix]: Data files end in .yml, and this one in .yaml, so it would not be read.
    hint: Rename it to a.yml.
data/b/b: error[too-deep]: Folders are nested more than 2 levels deep here.
    hint: Move what stands in them further up.
data/c: error[unreadable-file]: This folder cannot be read: Permission denied.
    hint: Check the permissions of the folder.
data/d.yml: error[symbolic-link]: This is a symbolic link, and data is read from real files and folders only.
    hint: Put the file or folder itself here.
data/e.yml: error[unreadable-file]: This is not a plain file.
    hint: Put a plain file here.
data/f .yml: error[forbidden-character]: The character U+000A (a control character) cannot stand in the name \
of a file.
    hint: Rename it; small letters and hyphens suit every system.
6 errors
"""


def scalar(written: str) -> RawScalar:
    """What `written` means as the value of a key."""
    file, _ = load_text(f"key: {written}\n", FILE)
    value = file.root.entries[0][1]
    assert isinstance(value, RawScalar)
    return value


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_an_error_within_seconds(name: str) -> None:
    """Whatever a file holds, there is one clear error at a place, and soon."""
    text, code = HOSTILE[name]
    started = time.process_time()

    _, problems = load_text(text, FILE)

    assert time.process_time() - started < 5
    assert code == problems[0].code
    assert problems[0].location.line > 0


def test_a_huge_text_is_no_danger_to_the_reader() -> None:
    """Twenty megabytes in one scalar are one error; a file of that size is refused before, see below."""
    file, problems = load_text('a: "' + "x" * 20_000_000 + '"', FILE)

    assert (1, ["text-too-long"]) == (len(file.root.entries), [problem.code for problem in problems])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6:00", "6:00"),
        ("no", "no"),
        ("on", "on"),
        ("0123", "0123"),
        ("2026-02-30", "2026-02-30"),
        ("2026-11-23T09:00", "2026-11-23T09:00"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("=", "="),
        ("5", 5),
        ("-5", -5),
        ("+5", 5),
        ("0.10", 0.1),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("0x1F", 31),
        ("0o17", 15),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("NULL and void", "NULL and void"),
        ("9" * 10_000, "9" * 10_000),
    ],
)
def test_scalars_are_read_as_yaml_1_2(written: str, value: object) -> None:
    """Only what looks like a number in JSON, true, false and null is anything but text."""
    found = scalar(written)

    assert (value, type(value), written) == (found.value, type(found.value), found.text)


@pytest.mark.parametrize("written", ['"5"', "'5'", '"true"', "|\n  5"])
def test_what_is_quoted_is_text(written: str) -> None:
    """Quotes and block style make a text of anything."""
    found = scalar(written)

    assert (True, found.text) == (found.quoted, found.value)


def test_places_count_characters_from_one() -> None:
    """A column is what an editor shows, whatever the characters before it take in bytes."""
    text = "r\u00f4les:\n  \u6280: {\U0001f600: \u00e9t\u00e9, b: [x, y]}\n"

    file, problems = load_text(text, FILE)

    ((outer, entries),) = file.root.entries
    assert isinstance(entries, RawMap)
    ((_, fields),) = entries.entries
    assert isinstance(fields, RawMap)
    (_, first), (key, items) = fields.entries
    assert isinstance(items, RawList)
    found = [item.location for item in (outer, entries, first, key, *items.items)]
    places = [(1, 1), (2, 3), (2, 10), (2, 15), (2, 19), (2, 22)]
    assert [Location(FILE, *place) for place in places] == found
    assert () == problems


def test_a_byte_order_mark_at_the_start_moves_nothing() -> None:
    """Editors on Windows write one; columns are those that a person sees."""
    file, problems = load_bytes(b"\xef\xbb\xbfroles:\r\n", FILE)

    assert (Location(FILE, 1, 1), ()) == (file.root.entries[0][0].location, problems)


def test_an_error_that_hides_the_rest_makes_a_file_incomplete() -> None:
    """Later stages must know that a name may stand in the part that was not read."""
    file, _ = load_text("a:\n  b: [c\n", FILE)

    assert (False, ()) == (file.complete, file.root.entries)


def test_a_file_that_is_not_read_stands_at_its_start() -> None:
    """Whatever is said of it as a whole is said there."""
    file, _ = load_text("\x01", FILE)

    assert (False, (), Location(FILE, 1, 1)) == (file.complete, file.root.entries, file.root.location)


def test_a_problem_that_hides_nothing_leaves_the_file_whole() -> None:
    """A key given twice is an error, but everything else is still checked."""
    file, problems = load_text("a: 1\na: 2\nb: 3\n", FILE)

    keys = [key.text for key, _ in file.root.entries]
    assert (["a", "b"], ["duplicate-key"]) == (keys, [problem.code for problem in problems])


def test_reading_gives_up_after_a_hundred_errors() -> None:
    """A file that is no data file at all does not bury the others."""
    file, problems = load_text("a: b\n" * 1000, FILE)

    assert ("too-many-errors", 101, False) == (problems[-1].code, len(problems), file.complete)


@given(st.text(max_size=200))
@example("a: 'b\n")
@example("? a\n: b\n")
@example("{")
@example("a:\n\t- b")
@example("- - a\n - b")
@example('a: "\\')
@example("%\n")
@example("a: !<\n")
@example("a: &\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text ends in an exception; what could not be read is an error at a place inside the text."""
    file, problems = load_text(text, FILE)

    errors = [problem for problem in problems if problem.severity == "error"]
    lines = text.count("\n") + 1
    assert file.complete or errors
    assert all(1 <= problem.location.line <= lines + 1 for problem in problems)
    assert all(problem.location.column >= 1 for problem in problems)


@given(st.lists(st.sampled_from(list("ab:-'\"[]{},#&*!|>%@`\\ \t\n")), max_size=40).map("".join))
def test_any_punctuation_is_read_or_refused(text: str) -> None:
    """The same for texts that are nearly YAML, where most explanations apply."""
    file, problems = load_text(text, FILE)

    assert file.complete or any(problem.severity == "error" for problem in problems)
    assert all(problem.message.endswith(".") and problem.hint for problem in problems)


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """A file may hold anything."""
    file, problems = load_bytes(data, FILE)

    assert file.complete or any(problem.severity == "error" for problem in problems)


def made(root: Path, **files: str) -> Path:
    """A playbook's folder with these files; `__` in a name stands for a slash, the last `_` for a dot."""
    for name, text in files.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = root / "data" / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    """At any depth, and the same on every machine."""
    root = made(tmp_path, z_yml="", b__a_yml="", b__b__c_yml="", a_yml="", notes_md="", schema_json="{}")

    paths, problems = find_files(root)

    names = [path.relative_to(root).as_posix() for path in paths]
    assert (["data/a.yml", "data/b/a.yml", "data/b/b/c.yml", "data/z.yml"], ()) == (names, problems)


def test_what_starts_with_a_dot_is_no_data(tmp_path: Path) -> None:
    """Editors and git keep their own files so."""
    root = made(tmp_path, a_yml="")
    (root / "data" / ".git").mkdir()
    (root / "data" / ".git" / "b.yml").touch()
    (root / "data" / ".#a.yml").symlink_to("nobody@nowhere")

    paths, problems = find_files(root)

    assert ([root / "data" / "a.yml"], ()) == (list(paths), problems)


def test_what_only_looks_like_data_is_an_error(tmp_path: Path) -> None:
    """A plan that is silently not read would be worse than none."""
    root = made(tmp_path, a_yml="risks:\n", b_yaml="risks:\n", c_YML="risks:\n")
    data = root / "data"
    (data / "d.yml").symlink_to("a.yml")
    (data / "e").symlink_to(tmp_path, target_is_directory=True)
    (data / "f.yml").symlink_to("nowhere.yml")
    (data / "g.md").symlink_to("nowhere.md")
    os.mkfifo(data / "h.yml")
    for name in (b"i\xff.yml", b"j\nk.yml", b"l\xe2\x80\xaem.yml"):
        Path(os.fsdecode(os.fsencode(data) + b"/" + name)).touch()

    paths, problems = find_files(root)

    found = [(problem.location.file, problem.code) for problem in problems]
    assert [
        ("data/b.yaml", "wrong-suffix"),
        ("data/c.YML", "wrong-suffix"),
        ("data/d.yml", "symbolic-link"),
        ("data/e", "symbolic-link"),
        ("data/f.yml", "symbolic-link"),
        ("data/h.yml", "unreadable-file"),
        ("data/i\udcff.yml", "forbidden-character"),
        ("data/j\nk.yml", "forbidden-character"),
        ("data/l\u202em.yml", "forbidden-character"),
    ] == found
    assert [data / "a.yml"] == list(paths)


def test_a_file_of_more_than_a_mebibyte_is_refused(tmp_path: Path) -> None:
    """It is no data file, and reading it would cost what readers of a plan do not have."""
    root = made(tmp_path, a_yml="#" * LARGEST, b_yml="#" * (LARGEST + 1))

    files, problems = load(root)

    assert [("data/a.yml", "empty-file"), ("data/b.yml", "file-too-large")] == [
        (problem.location.file, problem.code) for problem in problems
    ]
    assert "This file is larger than 1 MiB." == problems[1].message
    assert [True, False] == [file.complete for file in files]


def test_a_file_that_vanishes_or_is_locked_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the operating system refuses is said, and the other files are read."""
    root = made(tmp_path, a_yml="risks:\n", b_yml="risks:\n")

    opened = os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if path.name == "a.yml":
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)

    files, problems = load(root)

    assert ["This file cannot be read: Permission denied."] == [problem.message for problem in problems]
    assert [False, True] == [file.complete for file in files]


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        (
            "",
            """\
error[no-data]: There is no folder `data` here.
    hint: Data files stand in a folder named `data`; `-C` names the folder that holds it.
""",
        ),
        (
            "data",
            """\
data: error[no-data]: The folder `data` holds no file *.yml.
    hint: Start with `data/playbook.yml`.
""",
        ),
    ],
)
def test_a_playbook_without_data_is_an_error(tmp_path: Path, folder: str, told: str) -> None:
    """Neither a folder without `data` nor an empty one is a playbook."""
    (tmp_path / folder).mkdir(exist_ok=True)

    files, problems = load(tmp_path)

    assert ((), f"{told}1 error\n") == (files, report.text(problems))


@pytest.mark.parametrize(
    ("limit", "most", "code", "hint"),
    [
        ("MOST_VALUES", 10, "too-much-data", TOO_MUCH),
        ("LARGEST_TOGETHER", 40, "too-much-data", TOO_MUCH),
        ("MOST_FILES", 2, "too-much-data", TOO_MUCH),
        (
            *("MOST_IN_ALL", 3, "too-many-errors"),
            "Mend these first, or move out of `data` what is not one of its files.",
        ),
    ],
)
def test_many_files_are_bounded_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, code: str, hint: str
) -> None:
    """Each file is small; the first one too many is named, and none after it is read."""
    monkeypatch.setattr("generator.load." + limit, most)
    root = made(tmp_path, **{f"{name}_yml": f"{name}: [&x 1, *x]\n" for name in "abcd"})

    files, problems = load(root)

    last = problems[-1]
    assert ("data/c.yml", code, hint) == (last.location.file, last.code, last.hint)
    assert [True, True, False] == [file.complete for file in files]


def test_the_bytes_of_files_are_read_with_what_stands_in_the_way(tmp_path: Path) -> None:
    """By their names in locations, those that can be read; the others are told."""
    root = made(tmp_path, a_yml="risks:\n", b_yml="#" * (LARGEST + 1))

    read, problems = read_all(find_files(root)[0], root)

    assert {"data/a.yml": b"risks:\n"} == read
    assert ["data/b.yml"] == [problem.location.file for problem in problems]


def test_runs_that_are_over_are_read_each_for_itself(tmp_path: Path) -> None:
    """A folder of the log with a plan in it is one; its files come by name, with what cannot be one."""
    root = made(
        tmp_path,
        a_yml="roles:\n",
        log__b__plan__p_yml="risks:\n",
        log__b__r_yml="log:\n",
        log__b__s_yaml="",
        log__a__plan__p_yml="risks:\n",
        log__c__r_yml="log:\n",
    )
    (root / "data" / "log" / "d").symlink_to("a", target_is_directory=True)

    found = find_runs(root)
    files, problems = load_run(found[1], root)

    assert [root / "data" / "log" / name for name in "ab"] == list(found)
    assert ["data/log/b/plan/p.yml", "data/log/b/r.yml"] == [file.file for file in files]
    assert ["data/log/b/s.yaml"] == [problem.location.file for problem in problems]


def test_a_file_with_the_same_bytes_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading YAML is the slowest part of a check; a file that changed is read again."""
    read: list[bytes] = []

    def reading(data: bytes, file: str) -> object:
        read.append(data)
        return load_bytes(data, file)

    once = ReadOnce()
    monkeypatch.setattr("generator.load.load_bytes", reading)
    found = [once(data, "a.yml") for data in (b"risks: {}", b"risks: {}", b"roles: {}", b"risks: {}")]

    assert [b"risks: {}", b"roles: {}", b"risks: {}"] == read
    assert found[0] is found[1]
    assert found[0] == found[3]


def test_what_is_remembered_is_what_would_be_read() -> None:
    """With a memory a playbook is the same as without."""
    once = ReadOnce()

    found = [load(SMALL, once) for _ in range(2)]

    assert [load(SMALL)] * 2 == found


def test_every_file_of_a_folder_is_found_and_no_link_is_followed(tmp_path: Path) -> None:
    """Folders and links are named, plain files alone are walked over; where there is no folder is nothing."""
    root = made(tmp_path, a_yml="", b__c__d_yml="")
    data = root / "data"
    (data / "link").symlink_to("b", target_is_directory=True)

    found = sorted(path.relative_to(data).as_posix() for path in every(data))
    files = sorted(path.relative_to(data).as_posix() for path in walk(data))

    assert ["a.yml", "b", "b/c", "b/c/d.yml", "link"] == found
    assert ["a.yml", "b/c/d.yml"] == files
    assert ([], []) == ([*every(root / "none")], [*walk(data / "link")])


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("\x01", "U+0001 (a control character)"),
        ("\ud7ff", "U+D7FF (a control character)"),
        ("\ud800", "U+D800 (half of a character)"),
        ("\udfff", "U+DFFF (half of a character)"),
        ("\ue000", "U+E000 (a control character)"),
        ("\x1b", "U+001B (escape)"),
        ("\x85", "U+0085 (a line break that editors do not show)"),
        ("\u202e", "U+202E (right-to-left override)"),
    ],
)
def test_a_character_that_is_not_seen_has_its_number_and_name(char: str, expected: str) -> None:
    """So that it can be searched for."""
    found = describe(char)

    assert expected == found


@pytest.mark.parametrize(("limit", "told"), [(1, 1), (2, 2), (3, 3)])
def test_a_file_is_read_again_so_often(monkeypatch: pytest.MonkeyPatch, limit: int, told: int) -> None:
    """After each slip, until all readings together took so many characters."""
    text = "".join(f"{name}: b: c\n" for name in "pqrs")
    monkeypatch.setattr("generator.load.further._MOST_AGAIN", limit * len(text))

    _, problems = load_text(text, FILE)

    assert ["unquoted-colon"] * told == [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<<<<<<<", "<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other\n"),
        ("diff --git", "diff --git a/x b/x\n"),
        ("@@ -1", "@@ -1,2 +1,3 @@\n"),
        ("```", "```yaml\na: b\n```\n"),
        ("**", "a:\n  **b**: c\n"),
        ("//", "a:\n  // so it is\n  b: c\n"),
        ("[ ]", "a:\n  b: c\n  - [ ] d\n"),
        ("|", "a:\n  b: c\n| a | b |\n"),
        (":=", "a:\n  b: d\n  b := c\n  d: e\n"),
        ('"b c', 'a: "b c\nd: e\n'),
        ("neither here", "a:\n  b: c\n  neither here\n  d: e\n"),
        ("b: c", "a:\n    b: c\n  d:\n    e: f\n"),
        ("[", "a: [b\nc: d\n"),
        ("\t", "a:\n  b: c\n\td: e\n"),
        ("#", "a: Fix bug #4\n"),
        ("bc", "bc: 2\nbc: 3\n"),
    ],
)
def test_a_problem_marks_what_it_is_about(marked: str, text: str) -> None:
    """No more of the line and no less: a report underlines it."""
    _, problems = load_text(text, FILE)

    at = problems[0].location
    assert marked == text.splitlines()[at.line - 1][at.column - 1 :][: at.length]


def test_what_is_no_data_file_is_told_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in one sentence, at the file or folder, with what to do."""
    root = made(tmp_path, a_yaml="", b__a_yml="", b__b__b_yml="", c__a_yml="")
    (root / "data" / "d.yml").symlink_to("nowhere.yml")
    os.mkfifo(root / "data" / "e.yml")
    (root / "data" / "f\n.yml").touch()
    monkeypatch.setattr("generator.load.files._DEEPEST", 2)
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "c":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)

    _, problems = find_files(root)

    assert WAYS_OUT == report.text(problems)


def test_a_file_of_too_many_values_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how many it may hold, where they end, and what to do."""
    monkeypatch.setattr("generator.load.compose.MOST_VALUES", 4)

    whole, _ = load_text("a: b\n", FILE)
    file, problems = load_text("a: b\nc: d\ne: f\n", FILE)

    told = "This file holds more than 4 values up to here; the rest was not read."
    assert (True, False) == (whole.complete, file.complete)
    assert [("too-much-data", told, Location(FILE, 2, 4), TOO_MUCH)] == [
        (problem.code, problem.message, problem.location, problem.hint) for problem in problems
    ]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("two", "a: two\n"),
        ('"two"', 'x: y\na: "two" # words\n'),
        ("one", "x: y\na: one\n  two\nb: c\n"),
        ("|", "x: y\na: |\n  two\n"),
        (">", "x: y\na: >-\n  two\n"),
        ("'one", "x: y\na: 'one\n  two'\n"),
    ],
)
def test_a_value_is_as_long_as_it_is_on_its_first_line(marked: str, text: str) -> None:
    """With its quotes; of a block there is the sign."""
    file, _ = load_text(text, FILE)

    found = file.root.get("a")
    assert found is not None
    at = found[1].location
    assert marked == text.splitlines()[at.line - 1][at.column - 1 :][: at.length]


def test_a_text_that_is_too_long_is_told_where_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of as many characters as may be is read; what follows the longer one, too."""
    monkeypatch.setattr("generator.load.compose.LONGEST_TEXT", 4)

    file, problems = load_text("a: four\nb: fives\nc: d\n", FILE)

    hint = "Part it, or close the quote that it began with; nobody can read so much in a crisis."
    assert [
        ("This text has more than 4 characters.", Location(FILE, 2, 4), hint),
    ] == [(problem.message, problem.location, problem.hint) for problem in problems]
    assert ["a", "b", "c"] == [key.text for key, _ in file.root.entries]
