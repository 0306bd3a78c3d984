"""Paragraphs, lists and the places of code blocks, from lines.

Not Python-Markdown's own block parser: that one wants a blank line before a list and four spaces for
a nested one, silently flattens what leaders write otherwise, and recurses once a level (400 nested
lists end it). This one reads each line once.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.text.characters import BLOCK_TOKEN

#: Deeper lists than any reader follows stay at this depth.
DEEPEST_LIST = 8

#: A longer number at the start of a line is a year or an amount, not a place in a list.
MARKER = re.compile(r"(?:[-+*]|(?P<number>\d{1,3})\.)[ ]+(?=\S)")

_NESTED_FROM = 2


def blocks(source: str, inline: Callable[[str], str]) -> tuple[str, bool]:
    """The HTML of a cleaned text, `inline` making that of each paragraph; whether it is one paragraph alone.

    One paragraph alone comes without its `<p>`.
    """
    reader = _Reader(inline)
    for line in source.split("\n"):
        reader.read(line)
    return reader.finish()


class _Reader:
    def __init__(self, inline: Callable[[str], str]) -> None:
        self._inline = inline
        self._parts: list[str] = []
        self._paragraph: list[str] = []
        self._lists: list[tuple[int, str]] = []
        self._is_after_blank = False
        self._opens_item = False

    def read(self, line: str) -> None:
        content = line.strip(" ")
        indent = len(line) - len(line.lstrip(" "))
        if not content:
            self._end_paragraph()
            self._is_after_blank = True
            return
        marker = MARKER.match(content)
        if marker and self._begins_item(marker):
            self._item(indent, marker["number"], content[marker.end() :])
        else:
            is_block = content.startswith(BLOCK_TOKEN)
            if is_block:
                self._end_paragraph()
            if is_block or self._is_after_blank:
                self._end_lists(indent)
            (self._parts if is_block else self._paragraph).append(content)
        self._is_after_blank = False

    def finish(self) -> tuple[str, bool]:
        if not self._parts and not self._lists:
            return self._inline("\n".join(self._paragraph)), True
        self._end_paragraph()
        self._end_lists(-1)
        return "".join(self._parts), False

    def _begins_item(self, marker: re.Match[str]) -> bool:
        """Whether it is an item, not a sentence's number that wrapped to the start of a line."""
        return bool(self._lists) or not self._paragraph or marker["number"] in (None, "1")

    def _item(self, indent: int, number: str | None, content: str) -> None:
        self._end_paragraph()
        while len(self._lists) > 1 and indent < self._lists[-1][0]:
            self._end_list()
        kind = "ol" if number else "ul"
        is_nested = bool(self._lists) and indent >= self._lists[-1][0] + _NESTED_FROM
        is_new = not self._lists or (is_nested and len(self._lists) < DEEPEST_LIST)
        if not is_new and self._lists[-1][1] != kind:
            self._end_list()
            is_new = True
        if is_new:
            self._lists.append((indent, kind))
            self._parts.append(f'<ol start="{int(number)}">' if number and int(number) != 1 else f"<{kind}>")
        else:
            self._parts.append("</li>")
        self._parts.append("<li>")
        self._opens_item = True
        self._paragraph.append(content)

    def _end_paragraph(self) -> None:
        if self._paragraph:
            html = self._inline("\n".join(self._paragraph))
            self._parts.append(html if self._opens_item else f"<p>{html}</p>")
            self._paragraph.clear()
            self._opens_item = False

    def _end_lists(self, indent: int) -> None:
        """Ends every list that a text at this indentation does not belong to."""
        while self._lists and indent < self._lists[-1][0] + _NESTED_FROM:
            self._end_list()

    def _end_list(self) -> None:
        self._parts.append(f"</li></{self._lists.pop()[1]}>")
