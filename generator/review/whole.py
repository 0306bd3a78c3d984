"""The parts of a review, put together."""

from __future__ import annotations

from dataclasses import replace

from generator.happened import everything
from generator.linked import Playbook
from generator.review.courses import courses, targets
from generator.review.frame import frame
from generator.review.gaps import gaps
from generator.review.messages import heard
from generator.review.outcomes import outcomes
from generator.review.questions import questions
from generator.review.shapes import Review
from generator.review.works import fronts


def review(book: Playbook, run_id: str | None = None) -> Review | None:
    """Planned against actual, of the run that a playbook is in; None without T0.

    `run_id` is the name of an archived run; else the run is named by T0's date in the playbook's zone.
    """
    seen = frame(book)
    if seen is None:
        return None
    log = everything(book)
    found = Review(
        book=book,
        run=run_id or f"{seen.began:%Y-%m-%d}",
        began=seen.began,
        until=seen.until,
        is_over=seen.is_over,
        fronts=fronts(seen),
        decided=tuple(one for one in log if one.kind == "decided"),
        undecided=tuple(decision for decision in book.decisions if decision.is_open),
        heard=heard(seen),
        outcomes=outcomes(seen),
        courses=courses(seen),
        targets=targets(seen),
        occurred=tuple(one for one in log if one.kind == "occurred"),
        invoked=tuple(one for one in log if one.kind == "invoked"),
        learned=tuple(one for one in log if one.kind == "learned"),
        gaps=(),
        questions=(),
        log=log,
    )
    found = replace(found, gaps=gaps(found, seen))
    return replace(found, questions=questions(found, seen))
