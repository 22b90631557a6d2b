"""Kombu consumers that take what comes: until what is waited for is there, and then silence."""

from collections.abc import Callable

from kombu import Connection

from handoff.samples.waiting import wait_until

QUIET = 2  # seconds in which a message on loopback would have come


def drained(*connections: Connection, until: Callable[[], bool] = lambda: True) -> None:
    """Run callbacks, one message of each in turn, until the condition holds and no more come."""

    def silent() -> bool:
        came = [takes_one(connection) for connection in connections]
        return not any(came) and until()

    wait_until(silent, "the messages, and then silence", timeout=120)


def takes_one(connection: Connection) -> bool:
    try:
        connection.drain_events(timeout=QUIET)
    except TimeoutError:
        return False
    return True
