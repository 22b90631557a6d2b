"""A RabbitMQ that refuses queues which are neither durable nor exclusive, as 4.3 does at first."""

import pytest

from handoff.samples.waiting import wait_until

# To RabbitMQ a deprecated feature is a feature flag: once it's on, the feature is refused.
REFUSE = "rabbit_feature_flags:enable(transient_nonexcl_queues)."


@pytest.fixture
def strict(project):
    """The project on a RabbitMQ that refuses them."""
    assert "ok" in project.broker.server.control("eval", REFUSE)
    return project


def worker(project, exclusive):
    """A worker whose queues for control and events are exclusive, or not."""
    settings = f"control_queue_exclusive = {exclusive}\nevent_queue_exclusive = {exclusive}\n"
    project.write("settings.py", settings)
    return project.worker(ready=False, CELERY_CONFIG_MODULE="settings")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_rabbitmq_that_refuses_transient_queues_lets_no_old_worker_start(strict):
    """On a RabbitMQ that refuses queues which are neither durable nor exclusive, a worker whose
    control and event queues are of that kind never gets ready: it loses its connection at its
    start, again and again, with INTERNAL_ERROR.

    On RabbitMQ 4.0 with that permission taken away, as it is in 4.3 by default; such queues are
    what Celery declares before 5.7.
    """
    old = worker(strict, exclusive=False)

    old.wait_for("Connection to broker lost", times=2)

    assert "INTERNAL_ERROR - Feature `transient_nonexcl_queues` is deprecated" in old.log
    assert " ready." not in old.log
    assert old.alive


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq", own=True)
def test_a_rabbitmq_that_refuses_transient_queues_lets_no_old_worker_start__control(strict):
    """With exclusive ones, as Celery 5.7 declares them by itself, it starts and runs tasks."""
    new = worker(strict, exclusive=True)
    new.wait_for(" ready.")

    strict.tasks.say.delay("hello")

    wait_until(lambda: strict.notes == ["hello"], lambda: f"it runs: {strict.notes}")
