"""A call whose broker refuses connections."""

import pytest

SENDS = """
    import sys
    import time
    from kombu.exceptions import OperationalError
    from tasks import say

    port = int(sys.argv[1])
    attempts = []

    def count(event, args):
        if event == "socket.connect" and args[1][1] == port:
            attempts.append(args)

    sys.addaudithook(count)
    start = time.monotonic()
    try:
        say.apply_async(("lost",), **eval(sys.argv[2]))
    except OperationalError:
        print(len(attempts), time.monotonic() - start)
"""


def refused(project, port: int, options: str = "{}") -> tuple[int, float]:
    """How often, and for how long, a fresh process knocks at a port where no broker listens."""
    project.write("send.py", SENDS)
    scheme = "amqp" if project.broker.name == "rabbitmq" else "redis"
    command = f'python send.py {port} "{options}"'
    printed = project.run(command, CELERY_BROKER_URL=f"{scheme}://127.0.0.1:{port}")
    attempts, seconds = printed.split()
    return int(attempts), float(seconds)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_broker_that_is_down_raises_in_the_caller(project, refused_port):
    """Refused by the broker's address, .delay() tries three times more, then OperationalError."""
    attempts, _ = refused(project, refused_port)

    assert attempts == 1 + 3


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_broker_that_is_down_raises_in_the_caller__control(project, refused_port):
    """With retry_policy={"max_retries": 0} there is no second try; it raises all the same."""
    attempts, _ = refused(project, refused_port, "{'retry_policy': {'max_retries': 0}}")

    assert attempts == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_retry_false_does_not_give_up_sooner(project, refused_port):
    """Refused connections: with retry=False the first call still tries again, and takes longer.

    Control: The same call without retry=False is timed beside it.
    """
    _, default = refused(project, refused_port)
    attempts, without = refused(project, refused_port, "{'retry': False}")

    assert attempts > 1
    assert without > 2 * default
