"""The content security policy of every page, and what in a page it would keep a browser from doing.

A look for suspicious bytes goes through every page and costs next to nothing; only what it finds is read by
a parser, which decides. The look sees too much rather than too little: names of tags and attributes cannot
be written in any other way than by their letters, whatever is done to their values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

#: What overrides/main.html states at the start of each page; a gate holds the two together.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
STATED = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'

_START = re.compile(
    rb"\s*<!doctype html>\s*<html[^<>]*>\s*<head>\s*" + re.escape(STATED.encode()), re.IGNORECASE
)

_DATA = frozenset(("application/json", "application/ld+json"))
_FRAMES = frozenset(("applet", "embed", "frame", "frameset", "iframe", "object", "portal"))
_CHANGING = frozenset(("animate", "animatemotion", "animatetransform", "set"))
_LOADED = frozenset(("background", "poster", "src"))
_LOADING = frozenset(("feimage", "image", "link", "use"))
_CHOSEN_FROM = frozenset(("imagesrcset", "srcset"))
_FOLLOWED = frozenset(("action", "formaction", "href", "xlink:href"))
#: What a `<link>` can be without asking anybody for anything.
_SAYING = frozenset(("alternate", "author", "canonical", "license", "next", "prev"))

_OWN_SCRIPT = re.compile(r"[^?#]*\.m?js(?:[?#].*)?", re.DOTALL)
_SCRIPTED = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?!data:image/)[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
# What browsers leave out of an address, and what they skip before it.
_SKIPPED = re.compile(r"[\t\n\r]|\A[\0-\x20]+")

# Where a page can hold any of these. Each begins with letters: that makes the look fast.
_TAGS = re.compile(
    rb"<(?:animate|applet|base|embed|feimage|form|frame|iframe|image|link|meta|object|portal|script|set|style"
    rb"|use)[^>]*>?"
)
_ATTRIBUTES = tuple(
    re.compile(pattern)
    for pattern in (
        rb"on(?<=[\s\"'/]on)[a-z]+\s*=",
        rb"style(?<=[\s\"'/]style)\s*=",
        rb"src(?:set|doc)?\s*=(?!\"(?!//)[\w./%-]*\")",
        rb"href\s*=(?!\"(?:\"|[#?.]|/?[\w%-]+[#?./\"]|/\"|https?://|mailto:|tel:))",
        rb"formaction",
        rb"background(?<=[\s\"'/]background)\s*=",
        rb"poster(?<=[\s\"'/]poster)\s*=",
        rb"ping(?<=[\s\"'/]ping)\s*=",
    )
)


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Something in a page that the policy blocks, or that no page may do.

    `what` is it in words, `tag` its element's start as the page has it; `name` and `value` are those of its
    attribute, empty where the element itself is meant.
    """

    what: str
    tag: str
    name: str
    value: str


class Look:
    """Looks at the pages of one site. What all of them have, such as the theme's own tags, is judged once."""

    def __init__(self) -> None:
        self._harmless: set[bytes] = set()

    def unsafe(self, page: bytes) -> tuple[Unsafe, ...]:
        """What in a page, as UTF-8, its browsers would block; nothing for a sound one."""
        small = page.lower()
        if not any(pattern.search(small) for pattern in _ATTRIBUTES) and self._has_harmless_tags(small):
            return ()
        return _read(page.decode("utf-8", "replace"))

    def _has_harmless_tags(self, small: bytes) -> bool:
        return all(self._is_harmless(tag) for tag in set(_TAGS.findall(small)) - self._harmless)

    def _is_harmless(self, tag: bytes) -> bool:
        parser = _Parser()
        parser.feed(tag.decode("utf-8", "replace"))
        # A tag cut off at a sign inside its quotes is none.
        if parser.tags != 1 or parser.found:
            return False
        self._harmless.add(tag)
        return True


def states_policy(page: bytes) -> bool:
    """Whether a page states the policy before anything that it governs."""
    return _START.match(page) is not None


def _read(page: str) -> tuple[Unsafe, ...]:
    parser = _Parser()
    # Browsers and this parser do not agree on where comments end: nothing may hide in one.
    parser.feed(page.replace("<!", "&lt;!").replace("<?", "&lt;?"))
    parser.close()
    return tuple(parser.found)


class _Parser(HTMLParser):
    """Collects what is unsafe."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Unsafe] = []
        self.tags = 0

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Reads on inside scripts, whose end browsers see in other places as well."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judges a tag and its attributes."""
        self.tags += 1
        # Of two attributes of one name the first counts.
        given = {name: value or "" for name, value in reversed(attrs)}
        text = self.get_starttag_text() or ""
        for what, name in (*_of_element(tag, given), *_of_attributes(tag, given)):
            self.found.append(Unsafe(what, text, name, given.get(name, "")))


def _of_element(tag: str, given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a tag is by itself: in words, and the attribute that makes it so."""
    if tag == "script" and "src" not in given and given.get("type", "").strip().lower() not in _DATA:
        yield "a script", ""
    elif tag == "script" and not _OWN_SCRIPT.fullmatch(given.get("src", ".js")):
        yield "a script that is no file of scripts (`src` of `<script>`)", "src"
    elif tag == "style":
        yield "a style (`<style>`)", ""
    elif tag == "base":
        yield "another base for its links (`<base>`)", ""
    elif tag in _FRAMES:
        yield f"another page inside it (`<{tag}>`)", ""
    elif tag in _CHANGING:
        yield f"an animation (`<{tag}>`)", ""
    elif tag == "meta" and "http-equiv" in given and given.get("content") != POLICY:
        yield "an instruction to the browser (`http-equiv` of `<meta>`)", "http-equiv"


def _of_attributes(tag: str, given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Which of a tag's attributes do more than say something."""
    for name, value in given.items():
        address = _SKIPPED.sub("", value)
        if name.startswith("on"):
            yield f"a script (`{name}` of `<{tag}>`)", name
        elif name == "style":
            yield f"a style (`style` of `<{tag}>`)", name
        elif name == "srcdoc":
            yield f"another page inside it (`srcdoc` of `<{tag}>`)", name
        elif name == "formaction" or (name == "action" and tag == "form"):
            yield f"a form that is sent (`{name}` of `<{tag}>`)", name
        elif name == "ping":
            yield f"a link that tells of its use (`ping` of `<{tag}>`)", name
        elif name in _FOLLOWED and _SCRIPTED.match(address) and not _is_loaded(tag, name, given):
            yield f"a script (`{name}` of `<{tag}>`)", name
        elif _is_elsewhere(tag, name, value, given):
            yield f"a file of another site (`{name}` of `<{tag}>`)", name


def _is_elsewhere(tag: str, name: str, value: str, given: dict[str, str]) -> bool:
    if name in _CHOSEN_FROM:
        return any(_ELSEWHERE.match(_SKIPPED.sub("", address)) for address in value.split(","))
    return _is_loaded(tag, name, given) and _ELSEWHERE.match(_SKIPPED.sub("", value)) is not None


def _is_loaded(tag: str, name: str, given: dict[str, str]) -> bool:
    """Whether a browser asks for an attribute's address as soon as it sees it."""
    if tag == "link" and set(given.get("rel", "").lower().split()) <= _SAYING:
        return False
    return name in _LOADED or (tag in _LOADING and name in {"href", "xlink:href"})
