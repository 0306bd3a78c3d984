"""The first plan's two editions: what is for leadership alone, by a choice that one line changes."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import Generated, Sound
from generator.trace import trace, visible_entries

HERE = Path(__file__).parent
SOURCE = HERE / "crisis-plan.md"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

FOR_LEADERSHIP = {
    "actions/feature.propose-compromise",
    "commitments/ceo-updates",
    "commitments/client-updates",
    "commitments/cost-progress",
    "commitments/free-month",
    "commitments/sales-progress",
    "comms/affected-client",
    "comms/ceo",
    "comms/cfo",
    "comms/vp-sales",
    "decisions/headcount",
    "decisions/sales-commitment-pushback",
    "hires/data-engineer-integrations",
    "hires/full-stack-developer",
    "hires/senior-data-engineer-pipeline",
}

#: Words of the source that only leadership may read.
TACTICS = (
    "Explain technical reality vs business need",
    "Yes, but not immediately",
    "Mid-level full-stack developer",
    "Compensation offer for inconvenience",
    "Risk mitigation strategies in place",
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the frozen plan."""
    folder = tmp_path_factory.mktemp("plan")
    shutil.copytree(HERE / "data", folder / "data")
    return folder


def sound(root: Path, edition: str) -> Sound:
    """The plan as the readers of an edition see it."""
    found = pipeline.check(root, NOW, edition=edition).sound
    assert found is not None
    return found


def generated(root: Path, edition: str) -> tuple[Sound, Generated]:
    """The same, and its pages."""
    found = sound(root, edition)
    return found, pipeline.generate(found, root)


def test_leadership_reads_every_sentence_of_the_source(root: Path) -> None:
    """The fuller edition lacks nothing."""
    shown, made = generated(root, "leadership")
    found = trace(SOURCE.read_text(encoding="utf-8"), visible_entries(made.docs, shown.book))

    assert () == found.missing


def test_everybody_else_does_not(root: Path) -> None:
    """Who traces the edition for everybody is told what it lacks: sentences of what is for leadership."""
    shown, made = generated(root, "default")
    found = trace(SOURCE.read_text(encoding="utf-8"), visible_entries(made.docs, shown.book))
    missing = {item.text for item in found.missing}

    assert {"Explain technical reality vs business need", "Yes, but not immediately."} <= missing


def test_what_is_for_leadership_is_as_stated(root: Path) -> None:
    """Plans for executives and the client and what rests on these alone, tactics, headcount, compensation."""
    marked = {
        str(entry.ref)
        for entry in sound(root, "leadership").book.entries.values()
        if entry.record.confidential is not None
    }

    assert FOR_LEADERSHIP == marked


def test_nothing_of_it_is_in_the_other_edition(root: Path) -> None:
    """Neither the entries, nor words of theirs that nothing else says."""
    shown, made = generated(root, "default")
    pages = "\n".join(made.docs.values())

    assert set() == FOR_LEADERSHIP & set(map(str, shown.book.entries))
    assert [] == [words for words in TACTICS if words in pages]
    assert "not in this edition" in pages


def test_the_choice_is_changed_in_one_line(root: Path, tmp_path: Path) -> None:
    """The line that the plan names as the way makes both editions the same."""
    folder = tmp_path / "open"
    shutil.copytree(root, folder)
    path = folder / "data" / "playbook.yml"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.lstrip(" #").startswith("default: [leadership]"))
    path.write_text(
        text.replace(f"{line}\n", "").replace("editions:\n", "editions:\n    default: [leadership]\n")
    )
    everybody, leaders = sound(folder, "default").book, sound(folder, "leadership").book

    assert list(everybody.entries) == list(leaders.entries)
    assert {ref for ref in FOR_LEADERSHIP if ref not in set(map(str, everybody.entries))} == set()
