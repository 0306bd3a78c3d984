"""The plan and its priorities as tired people meet them: on a phone, by the clock, on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, Host, NewPage
from tests.browser.serving import serve

#: Tuesday, day 2 of the crisis.
DAY_2 = "2026-11-24T10:12:00Z"
PHONE = {"width": 390, "height": 844}
PLACES = (
    "plan/",
    "priorities/",
    "priorities/restore-service/",
    "delegation/",
    "levels/",
    "contingencies/",
    "contingencies/roll-back/",
)
SCALE = [[1, 14, 0, 50], [15, 30, 50, 17], [31, 60, 67, 33]]

#: Starts a drill at a moment of its own T0.
DRILL = """async ([root, t0, start]) => {
  const { enterDrill } = await import(`${root}assets/playbook/clock.js`)
  enterDrill({ t0: new Date(t0), start: new Date(start), role: null, title: null })
}"""

#: Whether an element reaches beyond the screen, where no frame of its own lets it scroll.
CLIPPED = """() => [...document.querySelectorAll(".md-content *")]
  .filter(one => !one.closest(".pb-load, .md-typeset__scrollwrap, svg") && one.getClientRects().length)
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
  .map(one => one.outerHTML.slice(0, 80))"""


def strained(text: str) -> str:
    """The playbook with so low a limit that a role is over it."""
    return text.replace("actions_per_role_per_day: 2", "actions_per_role_per_day: 1")


def absent(text: str) -> str:
    """The roles with one away on day 2, whom nobody covers."""
    return text.replace("cover: incident-lead}]", "cover: incident-lead}, {from: day 2, to: day 2}]")


@pytest.fixture(scope="module")
def plan(build_site: BuildSite) -> Iterator[str]:
    """The address of a plan that asks too much."""
    edits = {"data/playbook.yml": strained, "data/people.yml": absent}
    with serve(build_site(OUTAGE, edits), "/") as address:
        yield address


@pytest.fixture
def on_day_2(new_page: NewPage, plan: str) -> Page:
    """The plan, opened on a phone on the second day."""
    page = new_page(viewport=PHONE)
    page.clock.install(time=DAY_2)
    page.goto(f"{plan}plan/")
    return page


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_clipped(new_page: NewPage, plan: str, place: str, width: int) -> None:
    """No page scrolls sideways; the ranking, the timeline and every card fit a phone."""
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(plan + place)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [] == page.evaluate(CLIPPED)


def test_today_is_marked_by_the_clock(on_day_2: Page) -> None:
    """In one stretch of days, by a word; one tap at the top leads there."""
    today = on_day_2.locator(".pb-today:visible")
    expect(today).to_have_text("today")
    expect(on_day_2.locator(".pb-day--today")).to_have_attribute("data-first", "2")
    on_day_2.get_by_role("link", name="Today", exact=True).click()

    assert on_day_2.url.endswith("/plan/#_day-2")
    expect(today).to_be_in_viewport()


def test_today_is_a_line_on_each_row_of_the_timeline(on_day_2: Page) -> None:
    """Once on each, at the same place, and said in words."""
    lines = on_day_2.locator(".pb-tl-now")

    expect(lines).to_have_count(on_day_2.locator(".pb-tl-bar").count())
    expect(on_day_2.locator(".pb-tl-today")).to_have_text("Today is day 2: the upright line.")
    places = lines.evaluate_all("all => [...new Set(all.map(one => one.getAttribute('x1')))]")

    assert ["15%"] == places


def test_midnight_moves_today(on_day_2: Page) -> None:
    """A tab left open overnight shows the new day, once."""
    on_day_2.clock.run_for("14:00:00")

    expect(on_day_2.locator(".pb-day--today")).to_have_attribute("data-first", "3")
    expect(on_day_2.locator(".pb-tl-today")).to_contain_text("day 3")
    expect(on_day_2.locator(".pb-tl-now")).to_have_count(on_day_2.locator(".pb-tl-bar").count())


def test_before_t0_no_day_is_today(new_page: NewPage, build_site: BuildSite, host: Host) -> None:
    """A plan that waits has days without dates and without a mark."""
    waiting = build_site(
        OUTAGE,
        {
            "data/playbook.yml": lambda text: text.replace("  activated: 2026-11-23T09:00\n", ""),
            "data/log.yml": lambda _: "",
        },
    )
    page = new_page()
    address = host(waiting, "/")
    page.goto(f"{address}plan/")

    expect(page.locator(".pb-day")).to_have_count(4)
    expect(page.locator(".pb-today:visible, .pb-day-head:visible, .pb-plan-today:visible")).to_have_count(0)
    expect(page.locator(".pb-tl-now")).to_have_count(0)


def test_trouble_is_said_first_and_where_it_happens(on_day_2: Page) -> None:
    """Overload, an absence that nobody covers, a missing deputy: at the top, and on the day itself."""
    trouble = on_day_2.locator(".pb-trouble")
    day = on_day_2.locator(".pb-day[data-first='2']")

    expect(trouble).to_contain_text("overload Support lead: Day 2, 2 actions, limit 1")
    expect(trouble).to_contain_text("nobody covers")
    expect(trouble).to_contain_text("no deputy Support lead")
    expect(day).to_contain_text("2 actions, limit 1: overload")
    expect(day.get_by_text("nobody covers")).to_be_visible()


def test_the_load_keeps_its_roles_in_sight(on_day_2: Page) -> None:
    """The table scrolls in a frame of its own, which the keyboard reaches; the first column stays."""
    frame = on_day_2.get_by_role("region", name="Load by role and day")
    frame.focus()
    frame.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    edges = frame.evaluate(
        "one => [one, one.querySelector('tbody th')].map(each => each.getBoundingClientRect().left)"
    )

    expect(frame).to_be_focused()
    assert frame.evaluate("one => one.scrollLeft > 0")
    assert edges[1] - edges[0] <= 2


@pytest.mark.parametrize("scripts", [True, False])
def test_the_fallback_stands_beside_the_action(new_page: NewPage, plan: str, *, scripts: bool) -> None:
    """Its trigger and its first steps, on the same card, also without scripts."""
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(f"{plan}priorities/restore-service/#find-cause")
    card = page.locator("[data-entry='actions/restore-service.find-cause']")
    box = card.locator(".pb-fails")

    expect(box).to_contain_text("If this fails")
    expect(box).to_contain_text("No named cause by noon on day 1.")
    expect(box.locator("li")).to_have_count(3)
    expect(box.locator("li").last).to_have_text("Watch ten minutes")
    expect(card.get_by_role("link", name="Call +44 20 7946 0002")).to_be_visible()


def test_the_plan_stands_without_scripts(new_page: NewPage, plan: str) -> None:
    """Every day with its date and its roles; nothing promises what only a script can do."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{plan}plan/")

    expect(page.locator(".pb-day-dates").nth(1)).to_have_text("Tue 24 Nov")
    expect(page.locator(".pb-today:visible, .pb-plan-today:visible, .pb-tl-today:visible")).to_have_count(0)


