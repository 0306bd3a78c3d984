"""Checklists as their readers use them: ticks outlast reloads, versions and changes of the plan."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.fixtures import BuildSite, NewPage
from tests.browser.serving import serve

LOOK, TELL, WATCH, REST = (f"actions/mend.{name}" for name in ("look", "tell", "watch", "rest"))

VERSIONS = ("latest", "2026.11")

HEAD = """
playbook: {key: ticking, title: Ticking, timezone: Europe/London}
roles:
  lead: {title: Lead}
risks:
  again: {title: It happens again}
"""

OLD = """
priorities:
  mend:
    title: Mend it
    owner: lead
    actions:
      look:
        title: Look
        steps:
          - Read the error budget
          - Freeze every deployment
          - text: Compare the certificates, see [[risks/again]]
            steps: [First node, Second node]
          - {id: bank, text: Call the bank}
          - {id: bank-again, text: Call the bank}
          - {id: vendor, text: Wake the vendor}
          - Write down what was found
          - Unplug the lamp
          - {id: sign, text: Sign the page}
          - Sweep the floor
          - text: Fail over the EU region
            steps: [Confirm with the engineer]
      tell:
        title: Tell
        steps: [Write three sentences, Send them]
      watch:
        title: Watch
        when: every 30 minutes
        steps: [Read the rate, Say the rate]
      rest: {title: Go home}
      odd:
        title: Odd
        steps: [Do the odd thing]
"""

NEW = """
priorities:
  mend:
    title: Mend it
    owner: lead
    actions:
      look:
        title: Look
        steps:
          - Print this page
          - First node
          - Freeze every deployment
          - {id: freeze-again, text: Freeze every deployment}
          - Read the error budget
          - text: Compare the certificates, see [[risks/again]]
            steps: [Second node]
          - {id: bank-again, text: Call the bank}
          - {id: vendor, text: Wake the vendor's duty engineer}
          - {id: signed, text: Sign the page}
          - text: Fail over the US region
            steps: [Confirm with the engineer]
          - Write down all that was found
          - Send them
      tell:
        title: Tell
        steps: [Write three sentences]
      watch:
        title: Watch
        when: every 30 minutes
        steps: [Read the rate, Say the rate]
      rest: {title: Go home}
  tidy:
    title: Tidy up
    actions:
      sweep:
        title: Sweep
        steps: [Sweep the floor]
"""


@pytest.fixture(scope="module")
def origin(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The old and the new plan, the new one with a T0, and another playbook, on one origin."""
    source = tmp_path_factory.mktemp("plan") / "ticking"
    source.joinpath("data").mkdir(parents=True)
    source.joinpath("data", "head.yml").write_text(HEAD, encoding="utf-8")
    head = HEAD.replace("title: Ticking", "activated: 2026-11-23T09:00, title: Ticking")
    declared = {"data/head.yml": lambda _: head}
    tree = tmp_path_factory.mktemp("origin")
    for name, plan, edits in (("2026.11", OLD, {}), ("latest", NEW, {}), ("declared", OLD, declared)):
        built = build_site(source, {"data/plan.yml": lambda _, plan=plan: plan, **edits})
        shutil.copytree(built, tree / name)
    shutil.copytree(tree / "2026.11", tree / "another")
    for page in (tree / "another").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("&#34;ticking&#34;", "&#34;another&#34;"), encoding="utf-8")
    versions = ", ".join(f'{{"version": "{name}", "title": "{name}", "aliases": []}}' for name in VERSIONS)
    (tree / "versions.json").write_text(f"[{versions}]", encoding="utf-8")
    with serve(tree, "/") as address:
        yield address


@pytest.fixture
def page(new_page: NewPage, origin: str) -> Page:
    """A reader's first look at the old plan."""
    page = new_page()
    page.goto(f"{origin}2026.11/priorities/mend/")
    expect(page.locator(".pb-checklist--live").first).to_be_visible()
    return page


def sheet(page: Page, subject: str) -> Locator:
    """One checklist."""
    return page.locator(f'.pb-checklist[data-subject="{subject}"]')


def box(page: Page, subject: str, name: str) -> Locator:
    """The box of a step by what it says, word for word."""
    return sheet(page, subject).get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}"))


