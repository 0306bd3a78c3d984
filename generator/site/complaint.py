"""What the site builder says, as a problem at the place where a person can mend it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, error
from generator.site.named import seen_from

#: The builder's settings, as far as a playbook has any of its own.
SETTINGS = "mkdocs.yml"

_HINT = "Correct the page or the setting that it names."
_LINK = re.compile(r"(?:a|an absolute) link '([^']+)'")
_NO_YAML = re.compile(r"error parsing the configuration file: (.*)", re.DOTALL)
_MARK = re.compile(r' in "(?P<file>[^"]*)",(?: line (?P<line>\d+), column (?P<column>\d+)| position \d+)')
_SETTING = re.compile(r"Config value '(?P<name>\w+)': (?P<problem>.*)", re.DOTALL)


def complaint(message: str, place: Location, root: Path) -> Diagnostic:
    """An error `site-builder`. What is wrong with the settings of the playbook in `root` stands at its line,
    what is wrong with a page at its link, where that is known, else at `place`.
    """
    message = seen_from(root, message)
    if found := _NO_YAML.search(message):
        marks = [mark for mark in _MARK.finditer(found[1]) if Path(mark["file"]).name == SETTINGS]
        if marks:
            # Where it opens is nearer to the mistake than where a reader gave up.
            lines = int(marks[0]["line"] or 0), int(marks[0]["column"] or 0)
            said = f"This is no YAML: {' '.join(_MARK.sub(',', found[1]).split()).rstrip(',')}."
            return error("site-builder", said, Location(SETTINGS, *lines), _HINT)
    if found := _SETTING.search(message):
        said = f"`{found['name']}`: {found['problem']}"
        return error("site-builder", said, _at_setting(found["name"], root), _HINT)
    return error("site-builder", message, _at_link(message, place, root), _HINT)


def _at_setting(name: str, root: Path) -> Location:
    """The line that sets it; the file where none does, for then another setting brings it along."""
    own = root / SETTINGS
    text = own.read_text(encoding="utf-8", errors="replace") if own.is_file() else ""
    lines = enumerate(text.splitlines(), start=1)
    return Location(SETTINGS, next((number for number, line in lines if line.startswith(f"{name}:")), 0))


def _at_link(message: str, place: Location, root: Path) -> Location:
    """Where the link stands, in a page that a person wrote; the builder says only which page it is."""
    link = _LINK.search(message)
    if link is None or not place.file.startswith("content/"):
        return place
    lines = (root / place.file).read_text(encoding="utf-8-sig").splitlines()
    target = re.compile(rf"(?<![\w./-]){re.escape(link[1])}")
    found = ((number, target.search(line)) for number, line in enumerate(lines, start=1))
    return next((Location(place.file, number, at.start() + 1) for number, at in found if at), place)
