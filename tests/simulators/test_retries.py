"""The retry calculator gives what Celery draws its waits from."""

import itertools
import random

import pytest
from celery import Celery
from celery.exceptions import Retry
from celery.utils.time import get_exponential_backoff_interval
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.quiz.javascript import in_javascript
from tests.simulators.drawn import answers, rows, said, values

NAME = "retries"
OFF = "0 turns backoff off, and each retry waits for default_retry_delay; write 1 or more."
RULES = f"celery/simulators/{NAME}"
backoffs = st.one_of(st.integers(1, 3600), st.floats(0.1, 50).map(lambda n: round(n, 2)))
tasks = st.tuples(backoffs, st.integers(0, 86400), st.integers(0, 30), st.booleans())
drawn = st.tuples(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(1, 30))


def batches(one):
    """Many at a time, for Node takes as long to start as to answer them."""
    return st.lists(one, min_size=20, max_size=60)


def celerys_waits(monkeypatch, backoff, cap, retries, jitter=True) -> list[int]:
    """What a task that always fails hands to its own retry(), or what that is drawn from."""
    app, found = Celery(set_as_current=False), []

    class Noting(app.Task):
        def retry(self, *, countdown, **_):
            found.append(countdown)
            return Retry()

    options = {"retry_backoff": backoff, "retry_backoff_max": cap, "retry_jitter": jitter}

    @app.task(base=Noting, autoretry_for=(OSError,), **options)
    def fail():
        raise OSError

    monkeypatch.setattr(random, "randrange", lambda past: past - 1)
    for retry in range(retries):
        fail.push_request(retries=retry)
        with pytest.raises(Retry):
            fail()
        fail.pop_request()
    return found


@settings(max_examples=8, phases=[Phase.generate])
@given(batches(tasks))
def test_the_longest_waits_are_celerys(batch):
    with pytest.MonkeyPatch.context() as patched:
        expected = [celerys_waits(patched, *task) for task in batch]

    assert in_javascript(RULES, [["waits", *task[:3]] for task in batch]) == expected


def test_jitter_draws_every_whole_number_up_to_the_longest_wait_alike(monkeypatch):
    drawn_from = []
    monkeypatch.setattr(random, "randrange", lambda past: drawn_from.append(past) or 0)

    for retry in range(5):
        get_exponential_backoff_interval(3, retry, 40, full_jitter=True)

    assert drawn_from == [4, 7, 13, 25, 41]  # randrange(n) is any of 0 … n - 1


@settings(max_examples=8, phases=[Phase.generate])
@given(batches(drawn))
def test_the_chances_with_jitter_are_those_of_all_draws(batch):
    found = in_javascript(RULES, [["chances", *each, True] for each in batch])

    assert found == [pytest.approx(shares(*each), abs=1e-9) for each in batch]


def shares(waits: list[int], seconds: int) -> list[float]:
    """Of all draws of the first, the first two, … waits those that add up to less."""
    found = []
    for many in range(1, len(waits) + 1):
        draws = list(itertools.product(*(range(wait + 1) for wait in waits[:many])))
        found.append(sum(sum(draw) < seconds for draw in draws) / len(draws))
    return found


def test_without_jitter_a_retry_comes_in_time_or_does_not():
    (found,) = in_javascript(RULES, [["chances", [1, 2, 4], 7, False]])

    assert found == [1, 1, 0]  # after 1, 3 and 7 seconds


def test_the_page_says_what_the_rules_say_to_its_first_values():
    (answer,) = answers(NAME, {})

    assert (rows(NAME), said(NAME)) == (answer["rows"], answer["said"])


def test_the_table_on_the_page_is_celerys(monkeypatch):
    first = values(NAME)
    numbers = (int(first[name]) for name in ("backoff", "cap", "retries"))
    waits = celerys_waits(monkeypatch, *numbers, first["jitter"])

    assert [in_seconds(row[1].removeprefix("up to ")) for row in rows(NAME)] == waits
    assert [in_seconds(row[2].removeprefix("up to ")) for row in rows(NAME)] == list(
        itertools.accumulate(waits)
    )


def in_seconds(words: str) -> int:
    number, unit = words.split()[::2], words.split()[1::2]
    sizes = {"s": 1, "min": 60, "h": 3600, "d": 86400}
    return sum(int(many) * sizes[each] for many, each in zip(number, unit, strict=True))


def test_words_at_the_edges():
    none, one, sure, hopeless = answers(
        NAME,
        {"retries": "0"},
        {"retries": "1", "backoff": "3600", "cap": "3600"},
        {"jitter": False},
        {"jitter": False, "retries": "5"},
    )

    assert none["rows"] == [] and "fails at its first error" in none["said"]
    assert (
        "10\u00a0% of the tasks fail, because its only retry comes too early; 90\u00a0%"
        in one["said"]
    )
    assert "every task outlasts it, because the last of its 10 retries comes later" in sure["said"]
    assert "every task fails, because the last of its 5 retries" in hopeless["said"]


@pytest.mark.parametrize(
    ("form", "field", "what"),
    [
        ({"backoff": "0"}, "backoff", OFF),
        ({"backoff": "-1"}, "backoff", "“-1” won’t do; write a number from 0 to 3600."),
        ({"cap": ""}, "cap", "This isn’t a number; write a whole number from 0 to 86400."),
        ({"retries": "2.5"}, "retries", "“2.5” won’t do; write a whole number from 0 to 30."),
        ({"minutes": "soon"}, "minutes", "“soon” won’t do; write a whole number from 1 to 1440."),
    ],
)
def test_wrong_input_says_what_would_do(form, field, what):
    assert answers(NAME, form) == [{"wrong": {field: what}}]
