"""Composes the stages: data to a checked playbook, a playbook to files, files to a site."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from generator import archive
from generator.content import ContentPage, images, read
from generator.diagnostics import Diagnostic, Location, has_errors, ordered
from generator.diff.discreet import discreet
from generator.diff.since import Silence, Since
from generator.link import folded, link
from generator.linked import Playbook
from generator.load import Read, load, load_text
from generator.outlets import address_for, misdirected, read_outlets, settings_for
from generator.pages import Page, navigation, pages, styleguide, withheld_page
from generator.proof import Withheld, quoted_on_pages, withheld
from generator.review import Run
from generator.revision import Revision, source_digest
from generator.rules import Verdict, run
from generator.settings import Settings, links_away, misread
from generator.stamp import DEFAULT_EDITION, Stamp
from generator.validate import validate
from generator.withhold import Readers, marks, readers_of

#: From a playbook's folder to its runs that are over, as some readers see them, and what is wrong with them.
Runs = Callable[[Path, Readers | None], tuple[tuple[Run, ...], tuple[Diagnostic, ...]]]

#: Says of a playbook what changed since its last named version, as some readers see it.
AskSinceAs = Callable[[Playbook, Verdict, Readers | None], Since | Silence]


@dataclass(frozen=True, slots=True)
class Sound:
    """A playbook without an error, what the rules say of it, the pages to make, the images beside them.

    `runs` are the runs that are over, newest first. As an edition it is what its readers see; `edition` is
    None for the whole. `withheld` is what must not be in what is made of it, `whole` the playbook with it.
    """

    book: Playbook
    verdict: Verdict
    pages: tuple[Page, ...]
    images: Mapping[str, bytes]
    runs: tuple[Run, ...] = ()
    edition: str | None = None
    withheld: Withheld = field(default_factory=Withheld)
    whole: Playbook | None = None


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
def check(  # noqa: PLR0913  what it is done with is passed in, and differs from caller to caller
    root: Path,
    now: datetime,
    added: Mapping[str, str] | None = None,
    *,
    read_file: Read | None = None,
    find_runs: Runs = archive.runs,
    since: AskSinceAs | None = None,
    edition: str | None = None,
) -> Checked:
    """Load, validate, link, rules, pages: every problem of every file.

    `edition` names the readers for whom the playbook and its pages are made; without it they are the whole.
    The problems are those of the whole in any case. Raises UnknownEditionError.
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
    problems = (*problems, *marks(records), *misdirected(root, records.overview))
    if book is None or has_errors(problems):
        return Checked(None, ordered((*problems, *find_runs(root, None)[1])))
    readers = None if edition is None else readers_of(edition, records)
    verdict, rule_problems = run(book)
    over, run_problems = find_runs(root, readers)
    problems = (*problems, *run_problems, *rule_problems, *quoted_on_pages(records, written))
    if readers is None:
        return _made(Sound(book, verdict, (), beside, over), written, since, readers, problems)
    shown, shown_pages = readers.see(records), readers.see_pages(records, written)
    seen = link(shown, now, shown_pages)[0]
    if seen is None:
        raise ValueError(edition)
    sound = Sound(
        book=seen,
        verdict=run(seen, whole=verdict)[0],
        pages=(),
        images=beside,
        runs=over,
        edition=edition,
        whole=book,
        withheld=withheld(readers, records, shown, shown_pages, (run.withheld for run in over)),
    )
    return _made(sound, shown_pages, since, readers, problems)


def _made(
    sound: Sound,
    written: tuple[ContentPage, ...],
    since: AskSinceAs | None,
    readers: Readers | None,
    problems: tuple[Diagnostic, ...],
) -> Checked:
    """The playbook with its pages, if nothing is wrong with these either."""
    ask = None if since is None else partial(_since, since, readers, sound.withheld)
    made, more = pages(sound.book, sound.verdict, written, sound.runs, ask)
    if not sound.withheld.is_nothing:
        made = (*made, withheld_page(sound.book))
    problems = ordered((*problems, *more))
    return Checked(None if has_errors(problems) else replace(sound, pages=made), problems)


def _since(
    ask: AskSinceAs, readers: Readers | None, kept: Withheld, book: Playbook, verdict: Verdict
) -> Since | Silence:
    """What changed since the last named version, told so that readers learn of nothing withheld."""
    found = ask(book, verdict, readers)
    if isinstance(found, Silence) or kept.is_nothing:
        return found
    return replace(found, difference=discreet(found.difference, kept.looked_for.tells))


@uncollected()
def generate(sound: Sound, root: Path, stamp: Stamp | None = None) -> Generated:
    """All files of the site's source; `root` holds the site's settings, `stamp` goes on every page."""
    # Rendering brings Markdown with it, which a check can do without.
    from generator.exports import exports
    from generator.render import render

    settings = settings_for(root, sound.edition or DEFAULT_EDITION)
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
        shown = stamp.for_pages(settings.commit_address(stamp.commit))
        made["stamp"] = {**shown, "lacks_some": not sound.withheld.is_nothing}
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


def build(  # noqa: PLR0913  its options, as a person names them
    root: Path,
    now: datetime,
    revision: Revision,
    progress: Callable[[str], None],
    *,
    strict: bool = False,
    development: bool = False,
    edition: str = DEFAULT_EDITION,
) -> tuple[Diagnostic, ...]:
    """The whole way into the edition's folder. With any error (any problem, if strict) nothing is written.

    `revision` is where `root` stands; `development` adds the page that shows every component; `edition`
    names the readers whom the site is for. Raises UnknownEditionError; EnvironmentFailure or another OSError
    when the machine fails.
    """
    from generator.earlier import since_version
    from generator.proof.search import prove
    from generator.site import SiteJob, build_site, config_files
    from generator.site.theme import is_shipped
    from generator.write import alone, write, write_one

    progress("Checking the data")
    # Before anything is read: what changes meanwhile shows as sources that the site was not made from.
    sources = source_digest(root)
    checked = check(root, now, since=partial(since_version, root), edition=edition)
    problems = checked.diagnostics
    sound = checked.sound
    if sound is None or (strict and problems):
        return problems
    progress("Making the pages")
    if development:
        sound = replace(sound, pages=(*sound.pages, styleguide()))
    stamp = replace(stamped(sound.book, revision, sources), development=development, edition=edition)
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
            site=read_outlets(root).of(edition).site(root),
            extra_files=generated.exports,
            stamp=stamp,
            sources=generated.sources,
            url=address_for(root, edition),
            prove=None
            if sound.withheld.is_nothing
            else partial(prove, looked_for=sound.withheld.looked_for, edition=edition, is_known=is_shipped),
        )
        return ordered((*problems, *build_site(job, progress)))
