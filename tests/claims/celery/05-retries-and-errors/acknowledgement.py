"""What becomes of a running task when its whole worker is killed with SIGKILL (prefork pool)."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import time
    from celery import Celery
    from celery.exceptions import Reject
    from notes import note

    app = Celery("tasks")

    @app.task
    def say(*words):
        note(*words)

    @app.task
    def early(seconds):
        report(seconds)

    @app.task(acks_late=True)
    def late(seconds):
        report(seconds)

    @app.task(acks_late=True, reject_on_worker_lost=True)
    def rejected(seconds):
        report(seconds)

    @app.task(acks_late=True)
    def fail():
        note("started")
        raise ValueError("nope")

    @app.task(acks_late=True, bind=True)
    def give_back(self):
        note("started")
        if not self.request.delivery_info.get("redelivered"):
            raise Reject("not now", requeue=True)

    def report(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""
HOUR = 60 * 60


def begin(project, task, seconds=60):
    """A worker with the task running in it."""
    project.write("tasks.py", TASKS)
    worker = project.worker()
    handle = getattr(project.tasks, task).delay(seconds)
    wait_until(lambda: "started" in project.notes, "the task runs")
    return worker, handle


def let_others_run(project, word="later task"):
    """A task that was sent later has been run, so what waited before it had its turn."""
    project.tasks.say.delay(word)
    wait_until(lambda: word in project.notes, lambda: f"a later task: {project.notes}")


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_killed_worker_loses_an_early_acknowledged_task(project):
    """By default the task that a worker was running when it was killed is lost, and unreported."""
    worker, handle = begin(project, "early")

    worker.kill()
    project.worker()

    let_others_run(project)
    assert project.notes == ["started", "later task"]
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 0)
    assert handle.state == "PENDING"


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_killed_worker_loses_an_early_acknowledged_task__control(project):
    """With `acks_late` the message of the killed worker is still in the broker."""
    worker, _ = begin(project, "late")

    worker.kill()

    wait_until(
        lambda: project.broker.waiting() + project.broker.unacknowledged() == 1,
        "one message, waiting or unacknowledged",
    )


@pytest.mark.brokers("rabbitmq")
@pytest.mark.parametrize("task", ["late", "rejected"])
def test_rabbitmq_hands_a_late_acknowledged_task_out_again_at_once(project, task):
    """With `acks_late`, RabbitMQ gives the task of a killed worker to the next one at once.

    At once: the message is back before the first heartbeat, which is due after a minute.

    Control: One that was acknowledged early does not come back:
    a_killed_worker_loses_an_early_acknowledged_task.
    """
    worker, _ = begin(project, task, seconds=2)

    worker.kill()
    wait_until(lambda: project.broker.waiting() == 1, "the message to be back", timeout=30)
    project.worker()

    wait_until(lambda: "ended" in project.notes, lambda: f"a second run: {project.notes}")
    assert project.notes == ["started", "started", "ended"]


def backdate(project, seconds):
    """Every message that a worker has taken was taken so many seconds earlier."""
    with project.broker.client() as client:
        for tag, taken in client.zrange("unacked_index", 0, -1, withscores=True):
            client.zadd("unacked_index", {tag: taken - seconds})


@pytest.mark.brokers("redis")
@pytest.mark.parametrize("task", ["late", "rejected"])
def test_redis_keeps_a_late_acknowledged_task_for_an_hour(project, task):
    """With `acks_late`, Redis gives the task of a killed worker to nobody until an hour is over.

    A worker that starts looks for late messages at once. One starts 55 minutes after the first took
    the message (the time that Celery noted in Redis is put back), and one after an hour.

    Control: Once the hour is over, the next worker runs it.
    """
    worker, _ = begin(project, task, seconds=0.5)
    worker.kill()
    wait_until(lambda: project.notes == ["started"], "it was killed in time")

    backdate(project, HOUR - 300)
    second = project.worker()
    let_others_run(project)
    second.kill()

    assert project.notes == ["started", "later task"]
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 1)

    backdate(project, 301)
    project.worker()
    wait_until(lambda: "ended" in project.notes, lambda: f"a second run: {project.notes}")


@pytest.mark.brokers("valkey", "rabbitmq")
def test_acks_late_does_not_run_a_failed_task_again(project):
    """A task that raises is acknowledged, although `acks_late`: one run, nothing left over."""
    project.write("tasks.py", TASKS)
    project.worker()

    project.tasks.fail.delay().get(timeout=10, propagate=False)

    let_others_run(project)
    assert project.notes.count("started") == 1
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 0)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_acks_late_does_not_run_a_failed_task_again__control(project):
    """A task that raises `Reject(requeue=True)` is not acknowledged, and runs again."""
    project.write("tasks.py", TASKS)
    project.worker()

    project.tasks.give_back.delay()

    wait_until(lambda: project.notes == ["started"] * 2, lambda: f"two runs: {project.notes}")
