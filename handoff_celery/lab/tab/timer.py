"""kombu's own timer, fired by hand: Celery's solo worker gives this work to a thread."""

from kombu.asynchronous.timer import Timer


class HandTimer(Timer):
    """Countdowns, ETAs and rate limits of one worker; the `worker_timer` setting names it."""

    def __init__(self, max_interval=None, on_error=None, on_tick=None, **_):
        super().__init__(max_interval=max_interval, on_error=on_error)
        self.entries = iter(self)

    def fire_due(self) -> int:
        fired = 0
        while True:
            _, entry = next(self.entries)
            if entry is None:
                return fired
            self.apply_entry(entry)
            fired += 1

    def next_due(self) -> float | None:
        """When the next entry is due, on the monotonic clock."""
        return min((one.eta for one in self._queue if not one.entry.canceled), default=None)

    def move_nearer(self, seconds: float) -> None:
        """Make all that is scheduled due that much sooner. No clock is touched."""
        self._queue[:] = [one._replace(eta=one.eta - seconds) for one in self._queue]
