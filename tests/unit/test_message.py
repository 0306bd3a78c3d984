"""A template as a message: words, facts by their sources, blanks by their labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.addresses import Ref
from generator.linked import Template
from generator.message import Fact, Gap, Message, Words, message
from tests import playbooks

DATA = """
playbook:
  {key: test, title: Test, timezone: Europe/London, events: {contained: Nobody is declined any more}}
roles: {lead: {title: "Lead *engineer*"}}
kpis: {rate: {title: Success rate, unit: "%", target: {op: ">=", value: 99.5}, owner: lead}}
comms:
  merchants:
    title: Merchants
    message: |
      We found
      the fault.
    templates:
      update:
        subject: "Update {number}:\\n  [[kpis/rate]]"
        body: |
          **Now** {rate}, [[kpis/rate.target]] by [[kpis/rate.owner]]; {rate}.

          [[comms/merchants.message]] See [[kpis/rate|the rate]], [[events/contained]], {next}.
        blanks: {number: Which one, rate: "Rate <now>", next: Next}
      bare: {body: "- It works again."}
      subject-alone: {subject: It works again.}
      empty: {summary: Nothing yet}
"""


def of(name: str) -> Message:
    """The message of one template."""
    entry = playbooks.book(DATA, "").entries[Ref("templates", f"merchants.{name}")]
    assert isinstance(entry, Template)
    return message(entry)


def test_its_parts_are_words_facts_and_blanks() -> None:
    """A fact by what it was taken from, as it is now; a reference with words of its own is these words."""
    found = of("update")
    by_source = {fact.source: fact.text for fact in found.facts}
    (rate,) = (fact for fact in found.facts if fact.source == "kpis/rate.target")

    assert {
        "kpis/rate": "Success rate",
        "kpis/rate.target": "≥ 99.5%",
        "kpis/rate.owner": "Lead *engineer*",
        "comms/merchants.message": "We found the fault.",
        "events/contained": "contained",
    } == by_source
    assert rate.entry is not None
    assert "Success rate" == rate.entry.title
    assert (None,) == tuple(fact.entry for fact in found.facts if fact.source == "events/contained")
    assert (Words("Update "), Gap("number", "Which one"), Words(": "), Fact) == (
        *found.subject[:3],
        type(found.subject[3]),
    )


def test_each_blank_is_asked_for_once() -> None:
    """In the order of the text, with what it asks for."""
    assert (Gap("number", "Which one"), Gap("rate", "Rate <now>"), Gap("next", "Next")) == of("update").gaps


def test_it_is_one_text_with_its_blanks_filled() -> None:
    """The subject is one line; what is not filled stands in braces."""
    subject, body = of("update").text({"number": "3", "rate": "{next} [[x]]"})

    assert "Update 3: Success rate" == subject
    assert (
        "Now {next} [[x]], ≥ 99.5% by Lead *engineer*; {next} [[x]].\n\n"
        "We found the fault. See the rate, contained, {next}."
    ) == body


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("update", "Update {number}: Success rate\n\nNow {rate}, "),
        ("bare", "- It works again."),
        ("subject-alone", "It works again."),
        ("empty", ""),
    ],
)
def test_it_is_kept_as_one_text(name: str, expected: str) -> None:
    """The subject, a blank line, the body; one alone without the other."""
    assert expected == of(name).whole()[: len(expected)]
    assert name == "update" or expected == of(name).whole()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 5),
        (" \n", 5),
        ("It is ≥\n99.5% now.", 1),
        ("It is 99.4% now.", 0),
    ],
)
def test_a_text_states_the_facts_that_stand_in_it(text: str, expected: int) -> None:
    """Spaces do not count; a text without words is that of the template."""
    assert expected == len(of("update").said_in(text))


@pytest.mark.parametrize(
    ("text", "is_stated"),
    [
        ("Day 7: 20 left.", True),
        ("20, not 30", True),
        ("Call 20", True),
        ("200 left", False),
        ("120 left", False),
        ("1.20 left", False),
        ("20.5 left", False),
    ],
)
def test_a_part_of_another_number_is_not_stated(text: str, is_stated: bool) -> None:
    """A number that was changed by hand is not the plan's, though its digits are among the new ones."""
    found = replace(of("bare"), body=(Fact("kpis/rate", "20", None),))

    assert is_stated is bool(found.said_in(text))


def test_its_own_text_states_all_of_it() -> None:
    """Whatever fills the blanks."""
    found = of("update")

    assert found.said_in("") == found.said_in(found.whole({"rate": "0"}))
