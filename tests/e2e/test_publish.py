"""Publishing into a host of one's own: what readers get, and that nothing is ever lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.model import Overview
from generator.publish import (
    ATTEMPTS,
    Built,
    Plan,
    Published,
    Publisher,
    built,
    find_target,
    to_publish,
)
from generator.site import EnvironmentFailure
from tests.publishing import ENVIRONMENT, PAGES, PROGRAM, Clone, Remote, git, started


def by_hand(host: Remote, change: Callable[[Path], object]) -> None:
    """What a person does to the published branch."""
    pages = host.clone("pages", f"--branch={PAGES}").folder
    change(pages)
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "By hand")
    git(pages, "push", "-q", "origin", PAGES)


def test_the_first_publishing_makes_latest_and_a_frozen_version(tmp_path: Path) -> None:
    """Both hold exactly the bytes that were built, and versions.json tells of both."""
    host, clone = started(tmp_path)
    said = clone.publish()

    built = {path.relative_to(clone.folder / "site") for path in (clone.folder / "site").rglob("*.*")}
    assert ["1.0: frozen", f"latest: from {clone.commit()[:7]} of 2026-11-01 09:00 UTC"] == sorted(
        said.splitlines()
    )
    for name in ("latest", "1.0"):
        assert built == {Path(path).relative_to(name) for path in host.below(name)}
        for path in built:
            assert (clone.folder / "site" / path).read_text() == host.read(f"{name}/{path}") + (
                "\n" if path.name == "stamp.json" else ""
            )
    assert ["latest", "1.0"] == list(host.versions())
    assert host.is_whole()


def test_a_dry_run_says_it_all_and_does_nothing(tmp_path: Path) -> None:
    """The same words, and no branch."""
    host, clone = started(tmp_path)
    said = clone.publish("--dry-run")

    assert "Nothing was changed; this would happen:\n" + clone.publish() == said
    assert 1 == int(git(host.folder, "rev-list", "--count", PAGES))


def test_an_empty_host_stays_empty_after_a_dry_run(tmp_path: Path) -> None:
    """Not even the branch is made."""
    host, clone = started(tmp_path)
    clone.publish("--dry-run")

    assert not host.has_pages()


def test_a_new_milestone_leaves_the_others_to_the_byte(tmp_path: Path) -> None:
    """`latest` moves, what was frozen does not."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.below("1.0")
    clone.milestone("2.0", pages=2)
    clone.publish()

    assert (before, 3) == (host.below("1.0"), len(host.below("latest")))
    assert {"latest", "1.0", "2.0"} == set(host.versions())


def test_a_change_without_a_new_version_is_live_and_freezes_nothing(tmp_path: Path) -> None:
    """Every merge is live; a milestone is what its name stood for when it was new."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.below("1.0")
    clone.milestone("1.0", "Another title")
    said = clone.publish()

    assert (before, True) == (host.below("1.0"), "Another title" in host.read("latest/index.html"))
    assert "1.0: already frozen" in said


def test_publishing_twice_changes_nothing(tmp_path: Path) -> None:
    """The second run says so, and the branch keeps its commit."""
    host, clone = started(tmp_path)
    clone.publish()
    before = git(host.folder, "rev-parse", PAGES)
    said = clone.publish()

    assert before == git(host.folder, "rev-parse", PAGES)
    assert "latest: already published" in said


def test_an_older_build_that_comes_late_does_not_replace_latest(tmp_path: Path) -> None:
    """It freezes its own milestone; a full clone knows by its history, a shallow one by the times."""
    host, clone = started(tmp_path)
    late = host.clone("late")
    late.fake_build("1.0", day=1)
    clone.milestone("2.0")
    git(clone.folder, "push", "-q", "origin", "main")
    clone.publish()
    before = host.below("latest")
    said = late.publish()

    assert (before, True) == (host.below("latest"), bool(host.below("1.0")))
    assert "latest: left as it is" in said


def test_a_shallow_clone_without_the_branch_publishes(tmp_path: Path) -> None:
    """What an automatic checkout has: one commit of one branch, and nobody's name."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.below("1.0")
    clone.milestone("2.0")
    git(clone.folder, "push", "-q", "origin", "main")
    shallow = host.clone("shallow", "--depth=1", "--single-branch")
    shallow.fake_build("2.0")
    shallow.publish()

    assert (before, 3) == (host.below("1.0"), len(host.versions()))


