"""What readers of an edition do not get to see."""

from __future__ import annotations

import pytest

from generator.addresses import Ref
from generator.withhold import hidden
from tests.withholding import records_of

ALONE = "    confidential: leadership\n"

PLAN = """
priorities:
  cost:
    title: Cost
    actions:
      cut: {title: Cut}
      count: {title: Count, confidential: leadership}
  team: {title: Team, confidential: board, actions: {ask: {title: Ask}}}
comms:
  staff:
    title: Staff
    templates:
      first: {body: Hello}
      second: {body: Bye, confidential: leadership}
  client: {title: Client, confidential: leadership, templates: {first: {body: Hello}}}
"""


def gone(text: str, *groups: str, also: tuple[Ref, ...] = ()) -> set[str]:
    """What readers of these groups do not see."""
    return {str(ref) for ref in hidden(records_of(text), groups, also)}


def test_with_an_entry_goes_what_stands_in_it() -> None:
    """A whole priority with its actions, a plan with its templates; of others only what says so itself."""
    expected = {
        "actions/cost.count",
        "priorities/team",
        "actions/team.ask",
        "templates/staff.second",
        "comms/client",
        "templates/client.first",
    }

    assert expected == gone(PLAN)


def test_a_group_sees_what_is_for_it_and_nothing_of_the_others() -> None:
    """Groups are apart: to be of one is not to be of another."""
    assert {"priorities/team", "actions/team.ask"} == gone(PLAN, "leadership")


def test_who_is_of_every_group_sees_everything() -> None:
    """Nothing is left to hide."""
    assert set() == gone(PLAN, "leadership", "board")


def test_what_is_inside_of_something_open_to_a_group_may_be_for_another() -> None:
    """A mark inside counts besides the mark around it, whichever of them one may see."""
    text = (
        "priorities: {p: {title: P, confidential: leadership, actions: {a: {title: A, confidential: board}}}}"
    )

    assert {"actions/p.a"} == gone(text, "leadership")
    assert {"priorities/p", "actions/p.a"} == gone(text, "board")


def test_what_is_closed_today_is_closed_in_an_older_plan() -> None:
    """An entry that was open then goes with what stood in it."""
    also = (Ref("priorities", "p"),)

    assert {"priorities/p", "actions/p.a"} == gone(
        "priorities: {p: {title: P, actions: {a: {title: A}}}}", also=also
    )


def log(**entries: str) -> str:
    """A log of these entries, one about each of two roles that one edition sees one of."""
    said = "\n".join(
        f"  {key}: {{at: 2026-11-23T09:00, kind: note, {fields}}}" for key, fields in entries.items()
    )
    return f"roles: {{a: {{title: A, confidential: leadership}}, b: {{title: B}}}}\nlog:\n{said}\n"


@pytest.mark.parametrize(
    ("expected", "fields"),
    [
        ({"log/x"}, "about: [roles/a]"),
        ({"log/x"}, "about: [roles/b, roles/a]"),
        ({"log/x"}, "about: [roles/b], confidential: leadership"),
        (set(), "about: [roles/b]"),
        (set(), 'text: "[[roles/a]]"'),
        (set(), "by: a"),
    ],
)
def test_the_log_tells_nothing_about_what_is_hidden(expected: set[str], fields: str) -> None:
    """What is about it goes whole; where it is only named, the name goes."""
    assert expected | {"roles/a"} == gone(log(x=fields))


@pytest.mark.parametrize("about", ["x", "y", "z"])
def test_with_one_of_a_chain_of_corrections_go_all(about: str) -> None:
    """The first as the last: half a corrected record would tell what nobody says any more."""
    fields = {"x": "", "y": "corrects: x, ", "z": "corrects: y, "}
    fields[about] += "about: [roles/a], "

    assert {"roles/a", "log/x", "log/y", "log/z"} == gone(log(**fields, other="about: [roles/b]"))


def test_of_two_corrections_of_one_record_neither_stays() -> None:
    """What hangs together goes together, in both directions."""
    chain = log(x="", y="corrects: x, about: [roles/a]", z="corrects: x")

    assert {"roles/a", "log/x", "log/y", "log/z"} == gone(chain)


@pytest.mark.parametrize(
    "links",
    [
        {"x": "x"},
        {"x": "y", "y": "x"},
        {"x": "y", "y": "z", "z": "x"},
    ],
)
def test_corrections_in_a_circle_end_the_search(links: dict[str, str]) -> None:
    """A circle is an error that the check tells; until then it hides what it holds, and does not hang."""
    fields = {key: f"corrects: {other}" for key, other in links.items()}
    last = [*links][-1]
    fields[last] += ", about: [roles/a]"

    assert {"roles/a", *(f"log/{key}" for key in links)} == gone(log(**fields))


def test_a_correction_of_what_is_not_there_stands_for_itself() -> None:
    """The check tells of the missing one."""
    assert {"roles/a", "log/x"} == gone(log(x="corrects: nothing, about: [roles/a]", y="corrects: nothing"))
