"""Every hostile text in every text field of every collection, visited by a browser that no policy protects.

`make torture` takes all texts (HOSTILE_TEXTS), some three thousand pages. `make test` takes one here, and has
each in a few fields (tests/browser/test_hostile.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.filters import telephone
from generator.preview.drafts import Drafts
from generator.site.live import LiveSite
from tests import hostile
from tests.browser.fixtures import BuildSite
from tests.browser.serving import serve
from tests.browser.visiting import Known, Seen, learn, pages_of, visit, visitor

NOW = "2026-11-23T12:00:00+00:00"

#: Where the playbook itself has its say.
OWN = ("", "levels/", "plan/", "brief/", "now/")

#: So many texts stand in one plan, each in all fields of its own copy of every entry.
TOGETHER = 20


def chosen() -> Sequence[Sequence[str]]:
    """The names of the texts, in the groups that are visited together; one alone in `make test`."""
    names = [*hostile.TEXTS][: int(os.environ.get("HOSTILE_TEXTS", "1"))]
    return [names[at : at + TOGETHER] for at in range(0, len(names), TOGETHER)]


def built(build_site: BuildSite, folder: Path, names: Sequence[str], *, is_hostile: bool) -> Path:
    """The site of a plan with these texts; the first is the playbook's own too, and a run's that is over."""
    rows = [hostile.always(hostile.TEXTS[name] if is_hostile else hostile.harmless(name)) for name in names]
    hostile.write(hostile.plan(rows), folder, hostile.ended(rows[0]))
    return build_site(folder, at=NOW)


def look(drafts: Drafts, name: str) -> LiveSite:
    """The site of the plan as it stands now."""
    found = drafts.look(["data/playbook.yml"])
    if found.good is None or found.errors:
        raise AssertionError((name, found.errors))
    return found.good.site


def of_each_kind(site: Path) -> Iterator[str]:
    """The pages that are alike, once."""
    return (path for path in pages_of(site) if path.count("/") < 2 or path.endswith(("-0/", "/hostile/")))


# Without it, tests/browser/test_hostile.py has each text in some fields, and each field with some texts.
if "HOSTILE_TEXTS" in os.environ:

    @pytest.mark.parametrize("names", chosen(), ids=lambda names: names[0])
    def test_each_text_in_each_field(
        chromium: Browser, build_site: BuildSite, tmp_path: Path, names: Sequence[str]
    ) -> None:
        """Whatever is pointed at and pressed: no text runs, makes an element of its own, sends a request."""
        bad = built(build_site, tmp_path / "hostile", names, is_hostile=True)
        good = built(build_site, tmp_path / "harmless", names, is_hostile=False)
        known, seen = Known(), Seen()
        with serve(good, "/") as address, visitor(chromium, Seen()) as page:
            learn(page, address, pages_of(good), of_each_kind(good), known)
        with serve(bad, "/") as address, visitor(chromium, seen) as page:
            visit(page, address, pages_of(bad), known, seen)

        print(f"\n{len(names)} texts, {seen.pages} pages, {seen.met} elements, {seen.pressed} pressed")  # noqa: T201  the figures
        assert [] == seen.faults


@pytest.mark.parametrize("names", chosen(), ids=lambda names: names[0])
def test_each_text_in_each_field_of_the_playbook_itself(
    chromium: Browser, build_site: BuildSite, tmp_path: Path, names: Sequence[str]
) -> None:
    """The same of what a plan has only one of: its title on every page, its situation, its war room."""
    root = tmp_path / "own"
    hostile.write(hostile.head(hostile.always(hostile.harmless(names[0]))), root)
    site = build_site(root, at=NOW)
    # A text with digits is a number to call where one is asked for: pages then hold something else.
    kinds = {bool(telephone(hostile.TEXTS[name])): name for name in names}
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    drafts = Drafts(root, scratch, lambda: datetime.fromisoformat(NOW))
    known, seen = Known(), Seen()

    def shown(text: str, name: str) -> list[str]:
        hostile.write(hostile.head(hostile.always(text)), root)
        made = look(drafts, name)
        for file in (f"{path}index.html" for path in OWN):
            site.joinpath(file).write_text(made.page(file)[0], encoding="utf-8")
        # What was just served would be served again for minutes.
        return [f"{path}?{name}" for path in OWN]

    with serve(site, "/") as address, visitor(chromium, seen) as page:
        for name in kinds.values():
            paths = shown(hostile.harmless(name), f"harmless-{name}")
            learn(page, address, paths, paths, known)
        for name in names:
            visit(page, address, shown(hostile.TEXTS[name], name), known, seen)

    print(f"\n{len(names)} texts, {seen.pages} pages, {seen.met} elements, {seen.pressed} pressed")  # noqa: T201  the figures
    assert [] == seen.faults
