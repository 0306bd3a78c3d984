"""Editions are published apart: each to a branch of its own, and none where everybody could read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.model import Overview
from generator.publish import Built, Plan, Published, Publisher, built, find_target, to_publish
from tests.e2e.conftest import Run
from tests.publishing import PAGES, Clone, Remote, git, remote, started

MORE = "visibility: restricted, editions: {leadership: [leadership]}"
OWN = "leadership-pages"
CONFIG = f"{{leadership: {{folder: site-leadership, branch: {OWN}}}}}"


@dataclass(frozen=True, slots=True)
class World:
    """A playbook of two editions, both built, and its host."""

    host: Remote
    clone: Clone

    def configure(self, editions: str, more: str = MORE) -> None:
        """Say where editions go, in a commit; build both of them anew."""
        text = f"extra:\n  editions: {editions}\n"
        (self.clone.folder / "mkdocs.yml").write_text(text, encoding="utf-8")
        git(self.clone.folder, "add", "mkdocs.yml")
        self.clone.edit(more=more)
        self.clone.fake_build(edition="leadership", folder="site-leadership")
        self.clone.fake_build()

    def refused(self, *words: str) -> str:
        """What a command that fails for the data's sake says, having left all branches as they were."""
        before = git(self.host.folder, "for-each-ref")
        done = self.clone.run(*words)

        assert (1, before) == (done.returncode, git(self.host.folder, "for-each-ref")), done.stderr
        assert "hint: " in done.stdout
        return done.stdout


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Where the second edition has a folder and a branch of its own."""
    host, clone = started(tmp_path)
    ignored = "/build/\n/site/\n/site-*/\n"
    (clone.folder / ".gitignore").write_text(ignored, encoding="utf-8")
    git(clone.folder, "add", ".gitignore")
    made = World(host, clone)
    made.configure(CONFIG)
    return made


def test_each_edition_goes_to_its_own_branch(world: World) -> None:
    """From its own folder; neither branch holds a byte of the other, and each says whose it is."""
    world.clone.publish()
    default = world.host.files()
    world.clone.publish("--edition", "leadership")

    assert default == world.host.files()
    for branch, edition in ((PAGES, "default"), (OWN, "leadership")):
        for name in ("latest", "1.0"):
            assert edition == json.loads(world.host.read(f"{name}/stamp.json", branch))["edition"]
            stated = world.host.versions(branch)[name]["properties"].get("edition", "default")
            assert edition == stated
            assert f"for {edition}" in world.host.read(f"{name}/index.html", branch)


def test_versions_and_withdrawals_are_of_the_edition_that_is_named(world: World) -> None:
    """The other one keeps all that it has; what was withdrawn is still known as this edition's."""
    world.clone.publish()
    world.clone.publish("--edition", "leadership")
    before = world.host.files()
    listed = world.clone.run("versions", "--edition", "leadership", "--format", "json")
    done = world.clone.run("withdraw", "1.0", "--because", "Wrong", "--edition", "leadership")
    again = world.clone.publish("--edition", "leadership")
    pruned = world.clone.run("versions", "--edition", "leadership", "--prune", "1")

    assert (0, 0, before) == (done.returncode, pruned.returncode, world.host.files()), pruned.stderr
    assert {"leadership"} == {item["edition"] for item in json.loads(listed.stdout)["versions"]}
    assert "latest: already published" in again
    assert {"leadership"} == {item["properties"]["edition"] for item in world.host.versions(OWN).values()}


def test_a_dry_run_of_an_edition_changes_nothing(world: World) -> None:
    """It says the same."""
    said = world.clone.publish("--edition", "leadership", "--dry-run")

    assert not world.host.has_pages(OWN)
    assert (
        f"Nothing was changed; this would happen:\n{world.clone.publish('--edition', 'leadership')}" == said
    )


