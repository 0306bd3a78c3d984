"""Runs that are over stand apart from the plan of today: read, checked and linked each for itself."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.addresses import Ref
from generator.archive import runs
from generator.load import find_files, find_runs
from generator.pages import Page
from generator.pages.journal import listed
from generator.pipeline import check
from generator.render import render
from tests import sites
from tests.playbooks import HEAD, NOW, SETTINGS

RUN = """\
playbook:
  key: test
  title: As it stood
  timezone: Europe/London
  activated: 2026-11-01T09:00
  ended: 2026-11-02T17:00
  events: {contained: It is held}
roles:
  lead: {title: Lead}
priorities:
  fix:
    title: Fix it
    owner: lead
    actions:
      call: {title: Call}
"""

LOG = """\
log:
  2026-11-01-1000-done-call:
    at: 2026-11-01T10:00
    kind: done
    by: lead
    about: [actions/fix.call]
"""


def put(root: Path, name: str, text: str) -> None:
    """One data file."""
    path = root / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def put_run(root: Path, name: str, plan: str = RUN, log: str = LOG) -> None:
    """A run that is over: its plan, and its log if there is any."""
    put(root, f"log/{name}/plan/playbook.yml", plan)
    if log:
        put(root, f"log/{name}/2026-11-01-1000-done-call.yml", log)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook that nothing is wrong with, without a log."""
    put(tmp_path, "playbook.yml", HEAD)
    return tmp_path


def test_a_run_is_no_part_of_the_plan_of_today(root: Path) -> None:
    """Its playbook, its roles, its log: nothing of it is merged, nothing of it is open or done now."""
    before = check(root, NOW)
    put_run(root, "2026-11-01")

    after = check(root, NOW)

    assert before.sound
    assert after.sound
    assert before.diagnostics == after.diagnostics
    assert set(before.sound.book.entries) == set(after.sound.book.entries)
    assert "Test" == after.sound.book.summary.title


def test_a_run_has_its_own_plan_log_and_state(root: Path) -> None:
    """Linked as on its last day: what now is, is its end."""
    put_run(root, "2026-11-01")

    checked = check(root, NOW)

    assert checked.sound
    (run,) = checked.sound.runs
    assert ("2026-11-01", "As it stood") == (run.id, run.book.summary.title)
    assert "done" == run.book.action("fix.call").status
    assert datetime(2026, 11, 2, 17, tzinfo=UTC) == run.book.now


def test_a_run_that_nobody_ended_was_over_with_its_last_word(root: Path) -> None:
    """No moment is invented: the last on record counts; with no record at all, the beginning."""
    put_run(root, "a", RUN.replace("  ended: 2026-11-02T17:00\n", ""))
    put_run(root, "b", RUN.replace("  ended: 2026-11-02T17:00\n", ""), log="")

    found, problems = runs(root)

    assert ((), {"a": 10, "b": 9}) == (problems, {run.id: run.book.now.hour for run in found})


def test_runs_come_newest_first(root: Path) -> None:
    """By when they began, whatever they are called; of two of one moment the later name."""
    put_run(root, "zzz", RUN.replace("2026-11-01T09", "2025-11-01T09"), log="")
    put_run(root, "2026-11-01")
    put_run(root, "2026-11-01-2")

    assert ["2026-11-01-2", "2026-11-01", "zzz"] == [run.id for run in runs(root)[0]]


def test_an_error_in_a_run_is_an_error_at_its_place(root: Path) -> None:
    """A broken archive is not silently left out, and hides nothing of what the rules say of today's plan."""
    put_run(root, "2026-11-01", RUN.replace("owner: lead", "owner: laed"))
    put(root, "risks.yml", "risks: {churn: {title: Churn}}\n")

    checked = check(root, NOW)

    assert checked.sound is None
    assert [
        ("data/log/2026-11-01/plan/playbook.yml", 13, "unknown-reference"),
    ] == [
        (item.location.file, item.location.line, item.code)
        for item in checked.diagnostics
        if item.severity == "error"
    ]
    assert "missing-owner" in {item.code for item in checked.diagnostics}


