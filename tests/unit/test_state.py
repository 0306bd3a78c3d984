"""What the log last says of each entry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import Ref
from generator.model import LogEntry
from generator.state import State, events, states

FIX = Ref("actions", "data.fix")
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def entry(minute: int, kind: str, **fields: object) -> LogEntry:
    """A log entry so many minutes after nine, about the fix unless it says otherwise."""
    at = START + timedelta(minutes=minute)
    fields.setdefault("about", (str(FIX),))
    return LogEntry.model_validate({"at": f"{at:%Y-%m-%dT%H:%M}", "kind": kind, **fields})


def read(log: dict[str, LogEntry], occurrences: dict[str, datetime] | None = None) -> dict[Ref, State]:
    """The states that a log leaves behind."""
    moments = {key: datetime.fromisoformat(item.at).replace(tzinfo=UTC) for key, item in log.items()}
    return states(events(log, moments), occurrences or {})


def test_the_newest_entry_counts_whatever_the_files_order() -> None:
    """Moments decide, not the order in which files are read."""
    log = {"z": entry(1, "started"), "a": entry(3, "done"), "m": entry(2, "blocked")}

    assert "done" == read(log)[FIX].status


def test_a_note_changes_no_status() -> None:
    """What is only said leaves the state as it was."""
    state = read({"a": entry(1, "blocked"), "b": entry(2, "note")})[FIX]

    assert ("blocked", 2) == (state.status, len(state.events))


def test_a_record_that_names_an_entry_twice_says_one_thing() -> None:
    """Nothing is done twice because a line was pasted twice."""
    state = read({"a": entry(1, "done", about=(str(FIX), str(FIX)))})[FIX]

    assert 1 == len(state.events)


def test_an_unblocked_action_goes_on_and_a_reopened_one_is_open() -> None:
    """Every way out of a state is a state of its own."""
    steps = {"a": entry(1, "blocked"), "b": entry(2, "unblocked")}

    assert "started" == read(steps)[FIX].status
    assert "open" == read({**steps, "c": entry(3, "reopened")})[FIX].status


def test_a_correction_replaces_what_it_names_and_keeps_its_moment() -> None:
    """The log is append-only: the wrong number is not counted, the moment is the first one's."""
    log = {
        "wrong": entry(1, "measured", about=("kpis/rate",), value=97.2),
        "mend": entry(30, "corrected", about=("kpis/rate",), value=97.0, corrects="wrong"),
    }

    assert ((START + timedelta(minutes=1), 97.0),) == read(log)[Ref("kpis", "rate")].measurements


def test_corrections_of_corrections_end_at_the_last_one() -> None:
    """A chain of corrections is followed, in whatever order it is read."""
    log = {
        "c": entry(3, "corrected", value=3, corrects="b"),
        "b": entry(2, "corrected", value=2, corrects="a"),
        "a": entry(1, "measured", value=1),
    }

    assert [3] == [value for _, value in read(log)[FIX].measurements]


def test_corrections_in_a_ring_do_not_hang() -> None:
    """Two entries that correct each other name nothing real, and count for nothing."""
    log = {"a": entry(1, "corrected", corrects="b"), "b": entry(2, "corrected", corrects="a")}

    assert {} == read(log)


def test_a_correction_may_move_an_entry_to_what_it_is_really_about() -> None:
    """The subject is corrected like any other field."""
    log = {
        "wrong": entry(1, "done"),
        "mend": entry(2, "corrected", about=("actions/data.check",), corrects="wrong"),
    }

    assert {Ref("actions", "data.check")} == set(read(log))


def test_what_was_sent_from_a_template_was_sent_to_its_audience() -> None:
    """Whoever writes the record by hand may name the template alone; a correction of what it is about too."""
    update = "templates/merchants.update"
    log = {
        "alone": entry(1, "sent", about=(update,)),
        "both": entry(2, "sent", about=("comms/merchants", update)),
        "moved": entry(3, "sent", about=("comms/board",)),
        "mend": entry(4, "corrected", about=(update,), corrects="moved"),
        "note": entry(5, "note", about=(update,)),
    }
    found = read(log)

    assert ["alone", "both", "moved"] == [event.id for event in found[Ref("comms", "merchants")].events]
    assert Ref("comms", "board") not in found


