"""Retries that wait count against what a worker may prefetch, on RabbitMQ 4."""

import pytest

from handoff.samples.waiting import WaitTimeout, wait_until

TASKS = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task(autoretry_for=(ConnectionError,))
    def post():
        raise ConnectionError("down")

    @app.task
    def say(word):
        note(word)
"""
PREFETCHED = 4  # by a worker with one slot: worker_prefetch_multiplier


def with_waiting_retries(project, number):
    """A worker of one slot that holds so many retries, each due in three minutes."""
    project.write("tasks.py", TASKS)
    worker = project.worker(mingle=False)
    for _ in range(number):
        project.tasks.post.delay()
    worker.wait_for("Retry in 180s", times=number)
    worker.wait_for(" received", times=2 * number)  # each task, and its retry
    return worker


@pytest.mark.brokers("rabbitmq")
def test_waiting_retries_stop_a_worker_on_rabbitmq_4(project):
    """On RabbitMQ 4 a worker that holds as many retries as it prefetches takes nothing else."""
    worker = with_waiting_retries(project, PREFETCHED)

    project.tasks.say.delay("now")

    with pytest.raises(WaitTimeout):
        wait_until(lambda: project.notes, "it runs", timeout=5)
    assert project.broker.waiting() == 1
    assert worker.alive


@pytest.mark.brokers("rabbitmq")
def test_waiting_retries_stop_a_worker_on_rabbitmq_4__control(project):
    """With one retry fewer it takes the next task, and runs it."""
    with_waiting_retries(project, PREFETCHED - 1)

    project.tasks.say.delay("now")

    wait_until(lambda: project.notes == ["now"], lambda: f"it ran: {project.notes}")
