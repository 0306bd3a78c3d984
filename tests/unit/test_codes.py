"""Every problem that the program can name is named in a case or a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from generator.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")

#: What makes a problem, and the position of its code among the arguments.
MAKERS = {"error": 0, "warning": 0, "Flaw": 1}


def codes_of(tree: ast.AST) -> Iterator[str]:
    """The codes that a module hands to whatever makes problems, as far as they stand there as text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            position = MAKERS[node.func.id]
            if len(node.args) > position and isinstance(code := node.args[position], ast.Constant):
                yield str(code.value)


def codes() -> set[str]:
    """Every code of the program, rules included."""
    modules = (ROOT / "generator").rglob("*.py")
    found = {code for path in modules for code in codes_of(ast.parse(path.read_text(encoding="utf-8")))}
    return found | {rule.code for rule in RULES}


def named() -> set[str]:
    """Every word that a case expects or a test names."""
    files = [*(ROOT / "tests/cases").rglob("*.txt"), *(ROOT / "tests").rglob("test_*.py")]
    return {word for path in files for word in _CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_is_tested() -> None:
    """A problem that no test expects might never be found, or always."""
    assert set() == codes() - named()


def test_codes_are_words_with_hyphens() -> None:
    """Codes are for programs too: small letters and hyphens."""
    assert [] == [code for code in codes() if not _CODE.fullmatch(code)]


def test_the_search_for_codes_finds_them() -> None:
    """Codes of every way to make a problem are among those that must be tested."""
    assert {"unknown-reference", "bad-address", "hash-in-text", "address-taken", "broken-link"} <= codes()


def test_there_are_plenty_of_invalid_cases() -> None:
    """What people type wrong is kept as cases, each with its exact problems."""
    assert 60 <= len(list((ROOT / "tests/cases/invalid").glob("**/expected.txt")))
