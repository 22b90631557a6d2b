"""A film's processes: a broker, clients, workers, beats; and a look at all of them at each step.

stage.worker("w1")
stage.client("make_report.delay('March')")
stage.step("w1 runs it", until=lambda: stage.runs("w1"))
stage.kill("w1")
"""

import json
import shutil
import signal as signals
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import psutil

from handoff.replay.stage import Stage
from handoff.samples.process import Process
from handoff.samples.waiting import wait_until
from handoff_celery.replays import picture
from handoff_celery.replays.brokers import Held, ReplayError, broker
from handoff_celery.replays.story import Story

PROJECT = Path(__file__).with_name("project")
SETTLED = 4  # looks in a row that see the same
PAUSE = 0.15  # seconds between them
PATIENCE = 120  # seconds for what a step waits for
SHUTDOWN = {  # "soft": the worker has REMAP_SIGTERM=SIGQUIT in its environment
    "warm": signals.SIGTERM,
    "soft": signals.SIGTERM,
    "cold": signals.SIGQUIT,
}


class CeleryStage(Stage):
    def __init__(
        self,
        folder: Path,
        on: str = "valkey",
        persistence: str = "none",
        backend: bool = True,
        counts_children: bool = False,
        **settings: object,
    ):
        """`settings` are Celery's; without a backend the film has no results."""
        self.counts_children = counts_children
        super().__init__()
        self.folder = folder / "project"
        shutil.copytree(PROJECT, self.folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.broker = broker(on, folder, persistence)
        self.on, self.up, self.backend = self.broker.on, True, backend
        self.env = dict(self.broker.env)
        if not backend:
            self.env.pop("CELERY_RESULT_BACKEND", None)
        self.queues = ["celery"]
        self.set(**settings)
        self.story, self.heard = Story(), 0
        self.processes: dict[str, Process] = {}
        self.status: dict[str, str] = {}
        self.place("broker", "broker", "broker")

    # -- what a recorder does -----------------------------------------------------------------

    def set(self, **settings: object) -> None:
        """Celery's settings, of all that start from now on."""
        (self.folder / "settings.json").write_text(json.dumps(settings))

    def client(self, code: str) -> None:
        """A program of the client's, run to its end; the tasks are imported."""
        self.place("client", "client", "client")
        program = f"import celery\nfrom tasks import *\n{code}\n"
        (self.folder / "client.py").write_text(program)
        process = Process("client", "python client.py", self.folder, self.env | {"WHO": "client"})
        try:
            if process.wait() != 0:
                raise RuntimeError(f"the client failed:\n{process.log}")
        finally:
            process.kill()

    def worker(self, name: str, *options: str, ready: bool = True) -> None:
        """A worker of one child process, unless the options say otherwise."""
        self.place(name, "worker", f"worker {name}")
        words = ["celery", "-A", "tasks", "worker", "-l", "INFO", "-n", f"{name}@%h", *options]
        if not {"-c", "-P", "--autoscale"} & set(options):
            words += ["-c", "1"]
        self.start(name, " ".join(words))
        if ready:
            self.processes[name].wait_for(" ready.")
            self.status[name] = "ready"

    def beats(self, *names: str) -> None:
        """Started one soon after the other, each with a schedule file of its own."""
        for name in names:
            self.place(name, "client", name.replace("-", " "))
            self.start(name, f"celery -A tasks beat -l INFO -s schedule-{name}")
            self.processes[name].wait_for("beat: Starting...")
            self.status[name] = "runs"
            time.sleep(2)  # so that it's known whose message is the first

    def start(self, name: str, command: str) -> None:
        self.status[name] = "starts"
        who = {"WHO": name}
        self.processes[name] = Process(name, command, self.folder, self.env | who)

    def kill(self, name: str) -> None:
        """kill -9 for the process and its children."""
        self.processes[name].kill()
        self.status[name] = "killed"
        self.story.lose(name)

    def kill_child(self, name: str) -> None:
        self.processes[name].kill_child()
        self.story.interrupt(name)

    def freeze(self, name: str) -> None:
        """No CPU for it and its children: its connections stay open."""
        for process in self._whole(name):
            process.suspend()
        self.status[name] = "frozen"
        self.story.frozen.add(name)

    def thaw(self, name: str) -> None:
        for process in self._whole(name):
            with suppress(psutil.NoSuchProcess):
                process.resume()
        self.status[name] = "ready"
        self.story.frozen.discard(name)

    def _whole(self, name: str) -> list[psutil.Process]:
        return [psutil.Process(self.processes[name].pid), *self.processes[name].children()]

    def stop(self, name: str, how: str = "warm") -> None:
        """Ask it to stop, and don't wait."""
        self.processes[name].signal(SHUTDOWN[how])
        self.status[name] = f"{how} stop"

    def let_go(self, *months: str) -> None:
        """The reports of these months may end."""
        for month in months:
            (self.folder / f"go-{month}").touch()

    def broker_down(self, how: str) -> None:
        """how: "stop" or "kill"."""
        getattr(self.broker, how)()
        self.up = False
        self.status["broker"] = {"stop": "stopped", "kill": "killed"}[how]

    def broker_up(self) -> None:
        self.broker.start()
        self.up = True
        self.status.pop("broker", None)

    def wait(self, seconds: float) -> None:
        """Let time pass, where it's time that is shown."""
        time.sleep(seconds)

    # -- what it can wait for -----------------------------------------------------------------

    def told(self, what: str, who: str = "") -> int:
        """How many signals of a kind there were so far."""
        lines = self._lines()
        return sum(line["what"] == what and who in ("", line["who"]) for line in lines)

    def ended(self, name: str) -> bool:
        return not self.processes[name].alive

    def waiting(self) -> int:
        return self.broker.counts(self.queues)[0]

    def unacknowledged(self) -> int:
        return self.broker.counts(self.queues)[1]

    def states(self) -> list[str]:
        return sorted(self.broker.rows().values())

    def children(self, name: str) -> int:
        """Processes of its pool."""
        return len(self.processes[name].children())

    # -- a step -------------------------------------------------------------------------------

    def step(self, scene: str, say: str = "", until: Callable[[], object] = lambda: True) -> None:
        """Wait for the condition, and until nothing changes any more; then keep how things are."""
        at = time.time()
        wait_until(until, lambda: f"{scene}\n{self._tails()}", PATIENCE, pause=0.1)
        self._settle()
        before = self.heard
        held = wait_until(self._agreed, lambda: f"{scene}: {self._disagreement}", 20)
        new = self._lines()[before : self.heard]
        rows = self.broker.rows() if self.backend and self.up else {}
        if self.backend:
            self.place("backend", "backend", "result backend")
        super().step(
            scene,
            say,
            self.story.sentences(new),
            self._counts(held, rows),
            picture.chips(self.story, held, rows),
            at=self._since_first(new[-1]["time"] if new else at),
        )

    def _since_first(self, moment: float) -> float:
        """Seconds from the first signal; asking a broker takes longer than what happens there."""
        lines = self._lines()
        return max(0.0, moment - lines[0]["time"]) if lines else 0.0

    def _settle(self) -> None:
        seen: list[object] = []

        def still() -> bool:
            quick = self.broker.quick(self.queues) if self.up else None
            seen.append((quick, len(self._lines()), self._alive()))
            return len(seen) >= SETTLED and all(one == seen[-1] for one in seen[-SETTLED:])

        wait_until(still, "things to settle", PATIENCE, PAUSE)

    def _alive(self) -> list[bool]:
        return [process.alive for process in self.processes.values()]

    def _lines(self) -> list[dict]:
        path = self.folder / "signals.jsonl"
        text = path.read_text() if path.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line[-1] == "\n"]

    def _hear(self, lines: list[dict]) -> None:
        for line in lines:
            if line["what"] == "published" and line["id"] not in self.story.labels:
                self.story.labels[line["id"]] = self.messages[self.message(picture.label(line))]
            self.story.hear(line)
        for name, process in self.processes.items():
            if not process.alive and self.status[name] != "killed":
                self.status[name] = "stopped"
                self.story.lose(name)

    def _agreed(self) -> Held | None:
        """What the broker has, once it has what the signals say."""
        lines = self._lines()
        self._hear(lines[self.heard :])
        self.heard = len(lines)
        try:
            return self.broker.held(self.story, self.queues) if self.up else Held()
        except ReplayError as error:
            self._disagreement = str(error)
            return None

    def _counts(self, held: Held, rows: Mapping[str, str]) -> dict[str, str]:
        published = self.story.published["client"]
        return {
            **({"client": f"{published} published"} if "client" in self.places else {}),
            "broker": self.status.get("broker", picture.counted(held)),
            **{name: self._status(name) for name in self.processes},
            **({"backend": picture.number(len(rows), "row")} if self.backend else {}),
        }

    def _status(self, name: str) -> str:
        if self.counts_children and self.status[name] == "ready":
            return picture.number(self.children(name), "child process")
        if name in self.story.published and self.status[name] == "runs":
            return f"{self.story.published[name]} published"
        return self.status[name]

    def _tails(self) -> str:
        return "\n".join(f"{name}:\n{one.tail(12)}" for name, one in self.processes.items())

    def film(self, name: str, title: str) -> dict:
        made = super().film(name, title)
        pieces = ("client", "broker", "worker", "backend")
        ordered = sorted(self.places.items(), key=lambda item: pieces.index(item[1]["piece"]))
        return {**made, "places": dict(ordered)}

    def close(self) -> None:
        for name, process in reversed(self.processes.items()):
            if self.status[name] == "frozen":
                self.thaw(name)
            process.kill()
        self.broker.close()
