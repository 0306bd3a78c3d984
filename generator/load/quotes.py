"""Slips with quotes: one that is not closed, one that closes too early."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic
from generator.load.characters import shown
from generator.load.scene import Scene, position

#: Quotes that word processors make; to YAML they are letters.
CURLY = ("\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u00ab", "\u00bb")


#: An open quote between brackets, up to the next field or the end of them.
_IN_BRACKET = re.compile(r"(?P<text>[\"'][^\"'\]}]*?)(?:, *[a-z_]+: |[\]}]+$)")

#: The next field, straight behind a quoted text or after a semicolon.
_NEXT_FIELD = re.compile(r" *(?P<sign>;?) *(?P<key>[a-z_]+): ")


def in_double_quotes(text: str) -> str:
    """A text as YAML takes it whatever it holds, cut where it is long."""
    bare = text.rstrip(",")
    # `"Plan": power` is quoted in part, and keeps those quotes.
    if bare.startswith("'"):
        bare = bare[1:].removesuffix("'")
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown(escaped)}"'


def unclosed_quote(scene: Scene) -> Diagnostic | None:
    """Open up to the end of the file, or closed by a quote that was meant to open another text."""
    start = None
    if scene.context == "while scanning a quoted scalar":
        start = scene.since
    elif (quoted := _quoted_before(scene)) and quoted[0][0] != quoted[1][0]:
        start = quoted[0]
    if start is None:
        return None
    text = scene.line_at(start[0])[start[1] :]
    inside = _IN_BRACKET.match(text) if scene.bracket and scene.bracket.line == start[0] + 1 else None
    return scene.found(
        "unclosed-quote",
        "The quote that opens here is not closed on this line.",
        f"Close it before what follows: {inside['text']}{text[0]}" if inside else _closing(text),
        start,
        len(text),
    )


def comma_missing(scene: Scene) -> Diagnostic | None:
    """`{op: ">" value: 8}`: what looks like a quote inside the text is the next field."""
    quoted = _quoted_before(scene)
    if quoted is None or scene.bracket is None:
        return None
    (line, start), (_, end) = quoted
    text = scene.line_at(line)
    following = _NEXT_FIELD.match(text, end)
    if following is None:
        return None
    kind = text[scene.bracket.column - 1 :][:1] if scene.bracket.line == line + 1 else "{"
    sign = " instead of the semicolon" if following["sign"] else ""
    return scene.found(
        "unclosed-bracket",
        f"A comma is missing between this and what stands before it inside the {kind}.",
        f"Put a comma after {shown(text[start:end])}{sign}.",
        (line, following.start("key")),
    )


def _closing(text: str) -> str:
    """How a quoted text without an end gets one."""
    opening, other = ('"', "'") if text[:1] == '"' else ("'", '"')
    if text.endswith(CURLY):
        return f"The quote at its end is a curly one; type {opening} there."
    if len(text) > 1 and text.endswith(other):
        return f"It opens with {opening} and ends with {other}; type the same at both ends."
    if opening == "'" and text[1:2].isalpha():
        written = in_double_quotes(f"'{text}")
        return f"Close it at the end of the text; if it is an apostrophe, write {written}"
    return f"Type {opening} at the end of the text as well."


def quote_in_quotes(scene: Scene) -> Diagnostic | None:
    """A quoted text that an apostrophe, or a quotation inside it, ends early."""
    quoted = _quoted_before(scene)
    if quoted is None or scene.char == ":" or (scene.bracket and scene.char in ("]", "}", ",")):
        return None
    (line, start), (_, end) = quoted
    whole = scene.line_at(line)[start:].strip()
    if whole.startswith("'"):
        hint = f"Put the whole text in double quotes: {in_double_quotes(whole)}"
    elif "'" not in whole and not whole.endswith('"'):
        hint = f"Put single quotes around the whole text: '{shown(whole)}'"
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
