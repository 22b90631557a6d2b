"""What a command costs, and costs side by side: turns are taken, so that all meet the same load."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


class CommandError(Exception):
    """A measured command failed; says its last words."""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time (its own and its children's), of the clock; most bytes at once."""

    processor: float
    clock: float
    memory: int


def cost(command: Sequence[str | Path], folder: Path, **environment: str) -> Cost:
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise CommandError(f"{' '.join(map(str, command))}: {said.read()[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss * 1024)


def in_turns(names: Sequence[str], runs: int, once: Callable[[str], object]) -> dict[str, list]:
    """Name → what `once` gave in each of its turns; every other round goes the other way."""
    found: dict[str, list] = {name: [] for name in names}
    for number in range(runs):
        for name in names if number % 2 == 0 else reversed(names):
            found[name].append(once(name))
    return found


def say(text: str) -> None:
    """Progress, where somebody may wait for minutes."""
    print(f"  {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
