"""A published site with a history, made as a person makes it: commits, builds and `playbook publish`."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.publishing import PAGES, Clone, git, remote

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "fixtures" / "small"

#: Where the site says that it is published; its pages name addresses below this one as their own.
SITE_URL = "https://playbook.example.org/playbook/"
#: Frozen versions, the oldest first; WITHDRAWN is one of them.
VERSIONS = ("2026.09", "2026.10", "2026.11")
WITHDRAWN = "2026.10"
BECAUSE = "The duty number <b>was</b> wrong."
#: A page that no version after the first has, and one that only `latest` has.
OLD_PAGE = "risks/only-in-september/"
NEW_PAGE = "risks/only-in-latest/"


def published(folder: Path) -> Path:
    """The published branch checked out below a folder: three frozen versions, one withdrawn, and `latest`.

    `latest` was changed after the last version was frozen.
    """
    host = remote(folder)
    clone = host.clone("own")
    _fill(clone)
    _publish(clone, "2026.09", "only-in-september", day=1)
    _publish(clone, "2026.10", "in-october", day=2)
    _publish(clone, "2026.11", "in-november", day=3)
    _publish(clone, "2026.11", "only-in-latest", day=4)
    _run(clone, "withdraw", WITHDRAWN, "--because", BECAUSE)
    git(folder, "clone", "-q", "--branch", PAGES, host.folder.as_uri(), "pages")
    return folder / "pages"


def _fill(clone: Clone) -> None:
    """A playbook's repository as this one is: data, pages, theme, settings."""
    git(clone.folder, "checkout", "-qb", "main")
    shutil.copytree(SMALL, clone.folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "overrides", clone.folder / "overrides")
    shutil.copy(ROOT / ".gitignore", clone.folder)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (clone.folder / "mkdocs.yml").write_text(f"{settings}\nsite_url: {SITE_URL}\n", encoding="utf-8")


def _publish(clone: Clone, version: str, risk: str, day: int) -> None:
    """Commit, build and publish the playbook with this version and one risk of its own."""
    data = (SMALL / "data" / "everything.yml").read_text(encoding="utf-8")
    own = f'version: "{version}"\n  visibility: public'
    changed = data.replace('version: "2026.11"', own)
    (clone.folder / "data" / "everything.yml").write_text(changed, encoding="utf-8")
    (clone.folder / "data" / "own.yml").write_text(
        f"risks: {{{risk}: {{title: {risk}}}}}\n", encoding="utf-8"
    )
    git(clone.folder, "add", ".")
    git(clone.folder, "commit", "-qm", f"{version} {risk}", date=f"2026-11-{day:02}T09:00:00Z")
    _run(clone, "build")
    _run(clone, "publish")


def _run(clone: Clone, *words: str) -> None:
    done = clone.run(*words)
    assert done.returncode == 0, done.stdout + done.stderr
