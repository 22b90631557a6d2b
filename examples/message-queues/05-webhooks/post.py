"""One try to deliver."""

import http.client
import os
import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

from addresses import connect

DEADLINE = float(os.environ.get("DEADLINE", "15"))  # seconds, in all
FAILURES = (OSError, ValueError, http.client.HTTPException)


# --8<-- [start:post]
def post(url, headers, body):
    """Its status (0: no answer) and Retry-After."""
    try:
        connection = connect(url, DEADLINE)
    except FAILURES:
        return 0, ""
    clock = threading.Timer(DEADLINE, hang_up, [connection])
    clock.start()
    try:
        path = urlsplit(url)._replace(scheme="", netloc="", fragment="")
        connection.request("POST", path.geturl() or "/", body, headers)
        answer = connection.getresponse()  # its body is never read
        return answer.status, answer.getheader("Retry-After", "")
    except FAILURES:
        return 0, ""
    finally:
        clock.cancel()
        connection.close()


def hang_up(connection):
    with suppress(OSError, AttributeError):  # closed just now, and without a socket
        connection.sock.shutdown(socket.SHUT_RDWR)


# --8<-- [end:post]
