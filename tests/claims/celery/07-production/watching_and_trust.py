import pytest

from handoff.samples.waiting import wait_until


def test_inspect_ping_exits_with_69_when_no_worker_answers(project):
    """`celery inspect ping` exits with 69 when nobody replies and with 0 when a worker does."""
    assert "No nodes replied" in project.run("celery -A tasks inspect ping", code=69)
    assert "No nodes replied" in project.run("celery -A tasks status", code=69)

    project.worker()

    assert "pong" in project.run("celery -A tasks inspect ping", code=0)


def test_inspect_ping_of_one_worker_fails_when_only_others_reply(project):
    """Asked for by name, a worker that is down makes inspect ping exit with 69, others or not."""
    project.worker("--hostname", "fast@here")

    assert "pong" in project.run("celery -A tasks inspect ping -d fast@here", code=0)
    project.run("celery -A tasks inspect ping -d slow@here", code=69)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_whoever_reaches_the_broker_can_run_a_task(project):
    """A stranger who knows the broker's address and a task's name can run it, without its code."""
    project.worker()
    project.write(
        "stranger.py",
        """
        from celery import Celery

        Celery().send_task("tasks.say", args=["from outside"], ignore_result=True)
    """,
    )

    project.run("python stranger.py")

    wait_until(lambda: project.notes == ["from outside"], lambda: f"one note: {project.notes}")
