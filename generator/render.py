"""A page to text: Markdown whose data parts are finished, safe HTML.

Links to the site's own addresses are written from its root (`@/risks/churn/`) by texts and templates
and made relative to the page here, so that the site works under any path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.addresses import Ref
from generator.facts import facts
from generator.filters import filters
from generator.linked import Linked, Playbook
from generator.linked.resolve import ROOT, resolver
from generator.model import Entry
from generator.pages import Page
from generator.pages.history import history_of
from generator.pages.outbox import outbox, wrong_now
from generator.pages.ready import ready
from generator.pages.sheet import sheet_of
from generator.pages.styleguide import ADDRESS as STYLEGUIDE
from generator.settings import Settings
from generator.stated import reads_differently

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_OWN_LINK = re.compile(rf'href="(?:{ROOT}/|#)[^"]*"')
_ANCHOR = re.compile(r' id="[^"]*"')

#: A link to a page of the site; links never stand in one another.
_LINK = re.compile(
    rf'<a\b(?P<before>[^>]*?) href="{ROOT}(?P<page>/[^"#]*)(?:#(?P<anchor>[^"]*))?"(?P<after>[^>]*)>'
    r"(?P<text>.*?)</a>",
    re.DOTALL,
)

#: What scripts reckon with from today's T0.
_WHEN = re.compile(r' data-when="[^"]*"')

#: Where an anchor can be led to: an element's, or one that a heading in Markdown is given.
_TARGET = re.compile(r' id="([^"]*)"|\{#([^}]*)\}$', re.MULTILINE)

#: Where the log of today stands.
LOG = "/log/"

#: Collections whose entries have a template of their own; the others share `default`.
OWN_TEMPLATE = frozenset({"actions", "roles", "kpis", "targets", "contingencies", "comms", "templates"})

#: The anchors of the page at an address; None where there is no page.
Targets = Callable[[str], Collection[str] | None]


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them, for renderers of several playbooks: compiling takes the longest."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hands out what was kept; Jinja itself sees whether the template is still the same."""
        kept = self._kept.get(bucket.key)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Renders the pages of one playbook. An entry that stands on several pages is rendered once."""

    def __init__(self, book: Playbook, settings: Settings, compiled: Compiled | None = None) -> None:
        self._bodies: dict[Ref, Markup] = {}
        self._environment = environment()
        self._environment.bytecode_cache = compiled
        self._environment.filters.update(filters(resolver(book), settings))
        self._environment.filters["body"] = self.body
        self._environment.filters["without_anchors"] = without_anchors
        self._environment.filters["specimen"] = specimen

    def body(self, entry: Linked[Entry]) -> Markup:
        """The entry whole, without a heading: every field, its foot, its back-links."""
        if entry.ref not in self._bodies:
            name = entry.collection if entry.collection in OWN_TEMPLATE else "default"
            template = self._environment.get_template(f"entry/{name}.html.j2")
            self._bodies[entry.ref] = Markup(_one_block(template.render(entry=entry)))
        return self._bodies[entry.ref]

    def page(self, page: Page, targets: Targets | None = None) -> str:
        """The page's Markdown; `targets`, if given, are the only places that it may lead to."""
        text = tidy(self._environment.get_template(page.template).render(page=page, **page.context))
        return relative(text if targets is None else settled(text, targets), page.address)


class Rendered(Mapping[str, str]):
    """Every page's Markdown by its path below the docs folder, each made when somebody first asks for it.

    A page of a run that is over speaks of the plan as it stood, and leads to what the site has today.
    """

    def __init__(
        self, book: Playbook, pages: Iterable[Page], settings: Settings, compiled: Compiled | None = None
    ) -> None:
        self._pages = {page.path: page for page in pages}
        self._by_address = {page.address: page for page in self._pages.values()}
        self._targets = cache(self._anchors)
        books = (book, *(page.book for page in self._pages.values() if page.book))
        kept = compiled or Compiled()
        self._renderers = {id(one): Renderer(one, settings, kept) for one in books}
        self._book = book
        self._texts: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._texts:
            page = self._pages[path]
            targets = None if page.book is None else self._targets
            self._texts[path] = self._renderers[id(page.book or self._book)].page(page, targets)
        return self._texts[path]

    def __contains__(self, path: object) -> bool:
        return path in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def _anchors(self, address: str) -> frozenset[str] | None:
        """None are known of a page of a run that is over."""
        page = self._by_address.get(address)
        if page is None:
            return None
        return anchors(self[page.path]) if page.book is None else frozenset()


def render(book: Playbook, pages: Iterable[Page], settings: Settings) -> dict[str, str]:
    """Every page's Markdown by its path below the docs folder."""
    return dict(Rendered(book, pages, settings))


def environment() -> Environment:
    """Jinja with every value escaped and every unknown name an error."""
    made = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        # Looking for what is constant takes longer than it saves: a run compiles each template once.
        optimized=False,
    )
    made.globals["facts_of"] = facts
    made.globals["history_of"] = history_of
    made.globals["ready_of"] = ready
    made.globals["sheet_of"] = sheet_of
    made.globals["outbox_of"] = outbox
    made.globals["wrong_now"] = wrong_now
    made.globals["reading_of"] = reads_differently
    return made


def tidy(text: str) -> str:
    """At most one blank line in a row, one line break at the end."""
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def _one_block(html: str) -> str:
    """HTML without blank lines or leading space, which Markdown would read as an end or as code."""
    lines = (line.strip() for line in html.splitlines())
    return "\n".join(line for line in lines if line)


def without_anchors(html: str) -> Markup:
    """A body that stands on a page beside its own: its anchors are left to the first."""
    return Markup(_ANCHOR.sub("", html))


def specimen(html: str) -> Markup:
    """What is only shown: its links lead to the style guide, for its entries have no page."""
    return Markup(_OWN_LINK.sub(f'href="{ROOT}{STYLEGUIDE}"', html))


def anchors(text: str) -> frozenset[str]:
    """The anchors of a page."""
    return frozenset(element or heading for element, heading in _TARGET.findall(text))


def settled(text: str, targets: Targets) -> str:
    """A page of a run that is over: links lead to what is there, or are the text that they were.

    The log of the run stands on the page itself. Dates stay those of then: scripts know today's T0 only.
    """
    own = anchors(text)

    def link(found: re.Match[str]) -> str:
        page, anchor = found["page"], found["anchor"]
        if page == LOG and anchor in own:
            return f'<a{found["before"]} href="#{anchor}"{found["after"]}>{found["text"]}</a>'
        there = targets(page)
        if there is not None and (anchor is None or anchor in there):
            return found.group()
        attributes = found["before"] + found["after"]
        return f"<span{attributes}>{found['text']}</span>" if attributes else found["text"]

    return _WHEN.sub("", _LINK.sub(link, text))


def relative(text: str, page: str) -> str:
    """Rooted links as links from the page at this address: up to the root, then down."""
    way_up = "../" * (page.count("/") - 1) or "./"
    return text.replace(f'href="{ROOT}/', f'href="{way_up}')