def test_what_people_put_on_the_branch_stays(tmp_path: Path) -> None:
    """A CNAME, a folder of their own, a page for what is not found."""
    host, clone = started(tmp_path)
    clone.publish()

    def add(pages: Path) -> None:
        for path in ("CNAME", "404.html", "downloads/plan.pdf"):
            (pages / path).parent.mkdir(exist_ok=True)
            (pages / path).write_text(f"{path} by hand", encoding="utf-8")

    by_hand(host, add)
    clone.milestone("2.0")
    said = clone.publish()
    clone.run("withdraw", "1.0", "--because", "Wrong")
    clone.run("versions", "--prune", "1")

    assert "404.html: left as somebody put it there" in said
    for path in ("CNAME", "404.html", "downloads/plan.pdf"):
        assert f"{path} by hand" == host.read(path)


def test_a_site_that_mike_alone_has_published_goes_on(tmp_path: Path) -> None:
    """Its versions stay to the byte; `latest`, until now another name of one of them, becomes the newest."""
    host, clone = started(tmp_path)
    pages = clone.folder.parent / "pages"
    git(tmp_path, "init", "-q", f"--initial-branch={PAGES}", str(pages))
    (pages / "0.9").mkdir()
    (pages / "0.9" / "index.html").write_text("Before", encoding="utf-8")
    (pages / "latest").symlink_to("0.9")
    listed = [{"version": "0.9", "title": "0.9", "aliases": ["latest"]}]
    (pages / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "By mike")
    git(pages, "push", "-q", str(host.folder), PAGES)
    before = host.below("0.9")
    clone.publish()

    assert (before, 4) == (host.below("0.9"), len(host.below("latest")))
    assert {"latest": [], "1.0": [], "0.9": []} == {
        name: facts["aliases"] for name, facts in host.versions().items()
    }


def test_a_version_does_not_take_the_place_of_somebodys_folder(tmp_path: Path) -> None:
    """It is refused at the line that names it."""
    host, clone = started(tmp_path)
    clone.publish()

    def add(pages: Path) -> None:
        (pages / "Downloads").mkdir()
        (pages / "Downloads" / "plan.pdf").write_text("by hand", encoding="utf-8")

    by_hand(host, add)
    clone.milestone("downloads")
    done = clone.run("publish")

    assert (1, True) == (done.returncode, "data/playbook.yml:1:72: error[version-taken]" in done.stdout)


def test_the_clone_that_publishes_is_left_as_it_was(tmp_path: Path) -> None:
    """No branch, no setting, no file of it changes."""
    _, clone = started(tmp_path)

    def state() -> tuple[str, ...]:
        refs = git(clone.folder, "for-each-ref")
        return refs, git(clone.folder, "status", "--porcelain"), (clone.folder / ".git/config").read_text()

    before = state()
    clone.publish()

    assert (before, []) == (state(), list((clone.folder / "build").glob(".site-new-*")))


@pytest.mark.parametrize(
    ("more", "expected"),
    [("visibility: public", 0), ("visibility: restricted", 0), ("summary: Nothing", 1)],
)
def test_nothing_is_published_until_somebody_says_who_can_read_it(
    tmp_path: Path, more: str, expected: int
) -> None:
    """A crisis plan is not for everyone."""
    host, clone = started(tmp_path)
    clone.edit(more=more)
    clone.fake_build()
    done = clone.run("publish")

    assert (expected, expected == 0) == (done.returncode, host.has_pages())
    assert ("error[no-visibility]" in done.stdout) == bool(expected)


