"""A host of git repositories over HTTP, as GitHub is one: anybody reads, only who has the token writes."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from tests.answering import answering


class _Host(BaseHTTPRequestHandler):
    """Hands requests on to git's own program for it, and asks for the token before a push."""

    def __init__(self, *given: object, folder: Path, token: str) -> None:
        self._folder = folder
        self._wanted = "Basic " + base64.b64encode(f"x-access-token:{token}".encode()).decode()
        super().__init__(*given)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        """What a push or a fetch begins with."""
        self._answer(b"")

    def do_POST(self) -> None:
        """What it sends."""
        self._answer(self._sent())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives
        """Says nothing."""

    def _sent(self) -> bytes:
        """The request's content; git sends large ones in chunks."""
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _answer(self, sent: bytes) -> None:
        if "git-receive-pack" in self.path and self.headers.get("Authorization") != self._wanted:
            self.send_response(HTTPStatus.UNAUTHORIZED)
            self.send_header("WWW-Authenticate", 'Basic realm="Host"')
            self.end_headers()
            return
        asked = urlsplit(self.path)
        variables = {
            "GIT_PROJECT_ROOT": str(self._folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": "x-access-token",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": asked.path,
            "QUERY_STRING": asked.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"],
            env={**os.environ, **variables},
            input=sent,
            capture_output=True,
            check=True,
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200 OK").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def hosted(repository: Path, token: str) -> Iterator[tuple[str, str]]:
    """The host's address and the repository's on it, meanwhile."""
    handler = partial(_Host, folder=repository.parent, token=token)
    with answering(handler) as address:
        yield address, f"{address}/{repository.name}"
