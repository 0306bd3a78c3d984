"""What every record is made of: the kinds of text, of time, of reference.

A record holds what the YAML field says, under the field's own name. Its annotations carry
*markers*, which later stages read: `validate` parses what is marked as a time, `link` resolves
what is marked as a reference, `render` shows plain and rich text each in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class Plain:
    """Text that reaches a page exactly as typed: titles, names, labels, units."""


@dataclass(frozen=True, slots=True)
class Rich:
    """Prose: emphasis, code, lists, links and references."""


@dataclass(frozen=True, slots=True)
class Id:
    """A name that the author chooses, `[a-z0-9]+(-[a-z0-9]+)*`."""


@dataclass(frozen=True, slots=True)
class When:
    """A time of the grammar in `when`; `expects` is one of that module's kinds."""

    expects: Literal["time", "end", "cadence", "duration", "date", "moment"]


@dataclass(frozen=True, slots=True)
class RefTo:
    """An id. One collection: a bare id. `qualified`: `collection/id`, of any of `collections`."""

    collections: tuple[str, ...]
    qualified: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """An http, https, mailto or tel address."""


PlainText = Annotated[str, Plain()]
RichText = Annotated[str, Rich()]
RichList = tuple[RichText, ...]
IdText = Annotated[str, Id()]

TimeText = Annotated[str, When("time")]
EndText = Annotated[str, When("end")]
CadenceText = Annotated[str, When("cadence")]
DurationText = Annotated[str, When("duration")]
DateText = Annotated[str, When("date")]
MomentText = Annotated[str, When("moment")]

RoleId = Annotated[str, RefTo(("roles",))]
PriorityId = Annotated[str, RefTo(("priorities",))]
KpiId = Annotated[str, RefTo(("kpis",))]
TargetId = Annotated[str, RefTo(("targets",))]
ContingencyId = Annotated[str, RefTo(("contingencies",))]
CommsId = Annotated[str, RefTo(("comms",))]
RitualId = Annotated[str, RefTo(("rituals",))]
LogId = Annotated[str, RefTo(("log",))]
ActionId = Annotated[str, RefTo(("actions",))]
"""An action: `priority.action`, or inside its own priority the action's id alone."""

#: Fields that hold `collection/id`: these collections, in the order in which readers meet them.
ENTRY_COLLECTIONS = (
    "levels",
    "roles",
    "priorities",
    "actions",
    "kpis",
    "targets",
    "risks",
    "contingencies",
    "comms",
    "commitments",
    "rituals",
    "improvements",
    "decisions",
    "hires",
    "deferrals",
    "principles",
    "log",
)
AnyRef = Annotated[str, RefTo(ENTRY_COLLECTIONS, qualified=True)]
LoggedRef = Annotated[str, RefTo((*ENTRY_COLLECTIONS, "templates", "events"), qualified=True)]
CoverRef = Annotated[str, RefTo(("risks", "priorities", "actions"), qualified=True)]

Number = int | float
Score10 = Annotated[int, Field(ge=1, le=10)]
Score5 = Annotated[int, Field(ge=1, le=5)]


class Record(BaseModel):
    """A frozen, strict record: a field that is not named here is an error."""

    # Deferred: only what a file's entries are validated with gets a validator of its own, which
    # saves a third of the time that importing the model takes.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


def described(description: str, example: Any, default: Any = None) -> Any:
    """A field with what an editor shows of it. Lists and maps are empty by default."""
    return Field(default, description=description, examples=[example])


def required(description: str, example: Any) -> Any:
    """A field that an entry cannot do without."""
    return Field(description=description, examples=[example])


class Link(Record):
    """A link to a place outside the playbook."""

    title: PlainText = required("What the link leads to.", "Gateway dashboard")
    url: Annotated[str, Address()] = required("Its address.", "https://status.example.org/gateway")


class Contact(Record):
    """One way to reach somebody; several ways in one entry belong together."""

    call: PlainText | None = described("A telephone number.", "+44 20 7946 0000")
    chat: PlainText | None = described("A chat channel or handle.", "#incident")
    email: PlainText | None = described("A mail address.", "merchants@example.org")
    link: Annotated[str, Plain(), Address()] | None = described(
        "A web address, such as a video call.", "https://chat.example.org/war-room"
    )
    note: RichText | None = described("When or how to use it.", "Bridge, PIN in the vault")


class Escalate(Record):
    """Whom to turn to when nothing moves."""

    after: DurationText = required("How long to wait first.", "15 minutes")
    to: RoleId = required("The role that then takes over.", "cto")


class Money(Record):
    """An amount of money; `basis` says per what."""

    value: Number = required("The amount, in whole units of the currency.", 200000)
    currency: PlainText = required("The currency's three-letter code.", "GBP")
    basis: PlainText | None = described("Per what: once, a day, a month, a year.", "a day")


class Threshold(Record):
    """A number to be reached: `op` compares the measured value (left) with `value` (right)."""

    op: Literal[">=", ">", "<=", "<", "="] = required("How the measured value compares.", ">=")
    value: Number = required("The number, in the KPI's unit.", 99.5)


class Acceptance(Record):
    """A rule that is knowingly not followed."""

    rule: IdText = required("The code that the warning shows in brackets.", "missing-owner")
    because: RichText = required("Why that is acceptable.", "The rota names the owner each evening.")
    by: RoleId = required("Who accepted it.", "cto")
    until: EndText | None = described("When the acceptance ends.", "2026-12-31")


class Entry(Record):
    """What every entry may carry."""

    summary: RichText | None = described("One or two sentences on what this is.", "Restore first.")
    note: RichText | None = described("Anything else a reader should know.", "Seen in March as well.")
    links: tuple[Link, ...] = described(
        "Places outside the playbook.", [{"title": "Runbook", "url": "https://wiki.example.org/run"}], ()
    )
    assumed: tuple[str, ...] = described(
        "Fields of this entry that are a guess; readers see 'assumed, not confirmed'.", ["summary"], ()
    )
    open: RichList = described("Questions that nobody has answered yet.", ["Who calls them?"], ())
    accept: tuple[Acceptance, ...] = described(
        "Warnings that somebody accepts, with the reason.",
        [{"rule": "missing-owner", "because": "Named on the day.", "by": "cto"}],
        (),
    )
    confidential: IdText | None = described(
        "The group of readers that this is for alone; editions for others leave it out.", "leadership"
    )
    reviewed: DateText | None = described("When somebody last read it critically.", "2026-11-20")
    review_every: DurationText | None = described("How often somebody should read it again.", "3 months")


class TitledEntry(Entry):
    """An entry with a title of its own."""

    title: PlainText = required("Its name, as readers see it.", "Restore card payments")
