"""How long a pull request waits that changes data alone: the workflow's own steps, in a fresh clone.

Every step runs as the workflow has it, in its order, with an empty home, so that nothing is there which a new
machine would lack. What GitHub adds, the machine's start and the fetching, cannot be measured here.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.workflows import ROOT, steps

#: A file of its own is the smallest change that cannot collide with what stands in data/.
CHANGE = "principles:\n  measured-change: {title: A change to be measured}\n"


@dataclass(frozen=True, slots=True)
class Measured:
    """A step and the seconds that it took."""

    name: str
    seconds: float


def measured(folder: Path) -> Iterator[Measured]:
    """The steps of the workflow on a clone of this project with one change of its data, made in `folder`."""
    clone, home = folder / "clone", folder / "home"
    home.mkdir()
    kept = {"PATH", "PIP_CERT", "PIP_CONFIG_FILE", "PIP_INDEX_URL", "SSL_CERT_FILE"}
    given = {name: value for name, value in os.environ.items() if name in kept}
    environment = {
        **given,
        "HOME": str(home),
        "CI": "1",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        **{
            f"GIT_{who}_{what}": "bench@localhost"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }

    def run(*words: str | Path, at: Path = clone) -> None:
        done = subprocess.run(words, cwd=at, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")

    run("git", "clone", "--quiet", ROOT, clone, at=folder)
    (clone / "data" / "measured-change.yml").write_text(CHANGE, encoding="utf-8")
    run("git", "add", "data")
    run("git", "commit", "--quiet", "--message", "A change")
    for step in steps("pull-request"):
        if step.run:
            start = time.perf_counter()
            run(*step.words)
            yield Measured(step.name, time.perf_counter() - start)


def main() -> None:
    """Prints what each step took, and when it was over."""
    print("| step | s | over after, s |\n|---|---:|---:|")
    total = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for item in measured(Path(folder)):
            total += item.seconds
            print(f"| {item.name} | {item.seconds:.1f} | {total:.1f} |", flush=True)


if __name__ == "__main__":
    main()
