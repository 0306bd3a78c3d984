"""`/changes/` of sites that are built from git repositories."""

from __future__ import annotations

import html
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import pipeline
from generator.diff.since import Silence, Since
from generator.linked import Playbook
from generator.rules import Verdict
from generator.withhold import Readers
from tests.e2e.conftest import FIXTURE, Run
from tests.publishing import git

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
PLAYBOOK = "data/everything.yml"


def edit(folder: Path, file: str, *pairs: tuple[str, str]) -> None:
    """Texts of a file replaced."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    for then, now in pairs:
        assert then in text
        text = text.replace(then, now)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path) -> str:
    """Everything in a folder as a commit; its hash."""
    git(folder, "add", "--all", ".")
    git(folder, "commit", "-qm", "Words")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small playbook as version `2026.11`, then with another title of a role as `2026.12`."""
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "small"))
    (folder / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    git(folder, "init", "-q", "--initial-branch=main")
    commit(folder)
    edit(folder, PLAYBOOK, ('"2026.11"', '"2026.12"'))
    rename(folder, "Head of incidents")
    commit(folder)
    return folder


def rename(folder: Path, title: str) -> None:
    """Another title of the incident lead."""
    path = folder / PLAYBOOK
    text = re.sub(
        r"(  incident-lead:\n    title: )\w[\w ]*\w", rf"\g<1>{title}", path.read_text(encoding="utf-8")
    )
    path.write_text(text, encoding="utf-8")


def words(folder: Path) -> str:
    """What the page says, without its marks."""
    page = (folder / "build/docs/changes.md").read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def built(run: Run, folder: Path) -> str:
    """What the page says after a build."""
    done = run("-C", folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return words(folder)


def test_it_tells_what_the_version_brought(repository: Path, run: Run) -> None:
    """Compared with the last commit of the version before."""
    commit_before = git(repository, "rev-parse", "HEAD~1")[:7]

    said = built(run, repository)

    assert f"Since version 2026.11 as it last was, on 23 November 2026 , commit {commit_before}" in said
    assert "is now Head of incidents" in said


def test_one_commit_makes_the_same_page(repository: Path, run: Run) -> None:
    """Byte for byte, also in another clone of the whole history."""
    built(run, repository)
    git(repository.parent, "clone", "-q", str(repository), "clone")
    clone = repository.parent / "clone"
    built(run, clone)

    assert (repository / "site/changes/index.html").read_bytes() == (
        clone / "site/changes/index.html"
    ).read_bytes()


def test_what_is_not_committed_is_compared_too(repository: Path, run: Run) -> None:
    """Whoever edits sees at once what it will be said to change; another version begins anew."""
    rename(repository, "Somebody else")
    edited = built(run, repository)
    edit(repository, PLAYBOOK, ('"2026.12"', '"2027.1"'))
    named = built(run, repository)

    assert "is now Somebody else" in edited
    assert "Since version 2026.12" in named
    assert "was Head of incidents" in named


def test_a_playbook_in_a_folder_of_its_repository(repository: Path, run: Run) -> None:
    """What lies beside it is another's."""
    inner = repository / "plans" / "one"
    inner.mkdir(parents=True)
    for name in ("data", "content"):
        if (repository / name).exists():
            git(repository, "mv", name, f"plans/one/{name}")
    commit(repository)
    edit(inner, PLAYBOOK, ('"2026.12"', '"2027.1"'))
    rename(inner, "Third")
    commit(repository)

    said = built(run, inner)

    assert "Since version 2026.12" in said
    assert "was Head of incidents → is now Third" in said


def test_a_shallow_clone_says_so(repository: Path, run: Run) -> None:
    """A pull request's checkout has two commits, and builds."""
    for _ in range(2):
        git(repository, "commit", "-qm", "Nothing", "--allow-empty", date="2026-11-25T09:00:00Z")
    git(repository.parent, "clone", "-q", "--depth=2", repository.as_uri(), "shallow")

    said = built(run, repository.parent / "shallow")

    assert "from a history that begins on 25 November 2026, with no other named version in it" in said


def test_an_older_version_that_no_longer_fits_is_compared(repository: Path, run: Run) -> None:
    """With what of it was not."""
    git(repository, "checkout", "-qb", "older", "HEAD~1")
    (repository / "data/more.yml").write_text("roles: {night: {title: Night, hat: red}}\n", encoding="utf-8")
    commit(repository)
    (repository / "data/more.yml").unlink()
    edit(repository, PLAYBOOK, ('"2026.11"', '"2026.12"'))
    commit(repository)

    said = built(run, repository)

    assert "Night removed" in said
    assert "data/more.yml:1 `hat` is not a field of a role." in said


def test_a_version_of_which_little_can_be_read_is_compared(repository: Path, run: Run) -> None:
    """The rest counts as unchanged."""
    edit(repository, PLAYBOOK, ('"2026.12"', '"2027.1"'))
    whole = (repository / PLAYBOOK).read_text(encoding="utf-8")
    (repository / PLAYBOOK).write_text(whole + "\n- [", encoding="utf-8")
    (repository / "data/named.yml").write_text('playbook: {version: "0.9"}\n', encoding="utf-8")
    commit(repository)
    (repository / PLAYBOOK).write_text(whole, encoding="utf-8")
    (repository / "data/named.yml").unlink()

    said = built(run, repository)

    assert "Nothing changed since version 0.9." in said
    assert "One place of the older plan, which no plan can have now, counts as unchanged." in said


def test_nothing_changed_is_told(repository: Path, run: Run) -> None:
    """A version may be a name alone."""
    edit(repository, PLAYBOOK, ('"2026.12"', '"2027.1"'))

    assert "Nothing changed since version 2026.12." in built(run, repository)


def test_a_check_asks_nobody(repository: Path) -> None:
    """What changed is looked for when the page is made, and not before."""

    def asked(book: Playbook, verdict: Verdict, readers: Readers | None) -> Since | Silence:
        raise AssertionError((book, verdict, readers))

    checked = pipeline.check(repository, NOW, since=asked)

    assert checked.sound is not None
    with pytest.raises(AssertionError):
        pipeline.generate(checked.sound, repository)
