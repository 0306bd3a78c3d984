"""Every input that ever broke the program, and others as odd: what must hold of all holds of them.

`make fuzz` looks for more; what breaks the program is written to cases/fuzz/, and stays there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.sample import cases, read
from tests.fuzz.whole import judged

CASES = Path(__file__).parent / "cases/fuzz"


@pytest.mark.parametrize("case", cases(CASES), ids=lambda case: case.name)
def test_an_odd_playbook_gives_diagnostics_or_whole_pages(case: Path) -> None:
    """Nothing raises, takes long, differs the second time or leads nowhere; what is wrong has its place."""
    made = judged(read(case))

    assert [] == made.faults
