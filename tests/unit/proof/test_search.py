"""Leaks planted in whatever a site is made of: each is found, with the file and the entry named.

Cases are files below `tests/cases/leaks/`; `plan.yml` there is what an edition withholds.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from pypdf import PdfWriter

from generator.proof import Needles, withheld
from generator.proof.search import prove
from tests.withholding import everyone, records_of

LEAKS = Path(__file__).resolve().parents[2] / "cases" / "leaks"
FILES = sorted(path for path in LEAKS.glob("*/*") if path.parent.name != "none")
HARMLESS = sorted((LEAKS / "none").iterdir())

SAID = 'Müller tells the people in Leeds on "Friday", at noon, and nobody before?'


@cache
def looked_for() -> Needles:
    """What the plan withholds from everybody."""
    records = records_of((LEAKS / "plan.yml").read_text(encoding="utf-8"), "")
    return withheld(everyone(records), records, everyone(records).see(records)).looked_for


def found(site: Path) -> list[str]:
    """What the search says of a site."""
    return [problem.message for problem in prove(site, looked_for(), "default", lambda *_: False)]


def caught(site: Path, name: str) -> bool:
    """Whether it is told of the one file, once, that it tells of the one entry."""
    told = found(site)
    begins = f"`decisions/close-leeds` is not in the edition `default`, and its `{name}` tells of it: “"
    return len(told) == 1 and told[0].startswith(begins)


def case_name(case: Path) -> str:
    """What a case is called in a report of the tests."""
    return case.relative_to(LEAKS).as_posix()


@pytest.mark.parametrize("case", FILES, ids=case_name)
def test_a_leak_is_found_whatever_it_is_written_in(case: Path, tmp_path: Path) -> None:
    """Words, numbers and ids, in every shape that a file of a site may have."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / case.name).write_bytes(case.read_bytes())

    assert caught(tmp_path, f"a/{case.name}"), found(tmp_path)


@pytest.mark.parametrize("case", HARMLESS, ids=case_name)
def test_what_only_looks_alike_stops_nobody(case: Path, tmp_path: Path) -> None:
    """Other words in the same order of cells, longer ids, other numbers."""
    (tmp_path / case.name).write_bytes(case.read_bytes())

    assert [] == found(tmp_path)


def zipped(name: str, content: bytes) -> bytes:
    """An archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def tarred(name: str, content: bytes, mode: Literal["w:", "w:gz", "w:xz"] = "w:") -> bytes:
    """The same as tar."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


PAGE = f"<p>{SAID}</p>".encode()
PACKED: dict[str, Callable[[], bytes]] = {
    "page.html.gz": lambda: gzip.compress(PAGE),
    "page.html.bz2": lambda: bz2.compress(PAGE),
    "page.html.xz": lambda: lzma.compress(PAGE),
    "offline.zip": lambda: zipped("page.html", PAGE),
    "name.zip": lambda: zipped("close-leeds/page.html", b""),
    "zip-in-zip.zip": lambda: zipped("inner.zip", zipped("page.html", PAGE)),
    "no-such-ending": lambda: zipped("page.html", PAGE),
    "offline.tar": lambda: tarred("page.html", PAGE),
    "offline.tar.gz": lambda: tarred("page.html", PAGE, "w:gz"),
    "offline.tar.xz": lambda: tarred("page.html", PAGE, "w:xz"),
    "zip-in-tar.tgz": lambda: tarred("inner.zip", zipped("page.html", PAGE), "w:gz"),
    "sheet.xlsx": lambda: zipped("xl/sharedStrings.xml", f"<si><t>{SAID}</t></si>".encode()),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_leak_is_found_in_what_is_packed(name: str, tmp_path: Path) -> None:
    """Known by its first bytes, whatever its name ends in; archives in archives."""
    (tmp_path / name).write_bytes(PACKED[name]())

    assert caught(tmp_path, name), found(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["close-leeds.png", "close-leeds/a.txt", "decisions/close-leeds/index.html", "close%2Dleeds.txt"],
)
def test_names_of_files_and_folders_tell_as_much(name: str, tmp_path: Path) -> None:
    """An image may be called what it shows."""
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"")

    assert caught(tmp_path, name), found(tmp_path)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (2, "its `a.txt`, `b.txt` tell of it: "),
        (4, "its `a.txt`, `b.txt`, `c.txt` and 1 more file tell of it: "),
        (9, "its `a.txt`, `b.txt`, `c.txt` and 6 more files tell of it: "),
    ],
)
def test_an_entry_is_told_once_with_the_first_files(count: int, told: str, tmp_path: Path) -> None:
    """What stands in the settings is on every page: one line says so, in the order of the names."""
    for name in "ihgfedcba"[-count:]:
        (tmp_path / f"{name}.txt").write_text(SAID, encoding="utf-8")
    (message,) = found(tmp_path)

    assert told in message


def locked() -> bytes:
    """A print that takes a password."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def password_zip() -> bytes:
    """An archive whose one entry says that it takes a password."""
    made = bytearray(zipped("a.txt", b"Hello"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(mark) + place] |= 1
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (locked(), "it takes a password"),
        (password_zip(), "it takes a password"),
        (gzip.compress(bytes(65 * 1024**2)), "it holds more than 64 MB"),
        (zipped("a", zipped("b", zipped("c", zipped("d", b"Hello")))), "it is packed more than 3 times"),
    ],
    ids=["locked-print", "locked-archive", "endless", "deep"],
)
def test_what_nobody_can_search_is_told(content: bytes, why: str, tmp_path: Path) -> None:
    """A proof that skips a file proves nothing."""
    (tmp_path / "a.bin").write_bytes(content)
    (problem,) = prove(tmp_path, looked_for(), "default", lambda *_: False)

    assert ("unsearched-file", True) == (problem.code, "`a.bin` tells of" in problem.message)
    assert problem.message.endswith(f": {why}.")


def test_a_leak_is_told_where_it_is_withheld(tmp_path: Path) -> None:
    """Its place is the entry's, and a few of the words are enough to find where else they stand."""
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    (problem,) = prove(tmp_path, looked_for(), "default", lambda *_: False)

    assert ("withheld-shown", "error", "case.yml", 10) == (
        problem.code,
        problem.severity,
        problem.location.file,
        problem.location.line,
    )


def test_what_no_playbook_has_a_part_in_is_not_searched(tmp_path: Path) -> None:
    """The theme's own files may say what they like."""
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")

    assert [] == [*prove(tmp_path, looked_for(), "default", lambda name, _: name == "a.txt")]


def test_an_edition_that_withholds_nothing_is_not_searched(tmp_path: Path) -> None:
    """Not even read: the folder may be as large as it likes."""
    assert [] == [*prove(tmp_path / "none", Needles(), "leadership", lambda *_: False)]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", b"\x1f\x8b no", b"%PDF-1.7 no", b"BZh9 no"])
def test_what_is_only_called_packed_is_read_as_it_stands(content: bytes, tmp_path: Path) -> None:
    """A file that is broken stops nobody, and hides nothing."""
    (tmp_path / "a.bin").write_bytes(content)

    assert [] == found(tmp_path)
    (tmp_path / "a.bin").write_bytes(content + SAID.encode())

    assert caught(tmp_path, "a.bin")