@pytest.mark.parametrize(("first", "second"), [("default", "leadership"), ("leadership", "default")])
def test_a_branch_that_holds_an_edition_takes_no_other(world: World, first: str, second: str) -> None:
    """Even when mkdocs.yml was changed meanwhile so that it is said to be the other one's."""
    branch = {"default": PAGES, "leadership": OWN}
    world.clone.publish("--edition", first)
    turned = f"{{{first}: {{branch: elsewhere}}, {second}: {{branch: {branch[first]}}}}}"
    world.configure(turned)
    world.clone.fake_build(edition=second)
    for words in (
        ("publish",),
        ("publish", "--dry-run"),
        ("versions", "--prune", "1"),
        ("withdraw", "1.0", "--because", "Wrong"),
    ):
        said = world.refused(*words, "--edition", second)

        assert "error[other-edition]" in said
        assert f"This branch holds the edition `{first}`, not `{second}`" in said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("--edition", "leadership", "--branch", PAGES), "other-edition", id="default's branch"),
        pytest.param(("--branch", OWN), "other-edition", id="the other one's branch"),
    ],
)
def test_nobody_sends_an_edition_to_anothers_branch(world: World, words: tuple[str, ...], code: str) -> None:
    """Also before anything is published there."""
    assert f"error[{code}]" in world.refused("publish", *words)


def test_a_versions_edition_that_is_no_name_is_nobodys(world: World) -> None:
    """Somebody has changed the list by hand: nothing is published beside what cannot be told."""
    world.clone.publish()
    pages = world.host.clone("pages", f"--branch={PAGES}").folder
    listed = json.loads((pages / "versions.json").read_text(encoding="utf-8"))
    listed[1].setdefault("properties", {})["edition"] = None
    (pages / "versions.json").write_text(json.dumps(listed), encoding="utf-8")
    git(pages, "commit", "-qam", "By hand")
    git(pages, "push", "-q", "origin", PAGES)

    assert "error[other-edition]" in world.refused("publish")


@pytest.mark.parametrize(("built_for", "asked"), [("leadership", "default"), ("default", "leadership")])
def test_a_site_of_another_edition_is_not_published(world: World, built_for: str, asked: str) -> None:
    """It stands where the one that is asked for should."""
    folder = {"default": "site", "leadership": "site-leadership"}[asked]
    world.clone.fake_build(edition=built_for, folder=folder)
    said = world.refused("publish", "--edition", asked)

    assert "error[other-edition]" in said
    assert f"playbook build{' --edition leadership' if asked == 'leadership' else ''}`" in said


@pytest.mark.parametrize("words", [("publish",), ("versions",), ("withdraw", "1.0", "--because", "x")])
def test_an_edition_goes_nowhere_by_itself(world: World, words: tuple[str, ...]) -> None:
    """Not to the default one's branch; a branch on the command line is enough."""
    world.configure("{leadership: {folder: site-leadership}}")

    assert "error[edition-without-branch]" in world.refused(*words, "--edition", "leadership")
    assert "1.0: frozen" in world.clone.publish("--edition", "leadership", "--branch", OWN)


@pytest.mark.parametrize(
    ("playbook", "edition", "code"),
    [
        ("visibility: public", "", "edition-for-everyone"),
        ("visibility: public", "visibility: public", "edition-for-everyone"),
        ("visibility: restricted", "visibility: public", "edition-for-everyone"),
        ("summary: Nothing", "", "no-visibility"),
        ("visibility: public", "visibility: restricted", None),
        ("summary: Nothing", "visibility: restricted", None),
    ],
)
def test_an_edition_is_published_only_where_not_everybody_reads_it(
    world: World, playbook: str, edition: str, code: str | None
) -> None:
    """Somebody has said so of this edition, or of the whole playbook."""
    world.configure(
        f"{{leadership: {{folder: site-leadership, branch: {OWN}{edition and ', '}{edition}}}}}",
        f"{playbook}, editions: {{leadership: [leadership]}}",
    )
    if code:
        assert f"error[{code}]" in world.refused("publish", "--edition", "leadership")
    else:
        assert "1.0: frozen" in world.clone.publish("--edition", "leadership")


