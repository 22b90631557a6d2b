import multiprocessing
import queue
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handoff.samples.waiting import wait_until


def threads(*functions) -> list[threading.Thread]:
    """One started thread for each function."""
    team = [threading.Thread(target=function, daemon=True) for function in functions]
    for thread in team:
        thread.start()
    return team


def joined(team: list[threading.Thread]) -> None:
    for thread in team:
        thread.join(timeout=60)
        assert not thread.is_alive()


def test_a_thread_changes_the_very_objects_of_its_process():
    """What a thread puts into a list, the code that started it finds there."""
    basket = []

    joined(threads(lambda: basket.append("tea")))

    assert basket == ["tea"]


def test_a_thread_changes_the_very_objects_of_its_process__control():
    """A child process puts it into a list of its own, and ours stays empty."""
    basket = []
    child = multiprocessing.get_context("fork").Process(target=basket.append, args=["tea"])
    child.start()
    child.join(timeout=60)

    assert child.exitcode == 0
    assert basket == []


@pytest.fixture
def four_sockets() -> Iterator[tuple[list[socket.socket], list[socket.socket]]]:
    """Our ends to write to, and their ends to read from."""
    pairs = [socket.socketpair() for _ in range(4)]
    yield [ours for ours, _ in pairs], [theirs for _, theirs in pairs]
    for pair in pairs:
        for each in pair:
            each.close()


def test_blocking_calls_in_several_threads_wait_at_the_same_time(four_sockets):
    """Four threads block in `recv` at once: the one that was started last can be the first to get
    its answer."""
    ours, theirs = four_sockets
    answers = queue.Queue()
    team = threads(*[lambda s=s, n=n: answers.put((n, s.recv(9))) for n, s in enumerate(theirs)])

    for number in (3, 1, 0, 2):
        ours[number].sendall(b"sunny")

        assert answers.get(timeout=60) == (number, b"sunny")
    joined(team)


def test_blocking_calls_in_several_threads_wait_at_the_same_time__control(four_sockets):
    """One thread that makes the four calls in turn gets no answer before the first call has its
    own, though the other three lie ready."""
    ours, theirs = four_sockets
    answers = queue.Queue()

    def in_turn():
        for number, each in enumerate(theirs):
            answers.put((number, each.recv(9)))

    team = threads(in_turn)
    for number in (3, 1, 2):
        ours[number].sendall(b"sunny")
    with pytest.raises(queue.Empty):
        answers.get(timeout=1)

    ours[0].sendall(b"sunny")

    assert [answers.get(timeout=60)[0] for _ in theirs] == [0, 1, 2, 3]
    joined(team)


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


def test_a_dictionary_that_grows_while_it_is_looped_over_raises():
    """If another thread adds a key while a loop is going over a dictionary, the loop raises
    RuntimeError.

    Control: A loop over `list(stock)`, a copy, goes on to its end.
    """

    def looped(over):
        stock = {"tea": 1, "rice": 2}
        for _ in over(stock):
            joined(threads(lambda: stock.update(salt=3)))

    with pytest.raises(RuntimeError, match="changed size during iteration"):
        looped(lambda stock: stock)
    looped(list)


def test_a_queue_hands_each_item_to_one_thread():
    """Eight threads empty one queue of 20,000 items: each item comes to exactly one of them."""
    items = queue.Queue()
    for number in range(20_000):
        items.put(number)
    got = [[] for _ in range(8)]

    def take(mine):
        while True:
            try:
                mine.append(items.get_nowait())
            except queue.Empty:
                return

    joined(threads(*[lambda mine=mine: take(mine) for mine in got]))

    assert sorted(number for mine in got for number in mine) == list(range(20_000))


def test_a_queue_hands_each_item_to_one_thread__control():
    """Two threads that look at a list before they take from it can both see its last item; then
    one of them takes nothing but an IndexError."""
    items, seen = ["last"], threading.Barrier(2, timeout=60)

    def take():
        if items:
            seen.wait()
            return items.pop()

    with ThreadPoolExecutor(2) as pool:
        found = [each.exception() for each in [pool.submit(take), pool.submit(take)]]

    assert sorted(map(type, found), key=str) == sorted([IndexError, type(None)], key=str)


def run(folder: Path, program: str) -> subprocess.CompletedProcess:
    (folder / "program.py").write_text(program)
    command = [sys.executable, "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


FAILS = """
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

def send():
    raise ConnectionError("no email")

"""


def test_a_pool_says_nothing_of_an_exception_that_nobody_asks_for(tmp_path):
    """A function that raises in a ThreadPoolExecutor prints nothing, and the program ends with
    exit code 0, unless somebody asks its future."""
    done = run(tmp_path, f"{FAILS}with ThreadPoolExecutor() as pool:\n    pool.submit(send)\n")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_pool_says_nothing_of_an_exception_that_nobody_asks_for__control(tmp_path):
    """Asked for its result, the future raises it; and in a plain Thread Python prints it."""
    asked = f"{FAILS}with ThreadPoolExecutor() as pool:\n    pool.submit(send).result()\n"
    plain = f"{FAILS}threading.Thread(target=send).start()\n"

    assert run(tmp_path, asked).returncode == 1
    assert "ConnectionError: no email" in run(tmp_path, plain).stderr


ENDS = """
import sys, threading

started = threading.Event()

def work():
    try:
        started.set()
        threading.Event().wait({wait})
    finally:
        print("cleaned up", flush=True)

threading.Thread(target=work, daemon={daemon}).start()
started.wait()
"""


def test_a_daemon_thread_does_not_even_run_its_finally(tmp_path):
    """When the main thread ends, a daemon thread is cut off where it is, and its `finally` isn't
    run."""
    done = run(tmp_path, ENDS.format(wait=30, daemon=True))

    assert (done.returncode, done.stdout) == (0, "")


def test_a_daemon_thread_does_not_even_run_its_finally__control(tmp_path):
    """Python waits for a thread that is no daemon, and its `finally` runs."""
    done = run(tmp_path, ENDS.format(wait=1, daemon=False))

    assert (done.returncode, done.stdout) == (0, "cleaned up\n")


def test_a_thread_that_runs_cannot_be_cancelled():
    """`cancel()` on a future that runs answers False, and the function goes on to its end.

    Control: One that still waits for a thread of the pool is cancelled, and never runs.
    """
    started, go_on, ran = threading.Event(), threading.Event(), []

    def hold():
        started.set()
        go_on.wait(60)
        ran.append("running")

    with ThreadPoolExecutor(max_workers=1) as pool:
        running, waiting = pool.submit(hold), pool.submit(ran.append, "waiting")
        assert started.wait(60)
        assert (running.cancel(), waiting.cancel()) == (False, True)
        go_on.set()

    assert ran == ["running"]


def test_a_timeout_ends_the_waiting_and_not_the_thread():
    """`result(timeout=…)` raises TimeoutError, and the thread goes on with what it does."""
    go_on, ran = threading.Event(), []
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(lambda: go_on.wait(60) and ran.append("done"))

        with pytest.raises(TimeoutError):
            future.result(timeout=0.1)
        assert future.running()
        go_on.set()

    assert ran == ["done"]


def test_a_timeout_ends_the_waiting_and_not_the_thread__control():
    """Without a timeout, the caller waits until the function is done."""
    go_on = threading.Event()
    with ThreadPoolExecutor(max_workers=2) as pool:
        future = pool.submit(go_on.wait, 60)
        asking = pool.submit(future.result)
        with pytest.raises(TimeoutError):
            asking.result(timeout=1)  # it is still waiting
        go_on.set()

    wait_until(asking.done, "the caller has its answer")
