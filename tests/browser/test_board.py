"""The board: what one reader sees first, at night, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve

#: Day 2 of the outage, at night.
NIGHT = "2026-11-24T03:12:00Z"
PHONE = {"width": 390, "height": 844}
DECLARED = "localStorage.setItem('playbook:card-outage:declared', '{\"t0\": \"2026-11-23T09:00Z\"}')"
ROLE = "localStorage.setItem('playbook:card-outage:role', JSON.stringify('%s'))"


@pytest.fixture(scope="module")
def undeclared(build_site: BuildSite) -> Iterator[str]:
    """The same crisis before anybody declared it: no T0, no log."""
    edits = {
        "data/playbook.yml": lambda text: text.replace("activated: 2026-11-23T09:00", "activated: null"),
        "data/log.yml": lambda _: "log: {}\n",
    }
    with serve(build_site(OUTAGE, edits), "/") as address:
        yield address


@pytest.fixture(scope="module")
def sparse(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A playbook of a few lines: nobody has a number, there is no war room."""
    root = tmp_path_factory.mktemp("sparse") / "sparse"
    (root / "data").mkdir(parents=True)
    (root / "data" / "all.yml").write_text(
        "playbook: {key: sparse, title: Sparse, timezone: Europe/London}\n"
        "roles: {boss: {title: Boss}, doer: {title: Doer, reports_to: boss}}\n"
        "priorities: {one: {title: One, owner: doer, actions: {act: {title: Act, when: day 1}}}}\n",
        encoding="utf-8",
    )
    with serve(build_site(root), "/") as address:
        yield address


def at(moment: str, new_page: NewPage, address: str, role: str | None = None, declared: bool = False) -> Page:
    """The board on a phone at a moment, for one role; `declared` on that phone alone."""
    page = new_page(viewport=PHONE, timezone_id="Europe/London")
    page.clock.set_fixed_time(moment)
    if role:
        page.add_init_script(ROLE % role)
    if declared:
        page.add_init_script(DECLARED)
    page.goto(address)
    return page


at_night = partial(at, NIGHT)


def test_a_phone_s_first_screen_holds_what_matters(new_page: NewPage, outage: str) -> None:
    """The day, what needs attention, the next action, three calls: without a swipe."""
    page = at_night(new_page, outage, "incident-lead")
    parts = [
        page.locator(name)
        for name in (".pb-clock-day", "#_attention", "#_mine .pb-card", "#_calls .pb-calls")
    ]
    for part in parts:
        expect(part).to_be_visible()
    boxes = [part.bounding_box() for part in parts]

    assert [True] * 4 == [box is not None and box["y"] + box["height"] <= 844 for box in boxes]
    assert 390 == page.evaluate("document.documentElement.scrollWidth")


def test_what_needs_attention_leads_to_it(new_page: NewPage, outage: str) -> None:
    """Late and blocked by the log, not confirmed by the clock, the next message: each a link."""
    page = at_night(new_page, outage)
    links = page.locator("#_attention a")

    expect(links).to_have_text(
        [
            "1 late",
            "1 blocked",
            "1 not confirmed",
            "3 messages not confirmed",
            "3 off target",
            "Merchants: message in 3 h 45 min",
        ]
    )
    expect(links.nth(0)).to_have_attribute("href", "./priorities/restore-service/#decide-rollback")
    expect(links.nth(5)).to_have_attribute("href", "#_messages")


def test_each_role_has_its_own_next_action(new_page: NewPage, outage: str) -> None:
    """Picked once and remembered; the calls are those of that action."""
    page = at_night(new_page, outage)
    page.locator("#_you").get_by_label("You are").select_option("Incident lead")

    expect(page.locator("#_mine .pb-card-title")).to_have_text("Decide whether to roll back")
    expect(page.locator("#_next")).to_have_text("Late")
    expect(page.locator("#_calls a").first).to_have_attribute("href", "tel:+442079460001")
    page.reload()
    expect(page.locator("#_role")).to_have_value("incident-lead")
    page.locator("#_role").select_option("Support lead")
    expect(page.locator("#_mine .pb-card-title")).to_have_text("Tell the counters what to say")
    expect(page.locator("#_mine")).to_contain_text("Waits for Decide whether to roll back")
    expect(page.locator("#_calls .pb-call--none").first).to_contain_text(
        "no number yet, ask the Incident lead"
    )


