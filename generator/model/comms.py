"""Communication: one plan an audience, and the promises made."""

from __future__ import annotations

from generator.model.base import (
    AnyRef,
    CadenceText,
    CommsId,
    Contact,
    Entry,
    IdText,
    Money,
    PlainText,
    PriorityId,
    Record,
    RichList,
    RichText,
    RitualId,
    RoleId,
    TimeText,
    TitledEntry,
    described,
    required,
)


class ScheduleItem(Record):
    """One thing that an audience hears: once, regularly, whenever something happens, in a ritual."""

    what: PlainText = required("What they hear.", "Status update")
    when: TimeText | None = described("When, if they hear it once.", "within 30 minutes")
    every: CadenceText | None = described("How often, if they hear it regularly.", "4 hours until day 2")
    whenever: RichText | None = described(
        "What sets it off, if they hear it each time.", "The cause is another"
    )
    ritual: RitualId | None = described("The ritual in which they hear it.", "daily-standup")
    channel: PlainText | None = described("The channel: mail, call, chat, meeting.", "email")
    owner: RoleId | None = described("Who sends it; none: the plan's owner.", "incident-lead")
    note: RichText | None = described("Anything else to know.", "By name, never to a list.")


class OfferItem(Record):
    """One part of an offer, with its time."""

    text: RichText = required("What is offered.", "Fees waived for the days of the outage")
    when: TimeText | None = described("When they get it.", "month 1")


class Offer(Record):
    """What is offered to an audience."""

    title: PlainText = required("What it is.", "Compensation")
    items: tuple[OfferItem, ...] = described("Its parts.", [{"text": "Fees waived", "when": "month 1"}], ())
    note: RichText | None = described("Anything else to know.", "Only if they ask.")
    assumed: tuple[str, ...] = described("Fields that are a guess.", ["items"], ())
    confidential: IdText | None = described("The group of readers that this is for.", "leadership")


class Template(Entry):
    """A message ready to send; `{name}` in it is a blank that only the sender can fill."""

    subject: RichText | None = described("The subject line.", "Card payments, update")
    body: RichText | None = described("The text.", "Success rate now: {rate}.")
    blanks: dict[str, PlainText] = described("What each blank asks for.", {"rate": "Success rate now"}, {})
    channel: PlainText | None = described("How it is sent.", "email")
    tone: RichText | None = described("How this one sounds; none: as the plan says.", "Sober, no adjectives.")
    never_say: RichList = described("What it must not say, besides what the plan forbids.", ["A date"], ())
    approver: tuple[RoleId, ...] = described("The roles that must clear it.", ["cto"], ())


class CommsPlan(TitledEntry):
    """One audience: what it hears, when, from whom."""

    roles: tuple[RoleId, ...] = described("Roles of ours that belong to the audience.", ["cto"], ())
    recipients: tuple[PlainText, ...] = described(
        "Who exactly hears it.", ["The twelve largest merchants"], ()
    )
    owner: RoleId | None = described("Who answers for the whole plan.", "incident-lead")
    message: RichText | None = described("The message in a sentence or two.", "We found the fault.")
    tone: RichText | None = described("How it sounds.", "Plain, no blame.")
    approach: RichList = described("How to go about it, in general.", ["Call before writing"], ())
    cleared_by: RoleId | None = described("Nothing is sent before this role clears it.", "cto")
    key_points: RichList = described("What must be said.", ["What happened"], ())
    never_say: RichList = described("What must not be said.", ["Human error"], ())
    contacts: tuple[Contact, ...] = described("How to reach them.", [{"email": "m@example.org"}], ())
    schedule: tuple[ScheduleItem, ...] = described(
        "What they hear, when.", [{"what": "First notice", "when": "within 30 minutes"}], ()
    )
    offers: tuple[Offer, ...] = described("What they are offered.", [{"title": "Compensation"}], ())
    templates: dict[IdText, Template] = described(
        "Messages ready to send, by id.", {"update": {"subject": "Update", "body": "It works again."}}, {}
    )
    priorities: tuple[PriorityId, ...] = described("Priorities it concerns.", ["restore-service"], ())


class Commitment(TitledEntry):
    """One promise to one audience."""

    to: CommsId | None = described("The audience it was made to.", "merchants")
    promise: RichText | None = described("The promise itself.", "We write every four hours.")
    every: CadenceText | None = described("How often, if it recurs.", "4 hours until day 2")
    by: TimeText | None = described("By when, if it is once.", "day 30")
    owner: RoleId | None = described("Who keeps it.", "incident-lead")
    amount: Money | None = described(
        "What keeping it costs.", {"value": 0, "currency": "GBP", "basis": "once"}
    )
    backed_by: tuple[AnyRef, ...] = described(
        "The entries that make it possible.", ["actions/restore-service.find-cause"], ()
    )
    priorities: tuple[PriorityId, ...] = described("Priorities it concerns.", ["restore-service"], ())