def unbuilt(clone: Clone) -> None:
    """No site at all."""
    for path in sorted((clone.folder / "site").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def touched_up(clone: Clone) -> None:
    """A page that was changed after the build had checked it."""
    (clone.folder / "site" / "index.html").write_text("By hand", encoding="utf-8")


def for_development(clone: Clone) -> None:
    """A build with what only its makers need."""
    assert 0 == clone.run("build", "--development").returncode


def edited(clone: Clone) -> None:
    """Data that is newer than the site."""
    clone.edit(title="Another title")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (unbuilt, "no-site"),
        (touched_up, "stale-site"),
        (edited, "stale-site"),
        (for_development, "stale-site"),
    ],
)
def test_only_what_the_build_made_is_published(tmp_path: Path, spoil: object, code: str) -> None:
    """Those bytes, of those sources."""
    host, clone = started(tmp_path)
    assert callable(spoil)
    spoil(clone)
    done = clone.run("publish")

    assert (1, False) == (done.returncode, host.has_pages())
    assert f"error[{code}]" in done.stdout


def test_versions_lists_date_commit_and_title(tmp_path: Path) -> None:
    """The newest first, `latest` before all."""
    _, clone = started(tmp_path)
    clone.publish()
    first = clone.commit()
    clone.milestone("2.0", "After the move", day=5)
    clone.publish()

    assert (
        f"latest  2026-11-05 09:00 UTC  {clone.commit()[:7]}  After the move\n"
        f"2.0     2026-11-05 09:00 UTC  {clone.commit()[:7]}  After the move\n"
        f"1.0     2026-11-01 09:00 UTC  {first[:7]}  Test\n"
    ) == clone.run("versions").stdout


def test_versions_are_listed_for_programs_too(tmp_path: Path) -> None:
    """The same facts as JSON."""
    _, clone = started(tmp_path)
    clone.publish()
    listed = json.loads(clone.run("versions", "--format", "json").stdout)["versions"]

    assert {
        "version": "1.0",
        "edition": "default",
        "time": "2026-11-01T09:00:00Z",
        "commit": clone.commit(),
        "title": "Test",
        "menu_title": "1.0",
        "withdrawn": None,
    } == listed[1]


def test_before_anything_is_published_versions_says_so(tmp_path: Path) -> None:
    """In a sentence, not an empty table."""
    _, clone = started(tmp_path)
    done = clone.run("versions")

    assert (0, "Nothing is published yet.\n") == (done.returncode, done.stdout)


def test_a_withdrawn_version_says_so_on_each_of_its_pages(tmp_path: Path) -> None:
    """Whoever has a link to any of them reads why; the other versions stay, and the name stays used."""
    host, clone = started(tmp_path)
    clone.publish()
    clone.milestone("2.0")
    clone.publish()
    before = (host.below("latest"), host.below("2.0"))
    done = clone.run("withdraw", "1.0", "--because", "The <b>number</b> is wrong")
    again = clone.run("publish")

    assert (0, 0) == (done.returncode, again.returncode)
    assert before == (host.below("latest"), host.below("2.0"))
    assert ["1.0/index.html", "1.0/page-1/index.html", "1.0/page-2/index.html"] == sorted(host.below("1.0"))
    for path in host.below("1.0"):
        assert "The &lt;b&gt;number&lt;/b&gt; is wrong" in host.read(path)
    assert "1.0 (withdrawn)" == host.versions()["1.0"]["title"]
    assert "withdrawn: The <b>number</b> is wrong" in clone.run("versions").stdout


