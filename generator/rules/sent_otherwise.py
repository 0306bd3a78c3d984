"""A fact that a message stated and that the plan has otherwise now, while its audience heard no better.

Sent is sent: whoever was told the old fact goes on believing it. One finding a fact and audience, at the
message that stated it last; what settles it is told in `generator/stated.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.addresses import Ref
from generator.linked import CommsPlan, Playbook
from generator.rules.base import quoted
from generator.rules.recorded import Objection, rule, shown
from generator.state import Event
from generator.stated import Otherwise, correction_of, said_otherwise


def _check(book: Playbook) -> Iterator[Objection]:
    events = {Ref("log", event.id): event for event in book.events}
    for plan in book.comms:
        by_source: defaultdict[str, list[Otherwise]] = defaultdict(list)
        for one in said_otherwise(plan):
            by_source[one.fact.source].append(one)
        for found in by_source.values():
            found.reverse()
            yield _objection(plan, found[0], tuple(events[one.item.ref] for one in found))


def _objection(plan: CommsPlan, last: Otherwise, told: tuple[Event, ...]) -> Objection:
    fact, book = last.fact, plan.book
    earlier = f", and {len(told) - 1} earlier" if len(told) > 1 else ""
    now = "does not say it any longer" if fact.now is None else f"says {quoted(fact.now)} now"
    return Objection(
        events=told,
        field="said",
        about=(plan, *((fact.entry,) if fact.entry else ())),
        message=f"{quoted(plan.title, 60)} heard that {quoted(fact.name)} is {quoted(fact.then)} "
        f"({shown(told[0].at, book)}{earlier}); the plan {now}.",
        hint=_hint(plan, fact.now),
    )


def _hint(plan: CommsPlan, now: str | None) -> str:
    template = correction_of(plan)
    ready = f" (`{template.ref}` is ready)" if template else ""
    right = "takes back what was said" if now is None else "states the fact as it is now"
    return f"Send a correction{ready} and record it; any later message that {right} settles this, too."


RULE = rule(
    "sent-otherwise",
    "What an audience was told still holds, or it was corrected.",
    _check,
)
