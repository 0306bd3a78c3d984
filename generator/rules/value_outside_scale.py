"""A measured number that its KPI's unit cannot mean: a share of 140%, a net promoter score of 972.

Only what is impossible: in a crisis a number may well be as bad as it looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import amounts
from generator.linked import Kpi, Playbook
from generator.rules.base import quoted
from generator.rules.recorded import Objection, rule, shown
from generator.rules.scales import Scale, scale_of
from generator.state import Event


def _check(book: Playbook) -> Iterator[Objection]:
    for kpi in book.kpis:
        scale = scale_of(kpi)
        for event in kpi.state.events:
            value = event.record.value
            if scale is None or event.record.kind != "measured" or not isinstance(value, (int, float)):
                continue
            if not scale.holds(value):
                yield _objection(event, kpi, amounts.with_unit(value, kpi.record.unit), scale)


def _objection(event: Event, kpi: Kpi, value: str, scale: Scale) -> Objection:
    return Objection(
        events=(event,),
        field="value",
        about=(kpi,),
        message=f"{quoted(kpi.title)} is measured as {value} on {shown(event.at, kpi.book)}, outside its "
        f"scale: {scale.name}.",
        hint=f"Append a record with `corrects: {event.id}` and the right `value`; or name the scale that is "
        "meant in the KPI's `unit`.",
    )


RULE = rule("value-outside-scale", "A measured number lies on the scale of its KPI's unit.", _check)
