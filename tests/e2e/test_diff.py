"""`playbook diff`, as a person runs it, on repositories of its own."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import PROGRAM, Run
from tests.publishing import ENVIRONMENT, git

OUTAGE = Path(__file__).resolve().parents[1] / "fixtures" / "outage"
UPDATE = "comms/merchants, templates/merchants.update"
SENT = f"""\
log:
  update-told:
    at: 2026-11-24T12:05
    by: incident-lead
    kind: sent
    about: [{UPDATE}]
    said: {{kpis/success-rate.target: "≥ 99.5%"}}
"""


def raise_target(folder: Path) -> None:
    """One fact of the plan changes."""
    file = folder / "data" / "numbers.yml"
    text = file.read_text(encoding="utf-8")
    assert "value: 99.5" in text
    file.write_text(text.replace("value: 99.5", "value: 99.9"), encoding="utf-8")


def commit(folder: Path, words: str) -> None:
    """Everything in a folder, as a commit."""
    git(folder, "add", "--all", ".")
    git(folder, "commit", "-qm", words)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The outage, its target of 99.5% committed and told, then 99.9%; the tag `before` is between the two."""
    folder = tmp_path / "repository"
    shutil.copytree(OUTAGE, folder)
    (folder / "data" / "told.yml").write_text(SENT, encoding="utf-8")
    git(folder, "init", "-q", "--initial-branch=main")
    commit(folder, "Before")
    git(folder, "tag", "before")
    raise_target(folder)
    commit(folder, "After")
    return folder


def told(said: str) -> set[str]:
    """The keys of the sections in which something differs, of a difference as JSON."""
    return {section["key"] for section in json.loads(said)["sections"] if section["changes"]}


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder with when it was last written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_it_tells_what_reads_differently_and_what_was_told(repository: Path, run: Run) -> None:
    """Between two revisions; the facts that made it stand below."""
    done = run("-C", repository, "diff", "before", "main")

    assert (0, "") == (done.returncode, done.stderr)
    assert "  Merchants: Update: reads differently (templates/merchants.update)\n" in done.stdout
    assert "    because Card success rate: target: ≥ 99.5% -> ≥ 99.9%\n" in done.stdout
    assert (
        "  Merchants, 2026-11-24 12:05: said otherwise; not corrected yet (log/update-told)\n" in done.stdout
    )


def test_without_new_it_is_the_files_as_they_are(repository: Path, run: Run) -> None:
    """Whoever edits sees what the edit does before anybody commits it."""
    committed = run("-C", repository, "diff", "HEAD")
    git(repository, "checkout", "-q", "before")
    raise_target(repository)
    edited = run("-C", repository, "diff", "HEAD", "--format", "json")

    assert (0, "Nothing differs.\n") == (committed.returncode, committed.stdout)
    assert {"targets", "templates", "messages"} <= told(edited.stdout)


def test_closing_a_run_takes_nothing_from_the_record(repository: Path, run: Run) -> None:
    """What left the log with its run is archived; only what is nowhere any more was removed."""
    (repository / "data" / "told.yml").unlink()
    closed = run("-C", repository, "close", "--at", "2026-11-30T17:00", "--by", "incident-lead", "All works.")
    commit(repository, "Close")
    done = run("-C", repository, "diff", "HEAD~1", "HEAD")

    assert 0 == closed.returncode, closed.stderr
    assert "  10 log entries: archived with the run (log/2026-11-24-0200-renewal-blocked)\n" in done.stdout
    assert "  1 log entry: removed (log/update-told)\n" in done.stdout


def test_nothing_is_touched_and_nothing_left_behind(repository: Path, tmp_path: Path) -> None:
    """Neither the working tree nor git's own files change; the older revision's folder goes."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = contents(repository)
    done = subprocess.run(
        [PROGRAM, "-C", repository, "diff", "before", "main"],
        env={**ENVIRONMENT, "TMPDIR": str(temporary)},
        capture_output=True,
        check=False,
    )

    assert 0 == done.returncode
    assert before == contents(repository)
    assert [] == list(temporary.iterdir())


def test_a_playbook_in_a_folder_of_its_repository(repository: Path, run: Run) -> None:
    """What lies beside it is another's; `-C` names the folder, or the shell stands in it."""
    inner = repository / "plans" / "the outage"
    inner.mkdir(parents=True)
    git(repository, "mv", "data", str(inner / "data"))
    commit(repository, "Moved")
    raise_back = inner / "data" / "numbers.yml"
    raise_back.write_text(raise_back.read_text(encoding="utf-8").replace("99.9", "99.5"), encoding="utf-8")

    named, stood = run("-C", inner, "diff", "HEAD"), run("diff", "HEAD", cwd=inner)
    not_yet = run("-C", inner, "diff", "before")

    assert "because Card success rate: target: ≥ 99.9% -> ≥ 99.5%" in named.stdout
    assert named.stdout == stood.stdout
    assert (2, "") == (not_yet.returncode, not_yet.stdout)
    assert "Revision `before` has no folder `data` here: there is no plan to compare." in not_yet.stderr


