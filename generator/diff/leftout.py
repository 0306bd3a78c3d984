"""What of the older playbook was not compared, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.diagnostics import Diagnostic
from generator.review.markdown import plain
from generator.text.characters import clean

#: So many are told to people; programs get them all.
_SHOWN = 100


def sentence(left_out: tuple[Diagnostic, ...]) -> str:
    """What is the matter with all of them (plain text)."""
    if len(left_out) == 1:
        return "One place of the older plan, which no plan can have now, counts as unchanged."
    return f"{len(left_out)} places of the older plan, which no plan can have now, count as unchanged."


def text(left_out: tuple[Diagnostic, ...]) -> Iterator[str]:
    """The lines for a terminal; none where everything was compared."""
    if left_out:
        yield f"Not compared: {sentence(left_out)}"
        yield ""
        # The message quotes an old file, in which anything can stand.
        shown = (f"  {' '.join(clean(place(item) + item.message).split())}" for item in left_out)
        yield from islice(shown, _SHOWN)
        yield from (f"  {rest}" for rest in _rest(left_out))


def markdown(left_out: tuple[Diagnostic, ...]) -> Iterator[str]:
    """The lines for a pull request."""
    if left_out:
        yield "## Not compared"
        yield ""
        yield sentence(left_out)
        yield ""
        yield from islice((f"- {plain(place(item) + item.message)}" for item in left_out), _SHOWN)
        yield from (f"- {rest}" for rest in _rest(left_out))


def _rest(left_out: tuple[Diagnostic, ...]) -> Iterator[str]:
    if len(left_out) > _SHOWN:
        yield f"and {len(left_out) - _SHOWN} more"


def as_json(item: Diagnostic) -> dict[str, object]:
    """One of them; line and column are null where there is none."""
    at = item.location
    return {
        "code": item.code,
        "message": item.message,
        "file": at.file or None,
        "line": at.line or None,
        "column": at.column or None,
    }


def place(item: Diagnostic) -> str:
    """Where it stands, before what is the matter; empty where that is no file."""
    line = f":{item.location.line}" if item.location.line else ""
    return f"{item.location.file}{line}: " if item.location.file else ""
