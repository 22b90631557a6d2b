"""Which message is next: priorities, and the messages that a worker has already taken."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import time
    from pathlib import Path

    from celery import Celery
    from notes import note

    app = Celery("tasks")
    SETTING


    @app.task(acks_late=LATE)
    def work(name):
        note(name)
        while not Path("go").exists():
            time.sleep(0.05)
"""
MAXIMUM = "app.conf.task_queue_max_priority = 10"


@pytest.fixture
def ready(project):
    """ready(setting, late): tasks.py with these; then send(name, priority) and order()."""

    def write(setting="", late=False):
        project.write("tasks.py", TASKS.replace("SETTING", setting).replace("LATE", str(late)))
        return lambda name, priority: project.tasks.work.apply_async([name], priority=priority)

    return write


def order(project, count, *options):
    """The names in the order in which one worker with one slot ran them."""
    project.write("go", "")
    project.worker(*options, mingle=False)
    wait_until(lambda: len(project.notes) == count, lambda: f"{count}: {project.notes}")
    return list(project.notes)


@pytest.mark.brokers("redis")
def test_redis_has_four_priorities_unless_told(project, ready):
    """On Redis 0, 1 and 2 are one level by default, as are 3 to 5 and 6 to 8, and 9 is the fourth:
    within a level tasks run as they were sent."""
    send = ready()
    for priority in range(9, -1, -1):
        send(priority, priority)

    assert order(project, 10) == [*"210", *"543", *"876", "9"]


@pytest.mark.brokers("redis")
def test_redis_has_four_priorities_unless_told__control(project, ready):
    """With priority_steps of ten numbers each is a level of its own."""
    send = ready('app.conf.broker_transport_options = {"priority_steps": list(range(10))}')
    for priority in range(9, -1, -1):
        send(priority, priority)

    assert order(project, 10) == [*"0123456789"]


@pytest.mark.brokers("redis")
def test_each_priority_on_redis_is_a_list_of_its_own(project, ready):
    """The list `celery` has the first level only; a message with priority 9 is in another one.

    Control: A message with priority 0 is in `celery`.
    """
    send = ready()
    send("lazy", 9)
    assert (project.broker.waiting(), project.broker.waiting("celery\x06\x169")) == (0, 1)

    send("urgent", 0)
    assert (project.broker.waiting(), project.broker.waiting("celery\x06\x169")) == (1, 1)


def urgent_among_lazy(project, ready, setting, late=False):
    """A worker is busy and has taken what it takes; then something urgent is sent."""
    rabbit = project.broker.name == "rabbitmq"
    lowest, highest = (0, 9) if rabbit else (9, 0)
    maximum = MAXIMUM if rabbit else ""
    send = ready(f"{setting}; {maximum}", late)
    project.worker(mingle=False)
    for number in range(6):
        send(f"lazy {number}", lowest)
    taken = 1 if late else 5
    queue = "celery" if rabbit else "celery\x06\x169"
    left = 6 - taken
    wait_until(lambda: project.broker.waiting(queue) == left, f"{left} to be left in {queue}")
    wait_until(lambda: project.notes == ["lazy 0"], "the first to begin")
    if not late:
        wait_until(lambda: project.broker.unacknowledged() == 4, "the first to be acknowledged")
    send("urgent", highest)
    project.write("go", "")
    wait_until(lambda: len(project.notes) == 7, lambda: f"seven: {project.notes}")
    return project.notes.index("urgent")


@pytest.mark.brokers("redis", "rabbitmq")
def test_a_priority_comes_after_what_is_reserved(project, ready):
    """The most urgent message waits behind the four that a worker with one slot has reserved."""
    assert urgent_among_lazy(project, ready, "pass") == 5


@pytest.mark.brokers("redis", "rabbitmq")
def test_a_priority_comes_after_what_is_reserved__control(project, ready):
    """With multiplier 1 and acks_late nothing is reserved, and the urgent one is next."""
    setting = "app.conf.worker_prefetch_multiplier = 1"

    assert urgent_among_lazy(project, ready, setting, late=True) == 1


MIXED = (0, 4, 1, 3, 5, 9, 6, 8)  # in the order of sending


@pytest.mark.slow
@pytest.mark.brokers("quorum")
def test_a_quorum_queue_knows_two_priorities(project, ready):
    """5 to 9 are one level and come before 0 to 4, two to one, each in the order of sending."""
    send = ready()
    for priority in MIXED:
        send(priority, priority)

    assert order(project, 8) == [*"59", "0", *"68", *"413"]


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_quorum_queue_knows_two_priorities__control(project, ready):
    """A classic queue with a maximum keeps them all apart, and serves the greatest first."""
    send = ready(MAXIMUM)
    for priority in MIXED:
        send(priority, priority)

    assert order(project, 8) == [*"98654310"]


def deploy(project, setting):
    """The app with another setting: a process that sends, and a worker; both have ended or run."""
    project.write("later.py", TASKS.replace("SETTING", setting).replace("LATE", "False"))
    sender = project.process("python -c 'import later; later.work.delay(2)'", "sender")
    sender.wait()
    worker = project.worker(app="later", ready=False, mingle=False)
    wait_until(lambda: " ready." in worker.log or not worker.alive, "the worker is up, or gone")
    return sender, worker


@pytest.mark.brokers("rabbitmq")
def test_a_queue_that_exists_cannot_be_given_a_maximum(project, ready):
    """Set task_queue_max_priority for a classic queue made without it: nothing sends or starts."""
    ready()("first", 0)

    sender, worker = deploy(project, MAXIMUM)

    assert (sender.code, worker.code) == (1, 1)
    assert "PRECONDITION_FAILED" in sender.log
    assert "PRECONDITION_FAILED" in worker.log


@pytest.mark.brokers("rabbitmq")
def test_a_queue_that_exists_cannot_be_given_a_maximum__control(project, ready):
    """Without the setting the sender sends and the worker starts."""
    ready()("first", 0)

    sender, worker = deploy(project, "")

    assert (sender.code, worker.code) == (0, None)
