"""Which readers an edition is for."""

from __future__ import annotations

import pytest

from generator.addresses import Ref
from generator.withhold import UnknownEditionError, editions_of, readers_of
from tests.withholding import records_of

ROLE = "roles: {ann: {title: Ann, confidential: leadership}, ben: {title: Ben}}\n"


def head(editions: str) -> str:
    """A playbook with these editions."""
    return f"playbook: {{key: test, title: Test, editions: {editions}}}\n"


def test_the_default_edition_is_always_there_and_first() -> None:
    """Whoever names none gets it."""
    overview = records_of(ROLE, head("{leadership: [leadership]}")).overview

    assert overview is not None
    assert ("default", "leadership") == editions_of(overview)


def test_the_default_edition_is_for_no_group() -> None:
    """It keeps what carries a mark from its readers."""
    readers = readers_of("default", records_of(ROLE))

    assert frozenset() == readers.groups
    assert {Ref("roles", "ann")} == readers.closed


def test_the_plan_may_say_whom_the_default_edition_is_for() -> None:
    """A playbook that only leaders can open needs no second edition for them."""
    records = records_of(ROLE, head("{default: [leadership], client: []}"))

    assert frozenset() == readers_of("default", records).closed
    assert {Ref("roles", "ann")} == readers_of("client", records).closed


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("There is no edition `leadrship`. Did you mean `leadership`?", "leadrship"),
        ("There is no edition `zzz`. Editions are: default, leadership.", "zzz"),
    ],
)
def test_an_edition_that_is_none_is_told_with_those_that_are(expected: str, name: str) -> None:
    """A slip shows no other edition in its place."""
    with pytest.raises(UnknownEditionError) as caught:
        readers_of(name, records_of(ROLE))

    assert expected == caught.value.sentence


def test_a_plan_without_editions_says_so() -> None:
    """There is nothing to choose from."""
    with pytest.raises(UnknownEditionError) as caught:
        readers_of("leadership", records_of("", head("{}")))

    assert "There is no edition `leadership`. `playbook.editions` names none besides `default`." == (
        caught.value.sentence
    )


def test_what_today_keeps_from_readers_they_see_in_no_older_plan() -> None:
    """An entry was open a week ago: `/changes/` and runs that are over would show it."""
    today, before = records_of(ROLE), records_of(ROLE.replace(", confidential: leadership", ""))

    assert {"ben"} == set(readers_of("default", today).see(before).collections["roles"])
