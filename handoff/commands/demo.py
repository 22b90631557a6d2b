"""Start a sample with all its processes and a broker, and say where it answers.

    python -m handoff demo                         the first chapter's
    python -m handoff demo guide/02-second-chapter

Nothing needs to be installed; what the sample needs beside its processes is started, too, and says
how to use another one. Ctrl-C ends all.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from handoff import root
from handoff.guides.guide import chapters
from handoff.samples.beside import service
from handoff.samples.manifest import Manifest, ManifestError, load, manifests
from handoff.samples.process import Process, ProcessError
from handoff.samples.running import Running
from handoff.samples.terminal import Terminal
from handoff.samples.waiting import WaitTimeout, wait_until


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sample", nargs="?", help="a folder of examples/")


def run(options: argparse.Namespace) -> int:
    for number in (signal.SIGTERM, signal.SIGINT):  # a background job has SIGINT ignored
        signal.signal(number, signal.default_int_handler)
    terminal = Terminal(sys.stdout)
    try:
        _demo(_manifest(options.sample or first()), terminal)
    except KeyboardInterrupt:
        terminal.say("Ended; nothing keeps running.")
        return 0
    except (ManifestError, ProcessError, WaitTimeout) as error:
        print(error, file=sys.stderr)
        return 1


def _manifest(sample: str) -> Manifest:
    examples = root() / "examples"
    if not (examples / sample).is_dir():
        known = "\n".join(f"  {folder.relative_to(examples)}" for folder in manifests(examples))
        raise ManifestError(f"there is no examples/{sample}; there are\n{known}")
    return load(examples / sample)


def first() -> str:
    """The first chapter's samples."""
    return next((chapter.name for chapter in chapters()), "")


def _demo(manifest: Manifest, terminal: Terminal) -> None:
    with tempfile.TemporaryDirectory(prefix="handoff-") as folder:
        scratch = Path(folder).resolve()
        with service(scratch, manifest.folder) as beside:
            if beside.note:
                terminal.say(f"{beside.name:9} {beside.note}")
            with Running(manifest, beside.env, scratch=scratch, heard=terminal.line) as sample:
                if manifest.processes:
                    _run(sample, terminal)
                else:
                    _programs(sample, terminal)


def _programs(sample: Running, terminal: Terminal) -> None:
    """A sample without processes is its recorded programs, one after another."""
    for recording in sample.manifest.recordings.values():
        terminal.say(f"$ {recording.run}")
        process = Process(recording.name, sample.fill(recording.run), sample.folder, sample.env)
        process.wait()
        terminal.say(process.log)


def _run(sample: Running, terminal: Terminal) -> None:
    """Start each process, wait until it answers, and stay until one ends or Ctrl-C."""
    for together in sample.in_order(sample.manifest.processes):
        for name in together:
            sample.launch(name)
        for name in together:
            sample.ready(name)
            terminal.say(f"{name:9} ready")
    for name in sample.manifest.processes:
        if name in sample.ports:
            terminal.say(f"{name:9} {sample.address(name)}")
    if "web" in sample.ports:
        terminal.say(f"\n  Open {sample.address('web')}   (Ctrl-C ends everything)\n")
    else:
        terminal.say("\n  All processes run.   (Ctrl-C ends everything)\n")
    ended = wait_until(
        lambda: [process for process in sample.processes.values() if not process.alive],
        "a process to end",
        timeout=float("inf"),
        pause=0.3,
    )
    raise ProcessError(f"{ended[0].name} ended with exit code {ended[0].code}: so does the demo")
