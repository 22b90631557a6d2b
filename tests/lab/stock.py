"""`python stock.py`: the scenario on CPython, with Celery's own worker in a thread of its own."""

import time

from celery.contrib.testing.worker import start_worker
from kombu.transport.memory import Channel
from scenario import report


class Stock:
    def start(self, app):
        self.running = start_worker(
            app, pool="solo", perform_ping_check=False, loglevel="CRITICAL", shutdown_timeout=60
        )
        self.running.__enter__()

    def stop(self):
        self.running.__exit__(None, None, None)

    def sleep(self, seconds):
        time.sleep(seconds)


if __name__ == "__main__":
    print(report(Stock(), lambda: sum(queue.qsize() for queue in Channel.queues.values())))
