"""The site is built beside the old one, its links gated, and swapped in whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.site import EnvironmentFailure, SiteJob, build_site, default_config, site_digest
from generator.site.links import broken_links
from generator.site.swap import scratch, swap_in
from generator.stamp import Stamp, digest, read_stamp
from generator.write import held

SOUND = {
    "index.md": "# Home\n\n[The lead](roles/lead.md#duties)\n",
    "roles/index.md": "# Roles\n\n[Lead](lead.md)\n",
    "roles/lead.md": "# Lead\n\n<h2 id='duties'>Duties</h2>\n<a href='tel:+441632960001'>call</a>\n",
}
STAMP = Stamp(
    key="tiny",
    title="Tiny",
    version="1",
    version_title=None,
    commit="ab" * 20,
    changed=False,
    time=datetime.fromtimestamp(1_700_000_000, UTC),
    sources=digest(()),
)
NAV = "site_name: Tiny\nnav:\n  - index.md\n  - roles/index.md\nnot_in_nav: |\n  /roles/*\n"


# Builds what `job` prepared, but stops for good once the builder is done.
KILLED = """
import sys, time
from pathlib import Path
from datetime import UTC, datetime
from generator.site import SiteJob, build_site
from generator.stamp import Stamp
root = Path(sys.argv[1])
docs, config = root / "build/docs", root / "build/mkdocs.yml"
def progress(what):
    if what == "Checking the links":
        print(what, flush=True)
        time.sleep(60)
stamp = Stamp("k", "T", None, None, None, False, datetime.fromtimestamp(1_700_000_000, UTC), "")
build_site(SiteJob(root, config, docs, root / "site", {}, stamp, {}), progress)
"""


def job(root: Path, docs: Mapping[str, str], sources: Mapping[str, Location] | None = None) -> SiteJob:
    """A job on a folder that holds nothing but the generated Markdown, under the shipped configuration."""
    for path, text in {**{f"docs/{name}": text for name, text in docs.items()}, "nav.yml": NAV}.items():
        file = root / "build" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    config = root / "build" / "mkdocs.yml"
    config.write_text(default_config())
    return SiteJob(
        root,
        config,
        root / "build/docs",
        root / "site",
        {"playbook.json": b"{}"},
        STAMP,
        sources or {},
    )


class Tags(HTMLParser):
    """The tags of a page with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag; what the attributes say may differ."""
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        """Notes what a reader may see."""
        self.text += data


def silent(_: str) -> None:
    """Progress that nobody watches."""


def pages(site: Path, files: Mapping[str, str]) -> Path:
    """A built site, written by hand."""
    for path, body in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<!doctype html><title>x</title><body>{body}")
    return site


def found(root: Path) -> list[str]:
    """What stands in the playbook's folder, hidden files too."""
    return sorted(path.name for path in root.iterdir())


def test_a_sound_site_is_swapped_in(tmp_path: Path) -> None:
    """Pages and extra files stand in site/, readable by all, and nothing temporary is left."""
    told: list[str] = []

    problems = build_site(job(tmp_path, SOUND), told.append)

    assert () == problems
    assert ["Building the site", "Checking the links"] == told
    assert ["build", "site"] == found(tmp_path)
    assert {"404.html", "index.html", "roles/index.html", "roles/lead/index.html"} == {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")
    }
    assert b"{}" == (tmp_path / "site/playbook.json").read_bytes()
    assert 0o755 == stat.S_IMODE((tmp_path / "site").stat().st_mode)


def test_a_site_is_stamped_with_what_it_holds(tmp_path: Path) -> None:
    """`stamp.json` repeats the stamp, and its digest covers every other file: one byte more is seen."""
    build_site(job(tmp_path, SOUND), silent)
    site = tmp_path / "site"

    stamped = read_stamp((site / "stamp.json").read_bytes())
    before = site_digest(site)
    (site / "playbook.json").write_bytes(b"{ }")

    assert stamped is not None
    assert (STAMP, before) == (stamped.stamp, stamped.files)
    assert before != site_digest(site)


def test_the_same_docs_make_the_same_bytes(tmp_path: Path) -> None:
    """Two folders, two umasks, one epoch: every file of the two sites is the same, every mode included."""
    built = []
    for name, mask in (("one", 0o022), ("two", 0o077)):
        work = replace(job(tmp_path / name, SOUND), extra_files={"machines/calendar.ics": b""})
        before = os.umask(mask)
        try:
            build_site(work, silent)
        finally:
            os.umask(before)
        site = tmp_path / name / "site"
        built.append(
            {
                path.relative_to(site): (path.stat().st_mode, path.is_file() and path.read_bytes())
                for path in (site, *site.rglob("*"))
            }
        )

    assert built[0] == built[1]


