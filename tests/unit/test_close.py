"""Closing a run: what is decided from the data, before anything is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.addresses import Ref
from generator.close import Closing, ClosingError, Standing, Wish, plan_close
from generator.content import ContentPage
from generator.diagnostics import Diagnostic
from generator.link import link
from generator.linked import Playbook
from generator.load import load_bytes
from generator.model import Entry
from generator.review import Run
from generator.validate import validate
from tests.playbooks import SMALL

PLAYBOOK = """\
# yaml-language-server: $schema=schema.json
# The whole.

playbook:
  key: test
  title: Test
  timezone: Europe/London
  # T0, as soon as it is declared:
  activated: 2026-11-23T09:00  # by the lead

  version: "1"
"""
ROLES = "roles:\n  lead: {title: Lead}\n"
ENTRY = """\
# yaml-language-server: $schema=../schema.json
log:
  2026-11-23-1000-note-7f3a:
    at: 2026-11-23T10:00
    kind: note
    by: lead
    text: It is the gateway.
"""
NOTE = "data/log/2026-11-23-1000-note-7f3a.yml"
FILES = {"data/playbook.yml": PLAYBOOK, "data/roles.yml": ROLES, NOTE: ENTRY}

WISH = Wish(datetime(2026, 11, 24, 17, 0, 30, tzinfo=UTC), "0000")


def standing(files: dict[str, str], *runs: Run, **other: tuple[ContentPage, ...]) -> Standing:
    """The files on the disk; the names of the runs are taken."""
    data = {name: text.encode() for name, text in files.items()}
    return Standing(data, runs, frozenset(run.id for run in runs), **other)


def closed(files: dict[str, str], *runs: Run, wish: Wish = WISH) -> Closing:
    """What closes it, where nothing stands in the way."""
    closing, problems = plan_close(standing(files, *runs), wish)
    if closing is None:
        raise AssertionError(problems)
    return closing


def archive_of(closing: Closing) -> dict[str, str]:
    """The archive's files by their names from the playbook's folder."""
    folder = f"data/log/{closing.run}"
    return {f"{folder}/{name}": kept.content.decode() for name, kept in closing.archive.items()}


def left_of(files: dict[str, str], closing: Closing) -> dict[str, str]:
    """The current files after it."""
    changed = {name: data.decode() if data is not None else None for name, data in closing.changes.items()}
    return {name: text for name, text in {**files, **changed}.items() if text is not None}


def book_of(files: dict[str, str]) -> Playbook:
    """The playbook that files hold."""
    records, problems = validate(load_bytes(text.encode(), name)[0] for name, text in sorted(files.items()))
    book, more = link(records, WISH.now)
    if book is None:
        raise AssertionError((*problems, *more))
    return book


def records_of(book: Playbook, *, log: bool) -> dict[Ref, Entry]:
    """The records of its log, or of all else."""
    return {ref: entry.record for ref, entry in book.entries.items() if (ref.collection == "log") is log}


def refusal(files: dict[str, str], *runs: Run, wish: Wish = WISH) -> str:
    """Why it cannot be closed."""
    with pytest.raises(ClosingError) as caught:
        plan_close(standing(files, *runs), wish)
    return str(caught.value)


def run_of(closing: Closing) -> Run:
    """The run as it is found in its archive."""
    return Run(closing.run, book_of(archive_of(closing)))


def wish(*, at: str | None = None, **words: str) -> Wish:
    """A wish with something said; `at` as it is typed."""
    return Wish(WISH.now, WISH.token, at=datetime.fromisoformat(at) if at else None, **words)


def test_the_log_is_kept_as_it_was_and_the_plan_as_it_stood() -> None:
    """Files move whole, only editors' way to the schema and the end of the run are new in them."""
    found = archive_of(closed(FILES))

    assert {
        "data/log/2026-11-23/2026-11-23-1000-note-7f3a.yml": ENTRY.replace("../", "../../"),
        "data/log/2026-11-23/plan/playbook.yml": PLAYBOOK.replace("=schema", "=../../../schema").replace(
            "lead\n\n", "lead\n  ended: 2026-11-24T17:00\n\n"
        ),
        "data/log/2026-11-23/plan/roles.yml": ROLES,
        "data/log/2026-11-23/2026-11-24-1700-ended-0000.yml": (
            "# yaml-language-server: $schema=../../schema.json\nlog:\n  2026-11-24-1700-ended-0000:\n"
            "    at: 2026-11-24T17:00\n    kind: ended\n"
        ),
    } == found


