"""Where asking for a result goes wrong: views, tasks, other processes, dead backends."""

import threading

import httpx
import pytest
from celery import VERSION
from celery.exceptions import TimeoutError

from handoff.samples.waiting import wait_until

VIEWS = """
    from fastapi import FastAPI
    from tasks import nap

    app = FastAPI()

    @app.get("/async")
    async def wait_on_the_loop():
        return nap.delay(3).get(timeout=30)

    @app.get("/plain")
    def wait_in_a_thread():
        return nap.delay(3).get(timeout=30)

    @app.get("/ping")
    def ping():
        return "pong"
"""


@pytest.mark.parametrize("view, ended", [("/async", ["ended"]), ("/plain", [])])
def test_waiting_in_an_async_view_stops_every_other_request(project, view, ended):
    """`.get()` in an `async def` view stops the process's other requests; in a `def` it doesn't.

    Control: The same `.get()` in a plain `def` view.
    """
    project.write("views.py", VIEWS)
    project.worker(mingle=False)
    _, web = project.web()
    asking = threading.Thread(target=httpx.get, args=[web + view], kwargs={"timeout": 60})
    asking.start()
    wait_until(lambda: "started" in project.notes, "the task runs")

    httpx.get(f"{web}/ping", timeout=60)
    notes_at_the_pong = project.notes
    asking.join()

    assert notes_at_the_pong[1:] == ended


@pytest.mark.parametrize("pool", ["prefork", "threads", "solo"])
def test_get_inside_a_task_is_refused(project, pool):
    """prefork, threads, solo: `.get()` inside a task raises RuntimeError, and doesn't wait."""
    project.write("tasks.py", SUMMARY)
    project.worker("--concurrency", "2", "--pool", pool, mingle=False)

    with pytest.raises(RuntimeError, match="Never call result"):
        project.tasks.summary.delay().get(timeout=10)


def test_get_inside_a_task_is_refused__control(project):
    """On gevent, where a task that waits lets others run, it is not refused."""
    project.write("tasks.py", SUMMARY)
    project.worker("--concurrency", "2", "--pool", "gevent", mingle=False)

    assert project.tasks.summary.delay().get(timeout=10) == 31


def test_a_task_that_waits_for_a_task_can_wait_for_ever(project):
    """With the refusal switched off, a pool of one process waits for itself.

    Control: A pool of two gets through.
    """
    project.write("tasks.py", SUMMARY)
    alone = project.worker("--concurrency", "1", mingle=False)
    stuck = project.tasks.forced.delay()
    wait_until(lambda: project.notes == ["waiting"], "the task runs")
    with pytest.raises(TimeoutError):
        stuck.get(timeout=4)
    alone.kill()

    project.worker("--concurrency", "2", mingle=False)

    assert project.tasks.forced.delay().get(timeout=20) == 31


SUMMARY = """
    from celery import Celery
    from celery.result import allow_join_result
    from notes import note

    app = Celery("tasks")

    @app.task
    def count():
        return 31

    @app.task
    def summary():
        return count.delay().get(timeout=5)

    @app.task
    def forced():
        note("waiting")
        with allow_join_result():
            return count.delay().get()
"""


@pytest.mark.brokers("rabbitmq")
def test_rpc_results_reach_only_the_process_that_sent_the_task(project):
    """With `rpc://` the sender reads the result; for another process the task is PENDING.

    Control: The other process reads the result of a task that it sent itself.
    """
    project.set(CELERY_RESULT_BACKEND="rpc://")
    project.worker(mingle=False)
    handle = project.tasks.add.delay(1, 2)
    wait_until(lambda: handle.state == "SUCCESS", lambda: f"SUCCESS, not {handle.state}")
    project.write(
        "elsewhere.py",
        """
        import sys
        from tasks import add, app

        print(app.AsyncResult(sys.argv[1]).state)
        print(add.delay(3, 4).get(timeout=10))
        """,
    )

    seen = project.run(f"python elsewhere.py {handle.id}").split()

    assert seen == ["PENDING", "7"]


ATTEMPT = """
    import time
    from tasks import add

    started = time.monotonic()
    try:
        add.delay(1, 2)
    except Exception as error:
        print(type(error).__name__, time.monotonic() - started)
"""


def no_backend(broker):
    """What `.delay()` raises in the end: before Celery 5.6 the error of Redis's own client, which
    becomes an OperationalError where the broker is a Redis, too."""
    if VERSION >= (5, 6):
        return "RuntimeError"
    return "OperationalError" if broker.name == "valkey" else "ConnectionError"


@pytest.mark.slow
@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_dead_backend_blocks_delay_far_longer_than_a_dead_broker(project, refused_port):
    """Redis, connections refused: as backend it blocks `.delay()` far longer than as broker.

    Then it raises RuntimeError; before Celery 5.6, OperationalError with a Redis as broker, and
    ConnectionError with RabbitMQ.

    Control: The same address as broker.
    """
    project.write("attempt.py", ATTEMPT)
    nowhere = f"redis://127.0.0.1:{refused_port}/0"
    no_broker = nowhere if project.broker.name == "valkey" else f"amqp://127.0.0.1:{refused_port}"

    without_broker = project.run("python attempt.py", CELERY_BROKER_URL=no_broker).split()
    without_backend = project.run("python attempt.py", CELERY_RESULT_BACKEND=nowhere).split()

    assert without_broker[0] == "OperationalError"
    assert without_backend[0] == no_backend(project.broker)
    assert float(without_backend[1]) > 5 * float(without_broker[1])
    assert project.broker.waiting() == 0  # the task was not even sent


def test_an_ignored_result_needs_no_backend_to_be_alive(project, refused_port):
    """A task with `ignore_result=True` is sent although its Redis backend refuses connections.

    Control: Without it nothing is sent: a_dead_backend_blocks_delay_far_longer_than_a_dead_broker.
    """
    project.set(CELERY_RESULT_BACKEND=f"redis://127.0.0.1:{refused_port}/0")
    project.write(
        "ignoring.py",
        """
        from tasks import app

        @app.task(ignore_result=True)
        def send(): ...
        """,
    )

    project.load("ignoring").send.delay()

    assert project.broker.waiting() == 1
