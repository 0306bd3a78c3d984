"""The last named version: found in git, wherever the plan stands and however much history is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from generator.diff.since import Milestone, Silence
from generator.milestone import last_milestone
from tests.publishing import git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "--initial-branch=main")
    return folder


def write(folder: Path, text: str, name: str = "data/playbook.yml") -> None:
    """A file of a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path, day: int) -> str:
    """Everything in a folder as a commit of a day of November 2026; its hash."""
    git(folder, "add", "--all", ".")
    git(folder, "commit", "-qm", "Words", "--allow-empty", date=f"2026-11-{day:02}T09:00:00+01:00")
    return git(folder, "rev-parse", "HEAD")


def plan(version: str, title: str = "Plan") -> str:
    """A playbook with a version, as it is written on several lines."""
    return f'playbook:\n  key: test\n  title: {title}\n  version: "{version}"\n'


def versions(folder: Path, *said: str) -> list[str]:
    """A commit for each of these versions; their hashes."""
    hashes = []
    for day, version in enumerate(said, start=1):
        write(folder, plan(version, f"Plan {day}"))
        hashes.append(commit(folder, day))
    return hashes


def at(day: int) -> datetime:
    """When a commit of a day was made."""
    return datetime.fromisoformat(f"2026-11-{day:02}T09:00:00+01:00")


def test_it_is_the_newest_commit_with_another_version(repository: Path) -> None:
    """As the plan was last under that name, not as it began."""
    made = versions(repository, "1.0", "1.1", "1.1", "1.2", "1.2")

    assert Milestone("1.1", None, made[2], at(3)) == last_milestone(repository, "1.2")


def test_a_name_that_is_not_committed_yet_is_another(repository: Path) -> None:
    """Whoever gives the plan a new version sees what it will be said to change."""
    made = versions(repository, "1.0", "1.1")

    assert Milestone("1.1", None, made[1], at(2)) == last_milestone(repository, "1.2")


def test_a_name_that_came_back_is_the_same(repository: Path) -> None:
    """What lies between is another."""
    made = versions(repository, "1.0", "2.0", "1.0")

    assert Milestone("2.0", None, made[1], at(2)) == last_milestone(repository, "1.0")


def test_its_title_is_told(repository: Path) -> None:
    """Where it has one."""
    write(repository, plan("1.0") + "  version_title: After the move\n")
    made = commit(repository, 1)

    assert Milestone("1.0", "After the move", made, at(1)) == last_milestone(repository, None)


def test_states_without_a_name_are_passed_over(repository: Path) -> None:
    """They are no versions."""
    made = versions(repository, "1.0")
    write(repository, "playbook: {key: test, title: Plan}\n")
    commit(repository, 2)

    assert Milestone("1.0", None, made[0], at(1)) == last_milestone(repository, "1.1")


def test_states_that_cannot_be_read_are_passed_over(repository: Path) -> None:
    """Nobody knows what they were called."""
    made = versions(repository, "1.0")
    write(repository, "playbook: {version: [\n")
    commit(repository, 2)

    assert Milestone("1.0", None, made[0], at(1)) == last_milestone(repository, "1.1")


@pytest.mark.parametrize("name", ["data/whole.yml", "data/a/b/c.yml", "data/log/plan/x.yml"])
def test_the_plan_may_have_moved_between_its_files(name: str, repository: Path) -> None:
    """A version is a fact of the plan, not of a file."""
    made = versions(repository, "1.0", "1.1")
    text = (repository / "data/playbook.yml").read_text(encoding="utf-8")
    (repository / "data/playbook.yml").unlink()
    write(repository, "roles: {duty: {title: Duty}}\n" + text, name)
    commit(repository, 3)

    assert Milestone("1.0", None, made[0], at(1)) == last_milestone(repository, "1.1")


@pytest.mark.parametrize(
    "text",
    [
        'playbook: {key: a, title: A, version: "1.0"}\n',
        '"playbook":\n  "version": 1.0\n  key: a\n',
        '{playbook: {title: A, "version": "1.0"}}\n',
        "playbook:\n  version : '1.0'\n",
    ],
)
def test_however_it_is_written(text: str, repository: Path) -> None:
    """YAML has many spellings."""
    write(repository, text)
    made = commit(repository, 1)
    versions(repository, "1.1", "1.1")

    found = last_milestone(repository, "1.1")

    assert isinstance(found, Milestone)
    assert ("1.0", made) == (found.version, found.commit)


