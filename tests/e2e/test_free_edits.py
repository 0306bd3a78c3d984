"""Leaders edit data/ freely: no valid edit obliges anyone to touch a test or to make a file anew."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import pipeline
from generator.addresses import Ref
from generator.linked import Playbook
from generator.model import COLLECTIONS

ROOT = Path(__file__).resolve().parents[2]
MADE = {"build", "dist", "site"}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

NEW_ENTRIES = """\
risks:
  an-edit-that-nobody-foresaw:
    title: An edit that nobody foresaw
    likelihood: 2
    impact: 3

principles:
  edited-freely:
    title: Edited freely
    points:
      - Facts stand in the data, and [[risks/an-edit-that-nobody-foresaw]] is one
"""

PROBE = """\
from pathlib import Path

def test_reads_data():
    assert sorted((Path(__file__).parents[2] / "data").rglob("*.yml"))[0].read_text()
"""


def not_copied(folder: str, names: list[str]) -> set[str]:
    """What is made or downloaded, and what only git needs."""
    at_the_top = {name for name in names if name in MADE or name.startswith(".")}
    return {"__pycache__"} | (at_the_top if Path(folder) == ROOT else set())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the software with its tests, and of the playbook's own data."""
    folder = tmp_path / "copy"
    shutil.copytree(ROOT, folder, ignore=not_copied)
    return folder


def run_tests(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a copy's tests with the copy's own software."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def playbook(folder: Path) -> Playbook:
    """The playbook of a copy, which has no errors."""
    checked = pipeline.check(folder, NOW)
    assert checked.sound is not None, checked.diagnostics
    return checked.sound.book


def retitle(folder: Path) -> None:
    """Give every entry whose title stands without quotes another one."""
    for file in sorted((folder / "data").rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^( +title: \w[^#\n]*\w)", r"\1 anew", text), encoding="utf-8")


def remove(folder: Path, book: Playbook) -> Ref | None:
    """Remove the first entry that nothing names; None where every entry is named."""
    for ref in free(book):
        place = book.entries[ref].place
        file = folder / place.file
        lines = file.read_text(encoding="utf-8").split("\n")
        first = place.line - 1
        indent = len(lines[first]) - len(lines[first].lstrip())
        rest = range(first + 1, len(lines))
        end = next((at for at in rest if re.match(rf" {{0,{indent}}}\S", lines[at])), len(lines))
        file.write_text("\n".join(lines[:first] + lines[end:]), encoding="utf-8")
        return ref
    return None


def free(book: Playbook) -> Iterator[Ref]:
    """Entries of the top level that nothing names and that do not stand alone in their collection."""
    for ref in book.entries:
        others = [other for other in book.entries if other.collection == ref.collection and other != ref]
        named = book.citations.get(ref) or book.cited_in_content.get(ref)
        if ref.collection in COLLECTIONS and ref.collection != "log" and others and not named:
            yield ref


@pytest.mark.reads_data
def test_tests_stay_green_after_valid_edits(copy: Path) -> None:
    """Every title changed, an entry removed, two added: the tests that read data/ pass as before."""
    before = playbook(copy)
    removed = remove(copy, before)
    retitle(copy)
    (copy / "data" / "an-edit.yml").write_text(NEW_ENTRIES, encoding="utf-8")
    after = playbook(copy)
    gained = [str(ref) for ref in after.entries if ref not in before.entries]
    lost = [ref for ref in before.entries if ref not in after.entries]
    kept = [ref for ref in after.entries if ref in before.entries]
    retitled = [ref for ref in kept if before.entries[ref].title != after.entries[ref].title]

    ended = run_tests(copy, "-m", "reads_data", "--ignore=tests/e2e/test_free_edits.py")

    assert ["principles/edited-freely", "risks/an-edit-that-nobody-foresaw"] == sorted(gained)
    assert ([removed] if removed else []) == lost
    assert retitled
    assert (0, True) == (ended.returncode, bool(re.search(r"[1-9]\d* passed", ended.stdout))), ended.stdout


@pytest.mark.reads_data
def test_a_test_that_reads_data_must_say_so(copy: Path) -> None:
    """A test that opens data/ without the mark fails: no other test can depend on what leaders write."""
    (copy / "tests" / "unit" / "test_probe.py").write_text(PROBE, encoding="utf-8")

    ended = run_tests(copy, "tests/unit/test_probe.py")

    assert (1, True) == (ended.returncode, "needs the mark `reads_data`" in ended.stdout), ended.stdout
