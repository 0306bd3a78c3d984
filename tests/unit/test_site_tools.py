"""The programs that the site is made with: they end with the run that has started them, and hold its lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.site.tools import EnvironmentFailure, cure, run
from generator.write import alone

#: Runs a program that sleeps, with the lock of a folder; `how` is a statement to prepare with.
RUNS = """
import sys
from pathlib import Path
from generator.site import tools
from generator.write import alone
{how}
with alone(Path(sys.argv[1]), lambda: None):
    program = "import os, sys, time; print(os.getpid(), file=open('pid', 'w'), flush=True); time.sleep(60)"
    tools.run([sys.executable, "-c", program], Path(sys.argv[1]))
"""


def killed_run(folder: Path, how: str = "") -> int:
    """The process id of a program whose run has just been killed."""
    with subprocess.Popen([sys.executable, "-c", RUNS.format(how=how), str(folder)]) as running:
        while not ((folder / "pid").exists() and (folder / "pid").read_text().strip()):
            time.sleep(0.01)
        running.kill()
    return int((folder / "pid").read_text())


def is_alive(process: int) -> bool:
    """Whether it still runs; what nobody has taken note of is dead as well."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_program_does_not_outlive_its_run(tmp_path: Path) -> None:
    """Killed alone, a run takes the builder along, which would write on for seconds."""
    process = killed_run(tmp_path)
    end = time.monotonic() + 20
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.01)

    assert not is_alive(process)


def test_a_program_that_does_outlive_it_is_waited_for(tmp_path: Path) -> None:
    """Where a system cannot end it the next run does not start until nobody writes any more."""
    process = killed_run(tmp_path, how="tools._ends_with = lambda _: None")
    told: list[bool] = []

    def waiting() -> None:
        told.append(is_alive(process))
        os.kill(process, signal.SIGKILL)

    with alone(tmp_path, waiting):
        pass

    assert [True] == told


def test_a_program_that_is_killed_is_no_fault_of_the_data(tmp_path: Path) -> None:
    """As by a machine that is short of memory."""
    with pytest.raises(EnvironmentFailure, match=r"^The builder was ended from outside \(Killed\)"):
        run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], tmp_path, name="The builder")


def test_what_helps_is_said_where_it_is_known() -> None:
    """Nothing else is guessed."""
    assert ("", "") == (cure(None), cure(0))
