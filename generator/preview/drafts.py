"""The states of the site, one after each save: the last good one, and what is wrong by now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from generator import archive, pipeline
from generator.diagnostics import Diagnostic, Location, error
from generator.earlier import since_version
from generator.exports import export
from generator.linked import Playbook
from generator.load import ARCHIVES, ReadOnce
from generator.outlets import address_for, settings_for
from generator.render import Compiled, Rendered
from generator.review import Run
from generator.revision import Revision, source_digest
from generator.settings import Settings
from generator.site.complaint import SETTINGS, complaint
from generator.site.live import LiveBuilder, LiveSite, SiteRefusedError
from generator.stamp import DEFAULT_EDITION, FILE, Stamp, digest
from generator.withhold import Readers, UnknownEditionError

#: What a page of the preview says in place of a version.
_VERSION = "preview"


@dataclass(frozen=True, slots=True)
class Good:
    """A playbook without an error, and its site.

    `number` is that of the look which found it; `places` says of each page, by its address, which file and
    line it comes from; `book` is the playbook as the edition that is looked at has it, `whole` all of it.
    """

    number: int
    book: Playbook
    site: LiveSite
    settings: Settings
    stamp: Stamp
    places: Mapping[str, Location]
    whole: Playbook

    @property
    def withheld(self) -> int:
        """How many entries are not in the edition that is looked at."""
        return len(self.whole.entries) - len(self.book.entries)

    def export(self, path: str) -> bytes | None:
        """A file for machines, by its path below the site's root; None where there is none."""
        if path == FILE:
            return self.stamp.to_json(digest(()))
        return export(self.book, path, self.settings.canonical_url)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the sources found. `good` is the newest state without an error, None before any.

    `number` counts the looks; `problems` are those of the sources as they are, warnings too.
    """

    number: int
    good: Good | None
    problems: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps the newest sources off the page."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


class Drafts:
    """Looks at the sources of the playbook in `root` and remembers what did not change since the last look.

    `scratch` is an empty folder for what the builder's plugins write, `clock` says what counts as now,
    `edition` names the readers as whom one looks.
    """

    def __init__(
        self, root: Path, scratch: Path, clock: Callable[[], datetime], edition: str = DEFAULT_EDITION
    ) -> None:
        self._root = root
        self._scratch = scratch
        self._clock = clock
        self._edition = edition
        self._read = ReadOnce()
        self._compiled = Compiled()
        self._builder: LiveBuilder | None = None
        self._runs: dict[Readers | None, tuple[tuple[Run, ...], tuple[Diagnostic, ...]]] = {}
        self._last = Look(0, None, ())

    def look(self, changed: Collection[str] = ()) -> Look:
        """The state of the sources, in which these files were saved since the last look."""
        if any(name.startswith(f"{ARCHIVES}/") for name in changed):
            self._runs.clear()
        if any(not name.startswith(("data/", "content/")) for name in changed):
            self._builder = None
        good = self._last.good
        problems: tuple[Diagnostic, ...] = ()
        try:
            checked = pipeline.check(
                self._root,
                self._clock(),
                read_file=self._read,
                find_runs=self._known_runs,
                since=partial(since_version, self._root),
                edition=self._edition,
            )
            problems = checked.diagnostics
            if checked.sound is not None:
                good = self._good(checked.sound)
        except UnknownEditionError as unknown:
            if self._last.number == 0:
                raise
            problems = (error("unknown-edition", unknown.sentence),)
        except SiteRefusedError as refused:
            problems = (*problems, complaint(str(refused), Location(SETTINGS), self._root))
        except OSError as failure:
            # Gone or half there while many files change; the next look is not far.
            problems = (*problems, _unread(failure))
        self._last = Look(self._last.number + 1, good, problems)
        return self._last

    def _known_runs(
        self, root: Path, readers: Readers | None
    ) -> tuple[tuple[Run, ...], tuple[Diagnostic, ...]]:
        if readers not in self._runs:
            self._runs = {readers: archive.runs(root, readers)}
        return self._runs[readers]

    def _good(self, sound: pipeline.Sound) -> Good:
        settings = settings_for(self._root, self._edition)
        stamp = pipeline.stamped(sound.book, Revision(), source_digest(self._root))
        stamp = replace(stamp, version=_VERSION, version_title=None)
        if self._builder is None:
            self._builder = LiveBuilder(self._root, self._scratch, address_for(self._root, self._edition))
        docs = Rendered(sound.book, sound.pages, settings, self._compiled)
        site = self._builder.site(pipeline.menu(sound, settings, stamp), docs, sound.images)
        places = {page.address: page.place for page in sound.pages}
        return Good(
            number=self._last.number + 1,
            book=sound.book,
            site=site,
            settings=settings,
            stamp=stamp,
            places=places,
            whole=sound.whole or sound.book,
        )


def _unread(failure: OSError) -> Diagnostic:
    message = f"The sources cannot be read: {failure.strerror or failure}."
    return error("unreadable-file", message, hint="Check that all of them are there, and who may read them.")
