"""The scenario as the lab runs it: a program beside the turned worker, in one interpreter."""

import time

from celery_lab.worker import LabWorker
from kombu.transport.memory import Channel
from lab import clock, process
from lab.terminal import Terminal
from scenario import report

session = clock.turn.__self__


class Turned:
    def start(self, app):
        own = process.start("worker", Terminal("worker", session.tell), ["celery"])
        options = {"hostname": "celery@browser", "loglevel": "INFO"}
        session.started["worker"] = LabWorker(app, own, options)

    def stop(self):
        session.stop()

    def sleep(self, seconds):
        time.sleep(seconds)


print(report(Turned(), lambda: sum(queue.qsize() for queue in Channel.queues.values())))
