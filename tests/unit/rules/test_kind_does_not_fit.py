"""A record whose kind says nothing of what it is about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.addresses import Ref
from generator.linked import KINDS
from generator.model import LOG_KINDS, LogEntry
from generator.rules import kind_does_not_fit, run
from generator.rules.recorded import fitting
from generator.state import Event, states
from tests.unit.rules.conftest import Make

COLLECTIONS = [*KINDS, "events"]
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_fits_is_what_changes_the_state(collection: str) -> None:
    """The rule and the state of an entry can never come to differ."""
    changing = set()
    for kind in LOG_KINDS:
        record = LogEntry.model_validate(
            {"at": "2026-11-23T09:00", "kind": kind, "about": (f"{collection}/x",)}
        )
        state = states((Event("e", AT, record),), {})[Ref(collection, "x")]
        if state.last is not None:
            changing.add(kind)

    assert changing == fitting(collection)


def test_the_hint_lists_what_fits(book: Make) -> None:
    """Whoever guessed a kind learns which ones there are."""
    text = """\
roles:
  lead: {title: Lead}
kpis:
  rate: {title: Rate}
log:
  wrong: {at: 2026-11-23T10:00, by: lead, kind: done, about: [kpis/rate]}
"""
    _, problems = run(book(text), (kind_does_not_fit.RULE,))

    expected = (
        "Of a KPI there are `measured` and `note`: append one, and let somebody accept this one with a "
        "reason; or append a record with `corrects: wrong` and what it is `about`."
    )
    assert [expected] == [problem.hint for problem in problems]


@pytest.mark.parametrize("kind", sorted(kind_does_not_fit.ANYWHERE))
def test_some_kinds_are_about_the_crisis_as_a_whole(kind: str, book: Make) -> None:
    """A note, a lesson or the declaration may be about nothing in particular."""
    found = book(
        f"roles: {{lead: {{title: Lead}}}}\nlog:\n  it: {{at: 2026-11-23T10:00, by: lead, kind: {kind}}}\n"
    )

    assert () == run(found, (kind_does_not_fit.RULE,))[1]
