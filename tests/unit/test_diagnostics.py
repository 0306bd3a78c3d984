"""The catalogue explains every code that the program can say, and what it tells of each is true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.cli.explain import explain
from generator.cli.options import USAGE
from generator.diagnostics import Diagnostic, Severity
from generator.explain import Explanation, asked_for, catalogue, listing, page
from generator.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
BOOK = catalogue()
EVERY = [found for group in BOOK.groups for found in group.codes]
SAMPLES = [found for found in EVERY if found.sample]
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)

#: What makes a diagnostic, and which of its arguments is the code.
MAKERS = {
    **dict.fromkeys(
        ("Diagnostic", "Misread", "Unreadable", "_problem", "_stop", "error", "found", "warning"), 0
    ),
    "Flaw": 1,
}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the program, with the name of what it calls."""
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
                yield name, node


def said() -> dict[str, Severity]:
    """Every code that stands as text where a diagnostic is made, and those of the rules."""
    found: dict[str, Severity] = {}
    for name, call in calls():
        if name in MAKERS:
            place = MAKERS[name]
            named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
            rest = {getattr(value, "value", None) for value in call.args[place + 1 :]}
            is_warning = name == "warning" or "warning" in rest
            for value in [*call.args[place : place + 1], *named]:
                if isinstance(value, ast.Constant) and re.fullmatch("[a-z0-9-]+", str(value.value)):
                    found[str(value.value)] = "warning" if is_warning else "error"
    return found | {rule.code: rule.severity for rule in RULES}


def problems(sample: str, root: Path) -> tuple[Diagnostic, ...]:
    """What the whole check says of a sample; a playbook is put beside one that has none."""
    files = sample.split("# another file\n")
    if not re.search(r"(?m)^playbook:", sample):
        files.append("playbook: {key: case, title: Case, timezone: Europe/London}\n")
    (root / "data").mkdir()
    for number, text in enumerate(files):
        (root / "data" / f"{number}.yml").write_text(text, encoding="utf-8")
    return pipeline.check(root, NOW).diagnostics


def run(*words: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(explain, words)


def test_every_code_is_explained() -> None:
    """Whoever meets a code finds it in the catalogue; the catalogue has no code that nobody can meet."""
    explained = {found.code: found.severity for found in EVERY}

    assert said() == explained


def test_no_code_is_explained_twice() -> None:
    """A code stands in one group."""
    codes = [found.code for found in EVERY]

    assert sorted(set(codes)) == sorted(codes)


@pytest.mark.parametrize("found", EVERY, ids=lambda found: found.code)
def test_every_code_has_a_cause_an_example_and_a_cure(found: Explanation) -> None:
    """Each part is there, once, and none swallowed another."""
    parts = (found.cause, found.sample or found.example, found.cure)

    assert all(parts)
    assert not (found.sample and found.example)
    assert not any(mark in part for part in parts for mark in ("```", "Example:", "**Cure.**", "Severity:"))


@pytest.mark.parametrize("found", SAMPLES, ids=lambda found: found.code)
def test_every_sample_is_true(found: Explanation, tmp_path: Path) -> None:
    """What is shown as faulty is found to be so by the whole check, for that reason, at that severity."""
    severities = {item.severity for item in problems(found.sample, tmp_path) if item.code == found.code}

    assert {found.severity} == severities


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_sample(rule: object) -> None:
    """What a plan or a log contradicts can always be shown."""
    assert rule.code in {found.code for found in SAMPLES}  # type: ignore[attr-defined]


def test_the_document_is_the_catalogue() -> None:
    """docs/diagnostics.md is made from it by `make codes`."""
    assert page(BOOK) == (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")


def test_a_code_is_printed_for_a_terminal() -> None:
    """Severity, cause, example and cure, in lines that fit."""
    shown = run("unquoted-colon")

    expected = """\
error[unquoted-colon] (YAML)

A colon followed by a space inside an unquoted text looks like a key.

Example:

    risks:
      churn:
        title: Churn: clients leave

Cure: Put quotes around the text: `title: "Churn: clients leave"`.
"""
    assert (0, expected) == (shown.exit_code, shown.output)


@pytest.mark.parametrize("found", EVERY, ids=lambda found: found.code)
def test_what_is_printed_fits_a_terminal(found: Explanation) -> None:
    """No line of words is longer than 80 columns, none has a page's markup."""
    shown = run(found.code).output
    words = [line for line in shown.splitlines() if not line.startswith("    ")]

    assert max(map(len, words)) <= 80
    assert "](" not in shown


def test_a_rule_says_how_it_is_accepted() -> None:
    """Some plans mean what a rule warns of."""
    shown = run("missing-owner").output

    assert "\n    accept: [{rule: missing-owner, because: ..., by: role-id}]\n" in shown


@pytest.mark.parametrize(
    "typed",
    [
        "unknown-key",
        "Unknown-Key",
        "error[unknown-key]",
        "[unknown-key]",
        "`unknown-key`:",
        "unknown_key",
        "unknown key",
        "data/risks.yml:3:5: error[unknown-key]: `x` is not a field of a risk.",
    ],
)
def test_a_code_is_taken_as_it_is_shown(typed: str) -> None:
    """Copied from a report, or typed from memory."""
    code = asked_for(typed)

    assert "unknown-key" == code


@pytest.mark.parametrize(
    ("typed", "told"),
    [("unkown-key", "Did you mean `unknown-key`?"), ("zzz", "`playbook explain` lists all codes.")],
)
def test_an_unknown_code_is_wrong_usage(typed: str, told: str) -> None:
    """The nearest code is offered."""
    shown = run(typed)

    assert (USAGE, f"Error: There is no code `{typed}`. {told}\n") == (shown.exit_code, shown.output)


def test_without_a_code_all_are_listed() -> None:
    """One line each, by group."""
    shown = run()

    lines = [line for line in shown.output.splitlines() if line.startswith("  ")]
    assert [found.code for found in EVERY] == [line.split()[0] for line in lines]
    assert [group.title for group in BOOK.groups] == re.findall(r"(?m)^\S.*$", shown.output)


def test_the_list_is_cut_to_the_width_of_a_terminal() -> None:
    """Where there is a width, no line is longer; where there is none, nothing is cut."""
    cut, whole = listing(BOOK, 80), listing(BOOK)

    assert max(map(len, cut.splitlines())) <= 80
    assert "…" in cut
    assert "…" not in whole


def test_the_command_needs_no_playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads a report elsewhere can ask."""
    monkeypatch.chdir(tmp_path)

    shown = run("tab", "--format", "markdown")

    assert (0, "### `tab`") == (shown.exit_code, shown.output.splitlines()[0])