def test_each_occurrence_has_a_state_of_its_own() -> None:
    """The four o'clock update may be sent and the eight o'clock one missed."""
    four, eight = START + timedelta(hours=7), START + timedelta(hours=11)
    update = ("commitments/updates",)
    log = {"a": entry(1, "sent", about=update), "b": entry(2, "missed", about=update)}
    state = read(log, {"a": four, "b": eight})[Ref("commitments", "updates")]

    assert {four: "sent", eight: "missed"} == state.occurrences


def test_what_names_no_occurrence_is_kept_apart() -> None:
    """With the moment at which it was said."""
    noon = START + timedelta(hours=3)
    log = {"a": entry(1, "started"), "b": entry(2, "done")}
    said = {None: ("started", 1), noon: ("done", 2)}

    assert {at: (status, START + timedelta(minutes=minute)) for at, (status, minute) in said.items()} == {
        at: (word.status, word.at) for at, word in read(log, {"b": noon})[FIX].words.items()
    }


@pytest.mark.parametrize(
    ("ref", "kind", "others"),
    [
        ("actions/data.fix", "done", ("decided", "sent", "assigned", "measured", "kept", "held", "reached")),
        ("kpis/rate", "measured", ("done", "sent", "started")),
        ("comms/press", "sent", ("done", "decided")),
        ("rituals/daily", "skipped", ("decided", "started")),
        ("commitments/updates", "kept", ("sent", "done", "started", "decided")),
        ("commitments/updates", "missed", ("sent", "done", "blocked")),
        ("targets/rate", "missed", ("measured", "done")),
        ("risks/fire", "occurred", ("done", "started", "decided")),
        ("contingencies/roll-back", "invoked", ("started", "blocked", "sent")),
        ("events/contained", "reached", ("done", "sent")),
        ("decisions/keep", "decided", ("sent", "done", "started")),
        ("roles/lead", "assigned", ("done", "sent", "blocked")),
    ],
)
def test_what_is_said_of_another_entry_changes_nothing(ref: str, kind: str, others: tuple[str, ...]) -> None:
    """An entry may name several: each changes by the kinds that are about its like alone."""
    log = {"a": entry(1, kind, about=(ref,))}
    log |= {f"b{at}": entry(2 + at, other, about=(ref, "priorities/data")) for at, other in enumerate(others)}
    state = read(log)[Ref(*ref.split("/"))]

    assert (kind, "a", 1 + len(others)) == (state.status, state.last and state.last.id, len(state.events))


def test_a_promise_that_was_sent_is_judged_afterwards() -> None:
    """And a new date, or a new start, opens it for what is sent next."""
    kinds = ("sent", "missed", "renegotiated", "sent", "kept", "reopened", "done")
    log = {f"a{at}": entry(at, kind, about=("commitments/updates",)) for at, kind in enumerate(kinds)}
    found = [
        read(dict(list(log.items())[: count + 1]))[Ref("commitments", "updates")].status
        for count in range(len(kinds))
    ]

    assert ["sent", "missed", "renegotiated", "sent", "kept", "open", "done"] == found


@given(st.permutations([("a", 1, "started"), ("b", 2, "blocked"), ("c", 3, "unblocked"), ("d", 4, "done")]))
def test_the_order_of_files_never_matters(order: list[tuple[str, int, str]]) -> None:
    """Any order of the same entries gives the same state."""
    log = {key: entry(minute, kind) for key, minute, kind in order}

    state = read(log)[FIX]

    assert ("done", ["a", "b", "c", "d"]) == (state.status, [event.id for event in state.events])


@given(st.permutations(["started", "blocked", "unblocked", "done"]))
def test_what_is_recorded_in_one_minute_begins_before_it_ends(ids: list[str]) -> None:
    """Two records of one minute leave what the later of them must be, whatever their files are called."""
    kinds = ("done", "started", "unblocked", "blocked")
    log = {key: entry(1, kind) for key, kind in zip(ids, kinds, strict=True)}
    state = read(log)[FIX]

    assert ["started", "blocked", "unblocked", "done"] == [event.record.kind for event in state.events]
    assert "done" == state.status
