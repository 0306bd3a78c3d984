"""What came into a data file from another program, and is no YAML: conflicts, diffs, Markdown, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Location, error
from generator.load.characters import place_in, shown
from generator.load.scene import Scene

_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?=[ \r\n]|\Z)|^={7}(?=\r?$)")
_CONFLICT_BEGINS = "<<<<<<<"
#: Looked for first: a pattern takes ten times as long, and hardly any file has them.
_CONFLICT_SIGNS = (_CONFLICT_BEGINS, "=======", ">>>>>>>")
#: More conflicts than these are mended with the first of them.
_SHOWN = 20
_DIFF_SIGNS = ("diff --git ", "@@ -", "+")
_DIFF = re.compile(r"(?m)^(?:diff --git |@@ -[0-9]|\+\+\+ [ab]/|\+ +\S)")

_FENCE = re.compile(r"\s*(?P<sign>```+|~~~+)")
_TABLE = re.compile(r"\s*(?P<sign>\|).*\|$|[^\s#][^\t]*\t+[^\t]+\t")
_BOLD_KEY = re.compile(
    r"\s*(?:- +)?(?P<sign>\*\*|__|[*_`])(?P<key>[\w ]+?)(?::(?P=sign)|(?P=sign)\s*:)\s*(?P<rest>.*)"
)
_COMMENT = re.compile(r"\s*(?P<sign>//+|/\*|<!--)\s*(?P<text>.*?)\s*(?:\*/|-->)?$")
_BOX = re.compile(r"\s*[-*•] +(?P<sign>\[[ xX]?\])\s+(?P<text>\S.*)")
_BULLET = re.compile(r"\s*(?P<sign>[*+•·●▪◦‣–—]|[0-9]{1,2}[.)])\s+(?P<text>\S.*)")


class Misread(NamedTuple):
    """What is told of a line."""

    code: str
    message: str
    hint: str


def conflicts_and_diffs(text: str, file: str) -> Iterator[Diagnostic]:
    """What git left in a file. Nobody can tell which of its lines are meant, so the file is not read."""
    marks = list(_CONFLICT.finditer(text)) if any(sign in text for sign in _CONFLICT_SIGNS) else []
    begun = [mark for mark in marks if mark.group() == _CONFLICT_BEGINS]
    for mark in begun[:_SHOWN] or marks[:1]:
        yield error(
            "merge-conflict",
            "A merge conflict stands here unresolved: two versions of the same lines, one below the other.",
            _place(text, mark, file),
            "Keep the lines that hold; delete the others and the marks <<<<<<<, ======= and >>>>>>>.",
        )
    may_be_diff = any(f"\n{sign}" in text or text.startswith(sign) for sign in _DIFF_SIGNS)
    if not marks and may_be_diff and (diff := _DIFF.search(text)):
        yield error(
            "pasted-diff",
            "These are the marks of a diff: what git shows of a change, not the file itself.",
            _place(text, diff, file),
            "Delete the lines that start with - or @@, and the + before the others; or copy from the file.",
        )


def from_elsewhere(scene: Scene) -> Diagnostic | None:
    """A line that another program's rules explain, on which the parser stopped or just before."""
    numbers = [scene.since[0], scene.at[0]]
    if scene.problem.startswith("mapping values"):
        numbers.insert(0, scene.line_above(scene.at[0]))
    for number in dict.fromkeys(numbers):
        line = scene.line_at(number)
        for pattern, told in _SIGNS:
            if match := pattern.match(line):
                slip = told(match)
                named = "sign" in match.groupdict() and match["sign"]
                start, end = match.span("sign") if named else (len(line) - len(line.lstrip()), len(line))
                return scene.found(*slip, (number, start), end - start)
    return None


def _place(text: str, match: re.Match[str], file: str) -> Location:
    place = place_in(text, match.start(), file)
    return Location(place.file, place.line, place.column, len(match.group().rstrip()))


def _fence(_match: re.Match[str]) -> Misread:
    message = "A block of code in Markdown starts or ends here; it is no part of the data."
    return Misread("pasted-markup", message, "Delete this line, and the other one of the pair.")


def _table(_match: re.Match[str]) -> Misread:
    message = "This looks like a row of a table, and a data file has none."
    hint = "Write an entry for each row: its id and a colon, its fields indented below."
    return Misread("pasted-markup", message, hint)


def _bold_key(match: re.Match[str]) -> Misread:
    message = f"The name of a field stands between marks of emphasis: `{match['sign']}`."
    written = f"{shown(match['key'])}: {shown(match['rest'])}".rstrip()
    return Misread("pasted-markup", message, f"Write `{written}`.")


def _comment(match: re.Match[str]) -> Misread:
    message = f"A comment starts with #, not with `{match['sign']}`."
    written = f"# {shown(match['text'])}".rstrip()
    return Misread("wrong-comment", message, f"Write `{written}`.")


def _box(match: re.Match[str]) -> Misread:
    message = "A step needs no box: the page gives each one of its own."
    return Misread("wrong-bullet", message, f"Write `- {shown(match['text'])}`.")


def _bullet(match: re.Match[str]) -> Misread:
    message = f"An item of a list starts with a dash and a space, not with `{match['sign']}`."
    return Misread("wrong-bullet", message, f"Write `- {shown(match['text'])}`.")


_SIGNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Misread]], ...] = (
    (_FENCE, _fence),
    (_TABLE, _table),
    (_BOLD_KEY, _bold_key),
    (_COMMENT, _comment),
    (_BOX, _box),
    (_BULLET, _bullet),
)
