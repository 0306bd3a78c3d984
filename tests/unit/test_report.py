"""Diagnostics as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.diagnostics import Location, error, ordered, warning
from generator.load import load_text
from generator.validate import validate

PLACE = Location("data/kpis.yml", 2, 7)
UNKNOWN = error("unknown-reference", "There is no KPI `rat`.", PLACE, "Did you mean `rate`?")
UNUSED = warning("unused-blank", "`next` is used nowhere.", Location("data/kpis.yml", 1, 1))
WHOLE = error("missing-playbook", "There is no playbook.")


def lines(text: str) -> report.Reader:
    """A reader whose every file holds the same."""
    return lambda _file: text


def excerpt(line: str, column: int, length: int = 1) -> list[str]:
    """What is shown of a line: the line, and the marker below it."""
    problem = error("code", "Message.", Location(PLACE.file, 1, column, length))
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
    shown = [report.text([]), report.github([]), report.markdown([])]

    assert ["", "", ""] == shown


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


@pytest.mark.parametrize(
    ("line", "column", "length", "expected"),
    [
        ("a: bc # d", 4, 2, ["    a: bc # d", "       ^^"]),
        ("a: bc  ", 4, 4, ["    a: bc", "       ^^"]),
        ("\u6280\u672f: b", 1, 2, ["    \u6280\u672f: b", "    ^^^^"]),
        ("a: b\tc", 4, 3, ["    a: b    c", "       ^^^^^^"]),
        ("a: bc", 4, 99, ["    a: bc", "       ^^"]),
        ("a: " + "b" * 200, 4, 200, ["    a: " + "b" * 97 + "…", "       " + "^" * 97]),
    ],
)
def test_the_marker_is_as_long_as_what_is_meant(
    line: str, column: int, length: int, expected: list[str]
) -> None:
    """The whole word or value, as wide as a terminal shows it, and no further than the line."""
    shown = excerpt(line, column, length)

    assert expected == shown


def test_the_whole_value_is_underlined() -> None:
    """From the file to the report, a value keeps its length: with its quotes, without a comment."""
    text = 'risks:\n  churn:\n    title: Churn\n    likelihood: "a lot" # so far\n'
    loaded, _ = load_text(text, "data/risks.yml")
    _, problems = validate([loaded])

    shown = report.text(problems, lines(text))

    assert '        likelihood: "a lot" # so far\n                    ^^^^^^^\n' in shown


def test_two_places_are_one_whatever_their_length() -> None:
    """A problem found twice at one place is told once."""
    twice = [error("code", "Message.", Location("a", 1, 1, length)) for length in (1, 9)]

    assert 1 == len(ordered(twice))


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

    shown = report.github([odd])

    expected = """\
::warning file=data/a%2Cb%3Ac.yml,line=3,col=5,title=code::100%25 of `a:b,c`.%0AFirst.%0ASecond.
1 warning
"""
    assert expected == shown


def test_github_gets_errors_first() -> None:
    """It shows ten of a step, so what stops the build must not stand behind what does not."""
    shown = report.github([UNUSED, WHOLE, UNKNOWN])

    assert ["::error", "::error", "::warning", "2"] == [line.split()[0] for line in shown.splitlines()]


def test_github_hears_where_a_value_ends() -> None:
    """The column after its last character."""
    shown = report.github([error("code", "Message.", Location("data/a.yml", 3, 5, 7))])

    assert "::error file=data/a.yml,line=3,endLine=3,col=5,endColumn=12,title=code::Message." in shown


@pytest.mark.parametrize(("errors", "warnings", "noticed"), [(10, 10, 0), (11, 1, 1), (1, 11, 1)])
def test_github_is_told_of_what_it_does_not_show(errors: int, warnings: int, noticed: int) -> None:
    """Ten of each severity are shown; more are told of in one notice, which says where they are."""
    problems = [error("code", f"{number}.") for number in range(errors)]
    problems += [warning("code", f"{number}.") for number in range(warnings)]

    shown = [line for line in report.github(problems).splitlines() if line.startswith("::notice ")]

    assert noticed == len(shown)
    assert all("`playbook check --format json` has it" in line for line in shown)


def test_markdown_lists_problems_by_file() -> None:
    """A heading a file, an item a problem, its line in a block of code."""
    shown = report.markdown([WHOLE, UNUSED, UNKNOWN], lines("kpis:\n  kpi: rat\n"))

    expected = """\
## 2 errors, 1 warning

### The whole

- **error** `missing-playbook`

  ```text
  error[missing-playbook]: There is no playbook.
  ```


### data\\/kpis\\.yml

- **warning** `unused-blank`, line 1

  ```text
  warning[unused-blank]: `next` is used nowhere.
      kpis:
      ^
  ```

- **error** `unknown-reference`, line 2

  ```text
  error[unknown-reference]: There is no KPI `rat`.
        kpi: rat
            ^
      hint: Did you mean `rate`?
  ```

"""
    assert expected == shown


def test_nothing_typed_leaves_its_block_of_code() -> None:
    """A fence is longer than any run of backticks in what it holds; the name of a file is no markup."""
    evil = error("code", "`````\n</code><img src=x>", Location("data/[a](b)<i>.yml", 1, 1), "```")

    shown = report.markdown([evil], lines("```` # Heading"))

    assert 2 == len(re.findall(r"(?m)^  ``````(?:text)?$", shown))
    assert r"### data\/\[a\]\(b\)\<i\>\.yml" in shown


def test_markdown_fits_into_a_summary() -> None:
    """GitHub takes a mebibyte and shows nothing of more; what is left out is counted."""
    problems = [error("code", "x" * 1000, Location("data/a.yml", number, 1)) for number in range(1, 2001)]

    shown = report.markdown(problems)

    told = shown.count("- **error**")
    assert 0 < told < 2000
    assert len(shown.encode()) < 1024 * 1024
    assert f"{2000 - told} more did not fit; `playbook check --format json` lists them all." in shown


def test_colours_are_put_around_parts_and_change_no_text() -> None:
    """Whoever paints gets the place, the severity, the marker and the word `hint`."""
    shown = report.text(
        [UNKNOWN], lines("kpis:\n  kpi: rat\n"), lambda text, part: f"<{part}>{text}</{part}>"
    )

    expected = """\
<place>data/kpis.yml:2:7: </place><error>error[unknown-reference]</error>: There is no KPI `rat`.
      kpi: rat
    <error>      ^</error>
    <hint>hint:</hint> Did you mean `rate`?
1 error
"""
    assert expected == shown


def test_somebody_with_an_error_is_told_whom_to_ask() -> None:
    """The first error's code; warnings alone need no word."""
    said = [report.pointer(problems) for problems in ([UNUSED, UNKNOWN, WHOLE], [UNUSED], [])]

    assert ["For cause, example and cure of a code: playbook explain unknown-reference\n", "", ""] == said


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
