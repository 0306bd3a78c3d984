"""Handing over: ticks of one device come to another by a link or a code, and nothing comes in unasked."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import NewPage

RUN = "2026-11-23T09:00Z"
CAUSE, ROLLBACK = "actions/restore-service.find-cause", "actions/restore-service.decide-rollback"
#: What the other device ticked, five minutes before it handed over, as a link holds it.
HEAR, ASK, DECIDE = (
    "Hear the platform lead",
    "Ask what a rollback would break",
    "Decide, and say so in the war room",
)
KEYS = {
    HEAR: "hear-the-platform-lead",
    ASK: "ask-what-a-rollback-would-break",
    DECIDE: "decide-and-say-so-in-the-war-room",
}
MADE = 1795489920  # 2026-11-24T03:12:00Z


def packet(*texts: str, **changed: Any) -> list[Any]:
    """What a link holds once it is unpacked: these steps ticked, or another key, run, role, ..."""
    rows = [[KEYS[text], 1, 1, 300, text] for text in texts]
    given = {
        "key": "card-outage",
        "run": RUN,
        "role": "platform-lead",
        "made": MADE,
        "subject": ROLLBACK,
        **changed,
    }
    ticks = given.get("ticks", [[given["subject"], rows]])
    return [given["key"], given["run"], given["role"], given["made"], ticks]


def packed(value: Any) -> str:
    """A value as the end of a link."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    small = deflate.compress(raw) + deflate.flush()
    return "1d" + base64.urlsafe_b64encode(small).decode().rstrip("=")


@pytest.fixture(scope="module")
def checklists(outage: str) -> str:
    """The page that holds all checklists."""
    return f"{outage}checklists/"


def box(page: Page, text: str) -> Locator:
    """The box of a step, where its checklist stands."""
    return page.get_by_role("checkbox", name=text, exact=True)


def kept(page: Page, run: str = RUN) -> list[str]:
    """The texts of what a device has ticked in a run."""
    found = page.evaluate(
        "name => JSON.parse(localStorage.getItem(name) ?? '{}')", f"playbook:card-outage:ticks:{run}"
    )
    return sorted(tick["text"] for tick in found.values() if tick["on"])


def arrived(page: Page, address: str, value: Any) -> Locator:
    """The panel that a link brings up; the page was open before, as one is that is scanned into."""
    page.goto(address)
    page.goto(f"{address}#handover={value if isinstance(value, str) else packed(value)}")
    return page.locator(".pb-handover-taken")


def link_of(page: Page) -> str:
    """The link that a device hands over with."""
    page.get_by_role("button", name="Hand over").click()
    return page.get_by_label("Or send this link").input_value()


def test_ticks_go_from_one_device_to_another(new_page: NewPage, checklists: str) -> None:
    """What is new is told first, comes in on a tap, and a reload does not ask again."""
    mine, theirs = new_page(), new_page()
    theirs.goto(checklists)
    theirs.evaluate("localStorage.setItem('playbook:card-outage:role', '\"platform-lead\"')")
    theirs.reload()
    for text in (HEAR, ASK):
        box(theirs, text).check()
    href = link_of(theirs)

    mine.goto(checklists)
    box(mine, HEAR).check()
    mine.goto(href)
    panel = mine.locator(".pb-handover-taken")
    expect(panel).to_contain_text("Hand-over of 2 ticks from Platform lead, made ")
    expect(panel).to_contain_text(": 1 new, 1 you have.")
    expect(box(mine, ASK)).not_to_be_checked()
    panel.get_by_role("button", name="Merge").click()
    expect(panel).to_contain_text("Handed over: 1 new.")
    expect(box(mine, ASK)).to_be_checked()
    mine.reload()
    expect(panel).to_be_empty()

    assert sorted([HEAR, ASK]) == kept(mine)
    assert checklists == mine.url


