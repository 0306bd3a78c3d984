"""Where each sentence of a source document stands: its fragments, the entries' visible text, the search."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.addresses import Ref, address
from generator.linked import Playbook, Template
from generator.text import plain
from generator.trace import (
    Fragment,
    Trace,
    Traced,
    Visible,
    as_json,
    fragments,
    report,
    trace,
    visible_entries,
)
from generator.trace.elements import marked
from generator.trace.words import words
from generator.when import Expects, Time, Unreadable, parse

TESTS = Path(__file__).parent.parent
CASES = TESTS / "cases" / "trace"
SMALL = TESTS / "fixtures" / "small"

# What Markdown reads as markup inside a line; and what no line of a text can hold.
MARKUP = "\\`*_[]<>&|"
typed = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=MARKUP), min_size=1
)


def as_line(fragment: Fragment) -> str:
    """A fragment as the cases write it: `unit line text`, a label in bold."""
    text = f"**{fragment.text}**" if fragment.label else fragment.text
    return f"{fragment.unit} {fragment.line} {text}"


def time(text: str, expects: Expects = "time") -> Time:
    """A time that the grammar reads."""
    found = parse(text, expects)
    assert not isinstance(found, Unreadable)
    return found


def entry(
    ref: str, text: str, times: tuple[Time, ...] = (), fields: tuple[tuple[str, str], ...] = ()
) -> Visible:
    """A visible entry at its address."""
    found = Ref(*ref.split("/"))
    return Visible(found, address(found), text, text, times, fields)


def places(found: Trace) -> list[str | None]:
    """The entry of each fragment."""
    return [str(item.place.ref) if item.place else None for item in found.items]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_fragments_of(case: Path) -> None:
    """A document's units and fragments are those that stand beside it, whatever its line ends."""
    expected = case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    source = case.read_text(encoding="utf-8")

    assert expected == [as_line(item) for item in fragments(source)]
    assert expected == [as_line(item) for item in fragments("\ufeff" + source.replace("\n", "\r\n"))]


@pytest.mark.parametrize("flood", ["<!--", "(", "[a](", "[a](b.", "**a", "> - ", "<a ", "|", "```\n"])
def test_a_flood_is_read_at_once(flood: str) -> None:
    """Markup that is opened again and again and never closed takes no longer than any other text."""
    started = perf_counter()

    fragments(flood * 20_000)

    assert perf_counter() - started < 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Post-mortem", "post mortem"),
        ("Days 2–3", "days 2-3"),
        ("“We've a plan”", "we’ve a plan"),
        ("1,000 clients", "1000 clients"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "café"),
        ("50 %", "50%"),
    ],
)
def test_equal_words(one: str, other: str) -> None:
    """Case, punctuation, the style of dashes and quotes, and the spelling in Unicode are ignored."""
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("part", "whole"),
    [("5%", "0.5%"), ("10", "10.50"), ("at 6", "at 6:30"), ("500", "500K"), ("client", "clients")],
)
def test_a_part_of_a_word_is_not_the_word(part: str, whole: str) -> None:
    """A number does not stand in another number, nor a word in a longer one."""
    assert words(part) not in words(whole)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<div data-entry="risks/a">One<p>two</p></div> three', [("risks/a", "One two")]),
        ('<div data-entry="risks/a">un<em>believ</em>able<br>now</div>', [("risks/a", "unbelievable now")]),
        (
            '<div data-entry="risks/a">One<div data-entry="risks/b">two</div>three</div>',
            [("risks/a", "One two three"), ("risks/b", "two")],
        ),
        (
            '<div data-entry="risks/a" title="no"><img alt="no">A&#38;B &lt;c&gt;</div>',
            [("risks/a", "A&B <c>")],
        ),
        (
            '<div data-entry="risks/a">One<script>"two"</script><style>three</style>four<!-- five --></div>',
            [("risks/a", "One four")],
        ),
        (
            '<div data-entry="risks/a">One<p hidden>two <b>three</b></p><template>four</template>five</div>',
            [("risks/a", "One five")],
        ),
        ('<div hidden><div data-entry="risks/a">One</div></div>', []),
        ('<ul data-entry="risks/a"><li>One<li>two</ul>three', [("risks/a", "One two")]),
        ('<div data-entry="risks/a">One</span> two<hr/>three<svg/>four', [("risks/a", "One two three four")]),
        ('<div data-entry="no-entry">One</div><div data-entry>two</div>', []),
        ("# No entry here\n\n`data-entry=`", []),
    ],
)
def test_the_text_of_marked_elements(html: str, expected: list[tuple[str, str]]) -> None:
    """An entry's text is what a reader sees in its element, entries inside it included."""
    found = [(str(item.ref), item.text) for item in marked(html)]

    assert expected == found


