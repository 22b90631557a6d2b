"""Celery's own consumer; only the `while` of its main loop is taken out, for a tab cannot block.

`loop` is celery.worker.loops.synloop down to its `while`; `turn` is one round of that `while`.
"""

from celery.worker import state
from celery.worker.consumer import Consumer


class TurnedConsumer(Consumer):
    """The `worker_consumer` setting names it."""

    def start(self):
        self.restart_count += 1
        self.blueprint.start(self)

    def loop(self, obj, connection, consumer, *_, **__):
        consumer.on_message = self.create_task_handler()
        consumer.consume()
        self.on_ready()

    def turn(self) -> int:
        """Run what is due, then take one message; returns how much was done."""
        state.maybe_shutdown()
        if self.qos.prev != self.qos.value:
            self.qos.update()
        self.perform_pending_operations()
        done = self.timer.fire_due()
        try:
            self.connection.drain_events(timeout=-1)  # -1: do not wait if there is no message
            done += 1
        except TimeoutError:
            pass
        self.perform_pending_operations()
        return done
