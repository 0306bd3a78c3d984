"""What a file of a site says, whatever it is written in: markup, escapes, archives, print."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from generator.phrases import BREAK
from generator.proof.packed import UnreadError, printed, unpacked

__all__ = ["UnreadError", "plain", "texts"]

_MARK = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    r"|time|tspan|u|var|wbr)\b[^<>]*>"
)
_SPAN = re.compile(r"<(?P<end>/?)span\b(?P<said>[^<>]*)>")
_COMPONENT = re.compile(r"""class\s*=\s*["']?(?:pb|md)-""")
_LINE = re.compile(r"<br\b[^<>]*>")
_INLINE = re.compile(_MARK)
_INSIDE = re.compile(rf"(?<=\w){_MARK}(?=\w)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BETWEEN = re.compile(r'"\s*[,:]\s*"')
_VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
_BASE64 = re.compile(r"base64,([A-Za-z0-9+/=_-]{16,})")
_UNICODE = re.compile(r"((?:\\u[0-9a-fA-F]{4})+)")
_ESCAPED = re.compile(r"\\([nNrtbf])")
_BYTE = re.compile(r"\\x([0-9a-fA-F]{2})")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_FOLDED = re.compile(r"\r?\n[ \t]")

#: What is written in one way may hold what is written in another: a page in a file for the search, say.
_LAYERS = 4

#: An archive in an archive in an archive is as far as anybody goes.
_DEPTH = 3


def texts(name: str, content: bytes, depth: int = 0) -> Iterator[str]:
    """What a file says: its name, its words, those of its attributes, of what it holds packed.

    Raises UnreadError where nobody can tell.
    """
    yield unquote(name)
    if content.startswith(b"%PDF"):
        said, held = printed(content)
        yield from said
    else:
        text = _decoded(content)
        held = [*unpacked(name, content), *_embedded(text)]
        yield from _read(_parted(name, text))
    if held and depth == _DEPTH:
        raise UnreadError(f"it is packed more than {_DEPTH} times")
    for inner, packed in held:
        yield from texts(inner, packed, depth + 1)


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if wide else "utf-8", errors="replace")


def _embedded(text: str) -> Iterator[tuple[str, bytes]]:
    for found in _BASE64.finditer(text):
        try:
            yield "", b64decode(found[1].replace("-", "+").replace("_", "/") + "==")
        except NotBase64:
            continue


def _read(text: str) -> Iterator[str]:
    if "<" not in text:
        yield from _layers(text)
        return
    shown = _without_components(text)
    # Marks inside a word part it on no screen.
    if _INSIDE.search(shown):
        yield from _layers(_stripped(_INSIDE.sub("", shown)))
    yield from _layers(_stripped(shown))
    yield from _layers(BREAK.join(double or single for double, single in _VALUE.findall(text)))


def _without_components(text: str) -> str:
    """The text with a BREAK for each span that parts one component of a page from the next."""
    opened: list[bool] = []

    def part(found: re.Match[str]) -> str:
        if found["end"]:
            parts = bool(opened) and opened.pop()
        else:
            parts = _COMPONENT.search(found["said"]) is not None
            opened.append(parts)
        return BREAK if parts else found.group()

    return _SPAN.sub(part, text) if "span" in text else text


def _stripped(text: str) -> str:
    return _TAG.sub(BREAK, _LINE.sub(" ", _INLINE.sub(" ", text)))


def _layers(text: str) -> Iterator[str]:
    """The text as it reads; where that is markup once more, as that reads, too."""
    read = plain(text)
    yield read
    if _TAG.search(read):
        yield _stripped(_INSIDE.sub("", read))
        yield _stripped(read)


def _parted(name: str, text: str) -> str:
    """The text with a BREAK wherever its kind of file has one."""
    try:
        if name.endswith(".json"):
            return BREAK.join(_strings(json.loads(text)))
        if name.endswith(".csv"):
            return BREAK.join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    except (ValueError, RecursionError, csv.Error):
        # Then as it stands.
        return text
    return _FOLDED.sub("", text).replace("\n", f"\n{BREAK}") if name.endswith(".ics") else text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    else:
        yield str(value)


def plain(text: str) -> str:
    """The text without what it is escaped with, in however many layers."""
    for _ in range(_LAYERS):
        before = text
        if "&" in text:
            text = unescape(text)
        if "\\" in text:
            text = _BYTE.sub(lambda found: chr(int(found[1], 16)), _UNICODE.sub(_characters, text))
            text = _ESCAPED.sub(" ", text).replace('\\"', '"').replace("\\/", "/")
        if _PERCENT.search(text):
            text = unquote(text)
        if text == before:
            break
    return _BETWEEN.sub(BREAK, text)


def _characters(found: re.Match[str]) -> str:
    codes = bytes.fromhex(found[1].replace("\\u", ""))
    return codes.decode("utf-16-be", errors="replace")
