"""How much a home page asks of a telephone, and how soon it can be read there.

The page is served as GitHub Pages serves it, compressed, but over HTTP/1.1: a browser has six connections
instead of one that all requests share, so what is measured here is rather too slow than too fast.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.answering import answering
from tests.browser.until import until

#: What that host compresses, by the end of the file's name.
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml", ".map"}

#: What a cold visit may ask of the line, in bytes: one second's worth at 1.6 Mbit/s.
BUDGET = 200_000

#: A telephone's screen in CSS pixels, and what can be read there: the next action and whom to call.
SCREEN = (390, 844)
READABLE = "#_next, .pb-calls"

#: Notes when everything that matters stands on the page, and when the browser drew its largest part.
WATCH = """(selector => {
  const seen = window.__seen = { readable: 0, largest: 0 }
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) seen.largest = entry.startTime
  }).observe({ type: "largest-contentful-paint", buffered: true })
  const parts = selector.split(", ")
  const look = () => {
    const drawn = performance.getEntriesByName("first-contentful-paint").length
    if (drawn && parts.every(part => document.querySelector(part)?.checkVisibility())) {
      seen.readable = performance.now()
    } else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})"""


HEAD = """\
| line | kB | requests | first paint, s | largest paint, s | next action and calls, s |
|---|---:|---:|---:|---:|---:|"""


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone's line: bytes a second each way, milliseconds until an answer begins."""

    down: float
    up: float
    latency: float


#: 1.6 Mbit/s and 150 ms: the slow line of a mobile network.
SLOW = Line(200_000, 93_750, 150)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit cost: bytes on the wire and requests; milliseconds until the browser drew the first
    part of the page, its largest, and everything that `READABLE` names.
    """

    size: int
    requests: int
    first: float
    largest: float
    readable: float

    def __str__(self) -> str:
        seconds = " | ".join(f"{time / 1000:.2f}" for time in (self.first, self.largest, self.readable))
        return f"| {self.size / 1000:.0f} | {self.requests} | {seconds} |"


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


#: The bytes that went over the wire for each address, the heads of the answers with them.
Traffic = dict[str, int]


class _Host(SimpleHTTPRequestHandler):
    """Keeps its connections open, compresses, and counts: what a worker asks for no page's own count has."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, directory: str, traffic: Traffic) -> None:
        self._traffic = traffic
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]  # the server's own three

    def send_header(self, keyword: str, value: str) -> None:
        """Counts the line: the colon, the blank and the line's end are four."""
        self._count(len(keyword) + len(value) + 4)
        super().send_header(keyword, value)

    def _count(self, sent: int) -> None:
        self._traffic[self.path] = self._traffic.get(self.path, 0) + sent

    def do_GET(self) -> None:
        """Sends a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        packed = path.suffix in COMPRESSED
        content = _packed(path) if packed else path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self._count(len(content))
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives
        """Says nothing."""


@contextmanager
def host(site: Path, traffic: Traffic) -> Iterator[str]:
    """The address under which a site is served meanwhile; `traffic` tells what was sent."""
    handler = partial(_Host, directory=str(site), traffic=traffic)
    with answering(handler) as address:
        yield f"{address}/"


def visit(browser: Browser, site: Path, line: Line | None = None) -> Visit:
    """Opens the home page in a browser that has nothing of it yet, and waits until it asks for no more."""
    traffic: Traffic = {}
    context = browser.new_context(viewport={"width": SCREEN[0], "height": SCREEN[1]})
    with host(site, traffic) as address, closing(context):
        page = context.new_page()
        page.add_init_script(f"{WATCH}({READABLE!r})")
        if line is not None:
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            speed = {"downloadThroughput": line.down, "uploadThroughput": line.up, "latency": line.latency}
            wire.send("Network.emulateNetworkConditions", {"offline": False, **speed})
        page.goto(address, wait_until="commit")
        until(page, "window.__seen.readable > 0")
        first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        seen = page.evaluate("window.__seen")
        settle(page, traffic)
    return Visit(sum(traffic.values()), len(traffic), first, seen["largest"], seen["readable"])


def settle(page: Page, traffic: Traffic) -> None:
    """Waits until nothing was sent for a second: what workers ask for does not hold up a page's own end."""
    sent = -1
    while sent != (sent := sum(traffic.values())):
        page.wait_for_timeout(1000)


def median(visits: Sequence[Visit]) -> Visit:
    """The visit that half of the others were sooner than."""
    return sorted(visits, key=lambda visit: visit.readable)[len(visits) // 2]


def table(playbook: Path) -> str:
    """Builds a playbook's site and visits it: five times on the slow line, five on this machine's own."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "playbook"
        shutil.copytree(playbook / "data", root / "data")
        subprocess.run(
            [sys.executable, "-m", "generator", "-C", root, "build"], check=True, capture_output=True
        )
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rows = [
            f"| {name} {median([visit(browser, root / 'site', line) for _ in range(5)])}"
            for name, line in (("1.6 Mbit/s, 150 ms", SLOW), ("this machine's own", None))
        ]
        browser.close()
    return "\n".join([HEAD, *rows])
