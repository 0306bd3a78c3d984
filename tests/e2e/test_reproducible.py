"""One commit makes the same site, to the byte, wherever and by whomever it is built."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import FIXTURE, PROGRAM

HOME = Path(__file__).resolve().parents[2]
SITE_URL = "https://playbook.example.org/plan/"
PERSON = ("-c", "user.name=a", "-c", "user.email=a@example.org")
STATED = ("GIT_", "LC_", "LANG", "TZ", "PYTHON", "SOURCE_DATE_EPOCH")

#: What may differ between two machines, for each of two builds.
HERE = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "COLUMNS": "40"}
THERE = {
    "TZ": "Pacific/Chatham",
    "LC_ALL": "de_DE.UTF-8",
    "LANG": "tr_TR",
    "PYTHONHASHSEED": "4242",
    "CI": "true",
}


def git(folder: Path, *words: str | Path) -> None:
    """Runs git as somebody who may commit."""
    subprocess.run(["git", *PERSON, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small playbook with settings and theme of its own, in one commit."""
    root = tmp_path / "one"
    shutil.copytree(FIXTURE, root)
    shutil.copytree(HOME / "overrides", root / "overrides")
    settings = (HOME / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{settings}\nsite_url: {SITE_URL}\n", encoding="utf-8")
    shutil.copy(HOME / ".gitignore", root)
    more = "risks:\n" + "".join(f"  risk-{number}: {{title: Risk {number}}}\n" for number in range(9))
    (root / "data" / "more.yml").write_text(more, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The plan")
    return root


def elsewhere(repository: Path, folder: Path) -> Path:
    """The same commit in another folder, its files made in another order and for their owner alone."""
    git(folder, "clone", "-q", "--no-checkout", repository, "zwölfter Plan")
    root = folder / "zwölfter Plan"
    git(root, "reset", "-q")
    before = os.umask(0o077)
    try:
        for file in sorted(repository.rglob("*"), reverse=True):
            if file.is_file() and file.relative_to(repository).parts[0] not in (".git", "build", "site"):
                copy = root / file.relative_to(repository)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
    finally:
        os.umask(before)
    return root


def build(root: Path, cwd: Path, umask: int, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`playbook build` with nothing of this machine's own habits but where its programs are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(STATED)}
    return subprocess.run(
        [PROGRAM, "-C", os.path.relpath(root, cwd), "build"],
        cwd=cwd,
        env=kept | variables,
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tree(site: Path) -> dict[str, tuple[str, bytes]]:
    """Every folder and file of a site: its permissions as `ls` writes them, its bytes."""
    return {
        path.relative_to(site).as_posix(): (
            stat.filemode(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (site, *site.rglob("*"))
    }


def test_one_commit_makes_the_same_site(repository: Path, tmp_path: Path) -> None:
    """Clock, time zone, locale, path, order of files, umask and hash seed leave no trace."""
    other = elsewhere(repository, tmp_path)

    here = build(repository, repository, 0o022, HERE)
    there = build(other, tmp_path, 0o077, THERE)
    one, two = tree(repository / "site"), tree(other / "site")
    stamp = json.loads(one["stamp.json"][1])

    assert (0, 0) == (here.returncode, there.returncode)
    assert [] == [path for path in one.keys() | two.keys() if one.get(path) != two.get(path)]
    assert {"-rw-r--r--", "drwxr-xr-x"} == {mode for mode, _ in one.values()}
    # It is the commit that makes it so, and not a moment that both builds had from elsewhere.
    assert (False, 40) == (stamp["changed"], len(stamp["commit"]))


def test_a_site_does_not_know_where_it_was_built(repository: Path) -> None:
    """No path of the machine is in any file of it."""
    build(repository, repository, 0o022, HERE)

    told = [
        path
        for path, (_, content) in tree(repository / "site").items()
        if str(repository).encode() in content
    ]

    assert [] == told


def test_what_is_not_committed_shows(repository: Path) -> None:
    """A site of other sources than the commit's says so, and has another digest."""
    build(repository, repository, 0o022, HERE)
    clean = json.loads((repository / "site" / "stamp.json").read_bytes())
    (repository / "content" / "guide.md").write_text("# Another guide\n", encoding="utf-8")
    build(repository, repository, 0o022, HERE)
    changed = json.loads((repository / "site" / "stamp.json").read_bytes())

    assert (clean["commit"], clean["time"], True) == (changed["commit"], changed["time"], changed["changed"])
    assert (clean["sources"], clean["files"]) != (changed["sources"], changed["files"])


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "1e9", " 1", "99999999999999999999"])
def test_a_bad_epoch_is_one_sentence(repository: Path, epoch: str) -> None:
    """Whoever set it reads what it must be; nothing is built."""
    ended = build(repository, repository, 0o022, {**HERE, "SOURCE_DATE_EPOCH": epoch})

    assert (2, "") == (ended.returncode, ended.stdout)
    assert (
        f"Error: SOURCE_DATE_EPOCH is `{epoch}`; it must be a whole number of seconds, 0 to 4294967295.\n"
        == (ended.stderr)
    )
    assert not (repository / "site").exists()
