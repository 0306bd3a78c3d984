"""Every hostile file and folder against `check` and `build`, and against every other command that reads data.

One in twenty here, beside the few of tests/e2e/test_hostile_files.py; `make torture` (TORTURE_ROUNDS): all.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile_content import CONTENT, SETTINGS
from tests.hostile_files import CASES, PLAYBOOK, codes_in, unplaced
from tests.hostile_folders import FOLDERS
from tests.measured import LINES, SECONDS, measured
from tests.publishing import git

EVERY = {**CASES, **FOLDERS, **CONTENT, **SETTINGS}

#: What is wrong in a page or in the settings may be the site builder's to find.
CHECKED = {**CASES, **FOLDERS}
STEP = 1 if "TORTURE_ROUNDS" in os.environ else 20
SOUND = [name for name, case in CHECKED.items() if not case.codes][::STEP]
WRONG = [name for name, case in EVERY.items() if case.codes][::STEP]
PAGES = [name for name, case in {**CONTENT, **SETTINGS}.items() if not case.codes][::STEP]

#: What changed is told as a whole, however long: nobody may miss the one change that matters.
LINES_OF = {"diff": math.inf}

#: The site builder itself takes longer than a check.
SECONDS_FOR_A_PAGE = 20

COMMANDS = {
    "diff": ("diff", "HEAD"),
    "new": ("new", "risks", "another"),
    "record": ("record", "--note", "A note"),
    "close": ("close", "--dry-run", "It is over"),
    "review": ("review",),
    "publish": ("publish", "--dry-run"),
}


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """A playbook in a repository, with the site that was built last."""
    root = tmp_path / "plan"
    for name, text in {"data/playbook.yml": PLAYBOOK, "site/index.html": "The site of before."}.items():
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The plan")
    yield root
    # Folders may be nested deeper than Python's own removing goes.
    subprocess.run(["rm", "-rf", root], check=True)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_stops_a_build(root: Path, name: str) -> None:
    """Exit 1, each error at its place, no traceback; bounded time, memory and lines; the site untouched."""
    EVERY[name].make(root)
    ended = measured("-C", root, "build")

    assert (1, (), EVERY[name].codes) == (ended.code, ended.excess, codes_in(ended.said)), ended.said[-2000:]
    assert [] == unplaced(ended.said)
    assert [root / "site/index.html"] == [*(root / "site").iterdir()]


@pytest.mark.parametrize("name", SOUND)
def test_what_is_only_large_or_odd_is_checked(root: Path, name: str) -> None:
    """Exit 0, within the same bounds."""
    EVERY[name].make(root)
    ended = measured("-C", root, "check")

    assert (0, ()) == (ended.code, ended.excess), ended.said[-2000:]


@pytest.mark.parametrize("name", PAGES)
def test_an_odd_page_is_built(root: Path, name: str) -> None:
    """Exit 0, in seconds."""
    EVERY[name].make(root)
    ended = measured("-C", root, "build")

    assert (0, ()) == (ended.code, ended.beyond(SECONDS_FOR_A_PAGE)), ended.said[-2000:]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", [*CHECKED][::STEP])
def test_every_command_ends_cleanly(root: Path, name: str, command: str) -> None:
    """Whatever it does with the file: no traceback, bounded time, memory and (but for `diff`) lines."""
    EVERY[name].make(root)
    ended = measured("-C", root, *COMMANDS[command])

    excess = ended.beyond(2 * SECONDS, LINES_OF.get(command, LINES))

    assert (True, ()) == (ended.code in (0, 1, 2), excess), ended.said[-2000:]


@pytest.mark.parametrize("name", [*CASES][::STEP])
def test_an_older_plan_with_it_is_compared_or_refused(root: Path, name: str) -> None:
    """What an older revision holds is as hostile as what the newest does."""
    EVERY[name].make(root)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The hostile file")
    shutil.rmtree(root / "data")
    git(root, "checkout", "-q", "HEAD~1", "--", "data")
    ended = measured("-C", root, "diff", "HEAD")

    excess = ended.beyond(2 * SECONDS, LINES_OF["diff"])

    assert (True, ()) == (ended.code in (0, 1), excess), ended.said[-2000:]