def test_the_innermost_entry_is_named() -> None:
    """Of entries that hold the words the one with the shortest text is named."""
    found = trace(
        "- Two words", [entry("risks/outer", "one two words more"), entry("risks/inner", "two words")]
    )

    assert ["risks/inner"] == places(found)


def test_an_entry_that_says_it_itself_is_preferred() -> None:
    """Words that an entry shows as a link's name, or over two pieces, are found, but elsewhere first."""
    link = '<div data-entry="kpis/a"><a href="../../risks/b/">Two words</a></div>'
    apart = '<div data-entry="kpis/c"><li>Two</li><li>words</li></div>'
    whole = (
        '<div data-entry="risks/b"><h1>Two <em>words</em></h1> and a <a href="https://x.org">page</a></div>'
    )

    def found(html: str) -> list[str | None]:
        shown = [Visible(ref, address(ref), text, own) for ref, text, own in marked(html)]
        return places(trace("- Two words", shown))

    assert [["risks/b"], ["risks/b"]] == [found(link + whole), found(apart + whole)]
    assert [["kpis/a"], ["kpis/c"]] == [found(link), found(apart)]


def test_words_must_stand_together_and_in_order() -> None:
    """Words that stand apart, in another order, or in two entries are missing."""
    entries = [entry("risks/a", "one two and three"), entry("risks/b", "three two one")]

    assert [None, None] == places(trace("- Two three\n- Three one", entries))


def test_a_unit_stays_together_where_it_can() -> None:
    """The entry with most fragments of a unit is preferred to a shorter one; the rest is found elsewhere."""
    entries = [
        entry("risks/a", "One"),
        entry("risks/b", "One, two and no more"),
        entry("risks/c", "Three"),
    ]

    assert ["risks/b", "risks/b", "risks/c", None] == places(trace("**One** two (three) (four)", entries))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**Window**: Days 1-4", ["priorities/a", "priorities/a"]),
        ("**Window**: Day 1 to 4", ["priorities/a", "priorities/a"]),
        ("**Timeline**: Days 1-4", ["priorities/a", "priorities/a"]),
        ("**Window**: Days 1-5", [None, None]),
        ("**Window**: Days 1-4 (at most)", [None, "priorities/a", None]),
        ("**Windows**: Days 1-4", [None, "priorities/a"]),
        ("**Window**", [None]),
    ],
)
def test_a_label_may_name_a_field(source: str, expected: list[str | None]) -> None:
    """A label that an entry does not show counts where it names a field that says the rest of the unit."""
    shown = entry(
        "priorities/a",
        "Timeline days 1-4",
        (time("days 1-4"),),
        (("Timeline", "days 1-4"), ("window", "days 1-4")),
    )

    assert expected == places(trace(source, [shown]))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**Day 2-3**: Fix it", ["actions/x.a", "actions/x.a"]),
        ("**Days 2 to 3**: Fix it", ["actions/x.a", "actions/x.a"]),
        ("**Day 2-4**: Fix it", [None, "actions/x.a"]),
        ("**Day 2-3**: Mend it", [None, None]),
        ("- Day 2-3", ["actions/x.a"]),
        ("- Every 8 days", [None]),
    ],
)
def test_a_time_may_be_spelled_otherwise(source: str, expected: list[str | None]) -> None:
    """A time in another spelling counts in the entry that has that time and holds the unit's other words."""
    shown = [
        entry("actions/x.a", "Fix it, days 2-3", (time("days 2-3"),)),
        entry("rituals/b", "Weekly", (time("weekly", "cadence"),)),
    ]

    assert expected == places(trace(source, shown))


@pytest.fixture(scope="module")
def small() -> tuple[Playbook, Mapping[str, str]]:
    """The small playbook and its pages by path."""
    checked = pipeline.check(SMALL, datetime(2026, 11, 23, 13, 5, tzinfo=UTC))
    assert checked.sound is not None
    return checked.sound.book, pipeline.generate(checked.sound, SMALL).docs


