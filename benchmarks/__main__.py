"""Measures what docs/benchmarks.md states: `make bench`, or `python -m benchmarks 100 500`.

Each row is one made-up playbook. `ours` is everything from reading the YAML to writing the Markdown, in
a process that has imported its modules and remembers nothing else; `builder` is a plain `mkdocs build` of
the same Markdown in a process of its own. Both are the best of a few runs, in one session, so that their
ratio means something on a noisy machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import madeup
from generator import exports, pages, pipeline, render, settings
from generator.site import default_config
from generator.write import write, write_one

HERE = Path(__file__).resolve().parents[1]
SIZES = (100, 500, 2000)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
#: A build imports these while it runs; a process imports them once, however many pages there are.
IMPORTED = (exports, pages, render, settings)
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "1795000000"}


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The shortest of so many runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def ours(root: Path) -> None:
    """Everything before the site builder, into `root`/build, from nothing."""
    shutil.rmtree(root / "build", ignore_errors=True)
    checked = pipeline.check(root, NOW)
    if checked.book is None or checked.verdict is None:
        sys.exit(f"The made-up playbook has errors: {checked.diagnostics[:3]}")
    generated, _ = pipeline.generate(checked.book, checked.verdict, checked.content, root)
    if generated is None:
        sys.exit("The made-up playbook made no pages.")
    write(generated.docs, root / "build" / "docs")
    write_one(root / "build" / "nav.yml", generated.navigation)
    write_one(root / "build" / "mkdocs.yml", default_config())


def builder(root: Path) -> None:
    """A plain build of the same Markdown, as the site's own first stage does it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "build" / "mkdocs.yml")]
    subprocess.run(
        [*command, "-d", str(root / "plain")], check=True, env={**os.environ, **QUIET}, capture_output=True
    )


def row(size: int) -> tuple[int, float, float]:
    """Pages, seconds of ours, seconds of the builder."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        madeup.write(root, size)
        # Caches of texts and times belong to a process; a build starts without them, so runs are forked.
        taken = best_of(3, lambda: in_a_process(root))
        pages = len(list((root / "build" / "docs").rglob("*.md")))
        return pages, taken, best_of(2 if size <= 500 else 1, lambda: builder(root))


def in_a_process(root: Path) -> None:
    """`ours` without anything that an earlier run remembered."""
    child = os.fork()
    if child == 0:
        ours(root)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("The run failed.")


def seed_check() -> float:
    """Wall time of `playbook check` on this playbook's data, start-up included, in seconds."""
    command = [str(Path(sys.executable).with_name("playbook")), "-C", str(HERE), "check"]
    return best_of(7, lambda: subprocess.run(command, check=False, capture_output=True))


def main() -> None:
    """Prints the table."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print("| pages | ours, s | builder, s | ours / builder | ours a page, ms |")
    print("|---:|---:|---:|---:|---:|")
    per_page = {}
    for size in sizes:
        pages, mine, theirs = row(size)
        per_page[size] = mine / pages
        print(
            f"| {pages} | {mine:.2f} | {theirs:.2f} | {mine / theirs:.0%} | {1000 * mine / pages:.2f} |",
            flush=True,
        )
    if len(per_page) > 1:
        first, last = min(per_page), max(per_page)
        print(f"\nCost a page at {last} against {first}: {per_page[last] / per_page[first]:.2f} times")
    print(f"`playbook check` on data/: {seed_check():.2f} s of wall time, start-up included")


if __name__ == "__main__":
    main()
