"""A program that ends with the test, and all that it started with it."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def started(
    command: list[str], stdout: int = subprocess.DEVNULL, **environment: str
) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
