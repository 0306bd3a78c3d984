"""The CSV files: every entry a row, numbers that are numbers, and no text that a spreadsheet computes."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import exports
from generator.exports.cells import safe, table
from generator.pages.promises import in_order
from tests import playbooks
from tests.playbooks import HEAD, book

#: What a spreadsheet takes for the beginning of a formula, and what hides it.
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\N{MINUS SIGN}"
HIDING = ["", " ", "   ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{BYTE ORDER MARK}", "\t", "\r"]

DECLARED = HEAD.replace("London}", "London, activated: 2026-11-23T09:00}")
PLAN = """
roles: {lead: {title: Lead}}
comms: {press: {title: Press}}
priorities:
  fix:
    title: Fix
    owner: lead
    actions:
      find: {title: Find, when: day 1 morning}
      mend: {title: Mend, when: within 2 hours of actions/fix.find, needs: [find], if_fails: plan-b}
contingencies: {plan-b: {title: Plan B}}
commitments:
  refund:
    title: Refund
    to: press
    promise: "We pay **half**\\nof [[comms/press]]."
    by: day 2
    owner: lead
    amount: {value: 1200.5, currency: GBP, basis: once}
    backed_by: [actions/fix.mend, comms/press]
  daily: {title: Daily, every: daily at 10:00, amount: {value: -3, currency: EUR}}
risks:
  loss: {title: Loss, likelihood: 2, impact: 5, triggers: [One, "*Two*"], status: mitigated}
log:
  a: {at: 2026-11-23T10:00, by: lead, about: [actions/fix.find], kind: done, text: "Found, at *last*"}
  b: {at: 2026-11-23T11:00, about: [commitments/refund], kind: renegotiated, until: 2026-11-26}
  c: {at: 2026-11-23T12:00, about: [commitments/daily], kind: kept, for: 2026-11-23T10:00}
"""


def read(content: bytes) -> list[list[str | float]]:
    """The cells of a file; what stands in it without quotes is a number."""
    text = content.decode("utf-8-sig")
    cells: Iterable[list[str | float]] = csv.reader(  # type: ignore[assignment]  # numbers are not quoted
        io.StringIO(text, newline=""), quoting=csv.QUOTE_NONNUMERIC
    )
    return list(cells)


def rows(text: str, name: str, head: str = DECLARED) -> dict[str, Mapping[str, str | float]]:
    """The rows of one file by their first cell."""
    first, *others = read(exports(book(text, head))[name])
    return {str(row[0]): dict(zip(map(str, first), row, strict=True)) for row in others}


def test_an_action_is_a_row() -> None:
    """With its moments on the playbook's clocks, and what it needs by name."""
    found = rows(PLAN, "actions.csv")

    assert {
        "ID": "fix.mend",
        "Title": "Mend",
        "Priority": "Fix",
        "Owner": "Lead",
        "When": "within 2 hours of “Find”",
        "Start": "2026-11-23 10:00",
        "End": "2026-11-23 12:00",
        "Status": "open",
        "Since": "",
        "Needs": "Find",
        "Fallback": "Plan B",
        "Page": "/priorities/fix/#mend",
    } == found["fix.mend"]
    assert ("done", "2026-11-23 10:00") == (found["fix.find"]["Status"], found["fix.find"]["Since"])


def test_a_promise_is_a_row() -> None:
    """Due on the day that its audience agreed to; what was promised as a reader sees it, in one line."""
    found = rows(PLAN, "commitments.csv")

    assert {
        "ID": "refund",
        "Title": "Refund",
        "Audience": "Press",
        "Promise": "We pay half of Press.",
        "By or every": "day 2",
        "Due": "2026-11-26 18:00",
        "Owner": "Lead",
        "Amount": 1200.5,
        "Currency": "GBP",
        "Basis": "once",
        "Backed by": "Mend; Press",
        "Status": "renegotiated",
        "Page": "/commitments/#refund",
    } == found["refund"]
    assert ("daily at 10:00", "", -3, "") == tuple(
        found["daily"][name] for name in ("By or every", "Due", "Amount", "Owner")
    )


def test_a_risk_is_a_row() -> None:
    """What nobody has rated or counted is an empty cell, not a nought."""
    found = rows(PLAN + "  d: {at: 2026-11-23T13:00, about: [risks/loss], kind: note}\n", "risks.csv")["loss"]

    assert (2, 5, 10, "", "mitigated", "One; Two", "") == tuple(
        found[name]
        for name in ("Likelihood", "Impact", "Exposure", "Amount", "Status", "Triggers", "Mitigations")
    )


