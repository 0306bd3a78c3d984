"""A log entry's file as a browser makes it: the terminal's own, byte for byte; and the page that takes it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page

from generator.addresses import Ref
from generator.model import LOG_KINDS
from generator.record import Note, entry_id, file_of, text_of
from tests.browser.fixtures import NewPage

AT = datetime(2026, 11, 23, 9, 12)  # noqa: DTZ001 - a note's moment is in the playbook's zone, which its file states

#: Texts cross over as numbers of UTF-16: half a character would not survive on its way into the browser.
WRITE = """async rows => {
  const { entryId, fileOf, textOf } = await import("/entryfile.js")
  const text = (units) => units.map(unit => String.fromCharCode(unit)).join("")
  const read = value => Array.isArray(value) && typeof value[0] === "number" ? text(value) : value
  return rows.map(([given, token]) => {
    const pairs = values => Object.fromEntries(values.map(([name, value]) => [name, read(value)]))
    const note = { ...pairs(Object.entries(given)), said: pairs(given.said) }
    const id = entryId(note, token)
    return [id, fileOf(id), textOf(note, id)]
  })
}"""

ADDRESS = """async ([to, file, text]) => {
  const { newFileAddress } = await import("/newfile.js")
  return newFileAddress(to, file, text)
}"""

NEW, FILE = "https://git.example.org/playbook/new/main", "data/log/2026-11-23-0912-note-7f3a.yml"

HOSTILE = (
    "",
    " ",
    "\x85\xa0\u2003",
    'No: "key": {a} [b] # c \\ \\n',
    "yes",
    "6:00",
    "- one\n- two\r\nthree\rfour\tfive\x0bsix\x0cseven",
    "\x00\x01\x1b[31m\x7f\x80\x85\x9f\xa0\xad",
    "\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffe\uffff\ufdd0\u200b\u200d\u200f",
    "\U0001f600\U0001f9d1\u200d\U0001f692\U0001fffe\U0010ffff",
    "\u206a\u206f\ufff9\ufffb\ufdef\U000e0001 a\U000e0041\U000e0042 \U000e007f",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f\U000e007f\U000e0067z \U0001f3f4\U000e0067",
    "\U0001f3f4\x00\U000e0067",
    "\ud800",
    "\udc00\ud800",
    "a\ud83dz \ud83d\ude00 \ude00",
    "</script><img src=x onerror=alert(1)> {{ x }} {% y %} `z`",
    "%26 & # + = ? \u00e9 \u6f22",
    "long \U0001f525\n" * 4000,
)
NUMBERS = (
    0,
    -0.0,
    5,
    -5,
    97.20,
    0.1,
    1e21,
    1e20,
    1e-6,
    1e-7,
    -1.5e-7,
    123456.789,
    5e-324,
    1.7976931348623157e308,
)


@pytest.fixture
def page(new_page: NewPage, scripts: str) -> Page:
    """A page beside the scripts."""
    found = new_page()
    found.goto(scripts)
    return found


def notes() -> list[Note]:
    """Each kind, each hostile text and number in each field, and many by chance."""
    plain = Note((Ref("actions", "restore-service.find-cause"),), "done", AT)
    by_chance = random.Random(5)
    found = [replace(plain, kind=kind) for kind in LOG_KINDS]
    found += [replace(plain, value=value) for value in NUMBERS]
    for text in HOSTILE:
        found += [
            replace(plain, text=text),
            replace(plain, value=text, until=text),
            Note((), "ended", AT, text=text),
        ]
        found.append(replace(plain, for_=text, waiting_on=text, by=text, corrects=text))
        found.append(replace(plain, text=text, said={"kpis/rate.target": text, "events/contained": "now"}))
    for length in range(1, 61):
        found.append(
            replace(plain, about=(Ref("risks", ("ab-" * 20)[:length].rstrip("-")), Ref("kpis", "k")))
        )
    for _ in range(400):
        text = "".join(
            map(
                chr, by_chance.choices((*range(0x300), *range(0x2000, 0x2100), *range(0xD7F0, 0x10010)), k=40)
            )
        )
        value = by_chance.uniform(-1, 1) * 10 ** by_chance.randint(-30, 30)
        moment = AT + timedelta(minutes=by_chance.randint(0, 10**6))
        found.append(replace(plain, at=moment, text=text, value=value, kind=by_chance.choice(LOG_KINDS)))
    return found


def units(text: str) -> list[int]:
    """The numbers that a text consists of in a browser."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def for_script(note: Note) -> dict[str, Any]:
    """The note as the browser gets it; fields without a word are not there, facts stand in pairs."""
    texts = {
        "by": note.by,
        "text": note.text,
        "for": note.for_,
        "waitingOn": note.waiting_on,
        "until": note.until,
        "corrects": note.corrects,
        "value": note.value if isinstance(note.value, str) else None,
    }
    given: dict[str, Any] = {name: units(text) for name, text in texts.items() if text}
    if isinstance(note.value, (int, float)):
        given["value"] = note.value
    return {
        **given,
        "about": [str(ref) for ref in note.about],
        "kind": note.kind,
        "at": f"{note.at:%Y-%m-%dT%H:%M}",
        "said": [[source, units(words) or ""] for source, words in note.said.items()],
    }


