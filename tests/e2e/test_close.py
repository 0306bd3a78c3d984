"""`playbook close` as a leader runs it: the run archived for ever, the playbook ready for the next."""

from __future__ import annotations

import os
import re
import shutil
import stat
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from generator.cli.close import carry_out, closing_of
from generator.close import Wish
from tests.e2e.conftest import Run

OUTAGE = Path(__file__).resolve().parents[1] / "fixtures" / "outage"
END = ("--at", "2026-11-30T17:00")


@pytest.fixture
def outage(tmp_path: Path) -> Path:
    """A crisis of a day, with its log in one file."""
    return Path(shutil.copytree(OUTAGE, tmp_path / "outage"))


def data(folder: Path) -> dict[str, bytes]:
    """Every data file by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.glob("data/**/*.yml")}


def test_a_run_is_closed_and_the_playbook_is_ready_for_the_next(outage: Path, run: Run) -> None:
    """The files that change are told, and what to do with them; the check finds no error."""
    ended = run("-C", outage, "close", *END, "--by", "incident-lead", "All cards work again.")

    assert (0, "") == (ended.returncode, ended.stderr)
    assert [
        "new: data/log/2026-11-23/ (log entries: 11; the plan as it stood: plan/)",
        "moved there: data/log.yml",
        "changed: data/playbook.yml",
        "The run 2026-11-23 ended 2026-11-30 17:00. Its review: /review/2026-11-23/",
        'Review and commit: git add --all data && git commit --message "Close 2026-11-23"',
    ] == ended.stdout.splitlines()
    assert 0 == run("-C", outage, "check").returncode
    told = next((outage / "data" / "log" / "2026-11-23").glob("*-ended-*.yml")).read_text(encoding="utf-8")
    assert 'text: "All cards work again."' in told


def test_a_dry_run_says_the_same_and_changes_nothing(outage: Path, run: Run) -> None:
    """Not a file is written, nor a folder made."""
    before = sorted(outage.rglob("*"))

    looked = run("-C", outage, "close", *END, "--dry-run")
    done = run("-C", outage, "close", *END)

    assert looked.stdout.splitlines()[:-1] == done.stdout.splitlines()[:3]
    assert "Nothing was changed; without --dry-run it would be." == looked.stdout.splitlines()[-1]
    shutil.rmtree(outage)
    shutil.copytree(OUTAGE, outage)
    run("-C", outage, "close", *END, "--dry-run")
    assert before == sorted(outage.rglob("*"))


def test_closed_once_there_is_nothing_left_to_close(outage: Path, run: Run) -> None:
    """Said again it is refused in one sentence, and nothing changes."""
    run("-C", outage, "close", *END)
    before = data(outage)

    again = run("-C", outage, "close", *END)
    named = run("-C", outage, "close", "2026-11-23")

    assert (2, "", "Error: There is no run to close: the playbook has no T0 (`activated`).\n") == (
        again.returncode,
        again.stdout,
        again.stderr,
    )
    assert (2, "Error: The run `2026-11-23` is archived already, and no other has begun.\n") == (
        named.returncode,
        named.stderr,
    )
    assert before == data(outage)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Our-Run", *END), "`Our-Run` cannot be the name of a run"),
        (("--at", "2026-11-23T08:00"), "The log goes on until 2026-11-24 02:00"),
        (("--at", "yesterday"), "`yesterday` is not a moment"),
        (("--by", "nobody", *END), "There is no role `nobody`."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    outage: Path, run: Run, words: tuple[str, ...], sentence: str
) -> None:
    """Exit code 2, and nothing changes."""
    before = data(outage)

    ended = run("-C", outage, "close", *words)

    assert (2, "", 1) == (ended.returncode, ended.stdout, len(ended.stderr.splitlines()))
    assert sentence in ended.stderr
    assert before == data(outage)


def test_a_plan_that_names_the_log_is_told_where(outage: Path, run: Run) -> None:
    """As a check tells it; nothing changes."""
    page = outage / "content" / "after.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# After\n\nSee [[log/2026-11-23-1140-cause-found]].\n", encoding="utf-8")
    before = data(outage)

    ended = run("-C", outage, "close", *END)

    assert 1 == ended.returncode
    assert "content/after.md:3:5: error[names-the-log]" in ended.stdout
    assert before == data(outage)


def test_files_keep_their_modes(outage: Path, run: Run) -> None:
    """Who could read a file before can read it after, and nobody else."""
    (outage / "data" / "playbook.yml").chmod(0o600)
    (outage / "data" / "people.yml").chmod(0o640)

    run("-C", outage, "close", *END)

    archive = outage / "data" / "log" / "2026-11-23"
    files = [outage / "data/playbook.yml", archive / "plan/playbook.yml", archive / "plan/people.yml"]
    assert [0o600, 0o600, 0o640] == [stat.S_IMODE(file.stat().st_mode) for file in files]


def test_a_folder_that_cannot_be_written_changes_nothing(
    outage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine's refusal comes before the first change, also where only the last one is refused."""
    closed_to_us = outage / "data" / "log" / "day-2"
    closed_to_us.mkdir(parents=True)
    (outage / "data" / "log.yml").rename(closed_to_us / "log.yml")
    before = data(outage)
    # Whoever runs the tests may be allowed everything.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed_to_us)
    wish = Wish(datetime(2026, 11, 30, 17, 0, tzinfo=UTC), "0000")

    with pytest.raises(PermissionError, match="day-2"):
        carry_out(closing_of(outage, wish), outage)

    assert before == data(outage)


def text_of(page: Path) -> str:
    """What a page says, without where its links lead."""
    body = page.read_text(encoding="utf-8").partition("<article")[2].rpartition("</article>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", body)).split())


def test_the_review_of_a_run_stays_whatever_becomes_of_the_plan(outage: Path, run: Run) -> None:
    """Roles are renamed, entries go, a new crisis begins: its page says the same, and no link breaks."""
    run("-C", outage, "close", *END)
    first = run("-C", outage, "build")
    page = outage / "site" / "review" / "2026-11-23" / "index.html"
    before = text_of(page)
    people = outage / "data" / "people.yml"
    people.write_text(people.read_text(encoding="utf-8").replace("Incident lead", "Somebody else"))
    for name in ("numbers.yml", "response.yml", "talk.yml"):
        (outage / "data" / name).unlink()
    playbook = outage / "data" / "playbook.yml"
    text = re.sub(r"see \[\[[^]]*\]\]", "over", playbook.read_text(encoding="utf-8"))
    playbook.write_text(text.replace("  declare_when", "  activated: 2027-01-04T08:00\n  declare_when"))

    second = run("-C", outage, "build")

    assert (0, 0) == (first.returncode, second.returncode), first.stdout + second.stdout
    assert "Expired certificate on the second node." in before
    assert before == text_of(page)
