import threading

import pytest

from handoff.samples.waiting import wait_until


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("redis", persistence="none")
def test_redis_without_persistence_loses_its_queue(project, end):
    """A Redis that keeps nothing on disk loses its queue, stopped cleanly or killed.

    Control: With an append-only file the queue is still there: an_append_only_file_keeps_the_queue.
    """
    for number in range(3):
        project.tasks.say.delay(number)
    assert project.broker.waiting() == 3

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 0


@pytest.mark.brokers("redis", persistence="rdb")
def test_redis_with_snapshots_survives_a_clean_stop_and_not_a_crash(project):
    """Default snapshots keep the queue through a clean stop; kill -9 takes the newest.

    Control: The same Redis is stopped first and killed later, and only the kill loses messages.
    """
    for number in range(3):
        project.tasks.say.delay(number)

    project.broker.stop()
    project.broker.start()
    assert project.broker.waiting() == 3

    for number in range(2):
        project.tasks.say.delay(number)
    assert project.broker.waiting() == 5
    project.broker.kill()
    project.broker.start()
    assert project.broker.waiting() == 3


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("valkey", "redis", persistence="aof")
def test_an_append_only_file_keeps_the_queue(project, end):
    """With an append-only file Redis still has its queue after kill -9.

    Control: Without persistence it is gone: redis_without_persistence_loses_its_queue.
    """
    for number in range(3):
        project.tasks.say.delay(number)

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 3


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_rabbitmq_keeps_its_queue_through_a_clean_stop(project):
    """Stopped cleanly, RabbitMQ keeps what Celery sent as it sends out of the box; what was sent
    with delivery_mode=1 is gone.

    Control: The three sent with delivery_mode=1 go through the same stop, and are gone.
    """
    for number in range(3):
        project.tasks.say.delay(number)
        project.tasks.say.apply_async((number,), delivery_mode=1)
    wait_until(lambda: project.broker.waiting() == 6, "all six have arrived")

    project.broker.stop()
    project.broker.start()

    assert project.broker.waiting() == 3


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_rabbitmq_keeps_confirmed_messages_through_a_kill(project):
    """With confirm_publish, RabbitMQ still has what it confirmed after kill -9; what was sent
    with delivery_mode=1 is gone, although that was confirmed too.

    Control: The three sent with delivery_mode=1 go through the same kill, and are gone.
    """
    project.tasks.app.conf.broker_transport_options = {"confirm_publish": True}
    for number in range(3):
        project.tasks.say.delay(number)
        project.tasks.say.apply_async((number,), delivery_mode=1)
    assert project.broker.waiting() == 6

    project.broker.kill()
    project.broker.start()

    assert project.broker.waiting() == 3


def freeze(project, confirm: bool) -> tuple[list, threading.Thread]:
    """RabbitMQ frozen after one message, and a thread that sends it another one."""
    project.tasks.app.conf.broker_transport_options = {"confirm_publish": confirm}
    project.tasks.say.delay("connects")
    wait_until(lambda: project.broker.waiting() == 1, "the connection is open")
    frozen = project.broker.server.process.children()
    for process in frozen:
        process.suspend()
    sender = threading.Thread(target=project.tasks.say.delay, args=("unheard",))
    sender.start()
    return frozen, sender


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_message_that_rabbitmq_never_read_is_lost(project):
    """Out of the box `.delay()` returns although RabbitMQ is frozen and reads nothing; killed
    then, it comes back without the message."""
    _, sender = freeze(project, confirm=False)
    sender.join(timeout=60)
    assert not sender.is_alive()

    project.broker.kill()
    project.broker.start()

    waiting = project.broker.waiting()
    project.worker()
    wait_until(lambda: len(project.notes) == waiting, lambda: f"{waiting}: {project.notes}")
    assert "unheard" not in project.notes


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_message_that_rabbitmq_never_read_is_lost__control(project):
    """With confirm_publish, `.delay()` returns only when RabbitMQ has the message."""
    frozen, sender = freeze(project, confirm=True)
    sender.join(timeout=5)
    assert sender.is_alive()

    for process in frozen:
        process.resume()
    sender.join(timeout=60)

    assert not sender.is_alive()
    assert project.broker.waiting() == 2


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("redis", persistence="aof")
def test_a_worker_reconnects_to_a_restarted_broker(project, end):
    """A running worker finds Redis again after it was stopped or killed, and started again.

    Control: Until Redis is back, the worker only says that it tries again.
    """
    worker = project.worker()
    getattr(project.broker, end)()
    worker.wait_for("Trying again in")

    project.broker.start()

    wait_until(lambda: worker.log.count("Connected to") == 2, "it is connected again")
    assert project.tasks.add.delay(2, 3).get(timeout=20) == 5
