"""A log entry as a file of its own, so that two people who record at once never meet.

`overrides/assets/playbook/entryfile.js` makes the same files in readers' browsers, byte for byte.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from generator.addresses import Ref
from generator.load.characters import FORBIDDEN
from generator.model.ids import MAX_ID_LENGTH

#: The kind of an entry when none is asked for, by the collection that it is about.
DEFAULT_KIND = {"kpis": "measured", "templates": "sent"}

#: The kinds that may be about nothing in particular: they are about the crisis as a whole.
ABOUT_THE_WHOLE = ("note", "learned", "decided", "declared", "ended")

#: What readers are offered to say of an entry, by its collection; of all others a note.
OFFERED: Mapping[str, tuple[str, ...]] = {
    "actions": ("done", "started", "blocked", "unblocked", "dropped", "reopened", "note"),
    "kpis": ("measured", "note"),
    "comms": ("sent", "note"),
    "templates": ("sent", "note"),
    "commitments": ("kept", "missed", "renegotiated", "note"),
    "targets": ("kept", "missed", "note"),
    "risks": ("occurred", "note"),
    "contingencies": ("invoked", "done", "note"),
    "rituals": ("held", "skipped", "note"),
    "decisions": ("decided", "note"),
    "roles": ("assigned", "note"),
}

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

#: Past so many digits before its point, or noughts after it, a number is written with a power of ten.
_MOST_DIGITS, _MOST_NOUGHTS = 21, 6


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be recorded; `at` is in the playbook's zone, None and empty fields are left out.

    `said` holds the facts that a message stated, as it stated them, by what they were taken from.
    """

    about: tuple[Ref, ...]
    kind: str
    at: datetime
    by: str | None = None
    text: str | None = None
    value: float | str | None = None
    for_: str | None = None
    waiting_on: str | None = None
    until: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    corrects: str | None = None


def offered(collection: str) -> tuple[str, ...]:
    """The kinds that readers are offered for an entry of this collection, the likeliest first."""
    return OFFERED.get(collection, ("note",))


def entry_id(note: Note, token: str) -> str:
    """`2026-11-23-0912-done-find-cause-7f3a`; `token` tells two records of one minute apart."""
    stem = f"{note.at:%Y-%m-%d-%H%M}-{note.kind}-"
    what = note.about[0].id.rpartition(".")[2] if note.about else ""
    room = MAX_ID_LENGTH - len(stem) - len(token) - 1
    cut = what[:room].rstrip("-")
    return f"{stem}{cut}-{token}" if cut else f"{stem}{token}"


def file_of(note_id: str) -> str:
    """The file of an entry, relative to the playbook's folder."""
    return f"data/log/{note_id}.yml"


def text_of(note: Note, note_id: str) -> str:
    """The file's text. Words are written as JSON strings, which are YAML and need no quoting rules.

    Raises ValueError for a value that is no finite number.
    """
    head = ["# yaml-language-server: $schema=../schema.json", "log:", f"  {note_id}:"]
    return "\n".join((*head, *(f"    {line}" for line in _fields(note)))) + "\n"


def moment_text(at: datetime) -> str:
    """A moment by its clocks, as data files write it: `2026-11-23T09:12`.

    Of the hour that comes twice when clocks go back the second has its offset: without, the first is meant.
    """
    is_second = at.utcoffset() != at.replace(fold=0).utcoffset()
    return at.isoformat(timespec="minutes") if is_second else f"{at:%Y-%m-%dT%H:%M}"


def _fields(note: Note) -> Iterator[str]:
    """The lines of the entry's fields, in the order of the model."""
    yield f"at: {moment_text(note.at)}"
    yield f"kind: {note.kind}"
    yield from _words("by", note.by)
    if note.about:
        yield "about:"
        yield from (f"  - {ref}" for ref in note.about)
    yield from _words("text", note.text)
    if isinstance(note.value, (int, float)):
        yield f"value: {number(note.value)}"
    else:
        yield from _words("value", note.value)
    yield from _words("for", note.for_)
    yield from _words("waiting_on", note.waiting_on)
    yield from _words("until", note.until)
    stated = [
        line for source, words in note.said.items() if fit(words).strip() for line in _words(source, words)
    ]
    if stated:
        yield "said:"
        yield from (f"  {line}" for line in stated)
    yield from _words("corrects", note.corrects)


def _words(name: str, words: str | None) -> Iterator[str]:
    if kept := fit(words or ""):
        yield f"{name}: {json.dumps(kept, ensure_ascii=False)}"


def fit(text: str) -> str:
    r"""The text as a data file can hold it: pasted text brings along what nobody sees.

    Every kind of line end is `\n`; characters without a shape that data files refuse are left out; half of a
    character is U+FFFD, as in whatever a browser sends.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return FORBIDDEN.sub("", _LINE_END.sub("\n", whole))


def number(value: float) -> str:
    """A number as scripts print it too: `97.2`, `5`, `1e+21`; ValueError where it is not finite."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number to record.")
    sign, parts, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    digits = "".join(map(str, parts))
    if digits == "0" or not isinstance(exponent, int):
        return "0"
    point = len(digits) + exponent
    return ("-" if sign else "") + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Digits with the point after the first `point` of them."""
    if len(digits) <= point <= _MOST_DIGITS:
        return digits.ljust(point, "0")
    if 0 < point <= _MOST_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if -_MOST_NOUGHTS < point <= 0:
        return f"0.{digits.rjust(len(digits) - point, '0')}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
