"""A reader's folder with tasks.py in it, and the processes that a test starts there."""

import importlib
import re
import shutil
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import kombu.pools
import pytest
from celery._state import _get_active_apps

from handoff.samples.manifest import NAME, load
from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process, ProcessError
from handoff.samples.running import Running
from handoff.samples.waiting import wait_until

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
STARTS_WITH = {"celery": ("tasks.py", "notes.py"), "message-queues": ("consumer.py",)}


POOL = re.compile(r"(?:^| )(?:-P|--pool)[ =]?(\w+)")


class Note(str):
    """What a task noted: its words, with .at (seconds) and .pid."""

    at: float
    pid: int


def read_note(line: str) -> Note:
    at, pid, words = line.split(" ", 2)
    note = Note(words.strip())
    note.at, note.pid = float(at), int(pid)
    return note


def with_broker(env: dict[str, str]) -> dict[str, str]:
    """BROKER_URL goes along with CELERY_BROKER_URL: `celery worker` takes it for its --broker."""
    address = env.get("CELERY_BROKER_URL")
    return env if address is None else {"BROKER_URL": address, **env}


class Project:
    """A folder of its own on a broker of its own; see tests/claims for how it reads."""

    def __init__(
        self, folder: Path, broker, monkeypatch: pytest.MonkeyPatch, guide: str = "celery"
    ):
        self.folder, self.broker, self._monkeypatch = folder, broker, monkeypatch
        self.processes: list[Process] = []
        self.pools: set[str] = set()  # of the workers that were started
        self.env: dict[str, str] = {}
        self._sample: Running | None = None
        folder.mkdir()
        for name in STARTS_WITH[guide]:
            shutil.copy(HERE / "claims" / guide / "_project" / name, folder / name)
        monkeypatch.chdir(folder)
        monkeypatch.syspath_prepend(str(folder))
        self.set(**broker.env)

    def set(self, **env: str) -> None:
        """Environment for this process and for all that start from now on."""
        env = with_broker(env)
        self.env |= env
        for name, value in env.items():
            self._monkeypatch.setenv(name, value)

    # -- files ----------------------------------------------------------------------------

    def write(self, name: str, source: str) -> Path:
        """A file of the folder, its common indentation taken off."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(source).lstrip("\n"))
        return path

    def copy(self, sample: str) -> None:
        """The files of examples/<sample>; its run.toml names what start() starts."""
        ignored = shutil.ignore_patterns("__pycache__", "test_*.py")
        shutil.copytree(EXAMPLES / sample, self.folder, dirs_exist_ok=True, ignore=ignored)
        if (EXAMPLES / sample / NAME).exists():
            self._sample = Running(load(EXAMPLES / sample), self.env, self.folder)
            self.set(**self._sample.env)

    @property
    def notes(self) -> list[Note]:
        """What tasks have noted, in the order of time."""
        path = self.folder / "notes.txt"
        return [read_note(line) for line in path.read_text().splitlines()] if path.exists() else []

    # -- the client, in this process ---------------------------------------------------------

    @property
    def tasks(self) -> ModuleType:
        """tasks.py, imported here: this test is the client."""
        return self.load("tasks")

    def load(self, name: str) -> ModuleType:
        return importlib.import_module(name)

    def run(self, command: str, code: int = 0, timeout: float = 60, **env: str) -> str:
        """What a program prints; its exit code must be `code`."""
        process = self.process(command, **env)
        if process.wait(timeout) != code:
            raise ProcessError(f"`{command}` exited with {process.code}, not {code}\n{process.log}")
        return process.log

    # -- processes ---------------------------------------------------------------------------

    def process(self, command: str, name: str = "", **env: str) -> Process:
        """Any command, started in the folder and not waited for."""
        name = name or command.split()[0]
        process = Process(name, command, self.folder, {**self.env, **with_broker(env)})
        self.processes.append(process)
        return process

    def worker(
        self,
        *options: str,
        app: str = "tasks",
        ready: bool = True,
        mingle: bool = True,
        **env: str,
    ) -> Process:
        """A worker, ready: concurrency 1 unless told; named w1, w2, … in order of start.

        All else is as Celery has it. At its start it asks other workers what was revoked and waits
        a second for their answers; mingle=False leaves that out where no other worker is up.
        """
        number = sum(process.name.startswith("worker") for process in self.processes) + 1
        words = ["celery", "-A", app, "worker", "--loglevel", "INFO", *options]
        given = " ".join(options)
        pool = POOL.search(given)
        self.pools.add(pool[1] if pool else "prefork")
        if "-c" not in options and "--concurrency" not in given:
            words += ["--concurrency", "1"]
        if "-n" not in options and "--hostname" not in given:
            words += ["--hostname", f"w{number}@%h"]
        if not mingle:
            words += ["--without-mingle"]
        process = self.process(" ".join(words), f"worker-{number}", **env)
        if ready:
            process.wait_for(" ready.")
        return process

    def wait_for_active(self, task: str) -> None:
        """Until the worker itself says that it runs the task: it hears from its child a moment
        after the task has begun, and before that a cold stop waits for the task to end."""
        inspect = self.tasks.app.control.inspect(timeout=1, limit=1)
        wait_until(lambda: task in str(inspect.active()), f"the worker to know that {task} runs")

    def beat(self, *options: str, app: str = "tasks", **env: str) -> Process:
        command = " ".join(["celery", "-A", app, "beat", "--loglevel", "DEBUG", *options])
        process = self.process(command, "beat", **env)
        process.wait_for("beat: Starting...")
        return process

    def web(self, app: str = "views:app", **env: str) -> tuple[Process, str]:
        """uvicorn with the app, answering, and its address."""
        port = free_port()
        process = self.process(f"uvicorn {app} --port {port}", "web", **env)
        process.wait_until(lambda: answers(port), "it answers")
        return process, f"http://127.0.0.1:{port}"

    def start(self, *names: str) -> list[Process]:
        """Processes of the sample's run.toml (all, if none is named), ready."""
        self._sample.env |= self.env
        self._sample.start(*names)
        return [self._sample.processes[name] for name in names or self._sample.processes]

    def address(self, name: str) -> str:
        """Where the sample's process of that name answers."""
        return self._sample.address(name)

    # -- the end -----------------------------------------------------------------------------

    def close(self) -> None:
        """End every process and forget every module that came from here."""
        started = self._sample.processes.values() if self._sample else []
        for process in reversed([*self.processes, *started]):
            process.kill()
            print(f"----- {process.name} (exit code {process.code})\n{process.tail(60)}")
        let_results_rest()  # before the apps are closed, which makes Celery forget them
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", "") or "").startswith(str(self.folder)):
                _close_app(module)
                del sys.modules[name]
        kombu.pools.reset()


def let_results_rest() -> None:
    """Results that Python forgets after the test must not look for a server that is gone.

    Each tries to reach its Redis for 20 seconds, and fails in the middle of another test.
    """
    for app in _get_active_apps():
        if consumer := getattr(app._backend, "result_consumer", None):
            consumer.cancel_for = lambda task_id: None


def _close_app(module: ModuleType) -> None:
    if app := getattr(module, "app", None):
        getattr(app, "close", lambda: None)()
