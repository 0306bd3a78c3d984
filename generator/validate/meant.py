"""Which field somebody meant who typed the name of none."""

from __future__ import annotations

from generator.load import Raw, RawList, RawMap
from generator.model import Record, StepDetail
from generator.model.ids import nearest
from generator.model.shapes import EitherShape, MapShape, RecordShape, Shape, fields_of

_TIMES = ("by", "when", "needed_by", "until", "at")
_WORDS = ("note", "summary", "text", "what", "purpose")

#: What people call a field elsewhere; the first that an entry has is meant.
_ALSO_CALLED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("name", "label", "heading", "subject"), ("title",)),
    **dict.fromkeys(("description", "desc", "details", "comment", "comments", "notes"), _WORDS),
    **dict.fromkeys(
        ("responsible", "assignee", "assigned_to", "lead", "accountable", "who"), ("owner", "by")
    ),
    **dict.fromkeys(("backup", "substitute", "stand_in", "cover"), ("deputy",)),
    **dict.fromkeys(("due", "due_date", "deadline", "date", "timeline", "time"), _TIMES),
    **dict.fromkeys(("frequency", "interval", "how_often", "repeat"), ("every", "cadence")),
    **dict.fromkeys(("probability", "chance"), ("likelihood",)),
    **dict.fromkeys(("severity", "consequence"), ("impact",)),
    **dict.fromkeys(("cost", "costs", "money", "budget"), ("amount", "cost_of_delay")),
    **dict.fromkeys(("goal", "threshold"), ("target",)),
    **dict.fromkeys(("task", "tasks", "todo", "todos", "to_do", "checklist"), ("actions", "steps")),
    **dict.fromkeys(("depends_on", "dependencies", "requires", "prerequisites", "blocked_by"), ("needs",)),
    **dict.fromkeys(("metric", "metrics"), ("kpis",)),
    **dict.fromkeys(("reason", "why", "rationale"), ("because", "note")),
    **dict.fromkeys(("audience", "recipient", "recipients"), ("to",)),
    **dict.fromkeys(("phone", "tel", "telephone", "mobile", "number"), ("call",)),
    **dict.fromkeys(("mail", "e_mail"), ("email",)),
    **dict.fromkeys(("slack", "teams", "channel"), ("chat",)),
    **dict.fromkeys(("url", "website", "address"), ("link", "url")),
}


def meant_field(key: str, value: Raw | None, record: type[Record]) -> str | None:
    """The field that a key was probably meant to be; None where nobody can tell.

    `value` is what stands under the key: what holds entries is not a misspelt text.
    """
    fields = fields_of(record)
    bare = key.strip(" *_:-`'\"\u201c\u201d\u2018\u2019\u201e").lower().replace(" ", "_").replace("-", "_")
    if record is StepDetail and isinstance(value, RawList) and bare not in fields:
        return "text"
    known = next((name for name in (bare, *_ALSO_CALLED.get(bare, ())) if name in fields), None)
    near = known or nearest(bare, fields)
    if near and isinstance(value, RawMap) and not _holds_names(fields[near].shape):
        return None
    return near


def _holds_names(shape: Shape) -> bool:
    if isinstance(shape, EitherShape):
        return any(map(_holds_names, shape.members))
    return isinstance(shape, (MapShape, RecordShape))
