"""Lines put into the text of a data file at the end of a map: every other byte stays as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from generator.close.surgery import Way, said
from generator.load import Raw, RawFile, RawMap, RawScalar, load_text

#: The lines of an entry, for a step of indentation.
Lines = Callable[[str], Iterable[str]]

_STEP = "  "


@dataclass(frozen=True, slots=True)
class Inserted:
    """A file's text with the new entry, which begins on `line`, counted from 1."""

    text: str
    line: int


def insert(file: RawFile, way: Way, key: str, lines: Lines) -> Inserted | None:
    """The file with an entry `key` at the end of the map that `way` leads to, with that map if it has none.

    None where it cannot be put there, such as inside braces. Read again, the file says what it did, and the
    entry besides.
    """
    found, missing = _deepest(file, way)
    if found is None or found.flow:
        return None
    apart = "" if _stands_apart(file, found, missing) else None
    entry = tuple(_new_lines(file, found, missing, lines))
    text = file.text.splitlines(keepends=True)
    tried = product((apart, None), _places(file, way[: len(way) - len(missing)], text))
    for blank, at in dict.fromkeys(tried):
        made = entry if blank is None else (blank, *entry)
        whole = _with_lines(text, at, made)
        if _says_more(file, (*way, key), whole):
            return Inserted(whole, at + 1 + len(made) - len(entry) + len(missing))
    return None


def _deepest(file: RawFile, way: Way) -> tuple[RawMap | None, Way]:
    """The map to write into, and the keys on the way that are missing in it; None for what is no map."""
    found: Raw = file.root
    for number, key in enumerate(way):
        if not isinstance(found, RawMap):
            return None, ()
        inner = found.get(key)
        if inner is None:
            return found, way[number:]
        found = inner[1]
        if isinstance(found, RawScalar) and found.value is None and not found.quoted:
            below = RawMap((), flow=bool(found.text), location=inner[0].location)
            return below, ()
    return (found, ()) if isinstance(found, RawMap) else (None, ())


def _new_lines(file: RawFile, into: RawMap, missing: Way, lines: Lines) -> Iterator[str]:
    """The lines as they will stand there, without line ends."""
    step = _step(file.root)
    column = into.entries[-1][0].location.column if into.entries else into.location.column
    is_below_its_key = not into.entries and into is not file.root
    indent = " " * (column - 1) + (step if is_below_its_key else "")
    for number, key in enumerate(missing):
        yield f"{indent}{step * number}{key}:"
    yield from (f"{indent}{step * len(missing)}{line}" for line in lines(step))


def _step(root: RawMap) -> str:
    """How far the file indents."""
    for key, value in root.entries:
        if isinstance(value, RawMap) and value.entries and not value.flow:
            return " " * (value.entries[0][0].location.column - key.location.column)
    return _STEP


def _stands_apart(file: RawFile, into: RawMap, missing: Way) -> bool:
    """Whether the entries of a map have blank lines between them; of a single one they would."""
    if into is file.root:
        return bool(into.entries)
    if missing or not into.entries:
        return False
    if len(into.entries) == 1:
        return True
    lines = file.text.splitlines()
    above = into.entries[-1][0].location.line - 2
    while lines[above].lstrip().startswith("#"):
        above -= 1
    return not lines[above].strip()


def _places(file: RawFile, way: Way, lines: list[str]) -> Iterator[int]:
    """The lines, counted from 0, before which the map may end: first behind its own comments."""
    end = _line_after(file, way, len(lines))
    column = _column(file, way)
    at = end
    while at > 0 and _is_apart(lines[at - 1], column):
        at -= 1
    yield at
    if at != end:
        yield end


def _column(file: RawFile, way: Way) -> int:
    """The column, counted from 1, that comments of the map itself do not reach to the left of."""
    found: Raw = file.root
    column = 1
    for key in way:
        inner = found.get(key) if isinstance(found, RawMap) else None
        if inner:
            column, found = inner[0].location.column + 1, inner[1]
    return column


def _line_after(file: RawFile, way: Way, last: int) -> int:
    """The line, counted from 0, of the first key behind the map."""
    found: Raw = file.root
    after = last
    for key in way:
        entries = found.entries if isinstance(found, RawMap) else ()
        number = [each.text for each, _ in entries].index(key)
        if number + 1 < len(entries):
            after = entries[number + 1][0].location.line - 1
        found = entries[number][1]
    return after


def _is_apart(line: str, column: int) -> bool:
    """Whether a line is blank, ends the data, or is a comment further left than the map's entries."""
    bare = line.strip()
    is_outside = bare.startswith("#") and len(line) - len(line.lstrip()) + 1 < column
    return not bare or bare == "..." or is_outside


def _with_lines(text: list[str], at: int, made: tuple[str, ...]) -> str:
    """The text with `made` before the line `at`. A file without a line end at its end stays so."""
    end = "\r\n" if any(line.endswith("\r\n") for line in text[:at][-1:] or text[:1]) else "\n"
    before, behind = "".join(text[:at]), "".join(text[at:])
    if before and not before.endswith("\n"):
        return before + end + end.join(made)
    return before + "".join(f"{line}{end}" for line in made) + behind


def _says_more(file: RawFile, way: Way, text: str) -> bool:
    """Whether a text says all that the file does, and at the end of `way` something besides."""
    after, _ = load_text(text, file.file)
    held = said(after.root)
    return after.complete and _taken_out(held, way) and _same(held, said(file.root))


def _taken_out(held: dict[str, object], way: Way) -> bool:
    """Take out what `way` leads to, and every map that this leaves empty; False if there is no such thing."""
    key, *rest = way
    if not rest:
        return held.pop(key, None) is not None
    inner = held.get(key)
    if not isinstance(inner, dict) or not _taken_out(inner, tuple(rest)):
        return False
    if not inner:
        held.pop(key)
    return True


def _same(one: object, other: object) -> bool:
    """Whether two files say the same; a key without a value says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same(one.get(key, ""), other.get(key, "")) for key in {*one, *other})
    return one == other