def test_the_playbook_loses_t0_and_its_end_and_nothing_else() -> None:
    """Every other byte stays, whichever line ends an editor writes, with a byte order mark or without."""
    line = "  activated: 2026-11-23T09:00  # by the lead\n"
    text = f"\ufeff{PLAYBOOK.replace(line, f'{line}  ended: 2026-11-24T12:00{chr(10)}')}".replace(
        "\n", "\r\n"
    )
    files = {**FILES, "data/playbook.yml": text}

    closing = closed(files)

    assert (
        f"\ufeff{PLAYBOOK.replace(line, '')}".replace("\n", "\r\n").encode()
        == (closing.changes["data/playbook.yml"])
    )
    assert closing.archive["plan/playbook.yml"].content.startswith("\ufeff#".encode())


def test_what_is_left_is_ready_for_a_new_t0() -> None:
    """No T0, no log, everything open; the plan is the same, record by record. Here all is in one file."""
    files = {
        path.relative_to(SMALL).as_posix(): path.read_text() for path in sorted(SMALL.glob("data/*.yml"))
    }
    before = book_of(files)

    closing = closed(files)
    after, then = book_of(left_of(files, closing)), book_of(archive_of(closing))

    assert (None, None, {}) == (after.overview.activated, after.overview.ended, dict(after.states))
    assert ({}, records_of(before, log=False)) == (records_of(after, log=True), records_of(after, log=False))
    assert before.overview.model_copy(update={"activated": None}) == after.overview
    assert records_of(before, log=False) == records_of(then, log=False)
    assert records_of(before, log=True).items() <= records_of(then, log=True).items()
    assert before.overview.model_copy(update={"ended": "2026-11-24T17:00"}) == then.overview


def test_everything_is_done_in_an_order_that_loses_nothing() -> None:
    """T0 goes before the log does; a correction goes before what it corrects."""
    correction = "log: {x: {at: 2026-11-23T11:00, kind: corrected, corrects: 2026-11-23-1000-note-7f3a}}\n"

    changes = closed({**FILES, "data/log/a.yml": correction}).changes

    assert ["data/playbook.yml", "data/log/a.yml", NOTE] == list(changes)


def test_files_keep_their_folders_and_never_take_each_others_name() -> None:
    """A log may be sorted into folders, stand beside `data/log/`, or in both under one name."""
    one = "log: {%s: {at: 2026-11-23T10:00, kind: note}}\n"
    files = {**FILES, "data/log/day-1/a.yml": one % "a", "data/x.yml": one % "b", "data/log/x.yml": one % "c"}

    closing = closed(files)

    assert {"day-1/a.yml", "x.yml", "x-2.yml"} < set(closing.archive)
    assert ["data/log/x.yml", "data/x.yml"] == sorted(
        kept.was for name, kept in closing.archive.items() if name.startswith("x")
    )


def test_an_editor_finds_the_schema_wherever_it_was() -> None:
    """A schema of the web, or at a fixed place, is found as before."""
    head = "# yaml-language-server: $schema=%s\nprinciples: {p%d: {title: P}}\n"
    ways = [
        "../schema.json",
        "./sub/../../schema.json",
        "https://example.org/schema.json",
        "/srv/schema.json",
    ]
    files = {**FILES, **{f"data/p/{number}.yml": head % (way, number) for number, way in enumerate(ways)}}

    found = archive_of(closed(files))

    up = "../../../../schema.json"
    assert [up, up, *ways[2:]] == [
        found[f"data/log/2026-11-23/plan/p/{number}.yml"].partition("=")[2].partition("\n")[0]
        for number in range(4)
    ]


def test_a_run_is_named_by_its_first_day() -> None:
    """Of two that began on one day the second gets a number; a name that is given counts."""
    first = closed(FILES)
    later = {**FILES, "data/playbook.yml": PLAYBOOK.replace("T09:00", "T09:30")}

    assert "2026-11-23" == first.run
    assert "2026-11-23-2" == closed(later, run_of(first)).run
    assert "first-outage" == closed(FILES, wish=wish(run="first-outage")).run


@pytest.mark.parametrize("name", ["Outage", "first_outage", "index", "a--b", "x" * 61])
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    """It becomes an address; the sentence shows one that would do."""
    assert "such as `2026-11-23`" in refusal(FILES, wish=wish(run=name))