def step(page: Page, subject: str, key: str) -> Locator:
    """A step by its key."""
    return sheet(page, subject).locator(f'[data-step="{key}"]')


def ticked(page: Page, subject: str) -> list[str]:
    """What the ticked steps of a checklist say, once scripts have put its boxes there."""
    expect(sheet(page, subject).get_by_role("checkbox").first).to_be_visible()
    found = sheet(page, subject).locator(".pb-tick:has(:checked) .pb-step-text").all_inner_texts()
    return [re.sub(r"\s+", " ", text).strip() for text in found]


def gone(page: Page, subject: str) -> Locator:
    """The ticks of a checklist whose steps are gone."""
    return sheet(page, subject).locator(".pb-gone")


def told(page: Page) -> Locator:
    """What the checklist that these tests use most says of keeping ticks."""
    return sheet(page, LOOK).locator(".pb-list-trouble")


def tally(page: Page, subject: str = LOOK) -> Locator:
    """How far a checklist says that it is."""
    return sheet(page, subject).locator(".pb-list-tally")


def stored(page: Page) -> dict[str, str]:
    """All that the browser keeps."""
    kept: dict[str, str] = page.evaluate("({...localStorage})")
    return kept


def test_a_tick_survives_reload_and_a_new_version(page: Page, origin: str) -> None:
    """Whatever the new version's path; and it says whose tick it is."""
    box(page, LOOK, "Read the error budget").check()
    page.reload()
    expect(box(page, LOOK, "Read the error budget")).to_be_checked()
    page.goto(f"{origin}latest/priorities/mend/")

    expect(box(page, LOOK, "Read the error budget")).to_be_checked()
    expect(tally(page)).to_have_text("1 of 14 ticked on this device")


def test_inserted_reordered_and_doubled_steps_take_no_tick(page: Page, origin: str) -> None:
    """Each tick stays with the step that it was made on."""
    box(page, LOOK, "Freeze every deployment").check()
    box(page, LOOK, "Second node").check()
    page.goto(f"{origin}latest/priorities/mend/")

    assert ["Freeze every deployment", "Second node"] == ticked(page, LOOK)
    expect(step(page, LOOK, "freeze-every-deployment").locator("input")).to_be_checked()
    expect(step(page, LOOK, "freeze-again").locator("input")).not_to_be_checked()


def test_a_step_that_moved_keeps_its_tick(page: Page, origin: str) -> None:
    """With another key; taken back there it is gone for good, and comes back with it."""
    box(page, LOOK, "Sign the page").check()
    page.goto(f"{origin}latest/priorities/mend/")
    assert ["Sign the page"] == ticked(page, LOOK)
    page.goto(f"{origin}2026.11/priorities/mend/")
    assert ["Sign the page"] == ticked(page, LOOK)

    page.goto(f"{origin}latest/priorities/mend/")
    box(page, LOOK, "Sign the page").uncheck()
    page.reload()
    assert [] == ticked(page, LOOK)
    expect(gone(page, LOOK)).to_have_count(0)


@pytest.mark.parametrize("name", ["First node", "Confirm with the engineer"])
def test_a_step_that_stood_in_another_asks(page: Page, origin: str, name: str) -> None:
    """It moved out, or what it stood in was replaced: the same words may mean another thing."""
    box(page, LOOK, name).check()
    page.reload()
    page.goto(f"{origin}latest/priorities/mend/")
    query = sheet(page, LOOK).locator(".pb-query:not(:empty)")
    expect(query).to_contain_text("when it stood elsewhere in the plan.")
    assert [] == ticked(page, LOOK)
    query.get_by_role("button", name="Still done").click()
    page.reload()

    assert [name] == ticked(page, LOOK)
    expect(gone(page, LOOK)).to_have_count(0)


def test_of_two_steps_with_one_text_neither_takes_the_other_ones_tick(page: Page, origin: str) -> None:
    """The ticked one was removed: nobody can say that the one left was done."""
    step(page, LOOK, "bank").locator("input").check()
    page.goto(f"{origin}latest/priorities/mend/")

    expect(gone(page, LOOK)).to_contain_text("No longer in this checklist: Call the bank (ticked ")
    expect(step(page, LOOK, "bank-again").locator("input")).not_to_be_checked()
    assert [] == ticked(page, LOOK)


