"""Composes the stages: data to a checked playbook, a playbook to files, files to a site."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from generator import archive
from generator.content import images, read
from generator.diagnostics import Diagnostic, Location, has_errors, ordered
from generator.link import folded, link
from generator.linked import Playbook
from generator.load import Read, load, load_text
from generator.pages import AskSince, Page, navigation, pages, styleguide
from generator.review import Run
from generator.revision import Revision, source_digest
from generator.rules import Verdict, run
from generator.settings import Settings, links_away, misread
from generator.stamp import Stamp
from generator.validate import validate

#: From a playbook's folder to its runs that are over, and what is wrong with them.
Runs = Callable[[Path], tuple[tuple[Run, ...], tuple[Diagnostic, ...]]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A playbook without an error, what the rules say of it, the pages to make, the images beside them.

    `runs` are the runs that are over, newest first.
    """

    book: Playbook
    verdict: Verdict
    pages: tuple[Page, ...]
    images: Mapping[str, bytes]
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook that was read. `sound` is None when errors stand in the way."""

    sound: Sound | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """What the site builder gets. `docs` and `exports` by path, `sources` by page address."""

    docs: Mapping[str, str]
    navigation: str
    exports: Mapping[str, bytes]
    sources: Mapping[str, Location]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector: a run makes much, drops little, and is over soon."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@uncollected()
def check(
    root: Path,
    now: datetime,
    added: Mapping[str, str] | None = None,
    *,
    read_file: Read | None = None,
    find_runs: Runs = archive.runs,
    since: AskSince | None = None,
) -> Checked:
    """Load, validate, link, rules, pages: every problem of every file.

    `since` says what changed since the last named version; nobody asks before that page is made.
    `added` are data files that are not on the disk yet: path relative to `root` -> text. `read_file` and
    `find_runs` are for who checks again and again, and remembers what did not change.
    """
    files, load_problems = load(root, read_file)
    for file, text in (added or {}).items():
        extra, more = load_text(text, file)
        files, load_problems = (*files, extra), (*load_problems, *more)
    records, validate_problems = validate(files)
    written, content_problems = read(root)
    beside, image_problems = images(root)
    book, link_problems = link(records, now, written)
    link_problems = folded(link_problems, records)
    problems = (*load_problems, *validate_problems, *content_problems, *image_problems, *link_problems)
    problems = (*problems, *links_away(root), *misread(root))
    over, run_problems = find_runs(root)
    if book is None or has_errors(problems):
        return Checked(None, ordered((*problems, *run_problems)))
    verdict, rule_problems = run(book)
    made, page_problems = pages(book, verdict, written, over, since)
    problems = ordered((*problems, *run_problems, *rule_problems, *page_problems))
    return Checked(None if has_errors(problems) else Sound(book, verdict, made, beside, over), problems)


@uncollected()
def generate(sound: Sound, root: Path, stamp: Stamp | None = None) -> Generated:
    """All files of the site's source; `root` holds the site's settings, `stamp` goes on every page."""
    # Rendering brings Markdown with it, which a check can do without.
    from generator.exports import exports
    from generator.render import render
    from generator.settings import read_settings

    settings = read_settings(root)
    return Generated(
        docs=render(sound.book, sound.pages, settings),
        navigation=menu(sound, settings, stamp),
        exports=exports(sound.book, settings.canonical_url),
        sources={page.address: page.place for page in sound.pages if page.place.file},
    )


def menu(sound: Sound, settings: Settings, stamp: Stamp | None = None) -> str:
    """The text of nav.yml: the navigation, and what goes on every page."""
    from generator.exports import for_scripts

    made: dict[str, object] = {"playbook": for_scripts(sound.book, settings)}
    if stamp:
        made["stamp"] = stamp.for_pages(settings.commit_address(stamp.commit))
    return navigation(sound.pages, sound.book.summary.title, made)


def stamped(book: Playbook, revision: Revision, sources: str) -> Stamp:
    """What the site of this playbook says of its making; `sources` is the digest of its sources."""
    overview = book.overview
    return Stamp(
        key=overview.key,
        title=book.summary.title,
        version=overview.version,
        version_title=overview.version_title,
        commit=revision.commit,
        changed=revision.changed,
        time=book.now.replace(microsecond=0),
        sources=sources,
    )


def build(
    root: Path,
    now: datetime,
    revision: Revision,
    progress: Callable[[str], None],
    *,
    strict: bool = False,
    development: bool = False,
) -> tuple[Diagnostic, ...]:
    """The whole way into `root`/site. With any error (any problem, if strict) nothing is written.

    `revision` is where `root` stands; `development` adds the page that shows every component. Raises
    EnvironmentFailure or another OSError when the machine fails.
    """
    from generator.earlier import since_version
    from generator.settings import read_settings
    from generator.site import SiteJob, build_site, config_files
    from generator.write import alone, write, write_one

    progress("Checking the data")
    # Before anything is read: what changes meanwhile shows as sources that the site was not made from.
    sources = source_digest(root)
    checked = check(root, now, since=partial(since_version, root))
    problems = checked.diagnostics
    sound = checked.sound
    if sound is None or (strict and problems):
        return problems
    progress("Making the pages")
    if development:
        sound = replace(sound, pages=(*sound.pages, styleguide()))
    stamp = replace(stamped(sound.book, revision, sources), development=development)
    generated = generate(sound, root, stamp)
    made = root / "build"
    with alone(made, lambda: progress("Waiting for another build of this playbook")):
        write({**generated.docs, **sound.images}, made / "docs")
        write_one(made / "nav.yml", generated.navigation)
        config = root / "mkdocs.yml"
        own = config.read_text(encoding="utf-8", errors="replace") if config.exists() else None
        for name, text in config_files(own).items():
            config = made / "mkdocs.yml"
            write_one(made / name, text)
        job = SiteJob(
            root=root,
            config=config,
            docs=made / "docs",
            site=root / "site",
            extra_files=generated.exports,
            stamp=stamp,
            sources=generated.sources,
            url=read_settings(root).canonical_url,
        )
        return ordered((*problems, *build_site(job, progress)))
