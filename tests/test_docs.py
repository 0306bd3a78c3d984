"""The documents tell of all that there is, and nothing that they tell of is missing."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import click
import pytest

from generator import pipeline
from generator.cli.close import close
from generator.cli.commands import playbook
from generator.cli.diff import diff_command
from generator.cli.explain import explain
from generator.cli.init import init
from generator.cli.new import new
from generator.cli.options import DATA, ENVIRONMENT, USAGE
from generator.cli.publish import publish_command, versions, withdraw
from generator.cli.record import record
from generator.cli.review import review_command
from generator.cli.serve import serve

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
#: The guides that come with the software; leaders add pages of their own beside them.
GUIDES = sorted(ROOT.glob("content/how-to-*.md"))
#: What another team's repository says of the program, until they write otherwise.
STARTED = ROOT / "generator" / "start" / "files" / "README.md"

COMMANDS: dict[str, click.Command] = {
    **playbook.commands,
    "explain": explain,
    "init": init,
    "record": record,
    "new": new,
    "diff": diff_command,
    "review": review_command,
    "serve": serve,
    "close": close,
    "publish": publish_command,
    "versions": versions,
    "withdraw": withdraw,
}

#: An entry for each id that the samples of the guides take for granted.
AROUND_THE_SAMPLES = """\
playbook: {key: k, title: T, timezone: Europe/London}
roles: {duty-manager: {title: Duty manager}}
priorities: {answer-calls: {title: Answer calls, actions: {open-desk: {title: Open the desk}}}}
"""

NOW = datetime(2026, 12, 24, 10, tzinfo=UTC)


def without_code(text: str) -> str:
    """Markdown whose samples and code spans say nothing of links."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^ *```.*?^ *```", "", text))


def links(text: str) -> Iterator[str]:
    """Where its links lead, but for those to other sites."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(text: str) -> set[str]:
    """The anchors that a repository's web page gives the headings."""
    titles = re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?ms)^ *```.*?^ *```", "", text))
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def commands_shown(text: str) -> Iterator[list[str]]:
    """The words of every `playbook ...` that a sample or a code span shows."""
    for line in re.findall(r"(?m)^\$ (.+)$|`([^`\n]+)`", text):
        words = shlex.split("".join(line), comments=True) if '"' in "".join(line) else "".join(line).split()
        if words and PurePosixPath(words[0]).name == "playbook" and len(words) > 1:
            yield words[1:]


def options_of(command: click.Command) -> set[str]:
    """Every spelling of every option of a command."""
    return {name for item in command.params if isinstance(item, click.Option) for name in item.opts}


def test_no_command_is_forgotten() -> None:
    """The tests below look at every command that the program offers."""
    said = subprocess.run(
        [sys.executable, "-m", "generator", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout

    offered = re.findall(r"(?m)^  ([a-z]+) ", said.partition("Commands:")[2])

    assert sorted(COMMANDS) == sorted(offered)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_and_option_stands_in_the_readme(command: click.Command) -> None:
    """Whoever reads the README knows all that can be typed."""
    told = set(re.findall(r"(?<![\w-])-{1,2}[A-Za-z][a-z-]*", README))

    assert f"| `playbook {command.name}" in README
    assert set() == (options_of(command) | options_of(playbook) | {"-h", "--help"}) - told


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, *GUIDES, STARTED], ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_every_command_that_is_shown_can_be_typed(path: Path) -> None:
    """No document shows a command or an option that is not there."""
    unknown = []
    for words in commands_shown(path.read_text(encoding="utf-8")):
        given = [word for word in words if word.startswith("-")]
        named = next((word for word in words if word in COMMANDS), None)
        known = options_of(playbook) | (options_of(COMMANDS[named]) if named else set())
        if (named is None and not given) or not known >= set(given):
            unknown.append(words)

    assert [] == unknown


def test_every_exit_code_is_documented() -> None:
    """Programs that call this one rely on them."""
    [said] = re.findall(r"(?s)Exit codes: (.+?)\n\n", README)

    told = [int(code) for code in re.findall(r"(?:^|; |;\s+)(\d) ", said)]

    assert [0, DATA, USAGE, ENVIRONMENT] == told


def test_every_make_target_is_listed() -> None:
    """`make` alone tells of every target that can be asked for."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?m)^\.PHONY: (\S+)$", makefile)
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert sorted(targets) == sorted(re.findall(r"(?m)^  ([a-z-]+) +\S", listed))


@pytest.mark.parametrize("path", [*DOCUMENTS, *GUIDES], ids=lambda path: path.name)
def test_every_make_target_that_is_shown_is_there(path: Path) -> None:
    """No document sends anybody to a target that is gone."""
    targets = re.findall(r"(?m)^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"))
    shown = re.findall(r"(?m)(?:^\$ |`)make(?: [A-Z]+=\S+)* ([a-z-]+)", path.read_text(encoding="utf-8"))

    assert [] == [target for target in shown if target not in targets]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    """To a file that is there, and to a heading in it."""
    text = path.read_text(encoding="utf-8")
    broken = []
    for target in links(text):
        name, _, anchor = target.partition("#")
        aim = (path.parent / name) if name else path
        if not aim.exists() or (anchor and anchor not in anchors(aim.read_text(encoding="utf-8"))):
            broken.append(target)

    assert [] == broken


def test_no_link_of_a_guide_depends_on_an_entry(tmp_path: Path) -> None:
    """The guides' links lead to pages that every playbook has, so no edit of the data can break one."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "playbook.yml").write_text("playbook: {key: k, title: T}\n", encoding="utf-8")
    checked = pipeline.check(tmp_path, NOW)
    assert checked.sound is not None
    generated = pipeline.generate(checked.sound, tmp_path)
    always = {*generated.docs, *(path.relative_to(ROOT / "content").as_posix() for path in GUIDES)}

    assert [] == [
        (guide.name, target)
        for guide in GUIDES
        for target in links(guide.read_text(encoding="utf-8"))
        if target.partition("#")[0] not in always
    ]


def test_the_samples_of_the_guides_are_accepted(tmp_path: Path) -> None:
    """Typed as they stand they are sound, once the entries that they name exist."""
    (tmp_path / "data").mkdir()
    samples = [
        sample
        for guide in GUIDES
        for sample in re.findall(r"(?ms)^```yaml\n(.*?)^```", guide.read_text(encoding="utf-8"))
    ]
    for number, text in enumerate([AROUND_THE_SAMPLES, *samples]):
        (tmp_path / "data" / f"{number}.yml").write_text(text, encoding="utf-8")

    checked = pipeline.check(tmp_path, NOW)

    assert [] == [problem for problem in checked.diagnostics if problem.severity == "error"]
    assert samples
