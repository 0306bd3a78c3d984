"""The program in a process of its own, and what it took: seconds of processor, memory, lines.

What a process took in memory is counted from what it was forked from. So a small process stands between the
tests and the program: this file, run as a script.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

#: What hostile data may take at most: seconds of processor, MB of memory, lines that are shown.
SECONDS, MEGABYTES, LINES = 5, 500, 800

#: Far longer than any run may take on a busy machine: whoever waits for something waits for ever.
_PATIENCE = 300

#: The kernel ends what does not end by itself.
_RUNAWAY = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code, seconds of processor and MB of memory (children too), what it said."""

    code: int
    seconds: float
    megabytes: float
    said: str

    @property
    def excess(self) -> tuple[str, ...]:
        """What was too much, and whatever no person should see."""
        return self.beyond(SECONDS)

    def beyond(self, seconds: float, lines: float = LINES) -> tuple[str, ...]:
        """The same, where more seconds or lines are allowed."""
        found = {
            f"{self.seconds:.1f} seconds": self.seconds > seconds,
            f"{self.megabytes:.0f} MB": self.megabytes > MEGABYTES,
            f"{self.said.count(chr(10))} lines": self.said.count("\n") > lines,
            "a traceback": "Traceback" in self.said,
        }
        return tuple(what for what, is_so in found.items() if is_so)


def measured(*words: str | Path, given: str = "") -> Ended:
    """How `playbook WORDS` ended; `given` is typed into it."""
    with tempfile.TemporaryDirectory() as folder:
        took = Path(folder) / "took.json"
        running = subprocess.Popen(
            [sys.executable, "-S", __file__, took, sys.executable, "-m", "generator", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).resolve().parents[1],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795000000"},
            start_new_session=True,
        )
        try:
            said, _ = running.communicate(given.encode(), timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            said, _ = running.communicate()
            return Ended(-signal.SIGKILL, 0, 0, f"{said.decode('utf-8', 'replace')}\nIt did not end.")
        found = json.loads(took.read_text(encoding="utf-8"))
    return Ended(said=said.decode("utf-8", "replace"), **found)


def _measure(took: Path, command: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_RUNAWAY, _RUNAWAY))
    code = subprocess.call(command)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {"code": code, "seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
    took.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    _measure(Path(sys.argv[1]), sys.argv[2:])