def test_a_link_is_read_as_it_was_written(new_page: NewPage, checklists: str) -> None:
    """Every field that counts comes over, to the second; texts of any script, wordings of any kind."""
    page = new_page()
    page.goto(checklists)
    found = page.evaluate(
        """async () => {
          const { pack, unpack } = await import("/assets/playbook/packet.js")
          const { fingerprint } = await import("/assets/playbook/ticks.js")
          const text = "Zoë → 日本 😀"
          const tick = { subject: "actions/a.b", step: "", pass: 2, text, print: fingerprint(text),
            at: "2026-11-23T09:10:20.000Z", on: false }
          const packet = { key: "k", run: "before", role: null, made: new Date("2026-11-24T03:12:00Z"),
            ticks: { "actions/a.b#@2": tick } }
          const back = await unpack(await pack(packet))
          return [JSON.stringify(packet), JSON.stringify(back)]
        }"""
    )

    assert found[0] == found[1]


def test_conflicts_are_settled_one_by_one(new_page: NewPage, checklists: str) -> None:
    """Neither side is chosen beforehand, and nothing comes in before each is."""
    page = new_page()
    page.goto(checklists)
    for text in (HEAR, ASK):
        box(page, text).check()
        box(page, text).uncheck()
    panel = arrived(page, checklists, packet(HEAR, ASK, DECIDE))
    expect(panel).to_contain_text("1 new, 2 conflicts.")
    panel.get_by_role("group", name=HEAR).get_by_label("Hand-over: ticked Tue 24 Nov").check()
    panel.get_by_role("button", name="Merge").click()
    assert [] == kept(page)

    panel.get_by_role("group", name=ASK).get_by_label("This device: taken back").check()
    panel.get_by_role("button", name="Merge").click()
    expect(panel).to_contain_text("Handed over: 1 new, 2 conflicts settled.")

    assert sorted([HEAR, DECIDE]) == kept(page)


def test_what_was_put_away_changes_nothing(new_page: NewPage, checklists: str) -> None:
    """Cancel is the end of it, also after a reload."""
    page = new_page()
    panel = arrived(page, checklists, packet(HEAR))
    panel.get_by_role("button", name="Cancel").click()
    expect(panel).to_contain_text("Nothing was changed.")
    page.reload()
    expect(panel).to_be_empty()

    assert [] == kept(page)


def test_the_role_is_taken_over_on_a_tap(new_page: NewPage, checklists: str) -> None:
    """The next shift reads as the one before did, if it wants to."""
    page = new_page()
    panel = arrived(page, checklists, packet(HEAR))
    panel.get_by_role("button", name="Merge").click()
    panel.get_by_role("button", name="Read as Platform lead").click()
    expect(panel).to_be_empty()

    assert '"platform-lead"' == page.evaluate("localStorage.getItem('playbook:card-outage:role')")


@pytest.mark.parametrize(
    ("role", "offered"), [("cto", "Read as Chief technology officer"), ("no-such-role", None)]
)
def test_a_role_is_offered_where_the_plan_has_it(
    new_page: NewPage, checklists: str, role: str, offered: str | None
) -> None:
    """Also one that owns no action; a link cannot make one up."""
    page = new_page()
    panel = arrived(page, checklists, packet(HEAR, role=role))
    panel.get_by_role("button", name="Merge").click()
    expect(panel.get_by_role("button")).to_have_text(["OK", *([offered] if offered else [])])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (packet(HEAR, key="other"), "This hand-over is of another playbook. Nothing was changed."),
        (
            packet(HEAR, run="drill-abc"),
            "This hand-over is of a drill, whose ticks never enter another run. Nothing was changed.",
        ),
        ("2d" + packed(packet(HEAR))[2:], "made by a newer playbook"),
    ],
    ids=["another playbook", "a drill", "a later format"],
)
def test_what_does_not_belong_here_is_refused(
    new_page: NewPage, checklists: str, value: Any, said: str
) -> None:
    """One sentence says why; the address forgets it."""
    page = new_page()
    panel = arrived(page, checklists, value)
    expect(panel).to_contain_text(said)
    panel.get_by_role("button", name="OK").click()
    expect(panel).to_be_empty()

    assert ([], checklists) == (kept(page), page.url)


def test_another_run_comes_in_by_an_explicit_tap_only(new_page: NewPage, checklists: str) -> None:
    """Both runs are named; the button says what it does."""
    page = new_page()
    panel = arrived(page, checklists, packet(HEAR, run="before"))
    expect(panel).to_contain_text("another run: before the crisis was declared. This device: T0 Mon 23 Nov")
    expect(panel.get_by_role("button", name="Merge")).to_have_count(0)
    panel.get_by_role("button", name="Bring it into this run all the same").click()
    expect(panel).to_contain_text("Handed over: 1 new.")

    assert ([HEAR], []) == (kept(page), kept(page, "before"))


