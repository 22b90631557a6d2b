"""Celery with SQS: on moto's stand-in on this machine, not at Amazon."""

import sys
from importlib.metadata import version

import pytest

from handoff.samples.ports import answers, free_port
from handoff.samples.waiting import wait_until

TASKS = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_ignore_result = True
    app.conf.broker_transport_options = {{"region": "us-east-1", "is_secure": False{more}}}


    @app.task
    def say(word):
        note(word)


    @app.task(acks_late=True)
    def late(seconds):
        note("started")
        time.sleep(seconds)
        note("ended")
"""


@pytest.fixture
def sqs(project, request):
    """moto's SQS is the project's broker; what it knows of a queue is sqs("celery")."""
    boto3 = pytest.importorskip("boto3")
    port = free_port()
    project.process(f"{sys.executable} -m moto.server -p {port}", "moto")
    wait_until(lambda: answers(port), "moto to answer", timeout=60)
    project.set(CELERY_BROKER_URL=f"sqs://key:secret@127.0.0.1:{port}//", CELERY_RESULT_BACKEND="")
    places = [each for each in request.node.user_properties if each[0] != "place"]
    request.node.user_properties[:] = [*places, ("place", f"moto {version('moto')}")]
    access = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    client = boto3.client(
        "sqs", region_name="us-east-1", endpoint_url=f"http://127.0.0.1:{port}", **access
    )

    def attributes(queue):
        url = client.get_queue_url(QueueName=queue)["QueueUrl"]
        return client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]

    yield attributes
    client.close()


def begun_late(project, seconds, more=""):
    """A worker with two slots that runs a late task.

    A process of its own sends it: kombu 5.5 keeps a queue's address for all of a process.
    """
    project.write("tasks.py", TASKS.format(more=more))
    project.run(f"celery -A tasks call tasks.late --args [{seconds}]")
    worker = project.worker("-c", "2", mingle=False)
    wait_until(lambda: "started" in project.notes, lambda: f"it runs\n{worker.log}")


def test_on_sqs_a_late_task_runs_again_after_its_visibility_timeout(project, sqs):
    """On SQS a late task that outlasts the visibility timeout, 3 seconds here, runs twice at once.

    On moto's stand-in for SQS, not at Amazon.
    """
    begun_late(project, 20, more=', "visibility_timeout": 3')

    wait_until(lambda: project.notes == ["started"] * 2, lambda: f"another run: {project.notes}")


def test_on_sqs_a_late_task_runs_again_after_its_visibility_timeout__control(project, sqs):
    """With kombu's default it runs once, and the queue says that it's half an hour."""
    begun_late(project, 6)

    wait_until(lambda: project.notes == ["started", "ended"], "its end")
    assert sqs("celery")["VisibilityTimeout"] == "1800"
    wait_until(lambda: sqs("celery")["ApproximateNumberOfMessagesNotVisible"] == "0", "its ack")
    assert project.notes == ["started", "ended"]


def test_on_sqs_a_dot_in_a_queues_name_is_a_dash(project, sqs):
    """On SQS a call to the queue `reports.daily` goes to one called `reports-daily`.

    On moto's stand-in for SQS, not at Amazon.
    """
    project.write("tasks.py", TASKS.format(more=""))

    project.tasks.say.apply_async(("hello",), queue="reports.daily")

    assert sqs("reports-daily")["ApproximateNumberOfMessages"] == "1"


def test_on_sqs_a_dot_in_a_queues_name_is_a_dash__control(project, sqs):
    """A name without a dot stays as it is."""
    project.write("tasks.py", TASKS.format(more=""))

    project.tasks.say.apply_async(("hello",), queue="reports")

    assert sqs("reports")["ApproximateNumberOfMessages"] == "1"


def test_on_sqs_no_worker_answers_a_ping(project, sqs):
    """On SQS `celery inspect ping` gets no answer from a worker that runs tasks.

    On moto's stand-in for SQS, not at Amazon. Control: on Redis a worker answers:
    celery/inspect_ping_exits_with_69_when_no_worker_answers.
    """
    project.write("tasks.py", TASKS.format(more=""))
    project.worker(mingle=False)
    project.tasks.say.delay("up")
    wait_until(lambda: project.notes == ["up"], "it runs tasks")

    printed = project.run("celery -A tasks inspect ping --timeout 5", code=69)

    assert "pong" not in printed
