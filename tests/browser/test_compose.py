"""Messages ready to send: filled in, copied and recorded where they stand."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from generator import pipeline
from generator.addresses import Ref
from generator.linked import Template
from generator.message import Message, message
from generator.record import fit
from tests.browser.axe import violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.until import until

NOW = datetime(2026, 11, 24, 3, 12, tzinfo=UTC)
MERCHANTS = "comms/merchants/"
CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { %s } } })"
WRITES, REFUSES = CLIPBOARD % "window.copied = text", CLIPBOARD % "throw new Error('refused')"
BLOCKED = "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('blocked') } })"

#: Templates that try what a page could change in a text, and one that no mail program takes whole.
HARD = r"""
      hard:
        subject: "{who} & <b>you</b>: *{what}*, 50 % \\[x\\]  two spaces"
        body: |
          {who}, {who}! **Loud** and `code {who}` and [here](https://example.org/a?b=c&d=e), \{no blank\}.

          1. First {what}
          2. Then [[kpis/success-rate.target]]

              indented  code	tab

          - a
            - b {lines}

          "Quotes" & <i>tags</i> &amp; entities – 🚒 é e&#769; שלום {lines}
        blanks: {who: "Who *it* <i>is</i>", what: What, lines: All the lines}
      plain:
        body: Nothing to fill in.
      long:
        subject: Long
        body: "LONG {what}"
        blanks: {what: What}
""".replace("LONG", "word " * 390)


def with_hard(text: str) -> str:
    """The audience's messages and the hard ones."""
    assert "    templates:\n" in text
    return text.replace("    templates:\n", f"    templates:{HARD}", 1)


@pytest.fixture(scope="module")
def hard_site(build_site: BuildSite) -> Path:
    """A site with hard messages."""
    return build_site(OUTAGE, {"data/talk.yml": with_hard})


@pytest.fixture(scope="module")
def hard(hard_site: Path) -> Iterator[str]:
    """Its address."""
    with serve(hard_site, "/") as address:
        yield address


def made(site: Path, name: str) -> Message:
    """The message as Python makes it from the same data."""
    sound = pipeline.check(site.parent, NOW).sound
    assert sound is not None
    template = sound.book.entries[Ref("templates", f"merchants.{name}")]
    assert isinstance(template, Template)
    return message(template)


def opened(new_page: NewPage, address: str, *scripts: str, **options: Any) -> Page:
    """The page of an audience in the second night, on a telephone."""
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce", **options)
    for script in scripts or (WRITES,):
        page.add_init_script(script)
    page.clock.set_fixed_time(NOW)
    page.goto(f"{address}{MERCHANTS}")
    return page


def card(page: Page, name: str = "update") -> Locator:
    """One message, opened, once it is alive."""
    found = page.locator(f"[data-entry='templates/merchants.{name}']")
    expect(found.locator(".pb-send")).to_be_attached()
    if not found.is_visible():
        page.locator("details", has=found).locator("summary").click()
    return found


def fill(found: Locator, *values: str) -> None:
    """Its blanks, in order."""
    for number, value in enumerate(values):
        found.locator(".pb-blank-field").nth(number).fill(value)


def body(found: Locator) -> Locator:
    """Its text."""
    return found.locator("[data-text-of=body]")


def copied(page: Page) -> str:
    """What stands in the clipboard."""
    until(page, "window.copied !== undefined")
    text: str = page.evaluate("window.copied")
    return text


def test_without_scripts_its_words_are_there(new_page: NewPage, outage: str) -> None:
    """What is missing is named in its place, and nothing waits to be pressed."""
    page = opened(new_page, outage, java_script_enabled=False)
    found = page.locator("[data-entry='templates/merchants.update']")

    expect(body(found)).to_have_text(
        "Success rate now: [Success rate now] (target ≥ 99.5%).\nNext update: [Time of the next update]."
    )
    expect(found.locator("button, input, textarea")).to_have_count(0)


def test_one_tap_opens_each(new_page: NewPage, outage: str) -> None:
    """The question on the first screen, its answers in the order of a crisis; the text opens in its place."""
    page = opened(new_page, outage)
    expect(page.get_by_role("heading", name="What do you want to say?")).to_be_in_viewport()
    choices = page.locator(".pb-choice > summary")
    expect(choices).to_have_text(
        [re.compile(one) for one in ("First notice", "Update", "No news", "Call script")]
    )
    text = body(page.locator("[data-entry='templates/merchants.no-news']"))
    expect(text).to_be_hidden()
    choices.nth(2).click()

    expect(text).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_leads_to_a_message_opens_it(new_page: NewPage, outage: str, has_scripts: bool) -> None:
    """An address from elsewhere, a link on the page, the same link once it was closed again."""
    page = new_page(java_script_enabled=has_scripts, reduced_motion="reduce")
    page.goto(f"{outage}{MERCHANTS}#no-news")
    expect(body(page.locator("[data-entry='templates/merchants.no-news']"))).to_be_visible()
    found = page.locator("details", has=page.locator("#update"))
    for _ in range(2):
        page.locator("a[href$='#update']").first.click()
        expect(found.locator("summary")).to_be_in_viewport()
        expect(body(found)).to_be_visible()
        assert 48 <= found.locator("summary").evaluate("one => one.getBoundingClientRect().top")
        found.locator("summary").click()
        expect(body(found)).to_be_hidden()


def test_paper_has_all_of_them(new_page: NewPage, outage: str) -> None:
    """What is folded away on the screen is read on paper, by scripts or without."""
    for has_scripts in (True, False):
        page = new_page(java_script_enabled=has_scripts)
        page.goto(f"{outage}{MERCHANTS}")
        page.emulate_media(media="print")
        if has_scripts:
            page.evaluate("dispatchEvent(new Event('beforeprint'))")

        expect(page.locator(".pb-choice [data-text-of=body]").filter(visible=True)).to_have_count(4)


def test_an_address_still_leads_to_its_message(new_page: NewPage, outage: str) -> None:
    """Fields come in above it after the page is there; what the reader came for stays where it was."""
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    free = "() => { document.documentElement.style.overflowAnchor = 'none' }"
    page.add_init_script(f"addEventListener('DOMContentLoaded', {free})")
    page.goto(f"{outage}{MERCHANTS}#call-script")
    card(page, "call-script")

    title = page.locator("details", has=page.locator("#call-script")).locator("summary")
    expect(title).to_be_in_viewport()
    assert 200 > title.evaluate("one => one.getBoundingClientRect().top")


def test_the_text_follows_what_is_typed(new_page: NewPage, outage: str) -> None:
    """At each letter; how many blanks are left is said, and told to those who hear the page."""
    found = card(opened(new_page, outage))
    left = found.locator(".pb-send-left [role=status]")
    expect(left).to_have_text("2 blanks left")
    found.get_by_label("Success rate now").press_sequentially("97.2%")

    expect(body(found)).to_contain_text("now: 97.2% (target ≥ 99.5%)")
    expect(left).to_have_text("1 blank left")
    found.get_by_label("Time of the next update").fill("16:00")
    expect(left).to_have_text("Nothing left to fill in.")


def test_what_is_missing_is_not_copied(new_page: NewPage, outage: str) -> None:
    """The button says what is missing and leads to the first of it; spaces fill nothing."""
    page = opened(new_page, outage)
    found = card(page)
    fill(found, "97.2%", "  ")
    found.get_by_role("button", name="Copy text").click()

    expect(found.get_by_text("Still to fill in: Time of the next update.")).to_be_visible()
    expect(found.get_by_label("Time of the next update")).to_be_focused()
    assert page.evaluate("window.copied") is None
    expect(found.get_by_role("link", name="Open in mail")).to_be_hidden()


def test_a_subject_waits_for_its_own_blanks_only(new_page: NewPage, outage: str) -> None:
    """What only the text lacks does not keep the subject back."""
    page = opened(new_page, outage)
    found = card(page, "no-news")
    fill(found, "12:00")
    found.get_by_role("button", name="Copy subject").click()

    assert "Card payments, no change since 12:00" == copied(page)
    expect(found.locator(".pb-next-step--now")).to_have_count(0)


def texts(seed: int, *, lines: bool) -> str:
    """What somebody may type or paste: not empty, without line ends where a field takes none."""
    chance = random.Random(seed)
    parts = [
        "a",
        " ",
        "  ",
        "<b>",
        "&amp;",
        "&",
        '"',
        "'",
        "{who}",
        "{",
        "}",
        "[[roles/cto]]",
        "*x*",
        "_",
        "`",
    ]
    parts += [
        "\\",
        "é",
        "e\u0301",
        "🚒",
        "\u200f",
        "שלום",
        "\u00a0",
        "\t",
        "%0A",
        "$&",
        "\ufeff",
        "\u202e",
        "#",
    ]
    parts += ["\n", "\n\n", "- "] if lines else []
    return "x" + "".join(chance.choices(parts, k=chance.randint(0, 12)))


def test_what_is_copied_is_what_python_writes(new_page: NewPage, hard_site: Path, hard: str) -> None:
    """Byte for byte, whatever stands in the message and whatever is typed: the log's checks hold for it."""
    page = opened(new_page, hard)
    found, expected = card(page, "hard"), made(hard_site, "hard")
    for seed in range(12):
        typed = {
            gap.name: texts(seed * 10 + at, lines=gap.name == "lines") for at, gap in enumerate(expected.gaps)
        }
        fill(found, *typed.values())
        wanted = expected.text({name: fit(text) for name, text in typed.items()})
        seen = []
        for part in ("subject", "text"):
            page.evaluate("() => { delete window.copied }")
            found.get_by_role("button", name=f"Copy {part}").click()
            seen.append(copied(page))

        assert list(wanted) == seen


def test_a_message_without_blanks_is_copied_at_once(new_page: NewPage, hard: str) -> None:
    """There is nothing to fill in, so nothing is said of it."""
    page = opened(new_page, hard)
    found = card(page, "plain")
    expect(found.locator(".pb-fill, .pb-send-left")).to_have_count(0)
    found.get_by_role("button", name="Copy text").click()

    assert "Nothing to fill in." == copied(page)


def test_copying_leads_to_the_record_of_that_text(new_page: NewPage, outage_site: Path, outage: str) -> None:
    """The form holds what was copied, to the letter, and the file what the message stated."""
    page = opened(new_page, outage)
    found = card(page)
    fill(found, "97.2%", "16:00")
    found.get_by_role("button", name="Copy text").click()
    expect(found.get_by_text("Copied. Now send it. Then record it as sent:")).to_be_visible()
    fill(found, "97.3%")
    expect(found.get_by_text("Changed since it was copied")).to_be_visible()
    found.get_by_role("link", name="Record as sent").click()
    form = found.get_by_role("form", name="Record: Merchants: Update")

    wanted = made(outage_site, "update").whole({"rate": "97.2%", "next": "16:00"})
    expect(form.get_by_label("What was sent")).to_have_value(wanted)
    expect(form.locator("pre").first).to_contain_text('kpis/success-rate.target: "≥ 99.5%"')
    expect(form.locator("pre").first).to_contain_text(
        "- comms/merchants\n      - templates/merchants.update\n"
    )


def test_what_was_not_copied_is_recorded_as_it_stands(new_page: NewPage, outage: str) -> None:
    """A script that was read out; while something is missing in it nobody can know what was said."""
    found = card(opened(new_page, outage), "call-script")
    expect(found.get_by_role("button", name="Copy what to say")).to_be_visible()
    expect(found.get_by_text("Read it out")).to_be_visible()
    link = found.get_by_role("link", name="Record as sent")
    link.click()
    form = found.get_by_role("form")
    expect(form.get_by_label("What was sent")).to_have_value("")
    link.click()
    fill(found, "Ann", "08:55", "10:00")
    link.click()

    expect(form.get_by_label("What was sent")).to_have_value(
        re.compile(r"^This is Ann of card .* since 08:55\..*again at 10:00\?$", re.DOTALL)
    )


def test_what_is_typed_stays_until_it_is_recorded(new_page: NewPage, outage: str) -> None:
    """Another page and back keeps it; what was taken as a record is done with; nobody else's blank has it."""
    page = opened(new_page, outage)
    fill(card(page), "97.2%", "16:00")
    page.reload()
    found = card(page)
    expect(found.get_by_label("Success rate now")).to_have_value("97.2%")
    expect(body(found)).to_contain_text("Next update: 16:00.")
    expect(card(page, "no-news").get_by_label("Time of the next update")).to_have_value("")
    found.get_by_role("link", name="Record as sent").click()
    found.get_by_role("form").get_by_role("button", name="Copy text").click()
    expect(found.get_by_role("form").get_by_text("Not on the plan yet")).to_be_visible()
    page.reload()

    expect(card(page).get_by_label("Success rate now")).to_have_value("")


def test_clear_empties_it(new_page: NewPage, outage: str) -> None:
    """Fields, text and what is kept; there is nothing to clear before somebody types."""
    page = opened(new_page, outage)
    found = card(page)
    clear = found.get_by_role("button", name="Clear")
    expect(clear).to_be_hidden()
    fill(found, "97.2%")
    clear.click()

    expect(found.get_by_label("Success rate now")).to_be_focused()
    expect(body(found)).to_contain_text("[Success rate now]")
    page.reload()
    expect(card(page).get_by_label("Success rate now")).to_have_value("")


def test_it_works_where_nothing_is_kept(new_page: NewPage, outage: str) -> None:
    """A browser that refuses to remember says so, and copies all the same."""
    page = opened(new_page, outage, WRITES, BLOCKED)
    found = card(page)
    fill(found, "97.2%", "16:00")
    expect(found.get_by_text("This browser keeps nothing")).to_be_visible()
    found.get_by_role("button", name="Copy text").click()

    assert "Success rate now: 97.2% (target ≥ 99.5%).\nNext update: 16:00." == copied(page)


def test_where_copying_is_refused_the_text_is_selected(new_page: NewPage, outage: str) -> None:
    """And the reader is told how to go on."""
    page = opened(new_page, outage, REFUSES)
    found = card(page)
    fill(found, "97.2%", "16:00")
    found.get_by_role("button", name="Copy text").click()

    expect(found.get_by_text("It is selected: copy it by the keyboard")).to_be_visible()
    assert "Success rate now: 97.2% (target ≥ 99.5%).\nNext update: 16:00." == page.evaluate(
        "`${getSelection()}`"
    )


def test_a_drill_says_so_in_the_text(new_page: NewPage, outage: str) -> None:
    """What goes out by mistake gives itself away; nothing is recorded, and the blanks are the drill's."""
    page = opened(new_page, outage)
    fill(card(page), "97.2%", "16:00")
    page.goto(f"{outage}{MERCHANTS}?drill=day-2,09:00")
    page.get_by_role("button", name="Yes").click()
    found = card(page)
    expect(found.locator("[data-text-of=subject]")).to_have_text("DRILL - Card payments, update")
    expect(found.get_by_label("Success rate now")).to_have_value("")
    fill(found, "50%", "17:00")
    found.get_by_role("button", name="Copy text").click()
    assert "DRILL - Success rate now: 50% (target ≥ 99.5%).\nNext update: 17:00." == copied(page)
    expect(found.get_by_role("link", name="Record as sent")).to_be_hidden()
    expect(found.get_by_text("nothing of it goes into the team’s log")).to_be_visible()
    page.get_by_role("button", name="Leave").click()

    expect(found.locator("[data-text-of=subject]")).to_have_text("Card payments, update")
    expect(found.get_by_label("Success rate now")).to_have_value("97.2%")


def test_a_mail_opens_with_all_of_it(new_page: NewPage, outage: str) -> None:
    """To the audience's address, once nothing is missing."""
    found = card(opened(new_page, outage))
    fill(found, "97 & 2%", "16:00")
    address = found.get_by_role("link", name="Open in mail").get_attribute("href") or ""
    to, _, fields = address.partition("?")

    assert ("mailto:merchants@example.org", ["Card payments, update"]) == (to, parse_qs(fields)["subject"])
    assert ["Success rate now: 97 & 2% (target ≥ 99.5%).\r\nNext update: 16:00."] == parse_qs(fields)["body"]


def test_what_is_too_long_for_a_mail_says_so(new_page: NewPage, hard: str) -> None:
    """An address that would be cut is not offered; a script for calls is no mail at all."""
    page = opened(new_page, hard)
    found = card(page, "long")
    fill(found, "x")
    expect(found.get_by_text("too long to open in a mail program")).to_be_visible()
    expect(found.get_by_role("link", name="Open in mail")).to_be_hidden()

    expect(card(page, "call-script").get_by_text("too long")).to_be_hidden()


@pytest.mark.parametrize(
    ("addresses", "start"),
    [
        ([], "mailto:?subject=S&body=a%0D%0Ab%26"),
        (["a+b@example.org"], "mailto:a%2Bb@example.org?subject=S&body=a%0D%0Ab%26"),
        (
            ["a@example.org", "b@example.org"],
            "mailto:?bcc=a@example.org,b@example.org&subject=S&body=a%0D%0Ab%26",
        ),
    ],
)
def test_addresses_of_mails(page: Page, addresses: list[str], start: str) -> None:
    """Of several readers none sees the others; every line end and every mark arrives."""
    found = page.evaluate(
        "async given => (await import('/composed.js')).mailOf(...given)", [addresses, "S", "a\nb&"]
    )

    assert start == found


def test_addresses_of_mails_end_before_they_are_cut(page: Page) -> None:
    """Measured as they are sent: a letter with an accent takes six characters of it."""
    ask = "async body => (await import('/composed.js')).mailOf([], '', body)"
    room = 1899 - len("mailto:?body=")

    assert 1899 == len(page.evaluate(ask, "x" * room))
    assert page.evaluate(ask, "x" * (room + 1)) is None
    assert page.evaluate(ask, "é" * (room // 6 + 1)) is None
    assert "é" == unquote(page.evaluate(ask, "é")).partition("=")[2]


def test_a_newer_plan_is_told_before_it_is_copied(new_page: NewPage, outage: str) -> None:
    """The facts in a message are those of the page: who begins to fill it in hears that they may be old."""
    page = opened(new_page, outage)
    found = card(page)
    stamp = {"time": "2026-11-24T03:10:00+00:00", "commit": None, "sources": "other", "version": None}
    told = found.locator(".pb-send-newer")

    def answer(route: Route) -> None:
        route.fulfill(json={**stamp, "time": "2026-11-25T00:00:00+00:00"})

    page.route("**/stamp.json", answer)
    expect(told).to_be_empty()
    found.get_by_label("Success rate now").focus()

    expect(told).to_have_text("A newer plan is live: reload this page first, its facts may differ.")


def test_paper_has_lines_for_a_pen(new_page: NewPage, outage: str) -> None:
    """Nothing to press and no empty fields: a line to write on, and what belongs there."""
    page = opened(new_page, outage)
    found = card(page)
    page.emulate_media(media="print")
    blank = found.locator(".pb-blank").first

    expect(found.locator(".pb-fill, .pb-send").first).to_be_hidden()
    expect(blank).to_have_text("[Success rate now]")
    assert "1px" == blank.evaluate("one => getComputedStyle(one, '::before').borderBottomWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_stands_on_the_narrowest_telephone(new_page: NewPage, hard: str, scheme: str) -> None:
    """Filled or empty: nothing is wider than the page, and nothing keeps anybody from using it."""
    page = opened(new_page, hard, color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    fill(card(page, "hard"), "W" * 80, "x", "y\n" * 6)
    card(page, "hard").get_by_role("button", name="Copy text").click()
    expect(page.locator(".pb-next-step--now")).to_have_count(1)
    widths = card(page, "hard").evaluate("one => [one.clientWidth, one.scrollWidth]")

    assert widths[0] == widths[1]
    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    assert [] == violations(page)
