"""A role's desk: what it shows, for whom it waits, what is asked of it."""

from __future__ import annotations

from generator.linked import Playbook
from generator.pages.duties import duties
from generator.pages.now import Desk, desk, desks
from tests import playbooks, sites
from tests.playbooks import HEAD, book

DECLARED = HEAD.replace("Europe/London", "Europe/London, activated: 2026-11-23T09:00")
PLAN = """
roles:
  lead: {title: Lead, deputy: two, reports_to: boss, escalate: {after: 15 minutes, to: boss}}
  two:
    title: Two
    contacts: [{call: "2"}]
    away: [{from: 2026-12-24, to: 2026-12-27, cover: lead}, {from: day 3, to: day 3}]
  boss: {title: Boss}
  all: {title: All, members: [lead, two]}
  press: {title: Press, kind: external}
priorities:
  fix:
    title: Fix
    owner: lead
    actions:
      second:
        title: Second
        when: day 2
        needs: [other]
        steps: [{id: a, text: A, steps: [{id: b, text: B}]}]
      first: {title: First, when: day 1, escalate: {after: 4 hours, to: two}}
      other: {title: Other, owner: two, when: day 1, needs: [first], supports: [all]}
"""
BLOCKED = """
log:
  a:
    at: 2026-11-24T02:00
    kind: blocked
    about: [actions/fix.other]
    waiting_on: lead
    until: 2026-11-24T15:00
    text: No decision.
"""


def of(role: str, found: Playbook | None = None) -> Desk:
    """The desk of a role."""
    owner = (found or book(PLAN)).role(role)
    assert owner is not None
    return desk(owner)


def test_the_next_action_stands_first() -> None:
    """What is done is kept among the others, in order of time."""
    done = book(PLAN + "log:\n  a: {at: 2026-11-23T10:00, kind: done, about: [actions/fix.first]}\n")
    open_, after = of("lead"), of("lead", done)

    assert ("fix.first", ["fix.second"]) == (
        open_.first and open_.first.action.id,
        [task.action.id for task in open_.then],
    )
    assert ("fix.second", ["fix.first"]) == (
        after.first and after.first.action.id,
        [task.action.id for task in after.then],
    )
    assert (2, 1) == (open_.open, after.open)


def test_a_card_has_its_steps_and_its_escalation() -> None:
    """Nested steps too; the time to wait in words and in minutes."""
    found = of("lead")
    assert found.first is not None
    escalation = found.first.escalation

    assert ["a", "a.b"] == [step.key for step in found.then[0].steps]
    assert escalation is not None
    assert ("4 hours", 240, "two") == (escalation.after, escalation.minutes, escalation.to.id)


def test_others_wait_for_what_they_need_or_what_the_log_says() -> None:
    """Either alone is enough, and each action stands once."""
    needed = of("lead").waiting
    held = of("lead", book(PLAN + BLOCKED, DECLARED)).waiting
    freed = of("lead", book((PLAN + BLOCKED).replace("needs: [first], ", ""), DECLARED)).waiting

    assert [("fix.other", ["fix.first"], False)] == [
        (item.action.id, [action.id for action in item.needs], item.hindrance is not None) for item in needed
    ]
    assert ["fix.other"] == [item.action.id for item in held]
    assert [("fix.other", ())] == [(item.action.id, item.needs) for item in freed]


def test_what_is_blocked_says_why() -> None:
    """Since when, on whom, until when, in whose words; in the playbook's zone."""
    found = of("two", book(PLAN + BLOCKED, DECLARED)).first
    assert found is not None
    assert found.hindrance is not None
    why = found.hindrance
    assert why.until is not None

    assert ("2026-11-24 02:00", "2026-11-24 15:00") == (f"{why.since.start:%F %R}", f"{why.until.end:%F %R}")
    assert ("lead", "No decision.") == (why.on and why.on.id, why.text)


def test_each_number_stands_once_with_every_reason() -> None:
    """Who can be called stands first; the role itself is not called."""
    calls = [(call.role.id, call.reasons) for call in of("lead").calls]

    assert [
        ("two", ("deputy", "escalation", "has to finish first")),
        ("boss", ("escalation after 15 minutes", "reports to")),
    ] == calls


