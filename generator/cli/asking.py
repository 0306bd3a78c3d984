"""The questions of `playbook init`, each answered at once if the answer will not do."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import click

from generator.start import proposed_key, refusal, role_refusal, tidy

_GREETING = """\
A few questions. Enter takes what stands in brackets; Ctrl-C leaves, and nothing is written.
All can be changed later in the files, but for the key.
"""
_NONE = "-"
_LEFT = ("", _NONE)

#: A zone by its city; `Etc/UTC` or `EST` says less than people mean.
_CITY = re.compile("(?!Etc/)[A-Z][A-Za-z]+/")

#: What is wrong with an answer; None if nothing is.
Problem = Callable[[str], str | None]


def asked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to all that is not given. Raises click.Abort where somebody leaves instead."""
    answers = {name: value for name, value in given.items() if value is not None}
    click.echo(_GREETING)

    def ask(name: str, question: str, default: str) -> None:
        if name not in answers:
            answers[name] = needed(question, default, name, partial(refusal, name))

    def ask_or_leave(name: str, question: str, default: str = "") -> None:
        if name not in answers:
            answers[name] = wanted(question, default, name, partial(refusal, name))

    ask("title", "What is the playbook called?", "Crisis playbook")
    ask("key", "Its key, an id that never changes", proposed_key(answers["title"]))
    if "roles" not in answers:
        answers["roles"] = roles()
    ask("priority", "What is the first thing to put right?", "Restore the service")
    ask("timezone", "In which time zone are its times meant?", local_zone(os.environ, Path("/etc/localtime")))
    ask_or_leave("visibility", "Who can read the published site, public or restricted? (Enter: say it later)")
    ask_or_leave("repository", "The repository's address in a browser (Enter: say it later)")
    proposed = pages_address(answers["repository"] or "")
    hint = f"{_NONE}: say it later" if proposed else "Enter: say it later"
    ask_or_leave("site", f"The address of the published site ({hint})", proposed)
    ask_or_leave("software", "What pip installs this program from, for others (Enter: say it later)")
    return answers


def roles() -> tuple[str, ...]:
    """The titles of the roles, the one who leads first."""
    found = [needed("Who leads? A role, not a person", "Incident lead", "role", partial(refusal, "role"))]
    question, default = f"Who takes over when they cannot? ({_NONE}: nobody yet)", "Deputy incident lead"
    while title := wanted(question, default, "role", partial(role_refusal, others=found)):
        found.append(title)
        question, default = "Another role (Enter: no more)", ""
    return tuple(found)


def wanted(question: str, default: str, what: str, problem: Problem) -> str | None:
    """The same, or None where it is left for later."""
    answer = needed(question, default, what, lambda said: None if said in _LEFT else problem(said))
    return None if answer in _LEFT else answer


def needed(question: str, default: str, what: str, problem: Problem) -> str:
    """What somebody says in the end; a problem is told at once, and the question comes again."""

    def judged(typed: str) -> str:
        answer = tidy(what, typed)
        if found := problem(answer):
            raise click.UsageError(found)
        return answer

    return click.prompt(
        question, default=default, show_default=bool(default), value_proc=judged, prompt_suffix=" "
    )


def local_zone(variables: Mapping[str, str], link: Path) -> str:
    """The machine's own time zone; UTC where that is not known. `link` leads to the zone's file."""
    known = available_timezones()
    named = variables.get("TZ", "").lstrip(":")
    _, _, linked = link.resolve().as_posix().rpartition("/zoneinfo/")
    return next((name for name in (named, linked) if name in known and _CITY.match(name)), "UTC")


def pages_address(repository: str) -> str:
    """Where GitHub publishes the pages of a repository; empty for other hosts."""
    parts = urlsplit(repository)
    owner, _, name = parts.path.strip("/").partition("/")
    if parts.hostname != "github.com" or not name or "/" in name:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
