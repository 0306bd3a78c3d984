"""The catalogue of codes: a folder for each group, in it a Markdown file for each code.

A file holds the cause, one faulty sample (a block of YAML, or a sentence after "Example:") and the cure. Of
a rule the program knows the severity; any other code is an error unless its file begins with
`Severity: warning`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.diagnostics import Severity
from generator.rules import RULES, Rule

#: The folders, in the order in which a playbook is read.
GROUPS = ("files", "yaml", "fields", "references", "site", "plan", "log", "publishing")

_WARNING = "Severity: warning\n"
_CODES_STAND_HERE = "<!-- codes -->"
_CURE = "\n**Cure.** "
_YAML = re.compile(r"(?s)(?P<cause>.*?)\n```yaml\n(?P<sample>.*?)```\n(?P<more>.*)")
_SENTENCE = re.compile(r"(?s)(?P<cause>.*?)\s*\bExample:\s+(?P<example>.*)")
_AS_SHOWN = re.compile(r"(?:error|warning)\[([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code. `cause`, `example` and `cure` are Markdown, `sample` is faulty YAML.

    Of `sample` and `example` one is empty. `rule` is what a rule asks for, in a sentence; other codes have
    none.
    """

    code: str
    severity: Severity
    group: str
    cause: str
    sample: str
    example: str
    cure: str
    rule: str = ""

    @property
    def in_short(self) -> str:
        """What a rule asks for; of any other code the first sentence of its cause."""
        first, stop, _ = " ".join(self.cause.split()).partition(". ")
        return self.rule or (f"{first}." if stop else first)


@dataclass(frozen=True, slots=True)
class Group:
    """The codes of one stage, rules in the order in which they run; Markdown before and after them."""

    title: str
    opening: str
    closing: str
    codes: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every code; `opening` is Markdown for whoever reads all of it."""

    opening: str
    groups: tuple[Group, ...]

    @property
    def by_code(self) -> Mapping[str, Explanation]:
        """Every explanation by its code."""
        return {found.code: found for group in self.groups for found in group.codes}


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the package."""
    folder = files("generator.explain") / "codes"
    return Catalogue(_text(folder / "_page.md").strip(), tuple(_group(folder / name) for name in GROUPS))


def asked_for(typed: str) -> str:
    """The code in what somebody typed, or copied from a report: `error[unknown-key]`, `Unknown-Key`."""
    shown = _AS_SHOWN.search(typed)
    return (shown[1] if shown else typed).strip(" \t`[]:.").lower().replace("_", "-").replace(" ", "-")


def _group(folder: Traversable) -> Group:
    heading, _, body = _text(folder / "_group.md").partition("\n")
    title = heading.removeprefix("# ")
    opening, _, closing = body.partition(_CODES_STAND_HERE)
    rules = {rule.code: (number, rule) for number, rule in enumerate(RULES)}
    named = {path.name.removesuffix(".md"): path for path in folder.iterdir() if path.name.endswith(".md")}
    found = [
        _explanation(code, _text(path), title, rules[code][1] if code in rules else None)
        for code, path in named.items()
        if code != "_group"
    ]
    found.sort(key=lambda item: (rules[item.code][0] if item.code in rules else len(rules), item.code))
    return Group(title, opening.strip(), closing.strip(), tuple(found))


def _explanation(code: str, text: str, group: str, rule: Rule | None) -> Explanation:
    severity: Severity = "warning" if text.startswith(_WARNING) else "error"
    rest, _, cure = text.removeprefix(_WARNING).partition(_CURE)
    sample = example = ""
    if found := _YAML.fullmatch(rest):
        sample, rest = found["sample"], f"{found['cause']}\n{found['more']}"
    elif found := _SENTENCE.fullmatch(rest):
        example, rest = found["example"], found["cause"]
    return Explanation(
        code=code,
        severity=rule.severity if rule else severity,
        group=group,
        cause=rest.strip(),
        sample=sample,
        example=example.strip(),
        cure=cure.strip(),
        rule=rule.title if rule else "",
    )


def _text(path: Traversable) -> str:
    return path.read_text(encoding="utf-8")
