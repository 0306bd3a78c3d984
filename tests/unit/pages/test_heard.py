"""When each audience last heard anything, as the log has it."""

from __future__ import annotations

import pytest

from generator.pages.heard import by_silence
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("Europe/London", "Europe/London, activated: 2026-11-23T09:00")
PLAN = """
comms:
  early: {title: Early}
  never: {title: Never}
  late: {title: Late}
  promised: {title: Promised}
  before: {title: Before}
commitments:
  word: {title: Word, to: promised}
log:
  a: {at: 2026-11-23T12:00, kind: sent, about: [comms/late]}
  b: {at: 2026-11-23T10:00, kind: sent, about: [comms/early, comms/late]}
  c: {at: 2026-11-23T11:00, kind: sent, about: [commitments/word, comms/promised]}
  d: {at: 2026-11-23T11:30, kind: sent, about: [commitments/word]}
  e: {at: 2026-11-23T08:00, kind: sent, about: [comms/before]}
  f: {at: 2026-11-23T12:30, kind: note, about: [comms/never]}
  g: {at: 2026-11-23T12:40, kind: corrected, corrects: a, about: [comms/late], text: To all}
"""


def test_the_longest_silence_stands_first() -> None:
    """Whoever heard nothing leads; a message sent for a promise was heard by whom it was given to."""
    found = by_silence(book(PLAN, DECLARED))

    assert [
        ("never", None),
        ("before", None),
        ("early", "10:00"),
        ("promised", "11:30"),
        ("late", "12:00"),
    ] == [(one.plan.id, one.at and f"{one.at:%H:%M}") for one in found]


def test_a_meeting_held_is_heard_by_those_whose_schedule_names_it() -> None:
    """A team that met this morning did not hear nothing since the crisis was declared."""
    plan = """
rituals: {daily: {title: Daily, cadence: daily}}
comms: {team: {title: Team, schedule: [{what: Call, ritual: daily}]}, other: {title: Other}}
log: {a: {at: 2026-11-23T10:00, kind: held, about: [rituals/daily]}}
"""
    found = {one.plan.id: one for one in by_silence(book(plan, DECLARED))}

    assert ("2026-11-23T10:00:00+00:00",) == found["team"].moments
    assert () == found["other"].moments


def test_each_message_counts_once() -> None:
    """All moments are there, oldest first: a drill's clock may stand before the last one."""
    found = {one.plan.id: one for one in by_silence(book(PLAN, DECLARED))}

    assert ("2026-11-23T11:00:00+00:00", "2026-11-23T11:30:00+00:00") == found["promised"].moments
    assert ("2026-11-23T10:00:00+00:00", "2026-11-23T12:00:00+00:00") == found["late"].moments
    assert "log/a" == str(found["late"].item and found["late"].item.ref)


def test_before_the_crisis_is_declared_any_message_counts() -> None:
    """Nobody is said to have heard nothing of a crisis that is none."""
    found = {one.plan.id: one for one in by_silence(book(PLAN))}

    assert found["before"].at is not None
    assert "" == found["never"].words


@pytest.mark.parametrize("name", ["index.md", "comms/index.md", "comms/late.md"])
def test_it_is_said_without_scripts(name: str) -> None:
    """On the board, beside every audience, on an audience's own page."""
    page = sites.read(playbooks.made(book(PLAN, DECLARED)).docs[name])

    assert page.says("last heard Mon 23 Nov 12:00")
    assert page.says("heard nothing since the crisis was declared") is (name != "comms/late.md")


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    """Without a T0 and without a message no heading stands over nothing."""
    page = sites.read(playbooks.made(book("comms: {press: {title: Press}}")).docs["index.md"])
    shown = [values for _, values in page.tags if "data-heard-all" in values or "data-heard" in values]

    assert 2 == len(shown)
    assert [] == [values for values in shown if "hidden" not in values]
