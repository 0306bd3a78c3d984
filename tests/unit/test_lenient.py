"""A playbook of another time is read, whatever of it no plan can have today."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import has_errors
from generator.lenient import Lenient, read_leniently
from generator.link import link
from generator.linked import Playbook
from generator.load import load
from generator.model import Action, Role
from generator.validate import validate
from tests.test_cases import CASES, cases, name

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OUTAGE = CASES.parent / "fixtures" / "outage"

Break = Callable[..., Path]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """The outage with these texts of one of its files replaced."""

    def edit(file: str, *pairs: tuple[str, str]) -> Path:
        folder = Path(shutil.copytree(OUTAGE, tmp_path / "outage", dirs_exist_ok=True))
        path = folder / "data" / file
        text = path.read_text(encoding="utf-8")
        for then, now in pairs:
            assert then in text
            text = text.replace(then, now, 1)
        path.write_text(text, encoding="utf-8")
        return folder

    return edit


def sound() -> Playbook:
    """The outage as it is."""
    book, _ = link(validate(load(OUTAGE)[0])[0], NOW)
    assert book is not None
    return book


def lenient(folder: Path) -> Lenient:
    """What is read in a folder, beside the sound outage."""
    return read_leniently(folder, NOW, OUTAGE)


def records(book: Playbook | None) -> dict[str, object]:
    """Every entry of a playbook as the data has it."""
    assert book is not None
    return {str(ref): entry.record for ref, entry in book.entries.items()}


def said(found: Lenient) -> list[str]:
    """What was not read, in words."""
    return [f"{item.location.file}:{item.location.line} {item.message}" for item in found.left_out]


def test_a_sound_playbook_is_read_as_ever() -> None:
    """Nothing is left out, and nothing differs from a strict reading."""
    found = lenient(OUTAGE)

    assert ((), records(sound())) == (found.left_out, records(found.book))


@pytest.mark.parametrize("case", cases("invalid"), ids=name)
def test_every_mistake_can_stand_in_an_older_playbook(case: Path, tmp_path: Path) -> None:
    """Among files that are sound: the outage is read, and every mistake of the case is told."""
    folder = Path(shutil.copytree(OUTAGE, tmp_path / "outage"))
    shutil.copytree(case / "data", folder / "data" / "more")
    if (case / "content").is_dir():
        shutil.copytree(case / "content", folder / "content")

    found = lenient(folder)

    assert has_errors(validate(load(folder)[0])[1]) <= bool(found.left_out)
    assert records(sound()).keys() <= records(found.book).keys()


@pytest.mark.parametrize("case", cases("invalid"), ids=name)
def test_a_playbook_that_is_nothing_but_mistakes_is_read(case: Path) -> None:
    """Alone as well, unless nothing in it is YAML of the shape of a data file."""
    is_read = any(file.complete for file in load(case)[0])

    found = lenient(case)

    assert is_read == (found.book is not None)


@pytest.mark.parametrize(
    ("file", "then", "now"),
    [
        ("people.yml", "    title: Support lead\n", "    title: [Support, lead]\n"),
        ("people.yml", "    title: Support lead\n", ""),
        ("people.yml", "    deputy: platform-lead\n", "    deputy: somebody\n"),
        ("people.yml", "    deputy: platform-lead\n", "    deputy: [platform-lead]\n"),
        ("response.yml", "supports: [incident-lead]", "supports: [incident-lead, somebody]"),
        ("response.yml", "score: 10, because", "score: 11, because"),
        ("response.yml", "when: day 1 afternoon", "when: on day 1, later"),
        ("response.yml", "needs: [find-cause]", "needs: [decide-rollback]"),
        ("response.yml", "window: days 1-2", "window: {from: 1, to: 2}"),
        ("response.yml", "    justification:", "    reason_why: Because.\n    justification:"),
        ("numbers.yml", '    target: {op: ">=", value: 99.5}', '    target: {op: ">="}'),
        ("playbook.yml", "  timezone: Europe/London\n", "  timezone: Europa/London\n"),
        ("playbook.yml", "  timezone: Europe/London\n", ""),
        ("playbook.yml", "  key: card-outage\n", ""),
        ("playbook.yml", "playbook:\n", "playbooks:\n"),
        ("playbook.yml", 'version: "2026.11"', "version: latest"),
        ("playbook.yml", "horizon: day 90", "horizon: whenever"),
        ("log.yml", "    at: 2026-11-23T09:10\n", ""),
        ("log.yml", "by: platform-lead", "by: nobody"),
        ("talk.yml", "blanks: {rate: Success rate now,", "blanks: {"),
        ("talk.yml", "{what: First notice, when: within 30 minutes", "{what: First notice, when: soon"),
    ],
)
def test_what_is_not_read_counts_as_unchanged(file: str, then: str, now: str, broken: Break) -> None:
    """Compared with the sound playbook nothing differs, and the place of each mistake is told."""
    found = lenient(broken(file, (then, now)))

    assert [f"data/{file}"] == sorted({item.location.file for item in found.left_out if item.location.file})
    assert records(sound()) == records(found.book)


@pytest.mark.parametrize("file", sorted(path.name for path in (OUTAGE / "data").glob("*.yml")))
@pytest.mark.parametrize("text", [b"a: [", b"\xff\xfe", b"- a list\n"], ids=["unclosed", "binary", "list"])
def test_a_file_that_is_no_yaml_counts_as_it_stands(file: str, text: bytes, broken: Break) -> None:
    """Nothing of it appears as new, in whatever file it stands now."""
    folder = broken(file)
    path = folder / "data" / file
    path.write_bytes(text if text.startswith(b"\xff") else path.read_bytes() + b"\n" + text)

    found = lenient(folder)

    assert records(sound()).keys() == records(found.book).keys()
    assert f"data/{file}" in {item.location.file for item in found.left_out}


def test_many_mistakes_in_one_text_hide_no_more_than_one_does(broken: Break) -> None:
    """An audience stays, whatever number of blanks of a message of its own cannot be."""
    words = ("an_hour", "a_day", "a_week", "a_month", "a_year")
    folder = broken(
        "talk.yml",
        ("This is {name} of card payments.", " ".join(f"{{{word}}}" for word in words)),
        ("blanks: {name: Your name, ", f"blanks: {{{', '.join(f'{word}: Soon' for word in words)}, "),
    )

    found = lenient(folder)

    assert 10 == len(found.left_out)
    assert records(sound()) == records(found.book)


def test_the_rest_of_an_entry_is_what_it_was(broken: Break) -> None:
    """A mistake hides one field, not what really changed beside it."""
    folder = broken(
        "people.yml",
        ("    title: Support lead\n", "    title: Service lead\n    phone: 5\n"),
        ("  cto:\n", "  gone:\n    title: Gone since\n    deputy: [x]\n  cto:\n"),
    )

    found = lenient(folder)

    assert found.book is not None
    titles = {entry.id: entry.title for entry in found.book.roles}
    assert ("Service lead", "Gone since") == (titles["support-lead"], titles["gone"])
    assert [
        "data/people.yml:29 `phone` is not a field of a role.",
        "data/people.yml:35 `deputy` must be a text, not a list.",
    ] == said(found)


def test_without_a_title_an_entry_is_known_by_its_id(broken: Break) -> None:
    """Of an entry that the other playbook does not have, nobody knows better."""
    found = lenient(broken("people.yml", ("  cto:\n", "  gone:\n  away:\n    kind: external\n  cto:\n")))

    assert found.book is not None
    titles = {entry.id: entry.title for entry in found.book.roles}
    assert ("gone", "away") == (titles["gone"], titles["away"])


def test_a_reference_to_nothing_becomes_words(broken: Break) -> None:
    """The step stays, with the title of what is there by now, or what was written."""
    written = 'text: "Freeze every deployment, see [[risks/second-outage]]"'
    folder = broken("response.yml", (written, 'text: "See [[roles/cto]], [[risks/gone]], [[x/y|that]] [["'))

    found = lenient(folder)

    assert found.book is not None
    action = found.book.entries[next(ref for ref in found.book.entries if ref.id.endswith(".find-cause"))]
    assert isinstance(action.record, Action)
    assert "See Chief technology officer, risks/gone, that " in str(action.record.steps[1])


def test_a_circle_is_cut(broken: Break) -> None:
    """Where it closes; what waits for what else stays."""
    chain = [
        ("  support-lead:\n    title: Support lead\n    reports_to: incident-lead", "    reports_to: cto")
    ]
    folder = broken(
        "people.yml",
        (chain[0][0], chain[0][0]),
        ("title: Chief", "reports_to: support-lead\n    title: Chief"),
    )

    found = lenient(folder)

    assert found.book is not None
    assert 1 == len(found.left_out)
    assert all(isinstance(role.record, Role) for role in found.book.roles)


LINES = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (OUTAGE / "data").glob("*.yml"))
DAMAGE: dict[str, Callable[[str], str]] = {
    "a list": lambda line: line.replace(":", ": [x]", 1),
    "a number": lambda line: f"{line.partition(':')[0]}: 5",
    "deeper": lambda line: f" {line}",
    "higher": lambda line: line[2:],
    "capitals": lambda line: line.replace("a", "A"),
    "twice": lambda line: f"{line}\n{line}",
    "gone": lambda line: line[:0],
    "nothing named": lambda line: f"{line} [[x/y]] [[roles/z",
    "another id": lambda line: line.replace(line.split()[-1], "nobody") if line.split() else line,
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, LINES - 1), st.sampled_from(sorted(DAMAGE))), max_size=12))
def test_a_plan_comes_of_whatever_is_left(damage: list[tuple[int, str]]) -> None:
    """However lines were damaged, as long as one file is YAML; what cannot be read is told."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(OUTAGE, Path(made) / "outage"))
        start = 0
        for path in sorted((folder / "data").glob("*.yml")):
            lines = path.read_text(encoding="utf-8").splitlines()
            for at, sort in damage:
                if start <= at < start + len(lines):
                    lines[at - start] = DAMAGE[sort](lines[at - start])
            start += len(lines)
            path.write_text("\n".join(lines), encoding="utf-8")
        files, problems = load(folder)
        is_any_yaml = any(file.complete for file in files)
        is_sound = not has_errors((*problems, *validate(files)[1]))

        found = lenient(folder)

    assert is_any_yaml == (found.book is not None)
    assert is_sound or found.left_out