def test_a_name_that_is_taken_is_refused() -> None:
    """Nothing is ever written over an archive; after the closing there is nothing left to close."""
    first = closed(FILES, wish=wish(run="outage"))
    later = {**FILES, "data/playbook.yml": PLAYBOOK.replace("T09:00", "T09:30")}

    assert "data/log/outage is there already" in refusal(later, run_of(first), wish=wish(run="outage"))
    assert "`outage` is archived already" in refusal(
        left_of(FILES, first), run_of(first), wish=wish(run="outage")
    )


def test_without_t0_there_is_no_run_to_close() -> None:
    """A log of preparations is none either."""
    files = {**FILES, "data/playbook.yml": PLAYBOOK.replace("activated", "# activated")}

    assert "There is no run to close: the playbook has no T0 (`activated`)." == refusal(files)


def test_the_end_is_when_somebody_says_that_it_was() -> None:
    """By the playbook's clock unless it has an offset; without a word it is now, to the minute."""
    summer = {**FILES, "data/playbook.yml": PLAYBOOK.replace("Europe/London", "Europe/Berlin")}

    assert datetime(2026, 11, 24, 17, tzinfo=UTC) == closed(FILES).ended
    assert datetime(2026, 11, 24, 11, tzinfo=UTC) == closed(summer, wish=wish(at="2026-11-24T12:00")).ended
    assert (
        datetime(2026, 11, 24, 12, tzinfo=UTC) == closed(summer, wish=wish(at="2026-11-24T12:00+00:00")).ended
    )


def test_who_says_so_and_what_of_it_is_recorded() -> None:
    """As an entry of the run's own log."""
    closing = closed(FILES, wish=wish(by="lead", text='All cards work: "again".'))

    (record,) = [item.record for item in run_of(closing).book.log if item.record.kind == "ended"]
    assert ("lead", 'All cards work: "again".', "2026-11-24T17:00") == (record.by, record.text, record.at)


def test_an_end_that_is_on_record_already_is_kept() -> None:
    """In the log or in the playbook; nothing is recorded twice, and nothing is said against it."""
    logged = {**FILES, "data/log/x.yml": "log: {x: {at: 2026-11-24T12:00, kind: ended, by: lead}}\n"}
    stated = {
        **FILES,
        "data/playbook.yml": PLAYBOOK.replace("  version", "  ended: 2026-11-24T12:00\n  version"),
    }
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)

    assert [noon, noon] == [closed(logged).ended, closed(stated).ended]
    assert noon == closed(logged, wish=wish(at="2026-11-24T12:00")).ended
    assert [1, 1] == [
        sum(item.record.kind == "ended" for item in run_of(closed(files)).book.log)
        for files in (logged, stated)
    ]
    assert "12:00 is recorded already" in refusal(logged, wish=wish(at="2026-11-24T13:00"))
    assert "12:00 is recorded already" in refusal(stated, wish=wish(at="2026-11-24T13:00"))
    assert "has the end already (`x`)" in refusal(logged, wish=wish(text="Over"))


def test_a_run_cannot_end_before_it_began_nor_before_its_last_word() -> None:
    """Told with the moment; what was learned after an end on record is no matter."""
    begun = {name: text for name, text in FILES.items() if name != NOTE}
    stated = {
        **FILES,
        "data/playbook.yml": PLAYBOOK.replace("  version", "  ended: 2026-11-23T09:30\n  version"),
    }

    assert "The log goes on until 2026-11-23 10:00 (`2026-11-23-1000-note-7f3a`)" in refusal(
        FILES, wish=wish(at="2026-11-23T09:59")
    )
    assert "began at 2026-11-23 09:00" in refusal(begun, wish=wish(at="2026-11-23T08:59"))
    assert datetime(2026, 11, 23, 9, 30, tzinfo=UTC) == closed(stated).ended


def test_only_a_role_can_say_so() -> None:
    """With the nearest name."""
    assert "There is no role `laed`. Did you mean `lead`?" == refusal(FILES, wish=wish(by="laed"))


def places(problems: tuple[Diagnostic, ...]) -> list[tuple[str, str, int]]:
    """Code, file and line of each problem."""
    return [(item.code, item.location.file, item.location.line) for item in problems]


def test_what_names_a_log_entry_stands_in_the_way() -> None:
    """It would be broken afterwards: the file and the line are told, and nothing is done."""
    named = "2026-11-23-1000-note-7f3a"
    files = {**FILES, "data/risks.yml": f"risks:\n  r:\n    title: R\n    note: See [[log/{named}]].\n"}
    page = ContentPage("guide.md", f"# Guide\n\n[[log/{named}|Then]]\n")

    closing, problems = plan_close(standing(files, content=(page,)), WISH)

    assert closing is None
    assert {("names-the-log", "data/risks.yml", 4), ("names-the-log", "content/guide.md", 3)} == set(
        places(problems)
    )


