"""What `inspect ping` and a file that heartbeats touch cost, and what they notice."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from handoff.samples.process import environment
from handoff.samples.waiting import wait_until
from tests.celery_project import EXAMPLES
from tests.fixtures.failures import frozen

pytestmark = [pytest.mark.slow, pytest.mark.brokers("valkey", "rabbitmq")]
SAMPLE = EXAMPLES / "celery-in-production" / "02-deploying" / "alive.py"
FRESH = "find alive -mmin -0.1 | grep -q ."  # the manifests allow a minute; here six seconds
PING = f"celery -A tasks inspect ping -d w1@{socket.gethostname()} --timeout 5"


def watched(project, *options):
    """A worker that touches the file `alive`, and has touched it."""
    project.write("alive.py", SAMPLE.read_text())
    project.set(ALIVE_FILE=str(project.folder / "alive"))
    worker = project.worker("--include", "alive", *options, mingle=False)
    wait_until(lambda: file_says_yes(project), "the file to be there")
    return worker


def file_says_yes(project):
    return subprocess.run(["sh", "-c", FRESH], cwd=project.folder).returncode == 0


def file_says_no(project):
    wait_until(lambda: not file_says_yes(project), "the file to go stale")
    return True


def ping_says_yes(project):
    return project.process(PING, "ping").wait() == 0


def test_inspect_ping_takes_a_hundred_times_the_cpu_of_a_look_at_a_file(project):
    """A probe by inspect ping takes a hundred times the CPU time of a look at the file, or more.

    Control: Both say yes to the same worker, and both are measured here.
    """
    watched(project)

    ping = cpu_seconds(project, [sys.executable, "-m", *PING.split()])
    look = cpu_seconds(project, ["sh", "-c", FRESH])

    print(f"inspect ping {ping:.3f} s, the file {look:.4f} s of CPU")
    assert ping > 100 * look


def cpu_seconds(project, words, times=3):
    """CPU time of a probe and its children; the least of some tries, each of which says yes."""

    def once():
        process = subprocess.Popen(
            words, cwd=project.folder, env=environment(project.env), stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return used.ru_utime + used.ru_stime

    return min(once() for _ in range(times))


def test_both_probes_notice_a_frozen_worker(project):
    """When a prefork worker is frozen, inspect ping gets no answer and the file goes stale."""
    with frozen(watched(project)):
        assert file_says_no(project)
        assert not ping_says_yes(project)


def test_both_probes_notice_a_frozen_worker__control(project):
    """A worker that isn't frozen answers, and touches the file again and again."""
    watched(project)
    alive = project.folder / "alive"

    for _ in range(3):
        before = alive.stat().st_mtime
        wait_until(lambda then=before: alive.stat().st_mtime > then, "another touch")

    assert ping_says_yes(project)


def stop_reading(project, worker):
    project.tasks.app.control.cancel_consumer("celery", reply=True, timeout=5)


def hang_all_slots(project, worker):
    project.tasks.hold.delay("for ever")
    wait_until(lambda: project.notes == ["started for ever"], "the slot to be taken")


@pytest.mark.parametrize("trouble", [stop_reading, hang_all_slots])
def test_neither_probe_notices_a_worker_that_gets_nothing_done(project, trouble):
    """Both say yes to a worker that no longer reads its queue, and to one whose slots all hang.

    Control: Both say no to one that is frozen: both_probes_notice_a_frozen_worker.
    """
    trouble(project, watched(project))
    project.tasks.say.delay("done")

    alive = project.folder / "alive"
    for _ in range(3):
        before = alive.stat().st_mtime
        wait_until(lambda then=before: alive.stat().st_mtime > then, "another touch")
    assert ping_says_yes(project)
    assert "done" not in project.notes


def test_with_solo_a_long_task_fails_both_probes(project):
    """A solo worker that runs a long task answers no ping and touches no file until it ends."""
    watched(project, "--pool", "solo")
    hang_all_slots(project, None)

    assert file_says_no(project)
    assert not ping_says_yes(project)

    Path("go").touch()
    wait_until(lambda: file_says_yes(project), "it to be touched again")


def test_with_solo_a_long_task_fails_both_probes__control(project):
    """With prefork the same task goes by unnoticed."""
    watched(project)
    hang_all_slots(project, None)

    assert ping_says_yes(project)
    wait_until(lambda: file_says_yes(project), "the file to be fresh")


@pytest.mark.brokers("valkey", "redis", "rabbitmq", own=True)
def test_while_the_broker_is_down_both_probes_say_no(project):
    """When the broker is killed, a healthy worker fails both probes.

    Control: Before that and once the broker is back the same worker, not restarted, passes both.
    """
    worker = watched(project)
    assert ping_says_yes(project)

    project.broker.kill()

    assert file_says_no(project)
    assert not ping_says_yes(project)
    assert worker.alive
    project.broker.start()
    wait_until(lambda: file_says_yes(project), "it to be touched again")
    assert ping_says_yes(project)
