"""The golden pages: one a page kind, made from tests/fixtures/small.

`python -m tests.golden` writes them anew; the diff shows what a change does to the pages.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from generator import pipeline

HERE = Path(__file__).resolve().parent
FIXTURE = HERE / "fixtures" / "small"
FOLDER = HERE / "golden"
NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)

#: One page of each kind that has a page an entry; of the others there is only one anyway.
ONE_OF_A_KIND = {
    "roles": "incident-lead",
    "priorities": "restore-service",
    "kpis": "success-rate",
    "risks": "second-outage",
    "contingencies": "roll-back",
    "comms": "merchants",
}


def made() -> dict[str, str]:
    """Every golden file's text, by its path below tests/golden."""
    checked = pipeline.check(FIXTURE, NOW)
    if checked.sound is None:
        raise AssertionError(checked.diagnostics)
    generated = pipeline.generate(checked.sound, FIXTURE)
    pages = {path: text for path, text in generated.docs.items() if _is_golden(path)}
    return {
        **pages,
        "nav.yml": generated.navigation,
        "playbook.json": generated.exports["playbook.json"].decode(),
    }


def _is_golden(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder not in ONE_OF_A_KIND or name in ("index.md", f"{ONE_OF_A_KIND[folder]}.md")


def main() -> None:
    """Write them anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, text in made().items():
        target = FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
