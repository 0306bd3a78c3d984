"""Keeps the software's tests off the playbook's own data, which leaders edit at any time.

A test that must open a file of data/ says so with the mark `reads_data`; any other that does fails.
tests/e2e/test_free_edits.py runs the marked ones on an edited copy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

#: For whatever folder visits a site: a second browser beside the first would not start.
pytest_plugins = ["tests.browser.fixtures"]

DATA = Path(__file__).resolve().parents[1] / "data"

_opened: list[str] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100 - to resolve would open files itself
        if path.startswith(f"{DATA}{os.sep}"):
            _opened.append(os.path.relpath(path, DATA.parent))


# An audit hook sees every opened file, however a test comes to open it; it stays until Python ends.
sys.addaudithook(_note)


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark."""
    config.addinivalue_line("markers", "reads_data: opens files of data/, and passes whatever they hold")


def pytest_collection_finish() -> None:
    """Refuse modules that open data/ before any test has started."""
    if _opened:
        raise pytest.UsageError(f"Opened while tests were collected: {', '.join(_opened)}")


@pytest.fixture(autouse=True)
def off_the_data(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that opens a file of data/ without the mark."""
    _opened.clear()
    yield
    if not request.node.get_closest_marker("reads_data"):
        assert [] == _opened, "a test that opens data/ needs the mark `reads_data`"