@pytest.mark.parametrize(("answer", "counts"), [("Still done", 1), ("Not done", 0)])
def test_a_reworded_step_asks(page: Page, origin: str, answer: str, counts: int) -> None:
    """With both texts; until it is answered it does not count, afterwards it does not ask again."""
    box(page, LOOK, "Wake the vendor").check()
    page.goto(f"{origin}latest/priorities/mend/")
    query = step(page, LOOK, "vendor").locator(".pb-query")
    expect(query).to_contain_text("This step was reworded since you ticked it.")
    expect(query).to_contain_text("Was: Wake the vendor")
    expect(query).to_contain_text("Now: Wake the vendor's duty engineer")
    assert [] == ticked(page, LOOK)
    query.get_by_role("button", name=answer).click()

    expect(step(page, LOOK, "vendor").locator("input")).to_be_focused()
    page.reload()
    expect(tally(page)).to_have_text(f"{counts} of 14 ticked on this device")
    expect(sheet(page, LOOK).locator(".pb-query:not(:empty)")).to_have_count(0)


def test_a_lost_tick_is_offered_to_the_likest_new_step(page: Page, origin: str) -> None:
    """Offered again after a reload; counted only when the reader says so."""
    box(page, LOOK, "Write down what was found").check()
    page.goto(f"{origin}latest/priorities/mend/")
    page.reload()
    query = step(page, LOOK, "write-down-all-that-was-found").locator(".pb-query")
    expect(query).to_contain_text("Was: Write down what was found")
    expect(query).to_contain_text("Now: Write down all that was found")
    assert [] == ticked(page, LOOK)
    query.get_by_role("button", name="Still done").click()
    page.reload()

    expect(box(page, LOOK, "Write down all that was found")).to_be_checked()
    expect(gone(page, LOOK)).to_have_count(0)


def test_an_offer_that_is_refused_is_listed(page: Page, origin: str) -> None:
    """It is no longer in the plan then, and offered to nothing else."""
    box(page, LOOK, "Write down what was found").check()
    page.goto(f"{origin}latest/priorities/mend/")
    sheet(page, LOOK).get_by_role("button", name="Not done").click()

    expect(gone(page, LOOK)).to_contain_text("No longer in this checklist: Write down what was found")
    expect(sheet(page, LOOK).locator(".pb-query:not(:empty)")).to_have_count(0)
    assert [] == ticked(page, LOOK)


def test_a_step_that_moved_to_another_action_is_offered_there(page: Page, origin: str) -> None:
    """Not applied: it may mean something else there."""
    box(page, TELL, "Send them").check()
    page.goto(f"{origin}latest/priorities/mend/")
    query = step(page, LOOK, "send-them").locator(".pb-query")
    expect(query).to_contain_text("when it stood elsewhere in the plan.")
    expect(box(page, LOOK, "Send them")).not_to_be_checked()
    query.get_by_role("button", name="Still done").click()

    assert ["Send them"] == ticked(page, LOOK)
    expect(gone(page, TELL)).to_have_count(0)


def test_a_removed_steps_tick_is_listed_until_it_is_dismissed(page: Page, origin: str) -> None:
    """With what it said and when it was ticked."""
    page.clock.install(time="2026-11-23T09:12:00Z")
    page.reload()
    box(page, LOOK, "Unplug the lamp").check()
    page.goto(f"{origin}latest/priorities/mend/")
    line = gone(page, LOOK)
    expect(line).to_contain_text("No longer in this checklist: Unplug the lamp (ticked Mon 23 Nov, 09:12)")
    line.get_by_role("button", name="Dismiss").click()
    page.reload()

    expect(sheet(page, LOOK).locator("input").first).to_be_visible()
    expect(line).to_have_count(0)


def test_a_step_that_moved_to_another_page_is_not_said_to_be_gone(page: Page, origin: str) -> None:
    """Its old page cannot know where it is, and leads to the one that does, which offers it there."""
    box(page, LOOK, "Sweep the floor").check()
    page.goto(f"{origin}latest/priorities/mend/")
    expect(gone(page, LOOK)).to_contain_text("No longer in this checklist: Sweep the floor")
    sheet(page, LOOK).get_by_role("link", name="All checklists").click()
    query = step(page, "actions/tidy.sweep", "sweep-the-floor").locator(".pb-query")

    expect(query).to_contain_text("when it stood elsewhere in the plan.")
    expect(page.locator(".pb-list-elsewhere")).to_have_count(0)


