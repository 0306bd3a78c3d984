"""git, run as a program: its answers as text, its refusals as sentences."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.revision import own
from generator.site import EnvironmentFailure


@dataclass(frozen=True, slots=True)
class Answer:
    """How a git command ended: its exit code, what it said, and what it said of problems."""

    code: int
    said: str
    complaint: str


@dataclass(frozen=True, slots=True)
class Git:
    """git as seen from a folder; with `repository`, another repository than the folder's own."""

    folder: Path
    repository: Path | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    def ask(self, *words: str, alone: bool = False) -> Answer:
        """Run `git WORDS`, whatever comes of it.

        `alone` keeps a kill of this program from reaching it: what it has begun on a repository beside us
        it then ends. Raises EnvironmentFailure where there is no git.
        """
        where = [f"--git-dir={self.repository}"] if self.repository else []
        try:
            done = subprocess.run(  # noqa: S603  git, with words of ours and names that git itself has checked
                ["git", *where, *words],  # noqa: S607  as the person's own shell finds it
                cwd=self.folder,
                env={**own(os.environ), **self.variables},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                start_new_session=alone,
            )
        except FileNotFoundError as problem:
            raise EnvironmentFailure("git is missing; publishing needs it.") from problem
        return Answer(done.returncode, done.stdout, done.stderr)

    def say(self, *words: str) -> str:
        """What `git WORDS` prints; raises EnvironmentFailure with git's own sentence where it fails."""
        answer = self.ask(*words)
        if answer.code:
            raise EnvironmentFailure(failure(words[0], answer))
        return answer.said.strip()


def failure(command: str, answer: Answer) -> str:
    """One sentence for a command that failed: the line of git's in which it says why."""
    lines = [line.strip() for line in answer.complaint.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "!"))]
    words = (telling or lines or [f"exit code {answer.code}"])[0]
    return f"git {command} failed: {words.removeprefix('fatal: ').removeprefix('error: ')}"
