"""Queues, priorities, and how many messages a worker holds."""

import pytest

from handoff.samples.waiting import wait_until

BOTH = pytest.mark.brokers("redis", "rabbitmq")
SETTING = """
    import time

    from celery import Celery

    app = Celery("tasks")
    app.conf.SETTING


    @app.task
    def nap(seconds):
        time.sleep(seconds)


    @app.task(acks_late=True)
    def nap_acked_late(seconds):
        time.sleep(seconds)
"""


def settles(project, waiting, unacknowledged):
    """The worker has taken what it takes of the messages, and begun with the first."""
    expected = (waiting, unacknowledged)
    wait_until(lambda: counted(project) == expected, lambda: f"{expected}: {counted(project)}")


def counted(project):
    return project.broker.waiting(), project.broker.unacknowledged()


def ten(project, setting, task="nap", slots=1, messages=10):
    """A worker with one slot, and ten long tasks."""
    project.write("tasks.py", SETTING.replace("SETTING", setting))
    for _ in range(messages):
        getattr(project.tasks, task).delay(60)
    assert project.broker.waiting() == messages
    return project.worker("--concurrency", str(slots))


@BOTH
@pytest.mark.parametrize("slots", [1, 2])
def test_by_default_a_worker_reserves_four_messages_a_slot(project, slots):
    """Beside the tasks it runs a prefork worker holds four messages for each slot.

    Control: With another multiplier it is another number: multiplier_1_still_reserves_one.
    """
    ten(project, "worker_lost_wait  # nothing is set", slots=slots, messages=12)

    settles(project, waiting=12 - 5 * slots, unacknowledged=4 * slots)


@BOTH
def test_multiplier_1_still_reserves_one(project):
    """With multiplier 1 one task runs and one message is reserved.

    Control: With the default it reserves four: by_default_a_worker_reserves_four_messages_a_slot.
    """
    ten(project, "worker_prefetch_multiplier = 1")

    settles(project, waiting=8, unacknowledged=1)


@BOTH
def test_multiplier_1_and_acks_late_reserve_none(project):
    """With multiplier 1 and acks_late the running task is the only message a worker holds.

    Control: Without acks_late it reserves one: multiplier_1_still_reserves_one.
    """
    worker = ten(project, "worker_prefetch_multiplier = 1", "nap_acked_late")

    settles(project, waiting=9, unacknowledged=1)
    assert worker.log.count(" received") == 1


@pytest.mark.brokers("redis")
def test_disable_prefetch_reserves_none_on_redis(project):
    """worker_disable_prefetch makes a worker on Redis take a message only when a slot is free.

    Control: Without the setting it reserves four:
    by_default_a_worker_reserves_four_messages_a_slot.
    """
    ten(project, "worker_disable_prefetch = True")

    settles(project, waiting=9, unacknowledged=0)  # the running one is acknowledged already


@pytest.mark.brokers("rabbitmq")
def test_disable_prefetch_does_nothing_on_rabbitmq(project):
    """worker_disable_prefetch is ignored on RabbitMQ: four messages are reserved as ever.

    Control: On Redis the same setting reserves none: disable_prefetch_reserves_none_on_redis.
    """
    ten(project, "worker_disable_prefetch = True")

    settles(project, waiting=5, unacknowledged=4)


@BOTH
def test_multiplier_0_takes_every_message(project):
    """Multiplier 0 means no limit: one worker takes all that is in the queue.

    Control: With the default it takes four: by_default_a_worker_reserves_four_messages_a_slot.
    """
    ten(project, "worker_prefetch_multiplier = 0")

    settles(project, waiting=0, unacknowledged=9)


def test_quick_work_does_not_wait_behind_slow_work_in_another_queue(project):
    """With a worker a queue, an email is sent while a report is still being built."""
    project.worker("-Q", "fast")
    project.worker("-Q", "slow")
    project.tasks.nap.apply_async((3, "report"), queue="slow")
    wait_until(lambda: "started report" in project.notes, "the report to begin")

    project.tasks.say.apply_async(("email",), queue="fast").get(timeout=20)
    wait_until(lambda: "ended report" in project.notes, "the report to end")

    assert project.notes == ["started report", "email", "ended report"]


def test_quick_work_does_not_wait_behind_slow_work_in_another_queue__control(project):
    """With one queue and one worker for both, the email waits until the report has ended."""
    project.worker()
    project.tasks.nap.delay(3, "report")
    wait_until(lambda: "started report" in project.notes, "the report to begin")

    project.tasks.say.delay("email").get(timeout=20)

    assert project.notes == ["started report", "ended report", "email"]


PRIORITIES = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    SETTING


    @app.task
    def say(*words):
        note(*words)
"""


def order_of(project, setting, *options):
    """Priorities in the order in which one worker ran them; sent as 5, 0, 9."""
    project.write("tasks.py", PRIORITIES.replace("SETTING", setting))
    for priority in (5, 0, 9):
        project.tasks.say.apply_async((priority,), priority=priority)
    project.worker()
    wait_until(lambda: len(project.notes) == 3, lambda: f"three: {project.notes}")
    return list(project.notes)


@BOTH
def test_priority_0_is_first_on_redis_and_last_on_rabbitmq(project):
    """Redis serves the smallest priority first, RabbitMQ with a maximum set the greatest."""
    rabbit = project.broker.name == "rabbitmq"
    setting = "app.conf.task_queue_max_priority = 10" if rabbit else ""

    order = order_of(project, setting)

    assert order == (["9", "5", "0"] if rabbit else ["0", "5", "9"])


@pytest.mark.brokers("rabbitmq")
def test_priority_0_is_first_on_redis_and_last_on_rabbitmq__control(project):
    """A RabbitMQ queue without a maximum serves in the order of sending."""
    assert order_of(project, "") == ["5", "0", "9"]
