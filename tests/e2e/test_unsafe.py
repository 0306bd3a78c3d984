"""A hand-written page with what no page may hold: told at its place, and readers see the old site."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Run

PAGE = """# Phone list

Ring the <b onclick="alert(1)">duty desk</b>.

<p style="color: red">Not after ten.</p>

<script>alert(2)</script>
"""

#: What is told of it, by line and column.
HELD = {"3:10": "a script (`onclick` of `<b>`)", "5:1": "a style (`style` of `<p>`)", "7:1": "a script"}


def test_a_page_with_a_script_stops_the_build(folder: Path, run: Run) -> None:
    """The exit code is 1, each of them stands at its file, line and column, and the site is as it was."""
    (folder / "content" / "phones.md").write_text(PAGE, encoding="utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("the old site", encoding="utf-8")
    done = run("-C", folder, "build", "--at", "2026-11-23T12:00")
    told = [line for line in (done.stdout + done.stderr).splitlines() if "unsafe-page" in line]

    assert 1 == done.returncode
    assert [
        f"content/phones.md:{place}: error[unsafe-page]: The page /phones/ holds {what}, which no page may."
        for place, what in HELD.items()
    ] == told
    assert ["index.html"] == [path.name for path in (folder / "site").rglob("*")]
    assert "the old site" == (folder / "site" / "index.html").read_text(encoding="utf-8")
