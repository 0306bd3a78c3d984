"""`playbook review`, as a person runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

OUTAGE = Path(__file__).resolve().parents[1] / "fixtures" / "outage"
AT = ("--at", "2026-11-26T14:00")


@pytest.fixture
def outage(tmp_path: Path) -> Path:
    """A copy of the crisis that is a few days old."""
    return Path(shutil.copytree(OUTAGE, tmp_path / "outage"))


def undeclared(folder: Path) -> None:
    """Take T0 away."""
    overview = folder / "data" / "playbook.yml"
    lines = overview.read_text(encoding="utf-8").splitlines(keepends=True)
    overview.write_text("".join(line for line in lines if "activated:" not in line), encoding="utf-8")


def archived(folder: Path, run_id: str) -> None:
    """The plan as it stands, with its log, once more as a run that is over."""
    place = folder / "data" / "log" / run_id
    (place / "plan").mkdir(parents=True)
    for file in (folder / "data").glob("*.yml"):
        shutil.copy(file, place if file.name == "log.yml" else place / "plan")


def test_the_draft_comes_on_stdout(outage: Path, run: Run) -> None:
    """Ready for a file; --at is what the run is reviewed for."""
    done = run("-C", outage, *AT, "review")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("# Post-mortem, draft: Card payments outage\n")
    assert "- **Length:** 3 days 5 h until Thu 26 Nov 2026 14:00, and going on\n" in done.stdout


def test_a_run_that_is_over_is_drafted_by_its_id(outage: Path, run: Run) -> None:
    """From its own plan and log, whatever has become of the playbook since."""
    archived(outage, "last-time")
    undeclared(outage)
    done = run("-C", outage, *AT, "review", "last-time")

    assert 0 == done.returncode
    assert "- **Run:** last-time\n" in done.stdout


def test_without_a_run_there_is_nothing_to_draft(outage: Path, run: Run) -> None:
    """One sentence, which names the runs that there are; nothing goes to the file."""
    undeclared(outage)
    alone = run("-C", outage, *AT, "review")
    shutil.copy(OUTAGE / "data" / "playbook.yml", outage / "data" / "playbook.yml")
    archived(outage, "last-time")
    undeclared(outage)
    beside = run("-C", outage, *AT, "review")

    assert (2, "") == (alone.returncode, alone.stdout)
    assert (
        "Error: Nothing is declared: without `playbook.activated` there is nothing to review.\n"
        == alone.stderr
    )
    assert (2, "") == (beside.returncode, beside.stdout)
    assert beside.stderr.endswith("Runs that are over: last-time; name one.\n")


def test_an_unknown_run_is_answered_with_the_nearest(outage: Path, run: Run) -> None:
    """The one that goes on has a name, too: T0's date."""
    done = run("-C", outage, *AT, "review", "2026-11-32")

    assert (2, "") == (done.returncode, done.stdout)
    assert "Error: There is no run `2026-11-32`. Did you mean `2026-11-23`?\n" == done.stderr
    assert 0 == run("-C", outage, *AT, "review", "2026-11-23").returncode


def test_errors_of_the_data_never_reach_the_draft(outage: Path, run: Run) -> None:
    """Nor does anything else: stdout stays empty, stderr says what `check` says."""
    (outage / "data" / "bad.yml").write_text("roles: {nobody: {titel: x}}\n", encoding="utf-8")
    checked = run("-C", outage, *AT, "check")
    done = run("-C", outage, *AT, "review")

    assert (1, "") == (done.returncode, done.stdout)
    assert "data/bad.yml:1:" in done.stderr
    assert [line for line in checked.stdout.splitlines() if "error[" in line] == [
        line for line in done.stderr.splitlines() if "error[" in line
    ]
