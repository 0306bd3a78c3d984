"""A run that is ended, refused or not alone: a code of its own, one sentence, and no site but a whole one."""

from __future__ import annotations

import re
import signal
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.write import alone
from tests.e2e.conftest import PROGRAM
from tests.mounts import in_own_mounts
from tests.running import SECONDS, begun, has_open, until


@pytest.fixture
def plan(folder: Path) -> Path:
    """A playbook with a site that no build makes: whatever changes it is seen."""
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("old", encoding="utf-8")
    return folder


def left(folder: Path) -> tuple[str, list[str]]:
    """The old site's text, and what stands in the folder that nobody put there."""
    known = {"build", "content", "data", "site"}
    return (folder / "site" / "index.html").read_text(encoding="utf-8"), sorted(
        path.name for path in folder.iterdir() if path.name not in known
    )


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_build_that_is_told_to_end_clears_up(plan: Path, name: str, code: int) -> None:
    """While the builder is at work; it ends as well, and the exit code says what ended it."""
    build = begun(plan, "build")
    until(lambda: [*plan.glob(".site-new-*/site")])
    build.send_signal(getattr(signal, name))
    said, complaint = build.communicate(timeout=SECONDS)

    assert (code, "", "") == (build.returncode, said, complaint.strip())
    assert ("old", []) == left(plan)


def test_nobody_who_reads_is_no_fault_of_the_data(plan: Path) -> None:
    """As in `playbook build | head -0`: an exit code of its own, and not a word."""
    (plan / "data" / "wrong.yml").write_text("risks: {r: {title: R, owner: nobody}}\n", encoding="utf-8")
    with begun(plan, "build") as build:
        assert build.stdout is not None
        assert build.stderr is not None
        build.stdout.close()
        complaint = build.stderr.read()

    assert (141, "") == (build.returncode, complaint)
    assert ("old", []) == left(plan)


@pytest.mark.parametrize(("blocks", "who"), [(4, ""), (200, "The site builder could not go on: ")])
def test_where_nothing_more_can_be_written_a_sentence_says_what_helps(
    plan: Path, blocks: int, who: str
) -> None:
    """A limit on files stands for a full disk wherever there is none: our own pages, then the builder's."""
    limited = ("bash", "-c", f'ulimit -f {blocks}; exec "$@"', "bash", PROGRAM, "-C", plan, "build")
    done = subprocess.run(limited, capture_output=True, text=True, check=False, timeout=SECONDS)
    sentence = rf"Error: {who}File too large.*\. Raise the limit for the size of files .*\n"

    assert (3, "") == (done.returncode, done.stdout)
    assert re.fullmatch(sentence, done.stderr), done.stderr
    assert ("old", []) == left(plan)
    assert {".lock", "docs", "nav.yml", "mkdocs.yml"} >= {path.name for path in (plan / "build").iterdir()}


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("site", "Device or resource busy: site. If something is mounted there, mount the folder above it"),
        ("build", "Read-only file system: build/.lock. Make that writable for whoever runs this"),
        (".", "Read-only file system: build/.lock. Make that writable for whoever runs this"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(plan: Path, place: str, sentence: str) -> None:
    """Also to an administrator: the file system itself refuses, and the old site stays."""
    (plan / "build").mkdir()
    frozen = f'mount --bind "$1/{place}" "$1/{place}" && mount -o remount,ro,bind "$1/{place}" && cd "$1" && '
    # The folder is entered anew, for what is mounted on it lies above the one that was entered before.
    done = in_own_mounts(f'{frozen} exec "$2" build', plan, PROGRAM)

    assert (3, f"Error: {sentence}, then run it again.") == (
        done.returncode,
        done.stderr.strip().replace(" instead, then", ", then"),
    )
    assert ("old", []) == left(plan)


def test_two_that_add_an_entry_at_once_both_do(plan: Path) -> None:
    """To the same file: the second reads what the first has written."""
    with ExitStack() as stack:
        stack.enter_context(alone(plan / "build", lambda: None))
        adding = [begun(plan, "new", "risks", f"risk-{number}") for number in range(2)]
        until(lambda: all(has_open(one.pid, plan / "build" / ".lock") for one in adding))
    ended = [(one.communicate(timeout=SECONDS)[1], one.returncode) for one in adding]
    written = "".join(path.read_text(encoding="utf-8") for path in (plan / "data").rglob("*.yml"))

    assert [("", 0)] * 2 == ended
    assert [1, 1] == [written.count(f"\n  risk-{number}:") for number in range(2)]
