"""Who: the playbook as a whole, severity levels, roles, rituals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import (
    CadenceText,
    Contact,
    DurationText,
    EndText,
    Escalate,
    IdText,
    MomentText,
    Number,
    PlainText,
    Record,
    RichList,
    RichText,
    RoleId,
    TimeText,
    TitledEntry,
    described,
    required,
)


class Bands(Record):
    """The lowest score of each band; below `medium` is low."""

    critical: Number = described("The lowest score that is critical.", 500, 500)
    high: Number = described("The lowest score that is high.", 200, 200)
    medium: Number = described("The lowest score that is medium.", 30, 30)


class Limits(Record):
    """Where the rules start to warn."""

    actions_per_role_per_day: Annotated[int, Field(ge=1)] = described(
        "How many actions a day a role can carry.", 3, 3
    )
    stale_after: DurationText = described("An entry not reviewed for longer is stale.", "7 days", "7 days")


class Overview(TitledEntry):
    """The playbook as a whole."""

    key: IdText = required("Names this playbook in readers' browsers; never change it.", "card-outage")
    organisation: PlainText | None = described("Whose playbook it is.", "A retail bank")
    situation: RichText | None = described("What is happening.", "Card payments fail for one in five.")
    conclusion: RichText | None = described(
        "The one thought that readers should keep.", "Restore first, explain honestly."
    )
    version: PlainText | None = described(
        "Names a milestone; one not published before is frozen under this name.", "2026.11"
    )
    version_title: PlainText | None = described(
        "A few words beside it where readers choose a version.", "After the move"
    )
    visibility: Literal["public", "restricted"] | None = described(
        "Who can read the published site: anybody, or only whom its host lets in. Needed to publish.",
        "restricted",
    )
    timezone: str | None = described(
        "The zone of all times, as Area/City; needed once one has a date.", "Europe/London"
    )
    days: Literal["calendar", "working"] = described(
        "Which days count: all of them, or Monday to Friday.", "calendar", "calendar"
    )
    quiet_hours: str | None = described(
        "When what counts in hours rests, unless it says `day and night`.", "22:00-07:00"
    )
    activated: MomentText | None = described(
        "T0: when the crisis was declared; left out until then.", "2026-11-23T09:00"
    )
    declare_when: RichList = described("Signs at which it is declared.", ["One card in ten declined"], ())
    ended: MomentText | None = described("When it was over.", "2026-11-30T17:00")
    events: dict[IdText, RichText] = described(
        "Moments, by id, that times may refer to; the log says when each is reached.",
        {"contained": "No card is declined"},
        {},
    )
    horizon: TimeText | None = described("How far the plan reaches.", "day 90")
    war_room: tuple[Contact, ...] = described("Where the team meets.", [{"call": "+44 20 7946 0000"}], ())
    bands: Bands = described("The scores at which the bands begin.", {"critical": 500}, Bands())
    limits: Limits = described("Where the rules start to warn.", {"stale_after": "7 days"}, Limits())
    editions: dict[IdText, tuple[IdText, ...]] = described(
        "Editions of the site, and the groups that each is for; `default` is everybody's.",
        {"leadership": ["leadership"]},
        {},
    )

    def groups_of(self, edition: str) -> frozenset[str]:
        """The groups that an edition is for; none for one that is not named."""
        return frozenset(self.editions.get(edition, ()))


class Level(TitledEntry):
    """A severity: what it is, and what is then done."""

    criteria: RichList = described("What makes it this severe.", ["One card in ten declined"], ())
    response: RichList = described("What is done.", ["Declare, open the war room"], ())


class Person(Record):
    """Somebody who fills a role."""

    name: PlainText = required("The name, or where to find it.", "(on the rota)")
    contacts: tuple[Contact, ...] = described("How to reach them.", [{"call": "+44 20 7946 0001"}], ())
    backup: bool = described("Whether they only stand in.", False, False)
    note: RichText | None = described("Anything else to know.", "Nights only.")


class Absence(Record):
    """When a role is away, and who covers."""

    from_: TimeText = Field(alias="from", description="The first day.", examples=["2026-12-24"])
    to: EndText = required("The last day.", "2026-12-27")
    cover: RoleId | None = described("Who covers meanwhile.", "platform-lead")


class Role(TitledEntry):
    """Who does things: a role of ours, a group of roles, or somebody outside."""

    aliases: tuple[PlainText, ...] = described("Other names, as source documents have them.", ["IL"], ())
    kind: Literal["internal", "external"] = described(
        "Whether it is one of ours, or outside; readers pick only internal roles.", "external", "internal"
    )
    people: tuple[Person, ...] = described("Who fills it.", [{"name": "(on the rota)"}], ())
    deputy: RoleId | None = described("The role that takes over when this one cannot.", "platform-lead")
    reports_to: RoleId | None = described("The role that this one reports to.", "cto")
    contacts: tuple[Contact, ...] = described("How to reach the role.", [{"chat": "#incident"}], ())
    escalate: Escalate | None = described(
        "The role to turn to when nothing moves.", {"after": "15 minutes", "to": "cto"}
    )
    handles: RichList = described("What this role handles personally.", ["Decisions on rollback"], ())
    delegated: RichList = described("What was delegated to this role.", ["Finding the cause"], ())
    away: tuple[Absence, ...] = described(
        "When the role is away.", [{"from": "2026-12-24", "to": "2026-12-27", "cover": "platform-lead"}], ()
    )
    members: tuple[RoleId, ...] = described("The roles in it, where it is a group.", ["cto"], ())


class Ritual(TitledEntry):
    """A standing meeting or habit."""

    cadence: CadenceText | None = described("How often it takes place.", "daily at 09:00")
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = described("How long it lasts, in minutes.", 15)
    who: tuple[RoleId, ...] = described("Who takes part.", ["incident-lead"], ())
    owner: RoleId | None = described("Who leads it.", "incident-lead")
    purpose: RichText | None = described("What it is for.", "Deliverables and blockers")
    agenda: RichList = described("What is gone through, in order.", ["Blockers", "Numbers"], ())
