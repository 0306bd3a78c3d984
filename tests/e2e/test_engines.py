"""What is generated builds to the same addresses under each engine, so that none of them is a trap."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from generator.write import alone

HOME = Path(__file__).parents[2]

# One of each way to reach a page: in the navigation, outside it, as a folder's index, with an anchor.
DOCS = {
    "index.md": "# Board\n\n[The lead](roles/lead.md#duties)\n\n!!! note\n    Plain.\n",
    "roles/index.md": "# Roles\n\n| role |\n|---|\n| [Lead](lead.md) |\n",
    "roles/lead.md": "# Lead\n\n## Duties\n\n<ul><li id='call'><a href='../../#board'>Home</a></li></ul>\n",
    "everything.md": "---\nsearch:\n  exclude: true\n---\n# Everything\n",
}
NAV = """
site_name: Tiny
nav:
  - Board: index.md
  - Roles:
      - roles/index.md
not_in_nav: |
  /roles/*
  /everything.md
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder as it stands when generation is done, with the checkout's own configuration and theme."""
    for path, text in {**{f"docs/{name}": text for name, text in DOCS.items()}, "nav.yml": NAV}.items():
        file = tmp_path / "build" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    shutil.copy(HOME / "mkdocs.yml", tmp_path)
    shutil.copytree(HOME / "overrides", tmp_path / "overrides")
    return tmp_path


def environment(name: str) -> Path:
    """The folder of programs of an engine's own environment, made once for each state of its lock."""
    lock = HOME / "requirements" / "engines" / f"{name}.lock"
    folder = HOME / "build" / "engines" / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    done = folder / ".installed"
    with alone(HOME / "build" / "engines", lambda: None):
        if not done.exists():
            venv.create(folder, clear=True, with_pip=True)
            install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
            subprocess.run([*install, "-r", str(lock)], check=True)
            done.touch()
    return folder / "bin"


def addresses(project: Path, command: list[str]) -> set[str]:
    """The pages that an engine makes of the project, strictly, as paths inside its site."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    shutil.rmtree(project / "site", ignore_errors=True)
    build = subprocess.run(
        [*command, "build", "--strict", "-f", "mkdocs.yml"],
        cwd=project,
        env=os.environ | quiet,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stdout + build.stderr
    return {path.relative_to(project / "site").as_posix() for path in (project / "site").rglob("*.html")}


@pytest.mark.parametrize("name", ["properdocs", "zensical"])
def test_another_engine_makes_the_same_addresses(project: Path, name: str) -> None:
    """ProperDocs and Zensical make exactly the pages that MkDocs makes of the same Markdown."""
    expected = addresses(project, [sys.executable, "-m", "mkdocs"])

    actual = addresses(project, [str(environment(name) / name)])

    assert {"index.html", "roles/index.html", "roles/lead/index.html", "everything/index.html"} <= expected
    assert expected == actual
