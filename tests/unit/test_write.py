"""The only writer of build/: unchanged files stay untouched, orphans go, nothing leaves the folder."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.write import Written, alone, write, write_first, write_new_folder, write_one


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder` with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def test_the_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    """After a write the folder holds the given files, text as UTF-8, and says what it did."""
    done = write({"index.md": "Grüße", "roles/lead.md": b"x"}, tmp_path / "docs")

    assert {"index.md": "Grüße", "roles/lead.md": "x"} == tree(tmp_path / "docs")
    assert Written(("index.md", "roles/lead.md"), (), ()) == done


def test_a_second_write_touches_nothing(tmp_path: Path) -> None:
    """A second run with the same files leaves every file's and folder's time of change alone."""
    files = {"index.md": "one", "roles/lead.md": "two"}
    write(files, tmp_path)
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.utime(path, (1, 1))

    done = write(files, tmp_path)

    assert Written((), ("index.md", "roles/lead.md"), ()) == done
    assert {1.0} == {path.stat().st_mtime for path in (tmp_path, *tmp_path.rglob("*"))}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A changed file is written, its unchanged neighbour is not."""
    write({"a.md": "one", "b.md": "two"}, tmp_path)

    done = write({"a.md": "one", "b.md": "three"}, tmp_path)

    assert Written(("b.md",), ("a.md",), ()) == done


def test_orphans_go_with_their_empty_folders(tmp_path: Path) -> None:
    """A file that is no longer made goes, and so does the folder that it leaves empty."""
    write({"a.md": "one", "roles/deep/lead.md": "two"}, tmp_path)

    done = write({"a.md": "one"}, tmp_path)

    assert Written((), ("a.md",), ("roles/deep/lead.md",)) == done
    assert [tmp_path / "a.md"] == list(tmp_path.rglob("*"))


def test_file_and_folder_may_change_places(tmp_path: Path) -> None:
    """A page that becomes a folder of pages, and the reverse, are written in one go."""
    write({"a": "file", "b/page.md": "page"}, tmp_path)

    write({"a/page.md": "page", "b": "file"}, tmp_path)

    assert {"a/page.md": "page", "b": "file"} == tree(tmp_path)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../out.md", "a/../../out.md", "", ".", "a//b", "a/", "a\0b"]
)
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """Absolute paths, parents and empty parts are bugs, told before anything is written."""
    with pytest.raises(ValueError, match="does not name a file"):
        write({"fine.md": "x", path: "x"}, tmp_path / "docs")

    assert [] == list(tmp_path.iterdir())


def test_a_file_cannot_be_a_folder_too(tmp_path: Path) -> None:
    """Two paths that cannot both exist are a bug, told before anything is written."""
    with pytest.raises(ValueError, match="both a file and the folder"):
        write({"a": "x", "a/b": "x"}, tmp_path / "docs")

    assert [] == list(tmp_path.iterdir())


