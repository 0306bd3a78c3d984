"""Hostile files are told in sentences, at their places, in seconds; the site of before stays as it is.

A few of them here; tests/torture has them all, and every command that reads data.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile_files import CASES, PLAYBOOK, SOON, codes_in, unplaced
from tests.measured import measured


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with the site that was built last."""
    root = tmp_path / "plan"
    for name, text in {"data/playbook.yml": PLAYBOOK, "site/index.html": "The site of before."}.items():
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("name", SOON)
def test_a_hostile_file_stops_a_build_with_a_sentence(root: Path, name: str) -> None:
    """Exit 1, each error at its place, no traceback; bounded time, memory and lines; the site untouched."""
    CASES[name].make(root)
    ended = measured("-C", root, "build")

    assert (1, (), CASES[name].codes) == (ended.code, ended.excess, codes_in(ended.said)), ended.said[-2000:]
    assert [] == unplaced(ended.said)
    assert ["The site of before."] == [
        path.read_text(encoding="utf-8") for path in (root / "site").rglob("*") if path.is_file()
    ]
