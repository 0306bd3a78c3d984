"""Where each edition goes, as mkdocs.yml says it: read at its line, and no two to one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.model import Overview
from generator.outlets import (
    Branch,
    Outlet,
    address_for,
    branch_of,
    misdirected,
    read_outlets,
    settings_for,
)

PLAYBOOK = Overview(key="test", title="Test", editions={"leadership": ("leadership",), "client": ()})


def said(root: Path, editions: str, head: str = "") -> Path:
    """A playbook whose mkdocs.yml says this of its editions, after other lines."""
    (root / "mkdocs.yml").write_text(f"{head}extra:\n  editions: {editions}\n", encoding="utf-8")
    return root


def test_what_is_said_of_an_edition_is_read_at_its_line(tmp_path: Path) -> None:
    """Also below lines of the site builder's own kind, which data may not have."""
    (tmp_path / "mkdocs.yml").write_text(
        "plugins: !ENV [PLUGINS, []]\nextra:\n  analytics:\n    property: !ENV [KEY, x]\n  editions:\n"
        "    leadership:\n      folder: site-leadership\n      remote: private\n      branch: pages\n"
        "      site_url: https://x.example/plan/latest\n      visibility: restricted\n    client:\n",
        encoding="utf-8",
    )

    assert {
        "leadership": Outlet(
            "site-leadership",
            "private",
            "pages",
            "https://x.example/plan/",
            "restricted",
            Location("mkdocs.yml", 6, 5),
        ),
        "client": Outlet(place=Location("mkdocs.yml", 12, 5)),
    } == read_outlets(tmp_path).stated
    assert () == misdirected(tmp_path, PLAYBOOK)


@pytest.mark.parametrize("text", ["", "extra:\n", "extra: {editions: }\n", "extra: [a]\n", "site_name: x\n"])
def test_a_playbook_that_says_nothing_of_editions_has_no_problem(tmp_path: Path, text: str) -> None:
    """Its site goes where it always went."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")

    assert () == misdirected(tmp_path, PLAYBOOK)
    assert tmp_path / "site" == read_outlets(tmp_path).of("leadership").site(tmp_path)


@pytest.mark.parametrize(
    ("editions", "words"),
    [
        ("[leadership]", "by its name"),
        ("{leadership: site-x}", "fields of its own"),
        ("{leadership: {foldr: site-x}}", "`foldr` says nothing"),
        ("{leadership: {folder: [site-x]}}", "`folder` is a single text"),
        ("{leadership: {visibility: private}}", "`public` or `restricted`"),
        ("{leadership: {site_url: 'javascript:alert(1)'}}", "address of the web"),
        ("{leadership: {remote: 'https://me:secret@x.example/r.git'}}", "the password"),
        ("{ledership: {branch: x}}", "There is no edition `ledership`. Did you mean `leadership`?"),
        ("{leadership: {branch: a, branch: b}}", "branch"),
    ],
)
def test_what_says_nothing_is_told_in_a_sentence(tmp_path: Path, editions: str, words: str) -> None:
    """At its line: a setting that is passed over would send a site where nobody meant it to go."""
    [problem] = misdirected(said(tmp_path, editions, "docs_dir: x\n"), PLAYBOOK)

    assert ("error", "mkdocs.yml", 3) == (problem.severity, problem.location.file, problem.location.line)
    assert words in problem.message


@pytest.mark.parametrize(
    "folder",
    [
        "/srv/www",
        "../site",
        "site/../data",
        "data",
        "content",
        "build",
        ".git",
        "overrides",
        "site/x",
        "site-",
        "Site",
        "site-X",
        ".",
        "site.d",
    ],
)
def test_a_build_replaces_no_folder_that_is_not_a_sites(tmp_path: Path, folder: str) -> None:
    """Whatever stood in it would be gone."""
    root = said(tmp_path, f"{{leadership: {{folder: '{folder}'}}}}")
    problems = misdirected(root, PLAYBOOK)

    assert ["edition-setting"] == [problem.code for problem in problems]
    assert root / "site" == read_outlets(root).of("leadership").site(root)


@pytest.mark.parametrize(
    "editions",
    [
        "{leadership: {folder: site}}",
        "{leadership: {folder: site-x}, client: {folder: site-x}}",
        "{default: {folder: site-x}, client: {folder: site-x}}",
        "{leadership: {branch: gh-pages}}",
        "{leadership: {remote: origin}}",
        "{leadership: {remote: private}, client: {remote: private, branch: gh-pages}}",
        "{default: {branch: pages}, client: {branch: pages}}",
    ],
)
def test_two_editions_in_one_place_are_told(tmp_path: Path, editions: str) -> None:
    """Before anything is built; what is not said counts as it is by default."""
    problems = misdirected(said(tmp_path, editions), PLAYBOOK)

    assert [("editions-mixed", 2)] == [(problem.code, problem.location.line) for problem in problems]


@pytest.mark.parametrize(
    "editions",
    [
        "{leadership: {folder: site-x}, client: {folder: site-y}}",
        "{leadership: {remote: private}, client: {remote: private, branch: client}}",
        "{leadership: {branch: leadership}}",
        "{default: {branch: pages}, leadership: {branch: gh-pages}}",
        "{leadership: {visibility: restricted}, client: {}}",
    ],
)
def test_editions_apart_are_fine(tmp_path: Path, editions: str) -> None:
    """In folders, branches or remotes of their own, or built one after the other into `site`."""
    assert () == misdirected(said(tmp_path, editions), PLAYBOOK)


@pytest.mark.parametrize(
    ("edition", "remote", "branch", "expected"),
    [
        ("default", None, None, Branch("origin", "gh-pages")),
        ("default", "mirror", None, Branch("mirror", "gh-pages")),
        ("default", None, "leadership", "other-edition"),
        ("leadership", None, None, Branch("origin", "leadership")),
        ("leadership", "private", None, Branch("private", "leadership")),
        ("leadership", None, "gh-pages", "other-edition"),
        ("client", None, None, "edition-without-branch"),
        ("client", "theirs", None, Branch("theirs", "gh-pages")),
        ("client", None, "theirs", Branch("origin", "theirs")),
        ("client", "origin", None, "other-edition"),
        ("client", None, "leadership", "other-edition"),
    ],
)
def test_an_edition_goes_where_it_is_sent_but_never_to_anothers_branch(
    tmp_path: Path, edition: str, remote: str | None, branch: str | None, expected: Branch | str
) -> None:
    """Who names a remote or a branch is heard; nobody's default is the default edition's."""
    found = branch_of(
        read_outlets(said(tmp_path, "{leadership: {branch: leadership}}")), edition, remote, branch
    )

    assert expected == (found.code if isinstance(found, Diagnostic) else found)


def test_the_address_of_the_whole_is_the_default_editions_alone(tmp_path: Path) -> None:
    """Pages of another one name no address of a site that they are not in."""
    root = said(tmp_path, "{client: {site_url: 'https://y.example'}}", "site_url: https://x.example/\n")
    addresses = [settings_for(root, name).site_url for name in ("default", "leadership", "client")]

    assert ["https://x.example/", "", "https://y.example/"] == addresses
    assert ["https://x.example/latest/", "", "https://y.example/latest/"] == [
        address_for(root, name) for name in ("default", "leadership", "client")
    ]


def test_where_no_address_is_known_the_builder_decides_for_the_default_edition(tmp_path: Path) -> None:
    """Its configuration may take one from the environment."""
    root = said(tmp_path, "{}", "site_url: !ENV [SITE_URL, '']\n")

    assert (None, "") == (address_for(root, "default"), address_for(root, "leadership"))
