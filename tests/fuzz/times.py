"""Texts for fields that hold times: sentences of the grammar, joined at random, with extreme numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from generator.when import Unreadable, parse
from generator.when.grammar import Expects
from tests.fuzz import odd

_NUMBERS = (
    "0",
    "1",
    "2",
    "3",
    "7",
    "05",
    "12",
    "31",
    "48",
    "90",
    "365",
    "3650",
    "3651",
    "99999",
    "1.5",
    "-1",
    "two",
    "½",
)
_UNITS = (
    "minute",
    "minutes",
    "hours",
    "h",
    "day",
    "days",
    "weeks",
    "month",
    "months",
    "quarter",
    "years",
    "fortnight",
)
_JOINTS = (
    *(
        "within",
        "of",
        "after",
        "before",
        "until",
        "from",
        "for",
        "to",
        "and",
        "at",
        "on",
        "every",
        "the",
        "by",
        "-",
        "–",
    ),
    *(
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "yearly",
        "twice",
        "once",
        "a",
        "ongoing",
        "as needed",
        "hourly",
    ),
    *(
        "immediately",
        "month-end",
        "end of",
        "start of",
        "deferred to",
        "day and night",
        "morning",
        "afternoon",
        "noon",
    ),
    *(
        "Friday",
        "Mondays",
        "weekdays",
        "5th",
        "last day",
        "contained",
        "closed",
        "ended",
        "actions/x.y",
        "the call",
    ),
    *(
        "09:00",
        "9 am",
        "24:00",
        "25:61",
        "4.30 pm",
        "2026-12-24",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "noon",
    ),
    *(
        "2026-11-25T14:30",
        "2026-10-25T01:30",
        "9999-12-31T23:59-14:00",
        ",",
        "not",
        "day 1",
        "days 2-3",
        "week 521",
    ),
)

_joined = st.lists(
    st.one_of(st.sampled_from(_JOINTS), st.sampled_from(_NUMBERS), st.sampled_from(_UNITS)), max_size=10
)
_forms = st.builds(
    lambda form, number, unit, other: form.format(n=number, u=unit, m=other),
    st.sampled_from(
        (
            *("day {n}", "days {n}-{m}", "day {n} morning", "day {n} at 09:00", "week {n}", "weeks {n}-{m}"),
            *(
                "month {n}",
                "within {n} {u}",
                "within {n} {u} of contained",
                "every {n} {u}",
                "every {n} {u} until day {m}",
            ),
            *(
                "every {n} {u} from week {m}",
                "every {n} {u} for {m} weeks",
                "{n} {u}",
                "monthly on day {n}",
                "until day {n}",
            ),
            *(
                "daily until week {n}",
                "weekly on Friday from day {n}",
                "from day {n} until day {m}",
                "after day {n}",
            ),
            *(
                "after {n} {u}",
                "before week {n}",
                "deferred to month {n}",
                "daily at {n}:00",
                "every {n} {u} day and night",
            ),
            *(
                "within {n} {u} of actions/one.two",
                "until contained",
                "every {n} minutes until closed",
                "quarter {n}",
            ),
        )
    ),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_UNITS),
    st.sampled_from(_NUMBERS),
)
_dates = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001  written with and without a zone
_near = st.builds(lambda hours: datetime(2026, 11, 23) + timedelta(hours=hours), st.integers(-3000, 3000))  # noqa: DTZ001

#: Moments as a log holds them, near a crisis.
near = _near.map(lambda at: at.isoformat(timespec="minutes"))

#: Moments of any kind.
moments = st.one_of(
    near,
    st.builds(
        lambda at, zone: f"{at.isoformat(timespec='minutes')}{zone}",
        _dates,
        st.sampled_from(("", "Z", "+14:00")),
    ),
    _near.map(lambda at: at.date().isoformat()),
)

#: What may count as now.
nows = st.builds(
    lambda hours: datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hours), st.integers(-400_000, 600_000)
)

#: Anything that somebody might write where a time is asked for.
texts = st.one_of(_forms, _forms, _joined.map(" ".join), moments, odd.yaml_values, st.text(max_size=30))


def readable(expects: Expects) -> st.SearchStrategy[str]:
    """Texts that are times of a kind."""
    match expects:
        case "moment":
            return near
        case "date":
            return _near.map(lambda at: at.date().isoformat())
        case "duration":
            return st.builds(
                "{} {}".format, st.integers(1, 99), st.sampled_from(("minutes", "hours", "days", "weeks"))
            )
        case _:
            return st.one_of(_forms, _joined.map(" ".join)).filter(
                lambda text: not isinstance(parse(text, expects), Unreadable)
            )