START = "Start the clock at Mon 23 Nov, 09:00, then merge"


def test_a_run_with_a_clock_starts_it_where_there_is_none(new_page: NewPage, before: str) -> None:
    """The ticks come into the run that they are of; those made before it stay where they were."""
    page = new_page()
    page.clock.install(time="2026-11-24T03:12:00Z")
    page.goto(f"{before}checklists/")
    box(page, ASK).check()
    panel = arrived(page, f"{before}checklists/", packet(HEAR))
    expect(panel).to_contain_text("another run: T0 Mon 23 Nov, 09:00. This device: no clock yet.")
    expect(panel.get_by_role("button")).to_have_text([START, "Bring it into this run all the same", "Cancel"])
    panel.get_by_role("button", name=START).click()
    expect(panel).to_contain_text("The clock runs from Mon 23 Nov, 09:00. It was declared on this device")
    expect(panel).to_contain_text("Handed over: 1 new.")
    expect(box(page, HEAR)).to_be_checked()

    assert ([HEAR], [ASK]) == (kept(page), kept(page, "before"))
    assert f"{before}checklists/" == page.url


def test_what_differs_in_that_run_is_decided_first(new_page: NewPage, before: str) -> None:
    """The device had that clock before, and took a tick back; putting it away tells that the clock runs."""
    page = new_page()
    page.clock.install(time="2026-11-24T03:12:00Z")
    page.goto(f"{before}checklists/")
    declaring = "async at => (await import('/assets/playbook/clock.js')).declare(new Date(at))"
    page.evaluate(declaring, RUN)
    box(page, HEAR).check()
    box(page, HEAR).uncheck()
    page.evaluate("async () => (await import('/assets/playbook/clock.js')).undeclare()")
    panel = arrived(page, f"{before}checklists/", packet(HEAR))
    panel.get_by_role("button", name=START).click()
    expect(panel.get_by_role("group", name=HEAR)).to_be_visible()
    panel.get_by_role("button", name="Cancel").click()

    expect(panel).to_contain_text("declared on this device and is not official yet. No tick was changed.")
    assert ([], []) == (kept(page), kept(page, "before"))


@pytest.mark.parametrize("run", ["2026-02-30T09:00Z", "1999-01-01T09:00Z"])
def test_no_clock_starts_at_a_moment_that_cannot_be_meant(new_page: NewPage, before: str, run: str) -> None:
    """No such day, and too long ago."""
    page = new_page()
    page.clock.install(time="2026-11-24T03:12:00Z")
    panel = arrived(page, f"{before}checklists/", packet(HEAR, run=run))

    expect(panel.get_by_role("button")).to_have_text(["Bring it into this run all the same", "Cancel"])


def test_a_drill_neither_gives_nor_takes(new_page: NewPage, checklists: str) -> None:
    """What was rehearsed stays apart from what was done, in both directions."""
    page = new_page()
    page.goto(checklists)
    page.evaluate(
        """async () => (await import("/assets/playbook/clock.js")).enterDrill({
          t0: new Date("2026-11-23T09:00Z"), start: new Date("2026-11-25T09:00Z"),
          role: null, title: null })"""
    )
    panel = arrived(page, checklists, packet(HEAR))
    expect(panel).to_contain_text("A drill runs on this device.")
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator(".pb-handover-given")).to_contain_text("Ticks of a drill stay on this device")

    assert [] == kept(page)


