"""Which moment counts as now."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from generator.moment import MomentError, now

CLOCK = datetime(2030, 1, 1, tzinfo=UTC)


def commit(folder: Path, when: str) -> None:
    """A repository in `folder` whose one commit was made then."""
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(
        ["git", "-C", str(folder), *who, "commit", "-q", "--allow-empty", "-m", "x"],
        check=True,
        env={"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "PATH": "/usr/bin:/bin"},
    )


def test_what_is_asked_for_wins(tmp_path: Path) -> None:
    """`--at` counts before the environment, and is UTC unless it says otherwise."""
    asked = now("2026-11-23T09:00", {"SOURCE_DATE_EPOCH": "0"}, tmp_path, CLOCK)

    assert datetime(2026, 11, 23, 9, tzinfo=UTC) == asked


def test_an_offset_is_kept(tmp_path: Path) -> None:
    """A moment with an offset is that moment."""
    asked = now("2026-11-23T09:00+02:00", {}, tmp_path, CLOCK)

    assert datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=2))) == asked


def test_the_environment_counts_before_the_commit(tmp_path: Path) -> None:
    """A reproducible build states its own moment."""
    commit(tmp_path, "2026-01-02T03:04:05Z")

    assert datetime(1970, 1, 1, tzinfo=UTC) == now(None, {"SOURCE_DATE_EPOCH": "0"}, tmp_path, CLOCK)


def test_the_commit_counts_before_the_clock(tmp_path: Path) -> None:
    """The same commit makes the same bytes."""
    commit(tmp_path, "2026-01-02T03:04:05Z")

    assert datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) == now(None, {}, tmp_path, CLOCK)


def test_without_anything_the_clock_counts(tmp_path: Path) -> None:
    """A folder that is no repository has only the clock."""
    assert CLOCK == now(None, {}, tmp_path, CLOCK)


@pytest.mark.parametrize(
    ("at", "epoch"),
    [
        ("soon", ""),
        ("2026-02-30", ""),
        ("0001-01-01", ""),
        ("9999-12-31T23:59", ""),
        (None, "x"),
        (None, "-1"),
        (None, "4294967296"),
        (None, "9" * 30),
    ],
)
def test_an_unreadable_moment_is_one_sentence(at: str | None, epoch: str, tmp_path: Path) -> None:
    """What a person typed wrong is told, not guessed."""
    with pytest.raises(MomentError, match=r"is not a moment|out of reach|must be a whole number"):
        now(at, {"SOURCE_DATE_EPOCH": epoch}, tmp_path, CLOCK)


def test_a_commit_out_of_reach_does_not_count(tmp_path: Path) -> None:
    """A commit whose clock was wrong stops nobody: the machine's own moment is taken."""
    commit(tmp_path, "@9999999999 +0000")

    assert CLOCK == now(None, {}, tmp_path, CLOCK)


def test_data_that_nobody_committed_are_of_now(tmp_path: Path) -> None:
    """What was recorded a minute ago lies in the past, also before it is committed."""
    commit(tmp_path, "2026-01-02T03:04:05Z")
    log = tmp_path / "data" / "log"
    log.mkdir(parents=True)
    (log / "new.yml").write_text("log: {}\n", encoding="utf-8")

    assert CLOCK == now(None, {}, tmp_path, CLOCK)


def test_what_else_is_changed_leaves_the_commits_moment(tmp_path: Path) -> None:
    """A page or a program that is being written does not make another day of it."""
    commit(tmp_path, "2026-01-02T03:04:05Z")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")

    assert datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) == now(None, {}, tmp_path, CLOCK)
