"""Safe HTML as the lines of a plain text: paragraphs, lists, code, links with their addresses."""

from __future__ import annotations

import html
import re

from generator.text.references import Reference

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z]+)(?: start=\"(?P<start>\d+)\"| href=\"(?P<href>[^\"]*)\"[^>]*)?>"
)

#: What people put between the digits of a telephone number.
_BETWEEN_DIGITS = re.compile(r"[\s().-]+")


class Lines:
    """Turns HTML that this package wrote (every `<` in it begins a tag) into lines.

    `parts` are words and references in order. Items are indented as deep as their lists.
    """

    def __init__(self) -> None:
        self.parts: list[str | Reference] = []
        self._due = 0
        self._is_code = False
        self._lists: list[int | None] = []
        self._indents: list[int] = []
        self._links: list[tuple[str, int]] = []

    def put(self, part: Reference) -> None:
        """A reference stands here."""
        self._end_lines()
        self.parts.append(part)

    def html(self, safe: str) -> None:
        """A piece of safe HTML; what it leaves open the next one closes."""
        at = 0
        for tag in _TAG.finditer(safe):
            self.text(html.unescape(safe[at : tag.start()]))
            at = tag.end()
            (self._end if tag["close"] else self._begin)(tag)
        self.text(html.unescape(safe[at:]))

    def text(self, text: str) -> None:
        """Words, as they are to be read."""
        if self._is_code:
            text = text.replace("\n", f"\n{self._indent()}")
        elif self._due or not self.parts:
            text = text.lstrip(" ")
        if text:
            self._end_lines()
            self.parts.append(text)

    def _break(self, lines: int) -> None:
        """The next words stand so many lines further down, if any come."""
        self._due = max(self._due, lines)

    def _end_lines(self) -> None:
        if self._due and self.parts:
            self.parts.append("\n" * self._due + self._indent())
        self._due = 0

    def _indent(self) -> str:
        return " " * sum(self._indents)

    def _begin(self, tag: re.Match[str]) -> None:
        match tag["name"]:
            case "br":
                self._break(1)
            case "p":
                self._break(2)
            case "pre":
                self._break(2)
                self._is_code = True
            case "ul" | "ol":
                self._lists.append(int(tag["start"] or 1) if tag["name"] == "ol" else None)
            case "li":
                self._break(1)
                marker = self._marker()
                self.text(marker)
                self._indents.append(len(marker))
            case "a":
                self._links.append((html.unescape(tag["href"]), len(self.parts)))

    def _end(self, tag: re.Match[str]) -> None:
        match tag["name"]:
            case "p":
                self._break(2)
            case "pre":
                self._break(2)
                self._is_code = False
            case "ul" | "ol":
                self._lists.pop()
                self._break(1 if self._lists else 2)
            case "li":
                self._indents.pop()
            case "a":
                address, begun = self._links.pop()
                shown = "".join(part for part in self.parts[begun:] if isinstance(part, str)).strip()
                bare = address.removeprefix("mailto:").removeprefix("tel:")
                if shown not in (address, bare) and _BETWEEN_DIGITS.sub("", shown) != bare:
                    self.text(f" ({bare})")

    def _marker(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "
