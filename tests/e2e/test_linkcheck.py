"""`make linkcheck` tells of every broken link and anchor in a built site, wherever it will be published."""

from __future__ import annotations

from pathlib import Path

from generator.site import default_config
from tests.e2e.conftest import Run
from tests.making import make


def test_a_sound_site_below_a_path_has_no_broken_link(folder: Path, run: Run) -> None:
    """The page for what is not found links from the host's root, path included; that is understood."""
    config = default_config().replace('INHERIT: "nav.yml"', "INHERIT: build/nav.yml")
    config = config.replace('docs_dir: "docs"', "docs_dir: build/docs").replace('site_dir: "../site"', "")
    address = "\nsite_url: https://our-company.example.org/playbook/\n"
    (folder / "mkdocs.yml").write_text(config + address, encoding="utf-8")
    built = run("-C", folder, "build")
    done = make("linkcheck", f"DIR={folder}")

    assert (0, 0) == (built.returncode, done.returncode), built.stderr + done.stdout
    assert '"/playbook/latest/roles/cto/"' in (folder / "site" / "404.html").read_text(encoding="utf-8")


def test_a_broken_link_and_a_broken_anchor_are_told(folder: Path, run: Run) -> None:
    """Each with its page."""
    run("-C", folder, "build")
    page = folder / "site" / "roles" / "cto" / "index.html"
    broken = '<a href="../nobody/">Nobody</a> <a href="../../levels/#none">None</a></article>'
    text = page.read_text(encoding="utf-8").replace("</article>", broken)
    page.write_text(text, encoding="utf-8")
    done = make("linkcheck", f"DIR={folder}")

    assert 0 != done.returncode
    assert "site/roles/cto/index.html" in done.stdout
    assert "site/roles/nobody" in done.stdout
    assert "site/levels#none" in done.stdout
