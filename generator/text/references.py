"""References in text: `[[risks/client-churn]]`, `[[kpis/data-accuracy.target]]`, `[[risks/x|its words]]`.

What stands in code, a span or a fenced block, is an example and no reference; so is `\\[[`.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.characters import clean

#: Collections whose ids have two parts, and what the first one is.
TWO_PART_IDS = {"actions": "priority", "templates": "plan"}

_EXAMPLE = "[[risks/client-churn]]"
_SHOWN = 50

#: No collection, two ids and a value have as many characters together, whatever spaces stand between them.
_LONGEST_TARGET = 300

_BRACKETS = re.compile(
    r"(?<!\\)\[\[(?!\[)(?P<body>(?:(?!\[\[|\]\]|\n[ \t\r]*\n).)*)(?P<close>\]\])?", re.DOTALL
)
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_FIELD = "[a-z0-9]+(?:[_-][a-z0-9]+)*"
_TWO_PART = "|".join(TWO_PART_IDS)
_TARGET = re.compile(
    rf"(?P<target>(?:{_TWO_PART})/{_ID}\.{_ID}|(?!(?:{_TWO_PART})/)[a-z]+/{_ID})(?:\.(?P<field>{_FIELD}))?"
)
# A fence that is never closed reaches to the end.
_FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,})(?:[ \t]*[\w+-]+)?[ \t\r]*\n"
    r"(?P<lines>.*?)(?:^[ \t]*(?P=fence)`*[ \t\r]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TICKS_OR_END = re.compile("`+|\n")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: the entry it names, the value of it to show if any, the words to show if any.

    `start` and `end` are offsets in the text, brackets included.
    """

    target: str
    field: str | None
    label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """Brackets that are no reference: the text from them on (cut), where, what is wrong, how to mend it."""

    text: str
    start: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code span or fenced block with its content; `start` and `end` include the backticks."""

    start: int
    end: int
    content: str
    is_block: bool


def references(text: str) -> tuple[Reference, ...]:
    """Every well-formed reference, in order."""
    return tuple(found for found in scan(text) if isinstance(found, Reference))


def broken_references(text: str) -> tuple[Broken, ...]:
    """Every `[[` that does not begin a reference, in order."""
    return tuple(found for found in scan(text) if isinstance(found, Broken))


def scan(text: str) -> tuple[Reference | Broken | Code, ...]:
    """References, broken ones and code, by start; code within a reference's label is listed too."""
    spans = tuple(_code(text)) if "`" in text else ()
    if "[[" not in text:
        return spans
    hidden, at = [], 0
    for span in spans:
        hidden += [text[at : span.start], "`" * (span.end - span.start)]
        at = span.end
    prose = "".join([*hidden, text[at:]])
    found = (_read(text, brackets) for brackets in _BRACKETS.finditer(prose))
    return tuple(sorted((*spans, *found), key=lambda item: item.start))


def _read(text: str, brackets: re.Match[str]) -> Reference | Broken:
    start, end = brackets.span()
    target, bar, _ = brackets["body"].partition("|")
    # From the text itself: what is code in a label is hidden from `brackets`.
    label = " ".join(text[start + 2 + len(target) + 1 : end - 2].split())
    read = _TARGET.fullmatch(target)
    if read and brackets["close"] and (label or not bar):
        return Reference(read["target"], read["field"], label or None, start, end)
    shown = " ".join(clean(text[start:end]).split())
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
    if not brackets["close"]:
        hint = r"Close it with `]]`, or write `\[[` to show the brackets themselves."
        return Broken(shown, start, f"`{shown}` has no closing `]]`.", hint)
    message, hint = _fault(target, f"|{label}" if label else "")
    return Broken(shown, start, f"`{shown}` {message}", hint)


def _fault(target: str, label: str) -> tuple[str, str]:
    """What is wrong with the target of closed brackets (the message after the text itself), and the hint."""
    if _TARGET.fullmatch(target):
        return "has no words after the bar.", f"Write `[[{target}]]`, or the words to show after the bar."
    if not target.strip():
        return "names nothing.", f"Write a collection, a slash and an id: `{_EXAMPLE}`."
    collection, slash, rest = target.strip().partition("/")
    if not slash:
        return "names no collection.", f"Put the collection and a slash before the id: `{_EXAMPLE}`."
    if collection in TWO_PART_IDS and rest and "." not in rest:
        owner = TWO_PART_IDS[collection]
        return (
            f"does not say of which {owner}.",
            f"Write `[[{collection}/{owner}.{rest}]]` with the {owner}'s id.",
        )
    guess = _guess(target)
    likeness = f"Write it like `{_EXAMPLE}` or `[[kpis/data-accuracy.target]]`."
    hint = f"Write `[[{guess}{label}]]`." if guess else likeness
    if any(char.isspace() for char in target):
        return "has a space in what it names.", hint
    return "is not a collection, a slash and an id of small letters, digits and single hyphens.", hint


def _guess(target: str) -> str | None:
    """What was meant, when the same words in the spelling of ids are a reference."""
    if len(target) > _LONGEST_TARGET:
        return None
    spelled = re.sub(r"\s+", "-", re.sub(r"\s*([/.])\s*", r"\1", target.strip().lower()))
    guesses = (spelled, spelled.replace("_", "-"))
    return next((guess for guess in guesses if _TARGET.fullmatch(guess)), None)


def _code(text: str) -> Iterator[Code]:
    at = 0
    for found in _FENCE.finditer(text):
        yield from _spans(text, at, found.start())
        indent = len(found["indent"])
        lines = (_dedented(line, indent) for line in found["lines"].split("\n"))
        yield Code(found.start("fence"), found.end(), "\n".join(lines).rstrip("\n"), is_block=True)
        at = found.end()
    yield from _spans(text, at, len(text))


def _spans(text: str, start: int, end: int) -> Iterator[Code]:
    """The spans of a part of a text; each stays on its line, and an escaped tick opens none."""
    runs: list[tuple[int, int]] = []
    for found in _TICKS_OR_END.finditer(text, start, end):
        if found.group() == "\n":
            yield from _pairs(text, runs)
            runs = []
        else:
            runs.append(found.span())
    yield from _pairs(text, runs)


def _pairs(text: str, runs: list[tuple[int, int]]) -> Iterator[Code]:
    """The spans between a line's runs of ticks: each ends with the next run of the same length.

    Where they end is looked up: a search from each run to the end of its line would take minutes.
    """
    ends: defaultdict[int, deque[int]] = defaultdict(deque)
    for number, (begin, stop) in enumerate(runs):
        ends[stop - begin].append(number)
    after = 0
    for number, (begin, stop) in enumerate(runs):
        same = ends[stop - begin]
        while same and same[0] <= number:
            same.popleft()
        if number < after or not same or text[max(begin - 1, 0) : begin] == "\\":
            continue
        after = same[0] + 1
        last = runs[same[0]]
        content = text[stop : last[0]]
        yield Code(begin, last[1], content.strip(" ") or content, is_block=False)


def _dedented(line: str, indent: int) -> str:
    """The line without the indentation of its fence, as far as it has it."""
    return line[min(indent, len(line) - len(line.lstrip(" \t"))) :]
