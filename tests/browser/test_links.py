"""`make linkcheck-live` visits every page of a published site as a person without scripts would."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.browser.serving import serve
from tests.making import make
from tests.published import VERSIONS, WITHDRAWN


def visited(*addresses: str) -> subprocess.CompletedProcess[str]:
    """How the visit ended."""
    return make("linkcheck-live", f"URL={' '.join(addresses)}")


def test_a_visitor_finds_no_broken_link_in_any_version(site: str, tree: Path) -> None:
    """From the root through `latest`, and through each frozen version, withdrawn ones too."""
    done = visited(site, *(f"{site}{version}/" for version in VERSIONS))
    whole = [version for version in ("latest", *VERSIONS) if version != WITHDRAWN]
    pages = sum(len(list((tree / version).rglob("index.html"))) for version in whole)
    [(links, addresses)] = re.findall(r"(\d+) links? in (\d+) URLs? checked", done.stdout)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "0 warnings found. 0 errors found." in done.stdout
    assert pages < int(links) <= int(addresses)


def test_a_broken_link_is_found(tree: Path, tmp_path: Path) -> None:
    """And told with the page that it is on."""
    spoiled = shutil.copytree(tree / "2026.09", tmp_path / "2026.09")
    page = spoiled / "roles" / "cto" / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</article>", '<a href="../nobody/">Nobody</a></article>'), encoding="utf-8")
    with serve(tmp_path) as address:
        done = visited(f"{address}2026.09/")

    assert 0 != done.returncode
    assert "1 error found." in done.stdout
    assert f"{address}2026.09/roles/nobody/" in done.stdout
    assert f"{address}2026.09/roles/cto/" in done.stdout


def test_the_address_has_to_be_said() -> None:
    """Without one the target says how."""
    done = visited()

    assert 2 == done.returncode
    assert "make linkcheck-live URL=https://..." in done.stderr
