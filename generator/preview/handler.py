"""HTTP, as far as a preview needs it: nothing is kept, nobody but a browser on this machine is answered."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

#: Where open pages hear of changes.
EVENTS = "/_preview/events"

#: A page that went away is noticed when something is sent to it.
_SIGN_OF_LIFE = 15.0

#: Names by which a browser on this machine calls it. Any other is another site's, led here by its name.
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

_NOT_MEANT = b"The preview answers to 127.0.0.1 and localhost only.\n"

_TYPES = mimetypes.MimeTypes()
for _ending, _type in {
    ".css": "text/css",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".woff2": "font/woff2",
}.items():
    _TYPES.add_type(_type, _ending)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: a status, the content and its type, more lines for the head."""

    status: int
    content: bytes = b""
    type: str = "text/plain; charset=utf-8"
    head: dict[str, str] = field(default_factory=dict)

    @classmethod
    def page(cls, html: str, status: int = 200) -> Answer:
        """A page."""
        return cls(status, html.encode(errors="xmlcharrefreplace"), "text/html; charset=utf-8")

    @classmethod
    def file(cls, path: str, content: bytes) -> Answer:
        """A file, its type by its name."""
        found = _TYPES.guess_type(path)[0] or "application/octet-stream"
        is_text = found.startswith("text/") or found == "application/json"
        return cls(200, content, f"{found}; charset=utf-8" if is_text else found)

    @classmethod
    def moved(cls, path: str) -> Answer:
        """The same thing stands at another path."""
        return cls(302, head={"Location": quote(path)})

    @classmethod
    def nothing(cls) -> Answer:
        """There is nothing here."""
        return cls(404, b"There is nothing here.\n")


class Answering(Protocol):
    """Who knows what stands where."""

    def answer(self, path: str) -> Answer:
        """What stands at a decoded path."""

    def events(self, patience: float) -> Iterator[bytes]:
        """What an open page hears."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Head and content go out together.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *given: object, preview: Answering) -> None:
        self._preview = preview
        super().__init__(*given)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        """Sends what stands there."""
        if not self._is_meant():
            self._send(Answer(HTTPStatus.FORBIDDEN, _NOT_MEANT))
            return
        path = unquote(urlsplit(self.path).path, errors="replace")
        if path == EVENTS:
            self._stream()
        elif not path.startswith("/") or "\0" in path or "\\" in path or ".." in path.split("/"):
            self._send(Answer.nothing())
        else:
            self._send(self._preview.answer(path))

    def do_HEAD(self) -> None:
        """Sends the head of that."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives
        """Says nothing: the terminal is for the plan's problems."""

    def version_string(self) -> str:
        """Tells nobody of versions."""
        return "playbook"

    def _is_meant(self) -> bool:
        """A page elsewhere may lead a name of its own to this machine, and read what it is answered."""
        name, _, port = self.headers.get("Host", "").rpartition(":")
        return name in _NAMES and port == str(self.connection.getsockname()[1])

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.content)))
        self._say_more(answer.head)
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._say_more({"Connection": "close"})
        if self.command == "HEAD":
            return
        for event in self._preview.events(_SIGN_OF_LIFE):
            self.wfile.write(event)
            self.wfile.flush()

    def _say_more(self, head: dict[str, str]) -> None:
        # A page elsewhere can neither read nor show nor embed what stands here.
        head = {
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Frame-Options": "SAMEORIGIN",
            **head,
        }
        for name, value in head.items():
            self.send_header(name, value)
        self.end_headers()
