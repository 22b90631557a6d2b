"""`python -m tests.servers.keeper FOLDER PID KIND`: one RabbitMQ for a whole test run.

It starts slowly, so all processes of a run (pytest -n 4) share it. This process starts it, writes
its ports to ports.json and ends it when the process PID (the run) is gone, however that ended.
"""

import fcntl
import json
import subprocess
import sys
from pathlib import Path

import psutil

from handoff.samples.process import is_gone
from handoff.samples.waiting import wait_until
from handoff_celery.servers.rabbitmq import OldRabbitServer, RabbitServer

KINDS = {kind.__name__: kind for kind in (RabbitServer, OldRabbitServer)}
_keepers: list[subprocess.Popen] = []
RUN = 24 * 3600  # seconds; far longer than any run of the tests


def shared_rabbitmq(kind: type[RabbitServer], folder: Path, run: int) -> RabbitServer:
    """The run's RabbitMQ; the first process that asks has it started, until `run` is gone."""
    folder.mkdir(exist_ok=True)
    ports, log = folder / "ports.json", folder / "keeper.log"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ports.exists():
            keeper = _start_keeper(kind, folder, log, run)
            _keepers.append(keeper)  # it outlives this call, and the run ends it
            wait_until(lambda: ports.exists() or keeper.poll() is not None, log.read_text, 180)
        if not ports.exists():
            raise RuntimeError(f"RabbitMQ did not start:\n{log.read_text()}")
    return kind(folder / "server", json.loads(ports.read_text()))


def _start_keeper(kind: type, folder: Path, log: Path, run: int) -> subprocess.Popen:
    words = [sys.executable, "-m", "tests.servers.keeper", str(folder), str(run), kind.__name__]
    with log.open("w") as output:
        return subprocess.Popen(
            words,
            cwd=Path(__file__).parents[2],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def keep(folder: Path, run: psutil.Process, kind: type[RabbitServer]) -> None:
    server = kind(folder / "server")
    draft = folder / "ports.draft"
    draft.write_text(json.dumps(server.ports))
    draft.rename(folder / "ports.json")
    try:
        wait_until(lambda: is_gone(run), "the run ends", timeout=RUN, pause=0.5)
    finally:
        server.close()


if __name__ == "__main__":
    keep(Path(sys.argv[1]), psutil.Process(int(sys.argv[2])), KINDS[sys.argv[3]])
