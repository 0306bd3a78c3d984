"""What a site says of its own making."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.stamp import Stamp, Stamped, digest, read_stamp

LONDON = ZoneInfo("Europe/London")
FILES = digest([("index.html", b"x")])
STAMP = Stamp(
    key="card-outage",
    title='R&D\'s <b>"plan"</b> · café',
    version="2026.07",
    version_title="After the move",
    commit="0123456789" * 4,
    changed=False,
    time=datetime(2026, 7, 1, 9, 5, tzinfo=LONDON),
    sources=digest([]),
)


def test_its_shape_is_what_programs_rely_on() -> None:
    """Every name is there, the time is in UTC, and what is not known is null."""
    bare = replace(STAMP, title="Plan", version=None, version_title=None, commit=None, changed=True)

    assert {
        "format": 1,
        "key": "card-outage",
        "title": "Plan",
        "version": None,
        "version_title": None,
        "commit": None,
        "changed": True,
        "time": "2026-07-01T08:05:00Z",
        "sources": STAMP.sources,
        "development": False,
        "edition": "default",
        "files": FILES,
    } == json.loads(bare.to_json(FILES))


@given(
    title=st.text(st.characters(exclude_categories=["Cs"])),
    version=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
    commit=st.none() | st.just("f" * 40) | st.just("0" * 64),
    changed=st.booleans(),
    development=st.booleans(),
    time=st.datetimes(
        min_value=datetime(1971, 1, 1),  # noqa: DTZ001  the strategy wants its bounds without a zone
        max_value=datetime(2105, 12, 31),  # noqa: DTZ001  as above
        timezones=st.sampled_from([UTC, LONDON, ZoneInfo("Asia/Kathmandu")]),
    ),
)
def test_what_was_written_is_read(
    title: str, version: str | None, commit: str | None, changed: bool, development: bool, time: datetime
) -> None:
    """Every stamp comes back as it was, its time to the second."""
    time -= timedelta(microseconds=time.microsecond)
    stamp = Stamp("k", title, version, None, commit, changed, time, FILES, development)

    assert Stamped(replace(stamp, time=time.astimezone(UTC)), FILES) == read_stamp(stamp.to_json(FILES))


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"{}", b"\xff", b"<!doctype html>", b"[" * 100_000, b'{"format": 1}'],
    ids=["empty", "null", "list", "object", "no-utf8", "html", "deep", "short"],
)
def test_what_is_no_stamp_is_none(content: bytes) -> None:
    """Whatever a host answers with, reading it never fails."""
    assert read_stamp(content) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", 2),
        ("key", None),
        ("title", 1),
        ("version", 2026.11),
        ("version_title", []),
        ("commit", "abc1234"),
        ("development", "no"),
        ("commit", "../../../../../../../../../../../../../x"),
        ("changed", "no"),
        ("time", "yesterday"),
        ("time", 1_700_000_000),
        ("time", "2026-13-01T00:00:00Z"),
        ("sources", "sha256:"),
        ("files", None),
    ],
)
def test_one_wrong_value_makes_it_unreadable(name: str, value: object) -> None:
    """A stamp of which a part is not what it must be is no stamp."""
    stated: dict[str, Any] = json.loads(STAMP.to_json(FILES))

    wrong = read_stamp(json.dumps(stated | {name: value}).encode())

    assert read_stamp(json.dumps(stated).encode()) is not None
    assert wrong is None


def test_pages_get_it_ready_to_print() -> None:
    """Date and time are the playbook's own; the commit is short to read, whole in its address."""
    shown = STAMP.for_pages("https://git.example.org/commit/0123")

    assert ("1 July 2026", "09:05 BST", "2026-07-01T08:05:00Z") == (
        shown["date_shown"],
        shown["time_shown"],
        shown["time"],
    )
    assert ("0123456", STAMP.commit, "https://git.example.org/commit/0123") == (
        shown["commit_short"],
        shown["commit"],
        shown["commit_address"],
    )
    assert replace(STAMP, commit=None).for_pages(None)["commit_short"] is None


@given(st.dictionaries(st.text(max_size=5), st.binary(max_size=5), max_size=4))
def test_a_digest_does_not_depend_on_order(files: dict[str, bytes]) -> None:
    """However a file system lists its files, the digest is one."""
    assert digest(files.items()) == digest(reversed(files.items()))


@given(
    st.dictionaries(st.text("ab:1", max_size=4), st.binary(max_size=3), max_size=3),
    st.dictionaries(st.text("ab:1", max_size=4), st.binary(max_size=3), max_size=3),
)
def test_other_files_have_another_digest(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Neither a name nor a content can pass for a part of the other."""
    assert (one == other) == (digest(one.items()) == digest(other.items()))


def test_a_name_that_is_no_text_counts_as_well() -> None:
    """File systems hold names that are not UTF-8; they are told apart."""
    assert digest([("\udcff", b"")]) != digest([("\udcfe", b"")])
