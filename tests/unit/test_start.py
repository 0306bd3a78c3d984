"""A new playbook from a few answers: sound, honest, and whatever is typed stays a text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator.diagnostics import Diagnostic
from generator.link import link
from generator.linked import Playbook
from generator.load import load_text
from generator.rules import run
from generator.schema import render
from generator.settings import read_settings
from generator.start import Answers, first_files, proposed_key, refusal, requirement, role_refusal, tidy
from generator.validate import validate
from tests.workflows import FOLDER

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

ANSWERS = Answers(
    title="Warehouse outage",
    key="warehouse-outage",
    roles=("Shift lead", "Head of IT", "Fleet manager"),
    priority="Get parcels moving",
    timezone="Europe/London",
)
ALL = replace(
    ANSWERS,
    visibility="restricted",
    repository="https://github.com/our-company/playbook",
    site="https://our-company.github.io/playbook/",
    software="crisis-playbook @ git+https://git.example.org/our/software@v1.0",
)


def read(files: dict[str, str]) -> tuple[Playbook | None, tuple[Diagnostic, ...]]:
    """The playbook that the files hold, and every problem that a check would report of its data."""
    loaded = [load_text(text, path) for path, text in files.items() if re.fullmatch(r"data/.*\.yml", path)]
    records, problems = validate(file for file, _ in loaded)
    book, link_problems = link(records, NOW)
    found = (*(item for _, more in loaded for item in more), *problems, *link_problems)
    return book, (*found, *(run(book)[1] if book else ()))


@pytest.mark.parametrize("answers", [ANSWERS, ALL], ids=["least", "most"])
def test_a_new_playbook_has_no_problem(answers: Answers) -> None:
    """Neither an error nor a warning greets those who start."""
    book, problems = read(first_files(answers))

    assert (True, []) == (book is not None, [f"{item.code}: {item.message}" for item in problems])


@pytest.mark.parametrize("title", ["24/7 hotline", "3", "2026-11-23", "no", "1e3", "0x1F"])
def test_an_id_that_yaml_takes_for_something_else_is_an_id(title: str) -> None:
    """Of the first priority and of who leads, wherever they are named."""
    book, problems = read(first_files(replace(ANSWERS, priority=title, roles=(title, "Head of IT"))))

    assert (True, []) == (book is not None, [f"{item.code}: {item.message}" for item in problems])


def test_who_restricts_the_site_is_told_that_its_host_must() -> None:
    """A word in the data keeps nobody out."""
    restricted, public = (
        first_files(replace(ANSWERS, visibility=said))["README.md"] for said in ("restricted", "public")
    )

    assert "see that its host lets only some people in" in restricted
    assert "lets only some people in" not in public


def test_of_a_single_role_only_the_deputy_is_asked_for() -> None:
    """That nobody stands in for whoever leads is true, and worth a line."""
    _, problems = read(first_files(replace(ANSWERS, roles=("Shift lead",))))

    assert ["missing-deputy"] == [item.code for item in problems]


def test_the_answers_stand_where_they_belong() -> None:
    """The first role leads, the second is the deputy, all but the first support."""
    book, _ = read(first_files(ALL))
    assert book is not None
    [priority] = book.priorities
    lead, deputy, other = book.roles

    assert ("Warehouse outage", "restricted") == (book.summary.title, book.overview.visibility)
    assert ("Shift lead", "Head of IT", "Fleet manager") == (lead.title, deputy.title, other.title)
    assert ("Get parcels moving", lead, deputy) == (priority.title, priority.owner, lead.deputy)
    assert "data/priorities/get-parcels-moving.yml" == priority.place.file


def test_what_is_left_for_later_stands_as_a_comment() -> None:
    """With an example, so that taking the mark away is all there is to do."""
    files = first_files(replace(ANSWERS, roles=("Shift lead",)))

    assert re.search("^  # visibility: restricted  #", files["data/playbook.yml"], re.MULTILINE)
    assert re.search("^    # deputy: another-role  #", files["data/roles.yml"], re.MULTILINE)
    assert re.search("^# site_url: https://", files["mkdocs.yml"], re.MULTILINE)
    assert [] == [line for line in files["requirements.txt"].splitlines() if not line.startswith("#")]


def test_places_are_where_the_software_reads_them(tmp_path: Path) -> None:
    """The repository for the links that edit, the site's address for what is published."""
    (tmp_path / "mkdocs.yml").write_text(first_files(ALL)["mkdocs.yml"], encoding="utf-8")
    found = read_settings(tmp_path)

    assert (ALL.repository, ALL.site, "main") == (found.source_repo, found.site_url, found.source_branch)