@pytest.mark.parametrize(("name", "code"), [("latest", 1), ("1.O", 2)])
def test_what_is_not_there_or_must_stay_is_not_withdrawn(tmp_path: Path, name: str, code: int) -> None:
    """`latest` is what readers are sent to; a misspelt name gets the nearest."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.files()
    done = clone.run("withdraw", name, "--because", "x")

    assert (code, before) == (done.returncode, host.files())


def history(folder: Path) -> int:
    """How many objects the published branch keeps alive."""
    return len(git(folder, "rev-list", "--objects", PAGES).splitlines())


def published_thrice(tmp_path: Path) -> tuple[Remote, Clone]:
    """Three milestones, one after the other."""
    host, clone = started(tmp_path)
    clone.publish()
    for day, version in ((2, "2.0"), (3, "3.0")):
        clone.milestone(version, day=day)
        clone.publish()
    return host, clone


def test_pruning_keeps_the_newest_and_makes_the_branch_small(tmp_path: Path) -> None:
    """The rest goes with its history; what stays is the same to the byte, and no name comes back."""
    host, clone = published_thrice(tmp_path)
    kept = (host.below("latest"), host.below("3.0"))
    before = history(host.folder)
    dry = clone.run("versions", "--prune", "1", "--dry-run").stdout

    assert (3, before) == (int(git(host.folder, "rev-list", "--count", PAGES)), history(host.folder))
    assert "2.0: removed\n1.0: removed\n" in dry

    done = clone.run("versions", "--prune", "1")

    assert ("2.0: removed\n1.0: removed\nThe branch's history: replaced by one commit\n", kept) == (
        done.stdout,
        (host.below("latest"), host.below("3.0")),
    )
    assert {"latest", "3.0"} == set(host.versions())
    assert 1 == int(git(host.folder, "rev-list", "--count", PAGES))
    assert before > history(host.folder)

    clone.milestone("1.0", day=4)

    assert "1.0: was published before, and pruned" in clone.publish()


def overtaken(clone: Clone, version: str, others: Callable[[int], object]) -> Plan | Diagnostic:
    """How publishing ends where `others`, told how often it has looked, act just after each look."""
    site = built(clone.folder, Overview(key="test", title="Test", version=version))
    assert isinstance(site, Built)
    target = find_target(clone.folder, "origin", PAGES)
    plan = to_publish(site.stamp, site.files, Location(), target.comes_before)
    looks = count(1)

    def planner(published: Published) -> Plan | Diagnostic:
        others(next(looks))
        return plan(published)

    return Publisher(target, clone.folder, pause=lambda _: None).change(planner, site)


@pytest.mark.parametrize("words", [("publish",), ("versions", "--prune", "1")])
@pytest.mark.usefixtures("nobody")
def test_a_publisher_that_is_overtaken_does_it_anew_and_says_so(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """By another publisher, or by pruning, which takes away the history that it began with."""
    host, clone = published_thrice(tmp_path)
    git(clone.folder, "push", "-q", "origin", "main")
    other = host.clone("other")
    other.milestone("4.0", day=4)
    clone.milestone("5.0", day=5)
    looks: list[int] = []

    def act(look: int) -> None:
        looks.append(look)
        if look == 1:
            assert 0 == other.run(*words).returncode

    done = overtaken(clone, "5.0", act)

    assert isinstance(done, Plan)
    assert (2, "It took 2 attempts: somebody else has just published.") == (len(looks), done.says[-1])
    assert {"latest", "5.0", "4.0" if words == ("publish",) else "3.0"} <= set(host.versions())


@pytest.mark.usefixtures("nobody")
def test_a_publisher_that_is_overtaken_for_ever_gives_up(tmp_path: Path) -> None:
    """After so many attempts it says what was in its way, and nothing of it is published."""
    host, clone = started(tmp_path)
    looks: list[int] = []

    def act(look: int) -> None:
        looks.append(look)
        commit = git(host.folder, "commit-tree", git(host.folder, "mktree"), "-m", str(look))
        git(host.folder, "update-ref", f"refs/heads/{PAGES}", commit)

    with pytest.raises(EnvironmentFailure, match="in 8 attempts, in the end because: somebody else"):
        overtaken(clone, "1.0", act)

    assert ATTEMPTS == len(looks)
    assert {} == host.files()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["publish", "--remote", "nowhere"], id="no such remote"),
        pytest.param(["publish", "--branch", "a..b"], id="no name for a branch"),
        pytest.param(["versions", "--prune", "0"], id="pruning everything"),
        pytest.param(["withdraw", "1.0"], id="withdrawing without a reason"),
    ],
)
def test_wrong_usage_is_told_apart(tmp_path: Path, words: list[str]) -> None:
    """Exit code 2 and one sentence, no traceback."""
    _, clone = started(tmp_path)
    done = clone.run(*words)

    assert (2, False) == (done.returncode, "Traceback" in done.stderr)


def test_outside_of_a_repository_there_is_nowhere_to_publish(tmp_path: Path) -> None:
    """Exit code 2, and it says so."""
    folder = tmp_path / "alone"
    folder.mkdir()
    clone = Clone(folder)
    (folder / "data").mkdir()
    (folder / "data" / "playbook.yml").write_text(
        "playbook: {key: test, title: Test, visibility: public}\n", encoding="utf-8"
    )
    clone.fake_build(None)
    done = clone.run("publish", GIT_CEILING_DIRECTORIES=str(tmp_path))

    assert (2, True) == (done.returncode, "in no git repository" in done.stderr)


def test_a_host_that_cannot_be_reached_is_the_machines_failure(tmp_path: Path) -> None:
    """Exit code 3 with git's own reason; the next run, when it is back, succeeds."""
    host, clone = started(tmp_path)
    host.folder.rename(tmp_path / "gone.git")
    done = clone.run("publish")

    assert (3, True) == (done.returncode, "git ls-remote failed" in done.stderr)

    (tmp_path / "gone.git").rename(host.folder)

    assert "1.0: frozen" in clone.publish()


