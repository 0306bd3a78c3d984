"""Whatever is written when a process dies or the disk fills: the old state or the new, and no debris."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.write import alone, clear_first, write, write_first, write_new_folder, write_one
from tests.dying import MOST, cut_short

Work = Callable[[Path], object]

HOW = pytest.mark.parametrize("refuse", [False, True], ids=["killed", "full"])


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder` with its text, but the lock; folders count as well."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "/"
        for path in sorted(folder.rglob("*"))
        if path.name != ".lock"
    }


def cuts(work: Work, old: Path, *, refuse: bool) -> Iterator[Path]:
    """A copy of `old` for each step at which the work on it can be cut short, right after that."""
    for before in range(MOST):
        folder = Path(shutil.copytree(old, old.with_name(f"cut-{before}")))
        if not cut_short(lambda: work(folder), before, refuse=refuse):  # noqa: B023  called at once
            assert before > 1
            return
        yield folder
    raise AssertionError("It has no end.")


@HOW
def test_a_file_is_as_it_was_or_as_it_is_to_be(tmp_path: Path, refuse: bool) -> None:
    """Nothing of what was cut short is left once the same file, or its neighbour, is written again."""
    old = tmp_path / "old"
    write_one(old / "log" / "a.yml", "old")

    for folder in cuts(lambda folder: write_one(folder / "log" / "a.yml", "new"), old, refuse=refuse):
        after = tree(folder)
        write_one(folder / "log" / "b.yml", "other")

        assert after["log/a.yml"] in ("old", "new")
        assert {"log": "/", "log/a.yml": after["log/a.yml"], "log/b.yml": "other"} == tree(folder)


@HOW
def test_a_new_file_is_there_whole_or_not_at_all(tmp_path: Path, refuse: bool) -> None:
    """As the log entry of a record, in a folder that there was not."""
    old = tmp_path / "old"
    old.mkdir()

    for folder in cuts(lambda folder: write_one(folder / "log" / "a.yml", "new"), old, refuse=refuse):
        held = {name: text for name, text in tree(folder).items() if "/." not in name}
        write_one(folder / "log" / "b.yml", "other")

        assert held.get("log/a.yml", "new") == "new"
        assert [] == [name for name in tree(folder) if "/." in name]


@HOW
@pytest.mark.parametrize(
    "pages", [{"a.md": "new", "b/c.md": "new", "d/e.md": "new"}, {"a.md": "old"}], ids=["all", "fewer"]
)
def test_what_is_generated_is_never_trusted_half_written(
    tmp_path: Path, refuse: bool, pages: dict[str, str]
) -> None:
    """Pages change, go and come; whatever a run left of that, the next makes exactly what is asked."""
    old = tmp_path / "old"
    write({"a.md": "old", "b/c.md": "old", "gone/f.md": "old"}, old / "docs")
    before = tree(old)

    def build(folder: Path) -> None:
        with alone(folder, lambda: None):
            write(pages, folder / "docs")
            write_one(folder / "nav.yml", "new")

    whole = Path(shutil.copytree(old, tmp_path / "whole"))
    build(whole)
    for folder in cuts(build, old, refuse=refuse):
        # Data that are as they were must not hide what a killed run left.
        back = Path(shutil.copytree(folder, tmp_path / "back"))
        with alone(back, lambda: None):
            write({"a.md": "old", "b/c.md": "old", "gone/f.md": "old"}, back / "docs")
        build(folder)
        found = {name: text for name, text in tree(back).items() if name != "nav.yml"}
        shutil.rmtree(back)

        assert tree(whole) == tree(folder)
        assert before == found


@HOW
@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_a_start_is_whole_or_can_be_made_again(tmp_path: Path, refuse: bool, there: bool) -> None:
    """What a start that was cut short has put into the folder goes, and what was there stays."""
    files = {"README.md": "one", "data/playbook.yml": "two", "data/more/roles.yml": "three"}
    old = tmp_path / "old"
    (old / "plan" / ".git" if there else old).mkdir(parents=True)
    before = tree(old)

    for folder in cuts(lambda folder: write_first(files, folder / "plan"), old, refuse=refuse):
        if (folder / "plan").is_dir():
            clear_first(folder / "plan")
        cleared = {name: text for name, text in tree(folder).items() if there or name != "plan"}
        if cleared == before:
            write_first(files, folder / "plan")
        assert files == {
            name.removeprefix("plan/"): text for name, text in tree(folder).items() if text != "/"
        }


def test_a_start_gives_up_nothing_that_somebody_changed(tmp_path: Path) -> None:
    """What a killed start left and a person has edited since is theirs."""
    (tmp_path / ".staging-x" / "data").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    for name, text in ((".staging-x/data/a.yml", "one"), (".staging-x/b.md", "two"), ("b.md", "two")):
        (tmp_path / name).write_text(text)
    (tmp_path / "data" / "a.yml").write_text("one, and mine")

    clear_first(tmp_path)

    assert {"data": "/", "data/a.yml": "one, and mine"} == tree(tmp_path)


@HOW
def test_an_archive_is_whole_or_not_there(tmp_path: Path, refuse: bool) -> None:
    """And the next one takes along what is left of it."""
    old = tmp_path / "old"
    old.mkdir()
    files = {"a.yml": (b"a", 0o644), "plan/b.yml": (b"b", 0o600)}

    for folder in cuts(lambda folder: write_new_folder(files, folder / "run"), old, refuse=refuse):
        held = {name for name in tree(folder) if name.startswith("run")}
        write_new_folder(files, folder / "another")

        assert held in (set(), {"run", "run/a.yml", "run/plan", "run/plan/b.yml"})
        assert [] == [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    """Neither the folder that is held, nor its lock, nor what is staged may lead elsewhere."""
    (tmp_path / "mine").mkdir()
    letter = tmp_path / "mine" / "letter.md"
    letter.write_text("kept")
    (tmp_path / "build").symlink_to("mine")
    with pytest.raises(NotADirectoryError), alone(tmp_path / "build", lambda: None):
        pass
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / ".lock").symlink_to(letter)
    with pytest.raises(OSError, match="symbolic links"), alone(tmp_path / "made", lambda: None):
        pass
    (tmp_path / "made" / ".staging-nav.yml").symlink_to(letter)
    write_one(tmp_path / "made" / "nav.yml", "new")

    assert {"letter.md": "kept"} == tree(tmp_path / "mine")
    assert {".lock", "nav.yml"} == {path.name for path in (tmp_path / "made").iterdir()}
