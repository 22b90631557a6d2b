import threading

import pytest

from handoff.samples.waiting import wait_until


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("redis", persistence="none")
def test_redis_without_persistence_loses_its_queue(project, end):
    """A Redis that keeps nothing on disk loses its queue, stopped cleanly or killed."""
    for number in range(3):
        project.tasks.say.delay(number)
    assert project.broker.waiting() == 3

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 0


@pytest.mark.brokers("redis", persistence="rdb")
def test_redis_with_snapshots_survives_a_clean_stop_and_not_a_crash(project):
    """Default snapshots keep the queue through a clean stop; kill -9 takes the newest."""
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
    """With an append-only file Redis still has its queue after kill -9."""
    for number in range(3):
        project.tasks.say.delay(number)

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 3


@pytest.mark.slow
@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("rabbitmq", own=True)
def test_rabbitmq_keeps_persistent_messages_only(project, end):
    """RabbitMQ keeps the messages it has confirmed through kill -9, but not delivery_mode=1."""
    project.tasks.app.conf.broker_transport_options = {"confirm_publish": True}
    for number in range(3):
        project.tasks.say.delay(number)
        project.tasks.say.apply_async((number,), delivery_mode=1)
    assert project.broker.waiting() == 6

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 3


@pytest.mark.slow
@pytest.mark.parametrize("confirm", [False, True])
@pytest.mark.brokers("rabbitmq", own=True)
def test_delay_waits_for_rabbitmq_only_with_confirm_publish(project, confirm):
    """.delay() does not wait for RabbitMQ to confirm, unless confirm_publish is set."""
    project.tasks.app.conf.broker_transport_options = {"confirm_publish": confirm}
    project.tasks.say.delay("connects")
    wait_until(lambda: project.broker.waiting() == 1, "the connection is open")

    frozen = project.broker.server.process.children()
    for process in frozen:
        process.suspend()
    sender = threading.Thread(target=project.tasks.say.delay, args=("unheard",))
    sender.start()
    sender.join(timeout=2)
    waits = sender.is_alive()
    for process in frozen:
        process.resume()
    sender.join(timeout=30)

    assert waits == confirm
    wait_until(lambda: project.broker.waiting() == 2, "both messages have arrived")


def test_a_worker_reconnects_to_a_restarted_broker(project):
    """A running worker finds its broker again after the broker was restarted."""
    worker = project.worker()
    project.broker.stop()
    worker.wait_for("Trying again in")

    project.broker.start()

    wait_until(lambda: worker.log.count("Connected to") == 2, "it is connected again")
    assert project.tasks.add.delay(2, 3).get(timeout=20) == 5
