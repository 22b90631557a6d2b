"""What Flower knows: what it heard itself, and no longer than it runs."""

import httpx
import pytest

from handoff.samples.ports import answers, free_port
from handoff.samples.waiting import wait_until


class Flower:
    def __init__(self, project, *options):
        self.project, self.port = project, free_port()
        words = ["celery -A tasks flower --address=127.0.0.1", f"--port={self.port}", *options]
        self.process = project.process(" ".join(words), "flower", FLOWER_UNAUTHENTICATED_API="yes")
        self.process.wait_until(lambda: answers(self.port), "it answers")
        self.process.wait_for("Connected to")

    def tasks(self):
        return set(httpx.get(f"http://127.0.0.1:{self.port}/api/tasks", timeout=30).json())

    def wait_for(self, task):
        wait_until(lambda: task in self.tasks(), lambda: f"{task}: {self.tasks()}")


def run(project):
    sent = project.tasks.add.delay(2, 3)
    sent.get(timeout=30)
    return sent.id


@pytest.mark.brokers("valkey", "rabbitmq")
def test_flower_knows_no_task_from_before_it_started(project):
    """A task that ran before Flower was up is unknown to it.

    Control: One that ran after is known.
    """
    project.worker("-E", mingle=False)
    before = run(project)
    flower = Flower(project)

    after = known(project, flower)

    assert before not in flower.tasks() and after in flower.tasks()


def known(project, flower):
    """A task that Flower has heard of; it may take a moment until it listens."""
    ran = []

    def heard():
        ran.append(run(project))
        return flower.tasks() & set(ran)

    wait_until(heard, "Flower to hear of a task", pause=0.5)
    return (flower.tasks() & set(ran)).pop()


@pytest.mark.brokers("valkey", "rabbitmq")
def test_flower_turns_on_the_events_of_its_workers(project):
    """Flower hears of the tasks of a worker without -E: it tells workers to send events."""
    worker = project.worker(mingle=False)

    known(project, Flower(project))

    assert "Events of group {task} enabled by remote." in worker.log


@pytest.mark.slow
@pytest.mark.brokers("valkey", "rabbitmq")
def test_flower_turns_on_the_events_of_its_workers__control(project):
    """With --enable-events=False it hears nothing of them, while one with -E is heard."""
    project.worker("-Q", "quiet", mingle=False)
    project.worker("-E", mingle=False)
    flower = Flower(project, "--enable-events=False")
    known(project, flower)  # it listens
    quiet = project.tasks.add.apply_async((2, 3), queue="quiet")
    quiet.get(timeout=30)
    after = known(project, flower)

    assert after in flower.tasks() and quiet.id not in flower.tasks()


@pytest.mark.slow
def test_flower_forgets_its_tasks_when_it_restarts(project):
    """Restarted, Flower knows nothing of the tasks that it has shown.

    Control: With --persistent=True it does.
    """
    project.worker("-E", mingle=False)
    keeps = ("--persistent=True", "--db=kept")
    forgetful, persistent = Flower(project), Flower(project, *keeps)
    seen = [known(project, flower) for flower in (forgetful, persistent)]
    persistent.wait_for(seen[0]) if seen[0] in persistent.tasks() else None

    for flower in (forgetful, persistent):
        flower.process.stop()
    forgetful, persistent = Flower(project), Flower(project, *keeps)

    assert seen[1] in persistent.tasks()
    assert not set(seen) & forgetful.tasks()
