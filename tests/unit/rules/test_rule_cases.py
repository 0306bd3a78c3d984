"""Every case below tests/cases/rules: `<rule>/<case>.yml` beside the findings that it must give.

A case begins with the promise that it stands for. Its `.txt` has a line for each finding of the rules whose
code begins with the folder's name, and below it, indented, the sentences that disagree; it is empty where
the rule has nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.linked import Playbook
from generator.rules import RULES, run
from tests.unit.rules.conftest import Make

CASES = Path(__file__).parents[2] / "cases" / "rules"
FILES = sorted(CASES.glob("*/*.yml"))


def lines(book: Playbook, codes: str) -> Iterator[str]:
    """What the rules find, as the cases write it."""
    rules = tuple(rule for rule in RULES if rule.code.startswith(codes))
    verdict, _ = run(book, rules)
    for finding in verdict.findings:
        yield f"{at(finding.place)} {finding.rule}: {finding.message}"
        for sentence in finding.sentences:
            time = f" ({sentence.time})" if sentence.time else ""
            yield f"  {at(sentence.place)} {sentence.text}{time}"


def at(place: Location) -> str:
    """A place as the cases write it: `line:column`."""
    return f"{place.line}:{place.column}"


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_a_rule_finds_what_its_case_says(path: Path, book: Make) -> None:
    """Each case's findings, their places and their sentences are exactly those beside it."""
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()

    found = list(lines(book(path.read_text(encoding="utf-8")), path.parent.name))

    assert expected == found


def test_every_rule_has_a_case_that_it_finds() -> None:
    """A rule that finds nothing in any case would not be tested at all."""
    found = {
        line.split(" ")[1].removesuffix(":")
        for path in CASES.glob("*/*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith(" ")
    }

    assert {rule.code for rule in RULES} == found
