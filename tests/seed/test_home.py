"""What the first plan's home page asks of a telephone's line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from benchmarks.home import BUDGET, visit
from tests.browser.fixtures import MISSING, executable

HERE = Path(__file__).parent


def test_the_home_page_is_light(tmp_path: Path) -> None:
    """A browser that has nothing of the site yet is sent at most 200 kB, compressed."""
    path = executable()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    shutil.copytree(HERE / "data", tmp_path / "plan" / "data")
    program = Path(sys.executable).with_name("playbook")
    done = subprocess.run(
        [program, "-C", tmp_path / "plan", "build"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        actual = visit(browser, tmp_path / "plan" / "site")
        browser.close()

    assert actual.requests > 10
    assert BUDGET >= actual.size, f"{actual.size} bytes"
