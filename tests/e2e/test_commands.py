"""The commands as the command line shows them: options, shapes of output, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Run


def spoil(folder: Path) -> None:
    """Adds a file with one error."""
    (folder / "data" / "wrong.yml").write_text(
        "risks:\n  r:\n    title: R\n    likelihood: 9\n", encoding="utf-8"
    )


def test_a_sound_playbook_passes(folder: Path, run: Run) -> None:
    """No error is exit code 0, and `check` writes nothing."""
    before = sorted(folder.rglob("*"))
    ended = run("-C", folder, "check")

    assert 0 == ended.returncode
    assert before == sorted(folder.rglob("*"))


def test_an_error_is_exit_code_one_at_its_place(folder: Path, run: Run) -> None:
    """File, line and column, the sentence, the line with a marker, the hint."""
    spoil(folder)
    ended = run("check", "-C", folder)

    assert 1 == ended.returncode
    assert "data/wrong.yml:4:17: error[" in ended.stdout
    assert "    likelihood: 9\n" in ended.stdout


def test_json_is_for_programs(folder: Path, run: Run) -> None:
    """The shape that other programs rely on."""
    spoil(folder)
    ended = run("-C", folder, "check", "--format", "json")
    said = json.loads(ended.stdout)
    wrong = [item for item in said["diagnostics"] if item["severity"] == "error"]

    assert [["code", "column", "file", "hint", "line", "message", "severity"]] == [
        sorted(item) for item in wrong
    ]
    assert [("data/wrong.yml", 4, 17)] == [(item["file"], item["line"], item["column"]) for item in wrong]
    assert 1 == said["summary"]["errors"]


def test_github_gets_annotations(folder: Path, run: Run) -> None:
    """One workflow command a problem."""
    spoil(folder)
    ended = run("-C", folder, "check", "--format", "github")

    assert any(
        line.startswith("::error file=data/wrong.yml,line=4,col=17") for line in ended.stdout.splitlines()
    )


def test_strict_fails_on_warnings(folder: Path, run: Run) -> None:
    """What is otherwise only said then stops the build."""
    (folder / "data" / "more.yml").write_text("priorities:\n  bare:\n    title: Bare\n", encoding="utf-8")

    assert (0, 1) == (
        run("-C", folder, "check").returncode,
        run("-C", folder, "check", "--strict").returncode,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("-C", "nowhere", "check"),
        ("-C", ".", "check"),
        ("check", "--format", "xml"),
        ("chekc",),
        ("trace", "nowhere.md"),
        ("record", "nonsense"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_two(words: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    """A folder, data or an option that is not there; one sentence, no traceback."""
    ended = run(*words, cwd=tmp_path)

    assert 2 == ended.returncode
    assert "Error: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unreadable_moment_is_exit_code_two(folder: Path, run: Run) -> None:
    """`--at` takes a moment."""
    ended = run("-C", folder, "check", "--at", "tomorrow")

    assert (2, True) == (ended.returncode, "`tomorrow` is not a moment" in ended.stderr)


def test_a_machine_that_refuses_is_exit_code_three(folder: Path, run: Run) -> None:
    """What cannot be written is told in one sentence; a file stands where a folder must be."""
    (folder / "build").write_text("not a folder", encoding="utf-8")
    ended = run("-C", folder, "build")

    assert (3, False) == (ended.returncode, "Traceback" in ended.stderr)
    assert ended.stderr.startswith("Error: ")


def test_record_adds_a_file_that_the_check_accepts(folder: Path, run: Run) -> None:
    """One file an entry, named for its moment, kind and subject."""
    told = ("record", "actions/restore-service.find-cause", "--done", "--by", "platform-lead")
    ended = run("-C", folder, *told, "--at", "2026-11-24T08:30", 'It was: "expired" [really]')

    assert (0, "data/log/2026-11-24-0830-done-find-cause.yml") == (
        ended.returncode,
        ended.stdout.splitlines()[0],
    )
    assert 0 == run("-C", folder, "check").returncode

    text = (folder / "data/log/2026-11-24-0830-done-find-cause.yml").read_text(encoding="utf-8")

    assert "    at: 2026-11-24T08:30\n" in text


def test_record_takes_a_number_for_a_kpi_and_never_overwrites(folder: Path, run: Run) -> None:
    """Two records in one minute are two files."""
    told = ("-C", folder, "record", "kpis/success-rate", "99.2", "--at", "2026-11-24T08:30")
    first, second = run(*told), run(*told)

    assert (0, 0) == (first.returncode, second.returncode)
    assert first.stdout.splitlines()[0] != second.stdout.splitlines()[0]
    assert 2 == len(list((folder / "data" / "log").glob("*measured-success-rate*.yml")))


def test_record_names_who_fills_a_role_where_readers_look_for_it(folder: Path, run: Run) -> None:
    """The words after `--assigned` are who is on duty: the entry's value, not a remark."""
    told = ("record", "roles/platform-lead", "--assigned", "--by", "incident-lead", "The", "night shift")

    ended = run("-C", folder, *told, "--at", "2026-11-24T08:30")

    written = (folder / ended.stdout.splitlines()[0]).read_text(encoding="utf-8")
    assert 'value: "The night shift"' in written
    assert "text:" not in written


def test_record_refuses_what_the_check_would_and_writes_nothing(folder: Path, run: Run) -> None:
    """A record about something that is not there never reaches the disk."""
    ended = run(
        "-C", folder, "record", "actions/restore-service.find-cuase", "--done", "--by", "platform-lead"
    )

    assert (1, False) == (ended.returncode, (folder / "data" / "log").exists())
    assert "actions/restore-service.find-cause" in ended.stdout


def test_trace_names_what_is_missing(folder: Path, run: Run, tmp_path: Path) -> None:
    """Exit code 1 while a sentence of the source stands nowhere."""
    source = tmp_path / "source.md"
    source.write_text("- Read the gateway's error budget\n", encoding="utf-8")
    found = run("-C", folder, "trace", source)
    source.write_text("- Nobody wrote this down\n", encoding="utf-8")
    missing = run("-C", folder, "trace", source)

    assert (0, 1) == (found.returncode, missing.returncode)
    assert "actions/restore-service.find-cause" in found.stdout
    assert "Nobody wrote this down" in missing.stdout


def test_a_pipe_gets_results_only(folder: Path, run: Run) -> None:
    """Progress is for a terminal."""
    assert "" == run("-C", folder, "build").stderr


def test_the_module_is_the_same_program(folder: Path) -> None:
    """`python -m generator` is `playbook`."""
    ended = subprocess.run(
        [sys.executable, "-m", "generator", "-C", folder, "check"],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )

    assert 0 == ended.returncode
