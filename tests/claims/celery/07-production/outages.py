"""What the sender sees while the broker or the result backend is refused, or silent."""

import time

import pytest
from celery import VERSION
from kombu.exceptions import OperationalError

# What .delay() raises in the end if Redis is the broker, too
NO_BACKEND = RuntimeError if VERSION >= (5, 6) else OperationalError


def seconds_until(error, call):
    """How long the call takes until it raises this error."""
    began = time.monotonic()
    with pytest.raises(error):
        call()
    return time.monotonic() - began


@pytest.mark.brokers("redis")
def test_delay_raises_soon_when_only_the_broker_is_down(project, start_redis):
    """A dead broker makes .delay() raise OperationalError after a few quick tries."""
    backend = start_redis()
    project.set(CELERY_RESULT_BACKEND=backend.backend)
    project.broker.kill()

    with pytest.raises(OperationalError):
        project.tasks.say.delay("lost")


@pytest.mark.brokers("redis")
def test_delay_raises_soon_when_only_the_broker_is_down__control(project, start_redis):
    """Once the broker is back, the same process sends."""
    backend = start_redis()
    project.set(CELERY_RESULT_BACKEND=backend.backend)
    project.broker.kill()
    with pytest.raises(OperationalError):
        project.tasks.say.delay("lost")

    project.broker.start()
    project.tasks.say.delay("sent")

    assert project.broker.waiting() == 1


@pytest.mark.slow
@pytest.mark.brokers("redis")
def test_delay_blocks_long_when_the_result_backend_is_down(project, start_redis):
    """A dead Redis backend blocks .delay() far longer than a dead broker, and nothing is sent.

    It ends in RuntimeError; before Celery 5.6 in OperationalError, if the broker is a Redis, too.

    Control: With the backend up and the broker down, the same call gives up five times sooner at
    least.
    """
    backend = start_redis()
    project.set(CELERY_RESULT_BACKEND=backend.backend)
    say = project.tasks.say
    backend.kill()

    blocked = seconds_until(NO_BACKEND, lambda: say.delay("lost"))

    assert project.broker.waiting() == 0
    backend.start()
    project.broker.kill()
    assert blocked > 5 * seconds_until(OperationalError, lambda: say.delay("lost"))


@pytest.mark.slow
@pytest.mark.brokers("redis")
def test_one_redis_for_both_blocks_long_when_it_is_down(project):
    """With broker and backend on one Redis, its death is the slow failure, not the quick one.

    It ends in RuntimeError, and before Celery 5.6 in OperationalError.

    Control: With ignore_result, on the same dead Redis, the call gives up five times sooner at
    least.
    """
    say = project.tasks.say
    project.broker.kill()

    blocked = seconds_until(NO_BACKEND, lambda: say.delay("lost"))

    quick = seconds_until(OperationalError, lambda: say.apply_async(("lost",), ignore_result=True))
    assert blocked > 5 * quick
