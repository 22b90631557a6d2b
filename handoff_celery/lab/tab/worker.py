"""Celery's worker (celery.apps.worker.Worker, solo pool), a turn at a time."""

import sys
import time

from celery import signals
from celery.apps.worker import Worker
from celery.worker import state as worker_state
from lab import process

from .consumer import TurnedConsumer
from .timer import HandTimer


class LabWorker:
    def __init__(self, app, own: process.Process, options: dict):
        self.process = own
        app.conf.update(worker_timer=HandTimer, worker_consumer=TurnedConsumer)
        with own.inside():
            self.celery = Worker(app=app, **self.defaults(), **options)
            self.celery.start()

    @staticmethod
    def defaults() -> dict:
        return {
            "pool_cls": "solo",
            "concurrency": 1,
            "without_gossip": True,
            "without_mingle": True,
            "without_heartbeat": True,
            "no_color": True,
        }

    @property
    def alive(self) -> bool:
        """Did it get through its start? If not, its log says why."""
        return self.celery.consumer is not None and self.celery.consumer.qos is not None

    @property
    def reads(self) -> list[str]:
        """The queues that it takes messages from."""
        return [queue.name for queue in self.celery.consumer.task_consumer.queues]

    def turn(self) -> int:
        with self.process.inside():
            return self.celery.consumer.turn()

    def next_due(self) -> float | None:
        return self.celery.timer.next_due()

    def skip_wait(self) -> None:
        due = self.next_due()
        if due is not None:
            self.celery.timer.move_nearer(max(0.0, due - time.monotonic()))

    def stop(self) -> None:
        """Warm shutdown: what SIGTERM asks for."""
        with self.process.inside():
            sys.__stdout__.write("\nworker: Warm shutdown (MainProcess)\n")
            signals.worker_shutting_down.send(
                sender=self.celery.hostname, sig="SIGTERM", how="Warm", exitcode=0
            )
            self.celery.stop()
        worker_state.should_stop = None