def test_pages_name_the_newest_version_as_their_own(tmp_path: Path) -> None:
    """Canonical links, the sitemap and the page for what is missing lead there, and the gate follows them."""
    work = replace(job(tmp_path, SOUND), url="https://example.org/play.book/latest/")

    problems = build_site(work, silent)
    home, lost, addresses = (
        (tmp_path / "site" / name).read_text() for name in ("index.html", "404.html", "sitemap.xml")
    )

    assert () == problems
    assert '<link rel="canonical" href="https://example.org/play.book/latest/">' in home
    assert 'href="/play.book/latest/assets/playbook/playbook.css"' in lost
    assert "<loc>https://example.org/play.book/latest/roles/lead/</loc>" in addresses


def test_without_an_address_no_page_names_one(tmp_path: Path) -> None:
    """Nobody is sent to a place that nobody has named."""
    build_site(job(tmp_path, SOUND), silent)

    assert [] == [page for page in (tmp_path / "site").rglob("*.html") if "canonical" in page.read_text()]


def test_what_a_stamp_holds_is_shown_as_text(tmp_path: Path) -> None:
    """Whatever it says, the pages have the tags of any other stamp, and readers see what it says."""
    hostile = "\"><script>alert(1)</script>{{ config }}<b title='x'"
    built = {}
    for name, text in (("plain", "x"), ("hostile", hostile)):
        stamp = replace(STAMP, version=text, commit=text, title=text, key=text, sources=text)
        extra = {"stamp": stamp.for_pages(f"https://example.org/{text}")}
        work = replace(job(tmp_path / name, SOUND | {"changes.md": "# Changes\n"}), stamp=stamp)
        nav = f"{NAV}  /changes.md\nextra: {json.dumps(extra)}\n"
        (work.config.parent / "nav.yml").write_text(nav, encoding="utf-8")
        assert () == build_site(work, silent)
        built[name] = Tags((tmp_path / name / "site" / "index.html").read_text(encoding="utf-8"))

    assert built["plain"].found == built["hostile"].found
    assert 2 == " ".join(built["hostile"].text.split()).count(f"ersion {hostile}")


def test_a_library_in_the_playbooks_folder_is_not_the_builders(tmp_path: Path) -> None:
    """A file that has a library's name is a file like any other."""
    work = job(tmp_path, SOUND)
    for folder in (tmp_path, work.config.parent):
        (folder / "yaml.py").write_text("raise SystemExit(9)")

    assert () == build_site(work, silent)


