"""What a machine knows beside the plan stays there: it stands in no page, no file and no message.

Everything around a playbook is marked here (its surroundings in the environment, git's settings, files beside
it, the way to its folder), its texts ask for all of it, and what comes out is searched for the marks.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from tests import hostile
from tests.e2e.conftest import EPOCH, PROGRAM

#: Stands in everything that is nobody's business, and in nothing else.
MARK = "kestrel7731"

#: Where an element leads, but to a person.
_WAY = re.compile(r'(?:href|src)="(?!mailto:|tel:)([^"#]*)')

#: Whose value a build might print: their own, those of hosts and of the programs that it runs.
VARIABLES = (
    "AWS_SECRET_ACCESS_KEY",
    "CI_JOB_TOKEN",
    "GITHUB_TOKEN",
    "GITHUB_ACTOR",
    "MKDOCS_SITE_NAME",
    "PIP_EXTRA_INDEX_URL",
    "PLAYBOOK_SECRET",
    "SITE_NAME",
    "USER",
)

#: What a text may ask for.
ASKING = (
    '--8<-- "../../beside/secret.txt"',
    "{% include '../../beside/secret.txt' %}",
    "{{ config }} {{ environ }} {{ config.config_file_path }}",
    "!ENV PLAYBOOK_SECRET",
    "!ENV [PLAYBOOK_SECRET, x]",
    "!include ../../beside/secret.txt",
    "${PLAYBOOK_SECRET} $PLAYBOOK_SECRET %(PLAYBOOK_SECRET)s",
    "../../beside/secret.txt",
    "![shown](../../beside/secret.txt)",
    "[read](../../beside/secret.txt)",
    "[read](file:///proc/self/environ)",
    "file:///proc/self/environ",
    "---\ntitle: chosen\ntemplate: ../../beside/secret.txt\nhide: [navigation]\n---",
    "{: template=x }",
    "<!--#include file='../../beside/secret.txt' -->",
    "{#- #} {%- set x = config %}",
    "https://plan.example.org/x.md",
    "../index.md",
)


@dataclass(frozen=True, slots=True)
class World:
    """A playbook in its repository, and all that lies around it."""

    home: Path

    @property
    def root(self) -> Path:
        """The playbook."""
        return self.home / "repository" / "plan"

    @property
    def secret(self) -> Path:
        """A file beside it."""
        return self.home / "beside" / "secret.txt"

    @property
    def variables(self) -> dict[str, str]:
        """The surroundings of a run."""
        index = {"UV_INDEX_URL": f"https://{MARK}:{MARK}@index.example.org/simple"}
        marked = {name: f"{MARK}-{name}" for name in VARIABLES}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return {**kept, **marked, **index, "HOME": str(self.home), "SOURCE_DATE_EPOCH": EPOCH}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`playbook WORDS` there."""
        return self._done(str(PROGRAM), *words)

    def git(self, *words: str) -> None:
        """`git WORDS` there; a failure is the test's."""
        done = self._done("git", *words)
        assert 0 == done.returncode, done.stderr

    def told(self, *words: str) -> tuple[int, list[str]]:
        """The exit code of `playbook WORDS`, and each line that tells what it must not."""
        done = self.run(*words)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, [
            line for line in (done.stdout + done.stderr).splitlines() if self.leaks(line)
        ]

    def leaks(self, text: str) -> bool:
        """Whether a text tells what it must not; the way to a folder counts, and where the software is."""
        return any(word in text for word in (MARK, str(self.home), sys.prefix, sys.base_prefix))

    def leaking(self, folder: Path) -> list[str]:
        """The files below a folder that do."""
        return [
            path.relative_to(folder).as_posix()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and (self.leaks(path.name) or self.leaks(_text(path)))
        ]

    def _done(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words,
            cwd=self.root,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


def _text(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8", "replace")


def world(folder: Path, texts: tuple[str, ...]) -> World:
    """A playbook that has these texts in its fields, one after the other, in the middle of what is marked."""
    made = World(folder / f"home of {MARK}")
    (made.root / "data").mkdir(parents=True)
    made.secret.parent.mkdir()
    made.secret.write_text(f"# {MARK}-beside\n", encoding="utf-8")
    (made.home / ".netrc").write_text(f"machine x login {MARK} password {MARK}\n", encoding="utf-8")
    person = f"[user]\n\tname = {MARK}-person\n\temail = {MARK}@example.org\n"
    (made.home / ".gitconfig").write_text(person, encoding="utf-8")
    each = cycle(texts)
    plan = hostile.plan([lambda _: next(each)])
    (made.root / "data" / "plan.yml").write_text(json.dumps(plan), encoding="utf-8")
    made.git("init", "-q", "--initial-branch=main", "..")
    made.git("remote", "add", "origin", f"https://{MARK}:{MARK}-token@127.0.0.1:1/plan.git")
    (made.root / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    made.git("add", "..")
    made.git("commit", "-qm", f"{MARK}-message")
    return made


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A built playbook whose texts ask for what they are not to have."""
    made = world(tmp_path_factory.mktemp("asking"), ASKING)
    built = made.run("build")
    assert 0 == built.returncode, built.stdout + built.stderr
    return made


@pytest.fixture
def calm(tmp_path: Path) -> World:
    """A playbook whose texts ask for nothing."""
    return world(tmp_path, ("Calm words",))


def test_no_file_of_a_site_tells_what_its_texts_ask_for(asking: World) -> None:
    """Nor what the environment, git and the machine say. What is generated on the way is as silent."""
    assert [] == asking.leaking(asking.root / "site")
    assert [] == asking.leaking(asking.root / "build" / "docs")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "check"),
        (0, "check --format json"),
        (0, "check --format github"),
        (0, "check --format markdown"),
        (0, "diff HEAD"),
        (0, "diff HEAD --format markdown"),
        (2, "diff nothing"),
        (0, "review"),
        (3, "publish"),
        (3, "versions"),
    ],
)
def test_no_command_tells_it(asking: World, code: int, words: str) -> None:
    """Not the remote's password either, when the remote does not answer."""
    assert (code, []) == asking.told(*words.split())


def test_what_writes_into_the_plan_writes_none_of_it(calm: World) -> None:
    """An entry of the log, a new entry: neither who is at the machine nor where it is."""
    recorded = calm.told("record", "--note", "We know more now")
    made = calm.told("new", "risks", "another")

    assert ((0, []), (0, [])) == (recorded, made)
    assert [] == calm.leaking(calm.root / "data")


def test_a_published_branch_tells_it_to_nobody(asking: World, tmp_path: Path) -> None:
    """Its files, and what is said while they are published."""
    host = tmp_path / "host.git"
    asking.git("init", "-q", "--bare", str(host))
    asking.git("remote", "add", "host", str(host))
    published = asking.told("publish", "--remote", "host")
    listed = asking.told("versions", "--remote", "host")
    asking.git("clone", "-q", "--branch", "gh-pages", str(host), str(tmp_path / "pages"))
    shutil.rmtree(tmp_path / "pages" / ".git")

    assert ((0, []), (0, [])) == (published, listed)
    assert (tmp_path / "pages" / "latest" / "index.html").is_file()
    assert [] == asking.leaking(tmp_path / "pages")


def test_texts_choose_no_file_no_template_and_no_way(asking: World, calm: World) -> None:
    """Whatever a plan's texts say, the same entries make the same files, menus and ways between pages."""
    built = calm.run("build")
    tame, bold = (_ways(made.root / "site") for made in (calm, asking))

    assert 0 == built.returncode, built.stdout + built.stderr
    assert list(tame) == list(bold)
    assert {} == {name: (ways, bold[name]) for name, ways in tame.items() if ways != bold[name]}


def _ways(site: Path) -> dict[str, list[str]]:
    """Every file of a site with what it leads to and loads, without anchors: steps have those of their texts.

    What is contradictory depends on what texts say: the page that lists that leads where it must.
    """
    files = sorted(path for path in site.rglob("*") if path.is_file())
    compared = (path.suffix == ".html" and path.parent.name != "open-questions" for path in files)
    return {
        path.relative_to(site).as_posix(): _WAY.findall(_text(path)) if is_compared else []
        for path, is_compared in zip(files, compared, strict=True)
    }


def _to_content(made: World) -> None:
    (made.root / "content").mkdir()
    (made.root / "content" / "page.md").symlink_to(made.secret)


def _to_image(made: World) -> None:
    (made.root / "content").mkdir()
    (made.root / "content" / "picture.png").symlink_to(made.secret)


def _to_data(made: World) -> None:
    (made.root / "data" / "more.yml").symlink_to(made.secret)


def _to_folder_of_data(made: World) -> None:
    (made.root / "data" / "more").symlink_to(made.secret.parent)


def _to_settings(made: World) -> None:
    (made.root / "mkdocs.yml").symlink_to(made.home / ".netrc")


def _to_theme(made: World) -> None:
    (made.root / "mkdocs.yml").write_text("theme: {name: material, custom_dir: ../overrides}\n", "utf-8")
    (made.root / "overrides").mkdir()
    (made.root / "overrides" / "secret.txt").symlink_to(made.secret)


@pytest.mark.parametrize(
    "plant", [_to_content, _to_image, _to_data, _to_folder_of_data, _to_settings, _to_theme]
)
def test_a_link_that_leads_out_is_refused(calm: World, plant: Callable[[World], None]) -> None:
    """Before anything of what it leads to is read, published or quoted."""
    plant(calm)
    found = calm.run("build", "--format", "json")
    codes = {item["code"] for item in json.loads(found.stdout)["diagnostics"] if item["severity"] == "error"}

    assert (1, {"symbolic-link"}) == (found.returncode, codes)
    assert not calm.leaks(found.stdout + found.stderr)
    assert not (calm.root / "site").exists()


def _file_for_build(made: World) -> None:
    (made.root / "build").write_text("", encoding="utf-8")


def _link_for_build(made: World) -> None:
    (made.root / "build").symlink_to(made.secret.parent)


def _link_for_docs(made: World) -> None:
    (made.root / "build").mkdir()
    (made.root / "build" / "docs").symlink_to(made.secret.parent)


@pytest.mark.parametrize("plant", [_file_for_build, _link_for_build, _link_for_docs])
def test_a_failing_machine_is_told_without_its_paths(calm: World, plant: Callable[[World], None]) -> None:
    """Files are named from the playbook, and nothing is written where a link leads."""
    plant(calm)

    assert (3, []) == calm.told("build")
    assert ["secret.txt"] == [path.name for path in calm.secret.parent.iterdir()]


@pytest.mark.parametrize(
    ("said", "settings"),
    [
        ("`theme`", "theme: {name: material, custom_dir: nowhere}"),
        ("`plugins`", "plugins: [nothing-of-this-name]"),
        ("no YAML", "x: ["),
    ],
)
def test_complaints_of_the_builder_name_no_path_of_the_machine(calm: World, said: str, settings: str) -> None:
    """It knows its files by nothing else."""
    (calm.root / "mkdocs.yml").write_text(f"{settings}\n", encoding="utf-8")
    found = calm.run("build")

    assert 1 == found.returncode
    assert said in found.stdout
    assert not calm.leaks(found.stdout + found.stderr)


def test_a_hand_written_page_includes_nothing(calm: World) -> None:
    """What it asks for stands on it as typed."""
    (calm.root / "content").mkdir()
    asks = [text for text in ASKING if "](" not in text and "---" not in text and "{:" not in text]
    page = "\n\n".join(["# Asking", *(f"`{text}` and {text}" for text in asks)])
    (calm.root / "content" / "asking.md").write_text(page, encoding="utf-8")

    assert (0, []) == calm.told("build")
    assert [] == calm.leaking(calm.root / "site")
    page = (calm.root / "site" / "asking" / "index.html").read_text(encoding="utf-8")
    assert '--8&lt;-- "../../beside/secret.txt"' in page
