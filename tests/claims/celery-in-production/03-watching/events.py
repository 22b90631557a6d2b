"""What workers broadcast, who hears it, and what is never said."""

import threading
from contextlib import contextmanager

import pytest

from handoff.samples.waiting import wait_until


class Listener:
    """Hears every event from the moment it listens."""

    def __init__(self, app):
        self.app, self.events = app, []
        self.ready, self.over = threading.Event(), False
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()
        assert self.ready.wait(60)

    def listen(self):
        with self.app.connection_for_read() as connection:
            receiver = self.app.events.Receiver(connection, handlers={"*": self.events.append})
            with receiver.consumer_context() as (its_own, _, _):
                self.ready.set()
                while not self.over:
                    try:
                        its_own.drain_events(timeout=0.2)
                    except TimeoutError:
                        continue

    def heard(self, kind, worker=""):
        """How many of a kind, of a worker whose name begins so."""
        return sum(
            event["type"].startswith(kind) and event["hostname"].startswith(worker)
            for event in self.events
        )

    def wait_for(self, kind, worker="", times=1):
        kinds = lambda: f"{times} {kind}: {[event['type'] for event in self.events]}"  # noqa: E731
        wait_until(lambda: self.heard(kind, worker) >= times, kinds)


@pytest.fixture
def listening(project):
    """listening(): a listener that's up."""
    made = []

    def listen():
        made.append(Listener(project.tasks.app))
        return made[-1]

    yield listen
    for each in made:
        each.over = True
        each.thread.join(10)


@contextmanager
def held(project, *queues):
    """A task runs on each of these queues meanwhile."""
    for queue in queues:
        project.tasks.hold.apply_async((queue,), queue=queue)
    wait_until(lambda: len(project.notes) == len(queues), lambda: f"{project.notes}")
    yield
    project.write("go", "")


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_without_e_a_worker_tells_nothing_of_its_tasks(project, listening):
    """A worker without -E sends its heartbeats, and no event about a task.

    Control: A worker with -E, on another queue, sends both.
    """
    listener = listening()
    project.worker("-Q", "plain", "-n", "plain@%h", mingle=False)
    project.worker("-E", "-Q", "events", "-n", "events@%h", mingle=False)
    for queue in ("plain", "events"):
        project.tasks.add.apply_async((2, 3), queue=queue).get(timeout=30)

    listener.wait_for("task-succeeded", "events")
    listener.wait_for("worker-heartbeat", "plain", times=2)

    assert listener.heard("task-", "plain") == 0


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_an_event_that_nobody_hears_is_gone(project, listening):
    """Whoever starts to listen hears nothing of the tasks before.

    Control: A listener that was up has heard it.
    """
    early = listening()
    project.worker("-E", mingle=False)
    project.tasks.add.delay(2, 3).get(timeout=30)
    early.wait_for("task-succeeded")

    late = listening()
    project.tasks.add.delay(2, 3).get(timeout=30)
    late.wait_for("task-succeeded")

    early.wait_for("task-succeeded", times=2)
    assert late.heard("task-succeeded") == 1


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_busy_solo_worker_sends_no_heartbeat(project, listening):
    """With the solo pool there's no heartbeat while a task runs.

    Control: A prefork worker that runs the same task goes on sending them.
    """
    listener = listening()
    project.worker("-P", "solo", "-Q", "solo", "-n", "solo@%h", mingle=False)
    project.worker("-Q", "prefork", "-n", "prefork@%h", mingle=False)

    with held(project, "solo", "prefork"):
        before = listener.heard("worker-heartbeat", "solo")
        there = listener.heard("worker-heartbeat", "prefork")
        listener.wait_for("worker-heartbeat", "prefork", times=there + 3)

        assert listener.heard("worker-heartbeat", "solo") == before


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_killed_worker_says_no_goodbye(project, listening):
    """A worker that's killed sends no worker-offline.

    Control: One that's stopped warm, a moment later, sends it.
    """
    listener = listening()
    killed = project.worker("-Q", "killed", "-n", "killed@%h", mingle=False)
    stopped = project.worker("-Q", "stopped", "-n", "stopped@%h", mingle=False)

    killed.kill()
    stopped.stop()

    listener.wait_for("worker-offline", "stopped")
    assert listener.heard("worker-offline", "killed") == 0
