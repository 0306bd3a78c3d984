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
        (Settings(), "extra:\n  source_repo:\n  source_branch: null\nsite_url: null\n"),
        (Settings(), "extra: {site_url: https://x.example/}"),
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


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("https://x.example/playbook/", "site_url: https://x.example/playbook"),
        ("https://x.example/playbook/", "site_url: 'https://x.example/playbook//' # where\n"),
        (
            "https://x.example/playbook/",
            "extra: {}\nsite_url: https://x.example/playbook/latest/\ndocs_dir: x\n",
        ),
        ("https://x.example/", "site_url: https://x.example/latest"),
        ("https://x.example/my-latest/", "site_url: https://x.example/my-latest"),
        ("", 'site_url: ""'),
        ("", "site_url:\n"),
        ("", "# site_url: https://x.example/\n"),
        ("", "site_url: !ENV [SITE_URL]\n"),
    ],
)
def test_the_published_site_starts_where_all_versions_stand(expected: str, text: str, tmp_path: Path) -> None:
    """With or without the newest version at its end, the address is that of the whole site."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")

    settings = read_settings(tmp_path)

    assert (expected, f"{expected}latest/" if expected else "") == (settings.site_url, settings.canonical_url)


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
    """Repository, branch, file, line; a commit has an address there too."""
    settings = Settings(repo, "live")

    assert "https://x.example/r/edit/live/data/x.yml#L3" == settings.edit_address("data/x.yml", 3)
    assert "https://x.example/r/commit/abc" == settings.commit_address("abc")
    assert (None, None) == (settings.commit_address(None), Settings().commit_address("abc"))
