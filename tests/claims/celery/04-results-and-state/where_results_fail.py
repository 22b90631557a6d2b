"""Where asking for a result goes wrong: views, tasks, other processes, dead backends."""

import threading

import httpx
import pytest
from celery.exceptions import TimeoutError

from handoff.samples.ports import free_port
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
    """`.get()` in an `async def` view holds all other requests; in a plain `def` it does not."""
    project.write("views.py", VIEWS)
    project.worker()
    _, web = project.web()
    asking = threading.Thread(target=httpx.get, args=[web + view], kwargs={"timeout": 60})
    asking.start()
    wait_until(lambda: "started" in project.notes, "the task runs")

    httpx.get(f"{web}/ping", timeout=60)
    notes_at_the_pong = project.notes
    asking.join()

    assert notes_at_the_pong[1:] == ended


def test_get_inside_a_task_is_refused(project):
    """`.get()` inside a task raises RuntimeError."""
    project.write("tasks.py", SUMMARY)
    project.worker("--concurrency", "2")

    with pytest.raises(RuntimeError, match="Never call result"):
        project.tasks.summary.delay().get(timeout=10)


def test_a_task_that_waits_for_a_task_can_wait_for_ever(project):
    """With the refusal switched off, a pool of one process waits for itself; two get through."""
    project.write("tasks.py", SUMMARY)
    alone = project.worker("--concurrency", "1")
    stuck = project.tasks.forced.delay()
    wait_until(lambda: project.notes == ["waiting"], "the task runs")
    with pytest.raises(TimeoutError):
        stuck.get(timeout=4)
    alone.kill()

    project.worker("--concurrency", "2")

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
            return count.delay().get(timeout=30)
"""


@pytest.mark.brokers("rabbitmq")
def test_rpc_results_reach_only_the_process_that_sent_the_task(project):
    """With `rpc://` the sender reads the result; for another process the task is PENDING."""
    project.set(CELERY_RESULT_BACKEND="rpc://")
    project.worker()
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


@pytest.mark.slow
def test_a_dead_backend_blocks_delay_far_longer_than_a_dead_broker(project):
    """A dead Redis as result backend blocks `.delay()` far longer than a dead broker does."""
    project.write("attempt.py", ATTEMPT)
    nowhere = f"redis://127.0.0.1:{free_port()}/0"

    without_broker = project.run("python attempt.py", CELERY_BROKER_URL=nowhere).split()
    without_backend = project.run("python attempt.py", CELERY_RESULT_BACKEND=nowhere).split()

    assert (without_broker[0], without_backend[0]) == ("OperationalError", "RuntimeError")
    assert float(without_backend[1]) > 5 * float(without_broker[1])
    assert project.broker.waiting() == 0  # the task was not even sent


def test_an_ignored_result_needs_no_backend_to_be_alive(project):
    """A task whose result is ignored is sent although the result backend is dead."""
    project.set(CELERY_RESULT_BACKEND=f"redis://127.0.0.1:{free_port()}/0")

    project.tasks.add.apply_async([1, 2], ignore_result=True)

    assert project.broker.waiting() == 1
