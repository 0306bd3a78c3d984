"""Plain words that a review's gaps and questions are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from generator.facts import time_words
from generator.linked import Commitment

#: How many of many are named.
NAMED = 3


def moment_words(moment: datetime) -> str:
    """`Tue 24 Nov 18:00`."""
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def quoted(title: str) -> str:
    """A title within a sentence."""
    return f"“{title}”"


def listing(titles: Sequence[str]) -> str:
    """`“a”, “b” and “c”`; of many the first three and how many more."""
    shown = [quoted(title) for title in titles[:NAMED]]
    rest = len(titles) - NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def times(count: int) -> str:
    """How often: `once`, `5 times`."""
    return "once" if count == 1 else f"{count:,} times"


def due_words(due: int, missing: int) -> str:
    """How often something was due and how much of that nobody recorded, as a sentence."""
    if missing == due:
        return f"It was due {times(due)}, and there is no record of it."
    return f"It was due {times(due)}, and {missing:,} of them {'has' if missing == 1 else 'have'} no record."


def moved(commitment: Commitment) -> str:
    """`moved from Tue 24 Nov 18:00 (said Tue 24 Nov 15:30)`; empty where no other date was agreed to."""
    if commitment.moved is None:
        return ""
    before, book = commitment.planned, commitment.book
    planned = book.interval(before) if before else None
    end = planned.end if planned else None
    words = time_words(before, str(before), book) if before else ""
    since = f" from {moment_words(end) if end else words}" if words else ""
    return f"moved{since} (said {moment_words(commitment.moved.at)})"
