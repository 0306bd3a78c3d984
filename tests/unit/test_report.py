"""Diagnostics as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.diagnostics import Location, error, warning

PLACE = Location("data/kpis.yml", 2, 7)
UNKNOWN = error("unknown-reference", "There is no KPI `rat`.", PLACE, "Did you mean `rate`?")
UNUSED = warning("unused-blank", "`next` is used nowhere.", Location("data/kpis.yml", 1, 1))
WHOLE = error("missing-playbook", "There is no playbook.")


def lines(text: str) -> report.Reader:
    """A reader whose every file holds the same."""
    return lambda _file: text


def excerpt(line: str, column: int) -> list[str]:
    """What is shown of a line: the line, and the marker below it."""
    problem = error("code", "Message.", Location(PLACE.file, 1, column))
    return report.text([problem], lines(line)).splitlines()[1:-1]


def test_a_problem_shows_its_line_and_its_hint() -> None:
    """Place, severity and code stand on one line, as editors and people expect."""
    shown = report.text([UNKNOWN], lines("kpis:\n  kpi: rat\n"))

    expected = """\
data/kpis.yml:2:7: error[unknown-reference]: There is no KPI `rat`.
      kpi: rat
          ^
    hint: Did you mean `rate`?
1 error
"""
    assert expected == shown


def test_the_last_line_counts() -> None:
    """Errors before warnings, in the singular and the plural."""
    shown = report.text([UNKNOWN, WHOLE, UNUSED])

    assert "2 errors, 1 warning" == shown.splitlines()[-1]


def test_no_problem_is_no_text() -> None:
    """A pipe gets results only."""
    shown = [report.text([]), report.github([])]

    assert ["", ""] == shown


def test_a_problem_of_the_whole_has_no_place() -> None:
    """Nothing stands where a file and a line would."""
    shown = report.text([WHOLE], lines("never read"))

    assert "error[missing-playbook]: There is no playbook.\n1 error\n" == shown


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("a: bc", 4, ["    a: bc", "       ^"]),
        ("\ta: b", 2, ["        a: b", "        ^"]),
        ("\u6280\u672f: b", 5, ["    \u6280\u672f: b", "          ^"]),
        ("e\u0301te\u0301: b", 8, ["    e\u0301te\u0301: b", "         ^"]),
        ("a: \x1b[31mred", 4, ["    a: \u241b[31mred", "       ^"]),
        ("a: \u202eb\u2066", 5, ["    a: \ufffdb\ufffd", "        ^"]),
        ("a: b\x85c\ud800", 4, ["    a: b\ufffdc\ufffd", "       ^"]),
        ("a: b\r", 9, ["    a: b", "        ^"]),
        ("", 1, []),
    ],
)
def test_the_marker_stands_under_the_column(line: str, column: int, expected: list[str]) -> None:
    """Tabs, wide and combining characters take what a terminal gives them; none is obeyed."""
    shown = excerpt(line, column)

    assert expected == shown


@pytest.mark.parametrize("column", [1, 40, 5_000, 999_990, 1_000_000])
def test_a_long_line_is_cut_around_the_column(column: int) -> None:
    """A line of a million characters shows what matters in one line of a terminal."""
    line = "".join(str(number % 10) for number in range(1, 1_000_001))

    shown, marker = excerpt(line, column)

    assert len(shown) <= 110
    assert str(column % 10) == shown[marker.index("^")]


def test_a_line_that_is_gone_is_not_shown() -> None:
    """A file may have changed since it was read."""
    shown = report.text([UNKNOWN], lines("one line"))

    assert 3 == len(shown.splitlines())


def test_messages_cannot_drive_a_terminal() -> None:
    """What a person typed may stand in a message, and in the name of a file."""
    evil = error(
        "code", "No \x1b]0;title\x07 `\u202e`\nhere.", Location("data/\x1b.yml", 1, 1), "Try \x08 it."
    )

    shown = report.text([evil])

    assert "data/\u241b.yml:1:1: error[code]: No \u241b]0;title\u2407 `\ufffd` here." == shown.splitlines()[0]
    assert not set(shown) & {"\x1b", "\x07", "\x08", "\u202e"}


def test_json_has_null_where_there_is_nothing() -> None:
    """The shape that other programs rely on."""
    shown = json.loads(report.json_text([UNKNOWN, WHOLE, UNUSED]))

    expected = {
        "diagnostics": [
            {
                "code": "unknown-reference",
                "severity": "error",
                "message": "There is no KPI `rat`.",
                "file": "data/kpis.yml",
                "line": 2,
                "column": 7,
                "hint": "Did you mean `rate`?",
            },
            {
                "code": "missing-playbook",
                "severity": "error",
                "message": "There is no playbook.",
                "file": None,
                "line": None,
                "column": None,
                "hint": None,
            },
            {
                "code": "unused-blank",
                "severity": "warning",
                "message": "`next` is used nowhere.",
                "file": "data/kpis.yml",
                "line": 1,
                "column": 1,
                "hint": None,
            },
        ],
        "summary": {"errors": 2, "warnings": 1},
    }
    assert expected == shown


def test_json_is_whole_without_any_problem() -> None:
    """A program always gets an object."""
    shown = json.loads(report.json_text([]))

    assert {"diagnostics": [], "summary": {"errors": 0, "warnings": 0}} == shown


def test_github_gets_a_command_a_problem() -> None:
    """Properties and message carry GitHub's own escapes, so that no text ends them early."""
    odd = warning("code", "100% of `a:b,c`.", Location("data/a,b:c.yml", 3, 5), "First.\nSecond.")

    shown = report.github([odd, WHOLE])

    expected = """\
::warning file=data/a%2Cb%3Ac.yml,line=3,col=5,title=code::100%25 of `a:b,c`.%0AFirst.%0ASecond.
::error title=missing-playbook::There is no playbook.
1 error, 1 warning
"""
    assert expected == shown


def test_a_reader_never_fails(tmp_path: Path) -> None:
    """A file that is missing, binary or broken has no excerpt; it has a diagnostic already."""
    (tmp_path / "utf16.yml").write_bytes("a: b".encode("utf-16"))
    (tmp_path / "latin.yml").write_bytes(b"caf\xe9")

    read = report.reader(tmp_path)

    assert ["", "", "caf\ufffd"] == [read(name) for name in ("missing.yml", "utf16.yml", "latin.yml")]


@given(
    st.text(st.characters(), max_size=30),
    st.integers(0, 40),
    st.text(st.characters(), max_size=200),
)
def test_any_problem_can_be_reported(message: str, column: int, content: str) -> None:
    """Whatever stands in a file or a message, every form is made, and text has no control characters."""
    problem = error("code", message, Location(PLACE.file, 1, column), message)

    shown = report.text([problem], lines(content))

    json.loads(report.json_text([problem]))
    assert 1 == report.github([problem]).count("::error ")
    assert all(char == "\n" or char.isprintable() or char.isspace() for char in shown if char < "\x80")
