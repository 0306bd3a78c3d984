"""Decisions about the published branch, from what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.publish.plan import Plan, Planner, to_prune, to_publish, to_withdraw
from generator.publish.published import LATEST, Published, Version
from generator.stamp import Stamp

OLD, NEW, OTHER = "a" * 40, "b" * 40, "c" * 40
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACE = Location("data/playbook.yml", 4, 12)

STAMP = Stamp(
    key="test",
    title="Test",
    version="1.0",
    version_title=None,
    commit=NEW,
    changed=False,
    time=NOON,
    sources="sha256:s",
)


def known(one: str, other: str) -> bool | None:
    """A history in which OLD comes before NEW, and OTHER is unknown."""
    return None if OTHER in (one, other) else (one, other) == (OLD, NEW)


def there(name: str, commit: str = OLD, time: str = "2026-11-22T12:00:00Z", files: str = "f") -> Version:
    """A version on the branch."""
    return Version(name, name, time, commit, "Test", files)


def publishing(published: Published, stamp: Stamp = STAMP, files: str = "sha256:f") -> Plan:
    """What publishing would do."""
    plan = to_publish(stamp, files, PLACE, known)(published)
    assert isinstance(plan, Plan)
    return plan


def names(plan: Plan) -> list[str]:
    """The versions that would get the built site."""
    return [version.name for version in plan.deploy]


def test_the_first_publishing_makes_latest_and_freezes_the_version() -> None:
    """Both in one step."""
    plan = publishing(Published())

    assert (["1.0", "latest"], "Publish latest and 1.0 from bbbbbbb") == (names(plan), plan.message)


def test_without_a_version_there_is_latest_alone() -> None:
    """A playbook that names no milestone is published all the same."""
    plan = publishing(Published(), replace(STAMP, version=None))

    assert ["latest"] == names(plan)


def test_a_frozen_version_is_never_written_again() -> None:
    """The data has changed, its version has not: only `latest` moves."""
    plan = publishing(Published((there(LATEST), there("1.0"))))

    assert ["latest"] == names(plan)


def test_the_same_build_is_published_once() -> None:
    """A second run does nothing, and says so."""
    standing = (there(LATEST, NEW, "2026-11-23T12:00:00Z", "sha256:f"), there("1.0"))
    plan = publishing(Published(standing))

    assert (True, 2) == (plan.repeats, len(plan.says))


@pytest.mark.parametrize(
    ("commit", "time", "expected"),
    [
        pytest.param(
            OLD, "2026-11-29T12:00:00Z", ["latest"], id="an ancestor's build, whatever the clock said"
        ),
        pytest.param(OTHER, "2026-11-22T12:00:00Z", ["latest"], id="an unknown commit of an earlier time"),
        pytest.param(OTHER, "2026-11-24T12:00:00Z", [], id="an unknown commit of a later time"),
        pytest.param(NEW, "2026-11-24T12:00:00Z", ["latest"], id="the same commit, whatever the clock said"),
    ],
)
def test_an_older_build_never_replaces_a_newer_latest(commit: str, time: str, expected: list[str]) -> None:
    """History decides, and where this clone does not know it, the builds' times."""
    plan = publishing(Published((there(LATEST, commit, time), there("1.0"))))

    assert expected == names(plan)


def test_a_descendant_on_the_branch_stays() -> None:
    """An old build that comes late still freezes its own version."""
    plan = publishing(Published((there(LATEST, NEW),)), replace(STAMP, commit=OLD, version="0.9"))

    assert ["0.9"] == names(plan)


def test_a_pruned_name_stays_used() -> None:
    """What was taken away to keep the branch small does not come back as something else."""
    plan = publishing(Published((there(LATEST),), pruned=frozenset({"1.0"})))

    assert ["latest"] == names(plan)


@pytest.mark.parametrize("standing", [Published((there("V1"),)), Published(beside=frozenset({"V1"}))])
def test_a_version_takes_nobodys_place(standing: Published) -> None:
    """Neither a version's that differs in capitals, nor that of a file somebody put there."""
    refusal = to_publish(replace(STAMP, version="v1"), "f", PLACE, known)(standing)

    assert isinstance(refusal, Diagnostic)
    assert ("version-taken", PLACE) == (refusal.code, refusal.location)


