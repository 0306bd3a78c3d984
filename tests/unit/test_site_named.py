"""Messages name files as people know them."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

import pytest

from generator.site.named import rename_files, seen_from


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("data/kpis.yml is wrong", "{root}/data/kpis.yml is wrong"),
        ("No space: .", "No space: {root}"),
        ("`.`, 'site'", "`{root}`, '{root}/site'"),
        ("~/repo/other.yml, ~", "{home}/repo/other.yml, {home}"),
        ("{home}-of-others/x", "{home}-of-others/x"),
        ("/srv{home}/x", "/srv{home}/x"),
        (".venv/lib/x.py", "{prefix}/lib/x.py"),
        ("$TMPDIR/playbook-1/x", "{temporary}/playbook-1/x"),
        ("/etc/hosts", "/etc/hosts"),
    ],
)
def test_files_are_named_from_the_playbook(expected: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in it by its place there; homes, environments and places for what is temporary by a word."""
    home = Path("/home/somebody")
    root = home / "repo" / "a plan"
    monkeypatch.setenv("HOME", str(home))
    names = {"home": home, "root": root, "prefix": sys.prefix, "temporary": tempfile.gettempdir()}

    assert expected.format(**names) == seen_from(root, text.format(**names))


def test_a_folder_that_is_reached_by_a_link_is_the_same_folder(tmp_path: Path) -> None:
    """Programs name it by either way."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    found = seen_from(tmp_path / "link", f"{tmp_path}/link/a, {tmp_path}/real/b")

    assert "a, b" == found


def test_a_failure_names_its_files_likewise(tmp_path: Path) -> None:
    """Whether it came from the system, with two files, or from this program with a sentence."""
    system = OSError(errno.EXDEV, "Across disks", os.fsencode(tmp_path / "a"), None, str(tmp_path / "b"))
    own = OSError(f"{tmp_path}/site could not be copied")
    for failure in (system, own):
        rename_files(failure, tmp_path)

    assert ("a", "b", "Across disks") == (system.filename, system.filename2, system.strerror)
    assert "site could not be copied" == str(own)
