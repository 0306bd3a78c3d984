"""The lines in which two texts differ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher


def lines(then: str | None, now: str | None, name: str) -> Iterator[str]:
    """Lines that went after `- `, lines that came after `+ `; what is on both sides is left out.

    Empty lines that came or went are told as well: they are `-` or `+` alone. What is one line says its name.
    """
    if not any("\n" in (text or "") for text in (then, now)):
        then, now = (f"{name}: {text}" if text else None for text in (then, now))
    before, after = (text.split("\n") if text else [] for text in (then, now))
    # What recurs, as empty lines do, is compared as well: a message is short.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, begin, end, start, stop in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        yield from (f"- {line}".rstrip() for line in before[begin:end])
        yield from (f"+ {line}".rstrip() for line in after[start:stop])
