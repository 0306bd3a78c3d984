"""What a person most likely typed wrong, from where the YAML parser gave up.

The parser says "mapping values are not allowed in this context"; whoever typed `title: Plan: power`
needs to hear of the second colon. Each explainer below knows one slip; the first that recognises the
scene tells it. The parser stops at its first problem; `further` passes over it and looks for the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from generator.diagnostics import Diagnostic, Location
from generator.load.keys import colon, glued, not_a_key, second_colon
from generator.load.pasted import from_elsewhere
from generator.load.quotes import comma_missing, in_double_quotes, quote_in_quotes, unclosed_quote
from generator.load.scene import Scene, position

#: A space of another kind before a text, after a dash or after a key.
ODD_SPACE = re.compile(r"[ ]*(?:- *)*(?:[a-z_]+:)?(?P<space>[\xa0\u2000-\u200a\u202f\u3000])")
ODD_SPACE_MESSAGE = "A no-break space stands here, where YAML needs a plain one."
ODD_SPACE_HINT = "Delete it and type it again with the space bar; copied text often brings such spaces along."

#: What people write where they know nothing yet, as far as YAML cannot read it.
_UNKNOWN = ("?", "-", "--", "??", "???")
_LEAVE_OUT = "If it is not known yet, leave the field out; `open:` in the entry can ask for it."

_COMPARISON = re.compile(r"(?P<op>[<>]=?)\s*(?P<value>[0-9.]+)")

MISSING_ID = "No id stands above these fields, though entries further down have theirs."

#: An id or a collection, alone on its line.
_ID_LINE = re.compile(r" *[a-z0-9-]+:(?: +#.*)?")

#: By more spaces nobody misses the column that was meant.
_FURTHEST = 8

#: Where a text between brackets ends.
_END_IN_BRACKET = re.compile(r" *(?:,(?: |$)|[\]}]+$)")

#: Characters that mean something to YAML at the start of a text.
_INDICATORS = "@`%&*!|>?,[]{}"


def explain(
    problem: yaml.MarkedYAMLError,
    text: str,
    file: str,
    last: yaml.ScalarEvent | None,
    bracket: Location | None,
) -> Diagnostic:
    """One sentence and one hint for a problem of the parser.

    `last` is the last scalar it read, `bracket` the innermost `[` or `{` that was still open.
    """
    at = position(problem.problem_mark) or position(problem.context_mark) or (0, 0)
    scene = Scene(
        file=file,
        lines=tuple(text.split("\n")),
        problem=problem.problem or "",
        context=problem.context or "",
        at=at,
        since=position(problem.context_mark) or at,
        last=last,
        bracket=bracket,
    )
    return next(found for explainer in _EXPLAINERS if (found := explainer(scene)))


def _tab(scene: Scene) -> Diagnostic | None:
    indentation = scene.line[: len(scene.line) - len(scene.line.lstrip())]
    if scene.char != "\t" and "\t" not in indentation:
        return None
    column = scene.at[1] if scene.char == "\t" else indentation.index("\t")
    return scene.found(
        "tab",
        "A tab stands here, where YAML needs spaces.",
        "Replace the tab with spaces, two for each level.",
        (scene.at[0], column),
    )


def _no_break_space(scene: Scene) -> Diagnostic | None:
    """Where YAML counts spaces or needs one, a space that only looks like one."""
    for number in dict.fromkeys((scene.at[0], scene.since[0], scene.line_above(scene.at[0]))):
        if match := ODD_SPACE.match(scene.line_at(number)):
            return scene.found(
                "forbidden-character", ODD_SPACE_MESSAGE, ODD_SPACE_HINT, (number, match.start("space"))
            )
    return None


def _list_after_key(scene: Scene) -> Diagnostic | None:
    if not scene.problem.startswith("block sequence entries are not allowed"):
        return None
    hint = "Move the `- ` to the next line, two spaces deeper than the key; or put the text in quotes."
    if scene.line[scene.at[1] :].strip() in _UNKNOWN:
        hint = _LEAVE_OUT
    return scene.found("list-after-key", "A list cannot start on the line of its key.", hint)


def _reserved_start(scene: Scene) -> Diagnostic | None:
    """A text that begins with a character that YAML keeps for itself."""
    at = scene.since if scene.context.startswith(("while scanning a", "while parsing a tag")) else scene.at
    line = scene.line_at(at[0])
    char = line[at[1] : at[1] + 1]
    if not char or char not in _INDICATORS or scene.context.startswith("while parsing a flow"):
        return None
    text = line[at[1] :].strip()
    if scene.bracket and scene.bracket.line == at[0] + 1:
        text = _END_IN_BRACKET.split(text, maxsplit=1)[0]
    before = line[: at[1]].rstrip()
    if char in "]}," and not before.endswith((":", "-")):
        return None
    return scene.found(
        "reserved-start",
        f"A text cannot start with {char} unless it stands in quotes.",
        _quoting(text),
        at,
    )


def _quoting(text: str) -> str:
    """How a text that starts with a sign of YAML is written; what else it may have been meant as."""
    quoted = f"Put quotes around it: {in_double_quotes(text)}"
    if text in _UNKNOWN:
        return _LEAVE_OUT
    if match := _COMPARISON.fullmatch(text.rstrip("% ")):
        return f'{quoted}; a number to be reached is `{{op: "{match["op"]}", value: {match["value"]}}}`.'
    if text.startswith("@") and " " not in text:
        return f"{quoted}; where an id is wanted, write it without the @."
    return quoted


def _text_after_bracket(scene: Scene) -> Diagnostic | None:
    """`{rate} is the rate`: YAML took the start for a map."""
    before = scene.line[: scene.at[1]].rstrip()
    if scene.bracket or not before.endswith(("]", "}")):
        return None
    if scene.char in ("]", "}"):
        return scene.found(
            "unclosed-bracket",
            f"This {scene.char} closes a bracket that was not opened.",
            "Delete it, or open the bracket; a text that holds brackets may need quotes around it.",
        )
    return scene.found(
        "reserved-start",
        "Text follows a closing bracket, because a text cannot start with [ or { unless it stands in quotes.",
        "Put quotes around the whole text, from the opening bracket to the end of the line.",
    )


def _inside_brackets(scene: Scene) -> Diagnostic | None:
    if scene.bracket is None:
        return None
    opened = (scene.bracket.line - 1, scene.bracket.column - 1)
    kind = scene.line_at(opened[0])[opened[1] : opened[1] + 1]
    same_line = opened[0] == scene.at[0]
    if same_line and scene.char == ":":
        return second_colon(scene)
    if scene.last is not None and scene.last.style == '"' and scene.char == '"':
        return scene.found(
            "unclosed-bracket",
            f"A comma is missing between this and what stands before it inside the {kind}.",
            "Put a comma after that; or write one field a line, without brackets, quotes and commas.",
        )
    if same_line and scene.char == ",":
        return scene.found(
            "unclosed-bracket", "A comma stands here without a text before it.", "Delete the comma."
        )
    if same_line and scene.char and scene.char not in "]}":
        return scene.found(
            "reserved-start",
            f"The text here does not fit inside the {kind} before it.",
            "Put quotes around each text that holds brackets, commas, colons or quotes.",
        )
    return scene.found(
        "unclosed-bracket",
        f"The {kind} that opens here is not closed.",
        f"Close it with {']' if kind == '[' else '}'}; if it belongs to a text, put the text in quotes.",
        opened,
    )


def _bad_escape(scene: Scene) -> Diagnostic | None:
    if scene.context != "while parsing a quoted scalar":
        return None
    return scene.found(
        "bad-escape",
        "In double quotes a backslash starts a code, and this is not one.",
        "Use single quotes around the text, or type the backslash twice.",
    )


def _out_of_line(scene: Scene) -> Diagnostic | None:
    """A line that starts at a column where nothing above it does."""
    if not scene.problem.startswith(("did not find expected key", "did not find expected '-'")):
        return None
    if scene.at[1] != scene.indent:
        return None
    if scene.char == ":":
        return scene.found(
            "bad-key", "A key is missing before the colon.", "Write the key, or delete the colon."
        )
    above = scene.line_above(scene.at[0])
    if scene.char == "-" and (found := glued(scene, above)):
        return found
    expected = scene.since[1]
    if found := _missing_id(scene):
        return found
    if scene.indent == expected and "'-'" in scene.problem:
        return scene.found(
            "indentation",
            "A list stands here, but this line does not start with a dash.",
            "Start it with `- `; if it belongs to the item above, indent it by two more spaces.",
        )
    if scene.indent == expected:
        return scene.found(
            "indentation",
            "A list item stands here among keys.",
            "Indent it deeper than the key whose list it belongs to.",
        )
    return scene.found(
        "indentation",
        f"This line is indented by {_spaces(scene.indent)}, which fits no line above it.",
        f"Lines of the same level start in the same column, here after {_spaces(_nearest_level(scene))}.",
    )


def _nearest_level(scene: Scene) -> int:
    """How far a line of this kind, field or item, was probably meant to be indented; rather deeper."""
    levels = {scene.since[1]}
    is_item = scene.char == "-"
    above, least = scene.line_above(scene.at[0]), scene.indent + _FURTHEST
    while above >= 0 and least > 0:
        line = scene.line_at(above)
        indent = len(line) - len(line.lstrip(" "))
        if indent < least:
            least = indent
            if line.lstrip().startswith("- ") == is_item:
                levels.add(indent)
        above = scene.line_above(above)
    below = scene.line_at(scene.at[0] + 1)
    if scene.line.endswith(":") and below.strip():
        # What stands in it is deeper than it.
        levels = {level for level in levels if level < len(below) - len(below.lstrip(" "))} or levels
    return min(levels, key=lambda level: (abs(level - scene.indent), -level))


def _missing_id(scene: Scene) -> Diagnostic | None:
    """An id, below fields that stand deeper than it and have none above them: somebody deleted it."""
    if scene.since[1] or not _ID_LINE.fullmatch(scene.line):
        return None
    first = scene.at[0]
    above = scene.line_above(first)
    while above >= 0 and scene.line_at(above)[: scene.indent + 1].isspace():
        first, above = above, scene.line_above(above)
    below = scene.line_at(first)
    if above < 0 or first == scene.at[0] or not _ID_LINE.fullmatch(scene.line_at(above)):
        return None
    return scene.found(
        "indentation",
        MISSING_ID,
        f"Write an id and a colon on a line above, after {_spaces(scene.indent)}, such as `new-id:`.",
        (first, len(below) - len(below.lstrip())),
        len(below.strip()),
    )


def _after_end(scene: Scene) -> Diagnostic | None:
    if scene.line.strip() == "...":
        return scene.found("second-document", "`...` ends the data before it began.", "Delete this line.")
    if "<document start>" not in scene.problem:
        return None
    return scene.found(
        "second-document",
        "Something stands here after the end of the data.",
        "Delete the line `...` above, or whatever closes the data too early.",
    )


def _unknown(scene: Scene) -> Diagnostic | None:
    return scene.found(
        "syntax",
        "This line cannot be read as YAML.",
        "Look at the quotes, colons and spaces of this line and of the one above it.",
    )


def _spaces(count: int) -> str:
    return f"{count} space" if count == 1 else f"{count} spaces"


_EXPLAINERS: tuple[Callable[[Scene], Diagnostic | None], ...] = (
    from_elsewhere,
    _tab,
    _no_break_space,
    comma_missing,
    unclosed_quote,
    quote_in_quotes,
    _bad_escape,
    _list_after_key,
    _reserved_start,
    _inside_brackets,
    _text_after_bracket,
    colon,
    not_a_key,
    _out_of_line,
    _after_end,
    _unknown,
)
