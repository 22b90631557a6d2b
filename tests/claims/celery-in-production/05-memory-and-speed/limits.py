"""What becomes of a worker whose task is out of memory, and a limit that the kernel keeps."""

import pytest

from handoff.samples.waiting import wait_until

RAISING = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task
    def raises(name):
        raise {"MemoryError": MemoryError, "ValueError": ValueError}[name]


    @app.task(acks_late=True)
    def late():
        note("late")
        raise MemoryError


    @app.task
    def say(*words):
        note(*words)
"""
SAMPLE = "celery-in-production/05-memory-and-speed"


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_an_uncaught_memory_error_ends_the_worker(project, pool):
    """With prefork and solo a task that lets a MemoryError out stops the whole worker."""
    project.write("tasks.py", RAISING)
    worker = project.worker("--pool", pool, "--concurrency", "2", mingle=False)

    result = project.tasks.raises.delay("MemoryError")

    wait_until(lambda: not worker.alive, "the worker to end")
    assert worker.code == 1
    assert result.state == "FAILURE"


@pytest.mark.parametrize(
    ("pool", "error"),
    [
        ("prefork", "ValueError"),
        ("threads", "MemoryError"),
        pytest.param("gevent", "MemoryError", marks=pytest.mark.slow),
    ],
)
def test_an_uncaught_memory_error_ends_the_worker__control(project, pool, error):
    """After any other exception the worker goes on; with threads and gevent after this one, too."""
    project.write("tasks.py", RAISING)
    worker = project.worker("--pool", pool, "--concurrency", "2", mingle=False)

    failed = project.tasks.raises.delay(error)
    failed.get(timeout=60, propagate=False)
    project.tasks.say.delay("alive").get(timeout=60)

    assert failed.state == "FAILURE"
    assert worker.alive


@pytest.mark.brokers("valkey", "rabbitmq")
def test_acks_late_hands_a_memory_error_to_the_next_worker(project):
    """With acks_late the task is back in the queue, and the next worker ends by it, too."""
    project.write("tasks.py", RAISING)
    project.tasks.late.delay()

    for number in (1, 2):
        worker = project.worker(mingle=False, ready=False)
        wait_until(lambda worker=worker: not worker.alive, f"worker {number} to end")

    assert project.notes == ["late", "late"]
    assert project.broker.waiting() == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_acks_late_hands_a_memory_error_to_the_next_worker__control(project):
    """Acknowledged early the task is gone, and the next worker goes on."""
    project.write("tasks.py", RAISING)
    project.tasks.raises.delay("MemoryError")
    first = project.worker(mingle=False, ready=False)
    wait_until(lambda: not first.alive, "the first worker to end")

    second = project.worker(mingle=False)
    project.tasks.say.delay("alive").get(timeout=60)

    assert second.alive
    assert project.broker.waiting() == 0


def draws(project, megabytes):
    """What becomes of one large picture, and the child of each of two."""
    worker = project.worker(app="guarded", mingle=False)
    before = [child.pid for child in worker.children()]
    draw = project.load("guarded").draw
    large, small = draw.delay(megabytes), draw.delay(1)
    small.get(timeout=60)
    assert worker.alive
    assert [child.pid for child in worker.children()] == before
    return large.state


def test_an_address_space_limit_fails_the_task_alone(project):
    """With RLIMIT_AS a task that asks for too much fails, and its child goes on."""
    project.copy(SAMPLE)

    assert draws(project, megabytes=2000) == "FAILURE"


def test_an_address_space_limit_fails_the_task_alone__control(project):
    """Without the limit the same task succeeds."""
    project.copy(SAMPLE)
    source = (project.folder / "guarded.py").read_text()
    project.write("guarded.py", source.replace("resource.setrlimit", "print"))

    assert draws(project, megabytes=2000) == "SUCCESS"
