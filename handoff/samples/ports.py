"""Free loopback ports that two runs at once never share."""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

RANGE = range(20000, 32000)  # below the ports that the kernel hands to outgoing connections


def free_port() -> int:
    """A port nobody listens on, ours until this process ends."""
    for port in random.sample(RANGE, k=500):
        if _claim(port) and _is_free(port):
            return port
    raise OSError(f"no free port between {RANGE.start} and {RANGE.stop}")


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _claim(port: int) -> bool:
    """An open, locked file is a claim. Nobody closes it: it ends with this process."""
    folder = Path(tempfile.gettempdir()) / "handoff-ports"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)
    file = os.open(folder / str(port), os.O_CREAT | os.O_WRONLY, 0o666)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return False
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
