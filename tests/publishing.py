"""Playbooks in git repositories with remotes of their own, and what is published there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.revision import revision, source_digest
from generator.site import site_digest
from generator.stamp import DEFAULT_EDITION, FILE, Stamp

PROGRAM = Path(sys.executable).with_name("playbook")
PAGES = "gh-pages"

#: Nobody's own settings, no questions, and times that tests set.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SOURCE_DATE"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
}
PERSON = ("-c", "user.name=Duty manager", "-c", "user.email=duty@example.org")

HEAD = 'playbook: {{key: test, title: "{title}", timezone: Europe/London, version: "{version}", {more}}}\n'


def git(folder: Path, *words: str, date: str = "2026-11-23T09:00:00Z") -> str:
    """What `git WORDS` says in a folder; a failure is the test's."""
    done = subprocess.run(
        ["git", *PERSON, *words],
        cwd=folder,
        env={**ENVIRONMENT, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Clone:
    """A clone of a playbook's repository."""

    folder: Path

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """`playbook WORDS` in it."""
        return subprocess.run(
            [PROGRAM, *words],
            cwd=self.folder,
            env={**ENVIRONMENT, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def publish(self, *words: str) -> str:
        """What `playbook publish` says; its failure is the test's."""
        done = self.run("publish", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def edit(
        self, version: str = "1.0", title: str = "Test", more: str = "visibility: public", day: int = 23
    ) -> None:
        """A commit of the playbook with this version, title and other fields, on a day of November 2026."""
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        text = HEAD.format(version=version, title=title, more=more)
        (data / "playbook.yml").write_text(text, encoding="utf-8")
        git(self.folder, "add", "data")
        git(
            self.folder,
            "commit",
            "--allow-empty",
            "-qm",
            f"{title} {version}",
            date=f"2026-11-{day:02}T09:00:00Z",
        )

    def commit(self) -> str:
        """The commit that is checked out."""
        return git(self.folder, "rev-parse", "HEAD")

    def fake_build(
        self,
        version: str | None = "1.0",
        title: str = "Test",
        pages: int = 3,
        day: int = 23,
        *,
        edition: str = DEFAULT_EDITION,
        folder: str = "site",
    ) -> None:
        """A site as a build would leave it, without the time that a builder takes."""
        site = self.folder / folder
        shutil.rmtree(site, ignore_errors=True)
        at = revision(self.folder)
        for number in range(pages):
            page = site / ("index.html" if not number else f"page-{number}/index.html")
            page.parent.mkdir(parents=True, exist_ok=True)
            told = f"<title>{title}</title>{number} of {version} from {at.commit} for {edition}"
            page.write_text(told, encoding="utf-8")
        stamp = Stamp(
            key="test",
            title=title,
            version=version,
            version_title=None,
            commit=at.commit,
            changed=at.changed,
            time=_day(day),
            sources=source_digest(self.folder),
            edition=edition,
        )
        (site / FILE).write_bytes(stamp.to_json(site_digest(site)))

    def milestone(self, version: str = "1.0", title: str = "Test", day: int = 23, pages: int = 3) -> None:
        """An edit and its build."""
        self.edit(version, title, day=day)
        self.fake_build(version, title, pages, day)


@dataclass(frozen=True, slots=True)
class Remote:
    """A bare repository that stands for the host's."""

    folder: Path

    def clone(self, name: str, *words: str) -> Clone:
        """A clone beside it."""
        folder = self.folder.parent / name
        git(self.folder.parent, "clone", "-q", *words, self.folder.as_uri(), str(folder))
        return Clone(folder)

    def has_pages(self, branch: str = PAGES) -> bool:
        """Whether anything is published."""
        return bool(git(self.folder, "for-each-ref", f"refs/heads/{branch}"))

    def files(self, branch: str = PAGES) -> dict[str, str]:
        """Every published path with its mode and hash."""
        lines = git(self.folder, "ls-tree", "-r", branch).splitlines() if self.has_pages(branch) else []
        return {path: facts for facts, _, path in (line.partition("\t") for line in lines)}

    def below(self, name: str) -> dict[str, str]:
        """The files of one version."""
        return {path: facts for path, facts in self.files().items() if path.startswith(f"{name}/")}

    def read(self, path: str, branch: str = PAGES) -> str:
        """A published file's text."""
        return git(self.folder, "show", f"{branch}:{path}")

    def versions(self, branch: str = PAGES) -> dict[str, dict[str, Any]]:
        """versions.json by name."""
        return {item["version"]: item for item in json.loads(self.read("versions.json", branch))}

    def is_whole(self) -> bool:
        """Whether each listed version has the files that its stamp counts, and nothing is damaged."""
        if not self.has_pages():
            return True
        git(self.folder, "fsck", "--strict", "--no-dangling")
        names = {path.partition("/")[0] for path in self.files() if "/" in path}
        return names == set(self.versions()) and all(map(self._is_counted, names))

    def _is_counted(self, name: str) -> bool:
        folder = self.folder.parent / "whole"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        archive = subprocess.run(
            ["git", "archive", f"{PAGES}:{name}"], cwd=self.folder, capture_output=True, check=True
        )
        subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
        stated = json.loads((folder / FILE).read_text(encoding="utf-8"))["files"]
        return bool(stated == site_digest(folder))


def remote(folder: Path) -> Remote:
    """An empty host in a folder."""
    bare = folder / "host.git"
    git(folder, "init", "-q", "--bare", "--initial-branch=main", str(bare))
    return Remote(bare)


def started(folder: Path, version: str = "1.0") -> tuple[Remote, Clone]:
    """A host with a playbook that has one milestone, and a clone in which it is built."""
    host = remote(folder)
    clone = host.clone("own")
    git(clone.folder, "checkout", "-qb", "main")
    (clone.folder / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
    git(clone.folder, "add", ".gitignore")
    clone.milestone(version, day=1)
    git(clone.folder, "push", "-q", "origin", "main")
    return host, clone


def _day(day: int) -> datetime:
    return datetime(2026, 11, day, 9, tzinfo=UTC)
