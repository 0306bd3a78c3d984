"""A message that was sent: kept, shown and checked as it was, whatever stands in it."""

from __future__ import annotations

import html
import re

import pytest

from generator.addresses import Ref
from generator.cli.composed import composed
from generator.cli.words import Said
from generator.diagnostics import Diagnostic
from generator.happened import history
from generator.link.references import cite
from generator.linked import Playbook
from generator.load import load_text
from generator.pages.journal import journal
from generator.review.markdown import typed as typed_lines
from generator.rules import ON_THE_LOG, run
from generator.text import typed
from generator.validate import validate
from tests import playbooks

#: What nobody meant as marks, as YAML in quotes and as it is read.
QUOTED = r"[[is]] {this}, [[kpis/nothing]] *well*? [[\n\n  - no list\n1. <b>\\*"
SENT = "[[is]] {this}, [[kpis/nothing]] *well*? [[\n\n  - no list\n1. <b>\\*"

DATA = f"""
playbook: {{key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}}
roles: {{cto: {{title: CTO}}}}
kpis: {{rate: {{title: Success rate, unit: "%", measured: hourly, target: {{op: ">=", value: 99.5}}}}}}
comms:
  merchants:
    title: Merchants
    owner: cto
    schedule: [{{what: Update, every: 4 hours until day 4}}]
    templates: {{update: {{body: "[[kpis/rate.target]]"}}, other: {{body: Hello.}}}}
log:
  2026-11-23-1300-sent:
    at: 2026-11-23T13:00
    kind: sent
    by: cto
    about: [comms/merchants, templates/merchants.update]
    for: 2026-11-23T13:00
    text: "{QUOTED}"
    said: {{kpis/rate.target: ≥ 99.5%}}
"""

CORRECTION = """
  2026-11-23-1310-corrected:
    at: 2026-11-23T13:10
    kind: corrected
    by: cto
    corrects: 2026-11-23-1300-sent
    text: "[[what]] it really was"
    said: {kpis/rate: Success rate}
"""

RATE = Ref("templates", "merchants.update")


def book(more: str = "") -> Playbook:
    """The audience that was sent one message."""
    return playbooks.book(DATA + more, "")


def test_brackets_in_it_name_nothing() -> None:
    """What was sent breaks no check; what is told in other words about the same is checked."""
    problems = problems_of(DATA.replace(", templates/merchants.update]", "]"))

    assert () == problems_of(DATA)
    assert {"broken-reference", "unknown-reference"} == {item.code for item in problems}


def problems_of(text: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the references of a playbook."""
    records, problems = validate([load_text(text, "case.yml")[0]])
    return (*problems, *cite(records)[1])


def test_what_corrects_it_is_as_it_was_sent_too() -> None:
    """Its text and its facts replace the first ones, and no bracket in it is read."""
    found = book(CORRECTION)
    (event,) = found.events

    assert "[[what]] it really was" == event.record.text
    assert {"kpis/rate": "Success rate"} == event.record.said
    assert {"kpis/rate.target": "≥ 99.5%"} == book().events[0].record.said


def test_a_correction_in_a_circle_is_told_and_ends() -> None:
    """The search for what is corrected stops."""
    text = DATA + CORRECTION.replace("corrects: 2026-11-23-1300-sent", "corrects: 2026-11-23-1310-corrected")

    assert "broken-reference" in {item.code for item in problems_of(text)}


def test_a_value_that_the_plan_has_no_longer_was_said_all_the_same() -> None:
    """The plan goes on, and the log stays sound; of an entry that is gone the name must be right."""
    without = DATA.replace(', target: {op: ">=", value: 99.5}', "").replace(
        '"[[kpis/rate.target]]"', "Hello."
    )
    gone = playbooks.book(without, "")
    _, problems = playbooks.linked(DATA.replace("said: {kpis/rate.target", "said: {kpis/rte.target"), "")

    assert {"kpis/rate.target": "≥ 99.5%"} == gone.events[0].record.said
    assert ["unknown-reference"] == [item.code for item in problems]


def test_it_counts_for_its_audience_and_for_the_template() -> None:
    """Both have it in their history, and stand as sent."""
    found = book()
    about = [found.entries[ref] for ref in (Ref("comms", "merchants"), RATE)]

    assert ["sent", "sent"] == [entry.state.status for entry in about]
    assert [[SENT], [SENT]] == [[one.as_sent for one in history(entry)] for entry in about]
    assert [[""], [""]] == [[one.text for one in history(entry)] for entry in about]


def test_no_rule_speaks_against_it() -> None:
    """It fits what it is about, and the occurrence that it was for."""
    found = [run(one, ON_THE_LOG)[0].findings for one in (book(), book(CORRECTION))]

    assert [(), ()] == found


def test_the_log_shows_it_with_its_facts() -> None:
    """As it counts, beside what was first written."""
    (line,) = (line for day in journal(book(CORRECTION)).days for line in day.lines if line.corrections)
    (first,) = (fact.value for fact in line.first if fact.name == "text")

    assert ("[[what]] it really was", "") == (line.as_sent, line.text)
    assert [("Success rate", "Success rate")] == [
        (fact.entry.title if fact.entry else "", fact.then) for fact in line.said
    ]
    assert ("plain", SENT) == (first.kind, first.content)


def test_pages_show_every_line_and_space_of_it() -> None:
    """On the log's page and beside the template; no mark is read."""
    docs = playbooks.made(book()).docs
    shown = re.compile(r'<div class="pb-as-sent">(.*?)</div>')

    assert [SENT] == [html.unescape(found) for found in shown.findall(docs["log.md"])]
    assert SENT in [html.unescape(found) for found in shown.findall(docs["comms/merchants.md"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" a  b\n\n\tc\r\nd ", " a  b\n\n    c\nd "),
        ("*a* <b> `c` {{ d }} | e", "*a* <b> `c` {{ d }} | e"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_typed_text_keeps_its_lines_and_spaces(text: str, expected: str) -> None:
    """On one line of the page, all punctuation as entities."""
    found = typed(text)

    assert expected == html.unescape(found)
    assert re.fullmatch(r"(?:[\w\s\ufffd]|&#\d+;)*", found)
    assert "\n" not in found


def test_a_draft_has_it_line_by_line() -> None:
    """As Markdown that shows what was sent: lines stay apart, marks are words."""
    assert ("One\\", "\\- two \\*x\\*", "", "1\\. three") == typed_lines(
        "One\n  - two *x*\n\n \n\n1. three\n"
    )
    assert () == typed_lines(" \n")


def test_two_templates_are_two_messages() -> None:
    """Which of them was sent nobody could tell from one text."""
    refs = (RATE, Ref("templates", "merchants.other"))

    with pytest.raises(Exception, match="record each by itself"):
        composed(Said(refs, "sent", None, "Hello."), (), book())

    assert (Ref("comms", "merchants"), *refs) == composed(Said(refs, "note", None, "x"), (), book()).about
