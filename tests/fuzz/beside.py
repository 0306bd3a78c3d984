"""Playbooks beside others: an older one, the same in another order, the site's settings and written pages."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st

from generator.linked import Playbook
from generator.load import load
from generator.pages import Page
from generator.pipeline import Checked, check, menu
from generator.render import Rendered
from generator.settings import Settings, read_settings
from generator.site.live import LiveBuilder, SiteRefusedError
from tests.fuzz import mutations, odd, soil
from tests.fuzz.patience import patience
from tests.fuzz.sample import Sample
from tests.fuzz.whole import COMPILED

#: Where an entry stands is told on its page.
_SOURCE = re.compile(r", line \d+")
_DOCUMENT = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)
_COLLECTION = re.compile(r"^(?=[a-z]+:)", re.MULTILINE)


@st.composite
def older(draw: st.DrawFn) -> Sample:
    """A playbook after a few changes, and the same before them or after others."""
    which = draw(st.sampled_from((0, 0, 1, 1, 2)))
    now, then = dict(soil.playbooks()[which]), dict(soil.playbooks()[which])
    names = [name for name in now if name.startswith("data/")]
    for files in (now, then, then, then):
        for _ in range(draw(st.integers(0, 2))):
            name = draw(st.sampled_from(names))
            files[name] = mutations.changed(draw, files[name], mutations.CHANGES[:7])
    if draw(st.integers(0, 3)) == 0:
        del then[draw(st.sampled_from(names))]
    return Sample(now, then)


@st.composite
def written(draw: st.DrawFn) -> Sample:
    """A small playbook with hand-written pages after a few changes, or of Markdown at random."""
    files = soil.playbooks()[0] | soil.pages()
    names = [*soil.pages()]
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(names))
        made = draw(odd.texts).encode("utf-8", "surrogatepass")
        files[name] = mutations.changed(draw, files[name]) if draw(st.booleans()) else made
    return Sample(files)


@st.composite
def configured(draw: st.DrawFn) -> Sample:
    """A small playbook with the shipped settings after a few changes, some to our own part."""
    text = soil.settings()
    for name in ("source_repo", "source_branch", "site_url", "source_kind"):
        if draw(st.booleans()):
            value = draw(st.one_of(odd.yaml_values, st.just("https://git.example.org/a/b")))
            text = re.sub(rf"^ *{name}:.*\n", "", text, flags=re.MULTILINE)
            is_own = name != "site_url"
            before, after = ("extra:\n", "extra:\n  ") if is_own else ("theme:\n", "")
            text = text.replace(before, f"{after}{name}: {value}\n{'' if is_own else before}", 1)
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(draw(st.integers(0, 2))):
        data = mutations.changed(draw, data)
    return Sample(soil.playbooks()[0] | {"mkdocs.yml": data})


def site_faults(sample: Sample) -> tuple[list[str], bool, str]:
    """What is wrong with what the site's builder makes of it; that it refuses, in words, is not."""
    with tempfile.TemporaryDirectory() as made:
        root, _ = sample.write(Path(made))
        scratch = Path(made) / "scratch"
        scratch.mkdir()
        sound = check(root, sample.at).sound
        if sound is None:
            return [], False, ""
        with patience():
            settings = read_settings(root)
            docs = Rendered(sound.book, sound.pages, settings, COMPILED)
            try:
                builder = LiveBuilder(root, scratch, settings.canonical_url)
                site = builder.site(menu(sound, settings), docs, sound.images)
                by_hand = [page for page in sound.pages if page.place.file.startswith("content/")]
                paths = [f"{page.address.strip('/')}/index.html".lstrip("/") for page in by_hand[:6]]
                pages = [site.page(path)[0] for path in ("index.html", *paths) if site.has_page(path)]
            except SiteRefusedError as refused:
                return ([] if str(refused).strip() else ["a refusal without a reason"]), False, ""
    return ["a page without an end" for page in pages if "</html>" not in page], True, ""


def order_faults(sample: Sample) -> tuple[list[str], bool, str]:
    """What depends on the order of collections in a file, or on the names of files."""
    with tempfile.TemporaryDirectory() as made:
        root, other = sample.write(Path(made))
        turned = Sample(
            {name: _turned(name, content) for name, content in sample.files.items()}, at=sample.at
        )
        for name, content in turned.files.items():
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            (other / name).write_bytes(content)
        if not all(file.complete for folder in (root, other) for file in load(folder)[0]):
            # What is no YAML is read in another way when other lines follow.
            return [], False, ""
        first, second = check(root, sample.at), check(other, sample.at)
        faults = _differing(first, second)
        if first.sound is not None and second.sound is not None:
            one, two = (_pages(found.book, found.pages) for found in (first.sound, second.sound))
            differing = [path for path in one if one[path] != two[path]]
            faults += [f"with its collections in another order, {path} differs" for path in differing]
        renamed = Path(made) / "renamed"
        names = sorted(name for name in sample.files if name.startswith("data/") and "/log/" not in name)
        for name, content in sample.files.items():
            path = renamed / (f"data/{len(names) - names.index(name):03}.yml" if name in names else name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        faults += _differing(first, check(renamed, sample.at))
    return faults, first.sound is not None, ""


def _pages(book: Playbook, made: tuple[Page, ...]) -> dict[str, str]:
    """Every page's text but for the lines of the files that it comes from."""
    docs = Rendered(book, made, Settings(), COMPILED)
    return {path: _SOURCE.sub("", text) for path, text in docs.items()}


def _turned(name: str, content: bytes) -> bytes:
    """A data file with its collections in the opposite order, where it is text that can be cut."""
    text = content.decode("utf-8", "surrogateescape")
    parts = _COLLECTION.split(text)
    is_whole = not name.startswith("data/") or "\r" in text or _DOCUMENT.search(text)
    if is_whole or any(not part.endswith("\n") for part in parts[1:]):
        return content
    return "".join([parts[0], *parts[:0:-1]]).encode("utf-8", "surrogateescape")


def _differing(first: Checked, second: Checked) -> list[str]:
    """Whether two checks find other kinds of problems, or other pages."""
    codes = [Counter(problem.code for problem in found.diagnostics) for found in (first, second)]
    if codes[0] != codes[1]:
        return [f"in another order, other problems: {codes[0] - codes[1]} became {codes[1] - codes[0]}"]
    pages = [
        {page.address for page in found.sound.pages} if found.sound else set() for found in (first, second)
    ]
    return [f"in another order, other pages: {pages[0] ^ pages[1]}"] if pages[0] != pages[1] else []
