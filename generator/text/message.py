"""Text to send: rich text as plain words, with the blanks that only a sender can fill.

`{rate}` is a blank. Escaped (`\\{rate}`) or in code it is text like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.text.lines import Lines
from generator.text.references import Code, Reference, scan

#: An escaped brace begins none; a backslash that is escaped itself escapes nothing.
_BRACES = re.compile(r"(?<!\\)(?:\\\\)*(?P<blank>\{(?P<name>[^{}\n]*)\})")
_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for what only the sender knows; `start` is its offset in the text, -1 where that is lost."""

    name: str
    start: int = -1


def blanks(text: str) -> tuple[Blank, ...]:
    """Every `{name}` of a rich text in order, whatever stands between its braces."""
    return tuple(Blank(found["name"], found.start("blank")) for found in _braces(text))


def message(text: str) -> tuple[str | Reference | Blank, ...]:
    """A rich text as plain words for a message: no marks, paragraphs a blank line apart, `- ` before items.

    A link shows its words and, in brackets, its address. References are still to be resolved (their offsets
    are lost); one with words of its own is these words. Braces around what is no id stay as typed.
    """
    from generator.text.markup import parsed  # noqa: PLC0415  Markdown is slow to import; a check shows nothing

    marked, names, stem = _marked(text)
    writer = Lines()
    for part in parsed(marked).parts:
        if isinstance(part, str):
            writer.html(part)
        elif part.reference.label:
            writer.text(part.reference.label)
        else:
            writer.put(replace(part.reference, start=-1, end=-1))
    return tuple(_with_blanks(writer.parts, names, stem))


def _braces(text: str) -> Iterator[re.Match[str]]:
    """Braces outside code; a reference has some in its own words at most."""
    if "{" not in text:
        return
    code = [item for item in scan(text) if isinstance(item, Code)]
    starts = [item.start for item in code]
    for braces in _BRACES.finditer(text):
        before = bisect_right(starts, braces.start("blank"))
        if before == 0 or code[before - 1].end <= braces.start("blank"):
            yield braces


def _marked(text: str) -> tuple[str, list[str], str]:
    """The text with a mark in the place of each blank, the blanks' names, and what each mark holds.

    Marks are words between tildes: Markdown makes nothing of them, and an address may hold one.
    """
    stem = "blank"
    while stem in text:
        stem += "x"
    parts: list[str] = []
    names: list[str] = []
    at = 0
    for found in _braces(text):
        if _NAME.fullmatch(found["name"]):
            parts += [text[at : found.start("blank")], f"~{stem}{len(names)}~"]
            names.append(found["name"])
            at = found.end("blank")
    return "".join([*parts, text[at:]]), names, stem


def _with_blanks(
    parts: Iterable[str | Reference], names: Sequence[str], stem: str
) -> Iterator[str | Reference | Blank]:
    """Neighbouring words joined, blanks in the places of their marks."""
    for is_text, group in groupby(parts, key=lambda part: isinstance(part, str)):
        if is_text:
            pieces = re.split(rf"~{stem}(\d+)~", "".join(map(str, group)))
            for index, piece in enumerate(pieces):
                if index % 2:
                    yield Blank(names[int(piece)])
                elif piece:
                    yield piece
        else:
            yield from group