#: What ssh does with a passphrase: it asks at the terminal, not on standard input.
ASKING = """\
#!/bin/bash
exec 3< /dev/tty 4> /dev/tty || exit 9
printf 'Passphrase: ' >&4
read -r answer <&3
[[ $answer == open ]] || exit 9
shift
eval "$*"
"""


def test_git_can_ask_a_person_at_a_terminal(tmp_path: Path) -> None:
    """For a passphrase, each time that it needs it."""
    host, clone = started(tmp_path)
    ssh = tmp_path / "ssh"
    ssh.write_text(ASKING, encoding="utf-8")
    ssh.chmod(0o755)
    git(clone.folder, "remote", "set-url", "origin", f"ssh://host{host.folder}")
    git(clone.folder, "config", "core.sshCommand", str(ssh))
    git(clone.folder, "config", "ssh.variant", "simple")
    at_a_terminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    done = subprocess.run(
        [sys.executable, "-c", at_a_terminal, PROGRAM, "publish"],
        cwd=clone.folder,
        env=ENVIRONMENT,
        input="open\n" * 3,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (0, True) == (done.returncode, "1.0: frozen" in done.stdout), done.stdout
    assert 2 == done.stdout.count("Passphrase: ")


def test_a_host_that_refuses_is_not_asked_for_ever(tmp_path: Path) -> None:
    """What its own rule forbids fails at once, with its reason."""
    host, clone = started(tmp_path)
    hook = host.folder / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho frozen for the audit >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    done = clone.run("publish")

    assert (3, True) == (done.returncode, "frozen for the audit" in done.stderr)
    assert not host.has_pages()


LATEST = '{"version": "latest", "title": "latest", "aliases": []'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(None, id="gone"),
        pytest.param("[{", id="cut short"),
        pytest.param("{}", id="no list"),
        pytest.param("[]", id="empty"),
        pytest.param("[" * 200_000, id="too deep"),
        pytest.param(f'[{LATEST}, "properties": [1]}}]', id="properties of another kind"),
        pytest.param(
            f'[{LATEST}}}, {{"version": "\\ud800", "title": "x", "aliases": []}}]', id="half a sign"
        ),
    ],
)
def test_a_damaged_list_of_versions_is_not_written_over(tmp_path: Path, text: str | None) -> None:
    """Who knows what stood there can still bring it back; without the list, an old build could seem new."""
    host, clone = started(tmp_path)
    clone.publish()

    def spoil(pages: Path) -> None:
        listed = pages / "versions.json"
        listed.unlink() if text is None else listed.write_text(text, encoding="utf-8")

    by_hand(host, spoil)
    clone.milestone("2.0")
    before = host.files()
    ended = [clone.run(*words) for words in (["publish"], ["versions"], ["versions", "--prune", "1"])]

    assert ([3, 3, 3], before) == ([done.returncode for done in ended], host.files())
    assert ["Error: versions.json on the branch gh-pages"] * 3 == [done.stderr[:43] for done in ended]


