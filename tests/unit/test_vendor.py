"""Scripts of others are what their authors published, and the site brings their licences."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "overrides" / "assets" / "vendor"
ROW = re.compile(
    r"^\| `(?P<file>[^`]+)` \|.*`(?P<licence>[^`]+)` \| `(?P<sum>[0-9a-f]{64})` \|", re.MULTILINE
)


def test_every_script_is_the_one_that_was_taken() -> None:
    """Byte for byte: what nobody looks at has not changed unseen."""
    rows = list(ROW.finditer((VENDOR / "README.md").read_text(encoding="utf-8")))
    sums = {path.name: sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}

    assert sums == {row["file"]: row["sum"] for row in rows}
    assert [] == [row["licence"] for row in rows if not (VENDOR / row["licence"]).is_file()]


def test_no_script_asks_a_server_or_makes_code() -> None:
    """They compute; nothing in them names an address, loads or runs a text."""
    wanted = re.compile(r"https?:|//\w|\beval\b|\bFunction\(|\bfetch\b|XMLHttpRequest|\bimport\b|sendBeacon")

    assert {} == {
        path.name: found
        for path in VENDOR.glob("*.js")
        if (found := wanted.findall(path.read_text(encoding="utf-8")))
    }