@pytest.mark.parametrize("planner", [to_prune, partial(to_withdraw, "1.0", "Wrong number")])
@pytest.mark.parametrize(("one", "other"), [("default", "leadership"), ("leadership", "default")])
def test_nothing_is_planned_where_another_edition_stands(
    one: str, other: str, planner: Callable[..., Planner]
) -> None:
    """Not even beside a version of the same one: neither publishing nor withdrawing nor pruning."""
    theirs = replace(there("1.0"), edition=other)
    published = Published((replace(there(LATEST), edition=one), theirs), history=True)
    words = (1, one) if planner is to_prune else (one,)
    refusals = (
        to_publish(replace(STAMP, edition=one), "f", PLACE, known)(published),
        planner(*words)(published),
    )

    assert ["other-edition"] * 2 == [item.code for item in refusals if isinstance(item, Diagnostic)]


def test_what_is_published_is_of_the_edition_that_was_built() -> None:
    """`latest` and the frozen version alike; so is what a withdrawal puts in its place."""
    plan = publishing(Published(), replace(STAMP, edition="leadership"))
    withdrawn = to_withdraw("1.0", "Wrong", "leadership")(Published(plan.deploy))

    assert isinstance(withdrawn, Plan)
    assert ["leadership"] * 3 == [item.edition for item in (*plan.deploy, *withdrawn.withdraw)]


def test_the_menu_shows_a_versions_own_title() -> None:
    """Beside its name."""
    plan = publishing(Published(), replace(STAMP, version_title="After the move"))

    assert "1.0 · After the move" == plan.deploy[0].menu_title


def test_a_withdrawn_version_keeps_its_place_and_says_why() -> None:
    """Its commit and time stay known."""
    plan = to_withdraw("1.0", "Wrong number")(Published((there(LATEST), there("1.0"))))

    assert isinstance(plan, Plan)
    assert (
        replace(there("1.0"), menu_title="1.0 (withdrawn)", withdrawn="Wrong number", files=""),
    ) == plan.withdraw


@pytest.mark.parametrize(("name", "code"), [(LATEST, "latest-stays"), ("1.O", "unknown-version")])
def test_what_cannot_be_withdrawn(name: str, code: str) -> None:
    """Readers always have a latest; a name that is not there gets the nearest that is."""
    refusal = to_withdraw(name, "x")(Published((there(LATEST), there("1.0"))))

    assert isinstance(refusal, Diagnostic)
    assert (code, True) == (refusal.code, bool(refusal.hint))


def test_pruning_keeps_latest_and_the_newest() -> None:
    """By the time of their builds, whatever their names."""
    versions = [
        there(name, time=f"2026-11-{day}T12:00:00Z") for name, day in (("b", 10), ("a", 12), ("c", 11))
    ]
    plan = to_prune(1)(Published((there(LATEST, time="2026-01-01T12:00:00Z"), *versions)))

    assert isinstance(plan, Plan)
    assert ("c", "b") == plan.remove


def test_pruning_less_than_there_is_does_nothing() -> None:
    """And says how many there are."""
    plan = to_prune(2)(Published((there(LATEST), there("1.0"))))

    assert isinstance(plan, Plan)
    assert (True, "Nothing to prune: 1 frozen version stands there, and no history.") == (
        plan.does_nothing,
        plan.says[0],
    )


def test_pruning_forgets_the_history_also_where_every_version_stays() -> None:
    """What was withdrawn can be read in it, and it grows with each publishing."""
    plan = to_prune(2)(Published((there(LATEST), there("1.0")), history=True))

    assert isinstance(plan, Plan)
    assert (True, ()) == (plan.forget, plan.remove)


def test_changes_that_no_commit_holds_are_told() -> None:
    """Nobody should look in vain for what was published."""
    plan = publishing(Published(), replace(STAMP, changed=True))

    assert "The site holds changes that bbbbbbb does not." == plan.says[-1]
