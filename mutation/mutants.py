"""The mutants of a package: their names, what became of them, how each differs. Alone in touching mutmut."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from mutmut.configuration import reset_config
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.state import reset_state
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

from mutation.work import Package

#: Bytes. A mutant that collects for ever hurts itself alone.
MEMORY = 3 * 2**30

#: mutmut's words for mutants that a test failed with, that came to no end, that broke Python itself.
NOTICED = ("killed", "timeout", "segfault")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a package's mutants: how many there are; mutmut's word for each one chosen, by name."""

    package: str
    mutants: int
    chosen: dict[str, str | None]

    @property
    def late(self) -> int:
        return sum(word == "timeout" for word in self.chosen.values())

    @property
    def killed(self) -> int:
        return sum(word in NOTICED for word in self.chosen.values())

    @property
    def alive(self) -> list[str]:
        """The names of those that no test noticed, or whose code no test runs."""
        return sorted(name for name, word in self.chosen.items() if word not in NOTICED)

    @property
    def share(self) -> float:
        return self.killed / len(self.chosen) if self.chosen else 1.0


def make(package: Package, folder: Path) -> dict[str, str | None]:
    """Make the mutants of a package: their names, with what is known of each that has been tried before.

    Nothing is known any more of the mutants of a function that has changed since.
    """
    with chdir(folder), (folder / "made.log").open("w", encoding="utf-8") as log, redirect_stdout(log):
        from mutmut.__main__ import create_mutants  # noqa: PLC0415  wants to find its settings where it is

        reset_config()
        reset_state()
        Path("mutants").mkdir(exist_ok=True)
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(max_children=1)
    return known(package, folder)


def known(package: Package, folder: Path) -> dict[str, str | None]:
    """The names of the mutants, with mutmut's word for what became of each; None for what was not tried."""
    codes: dict[str, int | None] = {}
    for path in package.files:
        told = folder / "mutants" / f"{path}.meta"
        codes |= json.loads(told.read_text(encoding="utf-8"))["exit_code_by_key"]
    return {name: None if code is None else status_by_exit_code[code] for name, code in codes.items()}


def run(folder: Path, chosen: Iterable[str], *, children: int) -> None:
    """Let the tests judge the chosen mutants; raises CalledProcessError if they cannot.

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


def differences(folder: Path, chosen: Iterable[str]) -> str:
    """How each of these mutants differs from the code, as one patch a mutant."""
    with chdir(folder):
        reset_config()
        return "\n".join(f"# {name}\n{get_diff_for_mutant(name)}" for name in chosen)
