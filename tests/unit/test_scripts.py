"""docs/architecture.md is the law of imports for scripts as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "overrides" / "assets" / "playbook").glob("*.js"))

#: What takes text for HTML or for code, asks another origin, or needs an exception from a strict policy.
NEVER = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org/)"
)


def rows() -> list[str]:
    """The modules of the table, from top to bottom."""
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = document[document.index("## The scripts") :]
    return re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)


def imports(path: Path) -> list[str]:
    """What a module imports, at once or later."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r'(?:from |import |import\()"\./([\w-]+)\.js"', text)


def test_every_script_has_a_row() -> None:
    """A new module adds its row; a row without a module goes."""
    assert [path.stem for path in SCRIPTS] == sorted(rows())


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_import_upwards_only(path: Path) -> None:
    """A module imports none that stands below it."""
    above = rows()[: rows().index(path.stem)]

    assert [] == [name for name in imports(path) if name not in above]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_take_no_text_for_anything_else(path: Path) -> None:
    """Text stays text, and no request leaves the site."""
    code = re.sub(
        r"/\*.*?\*/|^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )

    assert [] == re.findall(NEVER, code)
