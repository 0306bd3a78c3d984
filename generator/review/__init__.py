"""Planned against actual: what a run of the playbook was, computed from its plan and its log alone.

Nothing is invented: what the log does not say is `never recorded`, which is not `not done`.
"""

from generator.review.shapes import (
    Course,
    Front,
    Gap,
    Heard,
    Line,
    Outcome,
    Review,
    Run,
    Series,
    Work,
)
from generator.review.whole import review

__all__ = [
    "Course",
    "Front",
    "Gap",
    "Heard",
    "Line",
    "Outcome",
    "Review",
    "Run",
    "Series",
    "Work",
    "review",
]
