"""docs/architecture.md is the law of imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator"

#: One owner each: `library -> the module that may import it`.
LIBRARIES = {
    "pydantic": {"model", "validate", "schema"},
    "yaml": {"load"},
    "markdown": {"text"},
    "nh3": {"text"},
    # The builder's theme is made of templates; `site` hears what is wrong in a playbook's own.
    "jinja2": {"render", "site"},
    "mkdocs": {"site"},
    # MkDocs is a click program too; `site` gives it an option.
    "click": {"cli", "site"},
    "mike": {"publish"},
    "pypdf": {"proof"},
}


def rows() -> list[str]:
    """The modules of the table, from top to bottom."""
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = document.partition("## The scripts")[0]
    return re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE)


def module_of(path: Path) -> str:
    """The row that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def files() -> list[Path]:
    """Every file of the package but those that only name it."""
    return sorted(path for path in PACKAGE.rglob("*.py") if module_of(path) not in ("__init__", "__main__"))


def imported(path: Path) -> Iterator[str]:
    """Every dotted name that a file imports, whether at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(path: Path) -> set[str]:
    """The modules of the package that a file imports, itself left out."""
    found = {name.split(".")[1] for name in imported(path) if name.startswith("generator.")}
    return found - {module_of(path)}


def test_every_module_has_a_row() -> None:
    """A new module adds its row; a row without a module goes."""
    modules = {module_of(path) for path in files()}

    assert modules == set(rows())


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_down_the_table_only(path: Path) -> None:
    """A module imports none that stands below it."""
    order = rows()
    below = set(order[order.index(module_of(path)) :])

    assert set() == ours(path) & below


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_has_one_owner(library: str) -> None:
    """Each third-party library is imported by the module that owns it, and by no other."""
    users = {module_of(path) for path in files() for name in imported(path) if name.split(".")[0] == library}

    assert users <= LIBRARIES[library]