def test_a_playbook_with_errors_is_not_closed() -> None:
    """What is wrong is told as a check tells it; so is what is wrong with the words about the end."""
    wrong = {**FILES, "data/roles.yml": "roles:\n  lead: {title: Lead, deputy: nobody}\n"}

    assert (None, [("unknown-reference", "data/roles.yml", 2)]) == (
        plan_close(standing(wrong), WISH)[0],
        places(plan_close(standing(wrong), WISH)[1]),
    )
    closing, problems = plan_close(standing(FILES), wish(text="See [[risks/none]]"))
    assert (None, ["unknown-reference"]) == (closing, [item.code for item in problems])


def test_an_archive_that_would_say_something_else_is_refused() -> None:
    """Read again before it counts: here a line of a text looks like an editor's."""
    odd = 'risks:\n  r:\n    title: "R\n# yaml-language-server: $schema=a/schema.json\n      s"\n'

    assert "would not say what the playbook does" in refusal({**FILES, "data/risks.yml": odd})


@pytest.mark.parametrize("done", range(3))
def test_closing_again_finishes_what_was_cut_short(done: int) -> None:
    """After the archive any number of changes may be missing: the archive stays, the rest is done."""
    files = {
        **FILES,
        "data/x.yml": "log: {x: {at: 2026-11-23T11:00, kind: note}}\nprinciples: {p: {title: P}}\n",
    }
    whole = closed(files)
    some = dict(list(whole.changes.items())[:done])
    cut = left_of(files, Closing(whole.run, whole.ended, whole.entries, {}, some))

    rest = closed(cut, run_of(whole))

    assert (whole.run, {}) == (rest.run, dict(rest.archive))
    assert left_of(files, whole) == left_of(cut, rest)


def test_a_closing_that_was_cut_short_is_finished_whatever_else_is_said() -> None:
    """Its end is in the archive; under another name it is not archived twice."""
    whole = closed(FILES)

    assert {} == closed(FILES, run_of(whole), wish=wish(text="Over", at="2026-11-25T00:00")).archive
    assert "is archived as `2026-11-23` already" in refusal(FILES, run_of(whole), wish=wish(run="other"))


def test_what_was_recorded_since_is_never_lost() -> None:
    """In an archive already there it is missing, so nothing is taken away."""
    whole = closed(FILES)
    since = {**FILES, "data/log/y.yml": "log: {y: {at: 2026-11-23T12:00, kind: note}}\n"}

    assert "but not `y`, which was recorded since" in refusal(since, run_of(whole))


def test_what_prepares_for_the_next_stays() -> None:
    """With T0 gone, only entries that are in the archive are what was left of it."""
    whole = closed(FILES)
    cut = {**FILES, "data/playbook.yml": left_of(FILES, whole)["data/playbook.yml"]}
    new = "log: {y: {at: 2026-12-01T12:00, kind: note}}\n"

    assert {NOTE: None} == closed({**cut, "data/log/y.yml": new}, run_of(whole)).changes
    mixed = {**cut, NOTE: f"{ENTRY}  y: {{at: 2026-12-01T12:00, kind: note}}\n"}
    assert "Move it to a file of its own" in refusal(mixed, run_of(whole))


def test_a_crisis_declared_anew_for_the_same_moment_is_another_run() -> None:
    """Its log is not the archived one's."""
    whole = closed(FILES)
    again = {name: text.replace("7f3a", "9b21") for name, text in FILES.items()}

    assert "2026-11-23-2" == closed(again, run_of(whole)).run


def test_a_file_that_held_nothing_but_t0_goes() -> None:
    """It says nothing any more; the archive has it, with the end."""
    t0 = "# Since when\nplaybook:\n  activated: 2026-11-23T09:00\n"
    line = "  activated: 2026-11-23T09:00  # by the lead\n"
    files = {**FILES, "data/playbook.yml": PLAYBOOK.replace(line, ""), "data/t0.yml": t0}

    closing = closed(files)

    assert {"data/t0.yml": None, NOTE: None} == closing.changes
    assert f"{t0}  ended: 2026-11-24T17:00\n" == closing.archive["plan/t0.yml"].content.decode()
