"""`playbook new`, as a person types it: what it writes, what it says, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Run


def contents(folder: Path) -> dict[str, bytes]:
    """Every data file, hidden ones included, by its name."""
    return {path.name: path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()}


def test_it_says_where_the_entry_stands_and_what_to_do(folder: Path, run: Run) -> None:
    """File and line, as an editor opens them; the file keeps its permissions, and the check passes."""
    place = folder / "data" / "risks.yml"
    before = len(place.read_text(encoding="utf-8").splitlines()) if place.exists() else 0
    ended = run(
        "-C", folder, "new", "risks", "power-cut", "--title", "Power: cut", "--file", "data/risks.yml"
    )

    assert (0, "") == (ended.returncode, ended.stderr)
    where, *advice = ended.stdout.splitlines()
    file, _, line = where.partition(":")
    assert "data/risks.yml" == file
    assert "power-cut:" == place.read_text(encoding="utf-8").splitlines()[int(line) - 1].strip()
    assert before < int(line)
    assert ["playbook check"] == [said.partition(": ")[2] for said in advice if said.startswith("Then run")]
    assert 0 == run("-C", folder, "check").returncode


def test_a_file_keeps_its_permissions(folder: Path, run: Run) -> None:
    """Whoever could read it still can, and nobody else."""
    place = folder / "data" / "mine.yml"
    place.write_text("hires:\n  a: {title: A}\n", encoding="utf-8")
    place.chmod(0o600)
    run("-C", folder, "new", "hires", "b", "--file", "data/mine.yml")

    assert 0o600 == place.stat().st_mode & 0o777
    assert "  b:\n    title: B\n" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("risk", "z"), 2, "Did you mean `risks`?"),
        (("risks", "Z z"), 2, "Write `z-z`."),
        (("log", "z"), 2, "playbook record"),
        (("risks", "z", "--file", "../z.yml"), 2, "is no data file"),
        (("risks",), 2, "Missing argument 'ID'"),
    ],
)
def test_what_cannot_be_is_told_and_writes_nothing(
    folder: Path, run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    """One sentence, wrong usage, the files untouched."""
    before = contents(folder)
    ended = run("-C", folder, "new", *words)

    assert (code, before) == (ended.returncode, contents(folder))
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_that_cannot_be_read_is_reported_first(folder: Path, run: Run) -> None:
    """Its error, as a check shows it; nothing is written."""
    (folder / "data" / "broken.yml").write_text("risks: [\n", encoding="utf-8")
    before = contents(folder)
    ended = run("-C", folder, "new", "risks", "z")

    assert (1, before) == (ended.returncode, contents(folder))
    assert "data/broken.yml:" in ended.stdout


def test_a_run_that_is_over_gets_nothing_new(folder: Path, run: Run) -> None:
    """What was planned then stays what it was."""
    archive = folder / "data" / "log" / "2026-01-01"
    (archive / "plan").mkdir(parents=True)
    (archive / "plan" / "p.yml").write_text("playbook: {key: k, title: T}\n", encoding="utf-8")
    for name in ("p", "z"):
        ended = run("-C", folder, "new", "risks", "z", "--file", f"data/log/2026-01-01/plan/{name}.yml")

        assert 2 == ended.returncode
        assert "no file of the current plan" in ended.stderr
    assert ["p.yml"] == [path.name for path in (archive / "plan").iterdir()]
