"""What Sentry is told, by its SDK, of tasks that end badly: our stand-in takes the reports."""

import pytest
from celery import Celery

from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until

SAMPLE = "celery-in-production/03-watching/reporting"
CARD = "4111 1111"


class Reports:
    """A worker with the chapter's tasks, and what it reported; the client knows no Sentry."""

    def __init__(self, project):
        self.project, self.client = project, Celery()
        project.copy(SAMPLE)
        port = free_port()
        self.events = project.load("stand_in").start(port)
        project.worker(mingle=False, SENTRY_DSN=f"http://public@127.0.0.1:{port}/1")

    def run(self, task, *args, last="that was all"):
        """The task's id, and the exceptions that were reported until the last word."""
        self.events.clear()
        sent = self.client.send_task(f"tasks.{task}", args)
        sent.get(timeout=30, propagate=False)
        self.client.send_task("tasks.say", ["that was all"])  # a child reports in order
        wait_until(lambda: last in str(self.events), lambda: f"{last}: {self.events}")
        return sent.id, [each for each in self.events if "exception" in each]


def kind(event):
    return event["exception"]["values"][-1]["type"]


def task_id(event):
    return event.get("tags", {}).get("celery_task_id")


@pytest.fixture
def reports(project):
    return Reports(project)


@pytest.mark.slow
def test_an_exception_in_throws_is_not_reported(reports):
    """An exception that the task names in `throws` is no report.

    Control: Another exception is one, with the task's id as a tag.
    """
    assert reports.run("charge_declined", CARD)[1] == []

    sent, (report,) = reports.run("charge", CARD)
    assert (kind(report), task_id(report)) == ("ZeroDivisionError", sent)


@pytest.mark.slow
def test_a_retry_is_not_reported_and_the_last_failure_is(reports):
    """However often a task is retried there's no report, unless its tries are used up: then one.

    Control: The same task, failing once more than it may, is the one report.
    """
    assert reports.run("charge_later", CARD, 3)[1] == []

    sent, (report,) = reports.run("charge_later", CARD, 4)
    assert (kind(report), task_id(report)) == ("ConnectionError", sent)


def test_the_report_of_a_killed_child_is_not_tagged_with_the_task(reports):
    """A killed child is reported by its parent, as WorkerLostError, and not tagged with its task.

    Control: The report of an exception is.
    """
    sent, (report,) = reports.run("charge", CARD)
    assert task_id(report) == sent

    _, (report,) = reports.run("charge_and_die", CARD, last="WorkerLost")
    assert (kind(report), task_id(report)) == ("WorkerLostError", None)


@pytest.mark.slow
def test_arguments_are_filtered_and_local_variables_are_not(reports):
    """A report leaves the arguments out, and has them as variables of the frame that failed.

    Control: With include_local_variables=False they're nowhere in it.
    """
    _, (report,) = reports.run("charge", CARD)
    assert report["extra"]["celery-job"]["args"] == "[Filtered]"
    frame = report["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert CARD in frame["vars"]["card"]

    tasks = reports.project.folder / "tasks.py"
    given = 'dsn=os.environ["SENTRY_DSN"]'
    without = tasks.read_text().replace(given, f"{given}, include_local_variables=False")
    tasks.write_text(without)
    reports.project.processes[0].stop()
    again = Reports.__new__(Reports)
    again.project, again.client = reports.project, reports.client
    port = free_port()
    again.events = reports.project.load("stand_in").start(port)
    reports.project.worker(mingle=False, SENTRY_DSN=f"http://public@127.0.0.1:{port}/1")
    _, (report,) = again.run("charge", CARD)
    assert CARD not in str(report)
