"""Start a sample with all its processes and a broker, and say where it answers.

    python -m handoff demo                                     chapter 1
    python -m handoff demo celery/02-the-broker-and-the-worker

Nothing needs to be installed: the broker is an embedded Valkey. CELERY_BROKER_URL (and
CELERY_RESULT_BACKEND) move the sample to a Redis or a RabbitMQ of yours. Ctrl-C ends all.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from handoff import root
from handoff.samples.manifest import Manifest, ManifestError, load, manifests
from handoff.samples.process import ProcessError
from handoff.samples.running import Running
from handoff.samples.terminal import Terminal
from handoff.samples.waiting import Waited, wait_until
from handoff_celery.broker import broker

FIRST = "celery/01-what-celery-is-and-why"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sample", nargs="?", default=FIRST, help="a folder of examples/")


def run(options: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
    terminal = Terminal(sys.stdout)
    try:
        _demo(_manifest(options.sample), terminal)
    except KeyboardInterrupt:
        terminal.say("Ended; nothing keeps running.")
        return 0
    except (ManifestError, ProcessError, Waited) as error:
        print(error, file=sys.stderr)
        return 1


def _manifest(sample: str) -> Manifest:
    examples = root() / "examples"
    if not (examples / sample).is_dir():
        known = "\n".join(f"  {folder.relative_to(examples)}" for folder in manifests(examples))
        raise ManifestError(f"there is no examples/{sample}; there are\n{known}")
    return load(examples / sample)


def _demo(manifest: Manifest, terminal: Terminal) -> None:
    with tempfile.TemporaryDirectory(prefix="handoff-") as folder:
        server = broker(Path(folder).resolve())
        terminal.say(f"broker    {server.note}")
        try:
            scratch = Path(folder)
            with Running(manifest, server.env, scratch=scratch, heard=terminal.line) as sample:
                _run(sample, terminal)
        finally:
            server.stop()


def _run(sample: Running, terminal: Terminal) -> None:
    """Start each process, wait until it answers, and stay until one ends or Ctrl-C."""
    for name in sample.manifest.processes:
        sample.launch(name)
    for name in sample.manifest.processes:
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
