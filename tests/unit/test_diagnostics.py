"""docs/diagnostics.md explains every code that the program can say, and its examples are true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.load import load_text
from generator.rules import RULES
from generator.validate import validate

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")

#: What makes a diagnostic, and which of its arguments is the code.
MAKERS = {"Diagnostic": 0, "Flaw": 1, "_problem": 0, "_stop": 0, "error": 0, "found": 0, "warning": 0}


def codes() -> set[str]:
    """Every code of the program: literals where a diagnostic is made, and the rules."""
    files = (ROOT / "generator").rglob("*.py")
    calls = (
        node
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return {code for call in calls for code in code_in(call)} | {rule.code for rule in RULES}


def code_in(call: ast.Call) -> Iterator[str]:
    """The literal code of a call that makes a diagnostic, given by its place or by name."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name not in MAKERS:
        return
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    for value in [*call.args[MAKERS[name] : MAKERS[name] + 1], *named]:
        if isinstance(value, ast.Constant) and re.fullmatch("[a-z0-9-]+", str(value.value)):
            yield str(value.value)


def sections() -> dict[str, str]:
    """The section of each code that has one."""
    parts = re.split(r"^### `([a-z0-9-]+)`$", GUIDE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples() -> dict[str, str]:
    """The faulty YAML that stands under a code."""
    blocks = {code: re.search(r"```yaml\n(.*?)```", text, re.DOTALL) for code, text in sections().items()}
    return {code: block[1] for code, block in blocks.items() if block}


def test_every_code_is_explained() -> None:
    """Whoever meets a code finds it in the guide; the guide has no code that nobody can meet."""
    in_table = set(re.findall(r"^\| `([a-z0-9-]+)` \|", GUIDE, re.MULTILINE))

    assert codes() == set(sections()) | in_table


@pytest.mark.parametrize("code", sections())
def test_every_section_has_an_example_and_a_cure(code: str) -> None:
    """Cause, example, cure."""
    text = sections()[code]

    assert "```yaml" in text or "Example:" in text
    assert 1 == text.count("**Cure.** ")


@pytest.mark.parametrize("code", examples())
def test_every_example_is_true(code: str) -> None:
    """What the guide shows as faulty is found to be so, for that reason."""
    loaded = [load_text(text, "data/x.yml") for text in examples()[code].split("# another file\n")]
    _, problems = validate([file for file, _ in loaded])

    found = {problem.code for _, unread in loaded for problem in unread} | {
        problem.code for problem in problems
    }
    assert code in found
