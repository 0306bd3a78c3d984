"""Recording on the pages: what a reader fills in becomes a file that the playbook takes."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from generator import pipeline
from generator.linked import Linked
from generator.model import Entry
from tests.browser.axe import COLOURS, violations
from tests.browser.fixtures import OUTAGE, BuildSite, NewPage
from tests.browser.serving import serve
from tests.browser.test_magnified import LOST

ROOT = Path(__file__).resolve().parents[2]
NIGHT = "2026-11-24T03:12:00+00:00"
NOW = datetime.fromisoformat(NIGHT)
FIND, RENEW = "Find the cause", "Renew the certificate on both nodes"
HOSTILE = "50 % & more? #1 = 'one' \"two\" $(rm -rf ~) `x` \\ [[roles/cto]]\nA second line: – 🚒 +1"


@pytest.fixture(scope="module")
def hosted(build_site: BuildSite) -> Iterator[str]:
    """The same crisis where readers can add a file on a host."""
    settings = ROOT.joinpath("mkdocs.yml").read_text(encoding="utf-8")
    named = settings.replace('source_repo: ""', "source_repo: https://git.example.org/team/plan")
    config = named.replace("custom_dir: overrides", f"custom_dir: {ROOT / 'overrides'}")
    with serve(build_site(OUTAGE, {"mkdocs.yml": lambda _: config}), "/") as address:
        yield address


def opened(new_page: NewPage, address: str, **options: object) -> Page:
    """A page in the second night of the crisis; the platform lead reads."""
    page = new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce", **options)
    page.add_init_script("localStorage.setItem('playbook:card-outage:role', '\"platform-lead\"')")
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    return page


def offer(page: Page, title: str) -> Locator:
    """The link that offers to record something of that entry."""
    return page.get_by_role("link", name=f"Record: {title}", exact=True).first


def form(page: Page, title: str) -> Locator:
    """Its form, opened; on the page of all desks once the reader's own is what is left."""
    expect(page.locator("#__now:not(.pb-picked)")).to_have_count(0)
    offer(page, title).click()
    found = page.get_by_role("form", name=f"Record: {title}", exact=True)
    expect(found).to_be_visible()
    return found


