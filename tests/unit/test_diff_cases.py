"""Each case: two playbooks, and the text that tells what differs. All sections are told, none but these.

Rules are run in the cases about rules alone, and of them only a few: new ones change no case.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diff import FORMATS, SECTIONS, Side, diff
from generator.rules import RULES, run
from tests.playbooks import HEAD, book

CASES = Path(__file__).resolve().parents[1] / "cases" / "diff"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/expected.txt"))
RUN = tuple(
    rule for rule in RULES if rule.code in {"critical-without-fallback", "deputy-of-oneself", "missing-owner"}
)


def side(file: Path) -> Side:
    """One of the two playbooks; one that says nothing of itself is any."""
    text = file.read_text(encoding="utf-8")
    linked = book(text, "" if text.startswith("playbook:") else HEAD)
    return Side(linked, run(linked, RUN if file.parent.parent.name == "rules" else ())[0])


@pytest.mark.parametrize("folder", FOLDERS, ids=[f"{path.parent.name}/{path.name}" for path in FOLDERS])
def test_a_diff_says_what_its_case_says(folder: Path) -> None:
    """Word by word."""
    expected = (folder / "expected.txt").read_text(encoding="utf-8")

    found = diff(side(folder / "old.yml"), side(folder / "new.yml"))

    assert expected == FORMATS["text"](found)


def test_every_section_but_those_of_messages_has_cases() -> None:
    """Messages are told in tests of their own."""
    a_book = side(FOLDERS[0] / "old.yml")
    keys = {section.key for section in diff(a_book, a_book).sections}

    assert len(SECTIONS) == len(keys)
    assert keys - {"templates", "messages"} == {path.parent.name for path in FOLDERS}