def test_an_error_of_today_does_not_hide_one_of_then(root: Path) -> None:
    """Every problem comes in one run."""
    put_run(root, "2026-11-01", RUN.replace("owner: lead", "owner: laed"))
    put(root, "risks.yml", "risks: {churn: {title: Churn, owner: nobody}}\n")

    found = check(root, NOW).diagnostics

    assert ["data/log/2026-11-01/plan/playbook.yml", "data/risks.yml"] == [
        item.location.file for item in found if item.severity == "error"
    ]


def test_rules_and_warnings_are_silent_about_runs(root: Path) -> None:
    """Nobody mends a plan that is over: what is missing in it is missing for ever."""
    put_run(root, "2026-11-01", f"{RUN}risks:\n  churn:\n    title: Churn #4\n")
    put(root, "log/2026-11-01/plan/empty.yml", "# Nothing\n")

    checked = check(root, NOW)

    assert (1, ()) == (len(checked.sound.runs) if checked.sound else 0, checked.diagnostics)


def test_a_run_without_a_beginning_is_an_error(root: Path) -> None:
    """Nothing can be said of when things happened in it."""
    put_run(root, "2026-11-01", RUN.replace("  activated: 2026-11-01T09:00\n", ""))

    found, problems = runs(root)

    assert ((), [("data/log/2026-11-01/plan/playbook.yml", "run-without-t0")]) == (
        found,
        [(item.location.file, item.code) for item in problems],
    )


def test_a_run_that_lost_its_playbook_is_told_at_its_folder(root: Path) -> None:
    """Nobody takes the playbook of today for the one that is missing."""
    put_run(root, "2026-11-01")
    (root / "data/log/2026-11-01/plan/playbook.yml").unlink()

    _, problems = runs(root)
    missing = next(item for item in problems if item.code == "missing-playbook")

    assert "data/log/2026-11-01" == missing.location.file
    assert "`data/log/2026-11-01/plan/`" in missing.hint


@pytest.mark.parametrize("name", ["Our run", "2026_11_01", "index", "x" * 61, "a\nb", "zürich"])
def test_a_run_is_named_by_an_id(root: Path, name: str) -> None:
    """Its page is at `/review/<run>/`, where only an id can stand."""
    put_run(root, name)

    found, problems = runs(root)

    assert ((), True) == (found, "bad-run" in {item.code for item in problems})


def test_what_is_only_on_its_way_is_left_alone(root: Path) -> None:
    """A closing that was killed leaves a folder whose name starts with a dot: no run, and no data."""
    put_run(root, ".2026-11-01.new")

    assert ((), ("playbook.yml",)) == (find_runs(root), tuple(path.name for path in find_files(root)[0]))


def test_other_folders_of_the_log_are_the_log_of_today(root: Path) -> None:
    """Only the folder `plan` makes a run; a log may be sorted into folders, and `plan` may be one of them."""
    put(root, "log/day-1/x.yml", "log: {x: {at: 2026-11-01T10:00, kind: note}}\n")
    put(root, "log/plan/y.yml", "log: {y: {at: 2026-11-01T10:00, kind: note}}\n")
    put(root, "day/log/z/plan/z.yml", "log: {z: {at: 2026-11-01T10:00, kind: note}}\n")

    checked = check(root, NOW)

    assert checked.sound
    assert {Ref("log", name) for name in "xyz"} == set(checked.sound.book.entries)


def test_a_run_is_read_from_real_folders_only(root: Path) -> None:
    """A link is told as anywhere in data/, and never followed."""
    put_run(root, "2026-11-01")
    outside = root / "elsewhere"
    os.rename(root / "data" / "log" / "2026-11-01", outside)  # noqa: PTH104 - both names stand here
    (root / "data" / "log" / "linked").symlink_to(outside, target_is_directory=True)

    checked = check(root, NOW)

    assert (None, ["symbolic-link"]) == (checked.sound, [item.code for item in checked.diagnostics])


