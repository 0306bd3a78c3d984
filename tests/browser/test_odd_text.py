"""Odd texts on a phone: long words break, other scripts keep to themselves, nothing is lost."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import filled, hostile
from tests.browser.fixtures import BuildSite, Host, NewPage
from tests.browser.test_magnified import LOST

NOW = datetime.fromisoformat("2026-11-24T14:00:00+00:00")
PHONE = {"width": 390, "height": 844}

#: A word of 240 letters, as German law has them; a title from right to left with signs and a number in it.
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
RIGHT_TO_LEFT = "خطة الطوارئ (الجزء 1): اتصل!"

#: A line of the kind that pages have many of: our words, a title, our words with a number.
LINE = """title => {
  const line = document.createElement("p")
  line.id = "odd-line"
  const link = Object.assign(document.createElement("a"), { href: "#", textContent: title })
  line.append("Owner: ", link, ", 7 days")
  document.querySelector(".md-content__inner").append(line)
}"""
ORDER = """line => [...line.childNodes].map(node => {
  const range = document.createRange()
  range.selectNodeContents(node)
  const box = range.getBoundingClientRect()
  return [Math.round(box.left), Math.round(box.right)]
})"""

#: One page of each kind, of those that are alike the one whose fields are filled.
FILLED = "the-"


@pytest.fixture(scope="module")
def odd_site(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a very long word in each of its texts, under titles from right to left."""
    numbers = count(1)

    def words(name: str, is_rich: bool) -> str:
        text = RIGHT_TO_LEFT if name == "title" else LONG
        return hostile.arriving(f"{text}{next(numbers)}", name, is_rich=is_rich)

    folder = tmp_path_factory.mktemp("odd") / "plan"
    (folder / "data").mkdir(parents=True)
    plan = json.dumps(filled.playbook(words), ensure_ascii=False)
    (folder / "data" / "plan.yml").write_text(plan, encoding="utf-8")
    return build_site(folder, at=NOW.isoformat())


def test_no_page_of_a_phone_loses_any_of_it(odd_site: Path, new_page: NewPage, host: Host) -> None:
    """No page scrolls sideways, nothing is cut or stands outside; what is folded away opens."""
    address = host(odd_site, "/")
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    page.clock.set_fixed_time(NOW)
    lost = {}
    places = [path.relative_to(odd_site).as_posix() for path in sorted(odd_site.rglob("index.html"))]
    for place in (one for one in places if one.count("/") < 2 or FILLED in one):
        page.goto(f"{address}{place.removesuffix('index.html')}")
        page.wait_for_load_state("networkidle")
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        if found := page.evaluate(LOST):
            lost[place] = found

    assert {} == lost


def test_a_title_turns_over_nothing_around_it(odd_site: Path, new_page: NewPage, host: Host) -> None:
    """From right to left inside, the words and the number beside it stay where they were written."""
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(host(odd_site, "/"))
    expect(page.locator(".md-content__inner")).to_be_visible()
    page.evaluate(LINE, RIGHT_TO_LEFT)
    before, title, after = page.locator("#odd-line").evaluate(ORDER)

    assert before[1] <= title[0] + 1
    assert title[1] <= after[0] + 1
