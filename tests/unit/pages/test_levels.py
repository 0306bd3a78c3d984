"""How to tell a crisis, and how to declare it."""

from __future__ import annotations

from tests import playbooks, sites
from tests.playbooks import HEAD, book

SIGNS = HEAD.replace("London}", "London, declare_when: [Nobody can pay]}")


def test_nobody_is_sent_to_levels_that_there_are_not() -> None:
    """A first plan has signs and no levels."""
    without = sites.read(playbooks.made(book("", SIGNS)).docs["levels.md"])
    some = sites.read(playbooks.made(book("levels: {sev-1: {title: Down}}", SIGNS)).docs["levels.md"])

    assert without.says("Nobody can pay")
    assert (False, True) == (without.says("find its level below"), some.says("find its level below"))
