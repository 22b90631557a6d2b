"""What `purge` reaches, and what a list of queues in the settings changes."""

from handoff.samples.waiting import wait_until

ROUTED = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def say(*words):
        note(*words)
"""


def fill(project) -> None:
    """Two messages in `celery` and three in `mail`."""
    for queue, count in {"celery": 2, "mail": 3}.items():
        for _ in range(count):
            project.tasks.say.apply_async(("hello",), queue=queue)
    assert (project.broker.waiting(), project.broker.waiting("mail")) == (2, 3)


def test_purge_leaves_a_queue_that_the_app_does_not_name(project):
    """`celery purge` empties the default queue, and not the one that a call was sent to."""
    fill(project)

    project.run("celery -A tasks purge --force")

    assert (project.broker.waiting(), project.broker.waiting("mail")) == (0, 3)


def test_purge_leaves_a_queue_that_the_app_does_not_name__control(project):
    """With `-Q mail` it empties that queue, and that one only."""
    fill(project)

    project.run("celery -A tasks purge --force -Q mail")

    assert (project.broker.waiting(), project.broker.waiting("mail")) == (2, 0)


def runs(project, listed: str) -> list[str]:
    """What a worker without -Q has run when the last message of the queue that it reads is done."""
    project.write("tasks.py", ROUTED + listed)
    project.tasks.say.apply_async(("celery",), queue="celery")
    project.tasks.say.apply_async(("mail",), queue="mail")
    worker = project.worker(mingle=False)
    wait_until(lambda: project.notes, "the worker has run something")
    worker.stop()
    return project.notes


def test_task_queues_replaces_the_default_queue(project):
    """With `task_queues` set, a worker without -Q reads the queues listed there, and no other."""
    listed = """
    from kombu import Queue

    app.conf.task_queues = [Queue("mail")]
    """

    assert runs(project, listed) == ["mail"]
    assert project.broker.waiting("celery") == 1


def test_task_queues_replaces_the_default_queue__control(project):
    """Without it, the same worker reads `celery`."""
    assert runs(project, "") == ["celery"]
    assert project.broker.waiting("mail") == 1