def test_a_removed_actions_ticks_are_listed_with_all_checklists(page: Page, origin: str) -> None:
    """No other page can know that the action is gone."""
    box(page, "actions/mend.odd", "Do the odd thing").check()
    page.goto(f"{origin}latest/checklists/")
    line = page.locator(".pb-runs .pb-gone")
    expect(line).to_contain_text("No longer in the plan: Do the odd thing (ticked ")
    line.get_by_role("button", name="Dismiss").click()
    page.reload()

    page.wait_for_load_state("networkidle")
    expect(page.locator(".pb-checklist--live").first).to_be_visible()
    expect(page.locator(".pb-runs")).to_be_hidden()


def test_a_new_t0_starts_empty_and_the_old_run_is_kept(page: Page, origin: str) -> None:
    """The checklist says where it is; it can be read, brought in after asking, and deleted after asking."""
    box(page, LOOK, "Read the error budget").check()
    box(page, LOOK, "Freeze every deployment").check()
    page.goto(f"{origin}declared/priorities/mend/")
    expect(tally(page)).to_have_text("0 of 14 ticked on this device")
    box(page, TELL, "Send them").check()
    sheet(page, LOOK).get_by_role("link", name="See earlier runs").click()

    run = page.locator("details.pb-run")
    expect(run.locator("summary")).to_contain_text("Before the crisis was declared · 2 ticks")
    run.locator("summary").click()
    expect(run.locator("li")).to_contain_text(["Read the error budget", "Freeze every deployment"])
    run.get_by_role("button", name="Bring these ticks").click()
    assert [] == ticked(page, LOOK)
    run.get_by_role("button", name="Bring them in").click()
    assert ["Read the error budget", "Freeze every deployment"] == ticked(page, LOOK)
    assert ["Send them"] == ticked(page, TELL)

    run.get_by_role("button", name="Delete").click()
    run.get_by_role("button", name="Cancel").click()
    expect(run).to_have_count(1)
    run.get_by_role("button", name="Delete").click()
    run.locator(".pb-query").get_by_role("button", name="Delete").click()
    expect(run).to_have_count(0)
    assert ["Read the error budget", "Freeze every deployment"] == ticked(page, LOOK)


def test_bringing_a_run_in_overrules_nothing(page: Page, origin: str) -> None:
    """What was taken back in this run stays so, and is named before anything happens."""
    box(page, LOOK, "Read the error budget").check()
    page.goto(f"{origin}declared/checklists/")
    box(page, LOOK, "Read the error budget").check()
    box(page, LOOK, "Read the error budget").uncheck()
    run = page.locator("details.pb-run")
    run.locator("summary").click()
    run.get_by_role("button", name="Bring these ticks").click()
    expect(run.locator(".pb-query")).to_contain_text(
        "These differ, and stay as they are in this run: “Read the error budget” is not ticked here."
    )
    run.get_by_role("button", name="Bring them in").click()

    assert [] == ticked(page, LOOK)


def test_two_playbooks_on_one_origin_never_meet(page: Page, origin: str) -> None:
    """Though their actions and steps are called the same."""
    box(page, LOOK, "Read the error budget").check()
    page.goto(f"{origin}another/priorities/mend/")
    expect(tally(page)).to_have_text("0 of 14 ticked on this device")
    box(page, LOOK, "Unplug the lamp").check()
    page.goto(f"{origin}another/checklists/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".pb-checklist--live").first).to_be_visible()
    expect(page.locator(".pb-runs")).to_be_hidden()
    page.goto(f"{origin}2026.11/priorities/mend/")
    expect(sheet(page, LOOK).locator("input").first).to_be_visible()

    names = sorted(name for name in stored(page) if "ticks:" in name)
    assert ["Read the error budget"] == ticked(page, LOOK)
    assert ["playbook:another:ticks:before", "playbook:ticking:ticks:before"] == names


@pytest.mark.parametrize("denied", ["throws", "null"])
def test_a_browser_that_keeps_nothing(page: Page, denied: str) -> None:
    """Ticks count until the page is left, and the reader is told that beforehand."""
    refuse = "throw new DOMException('no', 'SecurityError')" if denied == "throws" else "return null"
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {refuse} }} }})")
    page.reload()
    expect(told(page)).to_have_text("This browser keeps nothing: ticks are lost when the page is left.")
    box(page, LOOK, "Read the error budget").check()

    expect(tally(page)).to_have_text("1 of 14 ticked on this device")
    page.reload()
    expect(tally(page)).to_have_text("0 of 14 ticked on this device")


