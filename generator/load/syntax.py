"""What a person most likely typed wrong, from where the YAML parser gave up.

The parser says "mapping values are not allowed in this context"; whoever typed `title: Plan: power`
needs to hear of the second colon. Each explainer below knows one slip; the first that recognises the
scene tells it. The parser stops at its first problem, so a file has one of these at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from generator.diagnostics import Diagnostic, Location, error
from generator.load.characters import shown
from generator.load.scene import Scene, position

_KEY_AND_VALUE = re.compile(r"\s*(?P<item>(?:- +)*)(?P<key>[^\s#'\"\[\]{},:][^:]*):\s+(?P<value>\S.*)")
_GLUED_KEY = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)")
_GLUED_DASH = re.compile(r"\s*-(?P<text>[^\s-].*)")
_FIELD_NAME = re.compile("[a-z_]+")
_WIDE_COLON = re.compile(r"\s*(?:- +)*[\w -]+\uff1a")

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


def swallowed_item(place: Location) -> Diagnostic:
    """An item deeper than the text above it, which for YAML is more words of that text."""
    return error(
        "indentation",
        "This dash starts no item: its line is deeper than the text above and continues it.",
        place,
        "Start all items of a list in the same column; if the dash is meant, put quotes around the text.",
    )


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
    indentation = scene.line[: len(scene.line) - len(scene.line.lstrip())]
    if "\xa0" not in indentation:
        return None
    return scene.found(
        "forbidden-character",
        "A no-break space stands at the start of this line, where YAML needs plain spaces.",
        "Delete the space before the text and type it again with the space bar.",
        (scene.at[0], indentation.index("\xa0")),
    )


def _unclosed_quote(scene: Scene) -> Diagnostic | None:
    """Open up to the end of the file, or closed by a quote that was meant to open another text."""
    start = None
    if scene.context == "while scanning a quoted scalar":
        start = scene.since
    elif (quoted := _quoted_before(scene)) and quoted[0][0] != quoted[1][0]:
        start = quoted[0]
    if start is None:
        return None
    return scene.found(
        "unclosed-quote",
        "The quote that opens here is not closed on this line.",
        "Close it at the end of the text; an apostrophe inside single quotes is typed twice ('').",
        start,
    )


def _quote_in_quotes(scene: Scene) -> Diagnostic | None:
    quoted = _quoted_before(scene)
    if quoted is None or scene.char in ("]", "}", ",", ":"):
        return None
    (line, start), (_, end) = quoted
    whole = scene.line_at(line)
    if whole[start : start + 1] == "'":
        hint = f"Put the whole text in double quotes: {_in_double_quotes(whole[start:].strip())}"
    else:
        hint = "Put the whole text in single quotes, or a backslash before each double quote inside it."
    return scene.found(
        "quote-in-quotes", "The quoted text ends here, but the line goes on.", hint, (line, end - 1)
    )


def _quoted_before(scene: Scene) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Start and end of the quoted text that the parser read just before it stopped."""
    last = scene.last
    if last is None or last.style not in ("'", '"'):
        return None
    start, end = position(last.start_mark), position(last.end_mark)
    if start is None or end is None or end[0] != scene.at[0] or end[1] > scene.at[1]:
        return None
    return (start, end) if not scene.line[end[1] : scene.at[1]].strip() else None


def _list_after_key(scene: Scene) -> Diagnostic | None:
    if not scene.problem.startswith("block sequence entries are not allowed"):
        return None
    return scene.found(
        "list-after-key",
        "A list cannot start on the line of its key.",
        "Move the `- ` to the next line, two spaces deeper than the key; or put the text in quotes.",
    )


def _reserved_start(scene: Scene) -> Diagnostic | None:
    """A text that begins with a character that YAML keeps for itself."""
    at = scene.since if scene.context.startswith(("while scanning a", "while parsing a tag")) else scene.at
    line = scene.line_at(at[0])
    char = line[at[1] : at[1] + 1]
    if not char or char not in _INDICATORS or scene.context.startswith("while parsing a flow"):
        return None
    text = line[at[1] :].strip()
    before = line[: at[1]].rstrip()
    if char in "]}," and not before.endswith((":", "-")):
        return None
    return scene.found(
        "reserved-start",
        f"A text cannot start with {char} unless it stands in quotes.",
        f"Put quotes around it: {_in_double_quotes(text)}",
        at,
    )


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
        return _second_colon(scene)
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