def test_a_log_entry_is_a_row() -> None:
    """Newest first, as on its page; what it is about by name, each moment as a spreadsheet reads it."""
    found = rows(PLAN, "log.csv")

    assert ["2026-11-23 12:00", "2026-11-23 11:00", "2026-11-23 10:00"] == list(found)
    assert ("2026-11-23 10:00", "2026-11-26") == (
        found["2026-11-23 12:00"]["For"],
        found["2026-11-23 11:00"]["Until"],
    )
    assert ("Lead", "done", "Find", "Found, at last", "case.yml") == tuple(
        found["2026-11-23 10:00"][name] for name in ("By", "Kind", "About", "Text", "File")
    )


def test_without_t0_no_row_has_a_moment() -> None:
    """The plan's words are all that is known."""
    found = rows(PLAN, "actions.csv", HEAD)["fix.find"]

    assert ("day 1 morning", "", "") == (found["When"], found["Start"], found["End"])


def test_every_entry_is_a_row_once() -> None:
    """In the order of the pages."""
    plan = playbooks.small().book
    found = {
        name: [row[0] for row in read(content)[1:]]
        for name, content in exports(plan).items()
        if name[-4:] == ".csv"
    }

    assert [one.id for priority in plan.priorities for one in priority.actions] == found["actions.csv"]
    assert [one.id for one in in_order(plan)] == found["commitments.csv"]
    assert [one.id for one in plan.risks] == found["risks.csv"]
    assert len(plan.log) == len(found["log.csv"])


def test_the_files_are_as_spreadsheets_read_them() -> None:
    """UTF-8 that says so, lines that end in CR LF, the same bytes each time."""
    first, second = (exports(book(PLAN, DECLARED)) for _ in range(2))
    content = first["actions.csv"]

    assert b'\xef\xbb\xbf"ID",' == content[:8]
    assert b"\r\n" == content[-2:]
    assert content.count(b"\n") == content.count(b"\r\n")
    assert first == second


TEXTS = st.builds(
    lambda hiding, sign, rest: f"{hiding}{sign}{rest}",
    st.sampled_from(HIDING),
    st.sampled_from(SIGNS),
    st.text(st.characters(categories=["L", "N", "P", "S"])),
)


@given(TEXTS)
def test_a_formula_is_a_text(text: str) -> None:
    """Whatever hides its first sign, and however wide that is."""
    assert f"'{text}" == safe(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """But for the guard before what would be computed; a number in it does not become one."""
    ((back, number),) = read(table(["a", "b"], [(text, 7)]))[1:]

    assert [text, 7] == [str(back)[1:] if safe(text) != text else back, number]


@pytest.mark.parametrize("text", ["plain", "5 - 3", "a=b", "'quoted'", "", "(=1)", "#REF", "…", "½"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """A guard that nobody needs is noise."""
    assert text == safe(text)


NUMBERS = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e14, 1e14, allow_nan=False))


@given(NUMBERS)
def test_a_number_stays_a_number(number: float) -> None:
    """Below nought, too: a minus before digits of the model is no formula. Whole ones have no fraction."""
    content = table(["a"], [(number,)])

    assert [number] == read(content)[1]
    assert (b"." in content) == (
        not float(number).is_integer() and "e" not in repr(number)
    ) or b"e" in content


def dangerous(text: str) -> str:
    """A plan in which whatever text reaches a spreadsheet begins with this."""
    word = json.dumps(text)
    return f"""
roles: {{r: {{title: {word}}}}}
comms: {{c: {{title: {word}}}}}
contingencies: {{x: {{title: {word}}}}}
priorities:
  p:
    title: {word}
    owner: r
    actions:
      a: {{title: {word}, needs: [b], if_fails: x}}
      b: {{title: {word}}}
commitments:
  m:
    title: {word}
    to: c
    promise: {word}
    owner: r
    amount: {{value: 1, currency: {word}, basis: {word}}}
    backed_by: [comms/c]
risks:
  k:
    title: {word}
    owner: r
    amount: {{value: 1, currency: {word}, basis: {word}}}
    triggers: [{word}]
    mitigations: [{word}]
log:
  l: {{at: 2026-11-23T10:00, by: r, about: [actions/p.a], kind: assigned, text: {word}, value: {word}}}
"""


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "\uff1d1", "-1", "\N{MINUS SIGN}1"])
@pytest.mark.parametrize("name", ["actions.csv", "commitments.csv", "risks.csv", "log.csv"])
def test_no_column_lets_a_formula_through(name: str, text: str) -> None:
    """Whichever field it stands in."""
    _, *found = read(exports(book(dangerous(text), HEAD))[name])
    begun = [cell for row in found for cell in row if isinstance(cell, str) and cell]
    bare = [cell for cell in begun if unicodedata.normalize("NFKC", cell[0]) in SIGNS]

    assert [] == bare
    assert any(cell == f"'{text}" for cell in begun)
