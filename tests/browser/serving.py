"""A folder served as the host of a published site does it: below a path, with the site's own 404.html."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from tests.answering import answering


class _Host(SimpleHTTPRequestHandler):
    """Index files, `/folder` sent on to `/folder/`, /404.html with its status; no listings."""

    def __init__(self, *given: object, base: str, directory: str) -> None:
        self._base = base
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]  # the server's own three

    def translate_path(self, path: str) -> str:
        """The file behind a path. Outside the site there is none."""
        inside = urlsplit(path).path.startswith(self._base) and "%00" not in path
        return super().translate_path(path[len(self._base) - 1 :] if inside else "/.nothing")

    def list_directory(self, path: object) -> None:  # noqa: ARG002  the base class's own signature
        """A folder without an index is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's 404.html, where it has one."""
        own = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self._base) or not own.is_file():
            super().send_error(code, message, explain)
            return
        content = own.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Pages may be kept for ten minutes, as that host says; LinkChecker may ask as fast as it can."""
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives
        """Says nothing."""


@contextmanager
def serve(folder: Path, base: str = "/playbook/") -> Iterator[str]:
    """The address, `http://127.0.0.1:.../playbook/`, under which a folder is served meanwhile."""
    handler = partial(_Host, base=base, directory=str(folder))
    with answering(handler) as address:
        yield f"{address}{base}"
