import hashlib
import os
import pickle
import random
import re
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from operator import call

import pytest

from handoff.samples.waiting import wait_until

CHANCE = random.Random(7)
DATA = CHANCE.randbytes(20_000_000)
NUMBERS = [CHANCE.random() for _ in range(500_000)]


@contextmanager
def interval(seconds: float) -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Other(threading.Thread):
    """Wants to run a little every millisecond, and notes when it does."""

    def __init__(self):
        super().__init__(daemon=True)
        self.turns, self.stopped = [], False

    def run(self):
        while not self.stopped:
            time.sleep(0.001)
            self.turns.append(time.perf_counter())


@pytest.fixture
def turns_during() -> Iterator[Callable[[Callable], int]]:
    """How many turns another thread gets while this one makes a call.

    `map` goes from clock to call to clock in C, where nobody is asked for the GIL in between.
    """
    other = Other()
    other.start()

    def count(work: Callable) -> int:
        before = len(other.turns)  # it may be waiting still by the interval of before
        wait_until(lambda: len(other.turns) > before + 1, "the other thread to ask anew")
        start, _, end = map(call, (time.perf_counter, work, time.perf_counter))
        assert end - start > 0.01  # the premise: there was time for turns
        return sum(start < turn < end for turn in other.turns)

    yield count
    other.stopped = True
    other.join(60)


def pure_python():
    return sum(number * number for number in range(3_000_000))


def test_a_busy_thread_runs_alone_unless_it_is_asked_for_the_gil(turns_during):
    """With a switch interval of an hour, a loop in pure Python gives no other thread a turn until
    it is through, however many cores are free."""
    with interval(3600):
        assert turns_during(pure_python) == 0


def test_a_busy_thread_runs_alone_unless_it_is_asked_for_the_gil__control(turns_during):
    """With the interval of 5 milliseconds that Python starts with, the other thread gets turns; and
    hashing lets it run whatever the interval."""
    assert sys.getswitchinterval() == pytest.approx(0.005)

    assert turns_during(pure_python) > 0
    with interval(3600):
        assert turns_during(RELEASE["hashing"]) > 0


RELEASE = {
    "sleeping": partial(time.sleep, 0.3),
    "hashing": partial(hashlib.sha256, DATA * 4),
    "compressing": partial(zlib.compress, DATA),
    "deriving a key": partial(hashlib.pbkdf2_hmac, "sha256", b"tea", b"salt", 400_000),
}
KEEP = {
    "sorting": partial(sorted, NUMBERS),
    "pickling": partial(pickle.dumps, [{"price": number} for number in NUMBERS]),
    "a regular expression": partial(re.compile("(a|aa)+b").fullmatch, "a" * 30),
}


@pytest.mark.parametrize("name", RELEASE)
def test_sleeping_hashing_and_compressing_let_others_run(turns_during, name):
    """While one thread sleeps, hashes or compresses a few megabytes, another one runs Python.

    Control: While it sorts, it doesn't: sorting_pickling_and_regular_expressions_make_others_wait.
    """
    assert turns_during(RELEASE[name]) > 0


@pytest.mark.parametrize("name", KEEP)
def test_sorting_pickling_and_regular_expressions_make_others_wait(turns_during, name):
    """A call of `sorted`, of `pickle.dumps` or of a regular expression keeps the GIL from its
    beginning to its end.

    Control: Hashing doesn't: sleeping_hashing_and_compressing_let_others_run.
    """
    assert turns_during(KEEP[name]) == 0


def cores_busy(job: Callable) -> float:
    """The processor time of two threads that do the job, by the time on the clock."""
    team = [threading.Thread(target=job) for _ in range(2)]
    busy, clock = time.process_time(), time.perf_counter()
    for thread in team:
        thread.start()
    for thread in team:
        thread.join(60)
    return (time.process_time() - busy) / (time.perf_counter() - clock)


def add_a_little():
    return sum(number * number for number in range(40_000))


def hash_a_little():
    return hashlib.sha256(DATA[:2_000_000])


def test_two_threads_of_pure_python_never_use_more_than_one_core():
    """Two threads that run pure Python at once use the time of one core between them, and so take
    as long as if they had run one after the other."""
    assert cores_busy(pure_python) < 1.15
    assert max(cores_busy(add_a_little) for _ in range(300)) < 1.3


@pytest.mark.skipif(os.cpu_count() == 1, reason="one core")
def test_two_threads_of_pure_python_never_use_more_than_one_core__control():
    """Two threads that hash use more than one core, whenever a second one is free."""
    wait_until(lambda: cores_busy(hash_a_little) > 1.3, "a free core", timeout=240, pause=0)
