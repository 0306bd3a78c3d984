"""The stages together: every problem of every file in one run, and files only of what is sound."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

from generator.pipeline import build, check, generate, stamped, uncollected
from generator.revision import Revision
from tests.playbooks import HEAD, NOW, SMALL


def write(root: Path, **files: str) -> Path:
    """A playbook's folder with these data files."""
    (root / "data").mkdir()
    for name, text in {"playbook": HEAD, **files}.items():
        (root / "data" / f"{name}.yml").write_text(text, encoding="utf-8")
    return root


def test_problems_of_all_stages_come_together(tmp_path: Path) -> None:
    """Reading, validation, linking and hand-written pages report in one run, in order of place."""
    write(
        tmp_path,
        a="risks:\n  churn: {title: Churn, likelihood: 9}\n",
        b="risks:\n  other: {title: Other, owner: nobody}\n",
    )
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "x.md").write_text("[[risks/none]]\n", encoding="utf-8")

    found = check(tmp_path, NOW)

    assert found.sound is None
    assert [
        ("content/x.md", "unknown-reference"),
        ("data/a.yml", "bad-value"),
        ("data/b.yml", "unknown-reference"),
    ] == [(problem.location.file, problem.code) for problem in found.diagnostics]


def test_warnings_leave_a_playbook(tmp_path: Path) -> None:
    """Rules speak once there is no error left, and stop nothing."""
    found = check(write(tmp_path, a="risks: {churn: {title: Churn}}\n"), NOW)

    assert {"missing-owner", "missing-exposure"} == {problem.code for problem in found.diagnostics}
    assert found.sound is not None


def test_files_that_are_not_there_yet_can_be_checked(tmp_path: Path) -> None:
    """An entry to be recorded is checked with all the others before anything is written."""
    root = write(tmp_path, a="kpis: {rate: {title: Rate}}\n")
    good = "log: {x: {at: 2026-11-23T09:00, kind: measured, value: 1, about: [kpis/rate]}}\n"

    right = check(root, NOW, {"data/log/x.yml": good})
    wrong = check(root, NOW, {"data/log/x.yml": good.replace("kpis/rate", "kpis/rat")})

    assert right.sound is not None
    assert ["data/log/x.yml"] == [
        problem.location.file for problem in wrong.diagnostics if problem.severity == "error"
    ]


def test_what_is_generated_says_where_it_comes_from() -> None:
    """Each entry's page leads back to its line, so that a builder's complaint can name it."""
    checked = check(SMALL, NOW)
    if checked.sound is None:
        raise AssertionError(checked.diagnostics)

    made = generate(checked.sound, SMALL)

    assert "data/everything.yml" == made.sources["/risks/second-outage/"].file
    assert "content/guide.md" == made.sources["/guide/"].file
    assert {"playbook.json"} <= set(made.exports)


def test_a_site_says_what_it_was_made_of() -> None:
    """The stamp holds the playbook's own words, the commit, and the moment in the playbook's zone."""
    checked = check(SMALL, NOW)
    if checked.sound is None:
        raise AssertionError(checked.diagnostics)

    stamp = stamped(checked.sound.book, Revision("ab" * 20, changed=True), "sha256:0")
    made = json.loads(generate(checked.sound, SMALL, stamp).navigation)["extra"]["stamp"]

    assert ("card-outage", "Card payments outage", "2026.11", None) == (
        stamp.key,
        stamp.title,
        stamp.version,
        stamp.version_title,
    )
    assert ("ab" * 20, True, "2026-11-23T13:05:00Z") == (stamp.commit, stamp.changed, stamp.moment)
    assert ("abababa", "23 November 2026", "13:05 GMT") == (
        made["commit_short"],
        made["date_shown"],
        made["time_shown"],
    )


def test_a_rule_that_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    """An error of the rules is an error: nothing is written."""
    accept = "accept: [{rule: no-such-rule, because: B, by: lead}]"
    root = write(tmp_path, a=f"roles: {{lead: {{title: Lead, {accept}}}}}\n")

    problems = build(root, NOW, Revision(), lambda _: None)

    assert ["unknown-rule"] == [problem.code for problem in problems if problem.severity == "error"]
    assert ["data"] == [path.name for path in root.iterdir()]


def test_a_page_in_the_way_is_told_by_the_check(tmp_path: Path) -> None:
    """Whoever only checks learns of it as well."""
    root = write(tmp_path, a="roles: {lead: {title: Lead}}\n")
    (root / "content").mkdir()
    (root / "content" / "plan.md").write_text("# Mine\n", encoding="utf-8")

    assert "address-taken" in {problem.code for problem in check(root, NOW).diagnostics}


def test_a_page_in_the_way_stops_the_build(tmp_path: Path) -> None:
    """An error found while pages are made writes nothing either."""
    root = write(tmp_path, a="roles: {lead: {title: Lead}}\n")
    (root / "content").mkdir()
    (root / "content" / "plan.md").write_text("# Mine\n", encoding="utf-8")

    problems = build(root, NOW, Revision(), lambda _: None)

    assert ["address-taken"] == [problem.code for problem in problems if problem.severity == "error"]
    assert {"data", "content"} == {path.name for path in root.iterdir()}


def test_strict_writes_nothing_with_a_warning(tmp_path: Path) -> None:
    """Told to be strict, a build stops at a warning before anything is made."""
    root = write(tmp_path, a="risks: {churn: {title: Churn}}\n")

    problems = build(root, NOW, Revision(), lambda _: None, strict=True)

    assert {"warning"} == {problem.severity for problem in problems}
    assert ["data"] == [path.name for path in root.iterdir()]


def test_a_run_restores_the_collector() -> None:
    """What is switched off for speed is on again afterwards, whatever happened."""
    seen = []

    @uncollected()
    def fail() -> None:
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert [False, True] == [*seen, gc.isenabled()]
