"""Two ways to test a task: `python -m pytest test_tasks.py`."""

import pytest
from celery.contrib.testing.worker import start_worker
from tasks import app, send_welcome_email


# --8<-- [start:function]
def test_the_email_says_welcome():
    assert "welcome" in send_welcome_email(42)


# --8<-- [end:function]


# --8<-- [start:thread]
@pytest.fixture(scope="module")
def worker():
    app.conf.broker_url = "memory://"
    app.conf.result_backend = "cache+memory://"
    with start_worker(app, perform_ping_check=False) as worker:
        yield worker


def test_the_email_is_sent(worker):
    result = send_welcome_email.delay(42)

    assert result.get(timeout=10) == "to ada@example.org: welcome"


def test_an_unknown_user_is_a_failure(worker):
    result = send_welcome_email.delay(7)

    with pytest.raises(KeyError):
        result.get(timeout=10)


# --8<-- [end:thread]
