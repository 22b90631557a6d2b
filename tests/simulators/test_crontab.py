"""The crontab reader gives the next ten fires that Celery's own crontab gives."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from celery import Celery
from celery.schedules import ParseException, crontab
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.simulators.drawn import answers, rows, said, values

NAME = "crontab"
FIELDS = {
    "minute": (0, 59),
    "hour": (0, 23),
    "day_of_week": (0, 6),
    "day_of_month": (1, 31),
    "month_of_year": (1, 12),
}
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
ZONES += ["America/Sao_Paulo", "Pacific/Auckland", "US/Eastern"]
SHOWN = "{0:%a} {0.day} {0:%b %Y %H:%M}"
NIGHTS = [datetime(2027, 3, 27, 22), datetime(2027, 10, 30, 22), datetime(2026, 11, 1, 0, 59)]
ODD = ["*/", "*/0", "7-", "-3", "1--3", "1-5-9", "*/7x", "x", "", "1,,2", "fri-mon", "JANUARY"]
ODD += [
    "sunday",
    " 5",
    "5 ",
    "1_0",
    "+4",
    "0",
    "60",
    "24",
    "32",
    "*5",
    "**",
    "9/2",
    "1.5",
    "nov-feb/2",
]


def celerys_fires(zone: str, start: datetime, **fields: str) -> Iterator[datetime]:
    """As beat finds them: each from the one before; `start` is by the clock of the zone."""
    app = Celery(set_as_current=False)
    app.conf.timezone = zone
    here = ZoneInfo(zone)
    last = start.replace(tzinfo=here).astimezone(UTC)
    for _ in range(10):
        entry = crontab(**fields, app=app, nowfun=lambda at=last: at.astimezone(here))
        last += entry.remaining_estimate(last.astimezone(here))
        yield last


def table(zone: str, start: datetime, **fields: str) -> list[list[str]] | None:
    """The simulator's table with Celery's fires; None where Celery refuses the fields."""
    try:
        fires = list(celerys_fires(zone, start, **fields))
    except (ValueError, ParseException):
        return None
    here = ZoneInfo(zone)
    return [[SHOWN.format(each.astimezone(here)), f"{each:%a %H:%M}"] for each in fires]


def form(zone: str, start: datetime, **fields: str) -> dict:
    return {"zone": zone, "from": f"{start:%Y-%m-%dT%H:%M}", **fields}


def simulated(cases: list[tuple]) -> list[list[list[str]] | None]:
    found = answers(NAME, *(form(zone, start, **fields) for zone, start, fields in cases))
    return [[row[:2] for row in each["rows"]] if "rows" in each else None for each in found]


def fields_of(name: str) -> st.SearchStrategy[str]:
    least, most = FIELDS[name]
    number = st.integers(least, most)
    part = st.one_of(
        number.map(str),
        st.tuples(number, number).map(lambda two: f"{two[0]}-{two[1]}"),
        st.integers(1, 20).map(lambda step: f"*/{step}"),
        st.tuples(number, number, st.integers(1, 9)).map(lambda it: f"{it[0]}-{it[1]}/{it[2]}"),
    )
    lists = st.lists(part, min_size=1, max_size=3).map(",".join)
    return st.one_of(st.just("*"), st.just("*"), lists, st.sampled_from(ODD))


starts = st.one_of(
    st.sampled_from(NIGHTS).flatmap(
        lambda night: st.integers(0, 600).map(lambda minutes: night + timedelta(minutes=minutes))
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(second=0)),
)
cases = st.tuples(
    st.sampled_from(ZONES),
    starts,
    st.fixed_dictionaries({name: fields_of(name) for name in FIELDS}),
)


@settings(max_examples=10, phases=[Phase.generate])
@given(st.lists(cases, min_size=30, max_size=60))
def test_the_fires_are_celerys_in_every_zone_on_every_night(batch):
    found = simulated(batch)

    for case, fires in zip(batch, found, strict=True):
        zone, start, fields = case
        assert fires == table(zone, start, **fields), case


@pytest.mark.parametrize("name", FIELDS)
def test_odd_fields_are_read_or_refused_as_celery_does(name):
    every = dict.fromkeys(FIELDS, "*")
    batch = [("UTC", datetime(2026, 11, 20, 8, 58), every | {name: odd}) for odd in ODD]

    expected = [table(zone, start, **fields) for zone, start, fields in batch]

    assert simulated(batch) == expected
    assert None in expected and [each for each in expected if each]


def test_the_table_on_the_page_is_celerys():
    first = values(NAME)
    zone, start = first.pop("zone"), datetime.fromisoformat(first.pop("from"))
    fires = list(celerys_fires(zone, start, **first))
    clocks = [start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), *fires]

    assert [row[:2] for row in rows(NAME)] == table(zone, start, **first)
    assert timedelta(hours=23) in [after - before for before, after in pairwise(clocks)]
    assert rows(NAME)[1][2] == "23\u00a0h"  # the clocks are put forward that night


def test_the_page_says_what_the_rules_say_to_its_first_values():
    (answer,) = answers(NAME, {})

    assert (rows(NAME), said(NAME)) == (answer["rows"], answer["said"])


def test_a_minute_left_out_is_told():
    (answer,) = answers(NAME, {"minute": "*", "hour": "9"})

    assert answer["said"].endswith("minute is *, so it fires in every minute of that hour.")


@pytest.mark.parametrize(
    ("field", "text", "what"),
    [
        (
            "minute",
            "60",
            "“60” won’t do, because 60 is more than 59; write 0 to 59, *, */15 or 0,30.",
        ),
        ("hour", "nine", "“nine” won’t do, because “nine” is neither a number nor a name; write"),
        ("day_of_week", "7", "“7” won’t do, because 7 is more than 6; write 0 (Sunday) to 6"),
        ("day_of_month", "", "“” won’t do, because it’s empty; write 1 to 31"),
        ("month_of_year", "*/", "“*/” won’t do, because there’s no number after the /; write"),
        ("zone", "Europe/Atlantis", "There’s no time zone “Europe/Atlantis”; write one such as"),
        ("zone", "europe/berlin", "“europe/berlin” won’t do; write Europe/Berlin."),
        ("from", "", "This isn’t a date with a time; write one such as"),
    ],
)
def test_wrong_input_says_what_would_do(field, text, what):
    (answer,) = answers(NAME, {field: text})

    assert list(answer["wrong"]) == [field]
    assert answer["wrong"][field].startswith(what)


def test_a_date_that_never_comes_is_refused_as_celery_refuses_it():
    (answer,) = answers(NAME, {"day_of_month": "31", "month_of_year": "2"})

    with pytest.raises(ValueError, match="never occurs"):
        crontab(day_of_month="31", month_of_year="2")
    assert "Celery raises ValueError" in answer["wrong"]["day_of_month"]
