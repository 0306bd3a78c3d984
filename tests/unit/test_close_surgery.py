"""Cutting a field out of the text of a data file: every other line stays as somebody typed it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.close.surgery import said, with_field, without
from generator.load import RawFile, load_text

T0, LOG = ("playbook", "activated"), ("log",)


def read(text: str) -> RawFile:
    """A file, which is all right."""
    file, problems = load_text(text, "data/x.yml")
    if not file.complete or any(problem.severity == "error" for problem in problems):
        raise AssertionError(problems)
    return file


def cut(text: str, way: tuple[str, ...]) -> str | None:
    """The text without a field; None where it cannot be cut out."""
    found = without(read(text), way)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "playbook:\n  key: k\n  activated: x\n  # c\n\n  title: T\n",
            "playbook:\n  key: k\n  # c\n\n  title: T\n",
        ),
        ("playbook:\n  key: k\n  activated: x", "playbook:\n  key: k\n"),
        ("playbook:\n  activated: x # c\n    # d\n  key: k\n", "playbook:\n    # d\n  key: k\n"),
        ("playbook:\n  activated:\n    x\n  key: k\n", "playbook:\n  key: k\n"),
        ("playbook:\r\n  activated: x\r\n  key: k\r\n", "playbook:\r\n  key: k\r\n"),
        ("playbook: {key: k, activated: x}\n", "playbook: {key: k}\n"),
        ("playbook: {activated: x, key: k} # c\n", "playbook: {key: k} # c\n"),
        ('{"playbook": {"key": "k", "activated": "x", "a": 1}}', '{"playbook": {"key": "k", "a": 1}}'),
        (
            "playbook: {\n  key: k,\n  activated: 2026-11-23T09:00,\n  a: 1\n}\n",
            "playbook: {\n  key: k,\n  a: 1\n}\n",
        ),
        ("playbook: {\n  key: k,\n  activated: x\n}\n", "playbook: {\n  key: k\n}\n"),
        ("playbook:\n  activated: x\nroles:\n  r: {}\n", "roles:\n  r: {}\n"),
        ("# c\nplaybook:\n  activated: x\n", ""),
        ("roles:\n  activated: {}\n", "roles:\n  activated: {}\n"),
        ("playbook: text\n", "playbook: text\n"),
    ],
)
def test_t0_is_cut_out_of_any_layout(text: str, left: str) -> None:
    """Its line goes, or its part of a line; with it a map that it leaves empty. Comments around it stay."""
    assert left == cut(text, T0)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: 1\n\nlog:\n  x: {}\n\n# Of b\nb: 2\n", "a: 1\n\n# Of b\nb: 2\n"),
        ("a: 1\n\n# Of the log\nlog:\n  x:\n    # inside\n    y: 1\n  # its end\n", "a: 1\n\n# Of the log\n"),
        ("a: 1\n\nlog:\n  x: |\n    text\n    # no comment\n\n\nb: 2\n", "a: 1\n\nb: 2\n"),
        ("a: 1\n\nlog:\n  x: {}\n\n", "a: 1\n"),
        ("log: {x: {y: 1},\n  z: {}}\nb: 2\n", "b: 2\n"),
        ("log:\nb: 2\n", "b: 2\n"),
        ("---\nlog:\n  x: {}\n# Of b\n\nb: 2\n", "---\n# Of b\n\nb: 2\n"),
        ("log:\n  x: {}\n", ""),
    ],
)
def test_the_log_is_cut_out_of_any_layout(text: str, left: str) -> None:
    """From its key to whatever stands behind it by its indentation."""
    assert left == cut(text, LOG)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ('{"log": {"x": {}}, "a": 1}', LOG),
        ("{a: 1, log: {x: {}}}", LOG),
        ("playbook: {\n  # c\n  activated:\n    x,\n  key: k\n}\n", T0),
        ("playbook: {key: k, # c\n  activated: x}\n", T0),
    ],
)
def test_what_cannot_be_cut_out_is_said_to_be_so(text: str, way: tuple[str, ...]) -> None:
    """Never a guess: nothing is handed out that would say anything else."""
    assert cut(text, way) is None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "playbook:\n    activated: x # c\n    b: 1\n",
            "playbook:\n    activated: x # c\n    ended: y\n    b: 1\n",
        ),
        ("playbook:\n  activated: x", "playbook:\n  activated: x\n  ended: y\n"),
        ("playbook:\r\n  activated: x\r\n", "playbook:\r\n  activated: x\r\n  ended: y\r\n"),
        ("playbook: {activated: x, b: 1}\n", "playbook: {activated: x, ended: y, b: 1}\n"),
        ('{"playbook": {"activated": "a, b"}}', '{"playbook": {"activated": "a, b", ended: y}}'),
    ],
)
def test_the_end_is_put_behind_t0(text: str, after: str) -> None:
    """On a line of its own, or in the same braces."""
    found = with_field(read(text), T0, "ended", "y")

    assert found
    assert after == found.text


@pytest.mark.parametrize(
    "text", ["playbook:\n  activated:\n    x\n", "playbook: {activated:\n x}\n", "a: 1\n"]
)
def test_behind_a_value_of_several_lines_nothing_is_put(text: str) -> None:
    """It would be taken for a part of the value."""
    assert with_field(read(text), T0, "ended", "y") is None


PIECES = st.lists(
    st.sampled_from(
        ["# c\n", "\n", "  # d\n", "k%d: 1\n", "k%d:\n  a: 1 # c\n\n  b: [1,\n    2]\n", "k%d: |\n  # t\n\n"]
    ),
    max_size=8,
)


@given(
    PIECES,
    PIECES,
    st.sampled_from(["log:\n  x: {}\n", "log:\n\n  x:\n    t: |\n      # t\n  # c\n", "log: {x: {\n  }}\n"]),
)
def test_whatever_stands_around_the_log_stays(before: list[str], behind: list[str], log: str) -> None:
    """Every line that is not blank, in its order; what the file says besides is the same."""
    first = "".join(before).replace("%d", "%s") % tuple(
        f"a{n}" for n in range(sum("%d" in p for p in before))
    )
    last = "".join(behind).replace("%d", "%s") % tuple(f"b{n}" for n in range(sum("%d" in p for p in behind)))
    # A comment that is indented right behind the log belongs to it.
    last = last if not last.lstrip("\n").startswith("  #") else f"z: 1\n{last}"
    file = read(first + log + last)

    found = without(file, LOG)

    assert found
    wanted = {key: value for key, value in said(file.root).items() if key != "log"}
    assert wanted == said(found.root)
    kept = [line for line in (first + last).splitlines() if line.strip()] if wanted else []
    assert kept == [line for line in found.text.splitlines() if line.strip()]
