"""Files in messages as people know them: by their place in the playbook, not on this machine."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path


def seen_from(root: Path, text: str, more: Mapping[Path, str] | None = None) -> str:
    """`text` with the folders of this machine renamed, seen from the playbook in `root`.

    What lies in `root` is named from there; the home of whoever runs this is `~`, this program's own
    environment `.venv`, the place of temporary files `$TMPDIR`. `more` are other folders and their names.
    """
    known = {
        Path(sys.prefix): ".venv",
        Path(tempfile.gettempdir()): "$TMPDIR",
        **_home(),
        root.resolve(): "",
        root: "",
        **(more or {}),
    }
    # The longest first, for a folder inside another has its own name.
    for folder, name in sorted(known.items(), key=lambda item: -len(str(item[0]))):
        if folder.name:
            text = _renamed(text, str(folder), name)
    return text


def rename_files(failure: OSError, root: Path) -> None:
    """Have a failure name files, also in what it says, as seen from the playbook in `root`."""
    if failure.strerror is None:
        failure.args = tuple(
            seen_from(root, part) if isinstance(part, str) else part for part in failure.args
        )
    for name in ("filename", "filename2"):
        path = getattr(failure, name)
        if isinstance(path, (str, bytes)):
            setattr(failure, name, seen_from(root, os.fsdecode(path)))


def _home() -> dict[Path, str]:
    try:
        return {Path.home(): "~"}
    except RuntimeError:
        # Nobody has one here.
        return {}


def _renamed(text: str, folder: str, name: str) -> str:
    """A folder's name at the start of a path, or alone; `/home/ana` is no part of `/home/anais`."""
    start = re.compile(rf"(?<![\w.~-]){re.escape(folder)}(?:(?P<inside>{re.escape(os.sep)})|(?![\w.-]))")
    return start.sub(lambda found: (f"{name}/" if name else "") if found["inside"] else name or ".", text)
