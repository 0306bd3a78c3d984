"""A playbook without what is hidden: what pointed there says so, in every way of pointing."""

from __future__ import annotations

import pytest

from generator.content import ContentPage
from generator.model import CommsPlan, LogEntry, Priority, Record, Target
from generator.model.walk import records as records_of_record
from generator.withhold import pages_without
from tests.withholding import everyone, records_of, seen_in

#: A role, a KPI, a contingency and an action that only one group sees; beside each one for all.
PLAN = """
roles:
  ann: {title: Ann, confidential: leadership}
  abe: {title: Abe, confidential: leadership}
  ben: {title: Ben}
kpis:
  pay: {title: Pay, confidential: leadership}
  rate: {title: Rate}
contingencies:
  sell: {title: Sell, confidential: leadership}
priorities:
  cost:
    title: Cost
    actions:
      cut: {title: Cut, confidential: leadership}
      cut-over: {title: Cut over}
"""

STUB = "not-in-this-edition"
IN_TEXT = "*not in this edition*"


def action(fields: str) -> Record:
    """An action beside those of the plan, as everybody sees it."""
    priority = seen_in(f"{PLAN}      it: {{title: It, {fields}}}\n").collections["priorities"]["cost"]
    if not isinstance(priority, Priority):
        raise TypeError(priority)
    return priority.actions["it"]


@pytest.mark.parametrize(
    ("expected", "field", "fields"),
    [
        (STUB, "owner", "owner: ann"),
        ("ben", "owner", "owner: ben"),
        ((STUB,), "supports", "supports: [ann]"),
        ((STUB, "ben"), "supports", "supports: [ann, ben, abe]"),
        ((f"{STUB}.{STUB}",), "needs", "needs: [cut]"),
        ((f"{STUB}.{STUB}",), "needs", "needs: [cost.cut]"),
        (("cut-over",), "needs", "needs: [cut-over]"),
        (STUB, "if_fails", "if_fails: sell"),
    ],
)
def test_an_id_gives_way_to_the_one_that_stands_for_all(expected: object, field: str, fields: str) -> None:
    """Bare ids, ids of the own priority's actions and with it; two that are hidden are one in a list."""
    assert expected == getattr(action(fields), field)


@pytest.mark.parametrize(
    ("expected", "then"),
    [
        (f"contingencies/{STUB}", "contingencies/sell"),
        (f"actions/{STUB}.{STUB}", "actions/cost.cut"),
        ("actions/cost.cut-over", "actions/cost.cut-over"),
        (f"Ask {IN_TEXT} first", "'Ask [[roles/ann]] first'"),
        ("Ask about contingencies/sell first", "Ask about contingencies/sell first"),
    ],
)
def test_a_branch_leads_nowhere_that_readers_do_not_see(expected: str, then: str) -> None:
    """A reference or a sentence; what a sentence spells out is words, and the proof looks for those."""
    (branch,) = (
        item
        for _, item in records_of_record(action(f"branches: [{{if: X, then: {then}}}]"))
        if hasattr(item, "then")
    )

    assert expected == branch.then


@pytest.mark.parametrize(
    ("expected", "when"),
    [
        (f"within 2 hours of actions/{STUB}.{STUB}", "within 2 hours of actions/cost.cut"),
        ("within 2 hours of actions/cost.cut-over", "within 2 hours of actions/cost.cut-over"),
        (f"after actions/{STUB}.{STUB}", "after actions/cost.cut"),
        (
            f"from actions/{STUB}.{STUB} until actions/cost.cut-over",
            "from actions/cost.cut until actions/cost.cut-over",
        ),
        (f"every 4 hours until actions/{STUB}.{STUB}", "every 4 hours until actions/cost.cut"),
        ("day 1 morning", "day 1 morning"),
    ],
)
def test_a_time_counts_from_nothing_that_is_hidden(expected: str, when: str) -> None:
    """An id that only begins like a hidden one is another."""
    assert expected == getattr(action(f"when: {when}"), "when")  # noqa: B009  a Record has no such field


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (f"Ask {IN_TEXT}.", "Ask [[roles/ann]]."),
        (f"Ask {IN_TEXT}.", "Ask [[roles/ann|the one who knows]]."),
        (f"At {IN_TEXT}.", "At [[kpis/pay.baseline]]."),
        (f"Ask {IN_TEXT} and {IN_TEXT}.", "Ask [[roles/ann]] and [[roles/abe]]."),
        ("Ask [[roles/ben]].", "Ask [[roles/ben]]."),
        (
            f"Do {IN_TEXT}, not [[actions/cost.cut-over]].",
            "Do [[actions/cost.cut]], not [[actions/cost.cut-over]].",
        ),
        ("Write `[[roles/ann]]`.", "Write `[[roles/ann]]`."),
        (r"Write \[[roles/ann]].", r"Write \[[roles/ann]]."),
    ],
)
def test_a_text_says_that_something_is_not_there(expected: str, text: str) -> None:
    """With and without words of its own, which may tell as much; an example in code stays as typed."""
    assert expected == getattr(action(f"done_when: '{text}'"), "done_when")  # noqa: B009  as above


