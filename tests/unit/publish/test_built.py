"""The built site as publishing finds it, also while a build replaces it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.model import Overview
from generator.publish import Built, built
from generator.site import site_digest
from tests.publishing import started

PLAYBOOK = Overview(key="test", title="Test", timezone="Europe/London", version="1.0", visibility="public")


@pytest.mark.parametrize("seen", ["half", "gone"])
def test_a_build_that_ends_meanwhile_is_no_fault_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: str
) -> None:
    """Whatever was read of the site that went, the one that came is what is published."""
    _, clone = started(tmp_path)
    site = clone.folder / "site"
    digests = 0

    def swapped(folder: Path) -> str:
        nonlocal digests
        digests += 1
        if digests > 1:
            return site_digest(folder)
        # Both are there before one goes, as in a build.
        new = Path(shutil.copytree(folder, tmp_path / "new"))
        folder.rename(tmp_path / "went")
        new.rename(folder)
        if seen == "gone":
            raise FileNotFoundError(folder / "index.html")
        return "of a bit of both"

    # The function of that name hides the module.
    monkeypatch.setattr(sys.modules["generator.publish.built"], "site_digest", swapped)
    found = built(clone.folder, PLAYBOOK)

    assert isinstance(found, Built)
    assert (2, site_digest(site)) == (digests, found.files)


@pytest.mark.parametrize(("built_for", "asked"), [("default", "leadership"), ("leadership", "default")])
def test_another_editions_site_is_not_taken_for_it(tmp_path: Path, built_for: str, asked: str) -> None:
    """Whatever the folder is called: the stamp says whom a site is for."""
    _, clone = started(tmp_path)
    clone.fake_build(edition=built_for)
    found = built(clone.folder, PLAYBOOK, asked)

    assert isinstance(found, Diagnostic)
    assert (
        "other-edition",
        f"The site is that of the edition `{built_for}`, not of `{asked}`.",
    ) == (found.code, found.message)


def test_an_editions_site_is_found_in_its_own_folder(tmp_path: Path) -> None:
    """With the address that it has, not that of the default one."""
    _, clone = started(tmp_path)
    (clone.folder / "mkdocs.yml").write_text(
        "site_url: https://x.example/\nextra:\n  editions: {leadership: {folder: site-leadership}}\n",
        encoding="utf-8",
    )
    clone.fake_build(edition="leadership", folder="site-leadership")
    clone.fake_build()
    found = [built(clone.folder, PLAYBOOK, edition) for edition in ("default", "leadership")]

    assert [("site", "https://x.example/"), ("site-leadership", "")] == [
        (item.folder.name, item.url) for item in found if isinstance(item, Built)
    ]


def test_a_site_that_somebody_changed_is_told_of_once(tmp_path: Path) -> None:
    """It does not become another by looking again."""
    _, clone = started(tmp_path)
    (clone.folder / "site" / "index.html").write_text("mine", encoding="utf-8")
    found = built(clone.folder, PLAYBOOK)

    assert isinstance(found, Diagnostic)
    assert found.code == "stale-site"
