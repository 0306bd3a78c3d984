"""What is said of the first plan in particular, on a frozen copy of it and of its source document.

`data/` may change freely; what stands here does not follow it.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import pipeline
from generator.diagnostics import has_errors
from generator.linked import Linked
from generator.linked import Playbook as Book
from generator.model import Entry
from generator.pipeline import Checked, Generated
from generator.trace import trace, visible_entries

HERE = Path(__file__).parent
SOURCE = HERE / "crisis-plan.md"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

#: What the source document never says; whoever fills it in says that it is a guess.
NEVER_SAID = {
    "levels": ("criteria", "response"),
    "roles": ("deputy", "reports_to"),
    "priorities": ("resource_availability",),
    "actions": ("if_fails", "needs"),
    "kpis": ("direction", "owner"),
    "risks": ("likelihood", "impact", "owner", "deputy"),
    "contingencies": ("trigger", "owner", "steps", "covers"),
    "templates": ("subject", "body", "approver"),
    "deferrals": ("owner", "affects"),
    "playbook": ("timezone", "days", "bands", "limits"),
}


@pytest.fixture(scope="module")
def checked() -> Checked:
    """The frozen playbook and everything that is wrong with it."""
    return pipeline.check(HERE, NOW)


@pytest.fixture(scope="module")
def book(checked: Checked) -> Book:
    """The frozen playbook, linked."""
    assert checked.sound is not None
    return checked.sound.book


@pytest.fixture(scope="module")
def generated(checked: Checked) -> Generated:
    """Its pages."""
    assert checked.sound is not None
    return pipeline.generate(checked.sound, HERE)


def every(book: Book) -> Iterator[Linked[Entry]]:
    """All entries, the playbook as a whole among them."""
    yield book.summary
    yield from book.entries.values()


def test_it_has_no_errors(checked: Checked) -> None:
    """The plan is readable, valid and linked; what it has are open questions."""
    assert not has_errors(checked.diagnostics)


def test_every_sentence_of_the_source_has_its_place(book: Book, generated: Generated) -> None:
    """Nothing that the source document says is missing from the pages."""
    found = trace(SOURCE.read_text(encoding="utf-8"), visible_entries(generated.docs, book))

    assert () == found.missing
    assert 390 == len(found.items)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        (8, "priorities/data-quality"),
        (51, "actions/data-quality.investigate"),
        (144, "roles/vp-engineering"),
        (177, "rituals/daily-standups"),
        (247, "comms/cfo"),
        (284, "improvements/data-quality-gates"),
        (306, "decisions/sales-commitment-pushback"),
        (326, "hires/full-stack-developer"),
        (344, "deferrals/architecture-refactoring"),
        (351, "targets/data-quality-30"),
        (366, "kpis/data-accuracy"),
        (374, "risks/client-churn"),
        (389, "contingencies/rollback"),
        (396, "principles/crisis-management"),
        (415, "playbook/playbook"),
    ],
)
def test_sentences_stand_where_a_reader_looks_for_them(
    book: Book, generated: Generated, line: int, entry: str
) -> None:
    """A sentence of each section stands whole in an entry of the kind that the section is about."""
    found = trace(SOURCE.read_text(encoding="utf-8"), visible_entries(generated.docs, book))
    places = {str(item.place.ref) for item in found.items if item.place and item.fragment.line == line}

    assert {entry} == places


@pytest.mark.parametrize(("added", "code"), [("", 0), ("\n- A sentence that the plan never held\n", 1)])
def test_the_command_says_so(tmp_path: Path, added: str, code: int) -> None:
    """`playbook trace` exits 0 on the source document, 1 with the line once a sentence is not in the plan."""
    source = tmp_path / "plan.md"
    source.write_text(SOURCE.read_text(encoding="utf-8") + added, encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-m", "generator", "-C", HERE, "trace", source],
        capture_output=True,
        text=True,
        check=False,
    )

    missing = [line for line in ended.stdout.splitlines() if line.endswith("-> missing")]
    assert (code, ["417: A sentence that the plan never held -> missing"] if added else []) == (
        ended.returncode,
        missing,
    )


def test_the_published_ranks_come_out(book: Book) -> None:
    """The computed ranks and bands are those that the source document's headings publish."""
    published = re.findall(
        r"^#+ \**Priority (\d): (.+?) \((\w+)\)", SOURCE.read_text(encoding="utf-8"), re.MULTILINE
    )
    computed = [(str(item.rank), item.title.lower(), str(item.band).upper()) for item in book.priorities]

    assert [(rank, title.lower(), band) for rank, title, band in published] == computed


