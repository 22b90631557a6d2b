"""Whose line is it: task ids and request ids in logs, and who may set logging up."""

import json

import pytest

SAMPLE = "celery-in-production/03-watching"
PLAIN = """
    import logging
    import sys

    from celery import Celery
    from celery.signals import setup_logging

    app = Celery("tasks")
    ours = logging.StreamHandler(sys.stdout)
    ours.setFormatter(logging.Formatter("OURS %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[ours])


    @app.task
    def send_receipt(order):
        logging.getLogger("shop").warning("order %s: receipt sent", order)
"""
LEFT_ALONE = """

    @setup_logging.connect
    def as_it_is(**kwargs):
        pass
"""


def lines(worker, words):
    return [line for line in worker.log.splitlines() if words in line]


def sent(project, source):
    project.write("tasks.py", source)
    worker = project.worker(mingle=False, ready=False)
    project.run("celery -A tasks call tasks.send_receipt --args '[7]'")
    worker.wait_for("receipt sent")
    return lines(worker, "receipt sent")


def test_a_worker_takes_the_root_loggers_handlers_away(project):
    """A worker replaces what your code has set up for the root logger by handlers of its own."""
    (line,) = sent(project, PLAIN)

    assert "OURS" not in line and "WARNING/ForkPoolWorker-1" in line


def test_a_worker_takes_the_root_loggers_handlers_away__control(project):
    """Where setup_logging has a receiver, yours stay."""
    (line,) = sent(project, PLAIN + LEFT_ALONE)

    assert line == "OURS order 7: receipt sent"


def test_a_formatter_of_ours_names_the_task_in_every_line(project):
    """Set up in setup_logging, a formatter that asks for current_task puts its id in each line.

    Control: A line that's written outside of a task has none.
    """
    project.copy(f"{SAMPLE}/logs")
    worker = project.worker(mingle=False, ready=False)

    task = project.run("celery -A tasks call tasks.send_receipt --args '[7]'").strip()

    worker.wait_for("succeeded in")
    (line,) = lines(worker, "receipt sent")
    assert (json.loads(line)["logger"], json.loads(line)["task_id"]) == ("shop", task)
    (ready,) = lines(worker, " ready.")
    assert "task_id" not in json.loads(ready)


FAILS_ONCE = """
    if self.request.retries == 0:
        raise self.retry()
    return f"{request_id.get()} receipt"""
RECEIVER = "@task_prerun.connect"


def receipt(project, **changes):
    """What the subtask returns, after one retry."""
    text = (project.folder / "tasks.py").read_text()
    changes = {'\n    return f"{request_id.get()} receipt': FAILS_ONCE, **changes}
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (project.folder / "tasks.py").write_text(text)
    project.worker(mingle=False)
    return project.run("python order.py").strip()


@pytest.mark.slow
@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_header_goes_along_to_the_subtask_and_its_retry(project):
    """A header set in before_task_publish and read in task_prerun reaches the subtask's second try.

    The client has set it to the request's id; the worker sends the subtask, and its retry.
    """
    project.copy(f"{SAMPLE}/correlation")

    assert receipt(project) == "request-81 receipt for order 7 sent"


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_header_goes_along_to_the_subtask_and_its_retry__control(project):
    """Where task_prerun doesn't read it, the subtask has no request id."""
    project.copy(f"{SAMPLE}/correlation")

    assert receipt(project, **{f"{RECEIVER}\n": ""}) == "- receipt for order 7 sent"