def test_a_browser_without_room(page: Page) -> None:
    """It is told as soon as a tick finds none; when there is room again, all is kept."""
    page.evaluate("""() => {
        const own = Storage.prototype.setItem
        window.refuses = true
        Storage.prototype.setItem = function (...words) {
            if (window.refuses) throw new DOMException("no room", "QuotaExceededError")
            own.apply(this, words)
        }
    }""")
    box(page, LOOK, "Read the error budget").check()
    expect(told(page)).to_contain_text("no room left")
    page.evaluate("window.refuses = false")
    box(page, LOOK, "Freeze every deployment").check()

    expect(told(page)).to_have_count(0)
    page.reload()
    expect(tally(page)).to_have_text("2 of 14 ticked on this device")


@pytest.mark.parametrize(
    "value",
    [
        "not JSON",
        "[1, 2]",
        '"text"',
        '{"__proto__": {"on": true}}',
        '{"actions/mend.look#freeze-every-deployment@1": {"on": true}}',
        '{"actions/mend.look#x@1": {"subject": {}, "step": [], "pass": "1", "text": 1, "at": 3, "on": 1}}',
    ],
    ids=["not JSON", "a list", "a text", "a prototype", "half a tick", "other types"],
)
def test_what_cannot_be_read_is_set_aside(page: Page, value: str) -> None:
    """Not thrown away; the page says so until the reader has read it, and new ticks are kept."""
    page.evaluate("value => localStorage.setItem('playbook:ticking:ticks:before', value)", value)
    page.reload()
    expect(told(page)).to_contain_text("They were set aside; new ticks are kept.")
    assert [] == ticked(page, LOOK)
    box(page, LOOK, "Read the error budget").check()
    page.reload()
    told(page).get_by_role("button", name="OK").click()
    expect(told(page)).to_have_count(0)
    page.reload()

    expect(box(page, LOOK, "Read the error budget")).to_be_checked()
    expect(told(page)).to_have_count(0)
    assert [value] == [
        kept for key, kept in stored(page).items() if key.startswith("playbook:ticking:aside:")
    ]


def test_one_bad_tick_does_not_take_the_others_with_it(page: Page) -> None:
    """What is sound stays."""
    box(page, LOOK, "Read the error budget").check()
    page.evaluate("""() => {
        const name = "playbook:ticking:ticks:before"
        localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), bad: 1 }))
    }""")
    page.reload()
    expect(told(page)).to_be_visible()

    assert ["Read the error budget"] == ticked(page, LOOK)


def test_storage_that_is_cleared_while_the_page_is_open(page: Page) -> None:
    """The next tick is kept; what was lost is said, and put back on a tap."""
    box(page, LOOK, "Read the error budget").check()
    page.evaluate("localStorage.clear()")
    box(page, LOOK, "Unplug the lamp").check()
    expect(told(page)).to_contain_text("What this browser kept was cleared while the page was open")
    assert ["Unplug the lamp"] == ticked(page, LOOK)
    told(page).get_by_role("button", name="Put them back").click()
    page.reload()

    expect(tally(page)).to_have_text("2 of 14 ticked on this device")
    assert ["Read the error budget", "Unplug the lamp"] == ticked(page, LOOK)