TOLD = """\
log:
  first: {at: 2026-11-01T10:00, kind: started, by: lead, about: [actions/fix.call, priorities/fix]}
  second:
    at: 2026-11-01T11:00
    kind: note
    until: 2026-11-02T09:00
    by: lead
    text: See [[log/first]], [[actions/fix.call|the call]], [[roles/lead]] and [[events/contained]].
"""


def told(root: Path, plan: str) -> sites.Read:
    """The page of a run, as the site has it whose plan of today this is."""
    put(root, "plan.yml", plan)
    put_run(root, "2026-11-01", log=TOLD)
    checked = check(root, NOW)
    if checked.sound is None:
        raise AssertionError(checked.diagnostics)
    (run,) = checked.sound.runs
    page = Page(
        "review/r.md", "page/list.md.j2", "Then", "Record", {"items": listed(run.book, "log")}, book=run.book
    )
    made = (*(item for item in checked.sound.pages if item.path != page.path), page)
    return sites.read(render(checked.sound.book, made, SETTINGS)[page.path])


def test_the_page_of_a_run_leads_to_what_the_site_has_today(root: Path) -> None:
    """What is still there can be looked up; the log of the run stands on the page itself."""
    plan = RUN.partition("roles:")[2]

    links = told(root, f"roles:{plan}").links

    assert {"../../roles/lead/", "../../priorities/fix/", "../../priorities/fix/#call", "#first"} <= set(
        links
    )


def test_what_is_gone_by_now_is_the_text_that_it_was(root: Path) -> None:
    """No link of it is broken, and nothing that it said is lost; roles have the names that they had then."""
    page = told(root, "roles: {lead: {title: Somebody else}}\nprinciples: {x: {title: X}}\n")

    assert {"../../roles/lead/", "#first", "#second"} == {link for link in page.links if ":" not in link}
    assert page.says("See Started: Call, Fix it, the call, Lead and contained.")
    assert not page.says("Somebody else")


def test_an_anchor_that_is_gone_is_no_link(root: Path) -> None:
    """The page of the priority is there, but not the action on it."""
    page = told(root, "roles: {lead: {title: Lead}}\npriorities: {fix: {title: Fix it, owner: lead}}\n")

    assert "../../priorities/fix/" in page.links
    assert [] == [link for link in page.links if link.endswith("#call")]


def test_the_dates_of_a_run_are_those_of_then(root: Path) -> None:
    """They are printed, and no script takes them for dates of a crisis that is declared today."""
    page = told(root, "roles: {lead: {title: Lead}}\n")

    assert page.says("2026-11-02T09:00 (Mon 2 Nov 09:00)")
    assert [] == [tag for tag, attributes in page.tags if "data-when" in attributes]


def test_edit_links_of_a_run_lead_to_its_own_files(root: Path) -> None:
    """Whoever corrects the record of then does it where it is kept."""
    page = told(root, "roles: {lead: {title: Lead}}\n")

    edits = [link for link in page.links if link.startswith(SETTINGS.source_repo)]
    assert edits
    assert [] == [link for link in edits if "/data/log/2026-11-01/" not in link]


def test_a_run_hides_what_its_own_plan_hid_and_what_todays_does(root: Path) -> None:
    """The review of a run is read by the same people; what it withholds is looked for in all that is made."""
    put(root, "playbook.yml", HEAD.replace("}", ", editions: {leadership: [leadership]}}"))
    put(root, "decisions.yml", "decisions: {price: {title: Price, confidential: leadership}}\n")
    then = "  desk: {title: Desk, confidential: leadership, note: Nobody may hear of the second desk yet}\n"
    put_run(root, "2026-11-01", f"{RUN}decisions:\n{then}  price: {{title: The price}}\n")

    sound = check(root, NOW, edition="default").sound
    whole = check(root, NOW, edition="leadership").sound

    assert sound
    assert whole
    assert set() == {ref for ref in sound.runs[0].book.entries if ref.collection == "decisions"}
    assert 2 == len([ref for ref in whole.runs[0].book.entries if ref.collection == "decisions"])
    assert sound.withheld.looked_for.tells("He said: nobody may hear of the second desk yet!")
    assert not whole.withheld.looked_for.tells("He said: nobody may hear of the second desk yet!")
