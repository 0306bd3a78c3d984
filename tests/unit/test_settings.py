"""Where the source is kept, as the site's configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.settings import Settings, links_away, read_settings


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
        (Settings(), "extra: {source_repo: 'javascript:alert(1)//'}"),
        (Settings(), "extra: {source_repo: 'data:text/html,x'}"),
        (Settings(), "extra: {source_repo: 'https://[x'}"),
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


@pytest.mark.parametrize("repo", ["https://x.example/r", "https://x.example/r/", "https://x.example/r.git"])
def test_an_edit_link_leads_to_the_line(repo: str) -> None:
    """Repository, branch, file, line; a commit has an address there too, and so has a new file."""
    settings = Settings(repo, "live")

    assert "https://x.example/r/edit/live/data/x.yml#L3" == settings.edit_address("data/x.yml", 3)
    assert "https://x.example/r/edit/live/data/x.yml" == settings.edit_address("data/x.yml", 0)
    assert "https://x.example/r/commit/abc" == settings.commit_address("abc")
    assert "https://x.example/r/new/live" == settings.new_file_address
    assert (None, None) == (settings.commit_address(None), Settings().commit_address("abc"))
    assert ("", None) == (Settings().new_file_address, Settings().edit_address("data/x.yml", 3))


@pytest.mark.parametrize(
    ("edit", "new", "commit", "settings"),
    [
        ("edit", "new", "commit", Settings("https://github.com/o/r")),
        ("-/edit", "-/new", "-/commit", Settings("https://gitlab.com/o/r")),
        ("-/edit", "-/new", "-/commit", Settings("https://gitlab.company.example/group/o/r")),
        ("_edit", "_new", "commit", Settings("https://codeberg.org/o/r")),
        ("_edit", "_new", "commit", Settings("https://gitea.example/o/r")),
        ("-/edit", "-/new", "-/commit", Settings("https://git.example/o/r", source_kind="gitlab")),
        ("edit", "new", "commit", Settings("https://github.com/o/gitlab-plan")),
        ("edit", "new", "commit", Settings("https://git.example/o/r", source_kind="something else")),
    ],
)
def test_each_kind_of_host_has_its_own_addresses(
    edit: str, new: str, commit: str, settings: Settings
) -> None:
    """Known by the name of the machine, or as the configuration says; else as most have them."""
    repo = settings.source_repo

    assert f"{repo}/{edit}/main/data/x.yml#L3" == settings.edit_address("data/x.yml", 3)
    assert f"{repo}/{new}/main" == settings.new_file_address
    assert f"{repo}/{commit}/abc" == settings.commit_address("abc")


@pytest.mark.parametrize(
    ("expected", "branch", "file"),
    [
        ("feature/x/data/a.yml", "feature/x", "data/a.yml"),
        ("fix%2312/data/a.yml", "fix#12", "data/a.yml"),
        ("main/data/a%20b%23c%25d%3Fe.yml", "main", "data/a b#c%d?e.yml"),
        ("main/data/k%C3%A4se/%E8%A8%88%E7%94%BB.yml", "main", "data/käse/計画.yml"),
        ("a%22%3E%3Cb/data/a.yml", 'a"><b', "data/a.yml"),
    ],
)
def test_odd_names_are_one_address(expected: str, branch: str, file: str) -> None:
    """Whatever a branch or a file is called; slashes stay what they are."""
    found = Settings("https://x.example/r", branch).edit_address(file, 3)

    assert f"https://x.example/r/edit/{expected}#L3" == found


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_playbook_may_be_a_part_of_its_repository(kind: str, tmp_path: Path) -> None:
    """Links then lead into its folder; git's own place is a folder, or a file in a second working tree."""
    root = tmp_path / "teams" / "card payments"
    root.mkdir(parents=True)
    git = tmp_path / ".git"
    git.mkdir() if kind == "folder" else git.write_text("gitdir: elsewhere\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("extra: {source_repo: https://x.example/r}\n", encoding="utf-8")

    settings = read_settings(root)

    folder = "https://x.example/r/{}/main/teams/card%20payments"
    assert f"{folder.format('edit')}/data/x.yml#L3" == settings.edit_address("data/x.yml", 3)
    assert folder.format("new") == settings.new_file_address


def test_a_playbook_that_is_its_whole_repository_has_no_folder_in_it(tmp_path: Path) -> None:
    """However its repository stands inside another."""
    root = tmp_path / "inner"
    for place in (tmp_path, root):
        (place / ".git").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(
        "extra: {source_repo: https://x.example/r, source_kind: gitea}\n", encoding="utf-8"
    )

    assert Settings("https://x.example/r", source_kind="gitea") == read_settings(root)


def test_what_the_builder_reads_by_itself_is_no_link(tmp_path: Path) -> None:
    """Neither the settings nor anything of the theme, at any depth, and not the theme's folder itself."""
    root = tmp_path / "own"
    (root / "overrides" / "deep").mkdir(parents=True)
    (root / "overrides" / "main.html").write_text("", encoding="utf-8")
    (root / "overrides" / "deep" / "leak.txt").symlink_to("/etc/hostname")
    (root / "overrides" / "folder").symlink_to(tmp_path)
    (root / "mkdocs.yml").symlink_to(tmp_path / "nothing")
    other = tmp_path / "other"
    other.mkdir()
    (other / "overrides").symlink_to(root / "overrides")

    found = links_away(root)

    expected = ["mkdocs.yml", "overrides/deep/leak.txt", "overrides/folder"]
    assert expected == [problem.location.file for problem in found]
    assert {("symbolic-link", "error")} == {(problem.code, problem.severity) for problem in found}
    assert ["overrides"] == [problem.location.file for problem in links_away(other)]
