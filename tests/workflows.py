"""The workflows under .github/, read as GitHub reads them; their steps run at a terminal's place."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.making import TOOLS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github" / "workflows"
NAMES = ("pull-request", "main", "weekly")

_EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a job: the command that it runs, or the action that it uses with its settings."""

    name: str
    run: str
    uses: str
    settings: Mapping[str, str]
    variables: Mapping[str, str]

    @property
    def words(self) -> list[str]:
        """The command's words."""
        return shlex.split(self.run)


def text(name: str) -> str:
    """A workflow as it is written."""
    return (FOLDER / f"{name}.yml").read_text(encoding="utf-8")


def workflow(name: str) -> dict[str, Any]:
    """A workflow as data; every scalar is a text, so that `on` stays a key."""
    read = yaml.load(text(name), Loader=yaml.BaseLoader)  # noqa: S506  makes texts, lists and mappings only
    assert isinstance(read, dict)
    return read


def jobs(name: str) -> list[dict[str, Any]]:
    """The jobs of a workflow."""
    return list(workflow(name)["jobs"].values())


def steps(name: str) -> Iterator[Step]:
    """The steps of all jobs of a workflow."""
    for job in jobs(name):
        for step in job["steps"]:
            yield Step(
                name=step["name"],
                run=step.get("run", ""),
                uses=step.get("uses", ""),
                settings=step.get("with", {}),
                variables=step.get("env", {}),
            )


def filled(value: str, context: Mapping[str, str]) -> str:
    """A value with its expressions replaced by what GitHub puts there; an unknown one fails."""
    return _EXPRESSION.sub(lambda found: context[found[1]], value)


def perform(
    step: Step, folder: Path, context: Mapping[str, str], *more: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """A step's command on the playbook in `folder`, with the tools of the environment that the tests run in.

    `more` goes to make before the step's own words; `variables` are what GitHub sets.
    """
    program, *words = step.words
    stated = {name: filled(value, context) for name, value in step.variables.items()}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "MAKE"))}
    return subprocess.run(
        [program, *TOOLS, *more, *words, f"DIR={folder}"],
        cwd=ROOT,
        env={**inherited, **stated, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
