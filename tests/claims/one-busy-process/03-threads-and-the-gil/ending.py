import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handoff.samples.waiting import wait_until


def run(folder: Path, program: str) -> subprocess.CompletedProcess:
    (folder / "program.py").write_text(program)
    command = [sys.executable, "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


FAILS = """
import threading
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
