"""What the site builder says of settings and pages, at the line where it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.site.complaint import complaint

PAGE = Location("data/roles.yml", 7)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with settings and a page of its own."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "guide.md").write_text("# Guide\n\nSee [this](gone.md).\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("# Ours\nplugins: [nonsense]\n", encoding="utf-8")
    return tmp_path


NO_YAML = "MkDocs encountered an error parsing the configuration file:"
OWN = '"/x/mkdocs.yml"'


@pytest.mark.parametrize(
    ("message", "said", "place"),
    [
        (
            f"{NO_YAML} while parsing a list in {OWN}, line 2, column 10 got ':' in {OWN}, line 3, column 8",
            "This is no YAML: while parsing a list, got ':'.",
            "mkdocs.yml:2:10",
        ),
        (
            f'The site builder stopped: {NO_YAML} unacceptable character in "build/mkdocs.yml", position 2',
            "This is no YAML: unacceptable character.",
            "mkdocs.yml:0:0",
        ),
        (
            "Config value 'plugins': The \"nonsense\" plugin is not installed",
            '`plugins`: The "nonsense" plugin is not installed',
            "mkdocs.yml:2:0",
        ),
        (
            "Config value 'theme': Unrecognised theme name: 'nope'.",
            "`theme`: Unrecognised theme name: 'nope'.",
            "mkdocs.yml:0:0",
        ),
        ("Doc file 'roles.md' is odd.", "Doc file 'roles.md' is odd.", "data/roles.yml:7:0"),
    ],
    ids=["opened", "position", "setting", "brought-along", "page"],
)
def test_it_stands_where_it_is_mended(root: Path, message: str, said: str, place: str) -> None:
    """No path of a folder that only the program knows is named, and no line of a file that it made."""
    found = complaint(message, PAGE, root)

    assert said == found.message
    assert place == f"{found.location.file}:{found.location.line}:{found.location.column}"


def test_a_link_is_found_in_its_page(root: Path) -> None:
    """The builder says which page it is, and not where on it."""
    message = "Doc file 'guide.md' contains a link 'gone.md', but the target is not found."

    found = complaint(message, Location("content/guide.md"), root)

    assert Location("content/guide.md", 3, 12) == found.location
