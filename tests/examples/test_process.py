import signal
import sys
import time
from pathlib import Path

import psutil
import pytest

from handoff.samples.ports import free_port
from handoff.samples.process import Process, ProcessError, is_gone
from handoff.samples.waiting import WaitTimeout, wait_until

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid)
time.sleep(600)
"""


@pytest.fixture
def start(tmp_path: Path):
    started = []

    def start(source: str) -> Process:
        (tmp_path / "program.py").write_text(source)
        started.append(Process("program", f"{sys.executable} program.py", tmp_path))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_children_end_with_their_parent(start, end: str):
    process = start(PARENT)
    process.wait_for("child")
    [child] = process.children()

    getattr(process, end)()

    assert not process.alive
    assert is_gone(child)


def test_a_process_that_ignores_the_request_is_killed(start):
    process = start(
        "import signal, time\nsignal.signal(15, signal.SIG_IGN)\nprint('up')\ntime.sleep(600)"
    )
    process.wait_for("up")

    assert process.stop(timeout=0.2) == -signal.SIGKILL


def test_a_process_that_ends_early_is_told_with_its_last_lines(start):
    process = start("print('no such task')\nraise SystemExit(3)")

    with pytest.raises(ProcessError, match=r"exit code 3 before 'ready'(.|\n)*no such task"):
        process.wait_for("ready")


def test_waiting_in_vain_says_for_what(start):
    process = start("import time\nprint('up')\ntime.sleep(600)")
    process.wait_for("up")

    with pytest.raises(WaitTimeout, match="'ready' in its log"):
        process.wait_for("ready", timeout=0.2)


def test_a_process_ends_when_whoever_started_it_is_killed(tmp_path: Path):
    (tmp_path / "starter.py").write_text(
        "import sys, time\nfrom pathlib import Path\n"
        "from handoff.samples.process import Process\n"
        "sleeper = Process('sleeper', f'{sys.executable} -c \"import time; time.sleep(600)\"',"
        " Path.cwd())\nprint('sleeper', sleeper.pid)\ntime.sleep(600)\n"
    )
    root = str(Path(__file__).parents[2])
    starter = Process("starter", f"{sys.executable} starter.py", tmp_path, {"PYTHONPATH": root})
    starter.wait_for("sleeper")
    sleeper = psutil.Process(int(starter.log.split()[-1]))

    starter.kill_main()

    wait_until(lambda: is_gone(sleeper), "the sleeper to end")


def test_ports_are_never_given_twice():
    assert len({free_port() for _ in range(50)}) == 50


def test_the_answer_of_the_condition_is_returned():
    start = time.monotonic()

    assert wait_until(lambda: time.monotonic() - start > 0.1 and "found", "time to pass") == "found"
