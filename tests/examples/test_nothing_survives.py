"""Whatever a test run starts ends with it, also when tests fail or the run is killed."""

import signal
import sys
from itertools import count
from pathlib import Path

import pytest

from handoff.samples.process import Process
from handoff.samples.waiting import wait_until
from tests.examples.survivors import ROOT, marked, survivors

pytestmark = pytest.mark.long

TEST = """
import pytest

@pytest.mark.brokers(BROKERS)
def test_it(project):
    project.write("more.py", "import time; print('up', flush=True); time.sleep(600)")
    project.worker("--concurrency", "2")
    project.beat()
    project.process("python more.py").wait_for("up")
    assert project.tasks.add.delay(1, 2).get(timeout=30) == 3
    print("ALL STARTED", flush=True)
    END
"""


@pytest.fixture
def run_tests(tmp_path: Path):
    """A pytest of its own over one test that ends so, on these brokers."""
    numbers = count()
    with marked() as start:

        def run(end: str, brokers: str, *options: str) -> Process:
            number = next(numbers)
            file = tmp_path / f"test_{number}.py"
            file.write_text(TEST.replace("BROKERS", brokers).replace("END", end))
            words = [sys.executable, "-m", "pytest", str(file), "-q", "-p", "no:cacheprovider"]
            config = [f"--config-file={ROOT}/pyproject.toml", f"--rootdir={tmp_path}"]
            base = f"--basetemp={tmp_path}/base-{number}"
            return start(" ".join([*words, *config, base, *options]))

        yield run


def gone(process: Process) -> None:
    wait_until(
        lambda: survivors(process.mark) == [],
        lambda: f"their end: {[each.cmdline() for each in survivors(process.mark)]}",
    )


@pytest.mark.slow
def test_nothing_survives_failing_tests(run_tests):
    process = run_tests("raise ValueError", '"valkey", "rabbitmq"', "-n", "2")

    assert process.wait(timeout=180) == 1
    assert "2 failed" in process.log
    gone(process)


@pytest.mark.slow
def test_two_runs_at_once_do_not_meet(run_tests):
    one, two = (run_tests("return", '"rabbitmq"') for _ in range(2))

    assert (one.wait(timeout=240), two.wait(timeout=240)) == (0, 0), one.log + two.log
    gone(one)


@pytest.mark.slow
def test_nothing_survives_a_run_that_is_killed(run_tests):
    process = run_tests("import time; time.sleep(600)", '"rabbitmq"', "-s")
    process.wait_for("ALL STARTED", timeout=180)
    assert len(survivors(process.mark)) > 8  # pytest, keeper, RabbitMQ, worker, children, beat …

    process.signal(signal.SIGKILL)

    gone(process)
