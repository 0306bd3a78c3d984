"""The commands as the command line shows them: options, shapes of output, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

#: The one message of the small playbook that is ready to send.
UPDATE = ("templates/merchants.update",)


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


def entry(folder: Path, ended: subprocess.CompletedProcess[str]) -> str:
    """The text of the file that `record` says it wrote."""
    return (folder / ended.stdout.splitlines()[0]).read_text(encoding="utf-8")


def test_record_adds_a_file_that_the_check_accepts(folder: Path, run: Run) -> None:
    """One file an entry, named for its moment, kind and subject; then what the state became."""
    told = ("record", "actions/restore-service.find-cause", "--done", "--by", "platform-lead")
    ended = run("-C", folder, *told, "--at", "2026-11-24T08:30", 'It was: "expired" [really]')

    file, *became = ended.stdout.splitlines()
    assert (0, ["Find the cause: done."]) == (ended.returncode, became)
    assert re.fullmatch(r"data/log/2026-11-24-0830-done-find-cause-[0-9a-f]{4}\.yml", file)
    assert 0 == run("-C", folder, "check").returncode
    assert "    at: 2026-11-24T08:30\n" in entry(folder, ended)


def test_record_takes_a_number_for_a_kpi_and_never_overwrites(folder: Path, run: Run) -> None:
    """Two records in one minute are two files."""
    told = ("-C", folder, "record", "kpis/success-rate", "99.2", "--at", "2026-11-24T08:30")
    first, second = run(*told), run(*told)

    assert (0, 0) == (first.returncode, second.returncode)
    assert first.stdout.splitlines()[0] != second.stdout.splitlines()[0]
    assert 2 == len(list((folder / "data" / "log").glob("*measured-success-rate*.yml")))
    assert "    value: 99.2\n" in entry(folder, second)


def test_record_takes_a_number_below_zero(folder: Path, run: Run) -> None:
    """A minus sign does not make an option of a number; in a sentence it stays what was typed."""
    ended = run(
        "-C", folder, "record", "kpis/success-rate", "-5", "down", "by", "-3.5", "--by", "platform-lead"
    )

    assert 0 == ended.returncode
    assert ["    value: -5", '    text: "down by -3.5"'] == [
        line for name in ("value", "text") for line in entry(folder, ended).splitlines() if f"{name}:" in line
    ]


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("`97,2` is not a number; write it with a point: 97.2.", ("kpis/success-rate", "97,2")),
        ("`97.2%` is not a number; write it without its unit: 97.2.", ("kpis/success-rate", "97.2%")),
        ("`good` is not a number; write it like 97.2.", ("kpis/success-rate", "good", "--measured")),
        ("To record words alone, add --note.", ("kpis/success-rate", "good")),
        ("`nan` is not a number", ("kpis/success-rate", "nan")),
        ("`1e999` is too large a number", ("kpis/success-rate", "1e999")),
        ("Say the number that was measured", ("kpis/success-rate",)),
        ("--started and --done are 2 kinds", ("actions/restore-service.find-cause", "--done", "--started")),
        ("Say first what it is about", ("--done", "It is back")),
        ("Say first what it is about", ("All quiet",)),
        ("Say in words what was learned.", ("--learned",)),
        ("Say in words what is to be noted.", ("actions/restore-service.find-cause",)),
        ("Say who was assigned.", ("roles/platform-lead", "--assigned")),
        ("Did you mean `actions/restore-service.x`?", ("action/restore-service.x", "--done")),
        (
            "no action `restore-service.find-cuase`. Did you mean `actions/restore-service.find-cause`?",
            ("actions/restore-service.find-cuase", "--done"),
        ),
        (
            "There is no role `platform-led`. Did you mean `platform-lead`?",
            ("actions/restore-service.find-cause", "--done", "--by", "platform-led"),
        ),
        (
            "There is no role `platform-led`. Did you mean `platform-lead`?",
            ("actions/restore-service.find-cause", "--blocked", "--waiting-on", "platform-led"),
        ),
        ("There is no log entry `nothing`.", ("--corrects", "nothing", "97.4")),
        (
            "rate (Success rate now), next (Time of the next update).",
            ("templates/merchants.update", "--sent"),
        ),
        ("next (Time of the next update).", (*UPDATE, "--blank", "rate=97.2", "--blank", "next= ")),
        ("has no blank `rat`. Did you mean `rate`?", (*UPDATE, "--blank", "rat=97.2")),
        ("has no blank `x`. Its blanks: `rate`, `next`.", (*UPDATE, "--blank", "x=97.2")),
        ("write --blank rate=TEXT.", (*UPDATE, "--blank", "rate")),
        ("Say either the words that were sent", (*UPDATE, "All is well.", "--blank", "rate=97.2")),
        ("name one, such as templates/", ("comms/merchants", "--sent", "--blank", "rate=97.2")),
        ("name one, such as templates/", ("comms/merchants", "--blank", "rate=97.2")),
        ("rate is there twice", (*UPDATE, "--blank", "rate=97.2", "--blank", "rate=98")),
        ("name one, such as templates/", (*UPDATE, "--note", "x", "--blank", "rate=97.2")),
        ("Did you mean `templates/merchants.update`?", ("templates/merchants.updat",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_record_says_in_a_sentence_what_is_wrong(
    expected: str, words: tuple[str, ...], folder: Path, run: Run
) -> None:
    """Wrong usage: what to write instead, exit code 2, nothing on the disk."""
    ended = run("-C", folder, "record", *words)

    assert (2, False) == (ended.returncode, (folder / "data" / "log").exists())
    assert expected in ended.stderr


@pytest.mark.parametrize("kind", ["learned", "decided", "note", "declared", "ended"])
def test_record_may_be_about_the_crisis_as_a_whole(kind: str, folder: Path, run: Run) -> None:
    """No entry is named then; a sentence with a slash in it is a sentence."""
    ended = run("-C", folder, "record", f"--{kind}", "Failover and/or rollback", "--by", "platform-lead")

    assert (0, 0) == (ended.returncode, run("-C", folder, "check").returncode)
    assert 'text: "Failover and/or rollback"' in entry(folder, ended)
    assert "about:" not in entry(folder, ended)
    assert ended.stdout.splitlines()[1].endswith("about the crisis as a whole.")


def test_record_makes_the_text_of_a_template(folder: Path, run: Run) -> None:
    """Its message as it was sent, whatever filled its blanks; whom it went to; the facts that it stated."""
    filled = ("--blank", "rate=-97.2 [[x", "--blank", 'next="16:00"\n  = then')
    ended = run("-C", folder, "record", *UPDATE, *filled, "--at", "2026-11-24T08:30", "--by", "incident-lead")

    assert ["Merchants: sent.", "Merchants: Update: sent."] == ended.stdout.splitlines()[1:], ended.stderr
    assert """\
    at: 2026-11-24T08:30
    kind: sent
    by: "incident-lead"
    about:
      - comms/merchants
      - templates/merchants.update
