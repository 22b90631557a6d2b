import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from handoff.samples.waiting import wait_until

SAMPLE = "examples/one-busy-process/03-threads-and-the-gil/deadlock.py"


class Transfers:
    """Two accounts with a lock each, and two threads that transfer to and fro."""

    def __init__(self, order):
        self.locks = [threading.Lock(), threading.Lock()]
        self.order, self.done = order, []
        self.has_one = [threading.Event(), threading.Event()]

    def transfer(self, name, source, target):
        first, second = self.order([source, target])
        with self.locks[first]:
            self.has_one[name].set()
            self.has_one[1 - name].wait(1)  # give the other every chance to take its first one
            if self.locks[second].acquire(timeout=2):  # so that the test can end
                self.locks[second].release()
                self.done.append(name)

    def both(self) -> list[int]:
        threads = [
            threading.Thread(target=self.transfer, args=[0, 0, 1]),
            threading.Thread(target=self.transfer, args=[1, 1, 0]),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return sorted(self.done)


def test_two_locks_taken_in_two_orders_can_stop_both_threads():
    """Each thread holds the lock that the other one wants: neither gets it, however long both
    wait."""
    transfers = Transfers(order=list)
    holders = []

    def transfer(name, source, target):
        with transfers.locks[source]:
            holders.append(name)
            wait_until(lambda: len(holders) == 2, "both hold one")
            if transfers.locks[target].acquire(timeout=2):
                transfers.done.append(name)
            transfers.has_one[name].set()
            transfers.has_one[1 - name].wait(60)  # nobody lets go before both have tried

    threads = [threading.Thread(target=transfer, args=args) for args in ([0, 0, 1], [1, 1, 0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert transfers.done == []


def test_two_locks_taken_in_two_orders_can_stop_both_threads__control():
    """If both take the locks in the same order, both get through."""
    assert Transfers(order=sorted).both() == [0, 1]


def test_faulthandler_shows_the_line_where_each_thread_stands():
    """`faulthandler.dump_traceback_later` prints a stack for each thread of a program that hangs,
    the line that waits on top.

    Control: The same program with one order of locks ends before, and nothing is printed.
    """
    hanging = subprocess.run([sys.executable, SAMPLE], capture_output=True, text=True, timeout=60)
    assert hanging.returncode == 1
    assert hanging.stderr.count("(most recent call first)") == 2
    stacks = hanging.stderr.split("(most recent call first):\n")[1:]
    assert all("in transfer" in stack.splitlines()[0] for stack in stacks)

    mended = Path(SAMPLE).read_text().replace("[grace, ada]", "[ada, grace]").replace("(2)", "(1)")
    fine = subprocess.run([sys.executable, "-c", mended], capture_output=True, text=True)
    assert (fine.stdout, fine.stderr) == ("transferred\n" * 2, "")


ASKED = """
import faulthandler, signal, threading

faulthandler.register(signal.SIGUSR1)
lock = threading.Lock()
lock.acquire()

def stuck():
    print("ready", flush=True)
    lock.acquire()

threading.Thread(target=stuck, daemon=True).start()
threading.Event().wait(60)
"""


@pytest.mark.parametrize("registered", [True, False])
def test_a_registered_signal_prints_all_stacks_and_the_program_goes_on(registered):
    """After `faulthandler.register(signal.SIGUSR1)`, `kill -USR1` makes a running program print the
    stack of every thread, and go on.

    Control: A program that hasn't registered it is ended by the signal.
    """
    program = ASKED if registered else ASKED.replace("faulthandler.register", "str")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, "-c", program], text=True, **pipes)
    try:
        assert process.stdout.readline() == "ready\n"
        os.kill(process.pid, signal.SIGUSR1)
        if registered:
            lines = [process.stderr.readline() for _ in range(3)]
            assert "in stuck" in "".join(lines)
            assert process.poll() is None
        else:
            assert process.wait(60) == -signal.SIGUSR1
    finally:
        process.kill()
        process.communicate()
