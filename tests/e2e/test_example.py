"""The worked example, worked with at a terminal."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import pipeline
from generator.addresses import parse_ref
from generator.linked import LogItem, Playbook
from generator.model import LOG_KINDS
from generator.record import Note, entry_id, text_of
from tests.e2e.conftest import Run

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "card-payments-outage"
AT = "2026-11-20T10:00"
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)

#: Where editors find the schema from a file of the example's log; a playbook of its own keeps it in data/.
SCHEMA = ("$schema=../schema.json", "$schema=../../../../data/schema.json")


@pytest.fixture(scope="module")
def book() -> Playbook:
    """The example on its fifth day."""
    sound = pipeline.check(EXAMPLE, NOW).sound
    assert sound is not None
    return sound.book


def note_of(item: LogItem) -> Note:
    """What somebody recorded."""
    record = item.record
    return Note(
        about=tuple(ref for about in record.about if (ref := parse_ref(about))),
        kind=record.kind,
        at=datetime.fromisoformat(record.at),
        by=record.by,
        text=record.text,
        value=record.value,
        for_=record.for_,
        waiting_on=record.waiting_on,
        until=record.until,
        said=record.said,
        corrects=record.corrects,
    )


def test_it_checks_without_a_word(run: Run) -> None:
    """Neither an error nor a warning: what it shows is what happened, not what is wrong with the plan."""
    checked = run("-C", EXAMPLE, "check", "--strict", "--at", AT)

    assert (0, "", "") == (checked.returncode, checked.stdout, checked.stderr)


def test_its_log_is_as_the_program_writes_it(book: Playbook) -> None:
    """Name and text of every file are those that `playbook record` makes."""
    expected = {}
    for item in book.every(LogItem):
        note = note_of(item)
        name = entry_id(note, item.id.rpartition("-")[2])
        expected[name] = text_of(note, name).replace(*SCHEMA)
    actual = {file.stem: file.read_text(encoding="utf-8") for file in EXAMPLE.glob("data/log/*.yml")}

    assert len(expected) > 60
    assert expected == actual


def test_it_shows_every_kind_of_record() -> None:
    """The run that goes on and the one that is over together."""
    sound = pipeline.check(EXAMPLE, NOW).sound
    assert sound is not None
    books = (sound.book, *(run.book for run in sound.runs))
    actual = {item.record.kind for book in books for item in book.every(LogItem)}

    assert {*LOG_KINDS} == actual


def test_it_builds_from_its_data_alone(run: Run, tmp_path: Path) -> None:
    """Every link and anchor leads somewhere."""
    root = shutil.copytree(EXAMPLE, tmp_path / "example")
    built = run("-C", root, "build", "--at", AT)
    pages = {file.parent.relative_to(root / "site").as_posix() for file in root.glob("site/**/index.html")}

    assert (0, "") == (built.returncode, built.stderr)
    assert {"log", "review", "review/2026-06-09"} <= pages


def test_its_draft_names_what_a_post_mortem_asks_about(run: Run) -> None:
    """What was late, missed, dropped, learned, what came true, and what is still to be answered."""
    printed = run("-C", EXAMPLE, "review", "--at", AT)
    expected = (
        "1 h 40 min late",
        "A written account for the twenty largest",
        "The acquiring bank gives no floor limit",
        "Switching retries off stopped the harm",
        "Payments fail again during the repair",
        "never recorded",
        "- [ ] ",
    )

    assert (0, "") == (printed.returncode, printed.stderr)
    assert [] == [text for text in expected if text not in printed.stdout]


def test_the_draft_of_the_run_that_is_over_is_its_own(run: Run) -> None:
    """What was done then, and nothing of today."""
    printed = run("-C", EXAMPLE, "review", "2026-06-09", "--at", AT)

    assert 0 == printed.returncode
    assert "An alarm a month before a certificate ends" in printed.stdout
    assert "Count who was charged twice" not in printed.stdout
