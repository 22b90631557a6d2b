"""What samples about Celery need: a broker, and an output that is the same in every run."""

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from handoff.samples.beside import Service
from handoff.samples.normalise import numbered

OWN_SETTINGS = ("CELERY_", "BROKER_URL")  # read before anything that a sample says
# The colours of the four pieces; a process that is none of them stays plain.
COLOURS = {"web": "34", "client": "34", "beat": "34", "broker": "33", "worker": "32"}
AS_ROOT = re.compile(
    r"^\S*platforms\.py:\d+: SecurityWarning.*?_security_error\([^\n]*\n", re.M | re.S
)
CHILD = re.compile(r"\b(?:ForkPoolWorker|SpawnPoolWorker|ThreadPoolExecutor)-(\d[\d_]*)")
BROKER = re.compile(  # what a program says that uses one, and a run.toml with a worker
    r'^\s*(?:from|import)\s+(?:celery|kombu|redis|amqp)\b|BROKER_URL|"celery ', re.M
)
Replacement = str | Callable[[re.Match], str]
REPLACEMENTS: list[tuple[re.Pattern, Replacement]] = [
    (re.compile(r"redis://(:\*+@)?[\w.]+:\d+"), r"redis://\1localhost:6379"),
    (re.compile(r"(Error \d+ connecting to )[\w.]+:\d+"), r"\1localhost:6379"),
    (
        re.compile(r"amqp://(?:[\w-]+(?::[^@]*)?@)?(?:127\.0\.0\.1|localhost):\d+/+[\w-]*"),
        "amqp://guest:**@localhost:5672//",
    ),
    (re.compile(r"\b(gen)\d+@"), r"\g<1>4711@"),  # the sender's name in a message: gen<pid>@host
]


def about(folder: Path) -> bool:
    """Do the folder's programs use a broker? Plain Python needs none."""
    files = [*folder.rglob("*.py"), *folder.rglob("run.toml")]
    return any(BROKER.search(path.read_text(encoding="utf-8")) for path in files)


def service(folder: Path) -> Service:
    """The broker that a sample runs on: embedded, or what the environment names."""
    from handoff_celery.broker import broker  # with psutil, which only running samples takes

    return broker(folder)


def cannot_run(places: list[str]) -> str:
    """The embedded broker runs what it may; other brokers have to be named."""
    if "valkey" in places or "CELERY_BROKER_URL" in os.environ:
        return ""
    return f"it needs {' or '.join(places)}, named in CELERY_BROKER_URL"


def sign_of_life(command: str) -> str:
    """What a worker or beat has printed when it is ready."""
    words = shlex.split(command)
    if words[0] == "celery" and "worker" in words:
        return " ready."
    if words[0] == "celery" and "beat" in words:
        return "beat: Starting..."
    return ""


def stable(text: str) -> str:
    """A worker's log and a message with names, addresses and children's numbers made stable."""
    text = AS_ROOT.sub("", text)  # a container's root is warned; a reader is not root
    text = numbered(CHILD, text, lambda number: f"ForkPoolWorker-{number}")
    for pattern, replacement in REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text
