"""A measurement of a KPI that is not one number of one KPI.

What has no number shows in no trend; of one number for several KPIs nobody can tell whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.linked import Kpi, Playbook
from generator.rules.base import listed, quoted
from generator.rules.recorded import Objection, item_of, rule, shown
from generator.state import Event


def _check(book: Playbook) -> Iterator[Objection]:
    for event in book.events:
        if event.record.kind != "measured":
            continue
        about = item_of(event, book).about_of(event.record)
        kpis = tuple(entry for entry in about if isinstance(entry, Kpi))
        if kpis and not isinstance(event.record.value, (int, float)):
            yield _without_number(event, kpis, book)
        elif len(kpis) > 1:
            yield _of_several(event, kpis, book)


def _without_number(event: Event, kpis: tuple[Kpi, ...], book: Playbook) -> Objection:
    value = event.record.value
    instead = "missing" if value is None else f"a text, {quoted(str(value), 40)}"
    return Objection(
        events=(event,),
        field="value",
        about=kpis,
        message=f"{_names(kpis)} is measured on {shown(event.at, book)}, but its value is {instead}.",
        hint=f"Append a record with `corrects: {event.id}` and the number alone: `value: 97.2`.",
    )


def _of_several(event: Event, kpis: tuple[Kpi, ...], book: Playbook) -> Objection:
    return Objection(
        events=(event,),
        field="about",
        about=kpis,
        message=f"One number stands for {len(kpis)} KPIs on {shown(event.at, book)}: {_names(kpis)}.",
        hint=f"Append a record with `corrects: {event.id}` and one KPI in `about`, and one for each other "
        "KPI.",
    )


def _names(kpis: tuple[Kpi, ...]) -> str:
    return listed(quoted(kpi.title, 40) for kpi in kpis)


RULE = rule("not-one-number", "A measurement is one number of one KPI.", _check)
