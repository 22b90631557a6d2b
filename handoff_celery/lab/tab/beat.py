"""Celery's scheduler, ticked when an entry is due."""

import heapq
import time

from celery import beat
from celery.beat import Scheduler
from lab import process


class LabBeat:
    def __init__(self, app, own: process.Process, options: dict):
        self.process = own
        with own.inside():
            app.log.setup(loglevel=options.get("loglevel", "INFO"), colorize=False)
            beat.info("beat: Starting...")
            self.scheduler = Scheduler(app=app)
            self.due = time.monotonic()

    alive = True

    def turn(self) -> int:
        """Send one entry if it is due."""
        if time.monotonic() < self.due:
            return 0
        with self.process.inside():
            wait = self.scheduler.tick()
        self.due = time.monotonic() + wait
        return 0 if wait else 1

    def next_due(self) -> float | None:
        return self.due if self.scheduler.schedule else None

    def skip_wait(self) -> None:
        """Send the next entry now: Scheduler.tick without its question whether it is time."""
        heap = self.scheduler._heap
        if not heap:
            return
        entry = heapq.heappop(heap).entry
        with self.process.inside():
            self.scheduler.apply_entry(entry, producer=self.scheduler.producer)
            following = self.scheduler.reserve(entry)
            when = self.scheduler._when(following, following.is_due()[1])
            heapq.heappush(heap, beat.event_t(when, 0, following))
            self.due = time.monotonic()

    def stop(self) -> None:
        with self.process.inside():
            self.scheduler.close()
