"""The draft of a post-mortem."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import LOG_KINDS
from generator.review import review
from generator.review.draft import draft
from tests.playbooks import book
from tests.reviewing import reviewed

CASE = Path(__file__).parents[2] / "cases/review"
PLAN = (CASE / "run.yml").read_text(encoding="utf-8")
NOW = datetime(2026, 12, 24, 12, tzinfo=UTC)


def headings(written: str) -> list[str]:
    """The headings of the second level."""
    return re.findall(r"^## (.*)$", written, re.MULTILINE)


def test_a_draft_says_what_plan_and_log_say() -> None:
    """The whole document of a short crisis, word for word."""
    found = review(book(PLAN, "", now=NOW))

    assert found is not None
    assert (CASE / "draft.md").read_text(encoding="utf-8") == draft(found)


def test_the_draft_of_an_empty_run_has_every_section() -> None:
    """Nobody has to remember what a post-mortem is made of; what is not known is said to be so."""
    full, empty = review(book(PLAN, "", now=NOW)), draft(reviewed(""))

    assert full is not None
    assert headings(draft(full)) == headings(empty)
    assert "- **Ended:** not recorded" in empty
    assert "- **Severity declared:** not recorded" in empty


#: One entry of each collection of the plan.
NAMED = [
    "actions/repair.find",
    "actions/repair.watch",
    "actions/repair.tell",
    "kpis/rate",
    "targets/works",
    "risks/again",
    "contingencies/back",
    "comms/press",
    "commitments/refund",
    "commitments/hourly",
    "decisions/stop",
    "events/contained",
    "roles/hand",
]
MOMENTS = st.builds(
    lambda minutes: f"{datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}",
    st.integers(0, 8 * 24 * 60),
)
ENTRIES = st.fixed_dictionaries(
    {"at": MOMENTS, "kind": st.sampled_from(LOG_KINDS)},
    optional={
        "about": st.lists(st.sampled_from(NAMED), max_size=3).map(lambda names: f"[{', '.join(names)}]"),
        "by": st.sampled_from(["lead", "hand"]),
        "for": MOMENTS,
        "until": MOMENTS,
        "waiting_on": st.just("hand"),
        "value": st.integers(-5, 200),
        "text": st.sampled_from(["'a | b'", "'# c'", "'[[risks/again]]'"]),
    },
).map(
    # A measurement without its number is an error of the data.
    lambda entry: {"value": 5, **entry} if entry["kind"] == "measured" else entry
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=25), MOMENTS, st.booleans())
def test_any_log_can_be_reviewed(log: list[dict[str, object]], at: str, is_over: bool) -> None:
    """Whatever people record, in whatever order: what is counted adds up, and the draft is whole."""
    plan = PLAN.partition("\nlog:")[0]
    plan = plan if is_over else re.sub(r"\n  ended: .*", "", plan)
    lines = (
        f"  r{number}: {{{', '.join(f'{name}: {value}' for name, value in entry.items())}}}"
        for number, entry in enumerate(log)
    )
    written = "\n".join([plan, "log:", *lines]) if log else plan
    found = review(book(written, "", now=datetime.fromisoformat(at).replace(tzinfo=UTC)))

    assert found is not None
    series = [work.series for front in found.fronts for work in front.works if work.series]
    for one in [*series, *(outcome.series for outcome in found.outcomes if outcome.series)]:
        assert one.due == sum(count for _, count in one.said) + (one.unrecorded or 0)
    for line in (line for heard in found.heard for line in heard.lines):
        assert line.due is None or 0 <= (line.missing or 0) <= line.due
    assert len(log) == len(found.log)
    assert headings(draft(found)) == headings(draft(reviewed("")))
