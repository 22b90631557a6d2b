"""`make demo`, as a reader starts and ends it."""

import os
import re
import signal
import sys

import httpx
import pytest

from handoff.samples.process import Process
from handoff.samples.waiting import wait_until
from tests.examples.survivors import marked, survivors

pytestmark = pytest.mark.long


@pytest.fixture
def demo():
    """demo("celery/…", NAME="value"): the command, with a mail service that takes a second."""
    with marked() as start:
        command = f"{sys.executable} -m handoff demo"
        yield lambda *samples, **env: start(
            " ".join([command, *samples]), **{"MAIL_SECONDS": "1", **env}
        )


def address(process: Process) -> str:
    process.wait_for("Open http", timeout=60)
    return re.search(r"Open (http://127\.0\.0\.1:\d+)", process.log)[1]


def test_the_demo_starts_everything_and_prints_where_it_answers(demo):
    process = demo()

    user = httpx.post(f"{address(process)}/sign-up/background?email=ada@example.com").json()

    def welcomed() -> bool:
        return httpx.get(f"{address(process)}/users/{user['id']}").json()["welcomed"]

    assert "embedded Valkey on redis://127.0.0.1:" in process.log
    assert "\033[" not in process.log  # it is no terminal
    wait_until(welcomed, lambda: f"the mail to be sent\n{process.log}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_survives_the_end_of_the_demo(demo, number: int):
    process = demo()
    address(process)
    assert len(survivors(process.mark)) > 5  # demo, broker, mail, web, the worker and its children

    process.signal(number)

    assert process.wait() == 0
    assert survivors(process.mark) == []


def test_when_one_process_ends_the_demo_ends_and_says_which(demo):
    process = demo()
    address(process)
    web = next(each for each in survivors(process.mark) if "views:app" in each.cmdline())

    web.kill()

    assert process.wait() == 1
    assert "web ended with exit code -9" in process.log
    assert survivors(process.mark) == []


@pytest.mark.brokers("redis", "rabbitmq")
def test_a_named_broker_is_used_and_no_server_is_started(demo, broker):
    process = demo(**broker.env)

    httpx.post(f"{address(process)}/sign-up/background?email=ada@example.com")

    process.wait_for("succeeded in")
    assert "CELERY_BROKER_URL: " in process.log
    assert ":guest@" not in process.log
    assert not any("valkey-server" in each.name() for each in survivors(process.mark))


def test_a_wrong_name_is_answered_with_the_right_ones(demo):
    process = demo("celery/99-nothing")

    assert process.wait() == 1
    assert "there is no examples/celery/99-nothing" in process.log
    assert "  celery/01-what-celery-is-and-why" in process.log
    assert "Traceback" not in process.log


def test_a_killed_demo_takes_its_processes_with_it(demo):
    process = demo()
    address(process)

    os.kill(process.pid, signal.SIGKILL)

    wait_until(
        lambda: survivors(process.mark) == [], lambda: f"their end: {survivors(process.mark)}"
    )
