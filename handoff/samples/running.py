"""A sample folder's processes, started together and ended together."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from handoff.samples.beside import sign_of_life
from handoff.samples.manifest import Manifest
from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process

Heard = Callable[[str, str], None]  # process name, line


class Running:
    """`with Running(manifest, broker.env) as sample: sample.start("web", "worker")`."""

    def __init__(
        self,
        manifest: Manifest,
        env: Mapping[str, str],
        folder: Path | None = None,
        scratch: Path | None = None,
        heard: Heard = lambda name, line: None,
    ):
        self.manifest, self.folder, self._heard = manifest, folder or manifest.folder, heard
        self.scratch = scratch or self.folder
        self.ports: dict[str, int] = {}
        self.processes: dict[str, Process] = {}
        self.env = {**env, **{key: self.fill(text) for key, text in manifest.env.items()}}

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def fill(self, text: str) -> str:
        """The text with {scratch} and each {name}, the free port of that name, filled in."""
        text = text.replace("{scratch}", str(self.scratch))
        return re.sub(r"\{([a-z][a-z_0-9]*)\}", lambda found: str(self.port(found[1])), text)

    def port(self, name: str) -> int:
        if name not in self.ports:
            self.ports[name] = free_port()
        return self.ports[name]

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port(name)}"

    def start(self, *names: str) -> None:
        """Start the processes (all, if none is named) and wait until each one answers."""
        for together in self.in_order(names or tuple(self.manifest.processes)):
            for name in together:
                self.launch(name)
            for name in together:
                self.ready(name)

    def in_order(self, names: Iterable[str]) -> tuple[list[str], list[str]]:
        """Those whose port the environment names, which others may need to start; the others."""
        named = "".join(self.manifest.env.values())
        first = [name for name in names if f"{{{name}}}" in named]
        return first, [name for name in names if name not in first]

    def launch(self, name: str) -> Process:
        command = self.fill(self.manifest.processes[name])
        heard = self._heard
        process = Process(name, command, self.folder, self.env, lambda line: heard(name, line))
        self.processes[name] = process
        return process

    def ready(self, name: str) -> None:
        process, command = self.processes[name], self.manifest.processes[name]
        if f"{{{name}}}" in command:
            process.wait_until(lambda: answers(self.port(name)), "it answers")
        else:
            process.wait_for(sign_of_life(command, self.manifest.folder))

    def stop(self) -> None:
        """End all, last started first; one that will not end is killed."""
        for process in reversed(self.processes.values()):
            process.stop(timeout=15)
