"""Hostile text in what leaves a playbook beside its pages: files, drafts, reports, differences."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser

import pytest
from markdown import Markdown

from generator import report
from generator.diagnostics import Diagnostic, Location, error, warning
from generator.diff import FORMATS, Difference, Side, diff
from generator.exports import exports
from generator.exports.cells import FORMULA
from generator.linked import Playbook
from generator.review import review
from generator.review.draft import draft
from generator.rules import run
from tests import hostile, ical
from tests.playbooks import book

NOW = datetime(2026, 11, 24, 14, tzinfo=UTC)
SITE = "https://playbook.example.org/latest/"

#: What a terminal, a parser of lines or a reader's eye obeys.
STEERING = "\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068"

#: The properties that a calendar of ours may have.
PROPERTIES = frozenset(
    """
    ACTION BEGIN CALSCALE CATEGORIES DESCRIPTION DTEND DTSTAMP DTSTART END EXDATE LAST-MODIFIED LOCATION
    METHOD NAME PRODID RDATE REFRESH-INTERVAL RRULE STATUS SUMMARY TRANSP TRIGGER TZID TZNAME TZOFFSETFROM
    TZOFFSETTO UID URL VERSION X-PUBLISHED-TTL X-WR-CALNAME X-WR-TIMEZONE
    """.split()  # noqa: SIM905  as a list they would fill a screen
)

#: What the Markdown of drafts and differences may become; a Markdown that keeps HTML shows what gets through.
MARKDOWN = Markdown(extensions=["tables", "pymdownx.superfences"])
TAGS = {"a", "br", "code", "div", "em", "li", "ol", "p", "pre", "span", "strong", "ul"}
HEADINGS = {"h1", "h2", "h3"}
#: Lines that differ: a block of code in a list, which that Markdown takes for none where a host's does.
FENCED = re.compile(r"^  (`{3,})diff\n(?:(?:  .*)?\n)*?  \1\n", re.MULTILINE)
#: What hosts fold away: that Markdown would take all of it for HTML.
FOLDED = re.compile(r"^(?:<details>\n<summary>\d+ more</summary>|</details>)$", re.MULTILINE)

#: What a host's runner obeys at the start of a line, and what makes a line of its own there.
COMMANDS = {
    "command": "::error file=x::forged",
    "command behind a line end": "x\n::stop-commands::y",
    "command behind an escape": "x%0A::add-mask::y%0D",
    "old command": "##[add-mask]y",
    "end of a property": "x,line=1::y",
    "mention": "@somebody and #1",
}


@cache
def full(*, is_hostile: bool = True) -> Playbook:
    """A playbook with every hostile text in some field, or with harmless words in the place of each."""
    plan = hostile.spread(4) if is_hostile else hostile.spread(4, hostile.harmless)
    return book(json.dumps(plan), "", now=NOW)


@cache
def files() -> dict[str, bytes]:
    """What machines get of it."""
    return exports(full(), SITE)


@cache
def difference() -> Difference:
    """What changes where the harmless plan becomes the hostile one."""
    old, new = full(is_hostile=False), full()
    return diff(Side(old, run(old)[0]), Side(new, run(new)[0]))


def steering(text: str, kept: str) -> set[str]:
    """The characters of a text that steer who shows it, but for those that its format has."""
    found = {char for char in text if unicodedata.category(char) in ("Cc", "Cs") or char in STEERING}
    return found - set(kept)


class _Tags(HTMLParser):
    """The tags of some HTML, what in their attributes is not as it should be, the words of headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()
        self.headings: list[str] = []
        self._is_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag, and whatever an attribute of it says that is not a safe link, a class or a list's start."""
        self.found.add(tag)
        self._is_heading = tag in HEADINGS
        if self._is_heading:
            self.headings.append("")
        for name, value in attrs:
            is_link = name == "href" and re.match("https?:|mailto:|tel:", value or "", re.IGNORECASE)
            if not is_link and name not in ("class", "start", "style", "align"):
                self.found.add(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        """The end of a heading."""
        self._is_heading = self._is_heading and tag not in HEADINGS

    def handle_data(self, data: str) -> None:
        """The words of a heading."""
        if self._is_heading:
            self.headings[-1] += data

    def handle_comment(self, data: str) -> None:
        """A comment, which no text may make."""
        self.found.add(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        """A declaration, which no text may make."""
        self.found.add(f"declaration {decl}")


def read(markdown: str) -> _Tags:
    """What some Markdown becomes."""
    reader = _Tags()
    reader.feed(MARKDOWN.reset().convert(markdown))
    reader.close()
    return reader


@pytest.mark.parametrize("path", ["calendar.ics", "roles/the-roles-0/calendar.ics"])
def test_no_text_is_a_property_of_a_calendar(path: str) -> None:
    """No event, alarm, attachment or link but ours, and every line as short as calendars have them."""
    content = files()[path]
    unfolded = re.sub("\r\n[ \t]", "", content.decode()).removesuffix("\r\n").split("\r\n")
    named = {re.split("[:;]", line, maxsplit=1)[0] for line in unfolded}
    links = [line for line in unfolded if line.startswith("URL")]

    assert set() == named - PROPERTIES
    assert [] == [link for link in links if not re.fullmatch(rf"URL:{SITE}[a-z0-9/#._-]*", link)]
    assert set() == steering(content.decode(), "\r\n")
    assert [] == [line for line in content.split(b"\r\n") if len(line) > 75]
    assert len(ical.events(content)) == unfolded.count("BEGIN:VEVENT")


@pytest.mark.parametrize("path", ["actions.csv", "commitments.csv", "risks.csv", "log.csv"])
def test_no_text_is_a_formula_or_a_cell_of_its_own(path: str) -> None:
    """Every row has the columns of the head, and no cell begins with what a spreadsheet computes."""
    rows = list(csv.reader(io.StringIO(files()[path].decode("utf-8-sig"), newline=""), strict=True))
    cells = [cell for row in rows for cell in row]
    firsts = {
        next((char for char in cell if unicodedata.category(char)[0] not in "ZC"), "") for cell in cells
    }

    assert {len(rows[0])} == {len(row) for row in rows}
    assert set() == {first for first in firsts if unicodedata.normalize("NFKC", first)[:1] in FORMULA}
    assert [] == [cell for cell in cells if cell.startswith(("\t", "\r", "\n"))]


@pytest.mark.parametrize("path", ["playbook.json", "outline.json", "calendar.json"])
def test_json_holds_the_words_as_typed(path: str) -> None:
    """It is read by every parser, and what a title says stands in it to the letter."""
    told = json.loads(files()[path])
    entries = told.get("entries") or told["items"]
    titled = entries.values() if isinstance(entries, dict) else entries
    shown = {" ".join(entry["title"].split()) for entry in titled}
    fronts = {" ".join(one.title.split()) for one in full().priorities}

    assert len(entries) >= 20
    assert (fronts if path != "calendar.json" else set()) == fronts & shown


def test_a_draft_has_the_headings_of_a_draft() -> None:
    """One of hostile words is built as one of harmless words is: no heading, tag or link is theirs."""
    seen, plain = review(full()), review(full(is_hostile=False))
    assert seen is not None
    assert plain is not None
    made = draft(seen)
    found, expected = read(made), read(draft(plain))

    assert set() == found.found - expected.found - TAGS
    assert len(expected.headings) == len(found.headings)
    assert set() == steering(made, "\n")


def test_a_difference_in_markdown_has_the_headings_of_one() -> None:
    """The summary of a pull request shows what was typed, and nothing that it makes."""
    made = FORMATS["markdown"](difference())
    found = read(FOLDED.sub("", FENCED.sub("", made)))

    assert set() == found.found - TAGS - {"h2"}
    assert set() == {*found.headings} - {section.title for section in difference().told}
    assert set() == steering(made, "\n\t")


def test_a_difference_at_a_terminal_has_no_line_of_another() -> None:
    """At the margin stand the sections' titles, and below them, further in, what changed."""
    made = FORMATS["text"](difference())
    _, below = made.split("\n\n", 1)
    margin = [line for line in below.split("\n") if line and not line.startswith("  ")]

    assert [section.title for section in difference().told] == margin
    assert set() == steering(made, "\n")


def test_a_difference_for_programs_is_whole() -> None:
    """JSON, with every section that there is to tell."""
    made = FORMATS["json"](difference())
    told = {one["key"] for one in json.loads(made)["sections"]}

    assert set() == {section.key for section in difference().told} - told
    assert set() == steering(made, "\n")


def problems(text: str) -> list[Diagnostic]:
    """Problems that quote a text wherever a problem can: a file's name, the message, the hint."""
    return [
        error("unknown-reference", f"There is no `{text}`.", Location(f"data/{text}.yml", 1, 3, 2), text),
        warning("missing-owner", text, Location("data/x.yml", 1, 1), f"Did you mean `{text}`?"),
    ]


TOLD = {
    **hostile.TEXTS,
    **COMMANDS,
    "escape": "\x1b]0;x\x07\x1b[2J",
    "bell and back": "\x07\x08\r\n\x7f\x9b2J",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_report_tells_only_its_own(name: str) -> None:
    """One annotation a problem, two items of a list, no line of a text's own, whatever a problem quotes."""
    found = problems(TOLD[name])
    lines = report.github(found).removesuffix("\n").split("\n")
    shown = report.text(found, lambda _: f"x{TOLD[name]}")
    listed = read(report.markdown(found, lambda _: f"x{TOLD[name]}"))

    assert ["::error", "::warning", "1"] == [line.split(" ", 1)[0] for line in lines]
    assert set() == steering(shown, "\n")
    assert set() == steering("".join(lines), "")
    assert set() == listed.found - {"h2", "h3", "ul", "li", "p", "strong", "code", "pre", "div", "span"}
    assert 3 == len(listed.headings)
