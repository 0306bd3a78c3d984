"""What somebody sees at a terminal, and what a file or a pipe gets instead."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import PROGRAM, Run

ESCAPE = "\x1b["
POINTER = "For cause, example and cure of a code: playbook explain unknown-key"


@pytest.fixture
def faulty(folder: Path) -> Path:
    """A playbook with an error."""
    text = "risks:\n  churn:\n    title: Churn\n    likelyhood: 3\n"
    (folder / "data" / "more.yml").write_text(text, encoding="utf-8")
    return folder


def at_terminal(*words: str | Path, **environment: str) -> str:
    """What the program prints where a person reads along."""
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", **environment}
    with subprocess.Popen([PROGRAM, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=env):
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how a terminal says that its last writer is gone
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_a_word_on_what_to_ask(faulty: Path) -> None:
    """The code of the first error, ready to be typed."""
    shown = at_terminal("-C", faulty, "check")

    assert f"{ESCAPE}31m" in shown
    assert POINTER == shown.splitlines()[-1]


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_whoever_wants_no_colours_gets_none(faulty: Path, environment: dict[str, str]) -> None:
    """The rest stays."""
    shown = at_terminal("-C", faulty, "check", **environment)

    assert ESCAPE not in shown
    assert POINTER in shown


def test_a_pipe_gets_neither(faulty: Path, run: Run) -> None:
    """Its last line counts."""
    shown = run("-C", faulty, "check").stdout

    assert ESCAPE not in shown
    assert "error" in shown.splitlines()[-1]


def test_colours_can_be_had_in_a_pipe(faulty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs that show them ask by FORCE_COLOR."""
    monkeypatch.setenv("FORCE_COLOR", "1")

    shown = run("-C", faulty, "check").stdout

    assert ESCAPE in shown


@pytest.mark.parametrize("shape", ["json", "github", "markdown"])
def test_only_text_is_coloured(faulty: Path, shape: str) -> None:
    """What programs read stays as they expect it, wherever it is printed."""
    shown = at_terminal("-C", faulty, "check", "--format", shape, FORCE_COLOR="1")

    assert ESCAPE not in shown
    assert "unknown-key" in shown
