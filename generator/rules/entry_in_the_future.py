"""A record of something that has not happened yet.

Now is the moment of the build: the one asked for with `--at` or SOURCE_DATE_EPOCH, else the last commit's,
else the clock's. A record is older than the commit that holds it, whatever zone it was written in, because
moments are compared and not texts; five minutes are left to clocks that differ. The same commit gives the
same findings for ever, since they stand on a page. Whoever asks for an earlier now than the newest records
is told so in one line, not in one a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from generator.linked import Playbook
from generator.rules.recorded import Objection, one_line, records, rule, shown

#: How far two clocks may differ.
TOLERANCE = timedelta(minutes=5)

_HINT = (
    "If it is a slip, mend `at` in its file, or the playbook's `timezone`: a correction keeps the moment. If "
    "it is newer than the last commit, commit it, or say which moment is now with `--at`."
)


def _check(book: Playbook) -> Iterator[Objection]:
    latest = book.now + TOLERANCE
    for event in records(book):
        if event.at > latest:
            yield Objection(
                events=(event,),
                field="at",
                about=(),
                message=f"“{event.id}” happened on {shown(event.at, book)}, but now is "
                f"{shown(book.now, book)}.",
                hint=_HINT,
            )


RULE = rule(
    "entry-in-the-future",
    "The log holds what has happened.",
    _check,
    one_line(lambda count, names: f"{count} records are later than now: {names}."),
)