def _colon(scene: Scene) -> Diagnostic | None:
    """A colon where no key may stand: the second of its line, or the first on a line too deep."""
    if not scene.problem.startswith("mapping values are not allowed"):
        return None
    if (match := _KEY_AND_VALUE.match(scene.line)) and match.end("key") < scene.at[1]:
        return _second_colon(scene)
    above = scene.line_above(scene.at[0])
    return _glued(scene, above) or _deeper_than_value(scene, above)


def _second_colon(scene: Scene) -> Diagnostic:
    match = _KEY_AND_VALUE.match(scene.line)
    value = match["value"] if match else ""
    if match and match["item"] and not _FIELD_NAME.fullmatch(match["key"]):
        # A sentence as a list item: what YAML takes for its key belongs to the text.
        value = scene.line[match.start("key") :]
    if value.startswith(("\u201c", "\u201e", "\u2018")):
        hint = 'Curly quotes do not count as quotes in YAML; type straight ones: "..."'
    elif scene.bracket or not value:
        hint = "Put quotes around the text that holds the colon."
    else:
        hint = f"Put quotes around the text: {_in_double_quotes(value)}"
    return scene.found("unquoted-colon", "A colon followed by a space looks like a second key.", hint)


def _glued(scene: Scene, number: int) -> Diagnostic | None:
    """`title:Chief` or `-item` on a line: YAML sees neither a key nor a list item."""
    line = scene.line_at(number)
    if match := _GLUED_KEY.match(line):
        return scene.found(
            "no-space-after-colon",
            f"There is no space after the colon of `{match['key']}`.",
            f"Write `{match['key']}: {shown(match['value'])}`.",
            (number, match.end("key")),
        )
    if match := _GLUED_DASH.match(line):
        return scene.found(
            "no-space-after-dash",
            "There is no space after the dash.",
            f"Write `- {shown(match['text'])}`.",
            (number, match.start("text") - 1),
        )
    if match := _WIDE_COLON.match(line):
        return scene.found(
            "no-space-after-colon",
            "This colon is not the one that YAML knows.",
            "Type a plain colon and a space.",
            (number, match.end() - 1),
        )
    return None


def _deeper_than_value(scene: Scene, above: int) -> Diagnostic | None:
    upper = scene.line_at(above)
    if above < 0:
        return None
    if scene.line.lstrip().startswith("- "):
        return swallowed_item(Location(scene.file, scene.at[0] + 1, scene.indent + 1))
    if ":" not in upper:
        return scene.found(
            "missing-colon",
            "This line has no colon, but a key below it needs one here.",
            f"Write `{shown(upper.strip())}:`.",
            (above, len(upper)),
        )
    if not _KEY_AND_VALUE.match(upper):
        return None
    return scene.found(
        "indentation",
        "This line is indented deeper than the one above it, which already has a value.",
        "Line it up with the key above.",
        (scene.at[0], scene.indent),
    )


def _not_a_key(scene: Scene) -> Diagnostic | None:
    """A line of text where a key or a list item must stand."""
    if scene.problem != "could not find expected ':'":
        return None
    number = scene.since[0]
    return _glued(scene, number) or scene.found(
        "missing-colon",
        "This line is neither a key with a colon nor a list item with a dash.",
        "If it continues the text above, indent it deeper than that text's key.",
        scene.since,
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
    if scene.char == "-" and (found := _glued(scene, above)):
        return found
    expected = scene.since[1]
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
        f"Lines of the same level start in the same column, here after {_spaces(expected)}.",
    )


def _after_end(scene: Scene) -> Diagnostic | None:
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


def _in_double_quotes(text: str) -> str:
    bare = text.rstrip(",")
    if bare[:1] in ("'", '"'):
        bare = bare[1:].removesuffix(bare[0])
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown(escaped)}"'


def _spaces(count: int) -> str:
    return f"{count} space" if count == 1 else f"{count} spaces"


_EXPLAINERS: tuple[Callable[[Scene], Diagnostic | None], ...] = (
    _tab,
    _no_break_space,
    _unclosed_quote,
    _quote_in_quotes,
    _bad_escape,
    _list_after_key,
    _reserved_start,
    _inside_brackets,
    _text_after_bracket,
    _colon,
    _not_a_key,
    _out_of_line,
    _after_end,
    _unknown,
)
