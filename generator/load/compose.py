"""YAML text to raw values, event by event.

The C parser's events come one at a time, so that a file nested a hundred thousand deep is left at the
sixty-fourth level; its own composing would crash the process. Whatever data files do not use (aliases,
anchors, tags, merges, second documents) is an error where it stands, and the reading goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from generator.diagnostics import Diagnostic, Location, error, warning
from generator.load.characters import FORBIDDEN, describe, shown
from generator.load.fields import another, bad_key, glued_field, is_nothing, no_space, no_value, twice
from generator.load.keys import swallowed_item
from generator.load.raw import Raw, RawList, RawMap, RawScalar
from generator.load.scalars import resolve
from generator.load.scene import Mark
from generator.load.syntax import MISSING_ID, ODD_SPACE, ODD_SPACE_HINT, ODD_SPACE_MESSAGE, explain

#: Levels of lists and maps; the deepest shape of the model has about ten.
DEEPEST = 64

#: The most characters of a text, about fifteen thousand words.
LONGEST_TEXT = 100_000

#: After so many errors in one file the rest is not read: it is no data file.
MOST_ERRORS = 100

#: Texts, lists and maps that all data files may hold together; a plan of two thousand pages has 60,000.
MOST_VALUES = 150_000

TOO_MUCH = "Nobody can read so much in a crisis: move what the plan does not need out of `data`."

_STANDARD_TAG = "tag:yaml.org,2002:"

_SWALLOWED_ITEM = re.compile(r"\n[ \t]*(?=-[ \t\r\n]|-$)")

#: So many fields that stand twice are the fields of another entry.
_FIELDS_OF_ANOTHER = 3

_GLUED_COMMENT = re.compile(r"[ \t]+(#\w.*)")


@dataclass(slots=True)
class _Open:
    """A list or map whose end has not come yet."""

    is_map: bool
    flow: bool
    location: Location
    items: list[Raw] = field(default_factory=list)
    entries: dict[str, tuple[RawScalar, Raw]] = field(default_factory=dict)
    key: RawScalar | None = None
    twice: dict[str, Diagnostic] = field(default_factory=dict)


class Composer:
    """Reads one text; `root`, `errors` and `warnings` hold what came of it.

    `complete` is False when something hid the rest of the text; `slip` is what the parser gave up at, if
    anything. `lost` is True when an entry lost its id.
    """

    def __init__(self, text: str, file: str) -> None:
        self.root: Raw | None = None
        self.errors: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self.complete = True
        self.slip: Diagnostic | None = None
        self.lost = False
        self.values = 0
        self._text = text
        self._file = file
        self._open: list[_Open] = []
        self._last: yaml.ScalarEvent | None = None
        self._documents = 0

    def read(self) -> None:
        """Consumes the events up to the end, or to the first thing that hides the rest."""
        try:
            for event in yaml.parse(self._text, Loader=yaml.CBaseLoader):
                self._take(event)
                if not self.complete:
                    return
                if len(self.errors) >= MOST_ERRORS:
                    self._stop(
                        "too-many-errors",
                        f"This file has {MOST_ERRORS} errors up to here; the rest was not read.",
                        event.start_mark,
                        "Mend these first, or move the file out of `data` if it is not one of its files.",
                    )
        except yaml.MarkedYAMLError as problem:
            innermost = next((each.location for each in reversed(self._open) if each.flow), None)
            found = explain(problem, self._text, self._file, self._last, innermost)
            # What stands between brackets on a line that cannot be read was no map at all.
            self.errors = [
                other
                for other in self.errors
                if other.code != "key-without-value" or other.location.line != found.location.line
            ]
            self.errors.append(found)
            self.slip = found
            self.complete = False
            self.lost = found.message == MISSING_ID

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_properties(event)
            self._put(self._scalar(event))
            self._last = event
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_properties(event)
            self._start(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            name = f"*{shown(event.anchor or '')}"
            self._problem(
                "alias",
                f"`{name}` is an alias of YAML, and data files do not use aliases.",
                event.start_mark,
                f'If a text starts with a star, write it in quotes: "{name}"; else write the value out here.',
            )
            self._put(RawScalar(None, "", False, self._place(event.start_mark)))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        if isinstance(event, yaml.NodeEvent):
            self._count(event)

    def _count(self, event: yaml.NodeEvent) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            message = f"This file holds more than {MOST_VALUES:,} values up to here; the rest was not read."
            self._stop("too-much-data", message, event.start_mark, TOO_MUCH)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._problem(
                "directive",
                "A line that starts with % gives an order to the YAML reader, and data files have none.",
                event.start_mark,
                "Delete that line, and the `---` below it.",
            )
        if self._documents > 1:
            self._stop(
                "second-document",
                "A second document starts here; a data file holds one.",
                event.start_mark,
                "Delete the line `---`, or move what follows it into a file of its own.",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> RawScalar:
        text, location = event.value, self._span(event)
        quoted = bool(event.style)
        if len(text) > LONGEST_TEXT:
            message = f"This text has more than {LONGEST_TEXT:,} characters."
            hint = "Part it, or close the quote that it began with; nobody can read so much in a crisis."
            self._problem("text-too-long", message, event.start_mark, hint)
            text, quoted = shown(text), True
        if event.style == '"' and (match := FORBIDDEN.search(text)):
            self._problem(
                "forbidden-character",
                f"This text spells the character {describe(match.group())}, which data cannot hold.",
                event.start_mark,
                "Delete the part that starts with a backslash.",
            )
            # What else is wrong with the text is told as well, and quotes it.
            text = FORBIDDEN.sub("\ufffd", text)
        if not quoted:
            self._refuse_odd_space(event)
            self._warn_of_comment(event)
            text = self._refuse_swallowed_item(event)
        start, end = event.start_mark, event.end_mark
        source = ""
        if "[[" in text and start is not None and end is not None:
            source = self._text[start.index : end.index]
        return RawScalar(text if quoted else resolve(text), text, quoted, location, source)

    def _refuse_odd_space(self, event: yaml.ScalarEvent) -> None:
        """`-` or `title:` with a space after it that YAML takes for a letter: neither item nor field."""
        mark = event.start_mark
        if mark is not None and (found := ODD_SPACE.match(event.value)):
            place = self._place(mark, found.start("space"))
            self.errors.append(error("forbidden-character", ODD_SPACE_MESSAGE, place, ODD_SPACE_HINT))
            self.complete = False

    def _warn_of_comment(self, event: yaml.ScalarEvent) -> None:
        """`Fix bug #4` ends before the #, silently; a comment that is meant has a space after it."""
        mark = event.end_mark
        if mark is not None and (comment := _GLUED_COMMENT.match(self._text, mark.index)):
            self.warnings.append(
                warning(
                    "hash-in-text",
                    f"`{shown(comment[1])}` is a comment here: after a space, # ends an unquoted text.",
                    self._place(mark, comment.start(1) - mark.index),
                    "Write the whole text in quotes; or, if a comment is meant, put a space after the #.",
                )
            )

    def _refuse_swallowed_item(self, event: yaml.ScalarEvent) -> str:
        """The parser itself is content, so a step would be lost from its checklist without a word.

        What is left is the text before the item.
        """
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or start.line == end.line:
            return event.value
        found = _SWALLOWED_ITEM.search(self._text, start.index, end.index)
        if found is None:
            return event.value
        before = self._text[start.index : found.end()]
        column = len(before) - before.rfind("\n")
        above = self._text[self._text.rfind("\n", 0, start.index) + 1 : found.start()]
        place = Location(self._file, start.line + before.count("\n") + 1, column)
        self.errors.append(swallowed_item(place, above.partition("\n")[0].rstrip("\r")))
        return " ".join(self._text[start.index : found.start()].split())

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self._open) == DEEPEST:
            self._stop(
                "too-deep",
                f"Lists and maps are nested more than {DEEPEST} levels deep here.",
                event.start_mark,
                "Check the brackets and the indentation of the lines before.",
            )
            return
        is_map = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(is_map, bool(event.flow_style), self._place(event.start_mark)))

    def _end(self) -> None:
        done = self._open.pop()
        are_fields = any(isinstance(done.entries[key][1], RawScalar) for key in done.twice)
        if are_fields and len(done.twice) >= _FIELDS_OF_ANOTHER and not done.flow:
            told = [*done.twice.values()]
            self.errors = [other for other in self.errors if other not in told]
            self.errors.append(another([*done.twice], told[0].location, done.entries))
            self.lost = True
        if done.is_map:
            self._put(RawMap(tuple(done.entries.values()), done.flow, done.location))
        else:
            self._put(RawList(tuple(done.items), done.flow, done.location))

    def _put(self, value: Raw) -> None:
        """A value stands in the innermost open list or map, as its next item, key or value."""
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        if not parent.is_map:
            parent.items.append(value)
        elif parent.key is None:
            parent.key = self._key(value)
        else:
            key, parent.key = parent.key, None
            self._enter(parent, key, value)

    def _key(self, value: Raw) -> RawScalar:
        problem = bad_key(value)
        if isinstance(value, RawScalar) and not problem:
            return value
        hint = "A key is a short name followed by a colon and a space, as in `title: Data quality`."
        self.errors.append(error("bad-key", problem, value.location, hint))
        return RawScalar(None, "", False, value.location)

    def _enter(self, parent: _Open, key: RawScalar, value: Raw) -> None:
        if not key.text:
            return
        if key.text == "<<" and not key.quoted:
            message = "`<<` merges other entries into this one, and data files do not use merges."
            self.errors.append(error("merge", message, key.location, "Write the fields out here."))
        elif key.text in parent.entries:
            told = twice(key, parent.entries[key.text][0].location)
            parent.twice[key.text] = told
            self.errors.append(told)
            if is_nothing(parent.entries[key.text][1]):
                # What is read is the one that says something: other files may name what stands in it.
                parent.entries[key.text] = (key, value)
        else:
            if parent.flow and isinstance(value, RawScalar) and not value.text and not value.quoted:
                if glued := glued_field(key):
                    self.errors.append(no_space(*glued, key.location))
                    parent.entries.setdefault(glued[0].text, glued)
                    return
                self.errors.append(no_value(key, parent.entries))
            parent.entries[key.text] = (key, value)

    def _refuse_properties(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
    ) -> None:
        if event.anchor is not None:
            self._problem(
                "anchor",
                f"`&{shown(event.anchor)}` is an anchor of YAML, and data files do not use anchors.",
                event.start_mark,
                "If a text starts with &, write the whole text in quotes; else delete the anchor.",
            )
        if event.tag is not None:
            tag = event.tag.replace(_STANDARD_TAG, "!!")
            self._problem(
                "tag",
                f"`{shown(tag)}` is a tag of YAML, and data files do not use tags.",
                event.start_mark,
                "If a text starts with !, write the whole text in quotes; else delete the tag.",
            )

    def _problem(self, code: str, message: str, mark: Mark | None, hint: str) -> None:
        self.errors.append(error(code, message, self._place(mark), hint))

    def _stop(self, code: str, message: str, mark: Mark | None, hint: str) -> None:
        self._problem(code, message, mark, hint)
        self.complete = False

    def _span(self, event: yaml.ScalarEvent) -> Location:
        """Where a text stands, and how much of its first line it takes."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return self._place(start)
        stop = end.index
        if start.line != end.line:
            # The rest of a block stands below its sign, and a marker has one line.
            stop = start.index + 1 if event.style in ("|", ">") else self._text.index("\n", start.index)
        return Location(self._file, start.line + 1, start.column + 1, max(stop - start.index, 1))

    def _place(self, mark: Mark | None, further: int = 0) -> Location:
        if mark is None:
            return Location(self._file)
        return Location(self._file, mark.line + 1, mark.column + 1 + further)
