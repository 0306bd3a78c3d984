"""How messages speak of fields, values and records."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.load import Raw, RawList, RawMap, RawScalar, shown
from generator.model import Entry, Record
from generator.model.ids import MAX_ID_LENGTH, is_id, short_id
from generator.model.shapes import (
    EitherShape,
    FlagShape,
    ListShape,
    MapShape,
    NumberShape,
    RecordShape,
    Shape,
    TextShape,
    fields_of,
)
from generator.model.walk import Path

_WORD_START = re.compile("(?<=[a-z])(?=[A-Z])")
_NOUNS = {
    "Kpi": "KPI",
    "Escalate": "escalation",
    "Bands": "set of bands",
    "Limits": "set of limits",
    "Money": "sum of money",
    "LogEntry": "log entry",
    "CommsPlan": "comms plan",
    "Overview": "playbook",
    "StepDetail": "step",
    "PrincipleException": "exception",
}


#: What people write where they know nothing yet.
_UNKNOWN = re.compile(
    r"tb[acd]|to be (?:agreed|announced|confirmed|decided|defined|done)|n[./]?a\.?|none|nobody|not known"
    r"|unknown|unclear|todo|pending|open|xx+|[-?.\u2013\u2014\u2026]+",
    re.IGNORECASE,
)
LEAVE_OUT = "If it is not known yet, leave the field out; `open:` in the entry can ask for it."


def is_unknown(text: str) -> bool:
    """Whether a text only says that nobody knows: `TBD`, `n/a`, `?`."""
    return _UNKNOWN.fullmatch(text.strip()) is not None


def noun(record: type[Record]) -> str:
    """What one record of a class is called: `risk`, `rank override`."""
    return _NOUNS.get(record.__name__) or _WORD_START.sub(" ", record.__name__).lower()


def field_list(record: type[Record]) -> str:
    """The names of a record's fields, those that every entry has last."""
    keys = fields_of(record)
    common = fields_of(Entry) if issubclass(record, Entry) else {}
    return ", ".join([*(key for key in keys if key not in common), *common])


def article(word: str) -> str:
    """A word with `a` or `an` before it."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


#: More choices than these are told in a hint, not in a sentence.
_MANY = 6


class Fault(NamedTuple):
    """What is wrong with a text, and how to mend it."""

    message: str
    hint: str


def id_fault(text: str) -> Fault | None:
    """Why a text cannot be an id; None if it can."""
    if is_id(text):
        return None
    if len(text) > MAX_ID_LENGTH and is_id(text[:MAX_ID_LENGTH].rstrip("-")):
        message = f"The id `{shown(text)}` is longer than {MAX_ID_LENGTH} characters."
    else:
        message = f"`{shown(text)}` is not an id: small letters a-z, digits, and single dashes between them."
    return Fault(message, f"Write `{short_id(text)}`.")


def field_words(path: Path) -> str:
    """A way through an entry in words: "`url` in item 1 of `links`"."""
    spoken = ""
    dotted: list[str] = []
    for step in path:
        if isinstance(step, str):
            dotted.append(step)
        else:
            spoken = (
                f"item {step + 1} of {_joined(dotted, spoken)}" if dotted else f"item {step + 1} in {spoken}"
            )
            dotted = []
    return _joined(dotted, spoken) if dotted else spoken


def _joined(dotted: list[str], around: str) -> str:
    name = f"`{shown('.'.join(dotted))}`"
    return f"{name} in {around}" if around else name


def wanted(shape: Shape) -> str:
    """What a field needs, to stand after "must be"."""
    match shape:
        case TextShape(choices=choices):
            return _choice(choices) if choices else "a text"
        case NumberShape():
            return _number(shape)
        case FlagShape():
            return "true or false"
        case ListShape():
            return "a list"
        case MapShape():
            return "a map of names and what they stand for"
        case RecordShape(record=record):
            return f"a map with {_fields(record)}"
        case EitherShape(members=members):
            return " or ".join(wanted(member) for member in members)


def _choice(choices: tuple[str, ...]) -> str:
    if len(choices) > _MANY:
        return f"one of {len(choices)} known words"
    return _either([f"`{choice}`" for choice in choices])


def _number(shape: NumberShape) -> str:
    kind = "a whole number" if shape.whole else "a number"
    if shape.least is not None and shape.most is not None:
        return f"{kind} from {shape.least} to {shape.most}"
    return f"{kind} of at least {shape.least}" if shape.least is not None else kind


def _fields(record: type[Record]) -> str:
    keys = [f"`{key}`" for key in fields_of(record)]
    return f"{'fields such as' if len(keys) > 3 else 'the fields'} {_either(keys[:3], last='and')}"


def _either(words: list[str], last: str = "or") -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else words[0]


def found(raw: Raw) -> str:
    """What stands in the file, to stand after "not"."""
    match raw:
        case RawMap():
            return "a map"
        case RawList():
            return "a list"
        case RawScalar(value=None):
            return "nothing"
        case RawScalar(value=str()):
            return f'"{shown(raw.text)}"'
        case RawScalar():
            return shown(raw.text)
