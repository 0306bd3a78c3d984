"""What an edition withholds stands beside the data as well: no such site is built, and the old one stays."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Run
from tests.e2e.test_build import snapshot
from tests.withholding import divided

#: Of `comms/merchants`, which is for leadership.
SAID = "We found the fault, and your terminals will work again today."


@pytest.fixture
def folder(folder: Path) -> Path:
    """The small playbook with an edition that does not show everything."""
    divided(folder)
    return folder


def _settings(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(f'site_name: S\nsite_description: "{SAID}"\n', encoding="utf-8")


def _page(folder: Path) -> None:
    (folder / "content" / "guide.md").write_text(f"# The guide\n\n{SAID}\n", encoding="utf-8")


def _drawing(folder: Path) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SAID}</text></svg>\n'
    (folder / "content" / "way-out.svg").write_text(drawing, encoding="utf-8")


def _name(folder: Path) -> None:
    (folder / "content" / "comms-merchants.png").write_bytes(b"")
    (folder / "content" / "guide.md").write_text("# Guide\n\nIn `comms/merchants`.\n", encoding="utf-8")


def _packed(folder: Path) -> None:
    with zipfile.ZipFile(folder / "content" / "sheet.webp", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", SAID)


@pytest.mark.parametrize(
    ("file", "plant"),
    [
        ("404.html", _settings),
        ("way-out.svg", _drawing),
        ("guide/index.html", _name),
        ("sheet.webp", _packed),
    ],
)
def test_a_site_that_tells_of_what_is_withheld_is_not_built(
    folder: Path, run: Run, file: str, plant: Callable[[Path], None]
) -> None:
    """In the settings, in a drawing, in code, packed: file and entry are named."""
    run("build", cwd=folder)
    before = snapshot(folder / "site")
    plant(folder)
    result = run("build", cwd=folder)

    assert (1, before) == (result.returncode, snapshot(folder / "site"))
    assert f"`comms/merchants` is not in the edition `default`, and its `{file}`" in result.stdout


def test_what_is_said_to_all_by_hand_is_no_secret(folder: Path, run: Run) -> None:
    """Words of a hand-written page that readers see anyway stop nobody."""
    _page(folder)

    assert 0 == run("build", cwd=folder).returncode


def test_the_edition_for_the_group_is_built_all_the_same(folder: Path, run: Run) -> None:
    """Nothing of it is withheld there."""
    _settings(folder)

    assert 0 == run("build", "--edition", "leadership", cwd=folder).returncode
