"""A problem found in a record, before it is known where in the file that is."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.model.walk import Path
from generator.validate.places import KeyAndValue, key_place, place_of


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem with what `path` leads to; `of_key` if the key itself is at fault, not its value.

    `is_kept`: the value stays, so that what else is wrong with it is told in the same run. `hinges_on` is a
    field of the same record: where that one could not be read, nobody knows that this is wrong.
    """

    path: Path
    code: str
    message: str
    hint: str
    severity: Severity = "error"
    of_key: bool = False
    is_kept: bool = False
    hinges_on: str = ""

    def at_its_place(self, entry: KeyAndValue) -> Diagnostic:
        """The diagnostic, once the entry in the file is known."""
        place = key_place(entry, self.path) if self.of_key else place_of(entry, self.path)
        return Diagnostic(self.code, self.severity, self.message, place, self.hint)
