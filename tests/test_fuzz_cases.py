"""Every input that ever broke the program, and others as odd: what must hold of all holds of them.

`make fuzz` looks for more; what breaks the program is written to cases/fuzz/, and stays there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.beside import order_faults, site_faults
from tests.fuzz.sample import cases, read
from tests.fuzz.whole import judged

FOLDER = Path(__file__).parent / "cases/fuzz"
CASES = cases(FOLDER)


def name(case: Path) -> str:
    """What a case is called in a report of the tests."""
    return case.stem


@pytest.mark.parametrize("case", CASES, ids=name)
def test_an_odd_playbook_gives_diagnostics_or_whole_pages(case: Path) -> None:
    """Nothing raises, takes long, differs the second time or leads nowhere; what is wrong has its place."""
    made = judged(read(case))

    assert [] == made.faults


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_order_of_an_odd_playbook_does_not_matter(case: Path) -> None:
    """Collections in another order and files under other names: the same problems, the same pages."""
    faults, _, _ = order_faults(read(case))

    assert [] == faults


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if (case / "mkdocs.yml").exists() or (case / "content").exists()],
    ids=name,
)
def test_odd_settings_and_pages_are_refused_in_words_or_make_a_site(case: Path) -> None:
    """What people write beside the data may stop the site's builder; the preview says why, and goes on."""
    faults, _, _ = site_faults(read(case))

    assert [] == faults


def test_nothing_depends_on_the_order_of_sets() -> None:
    """All cases in processes with different hash seeds put out the same, to the byte."""
    program = "from tests.test_fuzz_cases import digests; print(digests())"
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=FOLDER.parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second


def digests() -> list[str]:
    """What stands for all that the program puts out of each case."""
    return [judged(read(case)).digest for case in CASES]