def test_the_keys_of_a_map_are_names() -> None:
    """Two hidden KPIs of a target are one line."""
    plan = seen_in(
        f"{PLAN}targets:\n  t: {{title: T, by: day 30, kpis: "
        "{pay: {op: '>=', value: 1}, rate: {op: '>=', value: 2}}}\n"
    )
    target = plan.collections["targets"]["t"]

    assert isinstance(target, Target)
    assert [STUB, "rate"] == [*target.kpis]


def test_what_stands_inside_goes_alone() -> None:
    """A template, an offer, an action: what it stands in stays, and so do its neighbours."""
    plan = seen_in(
        PLAN
        + """
comms:
  staff:
    title: Staff
    offers:
      - {title: Shares, confidential: leadership, items: [{text: Many}]}
      - {title: Lunch, items: [{text: Soup}]}
    templates:
      bye: {body: Bye, confidential: leadership}
      hello: {body: Hello}
"""
    )
    staff, cost = plan.collections["comms"]["staff"], plan.collections["priorities"]["cost"]

    assert isinstance(staff, CommsPlan)
    assert isinstance(cost, Priority)
    assert (["hello"], ["Lunch"], ["cut-over"]) == (
        [*staff.templates],
        [offer.title for offer in staff.offers],
        [*cost.actions],
    )


def test_a_log_entry_keeps_no_fact_of_what_is_hidden() -> None:
    """`said` holds facts by where they were taken from."""
    plan = seen_in(
        f"{PLAN}log:\n  2026-11-23-0900-sent: {{at: 2026-11-23T09:00, kind: sent, by: ann, "
        "about: [roles/ben], said: {kpis/pay.baseline: '5', kpis/rate.baseline: '6'}}\n"
    )
    entry = plan.collections["log"]["2026-11-23-0900-sent"]

    assert isinstance(entry, LogEntry)
    assert ({"kpis/rate.baseline": "6"}, STUB) == (entry.said, entry.by)


def test_the_playbook_itself_names_nothing_hidden() -> None:
    """Its situation is the first that anybody reads."""
    head = (
        "playbook: {key: test, title: Test, situation: 'As [[roles/ann]] says', "
        "editions: {leadership: [leadership]}}\n"
    )
    overview = seen_in(PLAN, head=head).overview

    assert overview is not None
    assert f"As {IN_TEXT} says" == overview.situation


def test_no_id_of_what_is_hidden_is_known_any_more() -> None:
    """What asks which ids there are is told of those that are shown."""
    known = seen_in(PLAN).known

    assert (["ben"], ["cost.cut-over"]) == ([*known["roles"]], [*known["actions"]])


def test_for_whom_it_is_nothing_changes() -> None:
    """The edition that lists the group has the records as they stand."""
    records = records_of(PLAN)

    assert records.collections == seen_in(PLAN, "leadership").collections


def test_hand_written_pages_name_nothing_hidden() -> None:
    """As in the data: examples in code stay, and the proof looks at them."""
    records = records_of(PLAN)
    page = ContentPage("guide.md", "# Ask [[roles/ann]]\n\n`[[roles/ann]]` and [[roles/ben]]\n")
    readers = everyone(records)

    assert (
        f"# Ask {IN_TEXT}\n\n`[[roles/ann]]` and [[roles/ben]]\n"
        == readers.see_pages(records, [page])[0].text
    )
    assert (page,) == pages_without([page], frozenset())
