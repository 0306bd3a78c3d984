"""What must hold for every workflow, whatever it does."""

from __future__ import annotations

import re

import pytest

from tests.workflows import FOLDER, NAMES, ROOT, jobs, steps, text, workflow

every_workflow = pytest.mark.parametrize("name", NAMES)


def test_the_workflows_are_these() -> None:
    """A new one is added to the names that the promises below are checked for."""
    assert sorted(NAMES) == sorted(path.stem for path in FOLDER.iterdir())


@every_workflow
def test_actions_are_pinned_by_hash_with_their_version_beside_it(name: str) -> None:
    """A tag can be moved to other code; a hash cannot, and nobody can read one."""
    used = re.findall(r"uses: *(.*)", text(name))

    assert used
    assert [] == [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)]


def test_one_action_has_one_version() -> None:
    """Whoever looks up what a workflow runs looks it up once."""
    used = {step.uses for name in NAMES for step in steps(name) if step.uses}

    assert len({action.partition("@")[0] for action in used}) == len(used)


@every_workflow
def test_nothing_is_permitted_unless_a_job_asks(name: str) -> None:
    """Only the job that publishes may write, and only contents."""
    asked = {"main": "write"}.get(name, "read")

    assert {} == workflow(name)["permissions"]
    assert [{"contents": asked}] == [job["permissions"] for job in jobs(name)]


@every_workflow
def test_no_secret_is_used(name: str) -> None:
    """What GitHub lends for one run is all that publishing takes."""
    assert "secrets" not in text(name)


def test_a_pull_request_runs_with_what_strangers_may_have() -> None:
    """`pull_request_target` would run a stranger's change with the repository's own rights."""
    assert ["pull_request"] == list(workflow("pull-request")["on"])


def test_a_required_check_always_reports() -> None:
    """A filter on paths or a condition on the job would leave it pending for ever."""
    assert {"pull_request": ""} == workflow("pull-request")["on"]
    assert ["if" in job for job in jobs("pull-request")] == [False]


@every_workflow
def test_every_job_ends(name: str) -> None:
    """A run that hangs is stopped within an hour, not within GitHub's six."""
    assert all(0 < int(job["timeout-minutes"]) <= 60 for job in jobs(name))


@every_workflow
def test_a_step_is_a_make_target_that_exists(name: str) -> None:
    """So that each runs the same at a terminal; and no text of an event is pasted into a shell."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = [step.words for step in steps(name) if step.run]
    asked = {word for _, *words in commands for word in words if "=" not in word}

    assert {"make"} == {program for program, *_ in commands}
    assert set() == asked - targets
    assert not any("${{" in step.run for step in steps(name))


def test_lint_reads_all_yaml_of_the_software() -> None:
    """The examples, which people copy, too; the playbook's own data is `make check`'s to judge."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [read] = re.findall(r"yamllint --strict (.*)", makefile)

    assert {".github", "examples", "generator", "mkdocs.yml", "tests"} <= set(read.split())


@every_workflow
def test_the_token_is_not_left_on_the_disk(name: str) -> None:
    """A checkout would keep it in .git/config, for all later steps to read."""
    [checkout] = [step for step in steps(name) if step.uses.startswith("actions/checkout@")]

    assert "false" == checkout.settings["persist-credentials"]


def test_only_the_step_that_publishes_has_the_token() -> None:
    """Builders and their plugins run without it."""
    given = {step.name for name in NAMES for step in steps(name) if "token" in str(step.variables)}

    assert {"Publish the site"} == given
    assert 1 == sum(text(name).count("github.token") for name in NAMES)


def test_publishings_wait_for_each_other_and_none_is_cut_short() -> None:
    """One group for all, whatever branch or event started it."""
    assert {"group": "publish", "cancel-in-progress": "false"} == workflow("main")["concurrency"]


def test_publishing_knows_the_history_and_only_main() -> None:
    """The history says which of two builds is newer; a run by hand can name any branch."""
    [job] = jobs("main")
    checkout = next(step for step in steps("main") if step.uses.startswith("actions/checkout@"))

    assert "0" == checkout.settings["fetch-depth"]
    assert ["main"] == workflow("main")["on"]["push"]["branches"]
    assert "github.ref == 'refs/heads/main'" == job["if"]
