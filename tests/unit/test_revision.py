"""Which state of its sources a playbook stands at."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.revision import Revision, revision, source_digest


def git(folder: Path, *words: str) -> str:
    """What git says, as somebody who may commit."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook in a folder of a repository, everything committed."""
    root = tmp_path / ".config" / "über plan"
    (root / "data").mkdir(parents=True)
    (root / "data" / "x.yml").write_text("roles: {}\n")
    (root / "mkdocs.yml").write_text("INHERIT: build/nav.yml\n")
    (tmp_path / ".gitignore").write_text("*.local.yml\nignored/\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    return root


def test_what_is_committed_is_its_commit(root: Path) -> None:
    """A folder inside the repository has the repository's commit; what is not a source changes nothing."""
    (root / "README.md").write_text("new")
    (root / "build").mkdir()
    (root / "build" / "nav.yml").write_text("{}")

    assert Revision(git(root, "rev-parse", "HEAD"), changed=False) == revision(root)


@pytest.mark.parametrize(
    "name",
    [
        "data/x.yml",
        "data/new.yml",
        "data/new/y.yml",
        "data/mine.local.yml",
        "content/x.md",
        "overrides/.icons/x.svg",
        "mkdocs.yml",
    ],
)
def test_what_no_commit_has_is_a_change(root: Path, name: str) -> None:
    """Files changed, new or ignored by git: the site is made of them."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    before = source_digest(root)
    (root / name).write_text("other")

    assert revision(root).changed
    assert before != source_digest(root)


@pytest.mark.parametrize("name", ["data/.x.yml.swp", "content/.obsidian/workspace.json", ".env", "Makefile"])
def test_what_the_site_is_not_made_of_is_no_change(root: Path, name: str) -> None:
    """Editors' hidden files and everything beside the sources."""
    before = source_digest(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x")

    assert not revision(root).changed
    assert before == source_digest(root)


def test_a_removed_file_is_a_change(root: Path) -> None:
    """Nothing of it is on the disk any more, but the commit has it."""
    before = source_digest(root)
    (root / "data" / "x.yml").unlink()

    assert revision(root).changed
    assert before != source_digest(root)


def test_a_playbook_that_git_ignores_is_not_what_the_commit_holds(root: Path) -> None:
    """It stands inside a repository that knows nothing of it."""
    copy = root / "ignored"
    (copy / "data").mkdir(parents=True)
    (copy / "data" / "x.yml").write_text("roles: {}\n")

    assert revision(copy).changed


def test_without_a_repository_or_a_commit_there_is_none(tmp_path: Path) -> None:
    """A folder of its own, and a repository in which nothing was committed yet."""
    (tmp_path / "data").mkdir()
    bare = revision(tmp_path)
    git(tmp_path, "init", "-q")

    assert (Revision(), Revision()) == (bare, revision(tmp_path))


def test_a_repository_that_git_does_not_trust_has_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git refuses folders of other owners; that stops no build."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    assert Revision() == revision(root)


def test_without_git_there_is_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no git builds as well."""
    monkeypatch.setenv("PATH", str(root))

    assert Revision() == revision(root)


def test_a_hook_of_another_repository_leads_nowhere_else(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git tells its hooks is of the repository that runs them."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    git(elsewhere, "init", "-q")
    expected = git(root, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(elsewhere / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(elsewhere / ".git" / "index"))

    assert Revision(expected, changed=False) == revision(root)


def test_links_lead_to_no_source(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither a linked file nor a linked folder is read."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yml").write_text("x")
    before = source_digest(root)
    (root / "data" / "link.yml").symlink_to(outside / "secret.yml")
    (root / "data" / "folder").symlink_to(outside)
    (root / "content").symlink_to(outside)

    assert before == source_digest(root)


def test_a_source_elsewhere_is_another(root: Path) -> None:
    """The same bytes under another name make another site."""
    before = source_digest(root)
    (root / "data" / "x.yml").rename(root / "data" / "y.yml")

    assert before != source_digest(root)
