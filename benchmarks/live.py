"""How soon a save is on the open page: `playbook serve` on a made-up playbook, watched in Chromium.

A priority is renamed again and again, as an editor saves it. From just before the file is written until the
browser shows the new name, everything counts: the save seen, the plan checked, the page made and loaded.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks import madeup
from tests.browser.until import until

ROUNDS = 20

HEAD = """\
| pages | started, s | first page, s | median, s | slowest, s |
|---:|---:|---:|---:|---:|"""

#: Notes when the browser draws the heading, and what it then says.
WATCH = """(() => {
  const look = () => {
    const heading = document.querySelector("article h1")
    if (heading) window.__seen = { text: heading.textContent, at: performance.timeOrigin + performance.now() }
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()"""

_PAGE = "priorities/priority-3/"


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds: until the preview answers, until its first page is there, from each save to its text there."""

    pages: int
    started: float
    first: float
    saves: tuple[float, ...]

    def __str__(self) -> str:
        shown = (self.started, self.first, statistics.median(self.saves), max(self.saves))
        return f"| {self.pages} | {' | '.join(f'{seconds:.2f}' for seconds in shown)} |"


@contextmanager
def preview(root: Path) -> Iterator[str]:
    """The address of a running preview."""
    command = [sys.executable, "-u", "-m", "generator", "-C", str(root), "serve", "--port", "0"]
    with (root / "said.txt").open("w+", encoding="utf-8") as said:
        program = subprocess.Popen(command, stdout=said)
        try:
            while not (found := re.search(r"http\S+", (root / "said.txt").read_text(encoding="utf-8"))):
                time.sleep(0.01)
            yield found.group()
        finally:
            program.terminate()
            program.wait()


def save(file: Path, text: str) -> float:
    """Saves as most editors do, by renaming; the moment just before, in seconds since 1970."""
    started = time.time()
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    return started


def seen_after(page: Page, file: Path, text: str, word: str) -> float:
    """Seconds from a save until a word stands in the page's heading."""
    started = save(file, text)
    until(page, f"window.__seen?.text.includes({json.dumps(word)})")
    drawn: float = page.evaluate("window.__seen.at")
    return drawn / 1000 - started


def row(size: int, root: Path) -> Row:
    """Measures a playbook of about so many pages, made in `root`."""
    madeup.write(root, size)
    file = root / "data" / "priorities.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index('"', text.index("  priority-3:"))
    begun = time.perf_counter()
    with preview(root) as address, sync_playwright() as playwright:
        started = time.perf_counter() - begun
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(WATCH)
        begun = time.perf_counter()
        page.goto(f"{address}{_PAGE}", wait_until="load")
        first = time.perf_counter() - begun
        times = []
        for number in range(ROUNDS):
            # A person reads before the next save, and no two are the same time apart.
            page.wait_for_timeout(600 + 37 * number)
            word = f"edit{number}"
            times.append(seen_after(page, file, f"{text[: start + 1]}{word} {text[start + 1 :]}", word))
        browser.close()
    return Row(size, started, first, tuple(times))


def table(sizes: tuple[int, ...]) -> str:
    """A line a size."""
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join([HEAD, *(str(row(size, Path(folder) / str(size))) for size in sizes)])


if __name__ == "__main__":
    print(table(tuple(int(word) for word in sys.argv[1:]) or (500,)))
