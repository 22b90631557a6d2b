"""From one broker to another, with every task counted."""

import pytest

from handoff.samples.waiting import wait_until

TASKS = """
    import time
    from pathlib import Path
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_ignore_result = True

    @app.task
    def pack(order):
        note("packed", order)

    @app.task
    def hold():
        note("started")
        while not Path("go").exists():
            time.sleep(0.05)

    @app.task(bind=True)
    def twice(self):
        note("try", self.request.retries)
        if self.request.retries == 0:
            raise self.retry(countdown=2)
"""
ORDERS = range(20)
SEND = """
    import sys
    from tasks import hold, pack

    for order in range(*map(int, sys.argv[1:])):
        pack.delay(order)
"""


@pytest.fixture
def new(start_valkey):
    """The broker to move to."""
    return start_valkey()


def there(broker):
    return {"CELERY_BROKER_URL": broker.url}


def packed(project):
    return sorted(int(note.split()[1]) for note in project.notes if note.startswith("packed"))


def dry(broker):
    return broker.waiting() + broker.unacknowledged("celery") == 0


def begin(project):
    """Ten orders and a busy worker on the old broker."""
    project.write("tasks.py", TASKS)
    project.write("send.py", SEND)
    old = project.worker(mingle=False)
    project.tasks.hold.delay()
    wait_until(lambda: project.notes == ["started"], "the old worker is busy")
    project.run("python send.py 0 10")
    return old


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_senders_first_and_the_old_worker_last_loses_no_task(project, new):
    """Workers on the new broker first, then the senders, and the old worker only when the old
    broker is dry: every task runs once."""
    old = begin(project)

    project.worker(mingle=False, **there(new))
    project.run("python send.py 10 20", **there(new))
    project.write("go", "")
    wait_until(lambda: dry(project.broker), "the old broker is dry")
    assert old.stop() == 0

    wait_until(lambda: len(packed(project)) >= len(ORDERS), lambda: f"{project.notes}")
    assert packed(project) == [*ORDERS]


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_senders_first_and_the_old_worker_last_loses_no_task__control(project, new):
    """All switched at once, the old worker stopped warm: what it had not begun stays on the old
    broker, where nobody looks."""
    old = begin(project)

    project.write("go", "")
    old.signal(15)
    assert old.wait(60) == 0
    project.worker(mingle=False, **there(new))
    project.run("python send.py 10 20", **there(new))

    wait_until(lambda: dry(new) and 19 in packed(project), lambda: f"{project.notes}")
    left = [order for order in ORDERS if order not in packed(project)]
    assert left and project.broker.waiting() == len(left)


@pytest.mark.slow
def test_a_retry_goes_back_to_the_broker_of_its_worker(project, new):
    """A task that retries is sent again to the broker its worker reads, also while all senders send
    to the new one already.

    Control: A task sent to the new broker retries there.
    """
    project.write("tasks.py", TASKS)
    project.write("send.py", "from tasks import twice; twice.delay()")
    project.worker(mingle=False)
    project.run("python send.py")
    wait_until(lambda: project.broker.unacknowledged() == 1, "the old worker holds the retry")
    project.worker(mingle=False, **there(new))
    assert (new.waiting(), new.unacknowledged()) == (0, 0)

    project.run("python send.py", **there(new))
    wait_until(lambda: new.unacknowledged() == 1, "the new worker holds this one")
    wait_until(lambda: len(project.notes) == 4, lambda: f"{project.notes}")


def migrated(project, new, *options):
    """Five orders that no worker reads any more, after `celery migrate`."""
    project.write("tasks.py", TASKS)
    project.write("send.py", SEND)
    project.run("python send.py 0 5")
    words = " ".join([project.broker.url, new.url, "-t 5", *options])
    project.run(f"celery -A tasks migrate {words}")
    return project.broker.waiting(), new.waiting()


@pytest.mark.slow
def test_celery_migrate_copies_unless_it_may_acknowledge(project, new):
    """`celery migrate` leaves the messages on the old broker too, so that they can run twice."""
    assert migrated(project, new) == (5, 5)


@pytest.mark.slow
def test_celery_migrate_copies_unless_it_may_acknowledge__control(project, new):
    """With --ack-messages it moves them."""
    assert migrated(project, new, "--ack-messages") == (0, 5)
