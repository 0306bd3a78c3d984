"""The preview's server: on this machine alone, it answers from memory and tells open pages of each state."""

from __future__ import annotations

import errno
import json
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from generator import report
from generator.diagnostics import Location
from generator.preview.drafts import Good, Look
from generator.preview.handler import Answer, Handler
from generator.preview.pages import PLACE, Told, refused_page, told, waiting, with_preview
from generator.site.complaint import complaint
from generator.site.live import SiteRefusedError
from generator.site.unsafe import unsafe_page

_HOST = "127.0.0.1"

_OWN = ("preview.css", "preview.js")

_GONE = "This page is no longer in the plan: its entry was removed or renamed in the last saves."
_NEVER = "There is no such page in the plan."


class PortTakenError(OSError):
    """Another program listens there already."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Take it calmly when a browser leaves before the whole of a file has come."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # the server's own two


class Preview:
    """The newest look at a playbook, as its pages show it. Threads ask, one tells."""

    def __init__(self, root: Path) -> None:
        # A page of an earlier server must not take this one's first state for its own.
        self._token = secrets.token_hex(4)
        self._root = root
        self._news = threading.Condition()
        self._look = Look(0, None, ())
        self._event = b""
        self._seen: set[str] = set()

    def show(self, look: Look) -> None:
        """From now on pages show this, and open ones hear of it."""
        found = told(look.errors, report.reader(self._root))
        count = len(look.errors)
        said = json.dumps({"state": self._state(look), "problems": found, "count": count}, ensure_ascii=False)
        with self._news:
            self._look = look
            self._event = f"data: {said}\n\n".encode()
            self._seen.update(look.good.places if look.good else ())
            self._news.notify_all()

    def events(self, patience: float) -> Iterator[bytes]:
        """What an open page hears: how things are, then each change; a sign of life when nothing happens
        for so many seconds.
        """
        told_last = b""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._event != told_last, patience)  # noqa: B023  called at once
                event = self._event
            yield b": nothing new\n\n" if event == told_last else event
            told_last = event

    def answer(self, path: str) -> Answer:
        """What stands at a path of the site, decoded, with a slash in front."""
        if path.startswith(PLACE):
            return _own(path.removeprefix(PLACE))
        look = self._look
        if look.good is None:
            return Answer.page(waiting(self._state(look)))
        return self._of(look.good, path.removeprefix("/"), self._state(look))

    def _of(self, good: Good, path: str, state: str) -> Answer:
        inside = f"{path}index.html" if path.endswith("/") or not path else path
        try:
            if good.site.has_page(inside):
                html, complaints = good.site.page(inside)
                found = self._complaints(good, inside, complaints, html)
                return Answer.page(with_preview(html, state, found))
            if good.site.has_page(f"{path}/index.html"):
                return Answer.moved(f"/{path}/")
            content = good.export(path) or good.site.file(path, lambda: self._look.good is good)
            if content is not None:
                return Answer.file(path, content)
            note = _GONE if f"/{path}".rstrip("/") + "/" in self._seen else _NEVER
            return Answer.page(with_preview(good.site.not_found(), state, [], note), 404)
        except SiteRefusedError as refused:
            found = self._complaints(good, inside, (str(refused),))
            return Answer.page(refused_page(state, found), 500)

    def _complaints(self, good: Good, inside: str, complaints: tuple[str, ...], html: str = "") -> list[Told]:
        address = f"/{inside}".removesuffix("index.html")
        place = good.places.get(address, Location())
        problems = [complaint(message, place, self._root) for message in complaints]
        unsafe = unsafe_page(html, address, self._root, place) if html else ()
        return told((*problems, *unsafe), report.reader(self._root))

    def _state(self, look: Look) -> str:
        """Pages of one state are the same; while there are errors that is the last good one."""
        return f"{self._token}-{look.good.number if look.good else 0}"


@contextmanager
def serving(preview: Preview, port: int, tries: int = 1) -> Iterator[str]:
    """The address at which a browser finds the preview meanwhile; the first of `tries` ports that is free.

    Port 0 is any free one. Raises PortTakenError, or another OSError.
    """
    server = _bound(preview, port, tries)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{_HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _bound(preview: Preview, port: int, tries: int) -> _Server:
    for number in range(port, port + tries):
        try:
            return _Server((_HOST, number), partial(Handler, preview=preview))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise
    raise PortTakenError(f"Port {port} is taken by another program; choose one: --port 0 takes any free one.")


def _own(name: str) -> Answer:
    if name not in _OWN:
        return Answer.nothing()
    return Answer.file(name, Path(__file__).with_name(name).read_bytes())
