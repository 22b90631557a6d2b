"""A folder with the sender and the receiver of the chapter on webhooks, and what runs there."""

import importlib
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from handoff.samples.manifest import load
from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process
from handoff.samples.running import Running
from handoff.samples.waiting import wait_until

SAMPLE = Path(__file__).parents[1] / "examples" / "message-queues" / "05-webhooks"


class Webhooks:
    """The programs of the chapter as they are; a test adds receivers that misbehave."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        self.folder, self._monkeypatch = folder, monkeypatch
        self.processes: list[Process] = []
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.syspath_prepend(str(folder))
        self.set(**Running(load(SAMPLE), {}, folder).env)

    def set(self, **env: str) -> None:
        """Environment of all that is loaded or started from now on."""
        for name, value in env.items():
            self._monkeypatch.setenv(name, value)

    def load(self, name: str) -> ModuleType:
        """A module of the chapter, here in the test."""
        return importlib.import_module(name)

    # -- receivers ----------------------------------------------------------------------------

    def serve(self, keep: str = "", port: int = 0) -> str:
        """A receiver of the chapter, answering; `keep` is the body of another keep()."""
        name, port = "receiver", port or free_port()
        if keep:
            name = f"receiver_{len(self.processes)}"
            lines = textwrap.indent(textwrap.dedent(keep).strip("\n"), "        ")
            (self.folder / f"{name}.py").write_text(OWN.format(lines=lines))
        self.run(f"python {name}.py {port}").wait_until(lambda: answers(port), "it answers")
        return f"http://127.0.0.1:{port}"

    def run(self, command: str) -> Process:
        """A program of the folder, started and not waited for."""
        process = Process(command.split()[1], command, self.folder, dict(os.environ))
        self.processes.append(process)
        return process

    @property
    def heard(self) -> list[str]:
        """What receivers have noted by `hear(…)`, one line each."""
        path = self.folder / "heard.txt"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def credit(self) -> int:
        """What account 7 has."""
        with self.load("inbox").transaction() as db:
            row = db.execute("SELECT credit FROM accounts WHERE id = 7").fetchone()
            return row[0] if row else 0

    # -- the sender ---------------------------------------------------------------------------

    def publish(self, url: str, message_id: str = "evt_1") -> None:
        """One payment of 10 for account 7, to be delivered to this address from now on."""
        outbox, traffic = self.load("outbox"), self.load("traffic")
        outbox.subscribe(url, traffic.SECRET)
        with outbox.transaction() as db:
            outbox.publish(db, message_id, traffic.BODY, time.time())

    def try_once(self) -> list[int]:
        """Try all that is due now; the statuses."""
        due = self.load("outbox").due(time.time())
        return [self.load("sender").deliver(each) for each in due]

    def try_until(self, over: Callable[[list[int]], bool]) -> list[int]:
        """Try what is due, as the sender does, until the statuses are what is waited for."""
        statuses: list[int] = []

        def so() -> bool:
            statuses.extend(self.try_once())
            return over(statuses)

        wait_until(so, lambda: f"other answers than {statuses}")
        return statuses

    def delivery(self) -> dict:
        """The one delivery, with its endpoint."""
        rows = "SELECT * FROM deliveries JOIN endpoints USING (url)"
        with self.load("outbox").transaction() as db:
            return dict(db.execute(rows).fetchone())

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            print(f"----- {process.name}\n{process.tail(30)}")
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", "") or "").startswith(str(self.folder)):
                del sys.modules[name]


OWN = """
import os
import time
from pathlib import Path

import inbox
from receiver import Receiver, serve


def hear(*words):
    with Path("heard.txt").open("a") as heard:
        print(*words, file=heard, flush=True)
    return len(Path("heard.txt").read_text().splitlines())


class Own(Receiver):
    def do_GET(self):
        hear("GET", self.path)
        self.answer(200)

    def keep(self, message_id, body):
{lines}


serve(Own)
"""
