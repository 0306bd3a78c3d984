"""Where the source is kept, as the site's configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.settings import Settings, read_settings


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            Settings("https://x.example/r", "live"),
            "extra: {source_repo: https://x.example/r, source_branch: live}",
        ),
        (Settings("https://x.example/r", "main"), "extra:\n  source_repo: https://x.example/r\n"),
        (Settings(), 'extra: {source_repo: "", source_branch: ""}'),
        (Settings(), "site_name: x"),
        (Settings(), "extra: [a, b]"),
        (Settings(), "extra: none"),
        (Settings(), ""),
        (Settings(), "extra: {source_repo: ["),
    ],
)
def test_settings_are_read_where_they_stand(expected: Settings, text: str, tmp_path: Path) -> None:
    """What is missing or unreadable has its default; the site builder reports its own file."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")

    assert expected == read_settings(tmp_path)


def test_tags_of_the_site_builder_are_passed_over(tmp_path: Path) -> None:
    """A configuration may use tags that data may not; what stands beside them still counts."""
    text = (
        "extra:\n  # ours\n  analytics:\n    property: !ENV [KEY, x]\n\n  source_repo: https://x.example/r\n"
        "markdown_extensions:\n  - pymdownx.emoji: {emoji_index: !!python/name:x.y}\n"
        "plugins: !ENV [PLUGINS, []]\n"
    )
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")

    assert "https://x.example/r" == read_settings(tmp_path).source_repo


def test_no_configuration_is_no_edit_links(tmp_path: Path) -> None:
    """A folder with nothing but data builds without them."""
    settings = read_settings(tmp_path)

    assert (Settings(), None) == (settings, settings.edit_address("data/x.yml", 3))


@pytest.mark.parametrize("repo", ["https://x.example/r", "https://x.example/r/"])
def test_an_edit_link_leads_to_the_line(repo: str) -> None:
    """Repository, branch, file, line."""
    found = Settings(repo, "live").edit_address("data/x.yml", 3)

    assert "https://x.example/r/edit/live/data/x.yml#L3" == found
