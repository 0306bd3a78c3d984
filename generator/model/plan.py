"""The response: priorities with their actions and steps, risks with their contingencies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from generator.model.base import (
    ActionId,
    AnyRef,
    CadenceText,
    ContingencyId,
    CoverRef,
    EndText,
    Escalate,
    IdText,
    KpiId,
    Money,
    Number,
    PlainText,
    PriorityId,
    Record,
    RefTo,
    RichList,
    RichText,
    RitualId,
    RoleId,
    Score5,
    Score10,
    TargetId,
    Threshold,
    TimeText,
    TitledEntry,
    described,
    required,
)


def shape(value: object) -> str:
    """Which member of a union a value means: a mapping is the long form, all else the short one."""
    return "long" if isinstance(value, (dict, Record)) else "short"


class StepDetail(Record):
    """A step in its long form."""

    text: RichText = required("What to do.", "Compare the certificates")
    id: IdText | None = described("A stable id, so that a reworded step keeps its tick.", "certificates")
    optional: bool = described("Whether the action is done without it.", True, False)
    if_: RichText | None = Field(
        None, alias="if", description="When it applies.", examples=['The error says "handshake"']
    )
    note: RichText | None = described("Anything else to know.", "Takes ten minutes.")
    steps: Steps = described("Steps inside this one.", ["First node", "Second node"], ())


Step = Annotated[Annotated[RichText, Tag("short")] | Annotated[StepDetail, Tag("long")], Discriminator(shape)]
Steps = tuple[Step, ...]
# A step holds steps: only now is the class whole, and those that hold steps are built once.
StepDetail.model_rebuild()


class Branch(Record):
    """If this, then that."""

    if_: RichText = Field(alias="if", description="The condition.", examples=["A provider is at fault"])
    then: Annotated[RichText, RefTo(("contingencies", "actions", "risks"), qualified=True)] = required(
        "A reference (`contingencies/roll-back`) or a sentence.", "contingencies/roll-back"
    )


class Action(TitledEntry):
    """One thing to do, by one owner, at a time."""

    when: TimeText | None = described("When it is done, counted from T0.", "day 1 morning")
    owner: RoleId | None = described("Who answers for it; none: the priority's owner.", "platform-lead")
    supports: tuple[RoleId, ...] = described("Roles that help.", ["incident-lead"], ())
    only_when: RichText | None = described("A condition for doing it at all.", "The gateway answers")
    branches: tuple[Branch, ...] = described(
        "What to do if this or that turns out.",
        [{"if": "A provider is at fault", "then": "contingencies/roll-back"}],
        (),
    )
    never: RichList = described("What must not be done.", ["Restart both nodes at once"], ())
    steps: Steps = described("How it is done, in order.", ["Read the gateway's error budget"], ())
    needs: tuple[ActionId, ...] = described("Actions that must be done first.", ["find-cause"], ())
    if_fails: ContingencyId | None = described("The contingency if it does not work.", "roll-back")
    escalate: Escalate | None = described(
        "The role to turn to when nothing moves.", {"after": "4 hours", "to": "cto"}
    )
    done_when: RichText | None = described("How to know that it is done.", "One named cause.")
    repeat: PlainText | None = described("For each of what it is done anew.", "per report")
    ritual: RitualId | None = described("The ritual in which it happens.", "daily-standup")


class Score(Record):
    """One factor of the rank, 1 to 10."""

    score: Score10 = required("1 (lowest) to 10 (highest).", 8)
    because: RichText | None = described("The reason for the score.", "The old gateway still runs.")


class RankOverride(Record):
    """A recorded decision that a rank is not the computed one."""

    rank: Annotated[int, Field(ge=1)] = required("The rank decided.", 1)
    because: RichText = required("The reason.", "The regulator's deadline.")
    decided_by: RoleId = required("The role that decided it.", "cto")


class SuccessMeasure(Record):
    """A success criterion that is a KPI or a target."""

    kpi: KpiId | None = described("The KPI that shows it.", "success-rate")
    target: TargetId | None = described("The target that shows it.", "service-30")


Success = Annotated[
    Annotated[RichText, Tag("short")] | Annotated[SuccessMeasure, Tag("long")], Discriminator(shape)
]


class Priority(TitledEntry):
    """One front of the crisis."""

    aliases: tuple[PlainText, ...] = described("Other names in source documents.", ["Card outage"], ())
    owner: RoleId | None = described("Who answers for the whole of it.", "incident-lead")
    business_impact: Score | None = described(
        "How much the business loses, 1 to 10.", {"score": 10, "because": "Every declined card."}
    )
    technical_risk: Score | None = described(
        "How hard and uncertain the work is, 1 to 10.", {"score": 6, "because": "The old one runs."}
    )
    resource_availability: Score | None = described(
        "How free people are for it, 1 to 10; 10: they are free.",
        {"score": 9, "because": "Two people for two days."},
    )
    justification: RichText | None = described("Why it ranks where it does.", "Nothing else matters.")
    phase: Literal["before", "during", "after"] | None = described(
        "Preparation, the crisis itself, or what follows.", "during"
    )
    window: TimeText | None = described("When it is worked on.", "days 1-2")
    order: Annotated[int, Field(ge=1)] | None = described("Its place where no priority is scored.", 1)
    rank_override: RankOverride | None = described(
        "A rank that was decided, in place of the computed one.",
        {"rank": 1, "because": "A deadline.", "decided_by": "cto"},
    )
    actions: dict[IdText, Action] = described(
        "What is done, by id.", {"find-cause": {"title": "Find it"}}, {}
    )
    success: tuple[Success, ...] = described(
        "How success shows: sentences, KPIs or targets.", [{"kpi": "success-rate"}], ()
    )
    mitigations: RichList = described(
        "What makes failure less likely or less bad.", ["Keep the old gateway warm"], ()
    )


class Risk(TitledEntry):
    """Something that may happen."""

    owner: RoleId | None = described("Who watches it.", "platform-lead")
    likelihood: Score5 | None = described("1 (rare) to 5 (almost certain).", 3)
    impact: Score5 | None = described("1 (minor) to 5 (severe).", 5)
    amount: Money | None = described(
        "Money at stake.", {"value": 200000, "currency": "GBP", "basis": "a day"}
    )
    triggers: RichList = described("Signs that it is happening.", ["A deployment in the freeze"], ())
    mitigations: RichList = described("What makes it less likely or less bad.", ["Freeze"], ())
    priorities: tuple[PriorityId, ...] = described("Priorities it threatens.", ["restore-service"], ())
    kpis: tuple[KpiId, ...] = described("KPIs that would show it.", ["success-rate"], ())
    deputy: RoleId | None = described("Who watches it in the owner's absence.", "incident-lead")
    status: Literal["open", "mitigated", "accepted", "closed"] | None = described("Where it stands.", "open")


class Contingency(TitledEntry):
    """What is done when something fails."""

    trigger: RichText | None = described("What sets it off.", "No named cause by noon on day 1.")
    owner: RoleId | None = described("Who calls it.", "incident-lead")
    steps: Steps = described("How it is done, in order.", ["Announce in the war room"], ())
    covers: tuple[CoverRef, ...] = described(
        "The risks, priorities or actions it is for.", ["risks/second-outage"], ()
    )


class Improvement(TitledEntry):
    """What will be better afterwards."""

    horizon: TimeText | None = described("By when it is done.", "90 days")
    detail: RichText | None = described("What exactly is done.", "One terminal first.")
    owner: RoleId | None = described("Who does it.", "platform-lead")
    priorities: tuple[PriorityId, ...] = described("Priorities it serves.", ["restore-service"], ())


class Decision(TitledEntry):
    """A choice: taken, or open with a date and a default."""

    question: RichText | None = described("What is to be decided.", "Do we pay for both?")
    decision: RichText | None = described("The answer; none while open.", "Yes.")
    because: RichList = described("The reasons.", ["A way back is worth a month's rent"], ())
    approach: RichList = described("How it is carried out.", ["Review on day 30"], ())
    options: RichList = described("What can be chosen.", ["Keep both", "Cut over for good"], ())
    decided_by: RoleId | None = described("Who decides.", "cto")
    decided_on: TimeText | None = described("When it was decided.", "day 1")
    needed_by: TimeText | None = described("When it must be decided, while it is open.", "day 1")
    default: RichText | None = described("What happens if nobody decides.", "Keep both")
    cost_of_delay: Money | None = described(
        "What waiting costs.", {"value": 1000, "currency": "GBP", "basis": "a day"}
    )
    priorities: tuple[PriorityId, ...] = described("Priorities it concerns.", ["restore-service"], ())


class Hire(TitledEntry):
    """A post to fill."""

    when: TimeText | None = described("When it should be filled.", "month 2")
    focus: RichText | None = described("What the person will work on.", "Terminals")
    because: RichText | None = described("The reason.", "One person knows it today.")


class Deferral(TitledEntry):
    """What is not done now, so that something else is."""

    kind: Literal["sacrifice", "strategic"] | None = described(
        "A sacrifice of the crisis, or a strategic choice.", "sacrifice"
    )
    owner: RoleId | None = described("Who answers for it.", "cto")
    until: EndText | None = described("When it ends.", "month 2")
    scope: RichText | None = described("What exactly is deferred.", "All but security fixes")
    because: RichText | None = described("The reason.", "Same team.")
    affects: tuple[AnyRef, ...] = described("Entries that it touches.", ["decisions/keep-old-gateway"], ())


class PrincipleException(Record):
    """What a standing rule lets through."""

    what: RichText = required("What is excepted.", "Second acquirer")
    approved_by: RoleId | None = described("Who approved it.", "cto")
    until: EndText | None = described("When it ends.", "month 2")


class Principle(TitledEntry):
    """How we work; with approvers, a standing rule."""

    points: RichList = described("What it means.", ["Say what is known"], ())
    owner: RoleId | None = described("Who stands for it.", "cto")
    approvers: tuple[RoleId, ...] = described("Who may allow an exception.", ["cto"], ())
    applies_to: RichText | None = described("What it covers.", "Recurring costs above 1,000 a month")
    until: EndText | None = described("When it ends.", "day 90")
    exceptions: tuple[PrincipleException, ...] = described(
        "What it lets through.", [{"what": "Second acquirer", "approved_by": "cto"}], ()
    )


KpiTarget = Annotated[
    Annotated[RichText, Tag("short")] | Annotated[Threshold, Tag("long")], Discriminator(shape)
]


class Kpi(TitledEntry):
    """A number that is watched."""

    unit: PlainText | None = described("What it is counted in.", "%")
    direction: Literal["up", "down", "steady"] | None = described("Which way is better.", "up")
    baseline: Number | None = described("The number when the crisis began.", 81)
    target: KpiTarget | None = described("What it must reach.", {"op": ">=", "value": 99.5})
    measured: CadenceText | None = described(
        "How often it is measured; a value older than twice that is stale.", "daily"
    )
    owner: RoleId | None = described("Who measures it.", "platform-lead")
    priorities: tuple[PriorityId, ...] = described("Priorities it tells of.", ["restore-service"], ())
    source: RichText | None = described("Where the number comes from.", "Settlement report")


class Target(TitledEntry):
    """What must be true by a day."""

    by: TimeText | None = described("By when it must be true.", "day 30")
    statement: RichText | None = described("What must be true.", "Zero complaints.")
    kpis: dict[Annotated[str, RefTo(("kpis",))], Threshold] = described(
        "The numbers that show it.", {"success-rate": {"op": ">=", "value": 99.9}}, {}
    )
    owner: RoleId | None = described("Who answers for it.", "incident-lead")
    priorities: tuple[PriorityId, ...] = described("Priorities it serves.", ["restore-service"], ())
