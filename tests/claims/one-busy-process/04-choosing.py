import multiprocessing
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from operator import call
from pathlib import Path

import pytest


def double(number: int) -> int:
    return 2 * number


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(_: int) -> None:
    raise ValueError("this one only")


def test_a_killed_child_breaks_the_whole_process_pool():
    """When one process of a ProcessPoolExecutor is killed, the calls that still wait fail with
    BrokenProcessPool as well, and the pool takes no more."""
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(double, 21).result(60) == 42
        futures = [pool.submit(die, 1), pool.submit(double, 2), pool.submit(double, 3)]

        errors = [future.exception(60) for future in futures]

        assert [type(error) for error in errors] == [BrokenProcessPool] * 3
        with pytest.raises(BrokenProcessPool):
            pool.submit(double, 4)


def test_a_killed_child_breaks_the_whole_process_pool__control():
    """A call that raises fails alone: the others have their results, and the pool goes on."""
    with ProcessPoolExecutor(1) as pool:
        futures = [pool.submit(fail, 1), pool.submit(double, 2), pool.submit(double, 3)]

        assert isinstance(futures[0].exception(60), ValueError)
        assert [future.result(60) for future in futures[1:]] == [4, 6]
        assert pool.submit(double, 4).result(60) == 8


def test_what_goes_to_another_process_is_pickled():
    """A lambda, a lock and an open file can't be sent to a process of a pool, because they can't be
    pickled."""
    with ProcessPoolExecutor(1) as pool, Path(__file__).open() as open_file:
        errors = [
            pool.submit(*work).exception(60)
            for work in ([lambda: 42], [double, threading.Lock()], [double, open_file])
        ]

    assert all(
        isinstance(error, pickle.PicklingError | AttributeError | TypeError) for error in errors
    )
    assert ["pickle" in str(error) for error in errors] == [True] * 3


def test_what_goes_to_another_process_is_pickled__control():
    """A thread of a pool runs the same lambda; and a process runs a function that has a name in a
    module."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: 42).result(60) == 42
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(double, 21).result(60) == 42


def test_a_process_changes_a_copy_of_what_it_is_sent():
    """A list that is sent to a process of a pool comes back changed only if it is returned: the
    caller's own stays as it is.

    Control: A thread of a pool changes the caller's own list.
    """
    sent = [3, 1, 2]

    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(list.sort, sent).result(60) is None
    assert sent == [3, 1, 2]

    with ThreadPoolExecutor(1) as pool:
        pool.submit(list.sort, sent).result(60)
    assert sent == [1, 2, 3]


def note_turns(turns, stopped) -> None:
    """A little work every millisecond, until it is over."""
    while not stopped.is_set():
        time.sleep(0.001)
        turns.put(time.monotonic())


def during_a_loop(turns, ready) -> int:
    """How many turns came while this thread ran pure Python and nobody asked it for the GIL."""
    ready()
    before, kept = sys.getswitchinterval(), []
    sys.setswitchinterval(3600)
    try:
        loop = partial(sum, (number * number for number in range(3_000_000)))
        start, _, end = map(call, (time.monotonic, loop, time.monotonic))
    finally:
        sys.setswitchinterval(before)
    ready()
    while not turns.empty():
        kept.append(turns.get())
    return sum(start < turn < end for turn in kept)


def test_each_process_has_a_gil_of_its_own():
    """While one process runs pure Python and never lets go of its GIL, another process runs Python,
    too."""
    context = multiprocessing.get_context("spawn")
    turns, stopped = context.Manager().Queue(), context.Event()
    other = context.Process(target=note_turns, args=[turns, stopped], daemon=True)
    other.start()

    found = during_a_loop(turns, ready=lambda: turns.put(turns.get(timeout=60)))
    stopped.set()
    other.join(60)

    assert found > 0


def test_each_process_has_a_gil_of_its_own__control():
    """Another thread of the same process does not get a single turn in such a time."""
    turns, stopped = queue.Queue(), threading.Event()
    other = threading.Thread(target=note_turns, args=[turns, stopped], daemon=True)
    other.start()

    found = during_a_loop(turns, ready=lambda: turns.put(turns.get(timeout=60)))
    stopped.set()
    other.join(60)

    assert found == 0


WAITS = """
import threading
from concurrent.futures import ThreadPoolExecutor

try:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(threading.Event().wait, {wait})
        pool.submit(print, "the waiting job ran", flush=True)
        print("ready", flush=True)
finally:
    print("cleaned up", flush=True)
"""


def stopped_by(number: int | None) -> tuple[int, str]:
    """The exit code, and what a program with a job in hand and one waiting still prints."""
    program = WAITS.format(wait=1 if number is None else 30)
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    if number is not None:
        process.send_signal(number)
    printed, _ = process.communicate(timeout=60)
    return process.returncode, printed


def test_sigterm_ends_a_program_and_all_that_waits_in_its_pool():
    """A Python program that handles no signals ends at SIGTERM on the spot: the job in hand, those
    that wait in its pool and every `finally` with it."""
    assert stopped_by(signal.SIGTERM) == (-signal.SIGTERM, "")


def test_sigterm_ends_a_program_and_all_that_waits_in_its_pool__control():
    """Without the signal, both jobs are done and the `finally` runs."""
    assert stopped_by(None) == (0, "the waiting job ran\ncleaned up\n")


def try_lock(lock, answers) -> None:
    answers.send(lock.acquire(timeout=1))


def in_a_child(method: str, lock) -> bool:
    """Can a child that's started in this way take the lock that this process holds, and then lets
    go of?"""
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    with lock:
        child = context.Process(target=try_lock, args=[lock, theirs])
        child.start()
    # here nobody holds it any more
    assert ours.poll(60)
    child.join(60)
    return ours.recv()


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_forked_child_inherits_a_lock_that_is_held():
    """A child that's forked while some thread holds a lock has a copy of that lock that nobody will
    ever release."""
    assert not in_a_child("fork", threading.Lock())


def test_a_forked_child_inherits_a_lock_that_is_held__control():
    """A lock made for several processes is the same one in the child, and free once it has been
    released here."""
    assert in_a_child("fork", multiprocessing.get_context("fork").Lock())