def test_the_timeline_is_drawn_on_paper(on_day_2: Page) -> None:
    """Its bars have a size and a colour there, and the whole of the load is printed."""
    on_day_2.emulate_media(media="print")
    bar = on_day_2.locator(".pb-tl-once").first
    box = bar.bounding_box()

    assert box is not None
    assert box["width"] > 3
    expect(on_day_2.locator(".pb-load")).to_have_css("overflow-x", "visible")


def test_a_drill_has_its_own_days(on_day_2: Page, plan: str) -> None:
    """Today and the dates in the list of days follow the clock that counts, not the one of the build."""
    on_day_2.evaluate(DRILL, [plan, "2026-12-07T09:00:00Z", "2026-12-09T10:00:00Z"])

    expect(on_day_2.locator(".pb-day--today")).to_have_attribute("data-first", "3")
    expect(on_day_2.locator(".pb-day--today .pb-day-dates")).to_have_text("Wed 9 Dec – Thu 10 Dec")


@pytest.mark.parametrize(
    ("day", "expected"), [(1, 0), (1.5, 1.79), (15, 50), (31, 67), (60.5, 99.45), (0, None), (61, None)]
)
def test_a_day_has_a_place_on_the_scale(
    chromium: Browser, scripts: str, day: float, expected: float | None
) -> None:
    """The same as where the picture draws it; beyond it there is none."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(scripts)
        found = page.evaluate(
            "async ([day, scale]) => (await import('/plan.js')).at(day, scale)", [day, SCALE]
        )

    assert expected == (found if found is None else round(found, 2))


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-11-24", "2026-11-24"], "Tue 24 Nov"),
        (["2026-11-24", "2026-11-27"], "Tue 24 Nov – Fri 27 Nov"),
        ([None, "2026-11-27"], ""),
    ],
)
def test_dates_read_as_the_generator_writes_them(
    chromium: Browser, scripts: str, dates: list[str | None], expected: str
) -> None:
    """One day once; nothing where no date is known."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(scripts)
        found = page.evaluate(
            "async (dates) => (await import('/plan.js')).words(dates, new Date('2026-11-23T12:00Z'))", dates
        )

    assert expected == found