def test_links_inside_are_replaced_and_never_followed(tmp_path: Path) -> None:
    """A link in the way of a page or of its folder goes; what it pointed to keeps its content."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "keep.md").write_text("kept")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "roles").symlink_to(outside)
    (docs / "keep.md").symlink_to(outside / "keep.md")

    write({"roles/keep.md": "new", "keep.md": "new"}, docs)

    assert {"keep.md": "kept"} == tree(outside)
    assert {"roles/keep.md": "new", "keep.md": "new"} == tree(docs)
    assert [] == [path for path in docs.rglob("*") if path.is_symlink()]


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    """Where the folder itself is a link, its target is not emptied of files that are not ours."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.md").write_text("kept")
    (tmp_path / "docs").symlink_to(tmp_path / "mine")

    with pytest.raises(NotADirectoryError, match="is a link"):
        write({"index.md": "x"}, tmp_path / "docs")

    assert {"letter.md": "kept"} == tree(tmp_path / "mine")


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up half way, the old files are all still there and nothing is left over."""
    old = {"a.md": "old", "b.md": "old", "gone.md": "old"}
    write(old, tmp_path)
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if data == b"second":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write({"a.md": "first", "b.md": "second"}, tmp_path)

    assert old == tree(tmp_path)


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    """Staged content of a run that was killed is cleared by the next one and never published."""
    (tmp_path / ".staging-abc").mkdir()
    (tmp_path / ".staging-abc" / "0").write_text("half")

    write({"a.md": "one"}, tmp_path)

    assert [tmp_path / "a.md"] == list(tmp_path.iterdir())


def test_the_mode_does_not_depend_on_the_umask(tmp_path: Path) -> None:
    """Files are readable by all and writable by their owner, whatever the umask."""
    before = os.umask(0o077)
    try:
        write({"a.md": "one"}, tmp_path / "docs")
        write_one(tmp_path / "nav.yml", "x")
    finally:
        os.umask(before)

    assert [0o644, 0o644] == [
        path.stat().st_mode & 0o777 for path in (tmp_path / "docs/a.md", tmp_path / "nav.yml")
    ]


def test_one_file_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    """`write_one` writes once, says so, and removes nothing beside the file."""
    (tmp_path / "neighbour").write_text("kept")

    done = [write_one(tmp_path / "nav.yml", "nav: []"), write_one(tmp_path / "nav.yml", "nav: []")]

    assert [True, False] == done
    assert {"neighbour": "kept", "nav.yml": "nav: []"} == tree(tmp_path)


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    """While one process holds the folder another says that it waits, and goes on once it is free."""
    held = (
        "import sys; from pathlib import Path; from generator.write import alone\n"
        "with alone(Path(sys.argv[1]), lambda: print('waits', flush=True)): print('works', flush=True)"
    )
    with alone(tmp_path, lambda: None):
        other = subprocess.Popen(
            [sys.executable, "-c", held, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert other.stdout is not None
        first = other.stdout.readline()
        time.sleep(0.1)
        running = other.poll() is None
    rest, _ = other.communicate(timeout=30)

    assert ("waits\n", True, "works\n") == (first, running, rest)


def test_a_new_folder_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine refuses on the way, only what is hidden is left, and that goes with the next try."""
    files = {"a.yml": (b"a", 0o600), "plan/b.yml": (b"b", 0o644)}
    with monkeypatch.context() as patched:
        patched.setattr(
            Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left"))
        )
        with pytest.raises(OSError, match="No space left"):
            write_new_folder({"gone.yml": (b"g", 0o644)}, tmp_path / "another")

    assert [".another.new"] == [path.name for path in tmp_path.iterdir()]

    write_new_folder(files, tmp_path / "run")

    assert {"run/a.yml": "a", "run/plan/b.yml": "b"} == tree(tmp_path)
    assert [0o600, 0o644] == [
        stat.S_IMODE((tmp_path / "run" / name).stat().st_mode) for name in ("a.yml", "plan/b.yml")
    ]
    assert ["run"] == [path.name for path in tmp_path.iterdir()]


def test_a_new_folder_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """What stands there stays as it is."""
    write_new_folder({"a.yml": (b"old", 0o644)}, tmp_path / "run")

    with pytest.raises(OSError, match="not empty"):
        write_new_folder({"a.yml": (b"new", 0o644)}, tmp_path / "run")

    assert "old" == (tmp_path / "run" / "a.yml").read_text()


def test_a_file_that_is_rewritten_has_the_mode_that_is_asked_for(tmp_path: Path) -> None:
    """Private stays private."""
    write_one(tmp_path / "a.yml", "a", 0o600)

    assert 0o600 == stat.S_IMODE((tmp_path / "a.yml").stat().st_mode)


FIRST = {"a.md": "one", "b/c.md": "two"}


def test_the_first_files_go_beside_what_is_there(tmp_path: Path) -> None:
    """A new folder, with those above it, or one that holds something else."""
    (tmp_path / "old" / ".git").mkdir(parents=True)
    for folder in (tmp_path / "old", tmp_path / "new" / "deeper"):
        write_first(FIRST, folder)

    assert [FIRST, FIRST] == [tree(tmp_path / "old"), tree(tmp_path / "new" / "deeper")]
    assert [".git", "a.md", "b"] == sorted(path.name for path in (tmp_path / "old").iterdir())


def test_the_first_files_are_there_all_or_none(tmp_path: Path) -> None:
    """What stands in the way of the last one stays, and none of the others is there."""
    (tmp_path / "b").mkdir()

    with pytest.raises(FileExistsError):
        write_first(FIRST, tmp_path)

    assert ["b"] == [path.name for path in tmp_path.iterdir()]


def test_a_folder_whose_first_files_fail_is_not_made(tmp_path: Path) -> None:
    """An interruption in the middle leaves what was there before: nothing."""

    class Interrupting(dict[str, str]):
        def items(self) -> Any:
            yield "a.md", "one"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_first(Interrupting(), tmp_path / "new")

    assert [] == list(tmp_path.iterdir())
