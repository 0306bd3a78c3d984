"""What the unit of a KPI can mean."""

from __future__ import annotations

import pytest

from generator.rules.scales import scale_of
from tests.unit.rules.conftest import Make


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("Card success rate", "%", (0, 100)),
        ("Error rate", "%", (0, 100)),
        ("Uptime", "%", (0, 100)),
        ("Growth rate", "%", None),
        ("Interest rate", "%", None),
        ("Rate of conversion, change", "%", None),
        ("Costs", "%", None),
        ("Success rate", "per mille", None),
        ("Satisfaction", "NPS", (-100, 100)),
        ("Net promoter score", "", (-100, 100)),
        ("Finish", "o'clock", (0, 24)),
        ("Mood", "out of 5", (0, 5)),
        ("Mood", "/10", (0, 10)),
        ("Mood", "stars out of 5", (0, 5)),
        ("Net promoter score", "out of 10", (0, 10)),
        ("eNPS of the team", "", (-100, 100)),
        ("Success rate", "per cent", (0, 100)),
    ],
)
def test_a_scale_is_known_or_left_alone(
    title: str, unit: str, expected: tuple[float, float] | None, book: Make
) -> None:
    """A percentage has bounds only where its title says that it is a share of something."""
    (kpi,) = book(f'kpis:\n  it: {{title: "{title}", unit: "{unit}"}}\n').kpis

    found = scale_of(kpi)

    assert expected == ((found.lowest, found.highest) if found else None)
