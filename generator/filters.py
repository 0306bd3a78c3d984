"""What templates may do to a value: make text safe, make links, show times. No sorting, no look-ups."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache

from markupsafe import Markup

from generator.content import ContentPage
from generator.diagnostics import Location
from generator.facts import TimeValue, assumed_labels, label, time_value
from generator.linked import Action, Linked
from generator.linked.resolve import href as site_href
from generator.linked.resolve import page_title
from generator.model import Entry
from generator.pages.accepted import accepted_in
from generator.recording import recording
from generator.settings import Settings
from generator.text import CACHED_TEXTS, Resolver, plain, references, rich, rich_inline, typed
from generator.when import Interval, as_data

Filter = Callable[..., object]

#: What stands before an extension, in a telephone number as people write it.
_EXTENSION = re.compile(r"(?:(?<!\s)\s+)?(?:ext(?:ension)?\.?|x|#)\s*(?=\d)", re.IGNORECASE)


def filters(resolve: Resolver, settings: Settings) -> dict[str, Filter]:
    """The filters of one playbook, by the name that templates use."""

    def rich_block(text: str) -> Markup:
        return Markup(_searchable(rich(text, resolve)))

    def rich_line(text: str) -> Markup:
        return Markup(_searchable(rich_inline(text, resolve)))

    def edit_address(place: Location) -> str | None:
        return settings.edit_address(place.file, place.line)

    def title_of(page: ContentPage) -> Markup:
        return plain_text(page_title(page, resolve))

    def markdown_of(page: ContentPage) -> Markup:
        return Markup(page.replaced(lambda prose: with_links(prose, resolve)))

    @cache
    def link(entry: Linked[Entry]) -> Markup:
        """Links are the same on every page until rendering makes them relative, so each is made once."""
        return Markup(f'<a href="{href(entry.address)}">{plain(entry.title)}</a>')

    def links(entries: Iterable[Linked[Entry]]) -> Markup:
        return Markup(", ").join(link(entry) for entry in entries)

    return {
        "link": link,
        "links": links,
        "plain": plain_text,
        "typed": typed_text,
        "rich": rich_block,
        "rich_line": rich_line,
        "href": href,
        "data": data,
        "action_data": action_data,
        "need_data": need_data,
        "record_data": record_data,
        "when_value": when_value,
        "dates": dates,
        "iso": iso,
        "moment_words": moment_words,
        "telephone": telephone,
        "edit_address": edit_address,
        "commit_address": settings.commit_address,
        "field_label": field_label,
        "accepted_in": accepted_in,
        "assumed_labels": assumed_labels,
        "markdown_of": markdown_of,
        "title_of": title_of,
    }


def _searchable(html: str) -> str:
    """The search index drops a break without a trace, and would join the words on both sides of it."""
    return html.replace("<br>", "<br> ")


def field_label(name: str) -> str:
    """A priority's field as readers see it."""
    return label("priorities", name)


@lru_cache(maxsize=CACHED_TEXTS)
def plain_text(text: str) -> Markup:
    """Plain text, all punctuation as entities."""
    return Markup(plain(text))


def typed_text(text: str) -> Markup:
    """Plain text with its lines and spaces, for a place that keeps them."""
    return Markup(typed(text))


def href(address: str) -> Markup:
    """A link to an address of the site, from its root."""
    return Markup(plain_address(site_href(address)))


def plain_address(address: str) -> str:
    """Addresses of the site are made of ids, so nothing in them needs escaping but by habit."""
    return address.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def data(value: object) -> Markup:
    """A value for a data attribute, as JSON."""
    return Markup(plain(_json(value)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def action_data(action: Action) -> Markup:
    """The attributes by which scripts know an action: who, what it needs, what the log last says of it."""
    return _attributes(
        {
            "action": action.id,
            "owner": action.owner.id if action.owner else "",
            "supports": " ".join(role.id for role in action.supports),
            "needs": " ".join(other.id for other in action.needs),
            **_said(action),
        }
    )


def need_data(action: Action) -> Markup:
    """The attributes by which scripts know whether an action that another needs keeps it waiting."""
    when = {"when": _json(as_data(action.when))} if action.when else {}
    return _attributes({"need": action.id, **when, **_said(action)})


def record_data(entry: Linked[Entry], line: str = "", time: TimeValue | None = None) -> Markup:
    """The attributes by which scripts know what a reader may record, and its name; empty for nothing."""
    found = recording(entry, line, time)
    if not found:
        return Markup()
    name = plain(f"Record: {found['title']}")
    return Markup(f'aria-label="{name}" ') + _attributes(found)


def _said(action: Action) -> Mapping[str, str]:
    """What the log says of an action as a whole, and of single occurrences, each with when it said so."""
    whole = action.word
    named = sorted((at, word) for at, word in action.state.words.items() if at is not None)
    said = {at.isoformat(): (word.status, word.at.isoformat()) for at, word in named}
    return {
        "status": whole.status if whole else "open",
        "recorded": whole.at.isoformat() if whole else "",
        "occurrences": _json(said),
    }


def _attributes(values: Mapping[str, str]) -> Markup:
    return Markup(" ".join(f'data-{name}="{plain(value)}"' for name, value in values.items()))


def when_value(action: Action) -> TimeValue:
    """The time of an action that has one, as pages show it."""
    value: TimeValue = time_value(action.record.when or "", "time", action.book).content
    return value


def iso(moment: datetime | None) -> str:
    """A moment for a machine: ISO 8601 with its offset; empty for none."""
    return moment.isoformat(timespec="minutes") if moment else ""


def dates(interval: Interval | None) -> str:
    """An interval for people: `Mon 23 Nov 09:00 – 12:00`; empty where it is not known."""
    if interval is None or (interval.start is None and interval.end is None):
        return ""
    start, end = interval.start, interval.end
    if start is None or end is None:
        known = start or end
        words = "from" if start else "until"
        return f"{words} {_day(known)} {known:%H:%M}" if known else ""
    if start == end:
        return f"{_day(start)} {start:%H:%M}"
    finish = f"{end:%H:%M}" if start.date() == end.date() else f"{_day(end)} {end:%H:%M}"
    return f"{_day(start)} {start:%H:%M} – {finish}"


def moment_words(moment: datetime) -> str:
    """A moment for people: `Mon 23 Nov 09:00`."""
    return f"{_day(moment)} {moment:%H:%M}"


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"


def telephone(number: str) -> str:
    """A number for a tel: link: digits and a leading plus; an extension after a pause.

    `+44 (0)20 7946 0001 ext. 12` has a zero that is dialled only without the plus.
    """
    number, *extension = _EXTENSION.split(number.strip(), maxsplit=1)
    if number.startswith("+"):
        number = number.replace("(0)", "", 1)
    pause = "".join(f",{_digits(part)}" for part in extension if _digits(part))
    return f"{'+' if number.startswith('+') else ''}{_digits(number)}{pause}"


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdigit())


def with_links(prose: str, resolve: Resolver) -> str:
    """Markdown with its references replaced by links."""
    parts, at = [], 0
    for reference in references(prose):
        found = resolve(reference)
        if found is None:
            continue
        parts.append(prose[at : reference.start])
        text = plain(found.text)
        parts.append(f'<a href="{plain_address(found.href)}">{text}</a>' if found.href else text)
        at = reference.end
    return "".join([*parts, prose[at:]])
