"""What must hold of every problem that the program tells, and of every report of it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import report
from generator.diagnostics import Diagnostic
from generator.explain import catalogue

#: No sentence that a person reads is longer.
LONGEST = 1000


def faults(problems: Iterable[Diagnostic], root: Path) -> Iterator[str]:
    """What is wrong with the problems themselves; `root` is the folder of the playbook that has them."""
    for problem in problems:
        for fault in (*_of_its_code(problem), *_of_its_words(problem, root), *_of_its_place(problem, root)):
            yield f"{fault}: {problem!r}"


def report_faults(problems: tuple[Diagnostic, ...], root: Path) -> Iterator[str]:
    """What is wrong with what is reported of them, in any form."""
    read = report.reader(root)
    forms = {
        "text": report.text(problems, read),
        "json": report.json_text(problems, read),
        "github": report.github(problems, read),
        "markdown": report.markdown(problems, read),
    }
    for name, text in forms.items():
        if bad := controls(text.replace("\n", "")):
            yield f"the report as {name} holds {bad}"
        if str(root) in text:
            yield f"the report as {name} names a folder of this machine"
        text.encode("utf-8")
    data = json.loads(forms["json"])
    if len(data["diagnostics"]) != len(problems):
        yield "the report as json has another number of problems"
    lines = forms["github"].splitlines()
    if any(not line.startswith("::") for line in lines[:-1]):
        yield "the report as github has a line that is no command"


def controls(text: str, *, directions: bool = True) -> list[str]:
    """The characters of a text that a terminal might obey; also, if wanted, what turns its `directions`."""
    return sorted(
        {
            f"U+{ord(char):04X}"
            for char in text
            if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
            or (directions and ("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"))
        }
    )


def _of_its_code(problem: Diagnostic) -> Iterator[str]:
    known = catalogue().by_code.get(problem.code)
    if known is None:
        yield "a code that nothing explains"
    elif known.severity != problem.severity:
        yield f"a severity other than explained ({known.severity})"


def _of_its_words(problem: Diagnostic, root: Path) -> Iterator[str]:
    for name, text in (("message", problem.message), ("hint", problem.hint)):
        if not text:
            yield f"no {name}"
        if bad := controls(text):
            yield f"a {name} with {bad}"
        if len(text) > LONGEST:
            yield f"a {name} of {len(text)} characters"
        if str(root) in text:
            yield f"a {name} that names a folder of this machine"
    if not problem.message.endswith("."):
        yield "a message that is no sentence"


def _of_its_place(problem: Diagnostic, root: Path) -> Iterator[str]:
    place = problem.location
    if not place.file:
        if place.line or place.column:
            yield "a line without a file"
        return
    path = root / place.file
    if not path.exists():
        yield "a file that does not exist"
    elif path.is_file() and place.line:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        if place.line > len(lines):
            yield f"a line after the last ({len(lines)})"
        elif place.column > len(lines[place.line - 1]) + 1:
            yield f"a column after the end of the line ({len(lines[place.line - 1])})"
    elif place.column and not place.line:
        yield "a column without a line"