""" in entry(folder, ended)
    assert "-97.2 [[x" in entry(folder, ended)
    assert '\\"16:00\\"\\n  = then' in entry(folder, ended)
    assert '    said:\n      kpis/success-rate.target: "≥ 99.5%"\n' in entry(folder, ended)


@pytest.mark.parametrize(
    ("words", "text", "states"),
    [
        ((*UPDATE, "  \u2212 Now [[x: ≥ 99.5%\n"), '    text: "  \u2212 Now [[x: ≥ 99.5%\\n"\n', True),
        ((*UPDATE, "-5 now"), '    text: "-5 now"\n', False),
        (("comms/merchants", *UPDATE, "--sent"), "", True),
        ((*UPDATE, "--note", "≥ 99.5%"), '    text: "≥ 99.5%"\n', False),
    ],
)
def test_record_keeps_the_words_that_were_sent(
    words: tuple[str, ...],
    text: str,
    states: bool,
    folder: Path,
    run: Run,
) -> None:
    """To the last space, with the facts that stand in them; beside its audience a template needs no words."""
    ended = run("-C", folder, "record", *words, "--by", "incident-lead")

    assert 0 == ended.returncode, ended.stderr
    assert "      - comms/merchants\n      - templates/merchants.update\n" in entry(folder, ended)
    assert text in entry(folder, ended)
    assert (bool(text), states) == ("text:" in entry(folder, ended), "said:" in entry(folder, ended))


def test_record_may_be_about_several_entries(folder: Path, run: Run) -> None:
    """What the words start with are subjects; the state of each is told."""
    ended = run(
        "-C", folder, "record", "actions/restore-service.find-cause", "roles/platform-lead", "--note", "Slow"
    )

    assert "    about:\n      - actions/restore-service.find-cause\n      - roles/platform-lead\n" in entry(
        folder, ended
    )
    assert 3 == len(ended.stdout.splitlines())


def test_record_names_each_entry_once(folder: Path, run: Run) -> None:
    """What was typed twice is one thing that happened."""
    cause = "actions/restore-service.find-cause"
    ended = run("-C", folder, "record", cause, cause, "--done", "--by", "platform-lead")

    assert f"    about:\n      - {cause}\n" == entry(folder, ended).partition('"\n')[2]
    assert 2 == len(ended.stdout.splitlines())


def test_record_tells_when_it_does_not_have_the_last_word(folder: Path, run: Run) -> None:
    """An entry of an earlier moment is kept, and somebody who expects another state is told why."""
    told = ("-C", folder, "record", "actions/restore-service.find-cause")
    run(*told, "--done", "--at", "2026-11-24T08:30")

    earlier = run(*told, "--started", "--at", "2026-11-24T08:00")
    noted = run(*told, "--note", "Root cause in the report", "--at", "2026-11-24T09:00")

    assert ["Find the cause: started recorded; a later entry says done."] == earlier.stdout.splitlines()[1:]
    assert ["Find the cause: note recorded; it stays done."] == noted.stdout.splitlines()[1:]


def test_record_takes_the_moment_by_the_playbooks_clocks(folder: Path, run: Run) -> None:
    """A moment without an offset is the playbook's own; one with an offset is turned into it."""
    summer = ("record", "--ended", "--at")

    assert "at: 2027-07-01T09:00\n" in entry(folder, run("-C", folder, *summer, "2027-07-01T09:00"))
    assert "at: 2027-07-01T10:00\n" in entry(folder, run("-C", folder, *summer, "2027-07-01T09:00Z"))


def test_record_names_who_fills_a_role_where_readers_look_for_it(folder: Path, run: Run) -> None:
    """The words after `--assigned` are who is on duty: the entry's value, not a remark."""
    told = ("record", "roles/platform-lead", "--assigned", "--by", "incident-lead", "The", "night shift")

    ended = run("-C", folder, *told, "--at", "2026-11-24T08:30")

    assert 'value: "The night shift"' in entry(folder, ended)
    assert "text:" not in entry(folder, ended)


def test_record_refuses_what_the_check_would_and_writes_nothing(folder: Path, run: Run) -> None:
    """A moment that nobody can read never reaches the disk."""
    told = ("record", "actions/restore-service.find-cause", "--blocked", "--until", "whenever")
    ended = run("-C", folder, *told)

    assert (1, False) == (ended.returncode, (folder / "data" / "log").exists())
    assert "`whenever` cannot be read" in ended.stdout


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
