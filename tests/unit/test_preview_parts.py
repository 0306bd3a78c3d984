"""What a preview reuses of the stages: a file read once, a page made when asked for, one export alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pages, pipeline
from generator.exports import export, exports
from generator.pages.page import Later
from generator.render import Compiled, Rendered, render
from generator.settings import Settings
from tests import playbooks
from tests.playbooks import NOW, SMALL


def test_a_check_works_out_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pages show takes longer than all that a check is for."""
    asked: list[str] = []
    for name in ("plan", "brief", "standup", "desk", "how_to"):
        monkeypatch.setattr(pages, name, lambda *_, name=name: asked.append(name))

    found = pipeline.check(SMALL, NOW)

    assert found.sound is not None
    assert [] == asked


def test_what_a_page_shows_is_worked_out_once() -> None:
    """However often a template looks."""
    asked: list[str] = []

    def shows() -> dict[str, object]:
        asked.append("asked")
        return {"one": 1, "two": 2}

    later = Later(shows)

    assert {"one": 1, "two": 2} == dict(later)
    assert 2 == len(later)
    assert ["asked"] == asked


def test_pages_asked_for_one_by_one_are_those_of_a_build() -> None:
    """In whatever order, with templates compiled for another playbook."""
    small = playbooks.small()
    compiled = Compiled()
    one = Rendered(small.book, small.pages, Settings(), compiled)
    other = Rendered(small.book, small.pages, Settings(), compiled)

    found = {path: other[path] for path in reversed([*one])}

    assert render(small.book, small.pages, Settings()) == found == dict(one)
    assert "no/such.md" not in one


def test_each_export_alone_is_as_with_the_others(tmp_path: Path) -> None:
    """A preview makes the one file that is asked for."""
    small = playbooks.small().book
    site = "https://example.org/latest/"

    alone = {path: export(small, path, site) for path in exports(small, site)}

    assert exports(small, site) == alone
    assert [None] * 3 == [export(small, path, site) for path in ("none.csv", "none.ics", str(tmp_path))]
