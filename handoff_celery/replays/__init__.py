"""Replays about Celery: recorded with real workers and real brokers, told by Celery's own signals.

project/    tasks.py, and signals.py, by which every process writes down what Celery signals
brokers     what a broker has: its messages, or how many it counts
results     what the result backend has
story       signals ─► which worker holds what
picture     all of these ─► what stands in each piece, in words
stage       brokers, workers, clients and beats of a film; looks at all of them at each step
"""

import importlib.metadata
from collections.abc import Iterable

from handoff_celery.replays.brokers import SERVERS
from handoff_celery.replays.stage import CeleryStage

stage = CeleryStage


def recorded() -> str:
    """What the films show, in words for the reader."""
    return f"Celery {importlib.metadata.version('celery')}"


def cannot_run(films: Iterable[dict]) -> str:
    """Why these films cannot be made here; empty where they can."""
    kinds = {SERVERS[film.get("on", "valkey")] for film in films}
    missing = [kind.missing for kind in kinds if not kind.find()]
    return "; ".join(missing)
