"""From saving a chapter to its new text being served: `python -m tests.bench.bench_reload [9]`.

The edits are made in a copy of the project.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import handoff
from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until

CHAPTER = "celery/01-what-celery-is-and-why"


def main(times: int = 9) -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(copy(handoff.root(), Path(folder) / "project"), times)


def copy(root: Path, project: Path) -> Path:
    left_out = shutil.ignore_patterns(".venv", ".git", ".cache", "site", "build")
    return shutil.copytree(root, project, ignore=left_out)


def measure(root: Path, times: int) -> None:
    file = root / "docs" / f"{CHAPTER}.md"
    before = file.read_text(encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    serve = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-q", "-a", address]
    with subprocess.Popen(
        serve, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ) as server:
        try:
            wait_until(lambda: "spinner" in served(address), "the first build", timeout=120)
            took = [edit(file, before, address, number) for number in range(times)]
            print(f"median {statistics.median(took):.2f} s, {min(took):.2f} to {max(took):.2f} s")
        finally:
            server.terminate()


def edit(file: Path, before: str, address: str, number: int) -> float:
    mark = f"spinner-{number}-{time.time_ns()}"
    file.write_text(before.replace("spinner", mark), encoding="utf-8")
    start = time.perf_counter()
    wait_until(lambda: mark in served(address), "the edit", timeout=60)
    return time.perf_counter() - start


def served(address: str) -> str:
    try:
        with urllib.request.urlopen(f"http://{address}/{CHAPTER}/") as answer:
            return answer.read().decode()
    except OSError:
        return ""


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
