"""What a closing is called, when the run ended, and what is to be recorded of that."""

from __future__ import annotations

from datetime import datetime
from itertools import chain, count

from generator.addresses import Ref
from generator.archive import RESERVED
from generator.close.closing import ClosingError, Standing, Wish
from generator.linked import Playbook
from generator.load import ARCHIVES
from generator.model.ids import is_id, nearest
from generator.record import Note


def decided(book: Playbook, standing: Standing, wish: Wish) -> tuple[str, datetime, Note | None]:
    """The name of the run, when it ended, and what to record of that: nothing where the log says it.

    Raises ClosingError for what cannot be.
    """
    if book.calendar is None:
        if wish.run in standing.taken:
            raise ClosingError(f"The run `{wish.run}` is archived already, and no other has begun.")
        raise ClosingError("There is no run to close: the playbook has no T0 (`activated`).")
    t0 = book.calendar.t0.astimezone(book.now.tzinfo)
    run = _name(t0, standing, wish)
    if wish.by is not None and Ref("roles", wish.by) not in book.entries:
        near = nearest(wish.by, (role.id for role in book.roles))
        raise ClosingError(f"There is no role `{wish.by}`." + (f" Did you mean `{near}`?" if near else ""))
    said = [event for event in book.events if event.record.kind == "ended" and not event.record.about]
    if said and (wish.by or wish.text):
        raise ClosingError(f"The log has the end already (`{said[-1].id}`): close without a role or a text.")
    ended = _end(book, said[-1].at if said else None, wish)
    if ended < t0:
        raise ClosingError(f"The run began at {_shown(t0)}; it cannot have ended at {_shown(ended)}.")
    return run, ended, None if said else Note((), "ended", ended, by=wish.by, text=wish.text)


def _name(t0: datetime, standing: Standing, wish: Wish) -> str:
    stem = f"{t0:%Y-%m-%d}"
    if wish.run is None:
        numbered = (f"{stem}-{number}" for number in count(2))
        return next(name for name in chain([stem], numbered) if name not in standing.taken)
    if not is_id(wish.run) or wish.run in RESERVED:
        raise ClosingError(
            f"`{wish.run}` cannot be the name of a run: it takes small letters, digits and single dashes, "
            f"such as `{stem}`. The name comes first, then the text, in quotes."
        )
    if wish.run in standing.taken:
        raise ClosingError(f"{ARCHIVES}/{wish.run} is there already; give this run another name.")
    return wish.run


def _end(book: Playbook, logged: datetime | None, wish: Wish) -> datetime:
    """When it was over, to the minute, in the playbook's zone: as recorded, else as wished, else now."""
    zone = book.now.tzinfo
    recorded = book.anchors.get("ended", logged)
    wished = wish.at.replace(tzinfo=wish.at.tzinfo or zone) if wish.at else None
    if recorded and wished and _minute(recorded) != _minute(wished):
        raise ClosingError(f"That it ended at {_shown(recorded.astimezone(zone))} is recorded already.")
    if recorded:
        return recorded.astimezone(zone)
    ended = _minute((wished or wish.now).astimezone(zone))
    last = max(book.moments, key=lambda key: book.moments[key], default=None)
    if last and ended < _minute(book.moments[last]):
        at = _shown(book.moments[last])
        raise ClosingError(
            f"The log goes on until {at} (`{last}`), so it cannot have ended at {_shown(ended)}."
        )
    return ended


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
