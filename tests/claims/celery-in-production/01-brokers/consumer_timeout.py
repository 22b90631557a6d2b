"""How long RabbitMQ waits for an acknowledgement."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import time
    from celery import Celery
    from kombu import Queue
    from notes import note

    app = Celery("tasks")
    app.conf.task_queues = [Queue("celery", queue_arguments={arguments})]

    @app.task(acks_late=True)
    def late(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""


def run_for_ten_seconds(project, **arguments):
    """A worker with a late task, on a RabbitMQ that looks each second who holds too long."""
    tick = "application:set_env(rabbit, channel_tick_interval, 1000)."
    project.broker.server.control("eval", tick)
    arguments = {"x-queue-type": "quorum", **arguments}
    project.write("tasks.py", TASKS.format(arguments=arguments))
    worker = project.worker(mingle=False)
    project.tasks.late.delay(10)
    wait_until(lambda: project.notes == ["started", "ended"], lambda: f"{project.notes}")
    return worker


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_late_task_longer_than_the_consumer_timeout_runs_again(project):
    """A late task that outlasts the consumer timeout ends its worker, and the next worker runs it
    from the beginning; the timeout is set to 3 seconds here, for this queue."""
    worker = run_for_ten_seconds(project, **{"x-consumer-timeout": 3000})

    assert worker.wait(60) != 0
    assert "delivery acknowledgement on channel" in worker.log
    project.worker(mingle=False)
    wait_until(lambda: project.notes.count("started") == 2, lambda: f"{project.notes}")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_late_task_longer_than_the_consumer_timeout_runs_again__control(project):
    """With the default of half an hour it is acknowledged, and the worker lives on."""
    worker = run_for_ten_seconds(project)

    wait_until(lambda: project.broker.unacknowledged() == 0, "it is acknowledged")
    assert worker.alive and project.broker.waiting() == 0
