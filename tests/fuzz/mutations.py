"""What happens to files: typing errors, lost lines, bad merges, wrong encodings, letters that look alike."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from tests.fuzz import odd, soil

Draw = st.DrawFn
Change = Callable[[Draw, str], str]

#: A word, a number, an id, a time: what people swap and misplace.
_TOKEN = re.compile(r"[\w./:-]+")
_FIELD = re.compile(r"^(?P<key>[ -]*[\w-]+: +)(?P<value>\S.*)$")

_CONFUSABLE = str.maketrans(
    {"a": "\u0430", "e": "\u0435", "o": "\u043e", "-": "\u2010", ":": "\uff1a", " ": "\u00a0"}
)


def _at(draw: Draw, count: int) -> int:
    """One of so many places; 0 where there are none."""
    return draw(st.integers(0, max(count - 1, 0)))


def _stretch(draw: Draw, lines: list[str]) -> slice:
    first = _at(draw, len(lines))
    return slice(first, first + draw(st.integers(1, 6)))


def delete_lines(draw: Draw, text: str) -> str:
    """A few lines are gone."""
    lines = text.split("\n")
    del lines[_stretch(draw, lines)]
    return "\n".join(lines)


def repeat_lines(draw: Draw, text: str) -> str:
    """A few lines stand twice, the second time anywhere."""
    lines = text.split("\n")
    again = lines[_stretch(draw, lines)]
    to = _at(draw, len(lines))
    return "\n".join([*lines[:to], *again, *lines[to:]])


def move_lines(draw: Draw, text: str) -> str:
    """A few lines stand somewhere else."""
    lines = text.split("\n")
    where = _stretch(draw, lines)
    moved = lines[where]
    del lines[where]
    to = _at(draw, len(lines) + 1)
    return "\n".join([*lines[:to], *moved, *lines[to:]])


def indent_lines(draw: Draw, text: str) -> str:
    """A few lines begin in another column."""
    lines = text.split("\n")
    by = draw(st.sampled_from((2, -2, 1, -1, 4, -4, 8)))
    for number in range(*_stretch(draw, lines).indices(len(lines))):
        lines[number] = " " * by + lines[number] if by > 0 else lines[number][-by:]
    return "\n".join(lines)


def splice(draw: Draw, text: str) -> str:
    """A piece of another file stands in between."""
    lines = text.split("\n")
    to = _at(draw, len(lines) + 1)
    return "\n".join([*lines[:to], *draw(st.sampled_from(soil.blocks())), *lines[to:]])


def swap_tokens(draw: Draw, text: str) -> str:
    """Two words stand in each other's place."""
    found = list(_TOKEN.finditer(text))
    if len(found) < 2:
        return text
    first, second = sorted((_at(draw, len(found)), _at(draw, len(found))))
    one, other = found[first], found[second]
    if one is other:
        return text
    between = text[one.end() : other.start()]
    return text[: one.start()] + other.group() + between + one.group() + text[other.end() :]


def replace_token(draw: Draw, text: str) -> str:
    """A word is an id that stands somewhere."""
    found = list(_TOKEN.finditer(text))
    if not found:
        return text
    one = found[_at(draw, len(found))]
    return text[: one.start()] + draw(st.sampled_from(soil.ids())) + text[one.end() :]


def exchange_values(draw: Draw, text: str) -> str:
    """Two fields have each other's value."""
    lines = text.split("\n")
    found = [(number, field) for number, line in enumerate(lines) if (field := _FIELD.match(line))]
    if not found:
        return text
    (one, first), (other, second) = found[_at(draw, len(found))], found[_at(draw, len(found))]
    lines[one] = first["key"] + second["value"]
    lines[other] = second["key"] + first["value"]
    return "\n".join(lines)


def odd_value(draw: Draw, text: str) -> str:
    """A field has an odd value."""
    lines = text.split("\n")
    found = [(number, field) for number, line in enumerate(lines) if (field := _FIELD.match(line))]
    if not found:
        return text
    number, field = found[_at(draw, len(found))]
    lines[number] = field["key"] + draw(odd.yaml_values)
    return "\n".join(lines)


def odd_text(draw: Draw, text: str) -> str:
    """A field has an odd text, in quotes, so that it is one."""
    lines = text.split("\n")
    found = [(number, field) for number, line in enumerate(lines) if (field := _FIELD.match(line))]
    if not found:
        return text
    number, field = found[_at(draw, len(found))]
    typed = draw(odd.texts)
    lines[number] = field["key"] + "'" + typed.replace("'", "''").replace("\n", "\n\n          ") + "'"
    return "\n".join(lines)


def odd_character(draw: Draw, text: str) -> str:
    """A character too many."""
    to = _at(draw, len(text) + 1)
    return text[:to] + draw(odd.characters) + text[to:]


def lose_character(draw: Draw, text: str) -> str:
    """A character too few."""
    to = _at(draw, len(text))
    return text[:to] + text[to + 1 :]


def look_alike(draw: Draw, text: str) -> str:
    """Letters of a stretch look as before and are others."""
    start = _at(draw, len(text))
    end = start + draw(st.integers(1, 12))
    return text[:start] + text[start:end].translate(_CONFUSABLE) + text[end:]


def cut(draw: Draw, text: str) -> str:
    """The file ends in the middle."""
    return text[: _at(draw, len(text))]


def windows(_draw: Draw, text: str) -> str:
    """Line ends and the mark at the start as some editors write them."""
    return "\ufeff" + text.replace("\n", "\r\n")


CHANGES: tuple[Change, ...] = (
    *(exchange_values, odd_value, odd_text, replace_token, swap_tokens, move_lines, repeat_lines),
    *(delete_lines, indent_lines, splice, odd_character, lose_character, look_alike, cut, windows),
)


def changed(draw: Draw, data: bytes, changes: tuple[Change, ...] = CHANGES) -> bytes:
    """A file after one change; now and then a byte is another, or the encoding."""
    kind = draw(st.integers(0, 40))
    if kind == 40:
        to = _at(draw, len(data))
        return data[:to] + bytes([draw(st.integers(0, 255))]) + data[to + 1 :]
    if kind == 39:
        return data.decode("utf-8", "replace").encode(
            draw(st.sampled_from(("utf-16", "latin-1", "cp1252"))), "replace"
        )
    text = draw(st.sampled_from(changes))(draw, data.decode("utf-8", "surrogateescape"))
    return _encoded(text)


def _encoded(text: str) -> bytes:
    """Bytes that were no text stay as they were; halves of characters become bytes that are none."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


@st.composite
def playbooks(draw: Draw, most: int = 4) -> dict[str, bytes]:
    """The files of one of the repository's playbooks after a few changes, in one file or several."""
    which = draw(st.sampled_from((0, 0, 0, 1, 1, 1, 2, 3)))
    files = dict(soil.playbooks()[which])
    names = [name for name in files if name.startswith("data/") or name.endswith(".md")]
    for _ in range(draw(st.integers(1, most))):
        name = names[_at(draw, len(names))]
        files[name] = changed(draw, files[name])
    return files