def test_a_browser_writes_what_the_terminal_writes(page: Page) -> None:
    """Name, file and text are the same, whatever was recorded: nobody can tell where an entry came from."""
    drawn = [(note, f"{number % 65536:04x}") for number, note in enumerate(notes())]
    expected = [
        [entry_id(note, token), file_of(entry_id(note, token)), text_of(note, entry_id(note, token))]
        for note, token in drawn
    ]

    written = page.evaluate(WRITE, [[for_script(note), token] for note, token in drawn])

    assert [] == [pair for pair in zip(expected, written, strict=True) if pair[0] != pair[1]]


def test_a_browser_writes_no_number_that_is_none(page: Page) -> None:
    """What is not finite is a mistake of the form, not an entry."""
    refused = page.evaluate(
        """async () => {
          const { textOf } = await import("/entryfile.js")
          return [NaN, Infinity, -Infinity].map(value => {
            try { return textOf({ about: [], kind: "measured", at: "2026-11-23T09:12", value }, "x") }
            catch (problem) { return problem.name }
          })
        }"""
    )

    assert ["RangeError"] * 3 == refused


@pytest.mark.parametrize(
    "text", ["a & b = c # d ? e + f % g %26\nh: \"i\" 'j'", "\U0001f525 \u6f22 \u00e9", "x" * 7000]
)
def test_the_new_file_page_gets_name_and_text_whole(page: Page, text: str) -> None:
    """Whatever stands in a text, it arrives as it was typed."""
    made = page.evaluate(ADDRESS, [NEW, FILE, text])

    parts = urlsplit(made["href"])
    assert (True, "", f"{NEW}?{parts.query}") == (made["filled"], parts.fragment, made["href"])
    assert {"filename": [FILE], "value": [text]} == parse_qs(parts.query, strict_parsing=True)


@pytest.mark.parametrize("unit", ["x", "%", "&", "#", "\n", " ", "\u00e9", "\U0001f525", "word "])
def test_an_address_is_as_long_as_every_server_takes(page: Page, unit: str) -> None:
    """Encoded once more, as a sign-in page repeats it, it has 8,000 bytes at most and uses them."""
    fits = [page.evaluate(ADDRESS, [NEW, FILE, unit * count]) for count in longest(unit)]

    assert [True, False] == [made["filled"] for made in fits]
    assert len(quote(fits[0]["href"], safe="")) <= 8000
    assert f"{NEW}?filename={quote(FILE, safe='')}" == fits[1]["href"]


def longest(unit: str) -> tuple[int, int]:
    """How many of a unit an address holds, and one more."""
    left = 8000 - len(quote(f"{NEW}?filename={quote(FILE, safe='')}&value=", safe=""))
    count = left // len(quote(quote(unit, safe=""), safe=""))
    return count, count + 1


def test_half_a_character_does_not_stop_the_link(page: Page) -> None:
    """A browser cannot put it into an address; it is shown as what it is."""
    made = page.evaluate(ADDRESS.replace("text)", "'a' + String.fromCharCode(0xd800))"), [NEW, FILE, ""])

    assert {"filename": [FILE], "value": ["a\ufffd"]} == parse_qs(urlsplit(made["href"]).query)
