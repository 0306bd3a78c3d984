"""Several builds of one playbook at once, while it changes: the site is exactly one of theirs.

Two here; `make torture` (TORTURE_ROUNDS) has up to eight.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.site import site_digest
from generator.stamp import read_stamp
from generator.write import alone
from tests.running import SECONDS, begun, has_open, until

SMALL = Path(__file__).resolve().parents[1] / "fixtures" / "small"
COUNTS = (2, 4, 8) if "TORTURE_ROUNDS" in os.environ else (2,)


@pytest.mark.parametrize("count", COUNTS)
def test_builds_at_once_are_each_whole(tmp_path: Path, count: int) -> None:
    """While the plan changes under them: every one succeeds, and no page is another's than the stamp's."""
    plan = Path(shutil.copytree(SMALL, tmp_path / "plan"))
    data = plan / "data" / "everything.yml"
    text = data.read_text(encoding="utf-8")
    builds: list[subprocess.Popen[str]] = []
    with alone(plan / "build", lambda: None):
        for number in range(count):
            title = f"title: Edition {number} "
            data.write_text(text.replace("title: Card payments outage ", title, 1), encoding="utf-8")
            builds.append(begun(plan, "build"))
            # It has read the plan, and waits.
            until(lambda: has_open(builds[-1].pid, plan / "build" / ".lock"))
    ended = [(build.communicate(timeout=SECONDS)[1], build.returncode) for build in builds]
    site = plan / "site"
    stamp = read_stamp((site / "stamp.json").read_bytes())
    assert stamp is not None
    pages = [page.read_text(encoding="utf-8") for page in site.rglob("*.html")]
    model = json.loads((site / "playbook.json").read_text(encoding="utf-8"))["playbook"]

    assert [("", 0)] * count == ended
    assert stamp.files == site_digest(site)
    assert {stamp.stamp.title} == {name for page in pages for name in re.findall(r"Edition \d+", page)}
    assert stamp.stamp.title == model["fields"]["title"]
    assert ["build", "content", "data", "site"] == sorted(path.name for path in plan.iterdir())
