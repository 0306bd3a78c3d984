"""Text to send: rich text as plain words, with the blanks that only a sender can fill.

`{rate}` is a blank. Escaped (`\\{rate}`) or in code it is text like any other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.references import Broken, Reference, scan

#: What a blank becomes while a text is read, so that Markdown finds nothing in it.
_BLANKS = "blanks"

_BRACES = re.compile(r"(?<!\\)\{(?P<name>[^{}\n]*)\}")
_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z]+)(?: start=\"(?P<start>\d+)\"| href=\"(?P<href>[^\"]*)\"[^>]*)?>"
)
_GAP = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for what only the sender knows; `start` is its offset in the text, -1 where that is lost."""

    name: str
    start: int = -1


def blanks(text: str) -> tuple[Blank, ...]:
    """Every `{name}` of a rich text in order, whatever stands between its braces."""
    return tuple(Blank(found["name"], found.start()) for found in _braces(text))


def message(text: str) -> tuple[str | Reference | Blank, ...]:
    """A rich text as plain words for a message: no marks, paragraphs a blank line apart, `- ` before items.

    A link shows its words and, in brackets, its address. References are still to be resolved. Braces around
    what is no id stay as typed.
    """
    from generator.text.markup import parsed  # noqa: PLC0415  Markdown is slow to import; a check shows nothing

    writer = _Writer()
    for part in parsed(_marked(text)).parts:
        if isinstance(part, str):
            writer.html(part)
        elif part.reference.target.startswith(f"{_BLANKS}/"):
            writer.put(Blank(part.reference.target.partition("/")[2]))
        else:
            writer.put(part.reference)
    return writer.parts()


def _braces(text: str) -> Iterator[re.Match[str]]:
    taken = [(found.start, found.end) for found in scan(text) if not isinstance(found, Broken)]
    for found in _BRACES.finditer(text):
        if not any(start <= found.start() < end for start, end in taken):
            yield found


def _marked(text: str) -> str:
    """The text with a reference of its own kind in the place of each blank."""
    parts, at = [], 0
    for found in _braces(text):
        if _NAME.fullmatch(found["name"]):
            parts += [text[at : found.start()], f"[[{_BLANKS}/{found['name']}]]"]
            at = found.end()
    return "".join([*parts, text[at:]])


class _Writer:
    """Turns HTML that this package wrote (every `<` in it begins a tag) into lines."""

    def __init__(self) -> None:
        self._parts: list[str | Reference | Blank] = []
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []

    def put(self, part: Reference | Blank) -> None:
        self._parts.append(part)

    def html(self, safe: str) -> None:
        at = 0
        for tag in _TAG.finditer(safe):
            self._text(safe[at : tag.start()])
            at = tag.end()
            (self._end if tag["close"] else self._begin)(tag)
        self._text(safe[at:])

    def parts(self) -> tuple[str | Reference | Blank, ...]:
        """What was written, neighbouring words joined, no blank lines at its ends."""
        joined: list[str | Reference | Blank] = []
        for part in self._parts:
            if isinstance(part, str) and joined and isinstance(joined[-1], str):
                joined[-1] += part
            else:
                joined.append(part)
        found = [_GAP.sub("\n\n", part) if isinstance(part, str) else part for part in joined]
        for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
            if found and isinstance(edge := found[end], str):
                found[end] = strip(edge, "\n")
        return tuple(part for part in found if part != "")

    def _text(self, text: str) -> None:
        if text:
            self._parts.append(html.unescape(text))

    def _begin(self, tag: re.Match[str]) -> None:
        match tag["name"]:
            case "br":
                self._parts.append("\n")
            case "ul" | "ol":
                self._lists.append(int(tag["start"] or 1) if tag["name"] == "ol" else None)
                self._parts.append("\n")
            case "li":
                self._parts.append(f"\n{'  ' * (len(self._lists) - 1)}{self._marker()}")
            case "a":
                self._links.append((html.unescape(tag["href"] or ""), len(self._parts)))

    def _end(self, tag: re.Match[str]) -> None:
        match tag["name"]:
            case "p" | "pre":
                self._parts.append("\n\n")
            case "ul" | "ol":
                self._lists.pop()
                self._parts.append("\n\n" if not self._lists else "")
            case "a":
                address, begun = self._links.pop()
                shown = "".join(part for part in self._parts[begun:] if isinstance(part, str))
                bare = address.removeprefix("mailto:").removeprefix("tel:")
                self._parts.append("" if shown in (address, bare) else f" ({bare})")

    def _marker(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "
