"""The builder's configuration where a playbook brings none, or a few settings only."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.site import config_files, default_config

NAV = "site_name: Tiny\nnav: [index.md]\n"


def as_the_builder_reads(own: str | None, root: Path) -> MkDocsConfig:
    """What the site builder makes of a playbook's own settings."""
    build = root / "build"
    (build / "docs").mkdir(parents=True)
    for name, text in {"nav.yml": NAV, **config_files(own)}.items():
        (build / name).write_text(text, encoding="utf-8")
    return load_config(str(build / "mkdocs.yml"))


@pytest.mark.parametrize(
    "own",
    [
        "site_url: https://x.example/plan/\nextra: {source_repo: https://x.example/r}\n",
        "---\n# Where it is\nextra:\n  source_repo: https://x.example/r\nsite_url: https://x.example/plan/",
        "site_url: https://x.example/plan/\nextra:\n  source_repo: https://x.example/r\n# docs_dir: x\n  \n",
    ],
)
def test_a_few_settings_are_added_to_the_shipped_ones(own: str, tmp_path: Path) -> None:
    """A file that says only where the plan is kept and published builds like any other playbook."""
    read = as_the_builder_reads(own, tmp_path)

    assert ("https://x.example/plan/", "https://x.example/r") == (read.site_url, read.extra["source_repo"])
    assert "main" == read.extra["source_branch"]
    assert "Tiny" == read.site_name
    assert str(tmp_path / "build" / "docs") == read.docs_dir
    assert "material" == read.theme.name


@pytest.mark.parametrize("own", ["", "# site_url: https://x.example/\n"])
def test_a_file_that_sets_nothing_is_as_none(own: str, tmp_path: Path) -> None:
    """Settings that are still comments change nothing."""
    read = as_the_builder_reads(own, tmp_path)

    assert ("Tiny", "") == (read.site_name, read.extra["source_repo"])


@pytest.mark.parametrize(
    "own", ["INHERIT: build/nav.yml\ndocs_dir: build/docs\n", "docs_dir: pages\n", "INHERIT : other.yml\n"]
)
def test_a_whole_configuration_is_left_alone(own: str) -> None:
    """Who says where the builder starts from says it all."""
    assert {} == config_files(own)


def test_without_any_the_shipped_one_is_used() -> None:
    """A folder with nothing but data/ builds."""
    assert {"mkdocs.yml": default_config()} == config_files(None)
