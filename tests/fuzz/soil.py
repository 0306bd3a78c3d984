"""What mutations start from: whole playbooks, as the repository holds them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.fuzz.sample import files_of

_ROOT = Path(__file__).resolve().parents[2]
_PARTS = ("data/", "content/", "mkdocs.yml")

_PATHS = ("INHERIT:", "docs_dir:", "site_dir:", "custom_dir:")

#: From the small ones to the large ones, which take longer; the first are drawn more often.
_FOLDERS = (
    "tests/fixtures/small",
    "tests/fixtures/outage",
    "tests/seed",
    "examples/card-payments-outage",
)


@cache
def playbooks() -> tuple[dict[str, bytes], ...]:
    """The files of each by their paths. The frozen copy of the first plan stands for what data/ holds."""
    return tuple(
        {name: content for name, content in files_of(_ROOT / folder).items() if name.startswith(_PARTS)}
        for folder in _FOLDERS
    )


@cache
def pages() -> dict[str, bytes]:
    """The hand-written pages of the repository, by their paths."""
    return {f"content/{name}": content for name, content in files_of(_ROOT / "content").items()}


@cache
def settings() -> str:
    """The shipped mkdocs.yml, without what leads to other files: those come from the shipped one anyway."""
    lines = (_ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.strip().startswith(_PATHS))


@cache
def blocks() -> tuple[tuple[str, ...], ...]:
    """Pieces of a few lines each, to splice into other files."""
    found = []
    for files in playbooks():
        for name, content in files.items():
            lines = content.decode("utf-8", "surrogateescape").split("\n")
            if name.startswith("data/") and "/log/" not in name:
                found += [tuple(lines[at : at + 6]) for at in range(0, len(lines), 6)]
    return tuple(found)


@cache
def ids() -> tuple[str, ...]:
    """Keys and ids that stand in these playbooks, without doubles, in their order."""
    keys = [
        line.strip().partition(":")[0]
        for files in playbooks()
        for content in files.values()
        for line in content.decode("utf-8", "surrogateescape").split("\n")
        if line.rstrip().endswith(":")
    ]
    return tuple(dict.fromkeys(key for key in keys if key and key.isascii() and " " not in key))
