"""The pages of a small playbook, kind by kind, as they were last looked at."""

from __future__ import annotations

import pytest

from tests import golden

MADE = golden.made()
KEPT = sorted(
    path.relative_to(golden.FOLDER).as_posix() for path in golden.FOLDER.rglob("*") if path.is_file()
)


def test_every_kind_has_its_page() -> None:
    """A new page kind brings its golden page; `python -m tests.golden` writes them."""
    assert sorted(MADE) == KEPT


@pytest.mark.parametrize("path", KEPT)
def test_a_page_is_as_it_was_last_looked_at(path: str) -> None:
    """A page changes only when somebody meant it to."""
    expected = (golden.FOLDER / path).read_text(encoding="utf-8")

    assert expected == MADE[path]
