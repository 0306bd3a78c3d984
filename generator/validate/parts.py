"""What must hold between the fields of one record: steps told apart, blanks declared, guesses named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from generator.load import shown
from generator.model import (
    Action,
    Contingency,
    Entry,
    LogEntry,
    Offer,
    Overview,
    StepDetail,
    SuccessMeasure,
    Template,
)
from generator.model.ids import is_id, nearest, short_id
from generator.model.shapes import fields_of
from generator.model.steps import step_id
from generator.model.walk import Path, records
from generator.text import Blank, blanks, references
from generator.validate.flaws import Flaw
from generator.validate.milestones import milestone_flaws
from generator.validate.words import Fault, article, field_list, field_words, id_fault, noun
from generator.when import Unreadable, parse_quiet_hours

_NAME = re.compile(r"[\w .-]+")
_REGIONAL = re.compile(r"(?!Etc/|SystemV/)[A-Z][^/]+/")

#: So many blanks without a word are one mistake.
_FORGOTTEN = 3

#: How a text gets a brace that begins no blank.
_BRACE = "to show the braces themselves, put a backslash before `{`."


def part_flaws(entry: Entry) -> Iterator[Flaw]:
    """Every contradiction inside an entry and the records that it holds."""
    for path, record in records(entry):
        if isinstance(record, (Entry, Offer)):
            yield from _assumed(record, path)
        if isinstance(record, (Action, Contingency)):
            yield from _steps(record.steps, (*path, "steps"), {})
        elif isinstance(record, Template):
            yield from _blanks(record, path)
        elif isinstance(record, SuccessMeasure):
            yield from _measure(record, path)
        elif isinstance(record, LogEntry):
            yield from _measured(record)
            yield from _said(record)
        elif isinstance(record, Overview):
            yield from _zone(record)
            yield from _quiet_hours(record)
            yield from _bands(record)
            yield from milestone_flaws(record)


def _assumed(record: Entry | Offer, path: Path) -> Iterator[Flaw]:
    fields = fields_of(type(record))
    for index, name in enumerate(record.assumed):
        if name not in fields:
            near = nearest(name, fields)
            hint = f"Did you mean `{near}`?" if near else f"Its fields are: {field_list(type(record))}."
            message = f"`{shown(name)}` is assumed, but it is not a field of {article(noun(type(record)))}."
            yield Flaw((*path, "assumed", index), "unknown-assumed", message, hint)


def _steps(steps: tuple[str | StepDetail, ...], path: Path, seen: dict[str, Path]) -> Iterator[Flaw]:
    """Steps inside steps stand on one page with all others of the action, so their ids are told apart too."""
    for index, step in enumerate(steps):
        here = (*path, index)
        name = step_id(step)
        if name in seen:
            message = f"{field_words(here)} has the same id as {field_words(seen[name])}: `{name}`."
            hint = f"Give it an id of its own: `{{id: {name[:55]}-2, text: ...}}`, or reword it."
            yield Flaw(here, "duplicate-step", message[0].upper() + message[1:], hint)
        else:
            seen[name] = here
        if isinstance(step, StepDetail):
            yield from _steps(step.steps, (*here, "steps"), seen)


def _blanks(template: Template, path: Path) -> Iterator[Flaw]:
    if not template.blanks and (missing := _unexplained(template, path)):
        yield missing
        return
    used: set[str] = set()
    for field, text in (("subject", template.subject), ("body", template.body)):
        for blank in blanks(text or ""):
            place = (*path, field)
            if blank.name not in used and blank.name not in template.blanks:
                told = _undeclared(blank.name, template)
                yield Flaw(place, "undeclared-blank", *told, is_kept=True, hinges_on="blanks")
                # What was probably meant is used then.
                used.add(_meant(blank.name, template) or blank.name)
            elif _is_doubled(blank, text or "") and blank.name not in used:
                message = f"The blank `{blank.name}` stands in two pairs of braces; one would be sent."
                yield Flaw(place, "undeclared-blank", message, f"Write `{{{blank.name}}}`.", is_kept=True)
            used.add(blank.name)
    for name in template.blanks:
        if fault := id_fault(name):
            yield Flaw((*path, "blanks", name), "bad-id", *fault, of_key=True)
        elif name not in used:
            message = f"`{name}` is a blank that neither subject nor body uses."
            hint = f"Write `{{{name}}}` where it belongs, or delete it."
            yield Flaw((*path, "blanks", name), "unused-blank", message, hint, "warning", of_key=True)


def _unexplained(template: Template, path: Path) -> Flaw | None:
    """So many blanks that `blanks` was forgotten, or stands where it is not read."""
    texts = {"subject": template.subject or "", "body": template.body or ""}
    names = dict.fromkeys(blank.name for text in texts.values() for blank in blanks(text))
    if len(names) < _FORGOTTEN or not all(map(is_id, names)):
        return None
    first = next(iter(names))
    message = f"{len(names)} blanks, `{{{first}}}` the first of them, are not explained: `blanks` is missing."
    hint = f"Add `blanks:` beside `body:`, with a line for each, such as `{first}: What it asks for`."
    at = "subject" if blanks(texts["subject"]) else "body"
    return Flaw((*path, at), "undeclared-blank", message, hint, is_kept=True, hinges_on="blanks")


def _is_doubled(blank: Blank, text: str) -> bool:
    """`{{rate}}`, as other programs ask for it."""
    end = blank.start + len(blank.name) + 2
    before = text[max(blank.start - 2, 0) : blank.start]
    return text[end : end + 1] == "}" and before.endswith("{") and before != r"\{"


def _meant(name: str, template: Template) -> str | None:
    spelled = short_id(name)
    return spelled if spelled in template.blanks else nearest(name, template.blanks)


def _undeclared(name: str, template: Template) -> Fault:
    """What is wrong with a blank of that name, and what was probably meant by it."""
    if not name.strip():
        return Fault(f"`{{{name}}}` is a blank without a name.", f"Name it, as in `{{rate}}`; {_BRACE}")
    spelled = short_id(name)
    if name != spelled == name.strip():
        return Fault(f"The blank `{spelled}` has a space inside its braces.", f"Write `{{{spelled}}}`.")
    message = f"`{{{shown(name)}}}` is a blank that `blanks` does not name."
    if near := _meant(name, template):
        return Fault(message, f"Did you mean `{{{near}}}`?")
    if is_id(name):
        return Fault(message, "Add it to `blanks`, with what it asks for.")
    is_name = _NAME.fullmatch(name) is not None
    advice = (
        f"Write `{{{spelled}}}`, and add `{spelled}` to `blanks`" if is_name else "A blank is named by an id"
    )
    return Fault(message, f"{advice}; {_BRACE}")


def _measure(measure: SuccessMeasure, path: Path) -> Iterator[Flaw]:
    if (measure.kpi is None) == (measure.target is None):
        message = f"{field_words(path)} must name either a `kpi` or a `target`."
        hint = "Write `- kpi: some-kpi`, or a sentence."
        yield Flaw(path, "bad-value", message[0].upper() + message[1:], hint)


def _measured(entry: LogEntry) -> Iterator[Flaw]:
    """A KPI is a number: what is measured as words would look recorded and count nowhere."""
    if entry.kind not in ("measured", "corrected") or not any(ref.startswith("kpis/") for ref in entry.about):
        return
    if isinstance(entry.value, str):
        message = f'`value` must be a number where a KPI is measured, not "{shown(entry.value)}".'
        hint = "Write the number alone, with a decimal point: `value: 97.2`; words go into `text`."
        yield Flaw(("value",), "bad-value", message, hint)
    elif entry.value is None and entry.kind == "measured":
        message = "`value` is missing, and where a KPI is measured its number is needed."
        hint = "Write it with a decimal point, such as `value: 97.2`."
        yield Flaw(("value",), "missing-field", message, hint)


def _said(entry: LogEntry) -> Iterator[Flaw]:
    for source in entry.said:
        if "|" in source or not references(f"[[{source}]]"):
            message = f"`{shown(source)}` in `said` names no entry and no value of one."
            hint = "Write where the fact stands, as in `kpis/success-rate.target`."
            yield Flaw(("said", source), "bad-reference", message, hint, of_key=True)


def _zone(overview: Overview) -> Iterator[Flaw]:
    if overview.timezone is None:
        return
    try:
        ZoneInfo(overview.timezone)
    except (KeyError, ValueError, OSError):
        # Of `BST` or `GMT+1` the nearest name is another zone, an hour off.
        known = (name for name in available_timezones() if name == "UTC" or _REGIONAL.match(name))
        near = nearest(overview.timezone, known)
        hint = f"Did you mean `{near}`?" if near else "Write a region and a city, such as `Europe/London`."
        message = f"There is no time zone `{shown(overview.timezone)}`."
        yield Flaw(("timezone",), "unknown-timezone", message, hint)


def _quiet_hours(overview: Overview) -> Iterator[Flaw]:
    if overview.quiet_hours is not None:
        hours = parse_quiet_hours(overview.quiet_hours.strip())
        if isinstance(hours, Unreadable):
            yield Flaw(("quiet_hours",), "unreadable-time", hours.message, hours.hint)


def _bands(overview: Overview) -> Iterator[Flaw]:
    bands = overview.bands
    if not bands.critical > bands.high > bands.medium:
        message = "The bands must begin at falling scores: `critical` above `high`, `high` above `medium`."
        hint = "Without an entry of their own they begin at 500, 200 and 30."
        yield Flaw(("bands",), "bad-value", message, hint)
