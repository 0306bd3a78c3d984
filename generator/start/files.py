"""The first files of a playbook: texts with `<names>` in them, which the answers fill.

In YAML a line whose answer is left for later stands as a comment, with an example in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from textwrap import indent

from generator.schema import render
from generator.start.answers import Answers

#: Where each file goes that is filled in, and what its text is kept as.
_FILLED = {
    "data/playbook.yml": "playbook.yml",
    "data/roles.yml": "roles.yml",
    "data/comms.yml": "comms.yml",
    "data/risks.yml": "risks.yml",
    "mkdocs.yml": "mkdocs.yml",
}

#: The same of the files that are the same for everybody.
_COPIED = {
    "content/how-to-use.md": "how-to-use.md",
    ".github/dependabot.yml": "dependabot.yml",
    ".github/workflows/pull-request.yml": "workflows/pull-request.yml",
    ".github/workflows/main.yml": "workflows/main.yml",
    ".gitignore": "gitignore",
}

_NAME = re.compile("<([a-z]+(?: [a-z]+)*)>")

#: Words that are the same in quotes and without; no reader of YAML takes them for anything else.
_BARE = re.compile(r"[A-Za-z][\w/-]*(?: [A-Za-z0-9][\w/-]*)*|https?://[\w./-]+", re.ASCII)
_NO_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))

#: What Markdown takes for markup, and what GitHub does whatever backslash stands before it: `:name:`, `$x$`.
_MARKUP = re.compile(r"[\\`*_{}\[\]()#>!]|(?P<anyway>[&<~$]|:(?=[\w+-]+:))")


_NO_SOFTWARE = """
**One line is still missing.** The program that made this was installed from a place on one machine, which
others cannot reach. Write into `requirements.txt` where they get it from; until then the workflows fail.
"""
_NOBODY_YET = """Nothing is published until
`visibility` in `data/playbook.yml` says `public`, or `restricted` if its host lets only some people in."""


_RESTRICTED = """
That keeps nobody out by itself: see that its host lets only some people in, before the site goes live."""


@dataclass(frozen=True, slots=True)
class _Later:
    """What nobody has said yet, and an example of it."""

    example: str


_Values = Mapping[str, str | _Later]


def first_files(answers: Answers) -> dict[str, str]:
    """The files of a new playbook: path relative to its folder -> text."""
    values = _data_values(answers)
    made = {path: _filled(_text(kept), values) for path, kept in _FILLED.items()}
    for title, role in tuple(zip(answers.roles, answers.role_ids, strict=True))[1:]:
        own = {"role": _scalar(role), "role title": _scalar(title)}
        made["data/roles.yml"] += "\n" + indent(_filled(_text("role.yml"), own), "  ")
    made[f"data/priorities/{answers.priority_id}.yml"] = _filled(_text("priority.yml"), values)
    made["data/schema.json"] = render()
    made["requirements.txt"] = _filled(_text("requirements.txt"), {"software": _software(answers)})
    made["README.md"] = _filled(_text("README.md"), _page_values(answers))
    return {**made, **{path: _text(kept) for path, kept in _COPIED.items()}}


def _text(name: str) -> str:
    return files("generator.start").joinpath("files", name).read_text(encoding="utf-8")


def _filled(text: str, values: _Values) -> str:
    return "".join(_line(line, values) for line in text.splitlines(keepends=True))


def _line(line: str, values: _Values) -> str:
    said = {name: values[name] for name in _NAME.findall(line)}
    is_later = any(isinstance(value, _Later) for value in said.values())
    words = {name: value.example if isinstance(value, _Later) else value for name, value in said.items()}
    filled = _NAME.sub(lambda found: words[found[1]], line)
    return re.sub("^( *)", r"\1# ", filled) if is_later else filled


def _data_values(answers: Answers) -> _Values:
    lead, *others = answers.role_ids
    return {
        "key": _scalar(answers.key),
        "title": _scalar(answers.title),
        "timezone": _scalar(answers.timezone),
        "visibility": answers.visibility or _Later("restricted"),
        "lead": _scalar(lead),
        "lead title": _scalar(answers.roles[0]),
        "deputy": _scalar(others[0]) if others else _Later("another-role"),
        "assumed": "deputy, handles" if others else "handles",
        "supports": f"[{', '.join(map(_scalar, others))}]" if others else _Later("[another-role]"),
        "priority": _scalar(answers.priority_id),
        # As a part of a longer name, which is never taken for anything else.
        "priority id": answers.priority_id,
        "priority title": _scalar(answers.priority),
        "site": _scalar(answers.site) if answers.site else _Later("https://our-company.github.io/playbook/"),
        "repository": _scalar(answers.repository)
        if answers.repository
        else _Later("https://github.com/our-company/playbook"),
    }


def _software(answers: Answers) -> str | _Later:
    return answers.software or _Later("crisis-playbook @ git+https://git.example.org/our/software@v1.0")


def _page_values(answers: Answers) -> _Values:
    said = f"`data/playbook.yml` says `visibility: {answers.visibility}`."
    if answers.visibility == "restricted":
        said += _RESTRICTED
    return {
        "title": _in_markdown(answers.title),
        "priority": answers.priority_id,
        "lead": answers.role_ids[0],
        "software note": "" if answers.software else _NO_SOFTWARE,
        "visibility note": said if answers.visibility else _NOBODY_YET,
    }


def _scalar(words: str) -> str:
    """A text as YAML: bare where nobody could take it for anything else, else as JSON, which is YAML."""
    is_bare = _BARE.fullmatch(words) is not None and words.lower() not in _NO_WORDS
    return words if is_bare else json.dumps(words, ensure_ascii=False)


def _in_markdown(words: str) -> str:
    """A text as a heading that shows it as it was typed."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};" if found["anyway"] else f"\\{found[0]}", words)
