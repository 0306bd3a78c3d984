"""What counts as a save, and when whoever saves is done."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from generator.preview import saves, snapshot, watch
from generator.preview.watch import Snapshot
from tests.hostile_folders import FOLDERS

Step = Callable[[], object]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with two data files and what is no source of a site."""
    (tmp_path / "data" / "log").mkdir(parents=True)
    for name in ("data/playbook.yml", "data/log/first.yml", "notes.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def nothing() -> None:
    """A moment in which nobody saves."""


def writing(path: Path, text: str) -> Step:
    """A step that writes a file."""
    return lambda: path.write_text(text, encoding="utf-8")


def collected(root: Path, *steps: Step) -> list[set[str]]:
    """What each save names; between two looks one step is taken."""
    found: list[set[str]] = []
    left = iter(steps)

    def rest(_: float) -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    with suppress(KeyboardInterrupt):
        for names in saves(root, rest):
            found.append(set(names))  # noqa: PERF401  what was told before the end is what counts
    return found


def test_a_save_is_told_once(root: Path) -> None:
    """What is written, added and removed is named; where nothing more is saved nothing more is told."""
    added, gone = root / "content" / "guide.md", root / "data" / "log" / "first.yml"

    found = collected(
        root,
        nothing,
        writing(root / "data" / "playbook.yml", "other"),
        nothing,
        added.parent.mkdir,
        writing(added, "# Guide"),
        nothing,
        nothing,
        gone.unlink,
        nothing,
        nothing,
    )

    assert [{"data/playbook.yml"}, {"content/guide.md"}, {"data/log/first.yml"}] == found


def test_waiting_for_its_turn_makes_no_look_rarer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While pages are made a look takes longer, and costs no more; a save is told as soon."""
    rests: list[float] = []

    def slow(folder: Path) -> Snapshot:
        time.sleep(0.02)
        return snapshot(folder)

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch, "snapshot", slow)
    with suppress(KeyboardInterrupt):
        next(saves(root, rest))

    assert max(rests) < 0.1


def test_many_files_are_one_save(root: Path) -> None:
    """While files go on changing, as in a checkout, nobody is bothered."""
    names = [root / "data" / f"{number}.yml" for number in range(4)]

    found = collected(root, nothing, *(writing(name, "x") for name in names), nothing, nothing)

    assert [{f"data/{number}.yml" for number in range(4)}] == found


@pytest.mark.parametrize("name", [".playbook.yml.swp", "playbook.yml~", "4913", "#playbook.yml#", ".git"])
def test_what_editors_leave_for_a_moment_is_no_save(root: Path, name: str) -> None:
    """Nor is anything outside the sources: what a build or a preview makes does not start it again."""
    passing, made = writing(root / "data" / name, "x"), writing(root / "notes.txt", "y")

    found = collected(root, nothing, passing, nothing, made, nothing, nothing)

    assert [] == found


def test_saving_by_renaming_is_a_save(root: Path) -> None:
    """Many editors write a file beside and put it into the old one's place, at times with its old date."""
    old = root / "data" / "playbook.yml"
    beside = root / "data" / ".new"

    def replace() -> None:
        beside.write_text(old.read_text(encoding="utf-8").upper(), encoding="utf-8")
        shutil.copystat(old, beside)
        beside.replace(old)

    found = collected(root, nothing, replace, nothing, nothing)

    assert [{"data/playbook.yml"}] == found


def test_a_folder_may_go_and_come_back(root: Path) -> None:
    """While there is no data folder everything in it is gone; nothing stops."""
    away = root / "away"

    found = collected(
        root,
        nothing,
        lambda: (root / "data").rename(away),
        nothing,
        lambda: away.rename(root / "data"),
        nothing,
        nothing,
    )

    assert [{"data/playbook.yml", "data/log/first.yml"}] * 2 == found


def test_what_was_saved_before_the_first_look_is_told(root: Path) -> None:
    """Nothing is lost between the first reading of the sources and the watch over them."""
    known = snapshot(root)
    (root / "data" / "playbook.yml").write_text("other", encoding="utf-8")

    names = next(saves(root, lambda _: None, known))

    assert {"data/playbook.yml"} == set(names)


def test_folders_nested_deeper_than_python_calls_are_seen(tmp_path: Path) -> None:
    """Nobody makes such, but what watches must not die of them."""
    (tmp_path / "data").mkdir()
    FOLDERS["folders 1,500 deep"].make(tmp_path)
    seen = [name.count("/") for name in snapshot(tmp_path)]
    # Python's own removing goes no deeper than its calls.
    subprocess.run(["rm", "-rf", tmp_path / "data"], check=True)

    assert [1501] == seen
