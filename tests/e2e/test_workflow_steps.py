"""The steps of the workflows, run here as they run there: on copies, with a host of one's own."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from tests.browser.serving import serve
from tests.hosting import hosted
from tests.publishing import Remote, git, remote
from tests.workflows import perform, steps

CONTEXT = {"github.event.number": "7", "vars.SITE_URL": ""}
TOKEN = "a-token-of-one-run"  # noqa: S105  nobody's

#: Nobody's own settings: no password manager answers, and no terminal is asked.
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

#: Twelve problems: more than the ten that GitHub shows.
WRONG = "risks:\n" + "".join(f"  wrong-{number}: {{title: Wrong, colour: red}}\n" for number in range(12))

#: What would end a fenced block, an indented one or a line, if it stood at the right place.
HOSTILE = """\
risks:
  hostile:
    title: Hostile
    "```": "```"
    "~~~~~~~~~": |-
      ```
      ~~~~~~~~~
      # A heading
    "</code></pre><img src=x>": "[[no/such]]"
    "a\\nb\\r# c\\u2028# d": 1
"""


@pytest.fixture
def change(folder: Path) -> Path:
    """A playbook with a change that is merged for its check, as GitHub prepares it."""
    git(folder, "init", "-q", "--initial-branch=main")
    (folder / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Before")
    git(folder, "checkout", "-qb", "change")
    return folder


def changed(folder: Path, files: dict[str, str]) -> None:
    """Write files, commit them, and stand at the merge into main."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Change")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "change")


def run_job(name: str, folder: Path, **variables: str) -> tuple[list[str], int, str]:
    """The commands of a workflow that ran, the last one's exit code, and all that was printed."""
    ran, code, printed = [], 0, ""
    for step in steps(name):
        if step.run and not code:
            # Tests that start all tests would not end; make says which it would start all the same.
            dry = ["--just-print"] if "test-software" in step.run else []
            done = perform(step, folder, CONTEXT, *dry, **variables)
            ran.append(step.run)
            code, printed = done.returncode, printed + done.stdout + done.stderr
    return ran, code, printed


def test_sound_data_is_built_and_attached_without_the_softwares_tests(change: Path, tmp_path: Path) -> None:
    """The whole job, to its end; the summary says that there is nothing to mend, and the site is there."""
    changed(change, {"data/new.yml": "principles:\n  new: {title: New}\n"})
    summary = tmp_path / "summary.md"
    ran, code, printed = run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))
    [upload] = [step for step in steps("pull-request") if step.uses.startswith("actions/upload-artifact@")]

    assert 0 == code, printed
    assert [step.run for step in steps("pull-request") if step.run] == ran
    assert "the software is as tested" in printed
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("# Check\n\n")
    assert "# What changes in the response" in told
    assert "# Build" not in told
    assert (change / upload.settings["path"] / "principles" / "index.html").is_file()


def test_the_summary_says_what_changes_in_the_response(change: Path, tmp_path: Path) -> None:
    """A reviewer reads what a text becomes for those who get it, without asking for it."""
    changed(change, {"data/new.yml": "comms:\n  new: {title: New, templates: {update: {body: All well}}}\n"})
    summary = tmp_path / "summary.md"
    run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))
    told = summary.read_text(encoding="utf-8").partition("# What changes in the response\n")[2]

    assert "All well" in told


def test_a_first_plan_has_nothing_to_compare_with(change: Path, tmp_path: Path) -> None:
    """Where main holds no plan yet, the job goes on to its end."""
    git(change, "checkout", "-q", "main")
    git(change, "rm", "-rq", "data")
    git(change, "commit", "-qm", "No plan")
    git(change, "checkout", "-q", "change")
    git(change, "merge", "-q", "--strategy=ours", "-m", "Of main", "main")
    changed(change, {"data/new.yml": "principles:\n  new: {title: New}\n"})
    summary = tmp_path / "summary.md"
    _, code, printed = run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))

    assert 0 == code, printed
    assert "There is no plan to compare with." in summary.read_text(encoding="utf-8")


def test_the_check_comes_before_everything_slow() -> None:
    """Whoever changed one fact waits for nothing that the answer does not need."""
    commands = [step.words[1] for step in steps("pull-request") if step.run]

    assert ["ready", "annotate", "summarise", "annotate-site", "test-software"] == commands


def test_what_only_the_site_shows_is_annotated_and_listed(change: Path, tmp_path: Path) -> None:
    """A link of a hand-written page to a place that no page has."""
    changed(change, {"content/extra.md": "# Extra\n\n[Gone](/no-such-page/)\n"})
    summary = tmp_path / "summary.md"
    ran, code, printed = run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))
    told = summary.read_text(encoding="utf-8").partition("# Build\n\n")[2]

    assert (2, "make annotate-site") == (code, ran[-1])
    assert re.search(r"^::error file=content/extra\.md", printed, re.MULTILINE)
    assert told.startswith("## 1 error")
    assert "`site-builder`, line 3" in told


def test_wrong_data_is_annotated_and_listed_whole(change: Path, tmp_path: Path) -> None:
    """Each problem as an annotation at its line; all of them in the summary with place and hint; no site."""
    changed(change, {"data/wrong.yml": WRONG})
    summary = tmp_path / "summary.md"
    ran, code, printed = run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))
    told = summary.read_text(encoding="utf-8")

    assert (2, "make annotate") == (code, ran[-1])
    assert "Error 1" in printed
    assert 12 == len(
        re.findall(r"^::error file=data/wrong\.yml,line=\d+,.*?col=\d+,.*?title=", printed, re.MULTILINE)
    )
    assert "## 12 errors" in told
    assert 12 == len(re.findall(r"^- \*\*error\*\* `unknown-key`, line \d+$", told, re.MULTILINE))
    assert 12 == told.count("hint: ")
    assert not (change / "site").exists()


def test_no_data_ends_the_block_that_the_summary_shows_it_in(change: Path, tmp_path: Path) -> None:
    """Outside the blocks of code stands nothing that a file holds."""
    changed(change, {"data/hostile.yml": HOSTILE})
    summary = tmp_path / "summary.md"
    _, code, _ = run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))
    shown = Markdown(extensions=["pymdownx.superfences"]).convert(summary.read_text(encoding="utf-8"))
    outside = re.sub(r"(?s)<pre>.*?</pre>", "", shown)

    assert 2 == code
    assert "<img" not in outside
    assert "A heading" not in outside
    assert {"h1", "h2", "h3", "ul", "li", "p", "strong", "code", "div"} >= set(re.findall(r"<(\w+)", outside))


def test_what_a_summary_cannot_hold_is_left_out_and_said(change: Path, tmp_path: Path) -> None:
    """GitHub shows nothing at all of a summary above a mebibyte."""
    lines = (f"  r-{number}: {{title: A risk, colour: {'red' * 30}}}\n" for number in range(3000))
    changed(change, {"data/wrong.yml": "risks:\n" + "".join(lines)})
    summary = tmp_path / "summary.md"
    run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))
    told = summary.read_text(encoding="utf-8")

    assert 400_000 < summary.stat().st_size < 1024 * 1024
    assert "The data has more than 1,000 problems up to here; not all was checked." in told


def test_a_check_that_cannot_run_fails_and_claims_nothing(change: Path, tmp_path: Path) -> None:
    """Without data/ there is no verdict, above all no good one."""
    shutil.rmtree(change / "data")
    summary = tmp_path / "summary.md"
    _, code, printed = run_job("pull-request", change, GITHUB_STEP_SUMMARY=str(summary))

    assert (2, False) == (code, summary.exists())
    assert "holds no data folder" in printed


@pytest.mark.parametrize(
    ("files", "tested"),
    [
        (("data/new.yml", "data/comms/deeper/new.yml"), False),
        (("content/how-to-run.md", "content/map.svg"), False),
        (("generator/when/day.py",), True),
        (("data/new.yml", "Makefile"), True),
        (("data/schema.json",), True),
        (("tests/data/new.yml",), True),
    ],
)
def test_the_software_is_tested_where_it_changes(change: Path, files: tuple[str, ...], tested: bool) -> None:
    """All but the plan's own files and the hand-written pages is software."""
    changed(change, dict.fromkeys(files, "new\n"))

    assert tested == would_test(change)


def test_in_doubt_the_software_is_tested(change: Path) -> None:
    """A clone that does not know what to compare with."""
    assert would_test(change)


def would_test(folder: Path) -> bool:
    """Whether the pull request's last step would run the tests; make only says what it would do."""
    last = list(steps("pull-request"))[-1]
    done = perform(last, folder, CONTEXT, "--just-print")
    assert done.returncode == 0, done.stderr
    return "pytest" in done.stdout and "tests/seed" in done.stdout


def published(folder: Path, host: Remote, given: str) -> tuple[list[int], str]:
    """How the steps of a run on main end, for a host that wants TOKEN and a run that was `given` one."""
    everything = folder / "data" / "everything.yml"
    stated = everything.read_text(encoding="utf-8").replace(
        "playbook:\n", "playbook:\n  visibility: public\n", 1
    )
    everything.write_text(stated, encoding="utf-8")
    git(folder, "init", "-q", "--initial-branch=main")
    (folder / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "First")
    with hosted(host.folder, TOKEN) as (server, address):
        git(folder, "remote", "add", "origin", address)
        context = {**CONTEXT, "github.server_url": server, "github.token": given}
        done = [perform(step, folder, context, **ALONE) for step in steps("main") if step.run]
    return [step.returncode for step in done], done[-1].stdout + done[-1].stderr


def test_main_publishes_what_it_built_with_a_token_that_no_file_keeps(folder: Path, tmp_path: Path) -> None:
    """To a host that takes a push only with the token; afterwards it is nowhere in the clone."""
    host = remote(tmp_path)
    codes, said = published(folder, host, TOKEN)
    built = {path.relative_to(folder / "site") for path in (folder / "site").rglob("*") if path.is_file()}
    keeping = [path for path in folder.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]

    assert [0, 0, 0] == codes, said
    assert built == {Path(path).relative_to("latest") for path in host.below("latest")}
    assert host.is_whole()
    assert [] == keeping


def test_without_the_token_nothing_is_published(folder: Path, tmp_path: Path) -> None:
    """The host does ask for it, and the run ends instead of asking anybody for a password."""
    host = remote(tmp_path)
    codes, said = published(folder, host, "another")

    assert ([0, 0, 2], False) == (codes, host.has_pages())
    assert "git push failed" in said


def test_without_an_address_the_weekly_visit_says_what_to_set(folder: Path) -> None:
    """A new repository has no site: no failure, a notice."""
    _, code, printed = run_job("weekly", folder)

    assert 0 == code
    assert re.search(
        r"^::notice::.*site_url in mkdocs\.yml, or the repository's variable SITE_URL", printed, re.MULTILINE
    )


@pytest.mark.parametrize(("target", "code"), [("two.html", 0), ("three.html", 2)])
def test_the_weekly_visit_follows_links(folder: Path, tmp_path: Path, target: str, code: int) -> None:
    """From the address that mkdocs.yml gives the site."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(f'<title>One</title><a href="{target}">Two</a>', encoding="utf-8")
    (site / "two.html").write_text("<title>Two</title>", encoding="utf-8")
    with serve(site) as address:
        (folder / "mkdocs.yml").write_text(f"site_url: {address}\n", encoding="utf-8")
        _, ended, printed = run_job("weekly", folder)

    assert code == ended, printed
