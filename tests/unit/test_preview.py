"""The states of a preview, and what a browser is answered in each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.preview import Drafts, Look, PortTakenError, Preview, serving
from generator.preview.pages import with_preview
from generator.withhold import Readers, UnknownEditionError
from tests.playbooks import SMALL

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small playbook."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def drafts(root: Path, tmp_path: Path) -> Drafts:
    """Looks at that copy."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return Drafts(root, scratch, lambda: NOW)


@pytest.fixture
def preview(root: Path, drafts: Drafts) -> Preview:
    """A preview that shows its first state."""
    made = Preview(root)
    made.show(drafts.look())
    return made


def edit(root: Path, old: str, new: str) -> list[str]:
    """Replace a text wherever the data have it; the files that changed."""
    changed = []
    for path in sorted((root / "data").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")
            changed.append(path.relative_to(root).as_posix())
    assert changed
    return changed


def page(look: Look, address: str) -> str:
    """A page's text without entities."""
    assert look.good is not None
    return unescape(look.good.site.page(f"{address.strip('/')}/index.html".lstrip("/"))[0])


def data(html: str) -> dict[str, object]:
    """What the preview says on a page."""
    said: dict[str, object] = json.loads(unescape(html.partition('data-preview="')[2].partition('"')[0]))
    return said


def test_a_save_is_on_the_next_page(root: Path, drafts: Drafts) -> None:
    """Pages are made of the files as they are, in every place that names an entry."""
    drafts.look()

    look = drafts.look(edit(root, "title: A second outage during repair", "title: Third outage"))

    assert "Third outage" in page(look, "/risks/second-outage/")
    assert "Third outage" in page(look, "/risks/")


def test_an_error_keeps_the_last_good_state(root: Path, drafts: Drafts) -> None:
    """What is wrong is told, the pages stay; once it is mended they follow again."""
    first = drafts.look()

    wrong = drafts.look(
        edit(root, "title: A second outage during repair", "titel: A second outage during repair")
    )
    right = drafts.look(edit(root, "titel: A second outage during repair", "title: Mended"))

    assert ["unknown-key"] == [problem.code for problem in wrong.errors if problem.code != "missing-field"]
    assert first.good is wrong.good
    assert () == right.errors
    assert "Mended" in page(right, "/risks/second-outage/")


def test_entries_and_files_come_and_go(root: Path, drafts: Drafts) -> None:
    """A new file's entry is in the menu of every page; removed, it is gone from there."""
    drafts.look()
    file = root / "data" / "new.yml"
    file.write_text("risks: {flood: {title: A flood}}\n", encoding="utf-8")

    there = drafts.look(["data/new.yml"])
    file.unlink()
    gone = drafts.look(["data/new.yml"])

    assert there.good is not None
    assert gone.good is not None
    assert "/risks/flood/" in there.good.places
    assert "A flood" in page(there, "/")
    assert "/risks/flood/" not in gone.good.places
    assert "A flood" not in page(gone, "/")


def test_a_data_folder_may_go_and_come_back(root: Path, drafts: Drafts) -> None:
    """As when somebody changes to a branch without one: the last good state stays meanwhile."""
    first = drafts.look()
    away = (root / "data").rename(root / "away")

    without = drafts.look(["data/everything.yml"])
    away.rename(root / "data")
    back = drafts.look(["data/everything.yml"])

    assert "no-data" in {problem.code for problem in without.errors}
    assert first.good is without.good
    assert () == back.errors
    assert back.good is not first.good


def test_runs_that_are_over_are_read_again_only_when_they_change(
    root: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They cost as much as the plan itself, and nobody edits them."""
    asked: list[Path] = []

    def runs(folder: Path, readers: Readers | None) -> tuple[tuple[()], tuple[()]]:
        assert readers is not None
        asked.append(folder)
        return (), ()

    monkeypatch.setattr("generator.archive.runs", runs)
    for changed in ([], ["data/risks.yml"], ["data/log/first/log.yml"]):
        drafts.look(changed)

    assert [root, root] == asked


@pytest.mark.parametrize(
    ("text", "line"), [("theme: {name: none-such}\n", 1), ("# Ours\nextra: [\n", 2), ("none_such: 1\n", 1)]
)
def test_a_configuration_that_the_builder_refuses_is_an_error(
    root: Path, drafts: Drafts, text: str, line: int
) -> None:
    """At its line. The last good state stays here as well, and a mended file is read again."""
    first = drafts.look()
    config = root / "mkdocs.yml"

    config.write_text(text, encoding="utf-8")
    wrong = drafts.look(["mkdocs.yml"])
    config.unlink()
    right = drafts.look(["mkdocs.yml"])

    assert [("site-builder", "mkdocs.yml", line)] == [
        (problem.code, problem.location.file, problem.location.line) for problem in wrong.errors
    ]
    assert first.good is wrong.good
    assert () == right.errors


def test_before_any_good_state_every_address_waits(root: Path, drafts: Drafts) -> None:
    """The page says what is wrong by the same script that tells of it later."""
    edit(root, "title: A second outage during repair", "titel: A second outage during repair")
    made = Preview(root)

    made.show(drafts.look())
    answer = made.answer("/risks/")

    assert 200 == answer.status
    assert "No plan yet" in answer.content.decode()
    assert str(data(answer.content.decode())["state"]).endswith("-0")


def test_open_pages_hear_of_each_state(root: Path, drafts: Drafts, preview: Preview) -> None:
    """First how things are, then each change; an error changes what is told and not the state."""
    events = preview.events(0.01)

    def hear() -> dict[str, object]:
        said: dict[str, object] = json.loads(next(events).removeprefix(b"data: "))
        return said

    first = hear()
    silence = next(events)
    preview.show(
        drafts.look(
            edit(root, "title: A second outage during repair", "titel: A second outage during repair")
        )
    )
    wrong = hear()
    preview.show(drafts.look(edit(root, "titel: A second outage during repair", "title: Mended")))
    right = hear()

    assert [] == first["problems"]
    assert silence.startswith(b":")
    assert first["state"] == wrong["state"]
    assert wrong["problems"]
    assert right["state"] not in (first["state"], "")
    assert [] == right["problems"]


def preview_page(preview: Preview, path: str) -> str:
    """A page as the preview sends it."""
    return preview.answer(path).content.decode()


def test_a_page_knows_its_state(preview: Preview) -> None:
    """By it a page knows whether a newer one is out; a second server's first state is another."""
    event = json.loads(next(preview.events(1)).removeprefix(b"data: "))

    assert event["state"] == data(preview_page(preview, "/risks/"))["state"]
    assert Preview(Path())._token != preview._token


def test_a_gone_entry_is_told_from_one_that_never_was(root: Path, drafts: Drafts, preview: Preview) -> None:
    """Whose page was open when its entry went reads why it is not there."""
    address, other = "/risks/flood/", "/risks/fire/"
    file = root / "data" / "new.yml"
    file.write_text("risks: {flood: {title: A flood}}\n", encoding="utf-8")
    preview.show(drafts.look(["data/new.yml"]))
    file.unlink()
    preview.show(drafts.look(["data/new.yml"]))

    gone, never = preview.answer(address), preview.answer(other)

    assert (404, 404) == (gone.status, never.status)
    assert "no longer in the plan" in str(data(gone.content.decode())["note"])
    assert "no such page" in str(data(never.content.decode())["note"])


def test_what_a_build_would_refuse_of_a_page_stands_on_it(root: Path, drafts: Drafts) -> None:
    """A hand-written link that leads nowhere stops a build; here the page says so, at its source."""
    (root / "content" / "guide.md").write_text("# Guide\n\n[away](gone.md)\n", encoding="utf-8")
    made = Preview(root)

    made.show(drafts.look())
    problems = data(preview_page(made, "/guide/"))["problems"]

    assert isinstance(problems, list)
    assert ["content/guide.md:3:8"] == [problem["place"] for problem in problems]
    assert "gone.md" in problems[0]["message"]


def test_a_page_that_cannot_be_made_says_why(root: Path, drafts: Drafts) -> None:
    """A template of the playbook's own that is wrong leaves a whole page of a few words."""
    (root / "overrides").mkdir()
    (root / "overrides" / "main.html").write_text("{% block x %}", encoding="utf-8")
    (root / "mkdocs.yml").write_text("theme: {custom_dir: ../overrides}\n", encoding="utf-8")
    made = Preview(root)

    made.show(drafts.look())
    answer = made.answer("/risks/")
    html = answer.content.decode()

    assert 500 == answer.status
    assert "<title>This page cannot be made</title>" in html
    assert "endblock" in str(data(html)["problems"])


@pytest.mark.parametrize(
    ("path", "kind", "start"),
    [
        ("/playbook.json", "application/json", b"{"),
        ("/outline.json", "application/json", b"{"),
        ("/stamp.json", "application/json", b"{"),
        ("/actions.csv", "text/csv", b""),
        ("/calendar.ics", "text/calendar", b"BEGIN:VCALENDAR"),
        ("/assets/playbook/main.js", "text/javascript", b"/*"),
        ("/assets/playbook/playbook.css", "text/css", b""),
        ("/search/search_index.json", "application/json", b"{"),
        ("/_preview/preview.js", "text/javascript", b"/*"),
    ],
)
def test_files_have_their_type(preview: Preview, path: str, kind: str, start: bytes) -> None:
    """What programs and pages ask for beside the pages is there as well."""
    answer = preview.answer(path)

    assert (200, kind) == (answer.status, answer.type.partition(";")[0])
    assert answer.content.startswith(start)


def test_what_a_page_carries_cannot_end_its_attribute() -> None:
    """A problem quotes what somebody typed; on a page it stays text."""
    html = with_preview("<body></body>", "x", [], '"><script>alert(1)</script>')

    assert "<script>alert" not in html
    assert '"><script>alert(1)</script>' == data(html)["note"]


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    """Where that preview is served."""
    with serving(preview, 0) as found:
        yield found


def ask(address: str, path: str, method: str = "GET", **head: str) -> HTTPResponse:
    """An answer of the server, read whole."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers=head)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_a_folder_without_its_slash_is_sent_on(address: str) -> None:
    """Relative links would else lead elsewhere."""
    answer = ask(address, "/risks")

    assert (302, "/risks/") == (answer.status, answer.headers["Location"])


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/%2e%2e/mkdocs.yml",
        "/assets/../../x",
        "/assets/%2E%2E/%2e%2e/%2e%2e/etc/passwd",
        "/..%5cx",
        "/%5c%5cserver/x",
        "/%00",
        "/index.html%00.png",
        "//etc/passwd",
        "/%2fetc/passwd",
        "///etc/passwd",
        "/etc/passwd",
        "/data/everything.yml",
        "/mkdocs.yml",
        "/.git/config",
        "/search/../../nav.yml",
        "/_preview/../server.py",
        "/_preview/%2e%2e/server.py",
        "/_preview/server.py",
        "/assets/" + "x" * 5000,
        "/%ff%fe",
        "file:///etc/passwd",
        "*",
    ],
)
def test_no_path_leads_out_of_the_site(address: str, path: str) -> None:
    """Nothing on this machine but the site can be asked for."""
    assert 404 == ask(address, path).status


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.", 403),
        ("0.0.0.0", 403),  # noqa: S104  the name that a page asks for, nothing listens there
        ("evil.example@localhost", 403),
        ("", 403),
    ],
)
def test_only_this_machines_names_are_answered(address: str, name: str, status: int) -> None:
    """A page elsewhere could lead a name of its own here, and read a plan that is not out yet."""
    port = urlsplit(address).port

    assert status == ask(address, "/", Host=f"{name}:{port}").status


@pytest.mark.parametrize("path", ["/", "/playbook.json", "/nowhere/", "/_preview/preview.js"])
def test_no_page_elsewhere_reads_shows_or_embeds_it(address: str, path: str) -> None:
    """Whatever it asks for; the browser is told so by each answer."""
    head = ask(address, path, Origin="https://evil.example").headers

    assert "Access-Control-Allow-Origin" not in head
    assert ("same-origin", "SAMEORIGIN") == (head["Cross-Origin-Resource-Policy"], head["X-Frame-Options"])


def test_nothing_is_kept_by_a_browser(address: str) -> None:
    """The next load is the newest state, of scripts too."""
    for path in ("/", "/assets/playbook/main.js"):
        assert "no-store" == ask(address, path).headers["Cache-Control"]


def test_a_head_has_no_content(address: str) -> None:
    """Programs ask so whether something is there."""
    answer = ask(address, "/", "HEAD")

    assert 200 == answer.status
    assert int(answer.headers["Content-Length"]) > 0


def test_a_taken_port_is_passed_over_or_told(preview: Preview, address: str) -> None:
    """Asked for, it is an error; the default goes on to the next that is free."""
    taken = urlsplit(address).port
    assert taken is not None

    with pytest.raises(PortTakenError, match=f"Port {taken} is taken"), serving(preview, taken):
        pass
    with serving(preview, taken, tries=20) as other:
        assert taken != urlsplit(other).port


def looking(root: Path, tmp_path: Path, edition: str) -> Drafts:
    """Looks at the copy as the readers of an edition."""
    scratch = tmp_path / f"scratch-{edition}"
    scratch.mkdir()
    return Drafts(root, scratch, lambda: NOW, edition)


def test_one_looks_as_the_readers_of_an_edition(root: Path, tmp_path: Path) -> None:
    """What it lacks is counted for who edits it; an editor still knows the ids of all."""
    edit(root, "    default: [leadership]", "    # default: [leadership]")
    everybody = looking(root, tmp_path, "default").look().good
    leaders = looking(root, tmp_path, "leadership").look().good

    assert everybody is not None
    assert leaders is not None
    assert ("/comms/merchants/" in everybody.places, "/comms/merchants/" in leaders.places) == (False, True)
    # The plan, its template, and what the log says of it.
    assert everybody.withheld > 1
    assert 0 == leaders.withheld
    assert set(leaders.book.entries) == set(everybody.whole.entries)


def test_an_edition_that_goes_is_an_error_while_one_looks(root: Path, tmp_path: Path) -> None:
    """Pages stay as they were; to begin with one that is not there is wrong usage."""
    drafts = looking(root, tmp_path, "leadership")
    first = drafts.look()

    gone = drafts.look(edit(root, "    leadership: [leadership]", "    leaders: [leadership]"))

    assert ["unknown-edition"] == [problem.code for problem in gone.errors]
    assert first.good is gone.good
    with pytest.raises(UnknownEditionError):
        looking(root, tmp_path, "nobodys").look()
