"""Slips with keys and colons: a second one, a missing one, one without its space."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, Location, error
from generator.load.characters import shown
from generator.load.quotes import CURLY, in_double_quotes
from generator.load.scene import Scene

_KEY_AND_VALUE = re.compile(r"\s*(?P<item>(?:- +)*)(?P<key>[^\s#'\"\[\]{},:][^:]*):\s+(?P<value>\S.*)")
_GLUED_KEY = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/].*)")
_GLUED_DASH = re.compile(r"\s*-(?P<text>[^\s-].*)")
_FIELD_NAME = re.compile("[a-z_]+")
_WIDE_COLON = re.compile(r"\s*(?:- +)*[\w -]+\uff1a")
_EQUALS = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_]+) ?(?P<sign>:?=) ?(?P<value>.*)")
#: Before a field that was typed on the line of another there is a short value, not a sentence.
_FEW_WORDS = 3
_LONE_KEY = re.compile(r"[a-z_]+")
_LONE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
#: `op: ">", value: 8}`: fields whose bracket nobody opened.
_FIELDS = re.compile(r"[a-z_]+: [^{}]*, *[a-z_]+: [^{}]*\}?")


def swallowed_item(place: Location, above: str) -> Diagnostic:
    """An item deeper than the text above it, which for YAML is more words of that text.

    `above` is the line with that text.
    """
    hint = "Start all items of a list in the same column; if the dash is meant, put quotes around the text."
    if (match := _KEY_AND_VALUE.match(above)) and not match["item"] and _FIELD_NAME.fullmatch(match["key"]):
        hint = (
            f"If these are items of `{match['key']}`, delete `{shown(match['value'])}` behind it; "
            "else write the name of their list on a line above, such as `steps:`."
        )
    return error(
        "indentation",
        "This dash starts no item: its line is deeper than the text above and continues it.",
        place,
        hint,
    )


def colon(scene: Scene) -> Diagnostic | None:
    """A colon where no key may stand: the second of its line, or the first on a line too deep."""
    if not scene.problem.startswith("mapping values are not allowed"):
        return None
    if (match := _KEY_AND_VALUE.match(scene.line)) and match.end("key") < scene.at[1]:
        return second_colon(scene)
    above = scene.line_above(scene.at[0])
    return glued(scene, above) or _deeper_than_value(scene, above)


def second_colon(scene: Scene) -> Diagnostic:
    """Two colons on a line: a text that needs quotes, or a field that needs a line of its own."""
    match = _KEY_AND_VALUE.match(scene.line)
    value = match["value"] if match else ""
    is_sentence = match is not None and match["item"] and not _FIELD_NAME.fullmatch(match["key"])
    if match and is_sentence:
        # A sentence as a list item: what YAML takes for its key belongs to the text.
        value = scene.line[match.start("key") :]
    if value.startswith(CURLY):
        hint = 'Curly quotes do not count as quotes in YAML; type straight ones: "..."'
    elif scene.bracket or not value:
        hint = "Put quotes around the text that holds the colon."
    elif _FIELDS.fullmatch(value):
        hint = f"If these are fields, put them in braces: {{{shown(value.removesuffix('}'))}}}"
    elif re.fullmatch(r"[\w-]+:", value):
        hint = f"Move `{value}` to a line of its own, two spaces deeper."
    else:
        hint = f"Put quotes around the text: {in_double_quotes(value)}"
        before = scene.line[: scene.at[1]].rpartition(": ")[2].split()
        is_short = 0 < len(before) <= _FEW_WORDS and not is_sentence
        if is_short and _FIELD_NAME.fullmatch(before[-1]):
            hint += f"; if `{before[-1]}` is a field, move it to a line of its own."
    return scene.found("unquoted-colon", "A colon followed by a space looks like a second key.", hint)


def glued(scene: Scene, number: int) -> Diagnostic | None:
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
        return swallowed_item(Location(scene.file, scene.at[0] + 1, scene.indent + 1), upper)
    if ":" not in upper:
        return scene.found(
            "missing-colon",
            "This line has no colon, but a key below it needs one here.",
            f"Write `{shown(upper.strip())}:`.",
            (above, len(upper)),
        )
    if upper.lstrip().startswith(":"):
        return scene.found(
            "bad-key",
            "The colon stands before the name that it should follow.",
            f"Write `{shown(upper.strip(' :'))}:`.",
            (above, upper.index(":")),
        )
    if not _KEY_AND_VALUE.match(upper):
        return None
    if " " in scene.line[: scene.at[1]].strip():
        return scene.found(
            "unquoted-colon",
            "A colon followed by a space looks like a key, in the middle of a text.",
            "Put quotes around the whole text, which starts on a line above.",
        )
    return scene.found(
        "indentation",
        "This line is indented deeper than the one above it, which already has a value.",
        "Line it up with the key above.",
        (scene.at[0], scene.indent),
    )


def not_a_key(scene: Scene) -> Diagnostic | None:
    """A line of text where a key or a list item must stand."""
    if scene.problem != "could not find expected ':'":
        return None
    number = scene.since[0]
    return glued(scene, number) or _equals(scene, number) or _below_sign(scene, number) or _neither(scene)


def _equals(scene: Scene, number: int) -> Diagnostic | None:
    match = _EQUALS.fullmatch(scene.line_at(number))
    if match is None:
        return None
    return scene.found(
        "missing-colon",
        f"A {match['sign']} stands here, where YAML has a colon and a space.",
        f"Write `{match['key']}: {shown(match['value'])}`.",
        (number, match.start("sign")),
        len(match["sign"]),
    )


def _below_sign(scene: Scene, number: int) -> Diagnostic | None:
    """The text of `note: |`, not deeper than its key."""
    above = scene.line_at(scene.line_above(number))
    if not re.search(r": +[|>][-+]?$", above):
        return None
    key = above.strip().partition(":")[0].lstrip("- ")
    return scene.found(
        "indentation",
        f"The text of `{shown(key)}` must be deeper than its key.",
        "Indent each line of the text by two more spaces.",
        (number, len(scene.line_at(number)) - len(scene.line_at(number).lstrip())),
    )


def _neither(scene: Scene) -> Diagnostic:
    number = scene.since[0]
    text = scene.line_at(number).strip()
    hint = "If it continues the text above, indent it by two more spaces."
    above = scene.line_at(scene.line_above(number))
    if above.lstrip().startswith("- ") and len(above) - len(above.lstrip()) == scene.since[1]:
        hint = f"If it is an item of the list, write `- {shown(text)}`; {hint[0].lower()}{hint[1:]}"
    if text == "...":
        hint = "Delete it; nothing marks the end of the data, or that something was left out."
    elif _LONE_ID.fullmatch(text):
        hint = f"If it is an entry's id, write `{text}:` and its fields below; {hint[0].lower()}{hint[1:]}"
    elif _LONE_KEY.fullmatch(text):
        hint = f"If it is a field, write `{text}:` and its value; {hint[0].lower()}{hint[1:]}"
    return scene.found(
        "missing-colon",
        "This line is neither a key with a colon nor a list item with a dash.",
        hint,
        scene.since,
        len(scene.line_at(number)) - scene.since[1],
    )
