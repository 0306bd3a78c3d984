"""Each reader sees what is meant for them: sites of several editions, as their readers get them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.load import load
from tests.e2e.conftest import Run
from tests.e2e.test_changed import commit, edit
from tests.publishing import git
from tests.withholding import divided

PLAYBOOK = "data/everything.yml"

#: What only the audience's own plan says, in the small playbook.
ITS_OWN = "Fees waived for the days of the outage"


@pytest.fixture
def closed(folder: Path) -> Path:
    """The small playbook, in which the plan for merchants is for leadership alone."""
    divided(folder)
    return folder


def built(run: Run, folder: Path, *words: str) -> Path:
    """The site of an edition."""
    done = run("-C", folder, "build", *words)
    assert 0 == done.returncode, done.stdout + done.stderr
    return folder / "site"


def files_with(site: Path, text: str) -> list[str]:
    """The files that hold a text, as HTML writes it or as it is."""
    written = "".join(char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in text)
    found = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        content = path.read_text(encoding="utf-8", errors="replace")
        if text in content or written in content:
            found.append(path.relative_to(site).as_posix())
    return found


def test_everybody_gets_nothing_of_what_is_for_leadership(closed: Path, run: Run) -> None:
    """No page, no file for machines, no list; what names it says so and leads to where that is explained."""
    site = built(run, closed)
    promise = (site / "commitments" / "index.html").read_text(encoding="utf-8")

    assert [] == files_with(site, ITS_OWN)
    assert [] == files_with(site, "comms/merchants")
    assert not (site / "comms" / "merchants").exists()
    assert '<a href="../not-in-this-edition/">not in this edition</a>' in promise
    assert (site / "not-in-this-edition" / "index.html").exists()
    assert '<a href="../not-in-this-edition/">not all of the plan</a>' in promise
    assert "default" == json.loads((site / "stamp.json").read_text(encoding="utf-8"))["edition"]


def test_leadership_gets_all_of_it(closed: Path, run: Run) -> None:
    """With a word at the entry, and one at the foot of each page, on whose site they are."""
    site = built(run, closed, "--edition", "leadership")
    page = (site / "comms" / "merchants" / "index.html").read_text(encoding="utf-8")

    assert {"comms/merchants/index.html", "playbook.json"} <= set(files_with(site, ITS_OWN))
    assert "Not for everyone: for <strong>leadership</strong> alone." in page
    assert "edition leadership: not for everyone" in (site / "index.html").read_text(encoding="utf-8")
    assert "leadership" == json.loads((site / "stamp.json").read_text(encoding="utf-8"))["edition"]
    assert not (site / "not-in-this-edition").exists()


def test_one_edition_replaces_the_other_whole(closed: Path, run: Run) -> None:
    """Nothing of the fuller site is left in the one for everybody."""
    built(run, closed, "--edition", "leadership")

    assert [] == files_with(built(run, closed), ITS_OWN)


@pytest.mark.parametrize("command", ["build", "review", "serve", "trace"])
def test_an_edition_that_is_none_is_wrong_usage(closed: Path, run: Run, command: str) -> None:
    """With the name that may have been meant."""
    words = [closed / PLAYBOOK] if command == "trace" else []
    done = run("-C", closed, command, *words, "--edition", "leadershp")

    assert 2 == done.returncode
    assert "There is no edition `leadershp`. Did you mean `leadership`?" in done.stderr
    assert not (closed / "site").exists()


def test_a_trace_is_of_all_of_the_plan_unless_asked(closed: Path, run: Run, tmp_path: Path) -> None:
    """Authors ask whether a sentence is lost; what some readers find is another question."""
    source = tmp_path / "source.md"
    source.write_text(f"- {ITS_OWN}\n", encoding="utf-8")

    assert 0 == run("-C", closed, "trace", source).returncode
    assert 0 == run("-C", closed, "trace", source, "--edition", "leadership").returncode
    assert 1 == run("-C", closed, "trace", source, "--edition", "default").returncode


def test_a_draft_of_a_post_mortem_is_for_everybody_unless_asked(closed: Path, run: Run) -> None:
    """What was sent to an audience that is withheld is in none of it."""
    sent = '{at: "2026-11-23T10:00", kind: sent, about: [comms/merchants], text: Told them all}'
    (closed / "data" / "log.yml").write_text(f"log: {{sent-1: {sent}}}\n", encoding="utf-8")
    everybodys = run("--at", "2026-11-23T12:00", "-C", closed, "review")
    leaders = run("--at", "2026-11-23T12:00", "-C", closed, "review", "--edition", "leadership")

    assert (0, 0) == (everybodys.returncode, leaders.returncode)
    assert "Told them all" not in everybodys.stdout
    assert "Merchants" not in everybodys.stdout
    assert "Told them all" in leaders.stdout


def test_what_became_confidential_is_told_as_no_change(closed: Path, run: Run) -> None:
    """It was open in the last named version; whoever reads what changed since learns nothing of it."""
    mark = "    confidential: leadership\n"
    edit(closed, PLAYBOOK, (mark, ""))
    (closed / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    git(closed, "init", "-q", "--initial-branch=main")
    commit(closed)
    text = (closed / PLAYBOOK).read_text(encoding="utf-8")
    start = text.index("  merchants:\n", text.index("\ncomms:"))
    title_end = text.index("\n", text.index("    title:", start)) + 1
    text = text[:title_end] + mark + text[title_end:].replace(ITS_OWN, "A third of a year for free", 1)
    text = text.replace('"2026.11"', '"2026.12"')
    (closed / PLAYBOOK).write_text(text, encoding="utf-8")
    commit(closed)
    site = built(run, closed)
    changes = (site / "changes" / "index.html").read_text(encoding="utf-8")

    assert "Since version" in changes
    assert [] == files_with(site, ITS_OWN)
    assert [] == files_with(site, "A third of a year for free")
    assert not re.search("<h2[^>]*>[^<]*[Mm]essages", changes)


def test_a_paragraph_that_became_confidential_is_no_news(closed: Path, run: Run) -> None:
    """Moved from an entry that everybody sees into one that not all do: what it said is not told again."""
    sentence = "The second acquirer leaves us if this happens again"
    edit(closed, PLAYBOOK, ("decisions:\n", f"decisions:\n  moved: {{title: Moved, note: {sentence}}}\n"))
    (closed / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    git(closed, "init", "-q", "--initial-branch=main")
    commit(closed)
    edit(
        closed,
        PLAYBOOK,
        (f"  moved: {{title: Moved, note: {sentence}}}\n", "  moved: {title: Moved, note: Elsewhere}\n"),
        (
            "decisions:\n",
            f"decisions:\n  kept: {{title: Kept, confidential: leadership, note: {sentence}}}\n",
        ),
        ('"2026.11"', '"2026.12"'),
    )
    commit(closed)

    assert [] == files_with(built(run, closed), sentence)


def test_a_secret_in_the_settings_stops_the_build(closed: Path, run: Run) -> None:
    """What the data does not say there is found all the same; the old site stays."""
    before = built(run, closed)
    stamp = (before / "stamp.json").read_bytes()
    (closed / "mkdocs.yml").write_text(f"site_description: {ITS_OWN}\n", encoding="utf-8")
    done = run("-C", closed, "build")

    assert 1 == done.returncode
    assert "error[withheld-shown]: `comms/merchants` is not in the edition `default`" in done.stdout
    assert " more files tell of it" in done.stdout
    assert "data/everything.yml:" in done.stdout
    assert stamp == (before / "stamp.json").read_bytes()


def test_the_fixture_is_as_the_tests_take_it(closed: Path) -> None:
    """One audience is for leadership, and the words that are looked for are its own alone."""
    files = load(closed)[0]

    assert 1 == sum(file.text.count(ITS_OWN) for file in files)
    assert 1 == sum(file.text.count("confidential: leadership") for file in files)
