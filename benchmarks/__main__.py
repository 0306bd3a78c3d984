"""Measures what docs/benchmarks.md states: `make bench`, or `python -m benchmarks 100 500`.

Each row is one made-up playbook. Ours and the builder take turns, and the best of a few rounds counts, so
that their ratio means something on a noisy machine. Nothing is deleted before the end, and each run has a
folder of its own: just after many files were removed, some file systems make new ones much more slowly.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import home, live, madeup

HERE = Path(__file__).resolve().parents[1]
SIZES = (100, 500, 2000)
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "1795000000"}


@dataclass(frozen=True, slots=True)
class Row:
    """One playbook. Seconds of our work alone, of our whole process, of the builder's whole process."""

    pages: int
    ours: float
    started: float
    builder: float

    def __str__(self) -> str:
        return (
            f"| {self.pages} | {self.ours:.2f} | {self.builder:.2f} | {self.ours / self.builder:.0%} "
            f"| {1000 * self.ours / self.pages:.2f} | {self.started:.2f} |"
        )


def row(size: int, root: Path) -> Row:
    """Measures a playbook of about so many pages, made in `root`."""
    madeup.write(root, size)
    ours, started, builder = [], [], []
    made = root / "made"
    for number in range(5 if size <= 500 else 3):
        made = root / f"made-{number}"
        seconds, said = timed(sys.executable, "-m", "benchmarks.ours", root, made)
        ours.append(float(said))
        started.append(seconds)
        config, site = made / "mkdocs.yml", made / "site"
        seconds, _ = timed(sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", site)
        builder.append(seconds)
    pages = len(list((made / "docs").rglob("*.md")))
    return Row(pages, min(ours), min(started), min(builder))


def timed(*command: str | Path) -> tuple[float, str]:
    """The seconds that a program takes from start to end, and what it printed."""
    environment = {**os.environ, **QUIET}
    start = time.perf_counter()
    done = subprocess.run(command, check=True, cwd=HERE, env=environment, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def main() -> None:
    """Prints the table."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print("| pages | ours, s | builder, s | ours / builder | ours a page, ms | ours with start-up, s |")
    print("|---:|---:|---:|---:|---:|---:|")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            rows.append(row(size, Path(folder) / str(size)))
            print(rows[-1], flush=True)
        if len(rows) > 1:
            first, *_, last = sorted(rows, key=lambda item: item.pages)
            times = (last.ours / last.pages) / (first.ours / first.pages)
            print(f"\nCost a page at {last.pages} against {first.pages}: {times:.2f} times")
        program = Path(sys.executable).with_name("playbook")
        check = min(timed(program, "-C", HERE, "check")[0] for _ in range(9))
        print(f"`playbook check` on data/: {check:.2f} s of wall time, start-up included\n")
        print(f"A save until it is on the open page of `playbook serve`:\n\n{live.table((500,))}\n")
        print(f"The home page of data/, cold, on a telephone:\n\n{home.table(HERE)}")


if __name__ == "__main__":
    main()
