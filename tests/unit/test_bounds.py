"""However much is wrong, what is told of it has an end; and a file that is none is not waited for."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

from generator.diagnostics import error
from generator.lenient import read_leniently
from generator.load import Unreadable, load_text, read_plain
from generator.report import json_text, text
from tests.playbooks import NOW, linked

#: The package has a function of that name.
GATHER = import_module("generator.validate.gather")

HEAD = "playbook: {key: test, title: Test}\n"
RISKS = "risks:\n" + "".join(f"  r{number}: {{titel: R}}\n" for number in range(30))


def codes(data: str) -> list[str]:
    """The codes of what is wrong with a playbook, in the order in which it is found."""
    return [problem.code for problem in linked(data, HEAD)[1]]


def test_errors_of_entries_are_told_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then one says that there are more; what was not looked at is missing nowhere."""
    monkeypatch.setattr(GATHER, "MOST_PROBLEMS", 10)

    assert [*["unknown-key"] * 11, "too-many-errors"] == codes(
        f"{RISKS}roles: {{lead: {{title: L, handles: [risks/r29]}}}}\n"
    )


def test_errors_of_one_entry_are_told_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what the model refuses, and of what it takes."""
    monkeypatch.setattr("generator.validate.entries.MOST_AN_ENTRY", 3)
    refused = "risks: {r: {title: R, a: 1, b: 1, c: 1, d: 1, e: 1}}\n"
    taken = "risks: {r: {title: R, assumed: [a, b, c, d, e]}}\n"

    assert [*["unknown-key"] * 3, "too-many-errors"] == codes(refused)
    assert [*["unknown-assumed"] * 4, "too-many-errors"] == codes(taken)


def test_references_to_nothing_are_told_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one text, and in all."""
    monkeypatch.setattr("generator.link.references.MOST_A_TEXT", 3)
    monkeypatch.setattr("generator.link.references.MOST_PROBLEMS", 5)
    note = "[[risks/q]] " * 9

    one = codes(f"risks: {{r: {{title: R, note: '{note}'}}}}\n")
    many = codes("risks:\n" + "".join(f"  r{n}: {{title: R, owner: q{n}}}\n" for n in range(9)))

    assert [*["unknown-reference"] * 4, "too-many-errors"] == one
    assert [*["unknown-reference"] * 6, "too-many-errors"] == many


def test_people_are_shown_what_they_can_read_and_programs_everything() -> None:
    """Errors before warnings where not all are shown; the number is that of all."""
    problems = [error("code", f"Number {number}.") for number in range(400)]
    shown = text(problems)

    assert 150 == shown.count("error[code]")
    assert "400 errors\n250 more are not shown; `playbook check --format json` lists them.\n" in shown
    assert 400 == json_text(problems).count('"code": "code"')


def test_an_older_plan_with_too_much_wrong_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With less wrong it is, also where the errors are more than one reading tells; what is sound stays."""
    monkeypatch.setattr(GATHER, "MOST_PROBLEMS", 10)
    older = HEAD + RISKS.replace("r11: {titel: R}", "r11: {title: Its own}")
    for name, data in {"old": older, "new": f"{HEAD}risks: {{r11: {{title: Another}}}}\n"}.items():
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data/plan.yml").write_text(data, encoding="utf-8")

    read = read_leniently(tmp_path / "old", NOW, tmp_path / "new")
    monkeypatch.setattr("generator.lenient.reading._MOST", 10)
    refused = read_leniently(tmp_path / "old", NOW, tmp_path / "new")

    assert read.book is not None
    assert "Its own" in [entry.title for entry in read.book.entries.values()]
    assert refused.book is None


def test_a_text_has_a_length() -> None:
    """What it says is not read; where it stands is told."""
    _, problems = load_text(f"risks: {{r: {{title: R, note: {'x' * 100_001}}}}}\n", "data/x.yml")

    assert [("text-too-long", 1, 29)] == [
        (problem.code, problem.location.line, problem.location.column) for problem in problems
    ]


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_became_no_file_is_not_read(tmp_path: Path, kind: str) -> None:
    """Between a look at its folder and its reading; nobody waits for the other end of a pipe."""
    path = tmp_path / "x.yml"
    makers = {"pipe": os.mkfifo, "link": lambda made: made.symlink_to("/etc/hostname"), "folder": Path.mkdir}
    makers[kind](path)

    found = read_plain(path, 1000)

    assert isinstance(found, Unreadable)
    assert "unreadable-file" == found.code
