"""`playbook init`: from nothing to a published site, by options and by answers, whole or not at all."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest
import yaml

from tests.hosting import hosted
from tests.publishing import ENVIRONMENT, PROGRAM, git, remote
from tests.workflows import filled

OPTIONS = (
    *("--title", 'Warehouse: the "big" outage'),
    *("--role", "Shift lead", "--role", "Head of IT"),
    *("--priority", "Get parcels moving", "--timezone", "Europe/London"),
)
CONTEXT = {"github.server_url": "", "github.token": ""}
TOKEN = "a-token-of-one-run"  # noqa: S105  nobody's
INTERRUPTED = 130

#: How long an answer may take on a busy machine.
SECONDS = 60


def playbook(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The program without a terminal."""
    return subprocess.run(
        [PROGRAM, *words],
        cwd=cwd,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A new playbook of which everything is said, committed as it was written."""
    folder = tmp_path / "begun"
    done = playbook("init", "begun", *OPTIONS, "--visibility", "restricted", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    git(folder, "init", "-q", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Start")
    return folder


def commands(folder: Path, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What a workflow's steps run, and with what variables; not the installation, which needs a network."""
    text = (folder / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    [job] = yaml.load(text, Loader=yaml.BaseLoader)["jobs"].values()  # noqa: S506  makes texts only
    for step in job["steps"]:
        if "run" in step and step["name"] != "Install the software":
            yield step["run"], step.get("env", {})


def run_job(name: str, folder: Path, summary: Path, context: dict[str, str] | None = None) -> tuple[int, str]:
    """How a workflow ends here, and all that it prints; the shell is the one that runs its steps there."""
    code, printed = 0, ""
    for command, variables in commands(folder, name):
        if not code:
            stated = {key: filled(value, context or CONTEXT) for key, value in variables.items()}
            done = subprocess.run(
                ["bash", "-e", "-c", command],
                cwd=folder,
                env={
                    **ENVIRONMENT,
                    "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}",
                    "GITHUB_STEP_SUMMARY": str(summary),
                    **stated,
                },
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            code, printed = done.returncode, printed + done.stdout + done.stderr
    return code, printed


def test_a_new_playbook_is_built_and_published_and_none_of_its_files_changes(
    begun: Path, tmp_path: Path
) -> None:
    """At once and without a word of complaint; what the software makes is ignored by git."""
    host = remote(tmp_path)
    git(begun, "remote", "add", "origin", host.folder.as_uri())
    ends = [
        playbook(*words, cwd=begun) for words in (("check", "--strict"), ("build", "--strict"), ("publish",))
    ]
    said = [(done.returncode, done.stderr) for done in ends]

    assert [(0, ""), (0, ""), (0, "")] == said, ends
    assert {"latest/index.html", "latest/priorities/get-parcels-moving/index.html"} <= set(host.files())
    assert "" == git(begun, "status", "--porcelain")


def test_its_workflow_publishes_with_a_token_that_no_file_keeps(begun: Path, tmp_path: Path) -> None:
    """The steps of *main*, on a host that takes a push only with the token."""
    host = remote(tmp_path)
    with hosted(host.folder, TOKEN) as (server, address):
        git(begun, "remote", "add", "origin", address)
        context = {"github.server_url": server, "github.token": TOKEN}
        code, printed = run_job("main", begun, tmp_path / "summary.md", context)
    keeping = [path for path in begun.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]

    assert (0, True, []) == (code, host.has_pages(), keeping), printed


def changed(folder: Path, old: str, new: str) -> None:
    """A change of the roles, merged for its check."""
    git(folder, "checkout", "-qb", "change")
    roles = folder / "data" / "roles.yml"
    text = roles.read_text(encoding="utf-8")
    assert old in text
    roles.write_text(text.replace(old, new), encoding="utf-8")
    git(folder, "commit", "-qam", "Change")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "change")


def test_its_pull_requests_are_told_what_changes(begun: Path, tmp_path: Path) -> None:
    """The summary has the check and the change in the response; the site to attach is there."""
    changed(begun, "    title: Shift lead", "    title: Shift manager")
    code, printed = run_job("pull-request", begun, tmp_path / "summary.md")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")

    assert 0 == code, printed
    assert summary.startswith("# Check\n\nNo problem was found.\n\n# What changes in the response\n\n")
    assert (True, False) == ("Shift manager" in summary, "no plan before" in summary)
    assert (begun / "site" / "index.html").is_file()


def test_its_pull_requests_are_told_what_is_wrong(begun: Path, tmp_path: Path) -> None:
    """At the line of the change, and in the summary; nothing is built."""
    changed(begun, "deputy: head-of-it", "deputy: head-of-at")
    code, printed = run_job("pull-request", begun, tmp_path / "summary.md")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")

    assert 1 == code
    assert re.search(r"^::error file=data/roles\.yml,line=\d+,", printed, re.MULTILINE)
    assert summary.startswith("# Check\n\n## 1 error\n")
    assert "head-of-at" in summary
    assert not (begun / "site").exists()


def test_its_first_pull_request_has_nothing_to_compare_with(begun: Path, tmp_path: Path) -> None:
    """A repository that held no playbook before is no failure."""
    git(begun, "checkout", "-q", "--orphan", "empty")
    git(begun, "rm", "-rqf", "--cached", ".")
    git(begun, "commit", "-q", "--allow-empty", "-m", "Nothing yet")
    nothing = git(begun, "rev-parse", "HEAD")
    git(begun, "checkout", "-qf", "main")
    merge = git(begun, "commit-tree", "-p", nothing, "-p", "main", "-m", "Merge", "main^{tree}")
    git(begun, "checkout", "-q", merge)
    code, printed = run_job("pull-request", begun, tmp_path / "summary.md")

    assert 0 == code, printed
    assert "no plan before this one" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("zizmor", "--offline", "--quiet", "--pedantic", "--strict-collection", ".github"),
        ("check-jsonschema", "--quiet", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"),
        (
            *("check-jsonschema", "--quiet", "--builtin-schema", "vendor.github-workflows"),
            *(".github/workflows/main.yml", ".github/workflows/pull-request.yml"),
        ),
    ],
    ids=["zizmor", "dependabot", "workflows"],
)
def test_its_workflows_pass_what_this_repositorys_pass(begun: Path, command: tuple[str, ...]) -> None:
    """Nothing unsafe, and nothing that GitHub would not read."""
    program, *words = command
    done = subprocess.run(
        [PROGRAM.with_name(program), *words], cwd=begun, capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Nobody is here to be asked: give --title, --role, --priority and --timezone.", ()),
        ("Nobody is here to be asked: give --priority.", (*OPTIONS[:6], *OPTIONS[8:])),
        ("--timezone: There is no time zone `Europe/Londn`.", (*OPTIONS, "--timezone", "Europe/Londn")),
        ("--role: `Shift lead` is there already", (*OPTIONS, "--role", "shift lead")),
        ("--title: This text", (*OPTIONS, "--title", "\x1b[31mred")),
        ("--software: Write what pip can install", (*OPTIONS, "--software", "../crisis-playbook")),
        ("--key: `A Key` is not an id", (*OPTIONS, "--key", "A Key")),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(
    said: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    """One sentence and exit code 2; a script is never asked."""
    done = playbook("init", "new", *words, cwd=tmp_path)

    assert (2, "", []) == (done.returncode, done.stdout, list(tmp_path.iterdir()))
    assert f"Error: {said}" in done.stderr


@pytest.mark.parametrize("name", ["notes.txt", ".gitignore", "data"])
def test_a_folder_that_holds_anything_is_left_alone(name: str, tmp_path: Path) -> None:
    """What stands there already is nobody's to mix with."""
    (tmp_path / name).mkdir()
    done = playbook("init", ".", *OPTIONS, cwd=tmp_path)

    assert (2, [name]) == (done.returncode, [path.name for path in tmp_path.iterdir()])
    assert f"it holds {name}" in done.stderr


def test_a_new_repository_is_an_empty_folder(tmp_path: Path) -> None:
    """As a clone of what was just made on a host is."""
    git(tmp_path, "init", "-q")
    done = playbook("init", ".", *OPTIONS, cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert "git init" not in done.stdout
    assert (tmp_path / "data" / "playbook.yml").is_file()


def test_a_machine_that_refuses_is_told(tmp_path: Path) -> None:
    """Exit code 3 and a sentence, and nothing half written; a limit on files refuses administrators too."""
    words = ('ulimit -f 0; exec "$@"', "bash", PROGRAM, "init", "new", *OPTIONS)
    done = subprocess.run(
        ["bash", "-c", *words],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (3, "Error: File too large", []) == (
        done.returncode,
        done.stderr.partition(". ")[0],
        [*tmp_path.iterdir()],
    )


class Terminal:
    """The program at a terminal, with somebody who types; it is gone afterwards, however it ended."""

    def __init__(self, *words: str, cwd: Path) -> None:
        self.shown = ""
        self.code: int | None = None
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execve(PROGRAM, ["playbook", *words], {**ENVIRONMENT, "TZ": "Europe/Paris"})  # noqa: S606  our own

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.screen)

    def answer(self, question: str, typed: str) -> None:
        """Wait until a question is shown that was not shown before, and type an answer."""
        while question not in self.shown:
            assert self._read(SECONDS), f"{question!r} was never asked:\n{self.shown}"
        self.shown = self.shown.partition(question)[2]
        os.write(self.screen, typed.encode())

    def end(self, pressed: str = "") -> int:
        """The exit code, once all is shown; a key is pressed again and again until then."""
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            while self._read(0.5):
                continue
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self.code = os.waitstatus_to_exitcode(status)
                return self.code
            with suppress(OSError):
                os.write(self.screen, pressed.encode())
            time.sleep(0.1)
        raise AssertionError(f"It never ended:\n{self.shown}")

    def _read(self, seconds: float) -> bool:
        """Whether anything more was shown within so many seconds."""
        ready, _, _ = select.select([self.screen], [], [], seconds)
        try:
            found = os.read(self.screen, 4096) if ready else b""
        except OSError:
            # Of a terminal whose program has ended nothing can be read.
            return False
        self.shown += found.decode(errors="replace")
        return bool(found)


def test_somebody_is_asked_and_told_at_once_what_will_not_do(tmp_path: Path) -> None:
    """Enter takes what is proposed; a wrong answer is told, and the question comes again."""
    with Terminal("init", "new", "--visibility", "public", cwd=tmp_path) as terminal:
        terminal.answer("What is the playbook called?", "\u201cWarehouse: it's down \U0001f6a8\u201d\n")
        terminal.answer("[warehouse-its-down] ", "Our Key\n")
        terminal.answer("Write `our-key`.", "\n")
        terminal.answer("Who leads?", "\n")
        terminal.answer("Who takes over", "incident lead\n")
        terminal.answer("is there already", "-\n")
        terminal.answer("first thing to put right?", "Get 'them': moving\n")
        terminal.answer("[Europe/Paris] ", "Europe/Londn\n")
        terminal.answer("Did you mean `Europe/London`?", "Europe/London\n")
        terminal.answer("repository's address", "git@github.com:our-company/plan.git\n")
        terminal.answer("https://github.com/our-company/plan", "https://github.com/our-company/plan\n")
        terminal.answer("[https://our-company.github.io/plan/] ", "\n")
        terminal.answer("What pip installs", "crisis-playbook==0.1.0\n")
        code = terminal.end()
    checked = playbook("-C", "new", "check", cwd=tmp_path)
    data = tmp_path / "new" / "data"
    read = yaml.safe_load((data / "playbook.yml").read_text(encoding="utf-8"))["playbook"]

    assert (0, 0) == (code, checked.returncode), terminal.shown
    assert ("warehouse-its-down", "Warehouse: it's down \U0001f6a8") == (read["key"], read["title"])
    assert ["get-them-moving.yml"] == [path.name for path in (data / "priorities").iterdir()]


@pytest.mark.parametrize("typed", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_who_leaves_in_the_middle_leaves_nothing(typed: str, tmp_path: Path) -> None:
    """No folder, no file, and the exit code that shells give an interruption."""
    with Terminal("init", "new", cwd=tmp_path) as terminal:
        terminal.answer("What is the playbook called?", "Title\n")
        terminal.answer("Its key", typed)
        code = terminal.end(pressed=typed)

    assert (INTERRUPTED, []) == (code, list(tmp_path.iterdir())), terminal.shown
    assert "Nothing was written." in terminal.shown