def test_open_tabs_agree(page: Page, origin: str) -> None:
    """Also tabs that show different versions, which do not fight over what moved."""
    other = page.context.new_page()
    other.goto(f"{origin}2026.11/checklists/")
    older = page.context.new_page()
    older.goto(f"{origin}latest/priorities/mend/")
    box(page, LOOK, "Sign the page").check()
    box(page, LOOK, "Freeze every deployment").check()

    expect(tally(other)).to_have_text("2 of 14 ticked on this device")
    expect(other.locator(f'[data-tally="{LOOK}"]')).to_have_text("2 of 14 ticked")
    expect(tally(older)).to_have_text("2 of 14 ticked on this device")
    box(older, LOOK, "Sign the page").uncheck()
    expect(tally(page)).to_have_text("1 of 14 ticked on this device")
    expect(tally(other)).to_have_text("1 of 14 ticked on this device")
    assert ["Freeze every deployment"] == ticked(page, LOOK)


def test_a_checklist_that_stands_twice_on_a_page_agrees_with_itself(page: Page) -> None:
    """Every label still belongs to its own box."""
    twice = re.compile(rf'(<div class="pb-checklist" data-subject="{TELL}">.*?</ol>\s*</div>)', re.DOTALL)
    page.route(
        "**/priorities/mend/",
        lambda route: route.fulfill(
            body=twice.sub(r"\1\1", route.fetch().text()), content_type="text/html; charset=utf-8"
        ),
    )
    page.reload()
    expect(tally(page, TELL)).to_have_text(["0 of 2 ticked on this device"] * 2)
    sheet(page, TELL).nth(1).get_by_text("Send them").click()

    expect(tally(page, TELL)).to_have_text(["1 of 2 ticked on this device"] * 2)
    assert [False, True, False, True] == sheet(page, TELL).locator("input").evaluate_all(
        "all => all.map(b => b.checked)"
    )


def test_what_recurs_is_ticked_in_passes(page: Page) -> None:
    """The finished pass is kept and counted; other checklists have none."""
    for name in ("Read the rate", "Say the rate"):
        box(page, WATCH, name).check()
    line = sheet(page, WATCH).locator(".pb-list-pass")
    expect(line).to_contain_text("Pass 1")
    line.get_by_role("button", name="Start the next pass").click()
    page.reload()

    expect(line).to_contain_text("Pass 2")
    expect(line).to_contain_text("Earlier passes: 1 (2 of 2)")
    expect(tally(page, WATCH)).to_have_text("0 of 2 ticked on this device")
    box(page, WATCH, "Read the rate").check()
    page.reload()
    expect(tally(page, WATCH)).to_have_text("1 of 2 ticked on this device")
    expect(sheet(page, LOOK).locator(".pb-list-pass")).to_have_count(0)


def test_passes_come_to_an_end(page: Page) -> None:
    """After the last that is kept none can be started; one beyond that, whoever wrote it, harms no page."""
    line = sheet(page, WATCH).locator(".pb-list-pass")

    def show(number: int) -> None:
        tick = {"subject": WATCH, "step": "", "pass": number, "text": "", "print": "", "on": False}
        kept = {f"{WATCH}#@{number}": {**tick, "at": "2026-11-23T09:12:00Z"}}
        page.evaluate("kept => localStorage.setItem('playbook:ticking:ticks:before', kept)", json.dumps(kept))
        page.reload()

    show(1000)
    expect(line.locator("span").first).to_have_text("Pass 1000")
    expect(line.get_by_role("button")).to_have_count(0)
    show(5_000_000_000_000)
    expect(line.locator("span").first).to_have_text("Pass 1")
    expect(line.get_by_role("button")).to_have_count(1)


def test_cleared_ticks_can_be_put_back(page: Page) -> None:
    """Of one checklist only."""
    box(page, LOOK, "Read the error budget").check()
    box(page, TELL, "Send them").check()
    sheet(page, LOOK).get_by_role("button", name="Clear ticks").click()
    expect(tally(page)).to_have_text("0 of 14 ticked on this device")
    assert ["Send them"] == ticked(page, TELL)
    undo = sheet(page, LOOK).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    page.reload()

    expect(tally(page)).to_have_text("1 of 14 ticked on this device")
    assert ["Read the error budget"] == ticked(page, LOOK)


def test_an_action_without_steps_has_one_box(page: Page, origin: str) -> None:
    """Named as what is done."""
    box(page, REST, "Done: Go home").check()
    page.goto(f"{origin}latest/checklists/")

    expect(box(page, REST, "Done: Go home")).to_be_checked()
    expect(tally(page, REST)).to_have_text("Ticked on this device")


