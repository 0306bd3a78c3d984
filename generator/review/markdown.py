"""Texts of the data as Markdown for a file that people edit: nothing in them is markup unless it was meant.

Escaped is what could mean something to GitHub's Markdown where it stands, and no more: a draft is read in
a text editor, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser

from generator.linked.resolve import ROOT
from generator.text import Resolver
from generator.text import rich as safe_html
from generator.text.characters import clean

#: An address that stands in a text by itself; sentences may end right behind it.
_ADDRESS = re.compile(r"https?://[^\s<>|\\`\"]*[^\s<>|\\`\".,;:!?)\]'*_]")
_MARKS = re.compile(r"[\\`*_\[\]|~$]")
#: Entities, since not every Markdown takes a backslash before what begins HTML.
_HTML = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
#: What makes a heading, a quotation, a list, a rule or a table only where a line starts.
_STARTS = re.compile(r"(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=]+\s*$|:-)")
_BLOCK = re.compile(r"- |\d+\. |```")
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")

#: A wider cell stands out alone; the others keep their columns.
_WIDEST = 44

_INDENT = "  "


def plain(text: str) -> str:
    """Plain text as one line of Markdown, safe at the start of a line and in a table, too."""
    return _started(_escaped(" ".join(clean(text).split())))


def rich(text: str, resolve: Resolver) -> tuple[str, ...]:
    """Rich text as lines of Markdown: its marks stay, references become titles, no HTML is left.

    An empty line stands between two paragraphs; a line that breaks ends with a backslash.
    """
    reader = _Reader()
    reader.feed(safe_html(text, resolve))
    reader.close()
    return tuple(reader.lines())


def typed(text: str) -> tuple[str, ...]:
    """Plain text as lines of Markdown, each a line of its own; one empty line stands for several."""
    paragraphs = (part.strip("\n").split("\n") for part in re.split(r"\n[ \n]*\n", clean(text).strip()))
    marked = ("\\\n".join(plain(line) for line in lines) for lines in paragraphs)
    return tuple("\n\n".join(marked).split("\n")) if text.strip() else ()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, its columns in line; the cells are Markdown already."""
    widths = [
        max((len(cell) for cell in column if len(cell) <= _WIDEST), default=3)
        for column in zip(head, *rows, strict=True)
    ]
    yield _row(head, widths)
    yield _row(["-" * width for width in widths], widths)
    yield from (_row(row, widths) for row in rows)


def item(first: str, more: Sequence[str] = ()) -> Iterator[str]:
    """The lines of an item of a list, what belongs to it indented; a list or code in it stands apart."""
    yield f"- {first}"
    yield from ("",) if more and _BLOCK.match(more[0]) else ()
    yield from (f"{_INDENT}{line}" if line else "" for line in more)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"


def _escaped(text: str) -> str:
    parts, at = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [_marked(text[at : address.start()]), f"<{address[0]}>"]
        at = address.end()
    return "".join([*parts, _marked(text[at:])])


def _marked(text: str) -> str:
    return _HTML.sub(lambda found: escape(found[0]), _MARKS.sub(r"\\\g<0>", text))


def _started(line: str) -> str:
    return _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else _led(line)


def _led(line: str) -> str:
    return f"\\{line}" if _STARTS.match(line) else line


class _Reader(HTMLParser):
    """Reads the few tags that `text` writes, and writes Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._prefix = ""
        self._lists: list[int | None] = []
        self._address: str | None = None
        self._link_at = 0
        self._code: str | None = None
        self._is_block = False

    def lines(self) -> list[str]:
        """What was read, without empty lines at its ends."""
        self._end_line()
        return "\n".join(self._lines).strip("\n").split("\n") if any(self._lines) else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        values = dict(attrs)
        match tag:
            case "p":
                self._end_line()
                self._gap()
            case "br":
                self._line += "\\" if self._line else ""
                self._end_line()
            case "ul" | "ol":
                self._end_line()
                if not self._lists:
                    self._gap()
                self._lists.append(int(values.get("start") or 1) if tag == "ol" else None)
            case "li":
                self._end_line()
                self._prefix = self._mark()
            case "em" | "strong":
                self._line += "*" if tag == "em" else "**"
            case "a":
                self._address, self._link_at = values.get("href") or "", len(self._line)
            case "pre":
                self._end_line()
                self._is_block = True
            case "code":
                self._code = ""

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        match tag:
            case "p":
                self._end_line()
                self._gap()
            case "ul" | "ol":
                self._end_line()
                self._lists.pop()
                if not self._lists:
                    self._gap()
            case "em" | "strong":
                self._line += "*" if tag == "em" else "**"
            case "a":
                self._end_link()
            case "code":
                self._end_code()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._code is not None:
            self._code += data
        else:
            text = clean(data).replace("\n", " ")
            self._line += _marked(text) if self._address is not None else _escaped(text)

    def _mark(self) -> str:
        """What an item of the innermost list begins with."""
        depth, number = len(self._lists) - 1, self._lists[-1]
        if number is None:
            return f"{'   ' * depth}- "
        self._lists[-1] = number + 1
        return f"{'   ' * depth}{number}. "

    def _end_line(self) -> None:
        text = self._line.strip(" ")
        if text:
            self._lines.append(f"{self._prefix}{_started(text)}")
            self._prefix = "   " * len(self._lists)
        self._line = ""

    def _gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def _end_link(self) -> None:
        address, words = self._address or "", self._line[self._link_at :]
        self._address = None
        if address.startswith(ROOT):
            return
        address = address.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
        self._line = f"{self._line[: self._link_at]}[{words}](<{address}>)"

    def _end_code(self) -> None:
        code, self._code = self._code or "", None
        if self._is_block:
            self._is_block = False
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
            indent = "   " * len(self._lists)
            self._lines += [f"{indent}{line}".rstrip() for line in (fence, *code.split("\n"), fence)]
        elif "`" in code or "|" in code:
            self._line += _marked(code)
        else:
            self._line += f"`{code}`"
