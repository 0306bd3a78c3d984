"""What must hold of the program for every playbook, sound or not: no exception, and none of these faults."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import markdown

from generator.addresses import page_address
from generator.diagnostics import has_errors
from generator.diff import FORMATS, Side, diff
from generator.earlier import side_in, side_now
from generator.exports import exports
from generator.pipeline import Checked, Sound, check, menu
from generator.render import Compiled, Rendered
from generator.review import review
from generator.review.draft import draft
from generator.settings import Settings, read_settings
from tests.fuzz import markup, said
from tests.fuzz.patience import patience
from tests.fuzz.sample import Sample

#: Kept from one playbook to the next: compiling the templates takes longer than rendering a small one.
COMPILED = Compiled()

#: As the shipped mkdocs.yml has them.
_EXTENSIONS = ["admonition", "attr_list", "tables", "toc"]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a playbook. `digest` stands for all that the program put out; `faults` are sentences."""

    faults: list[str] = field(default_factory=list)
    is_sound: bool = False
    digest: str = ""


def judged(sample: Sample) -> Made:
    """Every stage of the program that a sample gives something to do. Raises what the program raises."""
    with tempfile.TemporaryDirectory() as made:
        root, older = sample.write(Path(made))
        with patience():
            checked = check(root, sample.at)
        faults = [*said.faults(checked.diagnostics, root), *said.report_faults(checked.diagnostics, root)]
        if has_errors(checked.diagnostics) != (checked.sound is None):
            faults.append("errors, and a playbook all the same; or neither")
        if check(root, sample.at).diagnostics != checked.diagnostics:
            faults.append("a second check says something else")
        put_out: dict[str, str] = {"problems": repr(checked.diagnostics)}
        if checked.sound is not None:
            settings = read_settings(root)
            with patience():
                put_out |= _put_out(checked.sound, settings)
            with patience():
                put_out |= _told(checked.sound, root, older, sample)
            faults += _output_faults(checked.sound, put_out, root)
            faults += _differing(put_out, check(root, sample.at), settings)
    return Made(faults, checked.sound is not None, _digest(put_out))


def _put_out(sound: Sound, settings: Settings) -> dict[str, str]:
    """Pages by path, exports and the menu."""
    docs = dict(Rendered(sound.book, sound.pages, settings, COMPILED))
    files = exports(sound.book, settings.canonical_url)
    return {
        **docs,
        **{f"/{name}": content.decode("utf-8") for name, content in files.items()},
        "nav.yml": menu(sound, settings),
    }


def _told(sound: Sound, root: Path, older: Path, sample: Sample) -> dict[str, str]:
    """What differs from the older playbook and from itself, and the draft of the review."""
    side = side_now(root, sound.book, sound.verdict)
    sides: dict[str, Side] = {"itself": side}
    if sample.older:
        before, _ = side_in(older, sample.at, root)
        sides |= {} if before is None else {"older": before}
    told = {
        f"diff with {name} as {form}": words(diff(before, side))
        for name, before in sides.items()
        for form, words in FORMATS.items()
    }
    runs = [review(sound.book), *(review(run.book, run.id) for run in sound.runs)]
    return told | {f"review {number}": draft(run) for number, run in enumerate(runs) if run is not None}


def _output_faults(sound: Sound, put_out: Mapping[str, str], root: Path) -> Iterator[str]:
    for name, text in put_out.items():
        if str(root) in text:
            yield f"{name} names a folder of this machine"
        if name.endswith(".json"):
            json.loads(text)
    same = json.loads(put_out["diff with itself as json"])
    if changes := [change for section in same["sections"] for change in section["changes"]]:
        yield f"a playbook differs from itself: {changes}"
    yield from _page_faults(sound, put_out)


def _page_faults(sound: Sound, put_out: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the pages as a browser gets them; hand-written ones may hold whatever they like."""
    by_hand = {page.address for page in sound.pages if page.place.file.startswith("content/")}
    pages = {}
    for page in sound.pages:
        if page.address not in by_hand:
            html = markdown.markdown(put_out[page.path], extensions=_EXTENSIONS)
            found = pages[page.address] = markup.read(html)
            yield from (f"{page.address}: {fault}" for fault in found.faults)
    others = [*(name for name in put_out if name.startswith("/")), *map(page_address, sound.images)]
    yield from markup.astray(pages, frozenset(others), frozenset(by_hand))


def _differing(put_out: Mapping[str, str], again: Checked, settings: Settings) -> Iterator[str]:
    if again.sound is None:
        return
    second = _put_out(again.sound, settings)
    yield from (f"made twice, {name} differs" for name in second if second[name] != put_out[name])


def _digest(put_out: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(put_out, sort_keys=False).encode()).hexdigest()[:16]
