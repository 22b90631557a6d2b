"""Reads `celery -A tasks worker -Q fast --loglevel INFO` as far as the lab can obey it."""

import argparse
import shlex


def parse(command: str) -> argparse.Namespace:
    """What kind of process, of which module, with which of Celery's options.

    Pool and concurrency are read and dropped: a tab has one thread (docs/lab.md says so).
    """
    words = shlex.split(command)
    parser = argparse.ArgumentParser(exit_on_error=False, add_help=False)
    parser.add_argument("celery")
    parser.add_argument("-A", "--app", default="tasks")
    parser.add_argument("kind", choices=["worker", "beat"])
    parser.add_argument("-Q", "--queues")
    parser.add_argument("-n", "--hostname", default="celery@%h")
    parser.add_argument("-l", "--loglevel", default="WARNING")
    parser.add_argument("-E", "--task-events", action="store_true")
    parser.add_argument("-B", "--beat", action="store_true")
    parser.add_argument("--prefetch-multiplier", type=int)
    known, _ = parser.parse_known_args(words)
    known.words = words
    return known


def worker_options(parsed: argparse.Namespace) -> dict:
    options = {
        "hostname": parsed.hostname.replace("%h", "browser").replace("%n", "celery"),
        "loglevel": parsed.loglevel.upper(),
        "task_events": parsed.task_events,
    }
    if parsed.queues:
        options["queues"] = parsed.queues.split(",")
    if parsed.prefetch_multiplier is not None:
        options["prefetch_multiplier"] = parsed.prefetch_multiplier
    return options
