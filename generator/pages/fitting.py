"""Which message that is ready to send fits a line of an audience's schedule."""

from __future__ import annotations

import re

from generator.linked import CommsPlan, Template
from generator.model import ScheduleItem
from generator.when import is_recurring

#: Templates that fit what no other is named for: what is heard first, what is said, all that follows.
FIRST, CALL, UPDATE = "first-notice", "call-script", "update"

_WORD = re.compile(r"\w+")

#: What says that a line is spoken.
_SPOKEN = frozenset({"call", "telephone", "phone"})


def fitting(plan: CommsPlan, item: ScheduleItem) -> Template | None:
    """The template whose id's words are all in the line's name, of several the one with most of them.

    Else the script for what is called; else, for what has a time of its own, the first notice for the
    schedule's first such line and the update for the others. A meeting needs no message.
    """
    named = {template.anchor: template for template in plan.templates}
    said = _words(item.what)
    found = [anchor for anchor in named if (words := _words(anchor)) and words <= said]
    if found:
        return named[max(found, key=lambda anchor: len(_words(anchor)))]
    if CALL in named and _SPOKEN & (said | _words(item.channel or "")):
        return named[CALL]
    timed = [one for one in plan.record.schedule if _has_dates(plan, one)]
    if not any(one is item for one in timed):
        return None
    leads = timed[0] is item and not item.every
    return named.get(FIRST if leads else UPDATE)


def _has_dates(plan: CommsPlan, item: ScheduleItem) -> bool:
    time = plan.due(item)
    return time is not None and bool(item.when or (item.every and is_recurring(time)))


def _words(text: str) -> frozenset[str]:
    """The words of a text, however they are written, one or several of them."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.casefold().replace("_", " ")))
