"""What a web process does by itself, and what it hands to Celery."""

import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import httpx
import pytest

from handoff.samples.waiting import wait_until

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq")
SLOTS = 40  # threads that FastAPI has for `def` views, out of the box

VIEWS = """
    from fastapi import BackgroundTasks, FastAPI
    from notes import note
    from tasks import hold

    app = FastAPI()
    work = hold.run  # the plain function

    @app.post("/built-in/{name}")
    def built_in(name: str, later: BackgroundTasks):
        later.add_task(work, name)  # in this process, after the answer

    @app.post("/celery/{name}")
    def celery(name: str):
        hold.delay(name)

    @app.post("/inline/{name}")
    def inline(name: str):
        work(name)

    @app.get("/home")
    def home():
        note("served", "home")

    @app.get("/alive")
    async def alive():  # needs no thread: the event loop answers by itself
        return True
"""


@pytest.fixture
def web(project):
    """The web app on uvicorn, out of the box; its tasks end when the file `go` is there."""
    project.write("views.py", VIEWS)
    return project.web()


def noted(project, *notes: str) -> None:
    wait_until(lambda: project.notes == [*notes], lambda: f"{notes}, found {project.notes}")


def number_of(project, word: str) -> int:
    return sum(note.startswith(word) for note in project.notes)


def ask_for(address: str, path: str) -> socket.socket:
    """A visitor who has asked for a page, and holds the connection."""
    host, port = address.removeprefix("http://").split(":")
    visitor = socket.create_connection((host, int(port)))
    visitor.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    for _ in range(3):  # asked later, answered earlier: the server has read the other one by now
        assert httpx.get(f"{address}/alive", timeout=30).json()
    return visitor


@contextmanager
def slow_visits(address: str, number: int) -> Iterator[None]:
    """So many visitors at once who each want the slow page, until the block ends."""
    limits = httpx.Limits(max_connections=number)
    with httpx.Client(timeout=120, limits=limits) as client, ThreadPoolExecutor(number) as pool:
        asked = [pool.submit(client.post, f"{address}/inline/{name}") for name in range(number)]
        yield
        assert all(each.result().is_success for each in asked)


def test_each_inline_request_occupies_one_slot(project, web):
    """FastAPI runs `def` views on 40 threads: 40 slow requests run at once, and then a page
    that needs no time waits until one of them ends."""
    _, address = web
    with slow_visits(address, SLOTS + 5):
        wait_until(lambda: number_of(project, "started") == SLOTS, "all slots are taken")

        with closing(ask_for(address, "/home")) as visitor:
            assert number_of(project, "started") == SLOTS
            assert "served home" not in project.notes
            project.write("go", "")

            assert visitor.recv(100)
    kinds = [note.split()[0] for note in project.notes]
    assert kinds.index("ended") < kinds.index("served")


def test_each_inline_request_occupies_one_slot__control(project, web):
    """With one slot left, or with all of the work sent to Celery, the page is served at once."""
    _, address = web
    with slow_visits(address, SLOTS - 1):
        wait_until(lambda: number_of(project, "started") == SLOTS - 1, "all but one are taken")
        with httpx.Client(base_url=address, timeout=60) as client:
            assert all(client.post(f"/celery/{n}").is_success for n in range(SLOTS + 5))

        with closing(ask_for(address, "/home")) as visitor:
            assert visitor.recv(100)

        assert "served home" in project.notes
        assert number_of(project, "ended") == 0
        project.write("go", "")


def test_background_tasks_are_lost_when_the_web_process_is_killed(project, web):
    """A BackgroundTasks job never ends when its web process is killed, nor does the next one
    that starts run it again."""
    process, address = web
    httpx.post(f"{address}/built-in/ada", timeout=30)
    noted(project, "started ada")

    process.kill()

    project.write("go", "")
    _, address = project.web()
    httpx.post(f"{address}/built-in/grace", timeout=30)
    noted(project, "started ada", "started grace", "ended grace")


def test_background_tasks_are_lost_when_the_web_process_is_killed__control(project, web):
    """Where nobody kills the web process, the same job ends."""
    _, address = web
    httpx.post(f"{address}/built-in/ada", timeout=30)
    noted(project, "started ada")

    project.write("go", "")

    noted(project, "started ada", "ended ada")


def test_background_tasks_finish_on_a_clean_stop(project, web):
    """uvicorn, asked to stop by SIGTERM, waits for its BackgroundTasks job and ends after it.

    Control: Killed instead, it loses the job:
    background_tasks_are_lost_when_the_web_process_is_killed.
    """
    process, address = web
    httpx.post(f"{address}/built-in/ada", timeout=30)
    noted(project, "started ada")

    process.signal(signal.SIGTERM)
    process.wait_for("Waiting for")
    assert process.alive
    project.write("go", "")
    process.wait()

    assert project.notes == ["started ada", "ended ada"]


@EVERY_BROKER
def test_a_celery_task_survives_the_death_of_the_web_process(project, web):
    """A task sent through Celery ends in its worker although the web process was killed.

    Control: A job of the web process itself dies with it:
    background_tasks_are_lost_when_the_web_process_is_killed.
    """
    project.worker()
    process, address = web
    httpx.post(f"{address}/celery/ada", timeout=30)
    noted(project, "started ada")

    process.kill()
    project.write("go", "")

    assert not process.alive
    noted(project, "started ada", "ended ada")


@EVERY_BROKER
def test_tasks_outlive_the_web_process_that_sent_them(project, web):
    """A task sent while no worker ran is run later, although the web process is long gone.

    Control: A job of the web process itself dies with it:
    background_tasks_are_lost_when_the_web_process_is_killed.
    """
    process, address = web
    httpx.post(f"{address}/celery/ada", timeout=30)
    process.kill()
    assert project.notes == []
    project.write("go", "")

    project.worker()

    noted(project, "started ada", "ended ada")
