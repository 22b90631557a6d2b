import signal
import time

import pytest
from kombu.exceptions import OperationalError

from handoff.samples.waiting import wait_until


def busy(project, naps=8, seconds=3):
    """A worker with one slot that has begun the first of its naps and reserved four more."""
    for number in range(naps):
        project.tasks.nap.delay(seconds, number)
    worker = project.worker()
    wait_until(lambda: project.broker.waiting() == naps - 5, "four to be reserved")
    wait_until(lambda: project.notes == ["started 0"], "the first to run")
    return worker


def seconds_until(error, call):
    """How long the call takes until it raises this error."""
    began = time.monotonic()
    with pytest.raises(error):
        call()
    return time.monotonic() - began


@pytest.mark.brokers("redis")
def test_kill_9_on_redis_strands_the_reserved_messages(project):
    """After kill -9 the running task is lost, and nobody can reach the reserved ones."""
    worker = busy(project, seconds=2)

    worker.kill()

    assert (project.broker.waiting(), project.broker.unacknowledged()) == (3, 4)
    project.worker("--concurrency", "3")
    wait_until(lambda: sum(note.startswith("ended") for note in project.notes) == 3, "three runs")
    assert (project.broker.waiting(), project.broker.unacknowledged()) == (0, 4)


@pytest.mark.brokers("rabbitmq")
def test_kill_9_on_rabbitmq_gives_the_reserved_messages_back(project):
    """RabbitMQ sees the connection close: after kill -9 only the running task is lost."""
    worker = busy(project)

    worker.kill()

    wait_until(lambda: project.broker.waiting() == 7, "seven to be back")


def test_a_soft_shutdown_gives_running_tasks_a_fixed_time(project):
    """With worker_soft_shutdown_timeout a cold stop first waits so long, even if it need not."""
    project.write(
        "tasks.py",
        """
        import time

        from celery import Celery
        from notes import note

        app = Celery("tasks")
        app.conf.worker_soft_shutdown_timeout = 8


        @app.task
        def nap(seconds, name):
            note("started", name)
            time.sleep(seconds)
            note("ended", name)
    """,
    )
    worker = busy(project)

    worker.signal(signal.SIGQUIT)

    wait_until(lambda: project.notes == ["started 0", "ended 0"], "the task to end")
    assert worker.alive
    worker.wait()
    assert project.broker.waiting() == 7


@pytest.mark.brokers("redis")
def test_delay_raises_soon_when_only_the_broker_is_down(project, start_redis):
    """A dead broker makes .delay() raise OperationalError after a few quick tries."""
    backend = start_redis()
    project.set(CELERY_RESULT_BACKEND=backend.backend)
    project.broker.kill()

    with pytest.raises(OperationalError):
        project.tasks.say.delay("lost")


@pytest.mark.slow
@pytest.mark.brokers("redis")
def test_delay_blocks_long_when_the_result_backend_is_down(project, start_redis):
    """A dead Redis backend blocks .delay() far longer than a dead broker, and nothing is sent."""
    backend = start_redis()
    project.set(CELERY_RESULT_BACKEND=backend.backend)
    say = project.tasks.say
    backend.kill()

    blocked = seconds_until(RuntimeError, lambda: say.delay("lost"))

    assert project.broker.waiting() == 0
    backend.start()
    project.broker.kill()
    assert blocked > 5 * seconds_until(OperationalError, lambda: say.delay("lost"))


@pytest.mark.slow
@pytest.mark.brokers("redis")
def test_one_redis_for_both_blocks_long_when_it_is_down(project):
    """With broker and backend on one Redis, its death is the slow failure, not the quick one."""
    say = project.tasks.say
    project.broker.kill()

    blocked = seconds_until(RuntimeError, lambda: say.delay("lost"))

    quick = seconds_until(OperationalError, lambda: say.apply_async(("lost",), ignore_result=True))
    assert blocked > 5 * quick
