"""By what withheld entries are known, and by what they are not."""

from __future__ import annotations

import pytest

from generator.proof import Needles, withheld
from tests.withholding import everyone, records_of

PLAN = """
roles:
  ann:
    title: Ann
    people:
      - name: Ann Smith-Jones
        contacts: [{call: "+44 20 7946 0123"}, {email: ann@private.example.org}]
    confidential: leadership
decisions:
  close-leeds:
    title: Close the office
    question: Does [[roles/ann]] tell the others on the very same day?
    cost_of_delay: {value: 1250000, currency: GBP, basis: a year}
    confidential: leadership
improvements: {exit: {title: Exit, confidential: leadership}}
comms:
  staff:
    title: Staff
    offers: [{title: Shares for everybody, items: [{text: One each}], confidential: leadership}]
    templates: {bye: {body: Bye, confidential: leadership}}
"""


def looked_for(more: str = "") -> Needles:
    """What is looked for in the edition for all of the plan."""
    records = records_of(f"{PLAN}{more}")
    return withheld(everyone(records), records, everyone(records).see(records)).looked_for


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("roles/ann", "ask ann smith jones"),
        ("roles/ann", "tel:+442079460123"),
        ("roles/ann", "ANN@PRIVATE.EXAMPLE.ORG"),
        ("roles/ann", "../roles/ann/"),
        ("decisions/close-leeds", "tell the others on the very same"),
        ("decisions/close-leeds", "£1,250,000"),
        ("decisions/close-leeds", "see close leeds"),
        ("comms/staff", "Shares for everybody"),
        ("templates/staff.bye", "../comms/staff/#bye"),
        ("templates/staff.bye", "staff.bye"),
        ("improvements/exit", "../improvements/#exit"),
    ],
)
def test_an_entry_is_known_by_its_words_numbers_and_names(expected: str, text: str) -> None:
    """Names, addresses, telephone numbers, amounts, ids; an offer by its plan."""
    assert expected in {str(hidden.ref) for hidden, _ in looked_for().found_in(text)}


@pytest.mark.parametrize(
    "text", ["Ann", "roles/anna", "roles/ann-2", "on the very same day, others", "2027", "bye", "#bye"]
)
def test_what_may_be_anything_is_not_looked_for(text: str) -> None:
    """Short words, longer ids and few words in a row stand everywhere."""
    assert [] == [*looked_for().found_in(text)]


def test_what_readers_are_told_anyway_is_no_secret() -> None:
    """Words and numbers that an open entry says, too, tell of nothing."""
    more = "risks: {r: {title: Close the office, amount: {value: 1250000, currency: GBP, basis: a year}}}\n"

    assert [] == [*looked_for(more).found_in("Close the office for 1250000")]


def test_texts_that_are_told_may_stand_one_behind_another() -> None:
    """A message puts facts side by side; where they meet, six words of a secret may come about."""
    more = "risks: {r: {title: They tell the others}, s: {title: On the very same day}}\n"

    assert [] == [*looked_for(more).found_in("They tell the others. On the very same day.")]


def test_no_row_goes_across_what_a_text_names() -> None:
    """A reference has words of its own, which may be another's."""
    assert not any("does" in row for row in looked_for().words)
