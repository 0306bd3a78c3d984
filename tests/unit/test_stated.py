"""What messages stated, and what the plan says of it now."""

from __future__ import annotations

from generator.linked import Playbook
from generator.stated import correction_of, reads_differently, said_otherwise, stated
from tests.playbooks import HEAD, book

PLAN = """\
roles:
  lead: {title: Lead}
kpis:
  rate: {title: Success rate, unit: "%", target: {op: ">=", value: 99.9}, owner: lead}
comms:
  merchants:
    title: Merchants
    templates:
      update: {subject: Update, body: "Target [[kpis/rate.target]], watched by [[kpis/rate.owner]]."}
      correction: {body: "We were wrong: {true}.", blanks: {true: What is true}}
  board: {title: Board}
commitments:
  soon: {title: Written news, to: merchants}
log:
"""
EVENTS = HEAD.replace("}", ", events: {contained: The fault is contained}}")

OLD, NEW = '{kpis/rate.target: "≥ 99.5%"}', '{kpis/rate.target: "≥ 99.9%"}'
UPDATE = "comms/merchants, templates/merchants.update"
CORRECTION = "comms/merchants, templates/merchants.correction"


def sent(hour: int, said: str = "{}", about: str = UPDATE, more: str = "text: Words") -> str:
    """A message on record."""
    return f"  m{hour}: {{at: 2026-11-23T{hour}:00, kind: sent, about: [{about}], said: {said}, {more}}}\n"


def playbook(*records: str, head: str = HEAD) -> Playbook:
    """The plan with these records."""
    return book(PLAN + "".join(records) if records else PLAN.removesuffix("log:\n"), head)


def found(*records: str, plan: str = "merchants") -> list[tuple[str, str, str | None]]:
    """What was said otherwise to an audience: the record, what it said, what the plan says."""
    otherwise = said_otherwise(playbook(*records).comms_plan(plan))
    return [(one.item.id, one.fact.then, one.fact.now) for one in otherwise]


def test_a_fact_that_changed_was_said_otherwise() -> None:
    """A message stays as it was sent, so that what it stated can be held against the plan."""
    assert [("m10", "≥ 99.5%", "≥ 99.9%")] == found(sent(10, OLD))


def test_what_still_holds_was_not_said_otherwise() -> None:
    """Spaces do not count: a mail programme may have changed them."""
    assert [] == found(sent(10, NEW), sent(11, '{kpis/rate.target: " ≥  99.9%"}'))


def test_it_stays_until_a_later_message_states_the_present_fact() -> None:
    """What the audience heard last counts, so a message before it says nothing of it."""
    assert [] == found(sent(10, OLD), sent(12, NEW))
    assert [("m12", "≥ 99.5%", "≥ 99.9%")] == found(sent(10, NEW), sent(12, OLD))
    assert ["m10", "m12"] == [item for item, *_ in found(sent(10, OLD), sent(11), sent(12, OLD))]


def test_each_audience_hears_for_itself() -> None:
    """The board has not heard what the merchants were told."""
    records = (sent(10, OLD, about="comms/merchants, comms/board"), sent(11, NEW))

    assert [] == found(*records)
    assert [("m10", "≥ 99.5%", "≥ 99.9%")] == found(*records, plan="board")


def test_a_message_for_a_promise_was_heard_by_its_audience() -> None:
    """Whatever a message names, it is one to that audience."""
    assert ["m10"] == [item for item, *_ in found(sent(10, OLD, about="commitments/soon"))]
    assert ["m10"] == [item for item, *_ in found(sent(10, OLD, about="templates/merchants.update"))]


def test_a_correction_in_ones_own_words_settles_what_it_says() -> None:
    """It states no fact by reference, so its recorded text must hold the fact as it is now."""
    quotes = 'text: "We were wrong: the target is ≥ 99.9%, not 99.5%."'
    vague = 'text: "We were wrong: the target is another."'

    assert [] == found(sent(10, OLD), sent(11, about=CORRECTION, more=quotes))
    assert ["m10"] == [item for item, *_ in found(sent(10, OLD), sent(11, about=CORRECTION, more=vague))]
    assert ["m10"] == [item for item, *_ in found(sent(10, OLD), sent(11, more=quotes))]
    assert ["m10"] == [item for item, *_ in found(sent(10, OLD), sent(11, about=CORRECTION))]


