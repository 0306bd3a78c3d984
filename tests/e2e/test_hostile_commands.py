"""Hostile words at a terminal, in a workflow's log and in the names of files: told, never obeyed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import hostile
from tests.e2e.conftest import Run

HOME = Path(__file__).resolve().parents[2]

#: What a runner of workflows obeys: a line that begins so, and what stands anywhere in one.
COMMANDS = ["::error file=x::forged", "::stop-commands::x", "##[add-mask]x", "x%0A::warning::y"]
STEERING = "\x1b]0;x\x07\x1b[2J\u202e\r"

#: File names that mean something to a page, a shell, a runner or a spreadsheet.
NAMES = [
    '"><img src=x onerror=alert(1)>.yml',
    "javascript:alert(1).yml",
    "::error file=x::y.yml",
    "{{ config }} ${7*7} `id`.yml",
    "=1+1 #top?x=1&y=%2e%2e.yml",
]

EDIT = re.compile(r"https://git\.example\.org/team/playbook/edit/[\w.%~/-]+#L\d+")


def told(done: CompletedProcess[str]) -> str:
    """What a command said, once it is clear that it ended as commands end and steers no terminal."""
    said = done.stdout + done.stderr
    assert done.returncode in (0, 1, 2), said
    assert "Traceback" not in said
    assert set() == {char for char in said if unicodedata.category(char) == "Cc" or char == "\u202e"} - {"\n"}
    return said


@pytest.fixture
def odd(folder: Path) -> Path:
    """A playbook whose files have odd names, with warnings in each; mkdocs.yml says where its source is."""
    for number, name in enumerate(NAMES):
        text = json.dumps({"risks": {f"odd-{number}": {"title": COMMANDS[number % len(COMMANDS)]}}})
        (folder / "data" / name).write_text(text, encoding="utf-8")
    return folder


class _Links(HTMLParser):
    """Where a page leads, and the elements that it should not have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link, or what somebody made."""
        given = dict(attrs)
        self.found += [given["href"] or ""] if tag == "a" and "href" in given else []
        self.astray += [tag for name in given if name.startswith("on")] + [tag] * (given.get("src") == "x")


def test_odd_names_of_files_stay_names(odd: Path, run: Run) -> None:
    """Pages show them, edit links lead to them below the repository, and no report says more than they do."""
    settings = (HOME / "mkdocs.yml").read_text(encoding="utf-8")
    source = 'source_repo: "https://git.example.org/team/playbook"'
    (odd / "mkdocs.yml").write_text(settings.replace('source_repo: ""', source), encoding="utf-8")
    shutil.copytree(HOME / "overrides", odd / "overrides")
    lines = told(run("-C", odd, "check", "--format", "github")).splitlines()
    told(run("-C", odd, "build"))
    read = _Links()
    for number in range(len(NAMES)):
        read.feed((odd / "site" / "risks" / f"odd-{number}" / "index.html").read_text(encoding="utf-8"))
    edits = {link for link in read.found if "/edit/" in link}

    assert [] == [
        line for line in lines if not re.match(r"::(error|warning|notice) |\d+ (error|warning)", line)
    ]
    assert len(edits) >= len(NAMES)
    assert [] == [one for one in edits if not EDIT.fullmatch(one)]
    assert [] == read.astray


@pytest.mark.parametrize("shape", ["text", "json", "github", "markdown"])
def test_no_report_steers_who_reads_it(folder: Path, run: Run, shape: str) -> None:
    """Whatever stands in a file: every shape shows it, none passes it on."""
    for number, text in enumerate([*COMMANDS, STEERING, *hostile.TEXTS.values()]):
        entry = {"title": text, text or "x": text, "when": text, "owner": text}
        path = folder / "data" / f"odd-{number}.yml"
        path.write_text(json.dumps({"risks": {f"odd-{number}": entry}}), encoding="utf-8")
    (folder / "data" / "raw.yml").write_bytes(f"risks:\n  {STEERING}: {{title: {COMMANDS[0]}\n".encode())
    said = told(run("-C", folder, "check", "--format", shape))

    assert "forbidden-character" in said
    if shape == "github":
        starts = r"::(error|warning|notice) |\d+ (error|warning)"
        assert [] == [line for line in said.splitlines() if not re.match(starts, line)]


@pytest.mark.parametrize(
    "words",
    [
        ("explain", STEERING),
        ("new", "risks", STEERING),
        ("new", STEERING, "x"),
        ("record", f"risks/{STEERING}", "--note", "x"),
        ("record", "--note", STEERING),
        ("diff", STEERING),
        ("diff", "HEAD", STEERING),
        ("review", "--run", STEERING),
        ("withdraw", "1.0", "--because", STEERING),
        ("withdraw", STEERING, "--because", "x"),
        ("publish", "--remote", STEERING),
        ("publish", "--branch", STEERING),
        ("build", "--edition", STEERING),
        ("check", "--at", STEERING),
    ],
    ids=" ".join,
)
def test_no_answer_repeats_what_steers(folder: Path, run: Run, words: tuple[str, ...]) -> None:
    """Who pastes a command gets a sentence back, not what was in it."""
    git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for more in (["init", "-q"], ["add", "."], ["commit", "-qm", STEERING]):
        subprocess.run([*git, *more], check=True)

    assert "" != told(run("-C", folder, *words))
