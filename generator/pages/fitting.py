"""Which message that is ready to send fits a line of an audience's schedule."""

from __future__ import annotations

import re

from generator.linked import CommsPlan, Template
from generator.model import ScheduleItem
from generator.when import is_recurring, sort_key

#: Templates that fit what no other is named for: what is heard first, what is said, all that follows.
FIRST, CALL, UPDATE = "first-notice", "call-script", "update"

_WORD = re.compile(r"\w+")

#: The words of a line, or of a channel, by which somebody speaks.
SPOKEN = frozenset({"call", "telephone", "phone"})


def fitting(plan: CommsPlan, item: ScheduleItem) -> Template | None:
    """The template whose id's words are all in the line's name, of several the one with most of them.

    Else the script for what is called; else, for what has a time of its own, the first notice for what is
    heard first and once, the update for all else. A meeting and an occasion need no message.
    """
    named = {template.anchor: template for template in plan.templates}
    said = words_of(item.what)
    found = [anchor for anchor in named if (words := words_of(anchor)) and words <= said]
    if found:
        return named[max(found, key=lambda anchor: len(words_of(anchor)))]
    if CALL in named and not item.ritual and SPOKEN & (said | words_of(item.channel or "")):
        return named[CALL]
    time = plan.due(item)
    if time is None or not (item.when or item.every):
        return None
    if is_recurring(time):
        return named.get(UPDATE)
    return named.get(FIRST if item is _first(plan) else UPDATE) if item.when else None


def _first(plan: CommsPlan) -> ScheduleItem | None:
    """What the audience hears first, of what it hears once."""
    once = ((time, item) for item in plan.record.schedule if item.when and (time := plan.due(item)))
    return min(once, key=lambda pair: sort_key(pair[0]), default=(None, None))[1]


def words_of(text: str) -> frozenset[str]:
    """The words of a text, however they are written, one or several of them."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.casefold().replace("_", " ")))