def test_what_runs_is_what_to_do_now(new_page: NewPage, outage: str) -> None:
    """In the afternoon of day 1 the decision is due: until when, and what it needed is done."""
    page = at("2026-11-23T15:00:00Z", new_page, outage, "incident-lead")

    expect(page.locator("#_next")).to_have_text("Do now")
    expect(page.locator("#_mine .pb-card-title")).to_have_text("Decide whether to roll back")
    expect(page.locator("#_mine .pb-meta")).to_contain_text("ends in 3 h")


def test_what_is_known_not_to_be_done_keeps_others_waiting(new_page: NewPage, outage: str) -> None:
    """The decision is late by the log: what needs it cannot begin, though its time has come."""
    page = at("2026-11-24T10:00:00Z", new_page, outage, "support-lead")

    expect(page.locator("#_mine .pb-card-title")).to_have_text("Tell the counters what to say")
    expect(page.locator("#_next")).to_have_text("Waits for another action")


def test_what_nobody_recorded_keeps_nobody_waiting(new_page: NewPage, undeclared: str) -> None:
    """With an empty log the action before may well be done: the next one is there to do."""
    page = at("2026-11-24T10:00:00Z", new_page, undeclared, "support-lead", declared=True)

    expect(page.locator("#_mine .pb-card-title")).to_have_text("Tell the counters what to say")
    expect(page.locator("#_next")).to_have_text("Do now")


@pytest.mark.parametrize(
    ("kind", "state", "expected"),
    [
        ("interval", "now", True),
        ("interval", "blocked", True),
        ("interval", "not-confirmed", False),
        ("interval", "done", False),
        ("recurring", "next", False),
        ("recurring", "blocked", True),
    ],
)
def test_who_is_kept_waiting(
    new_page: NewPage, outage: str, kind: str, state: str, *, expected: bool
) -> None:
    """By what is known not to be done; what recurs is never over: only its being blocked keeps others."""
    page = new_page()
    page.goto(f"{outage}404.html")
    script = """async ([kind, state]) =>
      (await import('/assets/playbook/actions.js')).holds({ when: { kind } }, { state })"""

    assert expected == page.evaluate(script, [kind, state])


def test_messages_stand_by_when_they_are_due(new_page: NewPage, outage: str) -> None:
    """The next first; what is over and recorded is gone, what nobody recorded is not confirmed."""
    page = at_night(new_page, outage)
    rows = page.locator("#_due > li:visible")

    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("Status update")
    expect(rows.nth(0).locator("[data-due]")).to_have_text("in 3 h 45 min")
    expect(rows.nth(0)).to_contain_text("not confirmed due Mon 23 Nov, 21:00")
    # The first notice was sent in the same hour; it is not the call.
    expect(rows.nth(1)).to_contain_text("not confirmed due Mon 23 Nov, 09:00")


def test_nothing_is_called_late_that_nobody_recorded(new_page: NewPage, undeclared: str) -> None:
    """With an empty log everything that is over is not confirmed."""
    page = at("2026-12-20T10:00:00Z", new_page, undeclared, declared=True)

    expect(page.locator("#_attention")).to_contain_text("not confirmed")
    expect(page.locator("#_attention")).not_to_contain_text("late")


def test_what_a_clock_changed_is_taken_back_with_it(new_page: NewPage, undeclared: str) -> None:
    """Declared by mistake and undone: the board is as it was, message by message."""
    page = at("2026-11-26T10:00:00Z", new_page, undeclared)
    board = page.locator("#__board")
    expect(page.locator("#_role")).to_be_visible()
    expect(page.locator(".pb-clock-links")).to_be_visible()
    before = board.inner_text()
    page.goto(f"{undeclared}?t0=2026-11-23T09:00Z")
    page.get_by_role("button", name="Yes").click()
    expect(page.locator("#_attention")).to_contain_text("not confirmed")
    page.get_by_role("button", name="Undo").first.click()

    expect(page.locator("#_attention")).not_to_contain_text("not confirmed")
    assert before == board.inner_text()


def test_calls_are_those_of_the_action_shown(new_page: NewPage, outage: str) -> None:
    """A role with nothing to do keeps no other action's numbers."""
    page = at_night(new_page, outage, "platform-lead")
    expect(page.locator("#_calls a").first).to_have_attribute("href", "tel:+442079460002")
    page.locator("#_role").select_option("cto")

    expect(page.locator("#_next")).to_have_text("Nothing left to do")
    expect(page.locator("#_calls .pb-call").first).to_contain_text("nobody is named, ask the Chief")


def test_a_role_that_is_gone_counts_as_none(new_page: NewPage, outage: str) -> None:
    """A new version renamed it: the board says so and shows everybody's."""
    page = at_night(new_page, outage, "ops-lead")

    expect(page.locator("#_you")).to_contain_text("Your role is no longer in the plan: pick one.")
    expect(page.locator("#_mine .pb-card-title")).to_have_text("Decide whether to roll back")
    page.locator("#_role").select_option("support-lead")
    expect(page.locator("#_you")).not_to_contain_text("no longer")


