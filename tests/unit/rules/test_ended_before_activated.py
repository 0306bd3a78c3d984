"""A crisis that is over before it was declared."""

from __future__ import annotations

from generator.rules import ended_before_activated, run
from tests.unit.rules.conftest import Make

HEAD = "playbook: {key: test, title: Test, timezone: Europe/London, %s}\n"


def test_a_crisis_that_goes_on_or_never_began_is_fine(book: Make) -> None:
    """Only where both moments are there can they be compared."""
    heads = (HEAD % "activated: 2026-11-23T09:00", HEAD % "ended: 2026-11-23T09:00")

    assert [(), ()] == [run(book("", head), (ended_before_activated.RULE,))[1] for head in heads]


def test_the_playbook_itself_may_accept_it(book: Make) -> None:
    """The finding is about the playbook as a whole, whose acceptances count like any entry's."""
    accepted = "accept: [{rule: ended-before-activated, because: A rehearsal., by: lead}]"
    head = HEAD % f"activated: 2026-11-23T09:00, ended: 2026-11-22T09:00, {accepted}"

    verdict, problems = run(book("roles: {lead: {title: Lead}}\n", head), (ended_before_activated.RULE,))

    assert ((), ["The crisis ended on 2026-11-22T09:00, before it was declared on 2026-11-23T09:00."]) == (
        problems,
        [finding.message for finding, _ in verdict.accepted],
    )
