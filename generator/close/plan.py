"""What closing a run will do: decided from what is on the disk, and checked before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.close.closing import Closing, ClosingError, Kept, Standing, Wish
from generator.close.decide import decided
from generator.close.emptied import ACTIVATED, ENDED, emptied
from generator.close.kept import archived, as_found_from
from generator.close.surgery import with_field, without
from generator.diagnostics import Diagnostic, error, has_errors
from generator.link import link
from generator.linked import LogItem
from generator.load import ARCHIVES, RawFile, load_bytes
from generator.model import Entry, LogEntry
from generator.record import Note, entry_id, file_of, moment_text, text_of
from generator.review import Run
from generator.validate import Records, validate

Problems = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """Data files, read again: by name, their records, every problem."""

    files: Mapping[str, RawFile]
    records: Records
    problems: Problems

    @property
    def log(self) -> Mapping[str, Entry]:
        return self.records.collections["log"]


def _read(files: Mapping[str, bytes]) -> _Read:
    loaded = {name: load_bytes(data, name) for name, data in sorted(files.items())}
    records, problems = validate(file for file, _ in loaded.values())
    found = (item for _, faults in loaded.values() for item in faults)
    return _Read({name: file for name, (file, _) in loaded.items()}, records, (*found, *problems))


def plan_close(standing: Standing, wish: Wish) -> tuple[Closing | None, Problems]:
    """What closes the current run, or None with the errors in the data that stand in the way.

    A closing that was cut short is finished: its archive stays as it is. Raises ClosingError for what
    cannot be.
    """
    current = _read(standing.files)
    begun = _cut_short(current, standing.runs)
    if begun is not None:
        return _rest(begun, current, standing, wish)
    book, link_problems = link(current.records, wish.now, standing.content)
    problems = (*current.problems, *link_problems)
    if book is None or has_errors(problems):
        return None, problems
    run, ended, note = decided(book, standing, wish)
    archive = _archive(current, standing, run, ended, note, wish.token)
    changes, errors = _changes(current, standing, wish, current.log)
    then = _read({f"{ARCHIVES}/{run}/{name}": kept.content for name, kept in archive.items()})
    _, link_problems = link(then.records, ended)
    errors = (*errors, *_errors(then.problems), *_errors(link_problems))
    if not errors and not _is_kept(current.records, then.records):
        raise ClosingError(
            "Read again, the archive would not say what the playbook does: nothing was changed."
        )
    closing = Closing(run, ended, len(then.log), archive, changes)
    return (None if errors else closing), errors


def _is_kept(now: Records, then: Records) -> bool:
    """Whether an archive says all that the current files do; what it says of the end is its own."""
    if now.overview is None or then.overview is None:
        return False
    overview = now.overview.model_copy(update={"ended": then.overview.ended})
    log = {key: then.collections["log"].get(key) for key in now.collections["log"]}
    return overview == then.overview and now.collections == {**then.collections, "log": log}


def _cut_short(current: _Read, runs: tuple[Run, ...]) -> Run | None:
    """The run that is archived already although the current files still have some of it."""
    overview = current.records.overview
    for run in runs:
        kept = _log_of(run)
        if overview is None or overview.activated is None:
            if any(current.log.get(key) == record for key, record in kept.items()):
                return run
        elif overview.activated == run.book.overview.activated:
            # The end was written into the archive alone.
            rest = {key: record for key, record in kept.items() if record.kind != "ended"}
            is_all = all(current.log.get(key) == record for key, record in rest.items())
            if is_all and (rest or not current.log):
                return run
    return None


def _rest(run: Run, current: _Read, standing: Standing, wish: Wish) -> tuple[Closing | None, Problems]:
    """What is left to do of a closing that was cut short."""
    if wish.run not in (None, run.id):
        raise ClosingError(
            f"This run is archived as `{run.id}` already. Finish that: playbook close {run.id}"
        )
    kept = _log_of(run)
    gone = {key: record for key, record in current.log.items() if kept.get(key) == record}
    since = next((key for key in current.log if key not in gone), None)
    if since and current.records.overview and current.records.overview.activated:
        raise ClosingError(
            f"{ARCHIVES}/{run.id} holds this run already, but not `{since}`, which was recorded since. "
            "Move its file in there, or delete that folder, and close again."
        )
    changes, errors = _changes(current, standing, wish, gone)
    return (None if errors else Closing(run.id, run.book.now, len(kept), {}, changes)), errors


def _log_of(run: Run) -> dict[str, LogEntry]:
    return {item.id: item.record for item in run.book.every(LogItem)}


def _archive(
    current: _Read, standing: Standing, run: str, ended: datetime, note: Note | None, token: str
) -> dict[str, Kept]:
    """The files of the run's folder, the end of it included."""
    files = dict(current.files)
    overview = current.records.overview
    if overview and overview.ended is None:
        name = current.records.places.of("playbook", *ACTIVATED).file
        # An `ended:` that is empty as yet gives way.
        bare = without(files[name], ENDED)
        with_end = bare and with_field(bare, ACTIVATED, "ended", moment_text(ended))
        if with_end is None:
            raise ClosingError(f"Write `activated` in {name} on a line of its own, and close again.")
        files[name] = with_end
    kept = archived(files, standing.files, run)
    if note is not None:
        key = entry_id(note, token)
        place = f"{ARCHIVES}/{run}/{key}.yml"
        kept[f"{key}.yml"] = Kept(as_found_from(text_of(note, key), file_of(key), place).encode(), "")
    return kept


def _changes(
    current: _Read, standing: Standing, wish: Wish, gone: Collection[str]
) -> tuple[dict[str, bytes | None], Problems]:
    """What becomes of the current files, and the errors that the playbook would have then."""
    changes = emptied(current.files, standing.files, current.records, gone)
    whole = {**standing.files, **changes}
    after = _read({name: data for name, data in whole.items() if data is not None})
    _, problems = link(after.records, wish.now, standing.content)
    return changes, tuple(map(_of_the_log, _errors((*after.problems, *problems))))


def _errors(problems: Problems) -> Problems:
    return tuple(problem for problem in problems if problem.severity == "error")


def _of_the_log(problem: Diagnostic) -> Diagnostic:
    """An error that only comes of the log being gone, in words that say so."""
    if problem.code != "unknown-reference":
        return problem
    message = "This names a log entry, and closing the run takes the whole log into its archive."
    hint = "Write here what the entry says, or take the reference out; then close again."
    return error("names-the-log", message, problem.location, hint)
