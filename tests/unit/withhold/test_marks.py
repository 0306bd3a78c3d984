"""What is wrong with saying whom something is for."""

from __future__ import annotations

import pytest

from generator.withhold import marks
from tests.withholding import HEAD, records_of


def told(text: str, head: str = HEAD) -> list[tuple[str, str]]:
    """Codes and hints."""
    return [(problem.code, problem.hint) for problem in marks(records_of(text, head))]


@pytest.mark.parametrize(
    "text",
    [
        "roles: {a: {title: A, confidential: leadrship}}",
        "priorities: {p: {title: P, actions: {a: {title: A, confidential: leadrship}}}}",
        "comms: {c: {title: C, templates: {t: {body: B, confidential: leadrship}}}}",
        "comms: {c: {title: C, offers: [{title: O, items: [{text: T}], confidential: leadrship}]}}",
        "decisions: {d: {title: D, confidential: leadrship}}",
    ],
)
def test_a_group_that_no_edition_is_for_is_told(text: str) -> None:
    """On whatever it stands: nobody would ever see that."""
    assert [("unknown-group", "Did you mean `leadership`?")] == told(text)


def test_a_group_that_is_like_none_is_told_with_those_that_are() -> None:
    """As elsewhere: what there is stands in the hint."""
    ((_, hint),) = told("roles: {a: {title: A, confidential: zzz}}")

    assert "Groups are: leadership. `playbook.editions` says which edition is for which." == hint


def test_a_plan_without_editions_is_told_how_to_write_one() -> None:
    """The first mark of a plan has no edition yet."""
    ((_, hint),) = told("roles: {a: {title: A, confidential: board}}", "playbook: {key: k, title: T}\n")

    assert "Say which edition is for it, such as `editions: {board: [board]}` below `playbook:`." == hint


def test_a_mark_that_an_edition_is_for_is_no_problem() -> None:
    """Whichever edition that is."""
    assert [] == told("roles: {a: {title: A, confidential: leadership}}")


def test_the_playbook_as_a_whole_is_for_nobody_alone() -> None:
    """It is kept by who can open it."""
    head = HEAD.replace("title: Test", "title: Test, confidential: leadership")

    assert ["confidential-playbook"] == [code for code, _ in told("", head)]


@pytest.mark.parametrize(
    "text",
    [
        "roles: {not-in-this-edition: {title: A}}",
        "priorities: {p: {title: P, actions: {not-in-this-edition: {title: A}}}}",
    ],
)
def test_the_id_that_stands_for_what_is_hidden_is_no_entry(text: str) -> None:
    """It would be mistaken for it."""
    assert ["reserved-id"] == [code for code, _ in told(text)]
