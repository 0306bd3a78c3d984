"""Messages ready to send: their order, their pieces, what holds of each before it goes out."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from generator.linked import CommsPlan
from generator.pages.ready import MOMENTS, Blank, Piece, Ready, Source, all_ready
from tests import playbooks, sites

HEAD = "playbook: {key: k, title: K, timezone: Europe/London, activated: 2026-11-20T09:00}\n"
PLAN = """
roles: {boss: {title: Boss, contacts: [{call: "020 1"}]}, lead: {title: Lead}}
kpis: {rate: {title: Rate, unit: "%", target: "≥ 99%", assumed: [target]}}
comms:
  press:
    title: Press
    tone: Plain.
    cleared_by: boss
    never_say: [A name]
    contacts: [{email: a@example.org}, {call: "1"}, {email: b@example.org}]
    templates:
      TEMPLATES
log:
  first: {at: 2026-11-20T10:00, kind: sent, about: [comms/press, templates/press.update]}
  last: {at: 2026-11-20T11:30, kind: sent, about: [comms/press, templates/press.update]}
  noted: {at: 2026-11-20T12:00, kind: note, about: [templates/press.update], text: Well received.}
"""


def plan(*templates: str, more: str = "update: {body: Hello}") -> CommsPlan:
    """An audience with these templates."""
    return playbooks.book(PLAN.replace("TEMPLATES", "\n      ".join((more, *templates))), HEAD).comms_plan(
        "press"
    )


def one(template: str) -> Ready:
    """The message that is there beside the update."""
    return next(item for item in all_ready(plan(template)) if item.template.anchor != "update")


def test_they_stand_in_the_order_of_a_crisis() -> None:
    """By their moments, what is named after a moment behind it; all others by their ids, last."""
    ids = ("zeal", "apology", "correction-of-a-date", "updates", *reversed(MOMENTS))
    found = all_ready(plan(*(f"{id_}: {{body: Hello}}" for id_ in ids if id_ != "update")))

    assert [
        "first-notice",
        "holding",
        "update",
        "no-news",
        "delay",
        "correction",
        "correction-of-a-date",
        "resolved",
        "compensation",
        "call-script",
        "apology",
        "updates",
        "zeal",
    ] == [item.template.anchor for item in found]


def test_facts_are_filled_in_and_lead_to_where_they_come_from() -> None:
    """What the plan says now, where that stands, whether it is a guess; what is said twice is named once."""
    found = one(
        "a: {subject: 'To [[kpis/rate.target]]', body: '[[kpis/rate.target]] of [[comms/press.tone]]'}"
    )

    assert (Piece("words", "To "), Piece("fact", "≥ 99%", "/kpis/rate/")) == found.subject
    assert ["fact", "words", "fact"] == [piece.kind for piece in found.body]
    assert (
        Source("Rate: target", "/kpis/rate/", is_assumed=True),
        Source("Press: tone", "/comms/press/", is_assumed=False),
    ) == found.sources


@pytest.mark.parametrize(
    ("texts", "is_long"),
    [
        ("body: '{x}'", True),
        ('body: "Done: {x}\\n\\nNext"', True),
        ("body: 'Done: {x}.'", False),
        ('body: "Done: {x}\\n\\nAgain {x}, yes"', False),
        ("subject: 'Since {x}', body: 'Done: {x}'", False),
        ("body: '{x}[[kpis/rate.target]]'", False),
    ],
)
def test_only_what_ends_its_line_may_be_several(texts: str, *, is_long: bool) -> None:
    """Amid a sentence, and in a subject, there is no second line."""
    found = one(f"a: {{{texts}, blanks: {{x: What it is}}}}")

    assert (Blank("x", "What it is", is_long),) == found.blanks
    assert (("x", "What it is", is_long),) == found.fields


@pytest.mark.parametrize(
    ("template", "is_spoken", "is_mail"),
    [
        ("call-script: {body: Hello}", True, False),
        ("call-script: {body: Hello, channel: email}", False, True),
        ("a: {body: Hello, channel: Telephone}", True, False),
        ("a: {subject: Hello, body: Hello, channel: telephone}", False, False),
        ("a: {body: Hello, channel: e-mail}", False, True),
        ("a: {body: Hello, channel: chat}", False, False),
        ("a: {body: Hello}", False, True),
    ],
)
def test_what_is_read_out_and_what_can_go_by_mail(template: str, *, is_spoken: bool, is_mail: bool) -> None:
    """By the channel; without one a script for calls is spoken, and all else may be a mail."""
    found = one(template)

    assert (is_spoken, ("a@example.org", "b@example.org") if is_mail else None) == (
        found.is_spoken,
        found.mail,
    )


def test_who_clears_it_and_what_it_never_says() -> None:
    """Its own approvers, then whoever clears all that the audience hears, each once; both lists of words."""
    found = one("a: {body: Hello, approver: [lead, boss], never_say: [A date], tone: Sober.}")

    assert ["Lead", "Boss"] == [role.title for role in found.cleared_by]
    assert [["A date"], ["A name"]] == [
        [item.content for item in field.value.content] for field in found.never_say
    ]
    assert "Sober." == (found.tone and found.tone.value.content)


def test_the_plans_tone_holds_where_it_has_none() -> None:
    """And nobody but the plan's own clears it."""
    found = one("a: {body: Hello}")

    assert ("Plain.", ["Boss"]) == (
        found.tone and found.tone.value.content,
        [role.title for role in found.cleared_by],
    )


def test_the_last_one_on_record_counts() -> None:
    """What was sent, by its moment in the playbook's zone; a note is no message."""
    update, other = all_ready(plan("a: {body: Hello}"))

    assert (datetime(2026, 11, 20, 11, 30, tzinfo=ZoneInfo("Europe/London")), None) == (
        update.last,
        other.last,
    )


def test_the_page_holds_each_message() -> None:
    """Behind its title, its address inside; its words are there, with what is missing by its name."""
    page = sites.read(
        playbooks.made(plan("a: {body: 'Since {x}.', blanks: {x: That day}}").book).docs["comms/press.md"]
    )

    assert {"_say", "update", "a"} <= set(page.anchors)
    assert page.says("Since [That day].")