def test_absences_of_all_whom_a_desk_names() -> None:
    """Its own, of whom it covers, of whom it would call; dates as people say them."""
    found = of("lead").away

    assert [
        ("two", "Thu 24 Dec 2026 to Sun 27 Dec 2026", "lead"),
        ("two", "day 3", None),
    ] == [(item.role.id, item.words, item.cover and item.cover.id) for item in found]
    assert ({"date": "2026-12-24", "time": "09:00"}, {"date": "2026-12-27", "time": "18:00"}) == (
        found[0].first["from"],
        found[0].last["to"],
    )
    assert () == of("press").away


def test_support_through_a_group_counts() -> None:
    """Whoever belongs to the group is asked; the owner is not told to support themselves."""
    assert ["fix.other"] == [action.id for action in of("lead").supports]
    assert () == of("two").supports


def test_only_roles_of_ours_have_a_desk_on_the_common_page() -> None:
    """Those with something to do first."""
    assert ["lead", "two", "boss"] == [item.role.id for item in desks(book(PLAN))]


ASKED = """
roles:
  boss: {title: Boss}
  lead: {title: Lead, escalate: {after: 1 hour, to: boss}}
  all: {title: All, members: [boss]}
comms:
  us: {title: Us, roles: [all], owner: lead, schedule: [{what: Briefing, every: daily, owner: boss}]}
  them: {title: Them, cleared_by: boss, templates: {update: {body: Hello, approver: [boss]}}}
commitments: {often: {title: Often, to: us, every: weekly}, soon: {title: Soon, owner: boss, by: day 2}}
decisions:
  open: {title: Open, decided_by: boss, needed_by: day 1, default: Wait}
  taken: {title: Taken, decided_by: boss, decision: Yes}
principles: {freeze: {title: Freeze, approvers: [boss]}}
contingencies: {back: {title: Back, owner: boss}}
kpis: {rate: {title: Rate, owner: boss}}
risks: {churn: {title: Churn, deputy: boss}}
rituals: {daily: {title: Daily, who: [all], cadence: daily at 09:00}}
"""


def test_a_role_without_actions_is_asked_for_something() -> None:
    """Every way in which the plan names it, with what is needed of it first."""
    boss = book(ASKED).role("boss")
    assert boss is not None
    found = {
        duty.title: [(item.name or item.entry.title, item.words) for item in duty.items]
        for duty in duties(boss)
    }

    assert {
        "Decides": [("Open", "needed by")],
        "Clears before it is sent": [("Them", "")],
        "Approves": [("Them: Update", ""), ("Freeze", "")],
        "Receives escalations of": [("Lead", "after 1 hour")],
        "Hears": [("Briefing", "from Lead")],
        "Was promised": [("Often", "")],
        "Promised": [("Soon", "")],
        "Sends": [("Us", "Briefing,")],
        "Sets off, when it comes to it": [("Back", "")],
        "Takes part in": [("Daily", "")],
        "Measures": [("Rate", "")],
        "Answers for": [("Churn", "")],
    } == found


def test_a_role_that_nothing_names_says_so() -> None:
    """Its page is not bare."""
    made = playbooks.made(book("roles: {idle: {title: Idle}}\n"))

    assert sites.read(made.docs["roles/idle.md"]).says("The plan gives Idle nothing to do yet.")


def test_a_plan_without_roles_has_the_page_all_the_same() -> None:
    """It says what is missing."""
    made = playbooks.made(book("risks: {a: {title: A}}\n"))

    assert sites.read(made.docs["now.md"]).says("No role is named yet.")


def test_the_one_whom_all_ask_for_numbers_is_not_sent_to_themselves() -> None:
    """Others are sent to them."""
    made = playbooks.made(
        book(
            PLAN.replace('    contacts: [{call: "2"}]\n', "").replace(
                "title: Two\n", "title: Two\n    reports_to: lead\n"
            )
        )
    )

    lead, two = (sites.read(made.docs[f"roles/{name}.md"]) for name in ("lead", "two"))

    assert lead.says("No number in the plan yet.")
    assert not lead.says("No number yet: ask the Lead")
    assert two.says("No number yet: ask the Lead")