def test_what_archives_leave_out_is_compared(repository: Path, run: Run) -> None:
    """`export-ignore` is about releases of software, not about the plan."""
    (repository / ".gitattributes").write_text("data/numbers.yml export-ignore\n", encoding="utf-8")
    commit(repository, "Attributes")

    done = run("-C", repository, "diff", "HEAD")

    assert (0, "") == (done.returncode, done.stderr)


def test_a_link_in_an_older_revision_leads_nowhere(repository: Path, run: Run) -> None:
    """What a link points at was never a part of the plan."""
    (repository / "data" / "outside.yml").symlink_to("../outside.yml")
    commit(repository, "A link")
    git(repository, "rm", "-q", "data/outside.yml")

    done = run("-C", repository, "diff", "HEAD")

    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    "name",
    [
        "--output=x",
        "-x",
        "--",
        "HEAD:..",
        "HEAD:data",
        "HEAD^{tree}",
        "^HEAD",
        "no such one",
        "früher",
        "",
        " ",
        "HEAD\nHEAD",
        "$(touch x)",
        "@{99}",
        "../main",
        "x" * 5000,
        "\x1b[31mred",
    ],
)
def test_a_name_that_is_no_revision_is_wrong_usage(name: str, repository: Path, run: Run) -> None:
    """One sentence and no traceback; whatever is typed is a name, never an option of git's."""
    before = contents(repository)

    done = run("-C", repository, "diff", "--", name)

    assert (2, "") == (done.returncode, done.stdout)
    assert "Error: There is no revision `" in done.stderr
    assert "\x1b" not in done.stderr
    assert before == contents(repository)


def test_two_revisions_are_two_words(repository: Path, run: Run) -> None:
    """Whoever is used to git's dots is told."""
    done = run("-C", repository, "diff", "before..main")

    assert 2 == done.returncode
    assert (
        "There is no revision `before..main` here. Name the two revisions one after the other" in done.stderr
    )


@pytest.mark.parametrize("path", ["../before", "/before", "./data", "data"])
def test_a_path_is_no_revision(path: str, repository: Path, run: Run) -> None:
    """Whoever names a folder is not told of git's dots, but what can be compared."""
    done = run("-C", repository, "diff", path)

    assert 2 == done.returncode
    assert f"There is no revision `{path}` here. That is a path; what is compared are states" in done.stderr


def test_a_shallow_clone_says_what_it_lacks(repository: Path, run: Run, tmp_path: Path) -> None:
    """The commits are there, only not here."""
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")

    lacking, there = (run("-C", tmp_path / "shallow", "diff", name) for name in ("HEAD~1", "HEAD"))

    assert 2 == lacking.returncode
    assert "This clone is shallow: `git fetch --unshallow` brings the older ones." in lacking.stderr
    assert 0 == there.returncode


def test_a_folder_outside_git_has_no_revisions(tmp_path: Path, run: Run) -> None:
    """Wrong usage, and said so."""
    folder = Path(shutil.copytree(OUTAGE, tmp_path / "outage"))

    done = run("-C", folder, "diff", "HEAD")

    assert (2, "") == (done.returncode, done.stdout)
    assert "This folder is no git checkout, so it has no revisions." in done.stderr


def test_a_repository_without_a_commit_has_no_revisions(tmp_path: Path, run: Run) -> None:
    """Nothing was ever committed."""
    folder = Path(shutil.copytree(OUTAGE, tmp_path / "outage"))
    git(folder, "init", "-q")

    done = run("-C", folder, "diff", "HEAD")

    assert 2 == done.returncode
    assert "There is no revision `HEAD` here." in done.stderr


