"""A closing that is killed: at every single step nothing is lost, and closing again finishes it.

The process is a real one and dies without a word, right before the step; so nothing of it cleans up.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from generator.cli.close import carry_out, closing_of
from generator.close import Wish
from generator.pipeline import Checked, check
from tests.playbooks import NOW

FILES = {
    "playbook.yml": (
        "playbook:\n  key: test\n  title: Test\n  timezone: Europe/London\n"
        "  activated: 2026-11-01T09:00\n  # For ever\nroles:\n  lead: {title: Lead}\n"
    ),
    "kpis.yml": (
        "kpis:\n  rate: {title: Rate}\n"
        "log:\n  early: {at: 2026-11-01T09:30, kind: measured, value: 1, about: [kpis/rate]}\n"
    ),
    "log/first.yml": "log: {first: {at: 2026-11-01T10:00, kind: note, by: lead}}\n",
    "log/second.yml": "log: {second: {at: 2026-11-01T11:00, kind: corrected, corrects: first, by: lead}}\n",
    "log/day-2/third.yml": "log: {third: {at: 2026-11-02T10:00, kind: note, text: 'See [[log/second]].'}}\n",
}
ENTRIES = {"early", "first", "second", "third"}
WISH = Wish(NOW, "0000", text="Over")

#: Everything by which a process changes a disk.
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree"}

_KILLED = 9


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook in its crisis, its log in files of every kind."""
    for name, text in FILES.items():
        path = tmp_path / "plan" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "plan"


def killed(root: Path, before: int) -> bool:
    """Whether a closing in a process of its own died right before its change of that number."""
    child = os.fork()
    if child == 0:
        left = before

        def step(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
            if event in _CHANGES or writes:
                left -= 1
                if left < 0:
                    os._exit(_KILLED)

        sys.addaudithook(step)
        carry_out(closing_of(root, WISH), root)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == _KILLED


def held(root: Path) -> dict[str, bytes]:
    """Every file but those that are only on their way."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if "/." not in f"/{name}"}


def logged(checked: Checked) -> tuple[set[str], list[set[str]]]:
    """The log entries of today's plan, and those of each run that is over."""
    if checked.sound is None:
        raise AssertionError(checked.diagnostics)
    books = (checked.sound.book, *(run.book for run in checked.sound.runs))
    today, *over = ({item.id for item in book.log} for book in books)
    return today, over


def test_a_closing_killed_before_any_step_loses_nothing_and_can_be_finished(root: Path) -> None:
    """Whenever: every check is sound, the archive is whole or not there, each entry is somewhere."""
    whole = Path(shutil.copytree(root, root.parent / "whole"))
    carry_out(closing_of(whole, WISH), whole)
    wanted = held(whole)
    steps = 0
    while True:
        folder = Path(shutil.copytree(root, root.parent / f"killed-{steps}"))
        if not killed(folder, steps):
            break
        steps += 1
        today, over = logged(check(folder, NOW))

        assert over in ([], [ENTRIES | {"2026-11-23-1305-ended-0000"}])
        assert today <= ENTRIES
        assert ENTRIES == today or over

        if held(folder) != wanted:
            carry_out(closing_of(folder, WISH), folder)

        assert wanted == held(folder)
        assert [] == [path for path in folder.rglob(".*") if path.name != ".lock"]
    # Each file of the archive, its name, T0, and each file of the log.
    assert steps > 15
