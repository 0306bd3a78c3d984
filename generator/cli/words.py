"""What the words after `playbook record` mean: what it is about, a number, the rest as text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

from generator.addresses import Ref, parse_ref
from generator.diagnostics import Diagnostic, Location
from generator.link.names import unknown_collection
from generator.model import ENTRY_COLLECTIONS
from generator.record import ABOUT_THE_WHOLE, DEFAULT_KIND

#: What a log entry may be about.
COLLECTIONS = (*ENTRY_COLLECTIONS, "templates", "events")

#: Where a problem is in words that were typed, there is no file to point to.
NOWHERE = Location("", 1, 1)

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.ASCII | re.IGNORECASE)
_COMMA = re.compile(r"[-+]?\d+,\d+", re.ASCII)
_WITH_UNIT = re.compile(rf"({_NUMBER.pattern})\s*[^\d\s,.].*", re.ASCII | re.IGNORECASE)

#: Stands for the minus sign of a number while options are read; nobody types it.
_SHIELD = "\ufdd0"

#: The minus sign that word processors make of a hyphen.
_MINUS = "\u2212"

#: Kinds that say nothing without words, and what to ask for.
_NEEDED = {
    "note": "Say in words what is to be noted.",
    "learned": "Say in words what was learned.",
    "assigned": "Say who was assigned.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a record, sorted; `value` is a number, or who was assigned."""

    about: tuple[Ref, ...]
    kind: str
    value: float | str | None
    text: str | None


def said(words: tuple[str, ...], kinds: tuple[str, ...], *, correcting: bool) -> Said:
    """What the words say; `kinds` are those asked for. Raises click.UsageError for what is missing."""
    if len(kinds) > 1:
        flags = " and ".join(f"--{kind}" for kind in kinds)
        raise click.UsageError(
            f"{flags} are {len(kinds)} kinds, and an entry has one: record each by itself."
        )
    about = _subjects(words)
    asked = kinds[0] if kinds else "corrected" if correcting else None
    if not about and asked not in (*ABOUT_THE_WHOLE, "corrected"):
        raise click.UsageError(_no_subject(words))
    kind = asked or DEFAULT_KIND.get(about[0].collection, "note")
    rest = words[len(about) :]
    if kind in ("measured", "corrected"):
        number = _number(rest, kind, is_asked=bool(kinds))
        return Said(about, kind, number, _joined(rest[number is not None :]))
    text = _joined(rest)
    if text is None and kind in _NEEDED:
        raise click.UsageError(_NEEDED[kind])
    if text is None and kind == "decided" and not about:
        raise click.UsageError("Say in words what was decided.")
    return Said(about, kind, text, None) if kind == "assigned" else Said(about, kind, None, text)


def shielded(words: Iterable[str]) -> list[str]:
    """The words of a command line, in which a number below zero looks like no option."""
    return [word.replace("-", _SHIELD, 1) if _is_negative(word) else word for word in words]


def unshielded(value: Any) -> Any:
    """What was read of such a command line, as it was typed."""
    if isinstance(value, str):
        return value.replace(_SHIELD, "-", 1) if value.startswith(_SHIELD) else value
    return tuple(map(unshielded, value)) if isinstance(value, tuple) else value


def sentence(problem: Diagnostic) -> str:
    """A problem and its hint, for somebody at a terminal."""
    return f"{problem.message} {problem.hint}".strip()


def _is_negative(word: str) -> bool:
    return word.startswith("-") and (_NUMBER.match(word) or _COMMA.match(word)) is not None


def _joined(words: tuple[str, ...]) -> str | None:
    return " ".join(words) or None


def _named(word: str) -> Ref | None:
    """The entry that a word names; a sentence with a slash in it names none."""
    return None if any(char.isspace() for char in word) else parse_ref(word)


def _subjects(words: tuple[str, ...]) -> tuple[Ref, ...]:
    """The entries that the words start with; from the first word that names none on, they are text."""
    found: list[Ref] = []
    for word in words:
        ref = _named(word)
        if ref is None or ref.collection not in COLLECTIONS:
            break
        found.append(ref)
    return tuple(found)


def _no_subject(words: tuple[str, ...]) -> str:
    ref = _named(words[0]) if words else None
    if ref is None:
        return "Say first what it is about: collection/id, such as actions/restore.find-cause or kpis/rate."
    return sentence(unknown_collection(str(ref), ref.collection, COLLECTIONS, NOWHERE))


def _number(words: tuple[str, ...], kind: str, *, is_asked: bool) -> float | None:
    """The number that the words start with; a correction may have none, a measurement must."""
    first = words[0].replace(_MINUS, "-", 1) if words else ""
    if _NUMBER.fullmatch(first):
        if not math.isfinite(float(first)):
            raise click.UsageError(f"`{first}` is too large a number to record.")
        return float(first)
    if kind == "corrected":
        return None
    if not first:
        raise click.UsageError("Say the number that was measured, such as 97.2.")
    if _COMMA.fullmatch(first):
        raise click.UsageError(
            f"`{first}` is not a number; write it with a point: {first.replace(',', '.')}."
        )
    if unit := _WITH_UNIT.fullmatch(first):
        raise click.UsageError(f"`{first}` is not a number; write it without its unit: {unit[1]}.")
    more = "" if is_asked else " To record words alone, add --note."
    raise click.UsageError(f"`{first}` is not a number; write it like 97.2.{more}")
