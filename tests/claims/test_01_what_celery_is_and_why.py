import pytest

from handoff.examples.waiting import wait_until


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_message_waits_until_a_worker_appears(project):
    """A message waits in the broker until a worker takes it."""
    for number in range(3):
        project.tasks.say.delay(number)
    assert project.broker.waiting() == 3
    assert project.notes == []

    project.worker()

    wait_until(lambda: project.notes == ["0", "1", "2"], lambda: f"three tasks: {project.notes}")
    assert project.broker.waiting() == 0
