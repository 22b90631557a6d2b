"""Reads `celery -A tasks worker -Q fast --loglevel INFO` as far as the lab can obey it."""

import shlex
from typing import Any

import click

OPTIONS = [
    click.Option(["-A", "--app"], default="tasks"),
    click.Option(["-Q", "--queues"]),
    click.Option(["-n", "--hostname"], default="celery@%h"),
    click.Option(["-l", "--loglevel"], default="WARNING"),
    click.Option(["-E", "--task-events"], is_flag=True),
    click.Option(["--prefetch-multiplier"], type=int),
    click.Option(["-P", "--pool"]),
    click.Option(["-c", "--concurrency"]),
    click.Argument(["words"], nargs=-1),
]


def parse(line: str) -> dict[str, Any]:
    """What kind of process, of which module, with which of Celery's options.

    Pool and concurrency are read and dropped: a tab has one thread (docs/lab.md says so).
    """
    words = shlex.split(line)
    command = click.Command("celery", params=OPTIONS)
    settings = {"ignore_unknown_options": True, "allow_extra_args": True}
    parsed = command.make_context("celery", words[1:], **settings).params
    kind = "beat" if "beat" in parsed["words"] else "worker"
    return {**parsed, "kind": kind, "argv": words, "loglevel": parsed["loglevel"].upper()}


def worker_options(parsed: dict[str, Any]) -> dict[str, Any]:
    options = {
        "hostname": parsed["hostname"].replace("%h", "browser").replace("%n", "celery"),
        "loglevel": parsed["loglevel"],
        "task_events": parsed["task_events"],
    }
    if parsed["queues"]:
        options["queues"] = parsed["queues"].split(",")
    if parsed["prefetch_multiplier"] is not None:
        options["prefetch_multiplier"] = parsed["prefetch_multiplier"]
    return options