def test_who_is_away_is_told_where_they_would_be_called(new_page: NewPage, outage: str) -> None:
    """On the call button and among the numbers, with who covers; the one who covers is told first."""
    page = at("2026-11-25T10:00:00Z", new_page, outage, "platform-lead")

    expect(page.locator('#_calls [data-role="incident-lead"] .pb-away-note')).to_have_count(0)
    expect(page.locator(".pb-cover")).to_have_text("You are away until Thu 26 Nov: Incident lead covers.")
    page.locator("#_role").select_option("incident-lead")
    expect(page.locator(".pb-cover")).to_have_text("You cover: Platform lead, until Thu 26 Nov.")
    expect(page.locator('#_calls [data-role="platform-lead"]')).to_contain_text(
        "away until Thu 26 Nov, you cover"
    )


def test_a_minute_takes_nobody_s_place(new_page: NewPage, outage: str) -> None:
    """Who is at a call button stays there when the board is told anew; nothing is read out."""
    page = new_page(viewport=PHONE, timezone_id="Europe/London")
    page.clock.install(time=NIGHT)
    page.add_init_script(ROLE % "incident-lead")
    page.goto(outage)
    expect(page.locator("#_attention")).to_contain_text("message in 3 h 45 min")
    page.locator("#_attention a").last.focus()
    page.clock.run_for("10:30")

    expect(page.locator("#_attention a").last).to_be_focused()
    expect(page.locator("#_attention")).to_contain_text("message in 3 h 35 min")
    expect(page.locator("#__board [role=status], #__board [aria-live]")).to_have_count(0)


def test_one_s_own_actions_come_before_those_one_supports(new_page: NewPage, undeclared: str) -> None:
    """The board and the desk name the same first; what is only supported says so."""
    page = at("2026-11-23T10:00:00Z", new_page, undeclared, "incident-lead", declared=True)

    expect(page.locator("#_mine .pb-card-title")).to_have_text("Decide whether to roll back")
    expect(page.locator("#_rest li").first).to_contain_text("You support · Priority 1")
    page.goto(f"{undeclared}now/")
    expect(page.locator(".pb-task:visible .pb-card-title").first).to_have_text("Decide whether to roll back")


def test_before_a_crisis_the_board_says_what_to_prepare(new_page: NewPage, undeclared: str) -> None:
    """No day, no late; whether this is a crisis, what is missing, the plan's first actions."""
    page = new_page(viewport=PHONE)
    page.goto(undeclared)

    expect(page.get_by_role("link", name="Is this a crisis?")).to_be_visible()
    expect(page.locator("#_prepare + ul")).to_contain_text("1 role without a number")
    expect(page.locator("#_mine .pb-card-title")).to_have_text("Find the cause")


def test_no_number_is_ever_made_up(new_page: NewPage, sparse: str) -> None:
    """Where the data has none, each of the three says so and whom to ask."""
    page = new_page(viewport=PHONE)
    page.goto(sparse)

    expect(page.locator("#_calls .pb-call")).to_have_text(
        [
            "Call ownerDoer: no number yet, ask the Boss",
            "Call deputynobody is named, ask the Boss",
            "Join war roomno number yet, ask the Boss",
        ]
    )
    expect(page.locator('a[href^="tel:"]')).to_have_count(0)


def test_without_scripts_the_board_still_leads(new_page: NewPage, outage: str) -> None:
    """Each role's first action, the calls of the first of all; nothing to pick that does nothing."""
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(outage)

    expect(page.locator("#_rest li")).to_have_count(3)
    expect(page.locator("#_mine .pb-card-title")).to_have_text("Decide whether to roll back")
    expect(page.locator("#_calls a")).to_have_count(3)
    expect(page.locator(".pb-board select")).to_have_count(0)


def test_a_published_site_has_no_style_guide(outage: str, new_page: NewPage) -> None:
    """Only development builds have it; tests/e2e/test_build.py makes one."""
    page = new_page(missing=True)
    answer = page.goto(f"{outage}styleguide/")

    assert answer is not None
    assert 404 == answer.status


def test_the_fixture_is_declared(outage: str) -> None:
    """What these tests say of days and hours rests on this T0."""
    assert "activated: 2026-11-23T09:00" in Path(OUTAGE, "data", "playbook.yml").read_text(encoding="utf-8")
    assert outage.startswith("http://127.0.0.1:")
