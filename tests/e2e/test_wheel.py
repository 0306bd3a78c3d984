"""The wheel alone is the whole program: it needs no checkout, and brings no other playbook's words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.e2e.conftest import EPOCH, FIXTURE, Run

ROOT = Path(__file__).resolve().parents[2]
#: The frozen copy: data/ itself changes, and no test of the software may depend on it.
FIRST_PLAN = ROOT / "tests" / "seed" / "data"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person who installs the wheel gets, made with the tools at hand and without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with nothing but data/."""
    shutil.copytree(FIXTURE / "data", tmp_path / "bare" / "data")
    return tmp_path / "bare"


def from_wheel(unpacked: Path, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the wheel's program, from a place where the checkout cannot be found by chance."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(unpacked), "SOURCE_DATE_EPOCH": EPOCH},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def runs_of_words(lines: Iterable[str]) -> set[tuple[str, ...]]:
    """Every four words that follow one another on a line; three are often anybody's ("the end of")."""
    found: set[tuple[str, ...]] = set()
    for line in lines:
        words = re.findall(r"[a-z0-9]+", line.lower())
        found.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    return found


def test_a_folder_with_nothing_but_data_becomes_the_same_site(
    unpacked: Path, bare: Path, tmp_path: Path, run: Run
) -> None:
    """The wheel's site has the editable install's addresses, and the very bytes of its pages."""
    where = from_wheel(unpacked, "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert str(unpacked) in where.stdout

    built = from_wheel(unpacked, "-m", "generator", "-C", bare, "build", cwd=tmp_path)
    assert (0, "") == (built.returncode, built.stderr)
    from_the_wheel = files(bare / "site")
    shutil.rmtree(bare / "site")
    shutil.rmtree(bare / "build")
    run("-C", bare, "build")

    assert sorted(files(bare / "site")) == sorted(from_the_wheel)
    assert files(bare / "site") == from_the_wheel


def test_every_code_can_be_explained(unpacked: Path, tmp_path: Path) -> None:
    """The wheel brings the whole catalogue: it prints docs/diagnostics.md."""
    shown = from_wheel(unpacked, "-m", "generator", "explain", "--format", "markdown", cwd=tmp_path)

    assert (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8") == shown.stdout


def test_a_new_playbook_starts_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    """It is checked and built at once, and names the version on an index that it was made with."""
    options = [*("--title", "Warehouse outage", "--role", "Lead", "--role", "Deputy")]
    options += ["--priority", "Get parcels moving", "--timezone", "Europe/London"]
    begun = from_wheel(unpacked, "-m", "generator", "init", "begun", *options, cwd=tmp_path)
    assert (0, "") == (begun.returncode, begun.stderr)

    built = from_wheel(unpacked, "-m", "generator", "-C", "begun", "build", "--strict", cwd=tmp_path)
    required = (tmp_path / "begun" / "requirements.txt").read_text(encoding="utf-8").splitlines()[1:]

    assert (0, "", "") == (built.returncode, built.stdout, built.stderr)
    assert (tmp_path / "begun" / "site" / "priorities" / "get-parcels-moving" / "index.html").is_file()
    assert re.fullmatch(r"crisis-playbook==[0-9.]+", "".join(required))


def test_the_defaults_hold_nothing_of_the_first_plan(unpacked: Path) -> None:
    """No four words of it stand together in what the program shows or starts others with."""
    plan = runs_of_words(
        re.sub(r"^\s*(- )?(\w+:)?", "", line)
        for path in FIRST_PLAN.rglob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    shown = [
        path
        for folder in ("_defaults", "templates", "start")
        for path in (unpacked / "generator" / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ]

    assert len(plan) > 500
    assert {"mkdocs.yml", "main.html", "macros.html.j2", "priority.yml", "README.md"} <= {
        path.name for path in shown
    }
    assert set() == plan & runs_of_words(
        line for path in shown for line in path.read_text(encoding="utf-8").splitlines()
    )