def fill(found: Locator, kind: str, fields: Mapping[str, str]) -> None:
    """The kind chosen, each field filled by its name."""
    found.get_by_role("radio", name=kind, exact=True).check()
    for name, value in fields.items():
        field = found.get_by_label(re.compile(rf"^{name}( \(|$)"))
        if field.evaluate("one => one.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)


def written(found: Locator) -> tuple[str, str]:
    """The file's name and text as the form shows them."""
    text = found.locator("pre").first.text_content() or ""
    return found.locator("code").first.inner_text(), text


def taken(file: str, text: str, root: Path = OUTAGE) -> tuple[list[str], dict[str, Linked[Entry]]]:
    """What the playbook with that file in it makes of it: its errors, its entries."""
    checked = pipeline.check(root, NOW.replace(tzinfo=UTC), {file: text})
    errors = [str(item) for item in checked.diagnostics if item.severity == "error"]
    book = checked.sound.book if checked.sound else None
    return errors, {str(ref): entry for ref, entry in book.entries.items()} if book else {}


def state(entry: Linked[Entry]) -> list[object]:
    """How the log leaves an entry: its status, and what the last record says."""
    last = entry.state.events[-1].record
    return [entry.state.status, last.by, last.text, last.value, last.for_, last.waiting_on, last.until]


@pytest.mark.parametrize(
    ("where", "said", "ref", "expected"),
    [
        (
            ("now/", RENEW),
            ("Blocked", {"Why": "No key.", "Waiting for": "cto", "Until": "2026-11-24T06:00"}),
            "actions/restore-service.renew-certificate",
            ["blocked", "platform-lead", "No key.", None, None, "cto", "2026-11-24T06:00"],
        ),
        (
            ("priorities/restore-service/", RENEW),
            ("Done", {"In words": HOSTILE}),
            "actions/restore-service.renew-certificate",
            ["done", "platform-lead", HOSTILE, None, None, None, None],
        ),
        (
            ("kpis/", "Card success rate"),
            ("Measured", {"Number": " 99.20% "}),
            "kpis/success-rate",
            ["measured", "platform-lead", None, 99.2, None, None, None],
        ),
        (
            ("commitments/", "An update every four hours"),
            ("Kept", {"Who says so": "incident-lead"}),
            "commitments/updates-every-4h",
            ["kept", "incident-lead", None, None, "2026-11-23T21:00", None, None],
        ),
        (
            ("comms/merchants/", "Merchants: First notice"),
            ("Sent", {"What was sent": "We know."}),
            "comms/merchants",
            ["sent", "platform-lead", "We know.", None, "2026-11-23T09:30", None, None],
        ),
        (
            ("everything/", "Merchants: Update"),
            ("Sent", {"Who says so": ""}),
            "comms/merchants",
            ["sent", None, None, None, None, None, None],
        ),
        (
            ("risks/", "A second outage during repair"),
            ("Occurred", {}),
            "risks/second-outage",
            ["occurred", "platform-lead", None, None, None, None, None],
        ),
        (
            ("roles/support-lead/", "Support lead"),
            ("Assigned", {"Who": "the second on the rota"}),
            "roles/support-lead",
            ["assigned", "platform-lead", None, "the second on the rota", None, None, None],
        ),
    ],
)
def test_what_is_filled_in_is_what_the_playbook_takes(
    new_page: NewPage,
    outage: str,
    where: tuple[str, str],
    said: tuple[str, dict[str, str]],
    ref: str,
    expected: list[object],
) -> None:
    """From the link to the file: no error, and the entry stands as the reader said."""
    path, title = where
    found = form(opened(new_page, outage + path), title)
    fill(found, *said)
    expect(found.locator("pre").first).to_be_visible()
    errors, entries = taken(*written(found))

    assert [] == errors
    assert expected == state(entries[ref])


def test_the_kind_comes_first_and_asks_for_what_it_needs(new_page: NewPage, outage: str) -> None:
    """Nothing is chosen beforehand where that could be wrong, and no file is offered before."""
    found = form(opened(new_page, f"{outage}now/"), RENEW)
    expect(found.get_by_role("radio", checked=True)).to_have_count(0)
    expect(found.locator("pre").first).to_be_hidden()
    expect(found.get_by_label("Waiting for")).to_be_hidden()
    found.get_by_role("radio", name="Blocked", exact=True).check()
    expect(found.get_by_label("Waiting for")).to_be_visible()
    found.get_by_role("radio", name="Done", exact=True).check()
    expect(found.get_by_label("Waiting for")).to_be_hidden()
    expect(found.get_by_label("In words")).to_be_visible()


def test_work_waits_for_outsiders_too(new_page: NewPage, outage: str) -> None:
    """A bank or a vendor holds up work, and says nothing in this log."""
    found = form(opened(new_page, f"{outage}now/"), RENEW)
    fill(found, "Blocked", {"Waiting for": "regulator"})
    expect(found.locator("pre").first).to_contain_text('waiting_on: "regulator"')
    by = found.get_by_label("Who says so").locator("option").all_inner_texts()

    assert "Regulator" not in by


def test_what_is_not_asked_for_is_not_written(new_page: NewPage, outage: str) -> None:
    """What was typed for another kind stays out of the file."""
    found = form(opened(new_page, f"{outage}now/"), RENEW)
    fill(found, "Blocked", {"Waiting for": "cto", "Until": "2026-11-24T06:00"})
    fill(found, "Done", {})
    expect(found.locator("pre").first).to_contain_text("kind: done")
    expect(found.locator("pre").first).not_to_contain_text("waiting_on")
    expect(found.locator("pre").first).not_to_contain_text("until")


def test_a_comma_is_told_and_not_guessed(new_page: NewPage, outage: str) -> None:
    """Until the number is one there is no file."""
    found = form(opened(new_page, f"{outage}kpis/success-rate/"), "Card success rate")
    number = found.get_by_label("Number (%)")
    expect(number).to_have_attribute("inputmode", "decimal")
    number.fill("97,2")
    expect(found.get_by_role("status").first).to_contain_text("“97,2” has a comma. Write a point")
    expect(found.locator("pre").first).to_be_hidden()
    number.fill("97.2")
    expect(found.locator("pre").first).to_contain_text("value: 97.2")
    expect(found.get_by_role("status").first).to_be_empty()


def test_a_note_needs_words(new_page: NewPage, outage: str) -> None:
    """It says nothing without them."""
    found = form(opened(new_page, f"{outage}now/"), RENEW)
    fill(found, "Note", {})
    expect(found.get_by_role("status").first).to_have_text("Write what there is to know.")
    expect(found.locator("pre").first).to_be_hidden()
    fill(found, "Note", {"What there is to know": "The key is in the vault."})
    expect(found.locator("pre").first).to_contain_text('text: "The key is in the vault."')


def test_a_moment_to_come_is_told(new_page: NewPage, outage: str) -> None:
    """The log holds what has happened; now is one, by the page's clock."""
    found = form(opened(new_page, f"{outage}now/"), RENEW)
    fill(found, "Done", {})
    expect(found.get_by_label("When (London)")).to_have_value("2026-11-24T03:12")
    expect(found.get_by_role("status").first).to_be_empty()
    found.get_by_label("When (London)").fill("2026-11-24T04:12")
    expect(found.get_by_role("status").first).to_contain_text("still to come")
    expect(found.locator("pre").first).to_contain_text("at: 2026-11-24T04:12")


def test_moments_are_on_the_playbooks_clocks(new_page: NewPage, outage: str) -> None:
    """A reader in another zone is told theirs; what is written is the playbook's."""
    found = form(opened(new_page, f"{outage}now/", timezone_id="America/New_York"), RENEW)
    fill(found, "Started", {})
    expect(found.get_by_label("When (London)")).to_have_value("2026-11-24T03:12")
    expect(found).to_contain_text("Mon 23 Nov, 22:12 your time")
    expect(found.locator("pre").first).to_contain_text("at: 2026-11-24T03:12")


@pytest.mark.parametrize(
    ("path", "title", "kind", "due"),
    [
        ("comms/merchants/", "Merchants: Status update", "Sent", "Mon 23 Nov 21:00"),
        ("priorities/restore-service/", "Watch the success rate", "Done", "Mon 23 Nov 21:30"),
    ],
)
def test_of_what_recurs_one_is_chosen(
    new_page: NewPage, outage: str, path: str, title: str, kind: str, due: str
) -> None:
    """The one that is due comes first, then the next and earlier ones; none is a choice too."""
    found = form(opened(new_page, outage + path), title)
    fill(found, kind, {})
    expect(found.get_by_label("Which one")).to_be_visible()
    options = found.get_by_label("Which one").locator("option").all_inner_texts()

    assert [due, "no single one"] == [options[0], options[-1]]
    assert "to come" in options[1]
    assert len(options) > 4


def test_what_happens_once_is_not_asked_which(new_page: NewPage, outage: str) -> None:
    """A first notice is sent once; its file says so, or it could be taken for another line's message."""
    found = form(opened(new_page, f"{outage}comms/merchants/"), "Merchants: First notice")
    fill(found, "Sent", {})
    expect(found.get_by_label("What was sent")).to_be_visible()
    expect(found.get_by_label("Which one")).to_be_hidden()
    expect(found.locator("pre").first).to_contain_text('for: "2026-11-23T09:30"')
    fill(found, "Note", {"What there is to know": "Nobody read it."})
    expect(found.locator("pre").first).not_to_contain_text("for:")


def test_what_an_occasion_sets_off_begins_with_its_name(new_page: NewPage, outage: str) -> None:
    """The log tells it by that from a message that was due about then."""
    found = form(opened(new_page, f"{outage}comms/merchants/"), "Merchants: Correction")
    fill(found, "Sent", {})
    expect(found.get_by_label("What was sent")).to_have_value("Correction: ")
    found.get_by_label("What was sent").press_sequentially("it was the other node.")

    expect(found.locator("pre").first).to_contain_text('text: "Correction: it was the other node."')


def of_template(page: Page) -> Locator:
    """The link that records the audience's update, where no script fills the message in."""
    return page.locator('.pb-record[data-also="templates/merchants.update"]').first


def test_a_message_is_recorded_as_it_was_copied(new_page: NewPage, outage: str) -> None:
    """A script brings the text; whom it went to, which template it was and its facts are written beside."""
    page = opened(new_page, f"{outage}everything/")
    link = of_template(page)
    text = "Card payments\n\n  - rate: 97.2 [[x, ≥ 99.5%\n{y} "
    link.evaluate("(one, text) => { one.dataset.text = text }", text)
    link.click()
    found = page.get_by_role("form", name=re.compile("^Record: Merchants"))
    expect(found.get_by_role("radio", name="Sent", exact=True)).to_be_checked()
    expect(found.get_by_label("What was sent")).to_have_value(text)
    expect(found).to_contain_text("Facts of the plan in it, kept with it: “≥ 99.5%”.")
    errors, entries = taken(*written(found))
    for ref in ("comms/merchants", "templates/merchants.update"):
        last = entries[ref].state.events[-1].record

        assert ("sent", text) == (entries[ref].state.status, last.text)
        assert {"kpis/success-rate.target": "≥ 99.5%"} == last.said
    assert [] == errors


def test_a_fact_that_was_taken_out_is_not_kept(new_page: NewPage, outage: str) -> None:
    """The reader is told; another kind of record states none."""
    page = opened(new_page, f"{outage}everything/")
    link = of_template(page)
    link.evaluate("one => { one.dataset.text = 'Target: ≥ 99.5%.' }")
    link.click()
    found = page.get_by_role("form", name=re.compile("^Record: Merchants"))
    expect(found.locator("pre").first).to_contain_text("said:")
    found.get_by_label("What was sent").fill("Target: 99%.")
    expect(found).to_contain_text("Not in this text, so not kept: “≥ 99.5%”.")
    expect(found.locator("pre").first).not_to_contain_text("said:")
    fill(found, "Note", {"What there is to know": "It says ≥ 99.5%."})
    expect(found.locator("pre").first).to_contain_text("- templates/merchants.update")
    expect(found.locator("pre").first).not_to_contain_text("said:")


def test_another_message_is_another_record(new_page: NewPage, outage: str) -> None:
    """What was copied last is what was sent; what a reader changed stays while it is the same message."""
    page = opened(new_page, f"{outage}everything/")
    link = of_template(page)
    link.evaluate("one => { one.dataset.text = 'One.' }")
    link.click()
    text = page.get_by_label("What was sent")
    text.fill("One, and a word.")
    page.get_by_role("button", name="Cancel").click()
    link.click()
    expect(text).to_have_value("One, and a word.")
    page.get_by_role("button", name="Cancel").click()
    link.evaluate("one => { one.dataset.text = 'Two.' }")
    link.click()
    expect(text).to_have_value("Two.")


@pytest.mark.parametrize("text", ["", " \u2212 two\n lines: ≥ 99.5%, 'x' [[y "])
def test_the_line_at_a_terminal_records_the_same_message(
    new_page: NewPage, outage: str, tmp_path: Path, text: str
) -> None:
    """Its words and the facts in them, byte for byte, or no words."""
    page = opened(new_page, f"{outage}everything/")
    link = of_template(page)
    link.evaluate("(one, text) => { one.dataset.text = text }", text)
    link.click()
    found = page.get_by_role("form", name=re.compile("^Record: Merchants"))
    expect(found.locator("pre").first).to_contain_text("said:")
    name, *words = shlex.split(found.locator("pre").last.text_content() or "")
    root = tmp_path / "outage"
    shutil.copytree(OUTAGE, root)
    done = subprocess.run(
        [Path(sys.executable).with_name(name), *words], cwd=root, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    file, shown = written(found)
    made = root / done.stdout.split()[0]

    assert shown.replace(Path(file).stem, made.stem) == made.read_text(encoding="utf-8")


def test_the_link_holds_every_field(new_page: NewPage, hosted: str) -> None:
    """It opens the host's page for a new file in a tab of its own, name and text filled in, byte for byte."""
    found = form(opened(new_page, f"{hosted}now/"), RENEW)
    fill(found, "Blocked", {"Why": HOSTILE, "Waiting for": "cto"})
    link = found.get_by_role("link", name="Open on git.example.org")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("href", re.compile("value="))
    parts = urlsplit(link.get_attribute("href") or "")
    asked = parse_qs(parts.query, strict_parsing=True)
    file, text = written(found)

    assert "https://git.example.org/team/plan/new/main" == f"{parts.scheme}://{parts.netloc}{parts.path}"
    assert {"filename": [file], "value": [text]} == asked
    assert re.fullmatch(r"data/log/2026-11-24-0312-blocked-renew-certificate-[0-9a-f]{4}\.yml", file)


def test_what_is_too_long_for_a_link_is_pasted(new_page: NewPage, hosted: str) -> None:
    """The link opens the page with the name alone; before it the reader is told, and copies the text."""
    found = form(opened(new_page, f"{hosted}now/"), RENEW)
    fill(found, "Note", {"What there is to know": "It is long. 🚒 " * 400})
    link = found.get_by_role("link", name="Open on git.example.org")
    expect(found.get_by_text("too long for a link")).to_be_visible()
    expect(link).not_to_have_attribute("href", re.compile("value="))
    copy, shown = found.get_by_role("button", name="Copy the text").bounding_box(), link.bounding_box()
    assert copy
    assert shown
    errors, _ = taken(*written(found))
    fill(found, "Note", {"What there is to know": "Short."})
    expect(found.get_by_text("too long for a link")).to_be_hidden()
    fill(found, "Note", {"What there is to know": "It is long. 🚒 " * 400})

    assert {"filename": [written(found)[0]]} == parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert [] == errors
    assert copy["y"] < shown["y"]


def test_after_opening_it_is_said_that_it_does_not_count_yet(new_page: NewPage, hosted: str) -> None:
    """Nobody takes the tab of the host for the plan; the next record begins empty."""
    page = opened(new_page, f"{hosted}now/")
    found = form(page, RENEW)
    fill(found, "Done", {"In words": "Both nodes."})
    link = found.get_by_role("link", name="Open on git.example.org")
    link.evaluate("one => one.addEventListener('click', event => event.preventDefault())")
    link.click()
    expect(found.get_by_role("status").last).to_contain_text("Not on the plan yet")
    found.get_by_role("button", name="Close").click()
    again = form(page, RENEW)
    expect(again.get_by_role("radio", checked=True)).to_have_count(0)


def test_without_a_host_it_is_copied_or_said_at_a_terminal(
    new_page: NewPage, outage: str, tmp_path: Path
) -> None:
    """No link is offered; the text is copied as it stands, and the line at a terminal writes the same."""
    page = opened(new_page, f"{outage}now/", permissions=["clipboard-read", "clipboard-write"])
    found = form(page, RENEW)
    fill(found, "Blocked", {"Why": HOSTILE, "Waiting for": "cto", "Until": "2026-11-24T06:00"})
    expect(found.get_by_role("link")).to_have_count(0)
    found.get_by_role("button", name="Copy text").click()
    expect(found.get_by_role("status").last).to_contain_text("Copied. Not on the plan yet")
    copied = page.evaluate("navigator.clipboard.readText()")
    found.get_by_role("button", name="Copy command").click()
    expect(found.get_by_role("status").last).to_contain_text("Copied.")
    name, *words = shlex.split(page.evaluate("navigator.clipboard.readText()"))
    root = tmp_path / "outage"
    shutil.copytree(OUTAGE, root)
    program = Path(sys.executable).with_name(name)
    done = subprocess.run([program, *words], cwd=root, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    file, text = written(found)
    made = root / done.stdout.split()[0]

    assert text == copied
    assert text.replace(Path(file).stem, made.stem) == made.read_text(encoding="utf-8")


def test_where_nothing_can_be_copied_it_is_selected(new_page: NewPage, outage: str) -> None:
    """A browser that refuses leaves the reader with the text selected."""
    page = opened(new_page, f"{outage}now/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    found = form(page, RENEW)
    fill(found, "Done", {})
    found.get_by_role("button", name="Copy text").click()
    expect(found.get_by_role("status").last).to_contain_text("It is selected")

    assert written(found)[1].strip() == page.evaluate("getSelection().toString()").strip()


def test_a_drill_records_nothing(new_page: NewPage, hosted: str) -> None:
    """It says so; what is pretended cannot get into the team's log. Leaving the drill brings the form."""
    page = opened(new_page, f"{hosted}levels/?drill=day-3,09:00,platform-lead")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("region", name="Drill")).to_be_visible()
    page.goto(f"{hosted}now/")
    found = form(page, RENEW)
    expect(found).to_contain_text("nothing of it goes into the team’s log")
    expect(found.locator("input, select, textarea, pre, a")).to_have_count(0)
    expect(found.get_by_role("button", name="Close")).to_be_focused()
    page.get_by_role("region", name="Drill").get_by_role("button", name="Leave").click()
    expect(found.get_by_role("radio", name="Done", exact=True)).to_be_visible()


def test_by_the_keyboard_alone(new_page: NewPage, outage: str) -> None:
    """Enter opens it and takes the reader there, arrows choose, escape leads back."""
    page = opened(new_page, f"{outage}now/")
    expect(page.locator(".pb-picked")).to_be_visible()
    link = offer(page, RENEW)
    link.focus()
    page.keyboard.press("Enter")
    found = page.get_by_role("form", name=f"Record: {RENEW}", exact=True)
    expect(found.get_by_role("radio", name="Done", exact=True)).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("radio", name="Started", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("At once.")
    expect(found.locator("pre").first).to_contain_text('text: "At once."')
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).not_to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    found.get_by_role("button", name="Cancel").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_focused()


def test_what_was_typed_is_there_again(new_page: NewPage, outage: str) -> None:
    """Closing loses nothing; another entry's form has nothing of it, and only one is open."""
    page = opened(new_page, f"{outage}standup/")
    found = form(page, RENEW)
    fill(found, "Blocked", {"Why": "No key.", "Waiting for": "cto"})
    file = written(found)[0]
    other = form(page, "Watch the success rate")
    expect(other.get_by_role("radio", checked=True)).to_have_count(0)
    expect(page.get_by_role("form", name="Record:")).to_have_count(1)
    found = form(page, RENEW)
    expect(found.get_by_label("Why")).to_have_value("No key.")
    expect(found.get_by_label("Waiting for")).to_have_value("cto")

    assert file == written(found)[0]


def test_the_readers_role_says_so(new_page: NewPage, outage: str) -> None:
    """It is the first and chosen; all others can be; who has none has said nothing."""
    page = opened(new_page, f"{outage}now/")
    found = form(page, RENEW)
    fill(found, "Done", {})
    who = found.get_by_label("Who says so")
    expect(who).to_have_value("platform-lead")
    titles = who.locator("option").all_inner_texts()
    page.evaluate("localStorage.clear()")
    page.add_init_script("localStorage.clear()")
    page.goto(f"{outage}priorities/restore-service/")
    found = form(page, RENEW)
    fill(found, "Done", {})
    expect(found.get_by_label("Who says so")).to_have_value("")
    expect(found.locator("pre").first).not_to_contain_text("by:")

    assert ["Platform lead", "not said"] == [titles[0], titles[-1]]
    assert {"Incident lead", "Support lead", "Chief technology officer"} <= set(titles)


def test_an_open_form_outlasts_the_minute(new_page: NewPage, outage: str) -> None:
    """The board and the desk are made anew each minute, but nobody is thrown out of a sentence."""
    page = new_page()
    page.add_init_script("localStorage.setItem('playbook:card-outage:role', '\"platform-lead\"')")
    page.clock.install(time=NOW - timedelta(minutes=1))
    page.clock.pause_at(NOW)
    page.goto(outage)
    expect(page.locator(".pb-board--live #_mine .pb-card--first")).to_be_visible()
    title = page.locator("#_mine .pb-card-title").inner_text()
    found = form(page, title)
    fill(found, "Done", {"In words": "Half a sen"})
    page.clock.run_for(181_000)
    expect(found.get_by_label("In words")).to_have_value("Half a sen")
    expect(found.get_by_label("In words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(found).to_have_count(0)
    expect(offer(page, title)).to_be_focused()


def test_what_is_due_is_recorded_on_the_board(new_page: NewPage, outage: str) -> None:
    """Beside each message and each number that is off track; while its form is open the rows stand still."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.clock.install(time=NOW)
    page.goto(outage)
    expect(page.locator(".pb-board--live")).to_be_visible()
    rows = page.locator("#_due > li:visible, #_off-target + ul > li")
    expect(rows.locator(".pb-record")).to_have_count(rows.count())
    second = page.locator("#_due > li").nth(1)
    expect(second).to_contain_text("Standing call")
    second.locator(".pb-record").click()
    text = page.locator("#_due form").get_by_label("What was sent")
    text.fill("Half a sen")
    page.clock.fast_forward("06:00:00")
    expect(text).to_be_focused()
    expect(second).to_contain_text("Standing call")
    page.keyboard.press("Escape")
    page.clock.run_for(61_000)

    expect(second).to_contain_text("Briefing")


def test_without_scripts_it_leads_to_how(new_page: NewPage, outage: str) -> None:
    """The same link, to the page that explains it."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{outage}now/")
    offer(page, RENEW).click()

    assert f"{outage}log/#_record" == page.url
    expect(page.locator("#_record")).to_be_visible()


def test_where_the_form_cannot_be_had_the_link_leads_on(new_page: NewPage, outage: str) -> None:
    """A line that breaks leaves the reader with the other way."""
    page = opened(new_page, f"{outage}now/", missing=True)
    page.route("**/recordform.js", lambda route: route.fulfill(status=404))
    offer(page, RENEW).click()
    expect(page).to_have_url(f"{outage}log/#_record")


def test_without_a_connection_the_page_stays(new_page: NewPage, outage: str) -> None:
    """What is read on it may be all that the reader has; what to do is said."""
    page = opened(new_page, f"{outage}now/", missing=True)
    page.route("**/recordform.js", lambda route: route.fulfill(status=404))
    page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    offer(page, RENEW).click()
    expect(page.get_by_text("There is no connection")).to_be_focused()

    assert f"{outage}now/" == page.url


@pytest.mark.parametrize(
    "path", ["now/", "standup/", "checklists/", "kpis/", "commitments/", "comms/", "risks/"]
)
def test_one_offer_stands_beside_each_entry(new_page: NewPage, outage: str, path: str) -> None:
    """Big enough for a thumb, named, and never two in one card."""
    page = opened(new_page, outage + path)
    offers = page.locator("article .pb-record:visible")
    expect(offers.first).to_be_visible()
    small = offers.evaluate_all(
        """all => all.filter(one => {
          const { width, height } = one.getBoundingClientRect()
          // The clock may just have put another card in its place.
          return one.checkVisibility() && (width < 44 || height < 44)
        }).map(one => one.ariaLabel)"""
    )
    twice = page.locator(".pb-card, .pb-promise").evaluate_all(
        "all => all.filter(one => one.querySelectorAll('.pb-record').length > 1).map(one => one.innerText)"
    )

    assert [] == small
    assert [] == twice


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
@pytest.mark.parametrize(
    ("path", "title", "kind"), [("now/", RENEW, "Blocked"), ("kpis/", "Complaints", "Measured")]
)
def test_the_form_is_accessible(
    new_page: NewPage, hosted: str, size: tuple[int, int], path: str, title: str, kind: str
) -> None:
    """On a phone and on a desk, light and dark."""
    page = opened(new_page, hosted + path)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    fill(form(page, title), kind, {})
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    assert [] == light
    assert [] == violations(page, COLOURS)


@pytest.mark.parametrize(
    ("path", "title", "kind"),
    [
        ("priorities/restore-service/", RENEW, "Blocked"),
        ("kpis/", "Complaints", "Measured"),
        ("comms/merchants/", "Merchants: Status update", "Sent"),
        ("commitments/", "An update every four hours", "Renegotiated"),
        ("checklists/", FIND, "Dropped"),
    ],
)
def test_nothing_is_clipped_on_the_smallest_phone(
    new_page: NewPage, outage: str, path: str, title: str, kind: str
) -> None:
    """At 320 px all of the form is on the screen."""
    page = opened(new_page, outage + path)
    page.set_viewport_size({"width": 320, "height": 700})
    found = form(page, title)
    fill(found, kind, {})
    wide = found.locator("*").evaluate_all(
        """all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1)
          .map(one => one.outerHTML)"""
    )

    assert [] == page.evaluate(LOST)
    assert [] == wide


def test_paper_has_no_form(new_page: NewPage, outage: str) -> None:
    """What can only be pressed is not printed."""
    page = opened(new_page, f"{outage}now/")
    found = form(page, RENEW)
    page.emulate_media(media="print")
    expect(found).to_be_hidden()
    expect(offer(page, RENEW)).to_be_hidden()
