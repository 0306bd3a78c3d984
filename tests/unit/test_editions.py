"""Whatever an edition withholds is in nothing that is made of it, and what is made holds together."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.addresses import NOT_IN_THIS_EDITION, WITHHELD, Ref
from generator.diagnostics import has_errors
from generator.pipeline import Generated, Sound
from generator.proof.decoded import texts
from tests import sites
from tests.withholding import MARK, divided, erase, markable, withhold

TESTS = Path(__file__).resolve().parents[1]
PLANS = {
    "first": TESTS / "seed",
    "declared": TESTS / "seed",
    "small": TESTS / "fixtures" / "small",
    "outage": TESTS / "fixtures" / "outage",
}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

#: Editions of which each shows everything.
EVERYBODY = "{leadership: [leadership], default: [leadership]}"

#: How many entries are withheld together; many leave little that could name them.
SIZES = (1, 2, 3, 8, 30)


class Edition(NamedTuple):
    """What is made for the readers of one edition."""

    sound: Sound
    generated: Generated

    @property
    def files(self) -> Mapping[str, bytes]:
        """All of it by name."""
        docs = {name: text.encode() for name, text in self.generated.docs.items()}
        return {**docs, **self.generated.exports, "nav.yml": self.generated.navigation.encode()}


@cache
def candidates(plan: str) -> tuple[Ref, ...]:
    """The entries of a plan that can be marked."""
    with tempfile.TemporaryDirectory() as folder:
        return markable(copied(plan, Path(folder)))


def copied(plan: str, folder: Path) -> Path:
    """A plan of ours that has an edition for leadership, and examples in no page."""
    for name in ("data", "content"):
        if (PLANS[plan] / name).is_dir():
            shutil.copytree(PLANS[plan] / name, folder / name)
    for page in folder.glob("content/*.md"):
        # What stands in code is an example, and stays: only the proof tells of it.
        page.write_text(page.read_text(encoding="utf-8").replace("`", ""), encoding="utf-8")
    divided(folder)
    if plan == "declared":
        overview = folder / "data" / "playbook.yml"
        text = overview.read_text(encoding="utf-8").replace("activated: null", "activated: 2026-11-20T09:00")
        overview.write_text(text, encoding="utf-8")
    return folder


def made(
    plan: str, refs: Collection[Ref], edition: str, mark: str = MARK, editions: str | None = None
) -> Edition:
    """An edition of a plan of which these entries are marked."""
    with tempfile.TemporaryDirectory() as name:
        root = copied(plan, Path(name))
        if editions:
            divided(root, editions)
        withhold(root, refs, mark)
        checked = pipeline.check(root, NOW, edition=edition)
        if checked.sound is None or has_errors(checked.diagnostics):
            raise AssertionError(checked.diagnostics)
        return Edition(checked.sound, pipeline.generate(checked.sound, root))


def chosen(plan: str, seed: int, size: int) -> tuple[Ref, ...]:
    """So many entries of a plan, by chance that is repeatable."""
    found = candidates(plan)
    return tuple(Random(seed).sample(found, min(size, len(found))))


def told(edition: Edition) -> list[str]:
    """What is withheld and said all the same, and where."""
    looked_for = edition.sound.withheld.looked_for
    return [
        f"{name}: {hidden.ref}: {said}"
        for name, content in edition.files.items()
        for text in texts(name, content)
        for hidden, said in looked_for.found_in(text)
    ]


def astray(edition: Edition) -> list[str]:
    """Links of pages that lead to no page and no anchor of the edition, nor to a file of it."""
    pages = sites.read_all(edition.generated.docs)
    there = {*pages, *(f"{page}#{anchor}" for page, read in pages.items() for anchor in read.anchors)}
    there |= {f"/{name}/" for name in edition.generated.exports}
    return [
        f"{page}: {href}"
        for page, read in pages.items()
        for href in read.links
        if not re.match(r"[a-z]+:|//", href) and sites.target(page, href) not in there
    ]


def is_kept(plan: str, seed: int, size: int) -> None:
    """What must hold of an edition that withholds some entries."""
    refs = chosen(plan, seed, size)
    edition = made(plan, refs, "default")

    assert [] == told(edition)
    assert [] == astray(edition)
    assert set() == set(refs) & set(edition.sound.book.entries)
    assert f"{WITHHELD}.md" in edition.generated.docs


@pytest.mark.parametrize("plan", PLANS)
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**6), size=st.sampled_from(SIZES))
def test_nothing_withheld_is_said_and_no_link_leads_astray(plan: str, seed: int, size: int) -> None:
    """Random entries of whole plans; more of them in `make torture`."""
    is_kept(plan, seed, size)


@pytest.mark.parametrize("plan", ["first", "outage"])
def test_a_mark_for_a_group_that_everybody_is_in_changes_nothing(plan: str) -> None:
    """To the byte it is the plan without a mark; only `playbook.json` holds the mark itself."""
    refs = chosen(plan, 1, 20)
    marked, unmarked = (made(plan, refs, "default", mark, EVERYBODY).files for mark in (MARK, "# open"))
    differing = [name for name in unmarked if unmarked[name] != marked.get(name)]

    assert [*unmarked] == [*marked]
    assert {"playbook.json"} >= set(differing)
    assert without_mark(unmarked["playbook.json"]) == without_mark(marked["playbook.json"])


def test_the_edition_for_the_group_has_every_entry() -> None:
    """The fuller one is whole."""
    edition = made("first", chosen("first", 1, 20), "leadership")

    assert set(candidates("first")) <= set(edition.sound.book.entries)
    assert f"{WITHHELD}.md" not in edition.generated.docs


def unnamed(plan: str) -> tuple[Ref, ...]:
    """Entries of a plan that nothing names, nor what stands in them, and that are not the only ones."""
    book = made(plan, (), "leadership").sound.book
    count = Counter(ref.collection for ref in book.entries)
    named = {*book.citations, *book.cited_in_content}
    holders = {"actions": "priorities", "templates": "comms"}
    named |= {
        Ref(holders[ref.collection], ref.id.partition(".")[0]) for ref in named if ref.collection in holders
    }
    return tuple(ref for ref in candidates(plan) if ref not in named and count[ref.collection] > 1)


@pytest.mark.parametrize("seed", range(2))
def test_an_edition_is_as_if_what_it_withholds_had_never_been_written(seed: int) -> None:
    """To the byte, where nothing names it: no count, sum, rank or order tells that there is more."""
    found = list(unnamed("first"))
    Random(seed).shuffle(found)
    refs = {ref.collection: ref for ref in found}.values()
    files = dict(made("first", refs, "default").files)
    del files[f"{WITHHELD}.md"]
    with tempfile.TemporaryDirectory() as name:
        root = copied("first", Path(name))
        # With its line, so that all others stand where they stood.
        withhold(root, refs)
        erase(root, refs)
        checked = pipeline.check(root, NOW, edition="default")
        assert checked.sound is not None
        erased = dict(Edition(checked.sound, pipeline.generate(checked.sound, root)).files)
    # The plan has other marks, for which that page is there as well.
    del erased[f"{WITHHELD}.md"]

    assert len(refs) > 4
    assert [*erased] == [*files]
    # What a rule would find in the rest alone is nothing that its readers could mend.
    assert {"open-questions.md"} >= {name for name in erased if erased[name] != files[name]}


def without_mark(value: object) -> object:
    """A file of values without the fields that say whom something is for."""
    if isinstance(value, bytes):
        return without_mark(json.loads(value))
    if isinstance(value, dict):
        return {key: without_mark(item) for key, item in value.items() if key != "confidential"}
    return [without_mark(item) for item in value] if isinstance(value, list) else value


def test_what_pointed_to_something_withheld_says_so() -> None:
    """Its page, its title in links and its numbers are gone; that something is there is said plainly."""
    edition = made("small", [Ref("roles", "incident-lead")], "default")
    page = sites.read(edition.generated.docs["priorities/restore-service.md"])

    assert page.says(NOT_IN_THIS_EDITION)
    assert any(link.endswith(f"{WITHHELD}/") for link in page.links)


def test_a_promise_may_rest_on_an_audience_that_is_withheld(tmp_path: Path) -> None:
    """What was sent to it is on no record that these readers see; the pages are made all the same."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yml").write_text(
        """\
playbook:
  key: test
  title: Test
  timezone: Europe/London
  activated: 2026-11-02T09:00
  editions: {leadership: [leadership]}
comms:
  board: {title: Board, confidential: leadership, schedule: [{what: Report, every: weekly}]}
commitments:
  reports: {title: A report each week, to: board, every: weekly, backed_by: [comms/board]}
""",
        encoding="utf-8",
    )
    sound = pipeline.check(tmp_path, NOW, edition="default").sound

    assert sound is not None
    review = pipeline.generate(sound, tmp_path).docs["review.md"]
    assert sites.read(review).says("A report each week")
