"""Files and folders that try to stop the program, to exhaust the machine or to lead it astray.

What fits into a plain file of a few lines is a case under tests/cases/invalid; here is what is too large for
that, or no plain file. Each name stands for a function that adds it to a playbook's folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

#: The smallest playbook, to which the hostile file is added.
PLAYBOOK = "playbook: {key: test, title: Test, timezone: Europe/London, activated: 2026-11-23T09:00}\n"

#: As large as a data file may be.
MIB = 1024 * 1024

RISK = "risks:\n  r:\n    title: R\n"
ACTION = "priorities:\n p:\n  title: P\n  actions:\n   a:\n    title: A\n"


@dataclass(frozen=True, slots=True)
class Hostile:
    """What `make` adds to a playbook's folder, and the codes of the errors that it is told with.

    Without a code it is no error: large, odd, and nothing is wrong with it.
    """

    make: Callable[[Path], None]
    codes: frozenset[str]


def text(written: str, *codes: str) -> Hostile:
    """A data file with this text."""

    def make(root: Path) -> None:
        (root / "data/hostile.yml").write_text(written, encoding="utf-8")

    return Hostile(make, frozenset(codes))


def notes(written: str, *codes: str) -> Hostile:
    """A risk with ten texts, where references work, that repeat this as often as a text may be long.

    It must hold no apostrophe.
    """
    item = f"    - '{written * (99_000 // len(written))}'\n"
    return text(f"{RISK}    open:\n" + item * 10, *codes)


def lines(count: int, line: str) -> str:
    """So many lines; `{}` in one is its number."""
    return "".join(line.replace("{}", str(number)) for number in range(count))


def _bomb() -> str:
    """Each list holds the one before it nine times."""
    first = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    pairs = pairwise(ascii_lowercase)
    return first + "".join(f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in pairs)


def _merges() -> str:
    """Each map merges the one before it many times."""
    merged = (f"m{n + 1}: &m{n + 1} {{<<: [{', '.join([f'*m{n}'] * 200)}]}}\n" for n in range(50))
    return "m0: &m0 {x: 1}\n" + "".join(merged)


#: What YAML itself can be made to do.
YAML = {
    "a bomb of aliases": text(_bomb(), "alias", "anchor", "too-many-errors"),
    "a bomb of merges": text(_merges(), "alias", "anchor", "too-many-errors"),
    "a list in itself": text("risks: &a\n  r: *a\n", "alias", "anchor", "missing-field"),
    "50,000 anchors": text("risks:\n" + lines(50_000, " a{}: &a{} x\n"), "anchor", "too-many-errors"),
    "100,000 brackets": text("risks: " + "[" * 100_000, "too-deep"),
    "100,000 braces": text("risks: " + "{a: " * 100_000, "too-deep"),
    "100,000 brackets, closed": text("risks: " + "[" * 100_000 + "]" * 100_000, "too-deep"),
    "1,400 maps, indented": text("".join(" " * n + "a:\n" for n in range(1400)), "too-deep"),
    "2,000 maps in braces": text("risks: " + "{a: " * 2000 + "}" * 2000, "too-deep"),
    "a line of dashes": text("risks:\n  " + "- " * 400_000, "too-deep"),
    "a line of question marks": text("? " * 400_000, "too-deep"),
    "a line of colons": text(":" * 1_000_000, "syntax", "text-too-long"),
    "a line of keys": text("a: " * 300_000, "unquoted-colon"),
    "a line of per cents": text("%" * 1_000_000, "reserved-start"),
    "a line of exclamation marks": text("!" * 1_000_000, "tag"),
    "a line of apostrophes": text("'" * 1_000_001, "unclosed-quote"),
    "a line of quotes": text('"' * 1_000_001, "quote-in-quotes"),
    "a line of bars": text("|" * 1_000_000, "pasted-markup"),
    "a quote that never closes": text(
        f'{RISK}    note: "' + "x\n" * 500_000, "missing-colon", "unclosed-quote"
    ),
    "250,000 documents": text("---\n" * 250_000, "second-document"),
    "250,000 ends": text("...\n" * 250_000, "second-document"),
    "300,000 directives": text("%a\n" * 300_000, "reserved-start"),
    "a long tag": text("risks: !" + "a" * 1_000_000 + " x", "not-a-map", "tag"),
    "a long anchor": text("risks: &" + "a" * 1_000_000 + " x", "anchor", "not-a-map"),
    "a long alias": text("risks: *" + "a" * 1_000_000, "alias"),
    "100,000 commas": text("risks: {r: {" + "," * 100_000 + "}}", "unclosed-bracket"),
    "100,000 keys and commas": text(
        "risks: {r: {" + lines(100_000, "a{}, ") + "}}", "key-without-value", "too-many-errors"
    ),
    "tabs alone": text("\t" * 1_000_000, "tab"),
    "bullets without a dash": text("risks:\n" + "  • a\n" * 100_000, "not-a-map", "text-too-long"),
    "numbered lines": text("risks:\n" + "  1) a: b\n" * 70_000, "duplicate-key", "too-many-errors"),
    "lines that were commented out": text("// a\n" * 150_000, "not-a-map", "text-too-long"),
    "80,000 conflicts": text("<<<<<<< HEAD\n" * 80_000, "merge-conflict"),
    "50,000 diffs": text("@@ -1 +1 @@\n+a\n-b\n" * 50_000, "pasted-diff"),
    "100,000 rows of a table": text("| a | b |\n" * 100_000, "pasted-markup"),
    "100,000 mistakes in quotes": text("a: 'x' y\n" * 100_000, "quote-in-quotes"),
    "mistakes at the end of a large file": text(
        "risks:\n" + lines(30_000, " a{}: {title: x}\n") + lines(20, " b{}: a: b\n"), "unquoted-colon"
    ),
}

#: What a plan can be made of.
SIZE = {
    "a text of 20 MB": text(f"{RISK}    note: " + "x " * 10_000_000, "file-too-large"),
    "110,000 keys": text(lines(110_000, "{}:\n"), "too-much-data"),
    "110,000 entries": text("risks:\n" + lines(110_000, " {}:\n"), "too-much-data"),
    "70,000 keys": text(lines(70_000, "{}:\n"), "unknown-collection"),
    "70,000 entries without a title": text("risks:\n" + lines(70_000, " {}:\n"), "missing-field"),
    "70,000 fields in an entry": text(
        "risks:\n r:\n  title: x\n" + lines(70_000, "  {}:\n"), "too-many-errors", "unknown-key"
    ),
    "140,000 empty items": text(
        f"{RISK}    open:\n" + "    -\n" * 140_000, "missing-field", "too-many-errors"
    ),
    "300,000 items": text("risks: {r: {title: R, open: [" + "a, " * 330_000 + "]}}", "too-much-data"),
    "a text twice, 60,000 times": text(RISK + "    title: R\n" * 60_000, "duplicate-key", "too-many-errors"),
    "30,000 fields twice": text(
        "risks:\n  r:\n" + lines(30_000, "    f{}: R\n") * 2, "duplicate-key", "too-many-errors"
    ),
    "20,000 entries with two errors": text(
        "risks:\n" + lines(20_000, " r{}: {titel: x, likelihood: 99}\n"),
        *("bad-value", "unknown-key"),
    ),
    "30,000 ids that are none": text("risks:\n" + lines(30_000, " R_{}: {title: x}\n"), "bad-id"),
    "20,000 owners that are not there": text(
        "risks:\n" + lines(20_000, " r{}: {title: x, owner: q{}}\n"), "unknown-reference"
    ),
    "18,000 references to nothing": text(
        "risks:\n" + lines(18_000, " r{}: {title: x, note: '[[risks/q{}]]'}\n"),
        "unknown-reference",
    ),
    "50,000 steps of one name": text(
        f"{ACTION}    steps:\n" + "    - same\n" * 50_000, "duplicate-step", "too-many-errors"
    ),
    "steps 28 deep": text(
        f"{ACTION}    steps: " + "[{text: x, steps: " * 28 + "[]" + "}]" * 28 + "\n", "duplicate-step"
    ),
    "steps 40 deep": text(f"{ACTION}    steps: " + "[{text: x, steps: " * 40 + "[]" + "}]" * 40, "too-deep"),
    "a key of 1 MiB": text(
        "risks:\n  ? " + "k" * 1_040_000 + "\n  : {title: x}\n", "text-too-long", "bad-id"
    ),
    "a key of 1 MiB, as usual": text(
        "risks:\n  " + "k" * 1_040_000 + ": {title: x}\n", "syntax", "text-too-long"
    ),
    "a number of 100,000 digits": text(f"{RISK}    likelihood: " + "9" * 100_000, "bad-value"),
    "a number in quotes of 100,000 digits": text(f"{RISK}    likelihood: '{'9' * 100_000}'", "bad-value"),
    "a day of 100,000 digits": text(
        f"priorities:\n  p:\n    title: P\n    window: day {'9' * 100_000}",
        "unreadable-time",
        "text-too-long",
    ),
    "a title of 99,000 signs": text("risks: {r: {title: '" + "<&*" * 33_000 + "'}}\n", "text-too-long"),
    "comments alone": text("# nothing\n" * 100_000),
    "empty lines alone": text("\n" * 1_000_000),
}

#: What a text can be made of. Its end is found at once; what it costs to show is the tests' of rendering.
TEXTS = {
    "references": notes("[[risks/r]]"),
    "references to nothing": notes("[[risks/q]]", "too-many-errors", "unknown-reference"),
    "brackets": notes("[", "broken-reference"),
    "pairs of brackets": notes("[[ ", "broken-reference"),
    "references in references": notes("[[risks/r|", "broken-reference"),
    "a reference that never closes": notes("[[risks/r|" + "x" * 98_900, "broken-reference"),
    "ticks": notes("`" * 98_990 + " [[", "broken-reference"),
    "pairs of ticks": notes("`a"),
    "runs of ticks, none alike": notes(
        " ".join("`" * n + "a" for n in range(1, 440)) + "[[", "broken-reference"
    ),
    "a fence and spaces": notes("```" + " " * 98_990 + "!"),
    "fences that never close": text(
        f"{RISK}    note: |\n" + "      ```\n      [[\n" * 14_000, "broken-reference"
    ),
    "blanks that never end": text(
        "comms: {c: {title: C, templates: {t: {body: '" + "{" * 99_000 + "'}}}}\n",
    ),
    "blanks that nobody explained": text(
        "comms: {c: {title: C, templates: {t: {body: '"
        + lines(10_000, "{b{}} ").replace("{b", "{b")
        + "'}}}}\n",
        "undeclared-blank",
    ),
    "blanks in two pairs of braces": text(
        "comms: {c: {title: C, templates: {t: {blanks: {a: A}, body: '" + "{{a}}" * 19_000 + "'}}}}\n",
        "undeclared-blank",
    ),
    "a reference of spaces": notes("[[a" + " " * 98_000 + "b]]", "broken-reference"),
    "an id of spaces": text(
        "priorities: {p: {title: P, actions: {a: {title: A, needs: 'a" + " " * 99_000 + "b'}}}}\n",
        "bad-value",
    ),
    "a number of spaces": text(f"{RISK}    likelihood: '1" + " " * 99_000 + "1'\n", "bad-value"),
    "an amount of spaces": text(f"{RISK}    exposure: '1" + " " * 99_000 + "1'\n", "unknown-key"),
    "a time of spaces": text("priorities: {p: {title: P, window: 'day" + " " * 99_000 + "1'}}\n"),
    "an address of spaces": text(
        f"{RISK}    links: [{{title: L, url: 'a" + " " * 99_000 + "b'}]\n", "bad-address"
    ),
    "an address of points": text(
        f"{RISK}    links: [{{title: L, url: '" + "a." * 49_000 + "'}]\n", "bad-address"
    ),
    "an owner of spaces": text(f"{RISK}    owner: 'a" + " " * 99_000 + "b'\n", "bad-reference"),
    "a word without an end in a file that stops": text(
        f"{RISK}    note: " + "a" * 90_000 + "\n    owner: a: b\n" + "a-" * 400_000,
        "missing-colon",
        "unquoted-colon",
    ),
    "a text of 1 MiB": text(f"{RISK}    note: " + "x " * 520_000, "text-too-long"),
}

#: All of them.
CASES = {**YAML, **SIZE, **TEXTS}

#: One of each kind, for every run of the tests.
SOON = (
    "a bomb of aliases",
    "a bomb of merges",
    "2,000 maps in braces",
    "numbered lines",
    "80,000 conflicts",
    "mistakes at the end of a large file",
    "a text of 20 MB",
    "70,000 fields in an entry",
    "110,000 keys",
    "140,000 empty items",
    "18,000 references to nothing",
    "references to nothing",
    "runs of ticks, none alike",
)

_ERROR = re.compile(r"^(?P<place>.*?)error\[(?P<code>[a-z0-9-]+)\]: ", re.MULTILINE)
_PLACE = re.compile(r"(?:data|content|mkdocs\.yml)(?:/[^:]+)?(?P<at>:[1-9][0-9]*:[1-9][0-9]*)?: ")

#: What may be said of a file as a whole, and of none.
OF_A_FILE = frozenset(
    (
        *("file-too-large", "forbidden-character", "symbolic-link", "too-deep", "too-many-errors"),
        *("too-much-data", "unreadable-file", "wrong-suffix"),
    )
)
OF_NONE = frozenset(("missing-playbook", "no-data", "site-builder"))


def codes_in(report: str) -> frozenset[str]:
    """The codes of the errors in a report for people."""
    return frozenset(found["code"] for found in _ERROR.finditer(report))


def unplaced(report: str) -> list[str]:
    """The errors in a report without a file, or without a line and a column where there is one."""
    lacking = []
    for found in _ERROR.finditer(report):
        place = _PLACE.fullmatch(found["place"])
        is_whole = found["code"] in OF_A_FILE or (found["code"] in OF_NONE and not found["place"])
        if not is_whole and not (place and place["at"]):
            lacking.append(found.group())
    return lacking