def test_fields_of_the_playbook_may_stand_in_several_files(repository: Path) -> None:
    """As long as each stands in one of them."""
    write(repository, 'playbook: {version: "1.0"}\n', "data/a.yml")
    write(repository, "playbook: {key: test, title: Plan, version_title: First}\n", "data/b.yml")
    made = commit(repository, 1)

    assert Milestone("1.0", "First", made, at(1)) == last_milestone(repository, "1.1")


def test_runs_that_are_over_keep_their_version_to_themselves(repository: Path) -> None:
    """Their plan is in the same folder, and is not the plan."""
    write(repository, plan("1.0"), "data/a.yml")
    made = commit(repository, 1)
    write(repository, plan("1.1"), "data/a.yml")
    write(repository, plan("0.9"), "data/log/first/plan/playbook.yml")
    commit(repository, 2)

    assert Milestone("1.0", None, made, at(1)) == last_milestone(repository, "1.1")


def test_only_first_parents_count(repository: Path) -> None:
    """What somebody tried on a branch was never the plan."""
    versions(repository, "1.0")
    git(repository, "checkout", "-qb", "tried")
    write(repository, plan("0.5"))
    commit(repository, 2)
    write(repository, plan("1.1"))
    commit(repository, 3)
    git(repository, "checkout", "-q", "main")
    write(repository, "Words\n", "README.md")
    before = commit(repository, 4)
    git(repository, "merge", "-q", "--no-ff", "-m", "Merged", "tried")

    found = last_milestone(repository, "1.1")

    assert isinstance(found, Milestone)
    assert ("1.0", before) == (found.version, found.commit)


def test_a_playbook_in_a_folder_of_its_repository(repository: Path) -> None:
    """What others in the repository call their versions is theirs."""
    ours, theirs = repository / "ours", repository / "theirs"
    made = versions(ours, "1.0", "1.1")
    versions(theirs, "7", "8")

    assert Milestone("1.0", None, made[0], at(1)) == last_milestone(ours, "1.1")


def test_data_that_attributes_call_binary_are_looked_into(repository: Path) -> None:
    """Attributes are about how differences are shown."""
    write(repository, "*.yml binary -diff\n", ".gitattributes")
    made = versions(repository, "1.0", "1.1", "1.1")

    assert Milestone("1.0", None, made[0], at(1)) == last_milestone(repository, "1.1")


@pytest.mark.parametrize("setting", ["log.showSignature", "log.follow", "diff.renames", "core.quotePath"])
def test_however_a_person_has_set_git_up(setting: str, repository: Path) -> None:
    """Settings are about what people read."""
    made = versions(repository, "1.0", "1.1", "1.1")
    git(repository, "mv", "data/playbook.yml", "data/früher.yml")
    commit(repository, 4)
    git(repository, "config", setting, "true")

    assert Milestone("1.0", None, made[0], at(1)) == last_milestone(repository, "1.1")


@pytest.mark.parametrize("version", ["1.0", None])
def test_the_first_version_has_none_before_it(version: str | None, repository: Path) -> None:
    """Whether or not it has a name."""
    if version:
        versions(repository, version, version)
    else:
        write(repository, "playbook: {key: test, title: Plan}\n")
        commit(repository, 1)

    assert Silence("first") == last_milestone(repository, version)


def test_a_shallow_clone_says_how_far_back_it_goes(repository: Path, tmp_path: Path) -> None:
    """An older version may be there, only not here; what is here is found."""
    made = versions(repository, "1.0", "1.1", "1.2", "1.2", "1.2")
    for depth in ("2", "4"):
        git(tmp_path, "clone", "-q", f"--depth={depth}", repository.as_uri(), depth)

    assert Silence("short history", at(4)) == last_milestone(tmp_path / "2", "1.2")
    assert Milestone("1.1", None, made[1], at(2)) == last_milestone(tmp_path / "4", "1.2")


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    """Nor in one without a commit."""
    git(tmp_path, "init", "-q", "empty")

    assert Silence("no history") == last_milestone(tmp_path, "1.0")
    assert Silence("no history") == last_milestone(tmp_path / "empty", "1.0")


def test_without_git_there_is_no_history(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site builds all the same."""
    versions(repository, "1.0", "1.1")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert Silence("no history") == last_milestone(repository, "1.1")


def test_a_damaged_repository_has_no_history(repository: Path) -> None:
    """A site builds all the same."""
    versions(repository, "1.0", "1.1")
    lost = git(repository, "rev-parse", "HEAD~1:data/playbook.yml")
    file = repository / ".git" / "objects" / lost[:2] / lost[2:]
    file.chmod(0o600)
    file.unlink()

    assert Silence("no history") == last_milestone(repository, "1.1")
