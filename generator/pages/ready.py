"""Messages ready to send as an audience's page offers them: in the order of a crisis, each in its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from generator.addresses import OVERVIEW, address, parse_ref
from generator.facts import Fact as Field
from generator.facts import facts
from generator.linked import CommsPlan, Role, Template
from generator.linked.resolve import resolver
from generator.message import Fact, Gap, Part, Words, message
from generator.pages.fitting import SPOKEN, words_of
from generator.stated import stated
from generator.text import visible

#: The moments of a crisis by the ids of their templates; `correction-of-a-date` is of its moment as well.
MOMENTS = (
    "first-notice",
    "holding",
    "update",
    "no-news",
    "delay",
    "correction",
    "resolved",
    "compensation",
    "call-script",
)

#: Fields of a template that its card shows in a way of its own.
SHOWN = frozenset({"summary", "subject", "body", "blanks", "channel", "tone", "never_say", "approver"})

#: The words of a channel by which a mail program writes.
_MAIL = frozenset({"mail", "email"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message; `text` is plain.

    Of a fact `address` is where it stands on the site. Of a blank `text` is what it asks for, `name` its id.
    """

    kind: Literal["words", "fact", "blank"]
    text: str
    address: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """What a sender fills in. `is_long` where its line ends with it, so that it may be several lines."""

    name: str
    label: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of a message come from: what readers call it, its address, whether it is a guess."""

    name: str
    address: str
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """A template as its card shows it.

    `use` is when to use it, plain and in one line, empty where nobody says so. `tone` is its own, else the
    plan's; `never_say` holds its own and the plan's. `last` is when the log last has it as sent, in the
    playbook's zone. `mail` holds the addresses of its audience, maybe none; it is None where it does not go
    by mail. `about` are the fields that stand nowhere else on the card.
    """

    template: Template
    use: str
    subject: tuple[Piece, ...]
    body: tuple[Piece, ...]
    blanks: tuple[Blank, ...]
    sources: tuple[Source, ...]
    channel: Field | None
    tone: Field | None
    never_say: tuple[Field, ...]
    cleared_by: tuple[Role, ...]
    is_spoken: bool
    mail: tuple[str, ...] | None
    last: datetime | None
    about: tuple[Field, ...]

    @property
    def is_text_assumed(self) -> bool:
        """Whether its words are a guess."""
        return not {"subject", "body"}.isdisjoint(self.template.assumed)

    @property
    def fields(self) -> tuple[tuple[str, str, bool], ...]:
        """The blanks as scripts take them: name, label, whether it may be several lines."""
        return tuple((blank.name, blank.label, blank.is_long) for blank in self.blanks)


def all_ready(plan: CommsPlan) -> tuple[Ready, ...]:
    """The messages of one audience, in the order of a crisis; what belongs to no moment comes last."""
    return tuple(ready(template) for template in sorted(plan.templates, key=_moment))


def ready(template: Template) -> Ready:
    """One message."""
    made, plan = message(template), template.plan
    own = {field.name: field for field in facts(template)}
    of_plan = {field.name: field for field in facts(plan)}
    channel = words_of(template.record.channel or "")
    is_spoken = not template.record.subject and bool(SPOKEN & (channel or words_of(template.anchor)))
    is_mail = not is_spoken and (not channel or bool(_MAIL & channel))
    return Ready(
        template=template,
        use=" ".join(visible(template.record.summary or "", resolver(template.book)).split()),
        subject=tuple(map(_piece, made.subject)),
        body=tuple(map(_piece, made.body)),
        blanks=tuple(Blank(gap.name, gap.label, _is_long(gap, made.subject, made.body)) for gap in made.gaps),
        sources=tuple(dict.fromkeys(_source(fact, template) for fact in made.facts)),
        channel=own.get("channel"),
        tone=own.get("tone") or of_plan.get("tone"),
        never_say=tuple(each["never_say"] for each in (own, of_plan) if "never_say" in each),
        cleared_by=_cleared_by(template),
        is_spoken=is_spoken,
        mail=tuple(one.email for one in plan.record.contacts if one.email) if is_mail else None,
        last=_last(template),
        about=tuple(field for name, field in own.items() if name not in SHOWN),
    )


def _moment(template: Template) -> tuple[int, str]:
    id_ = template.anchor
    found = (n for n, moment in enumerate(MOMENTS) if id_ == moment or id_.startswith(f"{moment}-"))
    return next(found, len(MOMENTS)), id_


def _piece(part: Part) -> Piece:
    if isinstance(part, Gap):
        return Piece("blank", part.label, name=part.name)
    if isinstance(part, Fact):
        return Piece("fact", part.text, _address(part))
    return Piece("words", part.text)


def _address(fact: Fact) -> str:
    if fact.entry:
        return fact.entry.address
    return address(parse_ref(fact.source) or OVERVIEW)


def _source(fact: Fact, template: Template) -> Source:
    entry = fact.entry
    field = fact.source.removeprefix(f"{entry.ref}").removeprefix(".") if entry else ""
    name = stated(fact.source, fact.text, template.book).name
    return Source(name, _address(fact), bool(entry and field.partition(".")[0] in entry.assumed))


def _is_long(gap: Gap, subject: Iterable[Part], body: tuple[Part, ...]) -> bool:
    return gap not in subject and all(_ends_line(after) for after in _after(gap, body))


def _after(gap: Gap, body: tuple[Part, ...]) -> Iterator[Part | None]:
    """What stands behind each place of a blank; None at the end."""
    yield from (after for part, after in zip(body, (*body[1:], None), strict=True) if part == gap)


def _ends_line(after: Part | None) -> bool:
    return after is None or (isinstance(after, Words) and after.text.startswith("\n"))


def _cleared_by(template: Template) -> tuple[Role, ...]:
    """Who must clear it: its own approvers, then who clears all that the audience hears."""
    ids = (*template.record.approver, *filter(None, (template.plan.record.cleared_by,)))
    return tuple(dict.fromkeys(template.book.roles_of(ids)))


def _last(template: Template) -> datetime | None:
    sent = [event.at for event in template.state.events if event.record.kind == "sent"]
    return max(sent).astimezone(template.book.now.tzinfo) if sent else None
