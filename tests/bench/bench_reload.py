"""From saving a chapter to its new text being served while `make serve` runs.

The edits are made in a copy of the project.
"""

import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

import handoff
from handoff.commands.serve import command
from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until
from tests.bench.costs import say
from tests.bench.results import Row

CHAPTER = "celery/01-what-celery-is-and-why"
RUNS = 7


def measure(quick: bool = False) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        took = edits(copy(handoff.root(), Path(folder) / "project"), 2 if quick else RUNS)
    processor, clock = (list(each) for each in zip(*took, strict=True))
    case = "an edit of this site's chapter 1"
    return [
        Row(case, "handoff serve", "processor", "s", processor),
        Row(case, "handoff serve", "clock", "s", clock),
    ]


def copy(root: Path, project: Path) -> Path:
    left_out = shutil.ignore_patterns(".venv", ".git", ".cache", ".local", "site", "build")
    return shutil.copytree(root, project, ignore=left_out)


def edits(root: Path, times: int) -> list[tuple[float, float]]:
    """Seconds of the server's processor time, and of the clock, of each edit."""
    file = root / "docs" / f"{CHAPTER}.md"
    before = file.read_text(encoding="utf-8")
    port = free_port()
    address = f"127.0.0.1:{port}"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command(port), cwd=root, env=environment) as server:
        try:
            say("the first build of the server")
            wait_until(lambda: "spinner" in served(address), "the first build", timeout=600)
            return [edit(file, before, address, number, server.pid) for number in range(times)]
        finally:
            server.terminate()


def edit(file: Path, before: str, address: str, number: int, server: int) -> tuple[float, float]:
    mark = f"spinner-{number}-{time.time_ns()}"
    used, start = processor(server), time.perf_counter()
    file.write_text(before.replace("spinner", mark), encoding="utf-8")
    wait_until(lambda: mark in served(address), "the edit", timeout=120)
    took = processor(server) - used, time.perf_counter() - start
    say(f"edit {number + 1}: {took[0]:.2f} s of processor time, {took[1]:.2f} s")
    return took


def processor(process: int) -> float:
    times = psutil.Process(process).cpu_times()
    return times.user + times.system


def served(address: str) -> str:
    try:
        with urllib.request.urlopen(f"http://{address}/{CHAPTER}/") as answer:
            return answer.read().decode()
    except OSError:
        return ""
