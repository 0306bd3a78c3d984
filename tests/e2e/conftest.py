"""What the end-to-end tests share: the program, run as a person runs it, on a playbook of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "small"
PROGRAM = Path(sys.executable).with_name("playbook")
EPOCH = "1795000000"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small playbook; nothing but data/ and content/."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "small"))


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own git settings, for what runs in the tests' own process."""
    for name in set(os.environ) - set(ENVIRONMENT):
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def run() -> Run:
    """Runs `playbook` with these words; output is captured, no terminal is attached."""

    def program(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        )

    return program
