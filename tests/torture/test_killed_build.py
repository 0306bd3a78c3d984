"""A build that is killed at random moments: readers have the old site or the new one, the next build works.

A few rounds here; `make torture` runs many (TORTURE_ROUNDS), half of them against the whole group of
processes, half against the program alone, which leaves the builder and the link checker without it.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from itertools import count
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT, PROGRAM, git

KILLS = 2 * int(os.environ.get("TORTURE_ROUNDS", "0")) or 5
SMALL = Path(__file__).resolve().parents[1] / "fixtures" / "small"

#: What a build makes, as against what people write.
MADE = ("site", "build")

TITLES = ("title: Card payments outage ", "title: Card payments are down ")

Digest = dict[str, str]


def states(folder: Path, *names: str) -> Digest:
    """Every file and folder below these of a playbook, or of all that people write: mode and digest."""
    found = [folder / name for name in names] or [
        path for path in folder.iterdir() if path.name not in MADE and not path.name.startswith(".site-new-")
    ]
    paths = [path for top in found for path in (top, *top.rglob("*"))]
    return {
        path.relative_to(folder).as_posix(): f"{path.stat().st_mode:o} "
        + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for path in paths
    }


def started(folder: Path) -> subprocess.Popen[bytes]:
    """A build in a group of its own, which says nothing to anybody."""
    return subprocess.Popen(
        [PROGRAM, "build"],
        cwd=folder,
        env={**ENVIRONMENT, "SOURCE_DATE_EPOCH": "1795000000"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def built(folder: Path) -> float:
    """The seconds of a build that nobody disturbs; its failure is the test's."""
    begun = time.monotonic()
    assert started(folder).wait() == 0
    return time.monotonic() - begun


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    """One playbook before and after an edit that every page shows; the one after is built."""
    before = Path(shutil.copytree(SMALL, tmp_path / "before"))
    (before / ".gitignore").write_text("/build/\n/site/\n/.site-*/\n", encoding="utf-8")
    git(before, "init", "-q", "-b", "main")
    git(before, "add", ".")
    git(before, "commit", "-qm", "The plan")
    after = Path(shutil.copytree(before, tmp_path / "after"))
    data = after / "data" / "everything.yml"
    text = data.read_text(encoding="utf-8")
    assert TITLES[0] in text
    data.write_text(text.replace(*TITLES, 1), encoding="utf-8")
    built(after)
    return before, after


def test_a_build_killed_at_any_moment_leaves_a_whole_site(
    plans: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the byte and the mode; what people wrote is untouched, and nothing is left after the next build."""
    whole = built(plans[0])
    folder = Path(shutil.copytree(plans[0], tmp_path / "plan"))
    chance = random.Random(KILLS)
    seen: Counter[str] = Counter()
    for number in count():
        if seen["killed"] == KILLS:
            break
        old, new = plans if number % 2 == 0 else reversed(plans)
        shutil.copy(new / "data" / "everything.yml", folder / "data")
        running = started(folder)
        time.sleep(chance.uniform(0, whole * 1.05))
        if number // 2 % 2:
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
        code = running.wait()
        after = states(folder, "site")
        found = {str(states(old, "site")): "old", str(states(new, "site")): "new"}.get(str(after), "damaged")
        # Some are over before it comes to that.
        if code == -signal.SIGKILL:
            seen.update(("killed", found))

        assert found != "damaged"
        assert states(new) == states(folder)

        # A busy machine takes longer at one time than at another.
        whole = built(folder)

        assert states(new, "site") == states(folder, "site")
        assert states(new, "build") == states(folder, "build")
        assert [] == [path.name for path in folder.glob(".site-new-*")]
    with capsys.disabled():
        print(f"\nBuilds killed, and the site after each: {dict(seen)}")  # noqa: T201  figures for the docs
