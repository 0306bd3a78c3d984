"""Every problem that the program can name is named in a case or a test."""

from __future__ import annotations

import re
from pathlib import Path

from generator.explain import catalogue

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")

#: Every code of the program; that the catalogue has them all is its own test.
CODES = set(catalogue().by_code)


def named() -> set[str]:
    """Every word that a case expects or a test names."""
    files = [*(ROOT / "tests/cases").rglob("*.txt"), *(ROOT / "tests").rglob("test_*.py")]
    return {
        word for path in files for word in _CODE.findall(path.read_text(encoding="utf-8", errors="replace"))
    }


def test_every_code_is_tested() -> None:
    """A problem that no test expects might never be found, or always."""
    assert set() == CODES - named()


def test_codes_are_words_with_hyphens() -> None:
    """Codes are for programs too: small letters and hyphens."""
    assert [] == [code for code in CODES if not _CODE.fullmatch(code)]


def test_there_are_plenty_of_invalid_cases() -> None:
    """What people type wrong is kept as cases, each with its exact problems."""
    assert 150 <= len(list((ROOT / "tests/cases/invalid").glob("**/expected.txt")))
