"""What `playbook init` does: the options judged, the rest asked for, the files written, what is next told."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from generator.cli.asking import asked
from generator.cli.options import USAGE
from generator.start import Answers, first_files, proposed_key, refusal, requirement, role_refusal, tidy
from generator.write import clear_first, write_first

#: As shells count: 128, and the number of the signal that Ctrl-C sends.
_INTERRUPTED = 130

#: What may stand in the folder already.
_HARMLESS = frozenset((".git",))

_PACKAGE = "crisis-playbook"

#: What no playbook can start without; the rest can be proposed, or left for later.
_NEEDED = ("title", "roles", "priority", "timezone")

_OPTIONS = {"roles": "role"}


def start(folder: Path, options: Mapping[str, Any]) -> None:
    """Start a playbook in `folder`; `options` are those of the command, None or empty where not given."""
    refuse_if_taken(folder)
    given = tidied(options)
    given.setdefault("software", installed_from())
    missing = [name for name in _NEEDED if name not in given]
    if missing and not sys.stdin.isatty():
        raise click.UsageError(f"Nobody is here to be asked: give {listed(missing)}.")
    if missing:
        try:
            given = asked(given)
        # Between two questions Ctrl-C reaches this program, within one it reaches click.
        except (click.Abort, KeyboardInterrupt):
            click.echo("\nNothing was written.", err=True)
            sys.exit(_INTERRUPTED)
    given.setdefault("key", proposed_key(given["title"]))
    answers = Answers(**given)
    files = first_files(answers)
    write_first(files, folder)
    for line in told(folder, files, answers):
        click.echo(line)


def refuse_if_taken(folder: Path) -> None:
    """Leave where the folder holds anything: what stands there is not this command's to judge."""
    if folder.is_dir():
        clear_first(folder)
        found = sorted(path.name for path in folder.iterdir() if path.name not in _HARMLESS)
        if found:
            refuse(f"{folder} is not empty, it holds {found[0]}; name a new folder.")
    elif folder.exists() or folder.is_symlink():
        refuse(f"{folder} is not a folder.")


def refuse(sentence: str) -> None:
    """Wrong usage, in one sentence."""
    click.echo(f"Error: {sentence}", err=True)
    sys.exit(USAGE)


def tidied(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given, judged as data would be; what is wrong is wrong usage."""
    given: dict[str, Any] = {}
    for name, value in options.items():
        if not value:
            continue
        if name == "roles":
            given[name] = ()
            for title in (tidy("role", typed) for typed in value):
                judge("role", role_refusal(title, given[name]))
                given[name] += (title,)
        else:
            given[name] = tidy(name, value)
            judge(name, refusal(name, given[name]))
    return given


def judge(name: str, problem: str | None) -> None:
    """Wrong usage where there is a problem with an option."""
    if problem:
        raise click.UsageError(f"--{name}: {problem}")


def listed(names: Iterable[str]) -> str:
    """Options in a sentence."""
    options = [f"--{_OPTIONS.get(name, name)}" for name in names]
    return " and ".join(filter(None, (", ".join(options[:-1]), options[-1])))


def installed_from() -> str | None:
    """What others install this very program from; None where they cannot."""
    try:
        found = metadata.distribution(_PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    return requirement(_PACKAGE, found.version, found.read_text("direct_url.json"))


def told(folder: Path, files: Mapping[str, str], answers: Answers) -> Iterator[str]:
    """What is there now, what to do next, what is still to be said."""
    yield f"The playbook `{answers.title}` is started in {folder}: {len(files)} files."
    yield ""
    yield "Next:"
    if folder.resolve() != Path.cwd():
        yield f"  cd {shlex.quote(str(folder))}"
    if not (folder / ".git").exists():
        yield "  git init --initial-branch=main"
    yield "  playbook check    # every problem, with its place and its cure"
    yield "  playbook build    # the site, into site/"
    yield ""
    yield "README.md says how to edit, publish and upgrade. Still to be said:"
    yield "- who fills each role, and how each is reached: data/roles.yml"
    if answers.visibility is None:
        yield "- who can read the published site; until then nothing is published: data/playbook.yml"
    if answers.repository is None or answers.site is None:
        yield "- where the sources and the site will be: mkdocs.yml"
    if answers.software is None:
        yield "- where others get this program from: requirements.txt. Here it was installed from a place on"
        yield "  this machine, which they cannot reach; until the file names another the workflows fail."