def test_without_git_the_machine_fails(repository: Path, tmp_path: Path) -> None:
    """Exit code 3, as for every missing tool."""
    done = subprocess.run(
        [PROGRAM, "-C", repository, "diff", "HEAD"],
        env={"PATH": str(tmp_path), "SOURCE_DATE_EPOCH": "1795000000"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (3, "Error: git is missing; reading older revisions needs it.\n") == (done.returncode, done.stderr)


def test_a_damaged_repository_is_the_machines_failure(repository: Path, run: Run) -> None:
    """A file of the revision is lost: nobody typed anything wrong."""
    lost = git(repository, "rev-parse", "before:data/numbers.yml")
    file = repository / ".git" / "objects" / lost[:2] / lost[2:]
    file.chmod(file.stat().st_mode | stat.S_IWUSR)
    file.unlink()

    done = run("-C", repository, "diff", "before")

    assert (3, "") == (done.returncode, done.stdout)
    assert f"Error: git cannot read {lost}, a file of the revision.\n" == done.stderr


def test_a_hooks_own_repository_is_left_alone(repository: Path, tmp_path: Path) -> None:
    """Run from a hook, the program looks at the playbook's own repository."""
    done = subprocess.run(
        [PROGRAM, "-C", repository, "diff", "before", "main"],
        env={**os.environ, **ENVIRONMENT, "GIT_DIR": str(tmp_path / "elsewhere")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode
    assert "reads differently" in done.stdout


def test_a_new_revision_with_errors_is_told(repository: Path, run: Run) -> None:
    """What is wrong goes to stderr, at its line; nothing is compared with half a plan."""
    (repository / "data" / "bad.yml").write_text("roles: {nobody: {titel: x}}\n", encoding="utf-8")
    commit(repository, "An error")
    git(repository, "rm", "-q", "data/bad.yml")

    done = run("-C", repository, "diff", "before", "HEAD")

    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("Revision `HEAD` has errors:\n")
    assert "data/bad.yml:1:" in done.stderr


@pytest.mark.parametrize("shape", ["text", "markdown", "json"])
def test_an_old_revision_with_errors_is_compared_all_the_same(shape: str, repository: Path, run: Run) -> None:
    """What could not be read is told where the difference is, and differs from nothing."""
    numbers = repository / "data" / "numbers.yml"
    sound = numbers.read_text(encoding="utf-8")
    broken = sound.replace("direction: up", "direction: upwards").replace("baseline: 81", "baseline: 80")
    numbers.write_text(broken, encoding="utf-8")
    commit(repository, "As nobody may write it today")
    numbers.write_text(sound, encoding="utf-8")

    done = run("-C", repository, "diff", "HEAD", "--format", shape)

    assert (0, "") == (done.returncode, done.stderr)
    assert "data/numbers.yml" in done.stdout
    assert "upwards" in done.stdout
    assert "up ->" not in done.stdout
    assert "-> up" not in done.stdout


def test_programs_read_what_was_not_compared(repository: Path, run: Run) -> None:
    """With its place, as in every report."""
    (repository / "data" / "bad.yml").write_text("risks:\n  fire: {title: Fire, hot: 9}\n", encoding="utf-8")
    commit(repository, "An unknown field")
    git(repository, "rm", "-q", "data/bad.yml")

    done = run("-C", repository, "diff", "HEAD", "--format", "json")

    assert [
        {
            "code": "unknown-key",
            "message": "`hot` is not a field of a risk.",
            "file": "data/bad.yml",
            "line": 2,
            "column": 23,
        }
    ] == json.loads(done.stdout)["left_out"]


def test_an_old_revision_of_which_nothing_can_be_read_is_told(repository: Path, run: Run) -> None:
    """One sentence and the errors."""
    for file in (repository / "data").glob("*.yml"):
        file.write_text("- {", encoding="utf-8")
    commit(repository, "No YAML")
    git(repository, "checkout", "-q", "before", "--", "data")

    done = run("-C", repository, "diff", "main")

    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("Nothing of revision `main` can be read:\ndata/")


@pytest.mark.parametrize("name", ["HEAD^1", "HEAD~1", "main^", "before", "main@{0}^", ":/Before"])
def test_all_that_git_takes_for_a_commit_names_one(name: str, repository: Path, run: Run) -> None:
    """However people are used to naming them."""
    done = run("-C", repository, "diff", name, "--format", "json")

    assert (0, "") == (done.returncode, done.stderr)
    assert "templates" in told(done.stdout)


def test_errors_of_the_files_as_they_are_are_told(repository: Path, run: Run) -> None:
    """Another sentence: these can be mended."""
    (repository / "data" / "bad.yml").write_text("roles: {nobody: {titel: x}}\n", encoding="utf-8")

    done = run("-C", repository, "diff", "HEAD")

    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("The playbook as it is now has errors:\ndata/bad.yml:1:")
