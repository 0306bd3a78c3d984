"""A number that is older than it may be while the crisis runs.

How long a value counts is what the KPI's page says: twice its `measured`, or the playbook's limit. Before T0
and after the crisis nobody measures by the hour, and what was never measured has no age.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.linked import Playbook
from generator.rules.base import Finding, Rule, Sentence, place, quoted
from generator.rules.gathering import Group, names, together

CODE = "kpi-stale"


def _check(book: Playbook) -> Iterator[Finding]:
    if book.calendar is None or book.overview.ended is not None:
        return
    for kpi in book.kpis:
        at = kpi.measured_at
        if at is not None and kpi.is_stale:
            every = f", though it is measured {kpi.record.measured}" if kpi.record.measured else ""
            yield Finding(
                rule=CODE,
                entry=kpi.ref,
                place=place(kpi, "measured"),
                message=f"The newest number of {quoted(kpi.title)} is of {_shown(at)}{every}.",
                hint="Record it as it is now, or say in `measured:` how often somebody can.",
                sentences=(Sentence(kpi.ref, kpi.place, kpi.title, _shown(at)),),
            )


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _many(group: Group) -> str:
    return f"The newest numbers of {len(group)} KPIs are too old: {names(group)}."


RULE = Rule(
    CODE,
    "warning",
    "While the crisis runs each KPI's newest number is as young as its cadence asks.",
    _check,
    together(lambda _: CODE, _many),
    comes_and_goes=True,
)
