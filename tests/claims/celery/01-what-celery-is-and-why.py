import os
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from handoff.samples.waiting import wait_until

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq")

VIEWS = """
    from fastapi import BackgroundTasks, FastAPI
    from tasks import nap

    app = FastAPI()

    @app.post("/built-in/{name}")
    def built_in(name: str, later: BackgroundTasks):
        later.add_task(nap, 1, name)  # the plain function, in this process

    @app.post("/celery/{name}")
    def celery(name: str):
        nap.delay(1, name)

    @app.post("/inline/{name}")
    def inline(name: str):
        nap(1, name)
"""

ONE_WEB_WORKER = """
    import anyio.to_thread
    from views import app as views

    async def app(scope, receive, send):
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1
        await views(scope, receive, send)
"""


def noted(project, *notes: str) -> None:
    wait_until(lambda: project.notes == [*notes], lambda: f"{notes}, found {project.notes}")


@EVERY_BROKER
def test_delay_returns_before_the_task_runs(project):
    """`.delay()` returns before the task has run, although a worker is ready."""
    project.worker()
    assert project.tasks.add.delay(1, 2).get(timeout=20) == 3  # the premise: it is ready

    project.tasks.nap.delay(1, "mail")
    returned = time.time()

    noted(project, "started mail", "ended mail")
    assert returned < project.notes[-1].at


@EVERY_BROKER
def test_another_process_runs_the_task(project):
    """The task runs in a process of the worker, not in the one that called `.delay()`."""
    worker = project.worker()

    project.tasks.say.delay("here")

    noted(project, "here")
    assert project.notes[0].pid != os.getpid()
    assert project.notes[0].pid in [child.pid for child in worker.children()]


@EVERY_BROKER
def test_the_message_names_the_task_and_carries_its_arguments(project):
    """The message holds the task's name and its arguments as JSON text."""
    project.tasks.say.delay("user", 7)

    with project.tasks.app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=10)

    assert message.headers["task"] == "tasks.say"
    assert message.content_type == "application/json"
    arguments, by_name, _ = message.decode()
    assert (arguments, by_name) == (["user", 7], {})


@EVERY_BROKER
def test_messages_wait_while_no_worker_runs(project):
    """While no worker runs, tasks wait in the broker; the next worker runs them all."""
    project.worker().stop()
    for user_id in (1, 2, 3):
        project.tasks.say.delay(user_id)
    assert project.broker.waiting() == 3
    assert project.notes == []

    project.worker()

    noted(project, "1", "2", "3")
    wait_until(lambda: project.broker.waiting() == 0, "the queue to be empty")


@EVERY_BROKER
def test_workers_share_one_queue(project):
    """Workers take turns at one queue: each task runs once, in one of them."""
    one, two = project.worker(), project.worker()

    for number in range(12):
        project.tasks.nap.delay(0.1, number)

    wait_until(lambda: len(project.notes) == 24, lambda: f"12 tasks: {project.notes}")
    ended = [note for note in project.notes if note.startswith("ended")]
    assert sorted(ended) == sorted(f"ended {number}" for number in range(12))
    pools = [{child.pid for child in worker.children()} for worker in (one, two)]
    assert all({note.pid for note in ended} & pool for pool in pools)


@EVERY_BROKER
def test_a_task_runs_without_a_result_backend(project):
    """A task runs although there is no result backend."""
    project.set(CELERY_RESULT_BACKEND="")
    worker = project.worker()
    assert "results:     disabled://" in worker.log  # the premise

    project.tasks.say.delay("done")

    noted(project, "done")


def test_work_inline_holds_the_web_worker(project):
    """While a web worker does slow work inline, it answers nobody else."""
    project.write("views.py", VIEWS)
    project.write("one_web_worker.py", ONE_WEB_WORKER)
    _, address = project.web("one_web_worker:app")
    with ThreadPoolExecutor() as visitors:
        visitors.submit(httpx.post, f"{address}/inline/ada", timeout=30)
        noted(project, "started ada")

        visitors.submit(httpx.post, f"{address}/inline/grace", timeout=30)

    assert project.notes == ["started ada", "ended ada", "started grace", "ended grace"]


def test_background_tasks_are_lost_when_the_web_process_is_killed(project):
    """A BackgroundTasks job never ends when its web process is killed, nor is it run again."""
    project.write("views.py", VIEWS)
    web, address = project.web()
    httpx.post(f"{address}/built-in/ada")
    noted(project, "started ada")

    web.kill()

    _, address = project.web()
    httpx.post(f"{address}/built-in/grace")
    noted(project, "started ada", "started grace", "ended grace")


def test_background_tasks_finish_on_a_clean_stop(project):
    """A web server that is asked to stop (SIGTERM) waits for its BackgroundTasks job."""
    project.write("views.py", VIEWS)
    web, address = project.web()
    httpx.post(f"{address}/built-in/ada")
    noted(project, "started ada")

    web.stop()

    assert project.notes == ["started ada", "ended ada"]


@EVERY_BROKER
def test_a_celery_task_survives_the_death_of_the_web_process(project):
    """A task sent through Celery ends in its worker although the web process was killed."""
    project.write("views.py", VIEWS)
    project.worker()
    web, address = project.web()
    httpx.post(f"{address}/celery/ada")
    noted(project, "started ada")

    web.kill()

    assert not web.alive
    noted(project, "started ada", "ended ada")


@EVERY_BROKER
def test_tasks_outlive_the_web_process_that_sent_them(project):
    """A task sent while no worker ran is run later, although the web process is long gone."""
    project.write("views.py", VIEWS)
    web, address = project.web()
    httpx.post(f"{address}/celery/ada")
    web.kill()
    assert project.notes == []

    project.worker()

    noted(project, "started ada", "ended ada")
