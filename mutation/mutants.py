"""The mutants of a package: their names, what became of them, how each differs. Alone in touching mutmut."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from mutmut.configuration import reset_config
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

from mutation.work import Package

#: Bytes. A mutant that collects for ever hurts itself alone.
MEMORY = 3 * 2**30


#: mutmut's words for mutants that a test failed with, that came to no end, that broke Python itself.
NOTICED = ("killed", "timeout", "segfault")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a package's mutants: how many there are; the names of those tried, by mutmut's word."""

    package: str
    mutants: int
    by_status: dict[str, list[str]]

    @property
    def tried(self) -> int:
        return sum(map(len, self.by_status.values()))

    @property
    def killed(self) -> int:
        return sum(len(self.by_status.get(word, [])) for word in NOTICED)

    @property
    def alive(self) -> list[str]:
        """The names of those that no test noticed, or whose code no test runs."""
        return sorted(name for word, found in self.by_status.items() if word not in NOTICED for name in found)

    @property
    def share(self) -> float:
        return self.killed / self.tried if self.tried else 1.0


def names(package: Package, folder: Path) -> list[str]:
    """Every mutant of a package, in order."""
    found: list[str] = []
    with chdir(folder):
        reset_config()
        for path in package.files:
            changed = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
            found += [get_mutant_name(path, name) for name in changed.mutant_names]
    return found


def run(folder: Path, chosen: Iterable[str], *, children: int) -> None:
    """Let the tests judge the chosen mutants, or all if none is; raises CalledProcessError if they cannot.

    What mutmut says goes to mutmut.log in the folder.
    """
    mutmut = Path(sys.executable).with_name("mutmut")
    with (folder / "mutmut.log").open("w", encoding="utf-8") as log:
        subprocess.run(
            [mutmut, "run", "--max-children", str(children), *chosen],
            cwd=folder,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )


def outcome(package: Package, folder: Path) -> Outcome:
    """What became of those that were tried so far."""
    by_status: dict[str, list[str]] = {}
    codes: dict[str, int | None] = {}
    for path in package.files:
        told = folder / "mutants" / f"{path}.meta"
        if told.exists():
            codes |= json.loads(told.read_text(encoding="utf-8"))["exit_code_by_key"]
    for name, code in codes.items():
        if code is not None:
            by_status.setdefault(status_by_exit_code[code], []).append(name)
    return Outcome(package.name, len(codes), by_status)


def differences(folder: Path, chosen: Iterable[str]) -> str:
    """How each of these mutants differs from the code, as one patch a mutant."""
    with chdir(folder):
        reset_config()
        return "\n".join(f"# {name}\n{get_diff_for_mutant(name)}" for name in chosen)