def test_without_a_template_for_it_ones_own_words_are_a_correction() -> None:
    """Whoever is told to write in their own words has settled it once they did, and said the present fact."""
    told = sent(10, OLD, about="comms/merchants, comms/board")

    assert [] == found(told, sent(11, about="comms/board", more="text: It is ≥ 99.9% now"), plan="board")
    assert ["m10"] == [id_ for id_, *_ in found(told, sent(11, about="comms/board"), plan="board")]
    right = sent(11, about="comms/merchants", more="text: It is ≥ 99.9% now")
    assert ["m10"] == [id_ for id_, *_ in found(told, right)]


def test_a_correction_before_the_message_settles_nothing() -> None:
    """Who was told better first, and then the old number again, believes the old number."""
    quotes = 'text: "The target is ≥ 99.9%."'

    assert ["m12"] == [item for item, *_ in found(sent(11, about=CORRECTION, more=quotes), sent(12, OLD))]


def test_a_part_of_another_number_is_no_fact() -> None:
    """`9%` stands in `99.9%`, and says nothing."""
    said = '{kpis/rate.title: "Rate"}'
    text = PLAN.replace("title: Success rate", 'title: "40"')
    for number, open_ones in (
        ("140", ["m10"]),
        ("40.50", ["m10"]),
        ("1,40", ["m10"]),
        ("40", []),
        ("40.", []),
    ):
        more = f'text: "It is {number}"'
        made = book(text + sent(10, said) + sent(11, about=CORRECTION, more=more))

        assert open_ones == [one.item.id for one in said_otherwise(made.comms_plan("merchants"))]


def test_a_record_that_was_corrected_counts_as_it_reads_now() -> None:
    """A wrong record is no wrong message: what was really said is what counts."""
    corrected = (
        f"  right: {{at: 2026-11-23T12:00, kind: corrected, corrects: m10, said: {NEW}, by: lead}}\n"
        "  right-2: {at: 2026-11-23T12:05, kind: corrected, corrects: right, text: Other words, by: lead}\n"
    )

    assert [] == found(sent(10, OLD), corrected)


def test_what_the_plan_has_no_more_is_gone() -> None:
    """A message may state a number that nobody plans with any longer."""
    said = "{kpis/rate.baseline: 97%}"
    takes_back = 'text: "Forget the 97% that we named."'

    assert [("m10", "97%", None)] == found(sent(10, said))
    assert ["m10", "m11"] == [item for item, *_ in found(sent(10, said), sent(11, said))]
    assert [] == found(sent(10, said), sent(11, about=CORRECTION, more=takes_back))
    # A correction that states it once more takes nothing back.
    assert ["m10", "m11"] == [
        item for item, *_ in found(sent(10, said), sent(11, said, CORRECTION, takes_back))
    ]


def test_a_fact_has_a_name_for_readers() -> None:
    """Nobody reads `kpis/rate.target` aloud; an abbreviation keeps its capitals."""
    made = playbook(head=EVENTS)
    sources = (
        "kpis/rate.target",
        "kpis/rate",
        "roles/lead.title",
        "events/contained",
        "events/gone",
        "no source",
    )

    facts = [stated(source, "x", made) for source in sources]

    assert [
        ("Success rate: target", "≥ 99.9%"),
        ("Success rate", "Success rate"),
        ("Lead: title", "Lead"),
        ("contained", "contained"),
        ("gone", None),
        ("no source", None),
    ] == [(fact.name, fact.now) for fact in facts]


def test_a_template_reads_differently_than_when_it_was_last_sent() -> None:
    """Whoever sends the next update sees which of its facts are new to its readers."""
    made = playbook(sent(10, OLD), sent(11, '{kpis/rate.target: "≥ 99.7%", kpis/rate.owner: Lead}'))
    update, correction = made.comms_plan("merchants").templates

    reading = reads_differently(update)

    assert reading is not None
    assert ("m11", [("≥ 99.7%", "≥ 99.9%")]) == (
        reading.item.id,
        [(fact.then, fact.now) for fact in reading.facts],
    )
    assert reads_differently(correction) is None


def test_a_template_that_reads_as_it_did_is_none() -> None:
    """What it stated then and does not state now is not of its text any more."""
    made = playbook(sent(10, '{kpis/rate.target: "≥ 99.9%", kpis/rate.title: Another}'))

    assert reads_differently(made.comms_plan("merchants").templates[0]) is None


def test_an_audience_is_led_to_its_correction() -> None:
    """Where its plan has such a message; one for a special case is one, too."""
    special = book(PLAN.removesuffix("log:\n").replace("      correction:", "      correction-of-a-date:"))
    made = playbook()

    corrections = [correction_of(one.comms_plan("merchants")) for one in (made, special)]

    assert ["merchants.correction", "merchants.correction-of-a-date"] == [
        one.id for one in corrections if one
    ]
    assert correction_of(made.comms_plan("board")) is None
