"""The real thing, a broker is needed: `python -m pytest`."""

import subprocess
import sys

import pytest
from tasks import send_welcome_email

WORKER = "celery -A tasks worker --concurrency 1"


# --8<-- [start:process]
@pytest.fixture(scope="module")
def worker():
    command = [sys.executable, "-m", *WORKER.split()]
    process = subprocess.Popen(command)
    yield process
    process.terminate()
    process.wait(timeout=30)


def test_the_email_is_sent_by_another_process(worker):
    result = send_welcome_email.delay(42)

    assert result.get(timeout=30) == "to ada@example.org: welcome"


# --8<-- [end:process]
