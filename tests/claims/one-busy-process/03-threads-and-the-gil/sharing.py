import multiprocessing
import queue
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.threads import joined, threads


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