ROW = [KEYS[HEAR], 1, 1, 300, HEAR]
#: The fingerprint of `HEAR`.
PRINT = "1b3ovll"
HOSTILE: dict[str, Any] = {
    "nothing": "",
    "no format": "xyz",
    "no letters of ours": "1d%%%",
    "cut off": packed(packet(HEAR, ASK, DECIDE))[:-9],
    "not packed": "1p" + base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "unpacks to 30 MB": packed(json.dumps(packet(HEAR)).encode() + b" " * 30_000_000),
    "deep": packed(b"[" * 400_000),
    "no list": packed({}),
    "null": packed(None),
    "a number": packed(packet(HEAR, key=5)),
    "a list for a text": packed(packet(HEAR, run=[RUN])),
    "no run": packed(packet(HEAR, run="../x")),
    "no role": packed(packet(HEAR, role="<img src=x onerror=alert(1)>")),
    "no moment": packed(packet(HEAR, made="soon")),
    "a moment without end": packed(packet(HEAR, made=1e300)),
    "no subject": packed(packet(HEAR, subject="__proto__")),
    "another collection": packed(packet(HEAR, subject="roles/cto")),
    "an object": packed(packet(ticks=[{"__proto__": {"on": True}}])),
    "no step": packed(packet(ticks=[[ROLLBACK, [["__proto__", 1, 1, 300, HEAR]]]])),
    "no pass": packed(packet(ticks=[[ROLLBACK, [[*ROW[:1], 0, *ROW[2:]]]]])),
    "a pass beyond all": packed(packet(ticks=[[ROLLBACK, [[*ROW[:1], 5_000_000_000_000, *ROW[2:]]]]])),
    "no text": packed(packet(ticks=[[ROLLBACK, [[*ROW[:4], {"toString": 1}]]]])),
    "no age": packed(packet(ticks=[[ROLLBACK, [[*ROW[:3], None, HEAR]]]])),
    "an age in words": packed(packet(ticks=[[ROLLBACK, [[*ROW[:3], "x", HEAR]]]])),
    "another step's fingerprint": packed(packet(ticks=[[ROLLBACK, [[*ROW[:4], "Make coffee", PRINT]]]])),
    "the same twice": packed(packet(ticks=[[ROLLBACK, [ROW, ROW]]])),
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_what_is_damaged_or_hostile_changes_nothing(new_page: NewPage, checklists: str, value: str) -> None:
    """One plain sentence; no script runs, nothing is kept, the page goes on."""
    page = new_page()
    panel = arrived(page, checklists, value)
    expect(panel).to_contain_text("This hand-over is damaged or incomplete. Nothing was changed.")
    box(page, ASK).check()

    assert [ASK] == kept(page)
    assert page.evaluate("({}).on === undefined")


def test_a_text_stays_text(new_page: NewPage, checklists: str) -> None:
    """Whoever writes a link writes what it says: it is shown, never run."""
    evil = "<img src=x onerror=alert(1)>"
    page = new_page()
    page.goto(checklists)
    box(page, HEAR).check()
    box(page, HEAR).uncheck()
    panel = arrived(page, checklists, packet(ticks=[[ROLLBACK, [[*ROW[:4], evil]]]]))

    expect(panel.get_by_label(f"Hand-over: ticked Tue 24 Nov, 03:07, when it said “{evil}”")).to_be_visible()
    expect(panel.locator("img")).to_have_count(0)


def test_a_conflict_is_told_in_this_pages_words(new_page: NewPage, checklists: str) -> None:
    """Whatever a link calls a step: the reader decides about the one that would be ticked."""
    page = new_page()
    page.goto(checklists)
    box(page, HEAR).check()
    box(page, HEAR).uncheck()
    panel = arrived(page, checklists, packet(ticks=[[ROLLBACK, [[*ROW[:4], "Make coffee"]]]]))

    expect(panel.locator("legend")).to_have_text(HEAR)
    expect(panel.get_by_role("radio", name="when it said “Make coffee”")).to_have_count(1)


def test_the_code_holds_the_link(new_page: NewPage, checklists: str) -> None:
    """Its squares are those of the library for that link, with four of white around; loaded when asked."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(checklists)
    box(page, HEAR).check()
    href = link_of(page)
    before = [url for url in asked if "/vendor/" in url]
    page.get_by_role("button", name="Show a code to scan").click()
    code = page.get_by_role("img", name="Code to scan: hands over 1 tick")
    expect(code).to_be_visible()
    drawn, wanted = page.evaluate(
        """async href => {
          const { generate } = await import("/assets/vendor/lean-qr.js")
          const code = generate(href)
          const side = code.size + 8
          const places = Array.from({ length: side * side }, (_, at) => [at % side, Math.floor(at / side)])
          const dark = places.map(([x, y]) => code.get(x - 4, y - 4))
          const svg = document.querySelector("svg.pb-code")
          const path = svg.querySelector("path")
          const isIn = ([x, y]) => path.isPointInFill(new DOMPoint(x + 0.5, y + 0.5))
          return [[svg.viewBox.baseVal.width, ...places.map(isIn)], [side, ...dark]]
        }""",
        href,
    )

    assert wanted == drawn
    assert [] == before


def test_what_is_ticked_meanwhile_is_in_the_link(new_page: NewPage, checklists: str) -> None:
    """The open panel hands over what the page shows; a code that is shown changes with it."""
    page = new_page()
    page.goto(checklists)
    page.get_by_role("button", name="Hand over").click()
    panel = page.locator(".pb-handover-given")
    expect(panel).to_contain_text("Nothing is ticked in this run yet.")
    box(page, HEAR).check()
    expect(panel).to_contain_text("1 tick of this run")
    panel.get_by_role("button", name="Show a code to scan").click()
    box(page, ASK).check()

    expect(panel).to_contain_text("2 ticks of this run")
    expect(panel.get_by_role("img", name="Code to scan: hands over 2 ticks")).to_be_visible()


def test_too_many_ticks_for_a_code_go_by_link(new_page: NewPage, checklists: str) -> None:
    """The page says so, and the link still holds all of them."""
    page = new_page()
    page.goto(checklists)
    page.evaluate(
        """async run => {
          const { save, fingerprint, keyOf } = await import("/assets/playbook/ticks.js")
          const word = at => (at * 104729 % 9973 * 7919).toString(36)
          const of = at => Array.from({ length: 12 }, (_, place) => word(at * 12 + place)).join(" ")
          const made = Array.from({ length: 90 }, (_, at) => ({ subject: "actions/x.y", step: `s${at}`,
            pass: 1, text: of(at), print: fingerprint(of(at)), at: "2026-11-24T03:00:00.000Z", on: true }))
          save(run, Object.fromEntries(made.map(tick => [keyOf(tick), tick])))
        }""",
        RUN,
    )
    href = link_of(page)
    other = new_page()
    other.goto(href)

    expect(page.locator(".pb-handover-given")).to_contain_text("too many ticks for a code to scan")
    expect(page.get_by_role("button", name="Show a code to scan")).to_have_count(0)
    expect(other.locator(".pb-handover-taken")).to_contain_text("Hand-over of 90 ticks")


def test_a_browser_that_cannot_pack_hands_over_all_the_same(new_page: NewPage, checklists: str) -> None:
    """Its link is longer; one that it cannot open is refused in words."""
    page, other = new_page(), new_page()
    page.add_init_script("delete window.CompressionStream; delete window.DecompressionStream")
    page.goto(checklists)
    box(page, HEAR).check()
    href = link_of(page)
    other.goto(href)

    expect(other.locator(".pb-handover-taken")).to_contain_text("Hand-over of 1 tick")
    expect(arrived(page, checklists, packet(ASK))).to_contain_text(
        "This browser is too old to open this hand-over."
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(new_page: NewPage, checklists: str, scheme: str) -> None:
    """Both sides at 390 px: nothing wider than the page, all high enough for a finger, the code on white."""
    page = new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(checklists)
    box(page, HEAR).check()
    box(page, HEAR).uncheck()
    box(page, ASK).check()
    page.get_by_role("button", name="Hand over").click()
    page.get_by_role("button", name="Show a code to scan").click()
    expect(page.locator("svg.pb-code")).to_have_css("background-color", "rgb(255, 255, 255)")
    arrived(page, checklists, packet(HEAR))
    expect(page.get_by_role("button", name="Merge")).to_be_visible()
    low = page.locator(".pb-handover :is(button, label.pb-side):visible").evaluate_all(
        "all => all.map(one => one.offsetHeight)"
    )

    assert 390 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == [height for height in low if height < 44]


def test_where_nothing_is_kept_the_reader_is_told(new_page: NewPage, checklists: str) -> None:
    """What was handed over is shown, and said to be lost with the page."""
    page = new_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    panel = arrived(page, checklists, packet(HEAR))
    panel.get_by_role("button", name="Merge").click()

    expect(panel).to_contain_text("This browser does not keep them")
    expect(box(page, HEAR)).to_be_checked()
