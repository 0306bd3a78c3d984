"""Hand-written pages: what they are called, where they stand, and what in them is not code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import Ref
from generator.content import ContentPage, images, read
from generator.diagnostics import Location
from generator.pages import pages
from generator.rules import run
from tests import playbooks, sites

LEAD = "roles: {lead: {title: Lead & head}}\n"


def published(*content: ContentPage) -> tuple[list[tuple[str, str]], list[str]]:
    """Path and title of the hand-written pages of a site, and what is said against the others."""
    book = playbooks.book(LEAD, content=content)
    made, problems = pages(book, run(book)[0], content)
    mine = [(page.path, page.title) for page in made if page.section == "Guides"]
    return mine, [f"{problem.code} {problem.location.file}" for problem in problems]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("The guide", "# The guide\n"),
        ("The guide", "Before\n\n# The guide ##\n"),
        ("The guide", "# The guide {#top .wide}\n"),
        ("1. Declare", "# 1. Declare\n"),
        ("Call Lead & head or him", "# Call [[roles/lead]] or [[roles/lead|him]]\n"),
        ("Use git with care", "# Use `git` **with** *care*\n"),
        ("Real", "```sh\n# a comment\n```\n\n# Real\n"),
        ("How to run", "No heading\n\n## Only a second one\n"),
        ("How to run", "    # code\n"),
    ],
)
def test_a_page_is_called_as_its_heading_reads(expected: str, text: str) -> None:
    """The menu shows the first heading without marks, or else the file's name."""
    assert ([("how-to-run.md", expected)], []) == published(ContentPage("how-to-run.md", text))


@pytest.mark.parametrize(
    "path",
    ["index.md", "README.md", "plan.md", "Plan.md", "plan/index.md", "roles/lead.md", "templates/x.md"],
)
def test_no_page_takes_the_place_of_another(path: str) -> None:
    """A file that would stand where the playbook or the builder has something else is an error."""
    assert ([], [f"address-taken content/{path}"]) == published(ContentPage(path, "# Mine\n"))


def test_two_hand_written_pages_have_two_addresses() -> None:
    """Of two files for one address the second is an error."""
    first, second = ContentPage("run.md", "# Run\n"), ContentPage("run/index.md", "# Walk\n")

    assert ([("run.md", "Run")], ["address-taken content/run/index.md"]) == published(first, second)


def test_references_become_links_and_examples_stay() -> None:
    """In prose a reference is a link from the page's own address; in code it stays as typed."""
    text = (
        "# Guide\n\nCall [[roles/lead]] `[[roles/lead]]`.\n\n~~~\n[[roles/nobody]]\n~~~\n\n\\[[roles/lead]]\n"
    )
    content = (ContentPage("deep/guide.md", text),)
    made = playbooks.made(playbooks.book(LEAD, content=content), content)

    page = sites.read(made.docs["deep/guide.md"])

    assert ["/roles/lead/"] == [sites.target("/deep/guide/", href) for href in page.links]
    assert page.says("Call Lead & head [[roles/lead]]. [[roles/nobody]] [[roles/lead]]")


def test_an_entry_knows_the_pages_that_name_it() -> None:
    """Back-links come from hand-written pages too, each once."""
    content = (ContentPage("guide.md", "# The *guide*\n\n[[roles/lead]] and [[roles/lead]]\n"),)
    made = playbooks.made(playbooks.book(LEAD, content=content), content)

    page = sites.read(made.docs["roles/lead.md"])

    assert content == made.book.entries[Ref("roles", "lead")].content_backlinks
    assert page.says("Named by: The guide")


@given(st.text(alphabet="ab\n`~[]/ #", max_size=60))
def test_what_is_not_changed_stays_as_typed(text: str) -> None:
    """Taking the prose apart and putting it together again loses nothing."""
    page = ContentPage("x.md", text)
    rebuilt = page.replaced(lambda prose: prose)

    assert text == rebuilt
    assert all(text[start : start + len(prose)] == prose for start, prose in page.prose())


@pytest.mark.parametrize(
    ("expected", "offset"), [((1, 1), 0), ((1, 3), 2), ((2, 1), 3), ((3, 1), 4), ((3, 2), 5)]
)
def test_places_count_characters(expected: tuple[int, int], offset: int) -> None:
    """Line and column of a character, from 1, one a character whatever its bytes."""
    place = ContentPage("x.md", "é😀\n\nab").place(offset)

    assert Location("content/x.md", *expected) == place


def test_pages_are_read_from_every_folder(tmp_path: Path) -> None:
    """All Markdown below content/ is read; what editors leave behind is not, nor is a link followed."""
    folder = tmp_path / "content" / "deep"
    (folder / ".trash").mkdir(parents=True)
    for name in ("b.md", ".#b.md", ".trash/c.md", "b.txt", "../a.md"):
        (folder / name).write_text("# é\n", encoding="utf-8")
    (folder / "latin.md").write_bytes("é".encode("latin-1"))
    (folder / "link.md").symlink_to(folder / "b.md")

    found, problems = read(tmp_path)

    assert ["a.md", "deep/b.md"] == [page.path for page in found]
    assert [("not-utf-8", "content/deep/latin.md"), ("symbolic-link", "content/deep/link.md")] == [
        (problem.code, problem.location.file) for problem in problems
    ]


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """What looks like a page and is none is an error with a hint, not a crash."""
    folder = tmp_path / "content"
    (folder / "folder.md").mkdir(parents=True)
    os.mkfifo(folder / "pipe.md")
    (folder / "typed.MD").touch()
    Path(os.fsdecode(os.fsencode(folder) + b"/x\xff.md")).touch()

    found, problems = read(tmp_path)

    codes = [problem.code for problem in problems]
    assert ((), ["unreadable-file", "unreadable-file", "wrong-suffix", "forbidden-character"]) == (
        found,
        codes,
    )
    assert all(problem.hint for problem in problems)


def test_a_page_saved_on_windows_is_the_same_page(tmp_path: Path) -> None:
    """A byte order mark and its line ends are no part of the text."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "guide.md").write_bytes(b"\xef\xbb\xbf# Guide\r\n\r\nRead.\r\n")

    assert ((ContentPage("guide.md", "# Guide\n\nRead.\n"),), ()) == read(tmp_path)


def test_images_stand_beside_pages(tmp_path: Path) -> None:
    """Pictures and PDFs at any depth come along; other files do not, and links are refused."""
    folder = tmp_path / "content" / "deep"
    folder.mkdir(parents=True)
    for name in ("plan.png", "PLAN.JPG", "notes.pdf", "page.md", "script.js", ".hidden.png"):
        (folder / name).write_bytes(b"\xff")
    (folder / "secret.png").symlink_to("/etc/hostname")

    found, problems = images(tmp_path)

    assert {f"deep/{name}": b"\xff" for name in ("plan.png", "PLAN.JPG", "notes.pdf")} == found
    assert [("symbolic-link", "content/deep/secret.png")] == [
        (problem.code, problem.location.file) for problem in problems
    ]


def test_a_playbook_may_stand_behind_a_link(tmp_path: Path) -> None:
    """Links are refused inside the playbook; where it stands is not its own affair."""
    folder = tmp_path / "real" / "book" / "content"
    folder.mkdir(parents=True)
    (folder / "guide.md").write_text("# Guide\n", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    found, problems = read(tmp_path / "link" / "book")

    assert (["guide.md"], ()) == ([page.path for page in found], problems)


def test_no_folder_is_no_pages(tmp_path: Path) -> None:
    """A playbook needs no hand-written pages."""
    assert ((), ()) == read(tmp_path)