def test_every_entry_is_visible_at_its_own_address(small: tuple[Playbook, Mapping[str, str]]) -> None:
    """Each entry shows its title and its fields on its own page; a page that repeats it is not its own."""
    book, pages = small
    found = visible_entries(pages, book)

    assert {*book.entries, book.summary.ref} == {item.ref for item in found}
    assert [] == [item.ref for item in found if not _names(item, book) <= set(words(item.text).split())]
    assert () == visible_entries({"everything.md": pages["everything.md"]}, book)


def test_an_entry_is_seen_with_all_its_parts(small: tuple[Playbook, Mapping[str, str]]) -> None:
    """What a page shows of an entry below other headings is the entry's as well."""
    book, _ = small
    page = '<p data-entry="risks/second-outage">One</p>two<ul data-part="risks/second-outage"><li>three</ul>'
    (shown,) = visible_entries({"risks/second-outage.md": page}, book)

    assert "One three" == shown.text.strip()
    assert ["One", "three"] == [line.strip() for line in shown.own.splitlines() if line.strip()]


def _names(item: Visible, book: Playbook) -> set[str]:
    entry = book.entries.get(item.ref, book.summary)
    return set(words(entry.name if isinstance(entry, Template) else entry.title).split())


def test_fields_and_times_of_an_entry(small: tuple[Playbook, Mapping[str, str]]) -> None:
    """A field is known by its label and by its name in the YAML, with the value that readers see."""
    book, pages = small
    (shown,) = (
        item for item in visible_entries(pages, book) if item.ref == Ref("priorities", "restore-service")
    )
    fields = dict(shown.fields)

    assert ("days 1-2", "days 1-2") == (fields["Timeline"], fields["window"])
    assert "10/10 Every declined card is a customer at a till." == fields["business_impact"]
    assert "Incident lead" == fields["Owner"]
    assert time("days 1-2") in shown.times


def test_report() -> None:
    """One line a fragment with its line, its page and its entry; nothing in it moves a terminal's cursor."""
    found = Trace(
        (
            Traced(Fragment(1, 3, "One\x1b[2J"), entry("actions/x.a", "One")),
            Traced(Fragment(2, 4, "two"), None),
        )
    )

    expected = "3: One [2J -> /priorities/x/#a (actions/x.a)\n4: two -> missing\n2 fragments, 1 missing"
    assert expected == report(found)
    assert "1 fragment, 0 missing" == report(Trace(found.items[:1])).splitlines()[-1]


def test_json() -> None:
    """The same for machines: every fragment, null where it is missing, and the counts."""
    found = Trace(
        (
            Traced(Fragment(1, 3, "One", label=True), entry("actions/x.a", "One")),
            Traced(Fragment(1, 3, "two"), None),
        )
    )

    expected = {
        "fragments": [
            {
                "unit": 1,
                "line": 3,
                "text": "One",
                "label": True,
                "address": "/priorities/x/#a",
                "entry": "actions/x.a",
            },
            {"unit": 1, "line": 3, "text": "two", "label": False, "address": None, "entry": None},
        ],
        "summary": {"fragments": 2, "missing": 1},
    }
    assert expected == json.loads(as_json(found))


@given(typed)
def test_any_plain_text_is_found_where_it_is_shown(text: str) -> None:
    """Whatever is typed into a plain field is found when a bullet of the document says it."""
    page = f'<div data-entry="risks/a"><p>Before</p><p>{plain(text)}</p><p>after</p></div>'
    (shown,) = marked(page)

    found = trace(f"- {text}", [entry("risks/a", shown.text)])

    assert () == found.missing
    assert bool(words(re.sub(r"^\[[ x]\] ", "", text))) == bool(found.items)


@given(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=8), st.data())
def test_a_word_less_and_it_is_missing(text: list[str], data: st.DataObject) -> None:
    """Without any one of its words an entry holds the sentence no more."""
    gone = data.draw(st.integers(0, len(text) - 1))
    rest = " ".join(text[:gone] + text[gone + 1 :])

    found = trace(f"- {' '.join(text)}", [entry("risks/a", f"1 {rest} 2")])

    assert [None] == places(found)


@given(st.text())
def test_any_document_is_read(source: str) -> None:
    """Any text is a document; units and lines ascend and every fragment has a word."""
    found = fragments(source)

    assert sorted(found, key=lambda item: (item.unit, item.line)) == list(found)
    assert all(words(item.text) for item in found)