def test_every_data_file_knows_the_schema() -> None:
    """Editors complete fields from the first minute, whatever the depth of a file."""
    files = first_files(ANSWERS)
    seen = {
        path: (Path(path).parent / text.splitlines()[0].partition("$schema=")[2]).as_posix()
        for path, text in files.items()
        if path.startswith("data/") and path.endswith(".yml")
    }

    assert render() == files["data/schema.json"]
    assert {"data/schema.json", "data/priorities/../schema.json"} == set(seen.values())


def test_the_workflows_run_what_this_repositorys_run() -> None:
    """The same pinned actions: what was found safe here is what others start with."""
    used = re.compile(r"uses: (\S+ # \S+)")
    ours = {action for path in FOLDER.glob("*.yml") for action in used.findall(path.read_text("utf-8"))}
    theirs = {
        action
        for path, text in first_files(ANSWERS).items()
        if path.startswith(".github/workflows/")
        for action in used.findall(text)
    }

    assert theirs
    assert set() == theirs - ours


class _Reader(HTMLParser):
    """The tags of a page, and the text of its first heading."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.heading = ""
        self.feed(Markdown(extensions=["tables", "fenced_code"]).convert(text))

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag."""
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Notes what stands in the heading."""
        if self.tags == ["h1"]:
            self.heading += data


TAGS = _Reader(first_files(ANSWERS)["README.md"]).tags

TYPED = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="\"'`\\:#-?&*!|>%@{}[]<>, \u201c\u2019ab1_\U0001f6a8", max_size=20),
    st.sampled_from(
        ("no", "null", "2026-11-23", "6:00", "0x1f", "- a", "a: b", "a #b", "<title>", "${{ a }}")
    ),
)


@settings(max_examples=50, deadline=None)
@given(title=TYPED, role=TYPED, priority=TYPED)
def test_whatever_is_typed_stays_a_text(title: str, role: str, priority: str) -> None:
    """It is refused, or it reads back as it was typed: in the data, and as the README's heading."""
    title, role, priority = tidy("title", title), tidy("role", role), tidy("priority", priority)
    if refusal("title", title) or role_refusal(role, ["Shift lead"]) or refusal("priority", priority):
        return
    files = first_files(Answers(title, proposed_key(title), ("Shift lead", role), priority, "UTC"))
    book, problems = read(files)
    assert book is not None, problems
    page = _Reader(files["README.md"])

    assert [title, role, priority] == [book.summary.title, book.roles[1].title, book.priorities[0].title]
    assert (title, TAGS) == (page.heading.strip(), page.tags)


@pytest.mark.parametrize(
    "title",
    [
        "_a_",
        "*a*",
        "`a`",
        "[a](b)",
        "![a](b)",
        "<b>a</b>",
        "a #",
        "&amp;",
        r"\*a\*",
        "https://x.example",
        "{a}",
    ],
)
def test_no_title_is_markup_in_the_readme(title: str) -> None:
    """The heading shows what was typed, and the page has the tags that it always has."""
    page = _Reader(first_files(replace(ANSWERS, title=title))["README.md"])

    assert (title, TAGS) == (page.heading.strip(), page.tags)


@pytest.mark.parametrize("title", ["Site on :fire:", "From $5 to $7", "~~a~~"])
def test_no_title_is_markup_of_the_host_alone(title: str) -> None:
    """Pictures, formulas and strokes, which no backslash prevents there."""
    page = first_files(replace(ANSWERS, title=title))["README.md"]

    assert title not in page
    assert title == _Reader(page).heading.strip()


@pytest.mark.parametrize(
    ("expected", "what", "typed"),
    [
        ("Card outage", "title", '  "Card outage" '),
        ("Card outage", "title", "\u201cCard  outage\u201d"),
        ('The "big" one', "title", 'The "big" one'),
        ('"A" and "B"', "title", '"A" and "B"'),
        ("'it's'", "title", "'it's'"),
        ("'", "title", "'"),
        ("two lines", "title", "two\nlines\u2028"),
        ("https://x.example/a", "repository", "https://x.example/a.git/"),
        ("https://x.example/a/", "site", "https://x.example/a/"),
    ],
)
def test_answers_are_tidied(expected: str, what: str, typed: str) -> None:
    """One line, without the quotes that people put around all of it, where it is clear which those are."""
    assert expected == tidy(what, typed)


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ("card-outage", "Card outage"),
        ("clients-cafe", "Client's café!"),
        ("playbook", "計画"),
        (
            "a-playbook-for-all-that-may-ever-happen",
            "A playbook for all that may ever happen to us and others",
        ),
        ("x" * 40, "x" * 50),
    ],
)
def test_a_key_is_proposed(expected: str, title: str) -> None:
    """The title's first words as an id; one that data accepts."""
    assert (expected, None) == (proposed_key(title), refusal("key", proposed_key(title)))