def test_a_checklist_by_keyboard_alone(page: Page) -> None:
    """Tab and Space; where one is can be seen, and what was done is told."""
    first = box(page, LOOK, "Read the error budget")
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    second = box(page, LOOK, "Freeze every deployment")
    expect(second).to_be_focused()
    outline = second.evaluate("box => getComputedStyle(box.closest('label')).outlineStyle")
    page.keyboard.press("Space")

    expect(first).to_be_checked()
    expect(second).to_be_checked()
    assert "solid" == outline
    expect(page.locator(".pb-told")).to_have_text("2 of 14 ticked on this device.")
    expect(step(page, LOOK, "compare-the-certificates-see-it-happens-again")).to_have_count(0)
    expect(sheet(page, LOOK).locator("[aria-current=step]")).to_contain_text("Compare the certificates")


def test_a_link_in_a_step_is_followed(page: Page) -> None:
    """And ticks nothing."""
    sheet(page, LOOK).get_by_role("link", name="It happens again").click()
    expect(page.locator("h1")).to_contain_text("It happens again")
    page.go_back()
    expect(sheet(page, LOOK).locator("input").first).to_be_visible()

    assert [] == ticked(page, LOOK)


def test_without_scripts_there_are_boxes_for_a_pen(new_page: NewPage, origin: str) -> None:
    """All steps, and nothing that could be ticked and forgotten."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{origin}2026.11/priorities/mend/")

    expect(sheet(page, LOOK).locator(".pb-step")).to_have_count(14)
    expect(sheet(page, LOOK).locator(".pb-box")).to_have_count(14)
    assert all(one.is_visible() for one in sheet(page, LOOK).locator(".pb-box").all())
    expect(page.locator("input[type=checkbox]:not(.md-toggle)")).to_have_count(0)


def test_paper_has_empty_boxes(page: Page) -> None:
    """Whatever is ticked on this device; and nothing else of it."""
    box(page, LOOK, "Read the error budget").check()
    page.emulate_media(media="print")
    paper = sheet(page, LOOK)

    expect(paper.locator(".pb-box").first).to_be_visible()
    expect(paper.locator("input").first).to_be_hidden()
    expect(paper.locator(".pb-list-head")).to_be_hidden()
    expect(paper.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("place", ["2026.11/priorities/mend/", "2026.11/checklists/", "2026.11/everything/"])
def test_a_phone_shows_all_of_it(new_page: NewPage, origin: str, place: str) -> None:
    """No sideways scrolling; every line that can be tapped is a finger's height; no id stands twice."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(origin + place)
    box(page, LOOK, "Read the error budget").check()
    heights = page.locator("label.pb-tick, .pb-checklist button").evaluate_all(
        "all => all.map(one => one.offsetHeight)"
    )
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")

    assert 390 == page.evaluate("document.documentElement.scrollWidth")
    assert 44 <= min(heights)
    assert len(set(ids)) == len(ids)
    expect(page.locator("label.pb-tick")).to_have_count(page.locator(".pb-checklist .pb-step").count())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_asks_is_accessible(new_page: NewPage, origin: str, scheme: str) -> None:
    """axe finds nothing in questions about steps, a line that warns, earlier runs with their question."""
    page = new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page.goto(f"{origin}2026.11/priorities/mend/")
    for name in ("Read the error budget", "Wake the vendor", "Write down what was found", "Unplug the lamp"):
        box(page, LOOK, name).check()
    page.goto(f"{origin}latest/priorities/mend/")
    page.evaluate("localStorage.setItem('playbook:ticking:aside:2026-11-23:ticks:before', 'x')")
    box(page, LOOK, "Print this page").check()
    expect(told(page)).to_be_visible()
    expect(sheet(page, LOOK).locator(".pb-query:not(:empty)")).to_have_count(2)
    expect(gone(page, LOOK)).to_have_count(1)
    asking = violations(page)
    page.goto(f"{origin}declared/checklists/")
    page.locator("details.pb-run summary").click()
    page.get_by_role("button", name="Bring these ticks").click()

    assert [] == asking
    assert [] == violations(page)
    assert 390 == page.evaluate("document.documentElement.scrollWidth")