def test_scores(book: Book) -> None:
    """The scores behind the ranks, and that no rank is decided instead of computed."""
    scores = [(item.id, item.ranked.score, item.record.rank_override) for item in book.priorities]

    expected = {"data-quality": 720, "cost": 252, "pipeline": 240, "feature": 42, "team": 36}
    assert [(key, score, None) for key, score in expected.items()] == scores


@pytest.mark.parametrize(
    ("rule", "entry", "sentences"),
    [
        (
            "cadence-conflict",
            "comms/ceo",
            {"Regular updates every 48 hours", "Daily briefings during crisis (first week)"},
        ),
        (
            "deadline-before-action",
            "priorities/data-quality",
            {"Bug fixed and deployed within 48 hours", "Implement fix with extensive testing"},
        ),
        (
            "promise-before-deferral",
            "priorities/feature",
            {"I can deliver 2 integrations by month-end.", "TikTok Ads + Pinterest Ads (highest impact)"},
        ),
        ("unit-does-not-fit", "kpis/client-satisfaction", {"> 8 NPS"}),
        (
            "deferred-but-planned",
            "deferrals/architecture-refactoring",
            {"Architecture refactoring", "Refactor sequential processing to parallel"},
        ),
    ],
)
def test_contradictions_are_open_questions(
    checked: Checked, generated: Generated, rule: str, entry: str, sentences: set[str]
) -> None:
    """Where the source contradicts itself the rules say so, with the sentences, and readers are asked."""
    assert checked.sound is not None
    page = html.unescape(generated.docs["open-questions.md"])

    found = [
        finding
        for finding in checked.sound.verdict.contradictions
        if finding.rule == rule
        and str(finding.entry) == entry
        and sentences <= {sentence.text for sentence in finding.sentences}
    ]

    assert 1 == len(found)
    assert found[0].message in page
    assert all(sentence in page for sentence in sentences)


def test_nothing_else_is_found(checked: Checked) -> None:
    """Beside the five contradictions: 72 hours for days 3-4, a rank for want of people, what is left vague.

    That is work delegated without a date, or dated while its priority is deferred, and two wishes for more
    satisfaction without a number.
    """
    assert checked.sound is not None
    found = sorted((finding.rule, str(finding.entry)) for finding in checked.sound.verdict.findings)

    expected = [
        ("cadence-conflict", "comms/ceo"),
        ("deadline-before-action", "priorities/data-quality"),
        ("deadline-before-action", "priorities/data-quality"),
        ("deferred-but-planned", "deferrals/architecture-refactoring"),
        ("delegated-without-action", "roles/full-stack-developers"),
        ("names-withheld", "levels/critical"),
        ("outside-window", "actions/feature.propose-compromise"),
        ("promise-before-deferral", "priorities/feature"),
        ("quotes-withheld", "commitments/burn-rate"),
        ("quotes-withheld", "contingencies/alternatives"),
        ("rank-by-availability", "priorities/pipeline"),
        ("unit-does-not-fit", "kpis/client-satisfaction"),
        ("vague-criterion", "priorities/pipeline"),
        ("vague-criterion", "targets/team-morale-30"),
    ]
    assert expected == found
    assert () == checked.sound.verdict.accepted


def test_nobody_is_invented() -> None:
    """No person, no number to call, no address: the source document has none."""
    invented = re.compile(
        r"^\s*(?:- )?(?:people|name|contacts|call|chat|email|link|links|url|war_room):|://|@", re.MULTILINE
    )
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE / "data").rglob("*.yml"))]
    data = [re.sub(r"(?m)(?:^| )#.*$", "", text) for text in texts]

    assert [] == [found for text in data for found in invented.findall(text)]


def test_nothing_has_happened_yet(book: Book) -> None:
    """The crisis is not declared, and the log is empty."""
    assert (None, None, ()) == (book.overview.activated, book.overview.ended, book.log)


def test_what_is_assumed_is_there(book: Book) -> None:
    """Every name in `assumed` is a field that the entry really fills."""
    empty = [
        f"{entry.ref}: {name}" for entry in every(book) for name in entry.assumed if not _filled(entry, name)
    ]

    assert [] == empty


def test_what_the_source_never_says_is_assumed(book: Book) -> None:
    """A fact that the source document cannot have given is marked as a guess wherever it is filled in."""
    unmarked = [
        f"{entry.ref}: {name}"
        for entry in every(book)
        for name in NEVER_SAID.get(entry.collection, ())
        if _filled(entry, name) and name not in entry.assumed
    ]

    assert [] == unmarked


def _filled(entry: Linked[Entry], name: str) -> bool:
    """Whether the entry's own file fills a field: what it holds is not the field's default."""
    return name in entry.record.model_fields_set
