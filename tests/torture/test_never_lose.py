"""Publishers that race and are killed: readers always find a whole site, and nothing that was frozen goes.

A few rounds here; `make torture` runs many (TORTURE_ROUNDS).
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT, PROGRAM, Clone, git, started

ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "2"))


@pytest.mark.parametrize("number", range(ROUNDS))
def test_three_publishers_at_once_all_arrive(tmp_path: Path, number: int) -> None:
    """Each freezes its milestone, the newest build is `latest`, and what stood there stays to the byte."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.below("1.0")
    clones = []
    for day, version in ((2, "2.0"), (3, "3.0"), (4, "4.0")):
        clone.milestone(version, f"Of {version}", day=day)
        git(clone.folder, "push", "-q", "origin", "main")
        # Odd rounds know no history, as a checkout in a workflow.
        other = host.clone(f"clone-{version}", *(["--depth=1"] if number % 2 else []))
        other.fake_build(version, f"Of {version}", day=day)
        clones.append(other)
    random.Random(number).shuffle(clones)
    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(lambda other: other.run("publish"), clones))

    assert [0, 0, 0] == [done.returncode for done in ended], [done.stderr for done in ended]
    assert {"latest", "1.0", "2.0", "3.0", "4.0"} == set(host.versions())
    assert (before, True) == (host.below("1.0"), host.is_whole())
    assert "Of 4.0" in host.read("latest/index.html")


@pytest.mark.parametrize("number", range(ROUNDS))
def test_publishing_withdrawing_and_pruning_at_once_all_happen(tmp_path: Path, number: int) -> None:
    """Pruning replaces the history under the others; none of what they do is lost."""
    host, clone = started(tmp_path)
    clone.publish()
    for day, version in ((2, "2.0"), (3, "3.0")):
        clone.milestone(version, day=day)
        git(clone.folder, "push", "-q", "origin", "main")
        clone.publish()
    before = host.below("2.0")
    clone.milestone("4.0", day=4)
    git(clone.folder, "push", "-q", "origin", "main")
    publishing = host.clone("publishing")
    publishing.fake_build("4.0", day=4)
    calls = [
        (publishing, ("publish",)),
        (host.clone("withdrawing"), ("withdraw", "3.0", "--because", "Wrong")),
        (host.clone("pruning"), ("versions", "--prune", "3")),
    ]
    random.Random(number).shuffle(calls)
    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(lambda call: call[0].run(*call[1]), calls))

    assert [0, 0, 0] == [done.returncode for done in ended], [done.stderr for done in ended]
    assert {"latest", "2.0", "3.0", "4.0"} <= set(host.versions())
    assert before == host.below("2.0")
    assert "withdrawn" in host.versions()["3.0"]["properties"]


def how_long(clone: Clone) -> float:
    """Seconds that a publishing takes here."""
    begun = time.monotonic()
    clone.publish("--branch", "trial")
    return time.monotonic() - begun


def killed(clone: Clone, after: float) -> int:
    """The exit code of a publishing that is killed, with all that it started, after so many seconds."""
    running = subprocess.Popen(
        [PROGRAM, "publish"],
        cwd=clone.folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
    return running.wait()


def settled(clone: Clone) -> None:
    """Waits until no push that outlived its publisher is under way."""
    while any(str(clone.folder).encode() in command for command in commands()):
        time.sleep(0.05)


def commands() -> Iterator[bytes]:
    """The command line of every process."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            yield path.read_bytes()


def test_a_publisher_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    """The next run succeeds, and leaves nothing behind of the one that was killed."""
    host, clone = started(tmp_path)
    clone.publish()
    whole = how_long(clone)
    chance = random.Random(ROUNDS)
    for number in range(ROUNDS):
        version = f"2.{number}"
        clone.milestone(version, day=2, pages=3 + number % 3)
        frozen = {name: host.below(name) for name in host.versions() if name != "latest"}
        killed(clone, chance.uniform(0, whole * 1.1))
        settled(clone)

        assert host.is_whole()
        assert frozen == {name: host.below(name) for name in frozen}

        clone.publish()

        assert host.is_whole()
        assert version in host.versions()
        assert [] == list((clone.folder / "build").glob(".site-new-*"))