@pytest.mark.parametrize(
    ("words", "what", "answer"),
    [
        ("is empty", "title", ""),
        ("U+001B", "title", "\x1b[31m"),
        ("Write `card-outage`", "key", "Card outage"),
        ("Did you mean `Europe/London`?", "timezone", "Europe/Londn"),
        ("must be `public` or `restricted`", "visibility", "everybody"),
        ("https://github.com/our/playbook", "repository", "git@github.com:our/playbook.git"),
        ("Write a web address", "repository", "our/playbook"),
        ("Leave out the name and the password", "repository", "https://me:secret@git.example.org/a"),
        ("Write a web address", "site", "ftp://x.example/"),
        ("no web address", "site", "http://[x"),
        ("Leave out the name", "software", "git+https://secret@git.example.org/our/software@v1"),
        ("Write what pip can install", "software", "./crisis-playbook"),
        ("Write what pip can install", "software", "file:///home/me/playbook"),
        ("Write what pip can install", "software", "crisis-playbook @ file:///home/me/playbook"),
        ("Write what pip can install", "software", "crisis-playbook"),
        ("Write what pip can install", "software", "-r other.txt"),
        ("of a repository write git+", "software", "https://git.example.org/our/software.git"),
        ("of a repository write git+", "software", "crisis-playbook @ https://git.example.org/our/software"),
        ("End the address with a commit", "software", "git+https://git.example.org/our/software"),
        ("End the address with a commit", "software", "git+ssh://git@git.example.org/our/software"),
    ],
)
def test_what_will_not_do_is_told(words: str, what: str, answer: str) -> None:
    """In a sentence that says how to write it instead."""
    said = refusal(what, answer)

    assert words in (said or "")


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("title", 'Plan: \U0001f6a8 it\'s "now" #1'),
        ("timezone", "UTC"),
        ("repository", "https://git.example.org:8443/our/playbook"),
        ("software", "crisis-playbook==0.1.0"),
        ("software", "crisis-playbook @ git+https://git.example.org/our/software@0123abc"),
        ("software", "git+ssh://git@git.example.org/our/software@v1.0"),
        ("software", "https://files.example.org/crisis_playbook-0.1.0-py3-none-any.whl"),
    ],
)
def test_what_will_do_is_taken(what: str, answer: str) -> None:
    """Without a word."""
    assert None is refusal(what, answer)


def test_two_roles_need_two_ids() -> None:
    """A title that differs in what no id holds is the same role to every reference."""
    said = role_refusal("shift lead!", ["Head of IT", "Shift lead"])

    assert "`Shift lead` is there already" in (said or "")


COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("expected", "origin"),
    [
        ("playbook==1.2", None),
        (
            f"playbook @ git+https://git.example.org/our/software.git@{COMMIT}",
            {
                "url": "https://me:secret@git.example.org/our/software.git",
                "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": COMMIT},
            },
        ),
        (
            f"playbook @ git+ssh://git@git.example.org/our/software@{COMMIT}#subdirectory=tool",
            {
                "url": "ssh://git@git.example.org/our/software",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT},
                "subdirectory": "tool",
            },
        ),
        (
            "playbook @ https://files.example.org/playbook-1.2.whl",
            {"url": "https://files.example.org/playbook-1.2.whl", "archive_info": {}},
        ),
        (None, {"url": "file:///home/me/playbook", "dir_info": {"editable": True}}),
        (None, {"url": "file:///home/me/playbook-1.2.whl", "archive_info": {}}),
        (None, {"url": "file:///srv/git/software", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}),
    ],
)
def test_the_software_is_named_as_others_can_install_it(
    expected: str | None, origin: dict[str, object] | None
) -> None:
    """Never by a place on one machine, and never with a password."""
    found = requirement("playbook", "1.2", None if origin is None else json.dumps(origin))

    assert expected == found
    assert found is None or refusal("software", found) is None


def test_texts_and_lines_end_as_git_likes_them() -> None:
    """Every file ends with one line end, and none has white space at the end of a line."""
    untidy = re.compile(r"[ \t]$|\n\n\Z|[^\n]\Z", re.MULTILINE)
    found = [path for path, text in first_files(ALL).items() if untidy.search(text)]

    assert [] == found


def test_the_workflows_are_what_they_seem() -> None:
    """Least rights: nothing is permitted but what a job asks for, and only publishing may write."""
    files = first_files(ANSWERS)
    asked = {}
    for name in ("pull-request", "main"):
        flow = yaml.load(files[f".github/workflows/{name}.yml"], Loader=yaml.BaseLoader)  # noqa: S506  texts only
        [job] = flow["jobs"].values()
        asked[name] = (flow["permissions"], job["permissions"])

    assert {"pull-request": ({}, {"contents": "read"}), "main": ({}, {"contents": "write"})} == asked
