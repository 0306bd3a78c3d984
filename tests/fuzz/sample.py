"""What is fed to the program: the files of a playbook, of an older one beside it, and a moment.

As a case it is a folder (`data/`, `content/`, mkdocs.yml; the older one in `older/`, the moment in `at.txt`),
or a single YAML file, which then is all of the data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

_ALONE = "data/playbook.yml"
_OLDER, _AT = "older", "at.txt"


@dataclass(frozen=True, slots=True)
class Sample:
    """`files` and `older` are contents by path from the playbook's folder; `at` is what counts as now."""

    files: Mapping[str, bytes]
    older: Mapping[str, bytes] = field(default_factory=dict)
    at: datetime = NOW

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The folders of the playbook and of the older one (of no data where there is none), just made."""
        roots = (folder / "playbook", folder / _OLDER)
        for root, files in zip(roots, (self.files, self.older), strict=True):
            root.mkdir()
            _write(files, root)
        return roots

    def keep(self, cases: Path) -> Path:
        """Kept as a case of these cases, named by its content. Returns its folder."""
        parts = [f"{name}\0".encode() + content for name, content in sorted(self.files.items())]
        case = cases / f"found-{hashlib.sha256(b'|'.join(parts)).hexdigest()[:8]}"
        _write(self.files, case)
        _write(self.older, case / _OLDER)
        if self.at != NOW:
            (case / _AT).write_text(f"{self.at.isoformat()}\n", encoding="utf-8")
        return case


def read(case: Path) -> Sample:
    """The sample that a case holds."""
    if case.is_file():
        return Sample({_ALONE: case.read_bytes()})
    found = files_of(case)
    at = found.pop(_AT, b"").decode().strip()
    older = {name: content for name, content in found.items() if name.startswith(f"{_OLDER}/")}
    return Sample(
        {name: content for name, content in found.items() if name not in older},
        {name.removeprefix(f"{_OLDER}/"): content for name, content in older.items()},
        datetime.fromisoformat(at) if at else NOW,
    )


def cases(folder: Path) -> list[Path]:
    """The cases in a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.is_dir() or path.suffix == ".yml")


def files_of(folder: Path) -> dict[str, bytes]:
    """The contents of every file below a folder, by path from there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _write(files: Mapping[str, bytes], root: Path) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
