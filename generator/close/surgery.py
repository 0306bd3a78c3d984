"""Fields cut out of the text of a data file, or put into it: every other line stays as it was typed.

Each change is read again: a text that would say anything else than what was meant is not handed out.
"""

from __future__ import annotations

import re

from generator.load import Raw, RawFile, RawList, RawMap, RawScalar, load_text

#: The keys that lead to a field, such as `("playbook", "activated")`.
Way = tuple[str, ...]

#: A field with a value of one line inside `{ }`, and the comma behind or before it.
_IN_BRACES = re.compile(r"""[^,:{}\n]+:[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^,{}\n]*[^,{}\s])""")
_COMMA_BEHIND, _COMMA_BEFORE = re.compile(r"[ \t]*,[ \t]*"), re.compile(r"[ \t]*,\s*\Z")


def without(file: RawFile, way: Way) -> RawFile | None:
    """The file without a field, if it has it; None where the field cannot be cut out of the text.

    A map that this leaves empty goes with it; where nothing is left at all, the text is empty.
    """
    found = _at(file, way)
    if found is None:
        return file
    outer = _map_at(file, way[:-1])
    if len(outer.entries) == 1:
        return without(file, way[:-1]) if way[:-1] else _read("", file)
    wanted = said(file.root)
    _inside(wanted, way[:-1]).pop(way[-1])
    text = _cut_in_braces(file, outer, found[0]) if outer.flow else _cut_lines(file, way, found)
    return _if_it_says(wanted, text, file)


def with_field(file: RawFile, after: Way, name: str, value: str) -> RawFile | None:
    """The file with a field behind another whose value has one line; None where it cannot be put there."""
    found = _at(file, after)
    if found is None:
        return None
    wanted = said(file.root)
    _inside(wanted, after[:-1])[name] = value
    put = _put_in_braces if _map_at(file, after[:-1]).flow else _put_line
    return _if_it_says(wanted, put(file.text, found[0], f"{name}: {value}"), file)


def said(root: RawMap) -> dict[str, object]:
    """What a map holds, wherever and however it is written."""
    return {key.text: _said(value) for key, value in root.entries}


def _said(raw: Raw) -> object:
    if isinstance(raw, RawScalar):
        return raw.text
    return [_said(item) for item in raw.items] if isinstance(raw, RawList) else said(raw)


def _inside(held: dict[str, object], way: Way) -> dict[str, object]:
    for key in way:
        inner = held[key]
        if not isinstance(inner, dict):
            raise TypeError(way)
        held = inner
    return held


def _at(file: RawFile, way: Way) -> tuple[RawScalar, Raw] | None:
    return _map_at(file, way[:-1]).get(way[-1])


def _map_at(file: RawFile, way: Way) -> RawMap:
    """The map that the keys lead to, an empty one where there is none."""
    found: Raw = file.root
    for key in way:
        inner = found.get(key) if isinstance(found, RawMap) else None
        found = inner[1] if inner else RawMap((), flow=False, location=file.root.location)
    return found if isinstance(found, RawMap) else RawMap((), flow=False, location=file.root.location)


def _read(text: str, file: RawFile) -> RawFile:
    return load_text(text, file.file)[0]


def _if_it_says(wanted: dict[str, object], text: str | None, file: RawFile) -> RawFile | None:
    found = None if text is None else _read(text, file)
    return found if found and found.complete and said(found.root) == wanted else None


def _cut_lines(file: RawFile, way: Way, found: tuple[RawScalar, Raw]) -> str:
    """Without the lines of a field; comments and blank lines behind it belong to what follows."""
    key, value = found
    lines = file.text.splitlines(keepends=True)
    first, end = key.location.line - 1, _line_after(file, way, len(lines))
    apart = end
    while apart > first + 1 and _is_apart(lines[apart - 1]):
        apart -= 1
    if not isinstance(value, RawScalar):
        # What is indented further is a comment in the map, or a text in it that looks like one.
        outside = (number for number in range(apart, end) if _is_comment(lines[number], key.location.column))
        apart = next(outside, end)
    before, behind = lines[:first], lines[apart:]
    while before and not behind and not before[-1].strip():
        before.pop()
    return "".join((*before, *behind))


def _line_after(file: RawFile, way: Way, last: int) -> int:
    """The line, counted from 0, on which what follows a field begins."""
    for depth in range(len(way), 0, -1):
        entries = _map_at(file, way[: depth - 1]).entries
        behind = [key for key, _ in entries[[key.text for key, _ in entries].index(way[depth - 1]) + 1 :]]
        if behind:
            return behind[0].location.line - 1
    return last


def _is_apart(line: str) -> bool:
    """Whether a line is blank or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def _is_comment(line: str, column: int) -> bool:
    """Whether a line is a comment that begins no further than in this column, counted from 1."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) < column


def _cut_in_braces(file: RawFile, outer: RawMap, key: RawScalar) -> str | None:
    text, start = file.text, _offset(file.text, key)
    field = _IN_BRACES.match(text, start)
    if field is None:
        return None
    if comma := _COMMA_BEHIND.match(text, field.end()):
        return _without_blank_line(text[:start], text[comma.end() :])
    is_last = outer.entries[-1][0] is key
    comma = _COMMA_BEFORE.search(text[:start])
    return text[: comma.start()] + text[field.end() :] if comma and is_last else None


def _without_blank_line(before: str, behind: str) -> str:
    """Both joined; a line of which only the indentation would be left goes."""
    kept, _, indent = before.rpartition("\n")
    rest = behind.lstrip(" \t\r")
    return f"{kept}{rest}" if kept and not indent.strip() and rest.startswith("\n") else before + behind


def _put_line(text: str, key: RawScalar, field: str) -> str:
    lines = text.splitlines(keepends=True)
    number = key.location.line
    end = "\r\n" if "\r\n" in text else "\n"
    lines[number - 1] = lines[number - 1].rstrip("\r\n") + end
    lines.insert(number, " " * (key.location.column - 1) + field + end)
    return "".join(lines)


def _put_in_braces(text: str, key: RawScalar, field: str) -> str | None:
    found = _IN_BRACES.match(text, _offset(text, key))
    return f"{text[: found.end()]}, {field}{text[found.end() :]}" if found else None


def _offset(text: str, key: RawScalar) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: key.location.line - 1])) + key.location.column - 1