def test_the_builder_complains_at_the_source(tmp_path: Path) -> None:
    """A strict complaint is an error at the page's source where one is known, and the old site stays."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("old")
    broken = SOUND | {
        "index.md": "[no page](nowhere.md) [no anchor](roles/lead.md#nowhere)",
        "roles/lead.md": "![none](none.png)\n",
    }

    problems = build_site(job(tmp_path, broken, {"/roles/lead/": Location("data/roles.yml", 7, 3)}), silent)

    assert [
        ("site-builder", "build/docs/index.md", 0),
        ("site-builder", "build/docs/index.md", 0),
        ("site-builder", "data/roles.yml", 7),
    ] == sorted((item.code, item.location.file, item.location.line) for item in problems)
    assert {"'nowhere.md'", "'#nowhere'", "'none.png'"} == {
        name
        for name in ("'nowhere.md'", "'#nowhere'", "'none.png'")
        if any(name in item.message for item in problems)
    }
    assert ["build", "site"] == found(tmp_path)
    assert "old" == (tmp_path / "site/index.html").read_text()


def test_a_broken_link_of_a_hand_written_page_is_named_where_it_stands(tmp_path: Path) -> None:
    """Whoever wrote the page finds the link by line and column, although the builder gives neither."""
    text = "# Home\n\nSee [a](../roles/lead.md), [b](/roles/) and ![c](none.png).\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "content/guide.md").write_text(text)
    work = job(tmp_path, SOUND | {"index.md": text}, {"/": Location("content/guide.md", 1, 1)})

    problems = build_site(work, silent)

    assert [(3, 9), (3, 32), (3, 50)] == sorted(
        (item.location.line, item.location.column) for item in problems
    )


def test_a_broken_raw_link_stops_the_build(tmp_path: Path) -> None:
    """Links in raw HTML, which the builder does not see, are caught by the gate; the old site stays."""
    (tmp_path / "site").mkdir()
    broken = SOUND | {"index.md": "# Home\n\n<p><a href='roles/lead/#gone'>x</a></p>\n"}

    problems = build_site(job(tmp_path, broken, {"/": Location("data/playbook.yml", 1, 1)}), silent)

    assert [
        (
            "broken-link",
            Location("data/playbook.yml", 1, 1),
            "The page / links to /roles/lead, which has no anchor #gone.",
        )
    ] == [(item.code, item.location, item.message) for item in problems]
    assert [] == list((tmp_path / "site").iterdir())


@pytest.mark.parametrize(
    ("config", "nav", "page", "sentence"),
    [
        ("plugins: [", NAV, "# x", "This is no YAML: while parsing a flow"),
        ("strict: false", "", "# x", "Required configuration not provided"),
        ("theme: {name: nowhere}", NAV, "# x", "Unrecognised theme name: 'nowhere'"),
        ("strict: false", NAV, "---\ntemplate: nowhere.html\n---\n# x", "'nowhere.html' not found"),
    ],
    ids=["yaml", "no-name", "no-theme", "no-template"],
)
def test_a_builder_that_stops_says_why(
    tmp_path: Path, config: str, nav: str, page: str, sentence: str
) -> None:
    """Whatever stops the builder is one error without a traceback or a path of this machine."""
    work = job(tmp_path, SOUND | {"roles/lead.md": page, "index.md": "# Home"})
    work.config.write_text(f"INHERIT: nav.yml\ndocs_dir: docs\n{config}\n")
    (tmp_path / "build/nav.yml").write_text(nav or "nav: [index.md]\n")

    problems = build_site(work, silent)

    assert ["site-builder"] == [item.code for item in problems]
    assert (True, False, False) == tuple(
        text in problems[0].message for text in (sentence, "Traceback", str(tmp_path))
    )


def test_a_machine_that_refuses_is_no_fault_of_the_data(tmp_path: Path) -> None:
    """Where the builder cannot read a file, the environment has failed, not the plan."""
    work = job(tmp_path, SOUND)
    (work.docs / "roles/lead.md").unlink()
    (work.docs / "roles/lead.md").symlink_to(work.docs / "roles/lead.md")

    with pytest.raises(EnvironmentFailure, match="could not go on"):
        build_site(work, silent)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<a href='a/#x'>x</a> <a href='a/'>x</a> <a href='/a/'>x</a> <img src='p.png'>", ""),
        ("<a href='tel:+1'>x</a> <a href='mailto:a@b.example'>x</a> <a href='https://b.example'>x</a>", ""),
        ("<a href='a/#y'>x</a>", "The page / links to /a, which has no anchor #y."),
        ("<a href='#y'>x</a>", "The page / links to /index.html, which has no anchor #y."),
        ("<a href='b/'>x</a>", "The page / links to /b, which does not exist."),
        ("<a href='/b/'>x</a>", "The page / links to /b, which does not exist."),
        ("<a href='empty/'>x</a>", "The page / links to /empty, which does not exist."),
        ("<a href='b\n2/'>x</a>", "The page / links to /b2, which does not exist."),
        ("<a href='b&#x2f;3/'>x</a>", "The page / links to /b/3, which does not exist."),
        ("<img src='q.png'>", "The page / links to /q.png, which does not exist."),
        ("<script src='q.js'></script>", "The page / links to /q.js, which does not exist."),
        ("<a href='caf%C3%A9/'>x</a>", "The page / links to /café, which does not exist."),
        ("Look into file:///nobody/has/this and <code>file:///etc/hosts</code>.", ""),
        ("Ask \u201chelp@example.org\u201d, or \u201csee help@example.org\u201d.", ""),
        (
            "<a href='file:///etc/hosts'>x</a>",
            "The page / links to file:///etc/hosts, which is not in the site.",
        ),
        ("<a href='../'>x</a>", "The page / links to ../, which is not in the site."),
    ],
)
def test_the_gate_knows_every_kind_of_link(tmp_path: Path, body: str, message: str) -> None:
    """Files, folders, anchors and images are checked on disk; other schemes are left alone.

    What else the machine has changes nothing: a link out of the site is broken, and an address in the words
    of a page is none.
    """
    site = pages(tmp_path / "site", {"index.html": body, "a/index.html": "<p id=x>"})
    (site / "p.png").write_bytes(b"")
    (site / "empty").mkdir()

    problems = broken_links(site, {})

    assert [message] * bool(message) == [item.message for item in problems]


def test_the_gate_names_file_and_place(tmp_path: Path) -> None:
    """A page without a known source is named by its file in the site, line and column."""
    site = pages(tmp_path / "site", {"404.html": "\n<a href='/gone/'>x</a>"})

    problems = broken_links(site, {})

    assert [Location("404.html", 2, 10)] == [item.location for item in problems]


def test_a_site_under_a_path_may_link_absolutely(tmp_path: Path) -> None:
    """Where pages are published under a path, links from the root are followed below that path."""
    head = '<link rel="canonical" href="https://example.org/play.book/">'
    site = pages(
        tmp_path / "site",
        {"index.html": f"{head}<a href='/play.book/'>x</a><a href='/play.book/a/'>x</a>", "a/index.html": ""},
    )

    good = broken_links(site, {})
    pages(site, {"index.html": f"{head}<a href='/play.book/b/'>x</a>"})
    bad = broken_links(site, {})

    assert ([], ["The page / links to /b, which does not exist."]) == (
        [item.message for item in good],
        [item.message for item in bad],
    )


def test_a_settings_file_of_the_checker_changes_nothing(tmp_path: Path) -> None:
    """A lychee.toml in the playbook cannot switch the gate off."""
    (tmp_path / "lychee.toml").write_text('exclude = ["."]\n')
    work = job(tmp_path, SOUND | {"index.md": "# Home\n\n<p><img src='gone.png' alt=''></p>\n"})

    problems = build_site(work, silent)

    assert ["broken-link"] == [item.code for item in problems]


@pytest.mark.parametrize("name", ["MkDocs", "lychee"])
def test_a_missing_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A machine without one of the two tools is told which, and the old site stays."""
    if name == "MkDocs":
        monkeypatch.setattr("generator.site.builder.find_spec", lambda _: None)
    else:
        monkeypatch.setattr("generator.site.links._program", lambda: str(tmp_path / "lychee"))

    with pytest.raises(EnvironmentFailure, match=f"^{name} is missing; "):
        build_site(job(tmp_path, SOUND), silent)

    assert ["build"] == found(tmp_path)


