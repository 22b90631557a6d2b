import sys
import threading

import pytest

from tests.threads import joined, threads


class Account:
    """100 to begin with; whoever is about to be paid says so and waits to be let go on."""

    def __init__(self, lock):
        self.balance, self.paid, self.lock = 100, 0, lock
        self.checked, self.go_on = threading.Semaphore(0), threading.Event()

    def withdraw(self, amount):
        with self.lock:
            if self.balance >= amount:
                self.checked.release()
                self.go_on.wait(60)
                self.balance -= amount
                self.paid += amount


class NoLock:
    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


def test_two_threads_can_both_pass_a_check_before_either_acts():
    """Both find 100, both pay out 80: the second may check before the first has acted."""
    account = Account(NoLock())
    team = threads(*[lambda: account.withdraw(80)] * 2)

    assert account.checked.acquire(timeout=60)
    assert account.checked.acquire(timeout=60)  # both have checked, neither has acted
    account.go_on.set()

    joined(team)
    assert (account.paid, account.balance) == (160, -60)


def test_two_threads_can_both_pass_a_check_before_either_acts__control():
    """With one lock around check and act, the second thread does not get to its check until the
    first has acted; then it finds 20."""
    account = Account(threading.Lock())
    team = threads(*[lambda: account.withdraw(80)] * 2)

    assert account.checked.acquire(timeout=60)
    assert not account.checked.acquire(timeout=1)  # the other waits for the lock
    account.go_on.set()

    joined(team)
    assert (account.paid, account.balance) == (80, 20)


TIMES = 300_000


class Counter:
    value = 0
    lock = threading.Lock()


def plus_equals(counter):
    for _ in range(TIMES):
        counter.value += 1


def one_more_than(number):
    return number + 1


def by_a_call(counter):
    for _ in range(TIMES):
        counter.value = one_more_than(counter.value)


def by_a_call_with_the_lock(counter):
    for _ in range(TIMES):
        with counter.lock:
            counter.value = one_more_than(counter.value)


def lost(add) -> int:
    """How many of the additions of four threads are missing at the end."""
    counter = Counter()
    joined(threads(*[lambda: add(counter)] * 4))
    return 4 * TIMES - counter.value


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="it is about 3.11")
def test_a_plain_plus_equals_loses_nothing_on_3_11():
    """On CPython 3.11, four threads that run `counter.value += 1` 300,000 times each lost none of
    the 24 million additions of twenty rounds."""
    assert [lost(plus_equals) for _ in range(20)] == [0] * 20


def test_a_plain_plus_equals_loses_nothing_on_3_11__control():
    """With a call of a Python function between reading and writing, additions are lost:
    additions_are_lost_once_a_function_is_called."""
    assert any(lost(by_a_call) for _ in range(20))


def test_additions_are_lost_once_a_function_is_called():
    """With `counter.value = one_more_than(counter.value)` the same four threads lose additions."""
    assert any(lost(by_a_call) for _ in range(20))


def test_additions_are_lost_once_a_function_is_called__control():
    """With a lock around the line, they lose none."""
    assert [lost(by_a_call_with_the_lock) for _ in range(3)] == [0] * 3
