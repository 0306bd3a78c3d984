"""Playbooks for tests, through the same stages as real ones."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks import madeup
from generator import content as content_pages
from generator.content import ContentPage
from generator.diagnostics import Diagnostic, has_errors
from generator.link import link
from generator.linked import Playbook
from generator.load import load, load_text
from generator.pages import Page, pages
from generator.render import render
from generator.rules import Verdict, run
from generator.settings import Settings
from generator.validate import validate

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
HEAD = "playbook: {key: test, title: Test, timezone: Europe/London}\n"
SMALL = Path(__file__).resolve().parent / "fixtures" / "small"

#: Where edit links lead in tests.
SETTINGS = Settings("https://git.example.org/playbook", "main")


@dataclass(frozen=True, slots=True)
class Made:
    """A playbook with everything that is made from it; `docs` is Markdown by path."""

    book: Playbook
    verdict: Verdict
    content: tuple[ContentPage, ...]
    pages: tuple[Page, ...]
    docs: dict[str, str]


def linked(
    text: str, head: str = HEAD, *, now: datetime = NOW, content: tuple[ContentPage, ...] = ()
) -> tuple[Playbook | None, tuple[Diagnostic, ...]]:
    """The playbook of the entries in a YAML text, and every problem with it."""
    read = [load_text(part, file) for part, file in ((head, "head.yml"), (text, "case.yml")) if part]
    records, problems = validate(file for file, _ in read)
    found, more = link(records, now, content)
    return found, (*(item for _, faults in read for item in faults), *problems, *more)


def book(
    text: str, head: str = HEAD, *, now: datetime = NOW, content: tuple[ContentPage, ...] = ()
) -> Playbook:
    """The playbook of the entries in a YAML text; errors in it are errors of the test."""
    found, problems = linked(text, head, now=now, content=content)
    if found is None or has_errors(problems):
        raise AssertionError(problems)
    return found


def made(playbook: Playbook, content: tuple[ContentPage, ...] = ()) -> Made:
    """All pages of a playbook."""
    verdict, problems = run(playbook)
    found, more = pages(playbook, verdict, content)
    if has_errors((*problems, *more)):
        raise AssertionError((*problems, *more))
    return Made(playbook, verdict, content, found, render(playbook, found, SETTINGS))


@cache
def small() -> Made:
    """The playbook with one of everything, in the middle of its crisis."""
    files, _ = load(SMALL)
    records, _ = validate(files)
    content, _ = content_pages.read(SMALL)
    found, problems = link(records, NOW, content)
    if found is None:
        raise AssertionError(problems)
    return made(found, content)


@cache
def large(size: int) -> Made:
    """A made-up playbook of about so many pages."""
    # JSON is YAML.
    return made(book(json.dumps(madeup.playbook(size)), ""))