def test_a_checker_that_cannot_run_is_no_broken_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link checker that stops for its own reasons is the environment's failure."""
    monkeypatch.setattr("generator.site.links._program", lambda: sys.executable)

    with pytest.raises(EnvironmentFailure, match=r"^lychee could not check the links"):
        broken_links(pages(tmp_path / "site", {"index.html": ""}), {})


def unsupported(_: Path, __: Path) -> bool:
    """A system that has no exchange of two names."""
    return False


@pytest.mark.parametrize("exchange", [None, unsupported], ids=["exchange", "renames"])
def test_the_new_site_takes_the_place_of_the_old(
    tmp_path: Path, exchange: Callable[[Path, Path], bool] | None
) -> None:
    """With the system's exchange and without it: the whole new site, and no trace of the old one."""
    site = pages(tmp_path / "site", {"old.html": ""})
    with scratch(site) as folder:
        swap_in(pages(folder / "site", {"new.html": ""}), site, exchange)

    assert (["site"], ["new.html"]) == (found(tmp_path), found(site))


def test_a_failed_swap_keeps_the_old_site(tmp_path: Path) -> None:
    """Without an exchange, a second rename that fails puts the old site back."""
    site = pages(tmp_path / "site", {"old.html": ""})

    with pytest.raises(FileNotFoundError), scratch(site) as folder:
        swap_in(folder / "never-built", site, unsupported)

    assert (["site"], ["old.html"]) == (found(tmp_path), found(site))


def test_leftovers_go_but_not_another_runs_folder(tmp_path: Path) -> None:
    """What a killed run left is removed at the next start; a folder in use, or a person's own, is not."""
    for name in (".site-new-dead", ".site-new-used", ".site-mine"):
        pages(tmp_path / name / "site", {"index.html": ""})
    used = os.open(tmp_path / ".site-new-used", os.O_RDONLY)
    try:
        fcntl.flock(used, fcntl.LOCK_EX)
        with scratch(tmp_path / "site"):
            pass
    finally:
        os.close(used)

    assert [".site-mine", ".site-new-used"] == found(tmp_path)