def test_what_is_missing_on_the_branch_is_put_back(tmp_path: Path) -> None:
    """Publishing the same build again mends what somebody has deleted."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.files()

    def spoil(pages: Path) -> None:
        shutil.rmtree(pages / "latest")
        (pages / "404.html").unlink()

    by_hand(host, spoil)
    said = clone.publish()

    assert (before, True) == (host.files(), "What was missing there has been put back." in said)


def test_a_branch_of_sources_is_not_published_on(tmp_path: Path) -> None:
    """Neither the site nor a pruning may touch it."""
    host, clone = started(tmp_path)
    before = git(host.folder, "rev-parse", "main")
    ended = [
        clone.run(*words, "--branch", "main")
        for words in (["publish"], ["versions"], ["versions", "--prune", "1"])
    ]

    assert ([2, 2, 2], before) == (
        [done.returncode for done in ended],
        git(host.folder, "rev-parse", "main"),
    )
    assert "holds a folder `data`" in ended[0].stderr


@pytest.mark.parametrize("words", [("withdraw", "0.9", "--because", "Wrong"), ("versions", "--prune", "1")])
def test_other_names_of_a_version_go_where_it_goes(tmp_path: Path, words: tuple[str, ...]) -> None:
    """An older tool may have shown it as `stable` as well."""
    host, clone = started(tmp_path)
    clone.publish()

    def add(pages: Path) -> None:
        listed = json.loads((pages / "versions.json").read_text(encoding="utf-8"))
        listed.append({"version": "0.9", "title": "0.9", "aliases": ["stable"]})
        (pages / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
        (pages / "0.9").mkdir()
        (pages / "0.9" / "index.html").write_text("Before", encoding="utf-8")
        (pages / "stable").symlink_to("0.9")

    by_hand(host, add)
    before = (host.below("latest"), host.below("1.0"))
    done = clone.run(*words)

    assert (0, before) == (done.returncode, (host.below("latest"), host.below("1.0"))), done.stderr
    assert ("stable" in host.files()) == ("0.9" in host.versions())


@pytest.mark.parametrize(
    "because", ["", " ", "\x1b[31mred", "\u202ethgir", "x" * 501, b"\xff".decode(errors="surrogateescape")]
)
def test_a_withdrawal_gives_a_reason_that_can_be_read(tmp_path: Path, because: str) -> None:
    """Words, and not too many of them."""
    host, clone = started(tmp_path)
    clone.publish()
    before = host.files()
    done = clone.run("withdraw", "1.0", "--because", because)

    assert (2, before) == (done.returncode, host.files())


def test_what_somebody_wrote_on_the_branch_steers_no_terminal(tmp_path: Path) -> None:
    """Titles are shown without control characters: a bell, which no library here takes out by itself."""
    host, clone = started(tmp_path)
    clone.publish()

    def steer(pages: Path) -> None:
        text = (pages / "versions.json").read_text(encoding="utf-8")
        (pages / "versions.json").write_text(text.replace('"Test"', '"\\u0007Test"'), encoding="utf-8")

    by_hand(host, steer)
    said = clone.run("versions").stdout

    assert ("\a" in said, "Test" in said) == (False, True)


@pytest.mark.parametrize("version", ["../x", ".git", "2.0", ""])
def test_a_stamp_that_names_another_version_is_refused(tmp_path: Path, version: str) -> None:
    """What is published is named by the data that was checked."""
    host, clone = started(tmp_path)
    stamp = clone.folder / "site" / "stamp.json"
    text = stamp.read_text(encoding="utf-8")
    stamp.write_text(text.replace('"version": "1.0"', f'"version": "{version}"'), encoding="utf-8")
    done = clone.run("publish")

    assert (1, False) == (done.returncode, host.has_pages())
    assert "error[stale-site]" in done.stdout


def test_a_remote_that_stays_locked_is_told_as_it_is(tmp_path: Path) -> None:
    """Not as somebody else who publishes."""
    host, clone = started(tmp_path)
    clone.publish()
    clone.milestone("2.0")
    (host.folder / "refs" / "heads" / f"{PAGES}.lock").touch()
    done = clone.run("publish")

    assert (3, True) == (done.returncode, "8 attempts" in done.stderr)
    assert "lock" in done.stderr or "failed to update ref" in done.stderr
