"""A disk that fills while a site is built: the old site stays, and with some room again the next build works.

A few sizes here; `make torture` (TORTURE_ROUNDS) has the disk fill up at every stage.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.mounts import in_own_mounts
from tests.publishing import PROGRAM

SMALL = Path(__file__).resolve().parents[1] / "fixtures" / "small"

#: What is free when a build begins, in KiB: nothing; enough for our own pages; not for all of the builder's.
FREE: tuple[int, ...] = (0, 1000, 4600)
if "TORTURE_ROUNDS" in os.environ:
    FREE = (0, 4, 8, 16, 32, 64, 128, 200, 256, 300, 320, 350, 400, 500, 750, 1000, 2000, 3000, 4000, 4600)

SENTENCE = r"Error: [^\n]*No space left on device[^\n]*\. Free some space, then run it again\.\n"

#: What a disk is for which so much is left, how a build on it ends, and the next with some room.
SCRIPT = """
mount -t tmpfs -o size=24m tmpfs "$1" && cp -r "$2" "$1/plan" && cd "$1" || exit 99
free=$(df --output=avail -k . | tail -n 1)
head -c $(((free - $4) * 1024)) /dev/zero > ballast
"$3" -C plan build; code=$?
rm ballast
cp -r plan "$5"
test -n "$6" || exit $code
"$3" -C plan build >&2 && cp -r plan "$6" || exit 98
exit $code
"""


@pytest.mark.parametrize("free", FREE)
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, free: int) -> None:
    """Exit code 3, one sentence that says what helps; and no page of that try is in the next site."""
    plan = Path(shutil.copytree(SMALL, tmp_path / "plan"))
    (plan / "site").mkdir()
    (plan / "site" / "index.html").write_text("old", encoding="utf-8")
    (tmp_path / "disk").mkdir()
    after, again = tmp_path / "after", tmp_path / "again"
    whole = again if free == FREE[-1] else ""
    done = in_own_mounts(SCRIPT, tmp_path / "disk", plan, PROGRAM, str(free), after, whole)

    assert 3 == done.returncode, done.stderr
    assert re.match(SENTENCE, done.stderr), done.stderr
    assert "old" == (after / "site" / "index.html").read_text(encoding="utf-8")
    assert {"build", "content", "data", "site"} == {path.name for path in after.iterdir()}
    assert [] == [path.name for path in after.rglob(".*") if path.name != ".lock"]
    if whole:
        assert "old" != (again / "site" / "index.html").read_text(encoding="utf-8")