def test_an_empty_leftover_goes_at_once(tmp_path: Path) -> None:
    """A run killed at its very start leaves an empty folder, which can be no other run's."""
    (tmp_path / ".site-new-young").mkdir()

    with scratch(tmp_path / "site") as folder:
        during = found(tmp_path)

    assert ([folder.name], []) == (during, found(tmp_path))


def test_nobody_looks_around_before_a_new_folder_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the making of a folder and its lock another run waits, so it takes it for no leftover."""
    seen: list[bool] = []
    real = tempfile.mkdtemp

    def made(*, prefix: str, dir: Path) -> str:  # noqa: A002  as the library names it
        folder = real(prefix=prefix, dir=dir)
        with pytest.raises(BlockingIOError), held(tmp_path, wait=False):
            seen.append(False)
        seen.append(True)
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", made)
    with scratch(tmp_path / "site"), held(tmp_path, wait=False):
        pass

    assert [True] == seen


def test_a_run_killed_between_two_renames_has_lost_no_site(tmp_path: Path) -> None:
    """Where there is no exchange the old site is away for an instant; the next run brings it back."""
    site = pages(tmp_path / "site", {"old.html": ""})
    with scratch(site) as folder:
        child = os.fork()
        if child == 0:
            # Dies right before the second of the two.
            steps = iter((True, False))
            real = Path.rename
            Path.rename = lambda one, two: real(one, two) if next(steps) else os._exit(9)  # type: ignore[method-assign, assignment]
            swap_in(pages(folder / "site", {"new.html": ""}), site, unsupported)
        os.waitpid(child, 0)
        # As if this run were the one that was killed.
        folder.rename(tmp_path / ".site-new-dead")
    lost = found(tmp_path)

    with scratch(site):
        pass

    assert ([".site-new-dead"], ["site"], ["old.html"]) == (lost, found(tmp_path), found(site))


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_not_replaced(tmp_path: Path, kind: str) -> None:
    """A file or a link of that name is somebody's own, and what a link leads to as well."""
    mine = pages(tmp_path / "mine", {"letter.html": "kept"})
    if kind == "file":
        (tmp_path / "site").write_text("kept")
    else:
        (tmp_path / "site").symlink_to(mine)

    with pytest.raises(EnvironmentFailure, match=f"^`site` is a {kind}, "):
        build_site(job(tmp_path, SOUND), silent)

    assert ["build", "mine", "site"] == found(tmp_path)
    assert "kept" in (tmp_path / "site" / "letter.html" if kind == "link" else tmp_path / "site").read_text()


def test_a_killed_build_leaves_the_old_site(tmp_path: Path) -> None:
    """A build killed half way changes nothing that a reader sees, and the next one clears up after it."""
    work = job(tmp_path, SOUND)
    site = pages(tmp_path / "site", {"old.html": ""})
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    left = [name[: len(".site-new-")] for name in found(tmp_path)]
    kept = found(site)

    build_site(work, silent)

    assert ([".site-new-", "build", "site"], ["old.html"]) == (left, kept)
    assert ["build", "site"] == found(tmp_path)
    assert "index.html" in found(site)


def test_the_default_configuration_is_the_shipped_one_seen_from_build() -> None:
    """A folder without mkdocs.yml gets the shipped settings; only paths differ, and no address of ours."""
    home = Path(__file__).parents[2]
    shipped = (home / "mkdocs.yml").read_text().splitlines()

    changed = [
        new.strip() for old, new in zip(shipped, default_config().splitlines(), strict=True) if old != new
    ]

    assert [
        'INHERIT: "nav.yml"',
        'docs_dir: "docs"',
        'site_dir: "../site"',
        f'custom_dir: "{home / "overrides"}"',
    ] == changed


def test_a_copy_of_the_package_brings_its_own_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installed from a wheel, configuration and theme come from inside the package."""
    installed = tmp_path / "generator"
    (installed / "_defaults").mkdir(parents=True)
    shutil.copy(Path(__file__).parents[2] / "mkdocs.yml", installed / "_defaults")
    monkeypatch.setattr("generator.site.config.__file__", str(installed / "site/config.py"))

    custom = [line.strip() for line in default_config().splitlines() if "custom_dir" in line]

    assert [f'custom_dir: "{installed}/_defaults/overrides"'] == custom