def test_two_editions_for_one_branch_stop_everything(world: World) -> None:
    """Told with its line by every command that reads the plan."""
    world.configure(f"{{leadership: {{branch: {PAGES}}}}}")
    for words in (("check",), ("build",), ("publish",)):
        done = world.clone.run(*words)

        assert (1, True) == (done.returncode, "mkdocs.yml:2:14: error[editions-mixed]" in done.stdout)


@pytest.mark.parametrize("command", [("publish",), ("versions",), ("withdraw", "1.0", "--because", "x")])
def test_an_edition_that_there_is_not_is_wrong_usage(world: World, command: tuple[str, ...]) -> None:
    """With the nearest that there is."""
    done = world.clone.run(*command, "--edition", "ledership")

    assert (2, True) == (done.returncode, "Did you mean `leadership`?" in done.stderr)


def test_an_edition_can_go_to_another_repository_by_its_address(world: World, tmp_path: Path) -> None:
    """One that this clone does not know, with a branch of the same name."""
    (tmp_path / "private").mkdir()
    private = remote(tmp_path / "private")
    world.configure(f"{{leadership: {{folder: site-leadership, remote: '{private.folder.as_uri()}'}}}}")
    world.clone.publish()
    world.clone.publish("--edition", "leadership")

    assert ["default", "leadership"] == [
        json.loads(host.read("latest/stamp.json"))["edition"] for host in (world.host, private)
    ]


@pytest.mark.parametrize("where", ["--remote", "mkdocs.yml"])
def test_no_password_stands_in_an_address(world: World, where: str) -> None:
    """Neither on a command line nor in a file that others read."""
    address = "https://me:secret@host.example/r.git"
    if where == "mkdocs.yml":
        world.configure(f"{{leadership: {{remote: '{address}'}}}}")
    words = ("--remote", address) if where == "--remote" else ()
    done = world.clone.run("versions", "--edition", "leadership", *words)

    assert done.returncode in (1, 2)
    assert "password" in done.stdout + done.stderr


@pytest.mark.usefixtures("nobody")
def test_another_edition_that_comes_first_is_seen_at_the_next_attempt(world: World) -> None:
    """It publishes between the look at an empty branch and the push: the second one ends there."""
    playbook = Overview(key="test", title="Test", version="1.0")
    looks: list[int] = []

    def publisher(edition: str, before: Callable[[], object]) -> Plan | Diagnostic:
        site = built(world.clone.folder, playbook, edition)
        assert isinstance(site, Built)
        target = find_target(world.clone.folder, "origin", "common")
        plan = to_publish(site.stamp, site.files, Location(), target.comes_before)

        def planner(published: Published) -> Plan | Diagnostic:
            before()
            return plan(published)

        return Publisher(target, world.clone.folder, pause=lambda _: None).change(planner, site)

    def overtake() -> None:
        looks.append(1)
        if len(looks) == 1:
            assert isinstance(publisher("default", lambda: None), Plan)

    done = publisher("leadership", overtake)

    assert isinstance(done, Diagnostic)
    assert ("other-edition", 2) == (done.code, len(looks))
    assert "default" == json.loads(world.host.read("latest/stamp.json", "common"))["edition"]


def test_an_edition_is_built_into_its_own_folder(folder: Path, run: Run) -> None:
    """The other one's site stays, and no page names an address at which this one does not stand."""
    (folder / "mkdocs.yml").write_text(
        "site_url: https://open.example/\nextra: {editions: {leadership: {folder: site-leadership}}}\n",
        encoding="utf-8",
    )
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("before", encoding="utf-8")
    done = run("-C", folder, "build", "--edition", "leadership")
    made = folder / "site-leadership"

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "leadership" == json.loads((made / "stamp.json").read_text(encoding="utf-8"))["edition"]
    assert ["index.html"] == [path.name for path in (folder / "site").iterdir()]
    naming = (path for path in made.rglob("*.*") if b"open.example" in path.read_bytes())
    assert [] == list(naming)
