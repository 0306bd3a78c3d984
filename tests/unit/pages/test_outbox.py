"""What was sent to an audience, on its page."""

from __future__ import annotations

from generator.linked import Playbook
from generator.pages.outbox import NEWEST, outbox, wrong_now
from tests.playbooks import book, made

PLAN = """\
roles:
  lead: {title: Lead}
kpis:
  rate: {title: Success rate, unit: "%%", target: {op: ">=", value: 99.9}}
comms:
  merchants:
    title: Merchants
    templates:
      update: {subject: Update, body: "Target [[kpis/rate.target]]."}
%s
  board: {title: Board}
log:
"""
CORRECTION = '      correction: {body: "We were wrong: {true}.", blanks: {true: What is true}}'
FROM_UPDATE = "about: [comms/merchants, templates/merchants.update]"
OLD, NEW = 'said: {kpis/rate.target: "≥ 99.5%"}', 'said: {kpis/rate.target: "≥ 99.9%"}'


def sent(hour: int, *more: str) -> str:
    """A message on record."""
    fields = ", ".join((f"at: 2026-11-23T{hour:02}:00", "kind: sent", "by: lead", *more))
    return f"  m{hour}: {{{fields}}}\n"


def playbook(*records: str, correction: str = CORRECTION) -> Playbook:
    """The plan with these records."""
    return book(PLAN % correction + "".join(records))


def page(found: Playbook) -> str:
    """The audience's page."""
    return made(found).docs["comms/merchants.md"]


def test_messages_stand_newest_first_and_the_oldest_are_folded_away() -> None:
    """At 3 am nobody scrolls through four days of updates."""
    hours = range(1, NEWEST + 3)
    found = outbox(
        playbook(*(sent(hour, "about: [comms/merchants]") for hour in hours)).comms_plan("merchants")
    )

    assert [f"m{hour}" for hour in reversed(hours)] == [
        one.happened.item.id for one in (*found.newest, *found.older)
    ]
    assert NEWEST == len(found.newest)


def test_a_message_says_what_it_was_made_from() -> None:
    """Its first line stands for it, the rest is one tap away; words of one's own have no template."""
    records = (
        sent(9, FROM_UPDATE, 'text: "Update\\n\\nTarget ≥ 99.9%.\\n"'),
        sent(10, FROM_UPDATE, 'text: "\\nOne line\\n"'),
        sent(11, "about: [comms/merchants]", "text: We called."),
    )
    own, short, long = outbox(playbook(*records).comms_plan("merchants")).newest

    assert [(None, ""), ("merchants.update", "One line"), ("merchants.update", "Update")] == [
        (one.template.id if one.template else None, one.head) for one in (own, short, long)
    ]
    assert (True, False) == (short.whole, long.whole)
    assert "We called." == own.happened.text


def test_what_counts_is_the_record_as_corrected() -> None:
    """A wrong record of a message stands beside what was really sent."""
    corrected = '  right: {at: 2026-11-23T12:00, kind: corrected, by: lead, corrects: m9, text: "Really"}\n'
    [one] = outbox(playbook(sent(9, FROM_UPDATE, "text: Wrongly"), corrected).comms_plan("merchants")).newest

    assert ("Really", ["right"]) == (one.head, [item.id for item in one.corrections])


def test_each_message_shows_what_it_said_otherwise() -> None:
    """Every one that did, until the audience heard better."""
    records = (sent(9, FROM_UPDATE, OLD), sent(10, FROM_UPDATE, OLD))
    open_ones = outbox(playbook(*records).comms_plan("merchants")).newest
    settled = outbox(playbook(*records, sent(11, FROM_UPDATE, NEW)).comms_plan("merchants")).newest

    assert [("m10", 1), ("m9", 1)] == [(one.happened.item.id, len(one.otherwise)) for one in open_ones]
    assert [0, 0, 0] == [len(one.otherwise) for one in settled]


def test_what_is_wrong_now_is_told_once_a_fact() -> None:
    """As the audience heard it last, with the message that puts it right."""
    older = 'said: {kpis/rate.target: "≥ 99%"}'
    plan = playbook(sent(9, FROM_UPDATE, older), sent(10, FROM_UPDATE, OLD)).comms_plan("merchants")

    found = wrong_now(plan)

    assert [("m10", "≥ 99.5%")] == [(one.item.id, one.fact.then) for one in found.facts]
    assert found.correction is not None
    assert "merchants.correction" == found.correction.id


def test_the_page_leads_to_the_correction() -> None:
    """What they heard, what the plan says, and the next step stand together."""
    shown = page(playbook(sent(9, FROM_UPDATE, OLD, "text: Words")))

    assert "They were told what is not so any more" in shown
    assert '<a class="pb-button" href="../../comms/merchants/#correction">Send a correction</a>' in shown
    assert "≥ 99&#46;5&#37;" in shown


def test_without_a_template_the_page_says_so() -> None:
    """Nobody is led to a message that is not there."""
    shown = page(playbook(sent(9, FROM_UPDATE, OLD), correction=""))

    assert "No message is ready for this" in shown
    assert "Send a correction" not in shown


def test_a_message_ready_to_send_says_what_its_readers_know_otherwise() -> None:
    """Whoever sends the next one sees which of its facts are new to them."""
    changed, same = (page(playbook(sent(9, FROM_UPDATE, said))) for said in (OLD, NEW))

    assert "Reads differently than when it was last sent" in changed
    assert "pb-reading" not in same


def test_where_everything_holds_nothing_is_said() -> None:
    """No empty box, and no list where nothing was sent."""
    holds, silent = page(playbook(sent(9, FROM_UPDATE, NEW))), page(playbook(sent(9, "about: [comms/board]")))

    assert "pb-otherwise" not in holds
    assert "{#_sent}" in holds
    assert "{#_sent}" not in silent
