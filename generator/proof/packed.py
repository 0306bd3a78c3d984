"""What a file holds packed: archives by their first bytes, PDFs by their text."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Protocol

#: What says that something is only called an archive.
_NO_ARCHIVE = (
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


class _Held(Protocol):
    """What a part of a file can be read from."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, or as many as there are."""


#: How files begin that are one file packed, how their names end, and what opens them.
_STREAMS: tuple[tuple[bytes, str, Callable[[IO[bytes]], _Held]], ...] = (
    (b"\x1f\x8b", ".gz", lambda packed: gzip.GzipFile(fileobj=packed)),
    (b"BZh", ".bz2", bz2.BZ2File),
    (b"\xfd7zXZ", ".xz", lzma.LZMAFile),
)

#: In bytes: no page, picture or print has more.
_LARGEST = 64 * 1024**2

#: The bit of a zip's entry that says it takes a password.
_LOCKED = 0x1


class UnreadError(ValueError):
    """Nobody can tell what a file holds; its text says why."""


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in an archive, by name; none where it is no archive, whatever it is called.

    Raises UnreadError where it takes a password.
    """
    try:
        for begin, end, opened in _STREAMS:
            if content.startswith(begin):
                yield name.removesuffix(end), _bounded(opened(io.BytesIO(content)))
        if content.startswith(b"PK\x03\x04"):
            yield from _zipped(content)
        elif content[257:262] == b"ustar":
            with tarfile.open(fileobj=io.BytesIO(content)) as archive:
                for member in archive.getmembers():
                    held = archive.extractfile(member)
                    yield member.name, _bounded(held) if held else b""
    except UnreadError:
        raise
    except _NO_ARCHIVE:
        # It was searched as text.
        return


def _zipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for item in archive.infolist():
            _refuse(locked=bool(item.flag_bits & _LOCKED))
            with archive.open(item) as held:
                yield item.filename, _bounded(held)


def _refuse(*, locked: bool) -> None:
    if locked:
        raise UnreadError("it takes a password")


def _bounded(held: _Held) -> bytes:
    """All of it. Raises UnreadError where it is made to fill a machine's memory."""
    found = held.read(_LARGEST + 1)
    if len(found) > _LARGEST:
        raise UnreadError(f"it holds more than {_LARGEST // 1024**2} MB")
    return found


def printed(content: bytes) -> tuple[list[str], list[tuple[str, bytes]]]:
    """The texts of a PDF (properties, pages, bookmarks), and the files that it holds, by name.

    One that is broken is a text as it stands. Raises UnreadError where it takes a password.
    """
    from pypdf import PdfReader  # noqa: PLC0415  few sites hold a PDF
    from pypdf.errors import PyPdfError  # noqa: PLC0415  as above

    try:
        reader = PdfReader(io.BytesIO(content))
        _refuse(locked=reader.is_encrypted)
        said = ["\n".join(map(str, (reader.metadata or {}).values()))]
        said += [page.extract_text() for page in reader.pages]
        said.append("\n".join(str(item) for item in _titles(reader.outline)))
        held = [(name, data) for name, every in reader.attachments.items() for data in every]
    except UnreadError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [content.decode("latin-1")], []
    return said, held


def _titles(outline: Sequence[object]) -> Iterator[object]:
    for item in outline:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield getattr(item, "title", "")
