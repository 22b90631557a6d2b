"""A worker is up and does nothing: which command tells which cause it is."""

import json
import signal
import socket

import pytest

from handoff.samples.waiting import wait_until

BOTH = pytest.mark.brokers("valkey", "redis", "rabbitmq")
REDIS = pytest.mark.brokers("valkey", "redis")
LIMITED = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task(rate_limit="1/h")
    def send(order):
        pass


    @app.task
    def nap():
        note("started nap")
        time.sleep(600)
"""


def ask(project, number=1):
    """What the worker of that number answers; the answer is waited for, and no longer."""
    name = f"w{number}@{socket.gethostname()}"
    inspect = project.tasks.app.control.inspect(timeout=20, destination=[name])
    return lambda what, *ids: (getattr(inspect, what)(*ids) or {}).get(name)


def begun(project, *names):
    wait_until(
        lambda: all(f"started {name}" in project.notes for name in names),
        lambda: f"{names} to begin: {project.notes}",
    )


@BOTH
def test_active_queues_tells_a_queue_nobody_reads_from_a_worker_with_no_slot_free(project):
    """Of two workers that leave a message waiting, `inspect active_queues` shows the one that
    reads another queue, and `inspect active` the one whose slots are all taken.

    Control: Each command says of the other worker that nothing is wrong there.
    """
    project.worker("-Q", "recipts", mingle=False)
    project.worker("-Q", "reports", mingle=False)
    elsewhere, full = ask(project, 1), ask(project, 2)
    project.tasks.say.apply_async(("receipt",), queue="receipts")
    for name in "abcdefg":
        project.tasks.hold.apply_async((name,), queue="reports")
    begun(project, "a")

    assert project.broker.waiting("receipts") == 1
    wait_until(lambda: project.broker.waiting("reports") == 2, "four to be reserved")
    assert [queue["name"] for queue in elsewhere("active_queues")] == ["recipts"]
    assert elsewhere("active") == []
    assert [queue["name"] for queue in full("active_queues")] == ["reports"]
    assert [task["args"] for task in full("active")] == [["a"]]


@BOTH
def test_a_busy_solo_worker_does_not_answer(project):
    """A worker with the solo pool answers no `inspect ping` while it runs a task."""
    worker = project.worker("--pool", "solo", mingle=False)
    project.tasks.hold.delay("report")
    begun(project, "report")

    assert project.tasks.app.control.ping(timeout=2) == []

    project.write("go", "")
    worker.wait_for("succeeded")
    assert ask(project)("ping") == {"ok": "pong"}


@BOTH
def test_a_busy_solo_worker_does_not_answer__control(project):
    """With prefork, a worker whose only slot is taken answers."""
    project.worker(mingle=False)
    project.tasks.hold.delay("report")
    begun(project, "report")

    assert ask(project)("ping") == {"ok": "pong"}


def readers(project):
    """{database: seconds since it last asked for a message} of each client that reads queues."""
    with project.broker.client() as client:
        listed = client.client_list()
    return {each["db"]: int(each["idle"]) for each in listed if each["cmd"] == "brpop"}


@pytest.mark.slow
@REDIS
def test_the_clients_of_redis_tell_another_database_from_a_frozen_worker(project):
    """Where no worker answers, `CLIENT LIST` shows which database a worker reads (`db`), and for
    how long it hasn't asked for a message (`idle`): seconds and growing if it is frozen, or if it
    has the solo pool and runs a task.

    Control: Once it thaws, its `idle` is small again and it answers; where no worker is connected,
    none is listed.
    """
    assert readers(project) == {}
    other = project.broker.url.rpartition("/")[0] + "/5"
    elsewhere = project.worker(mingle=False, CELERY_BROKER_URL=other)
    project.run("celery -A tasks inspect ping", code=69)
    assert set(readers(project)) == {"5"}
    elsewhere.stop()

    frozen = project.worker(mingle=False)
    wait_until(lambda: "0" in readers(project), "it to ask")
    frozen.signal(signal.SIGSTOP)
    project.run("celery -A tasks inspect ping", code=69)
    wait_until(lambda: readers(project).get("0", 0) >= 6, "six seconds without a question")

    frozen.signal(signal.SIGCONT)
    wait_until(lambda: readers(project)["0"] <= 2, lambda: f"it to ask: {readers(project)}")
    project.run("celery -A tasks inspect ping --timeout 10", code=0)
    frozen.stop()

    project.worker("--pool", "solo", mingle=False)
    project.tasks.hold.delay("report")
    begun(project, "report")
    project.run("celery -A tasks inspect ping", code=69)
    wait_until(lambda: readers(project).get("0", 0) >= 6, "six seconds without a question")


@BOTH
def test_a_rate_limited_task_is_in_no_list(project):
    """A task that waits for its rate limit is in the worker's hands, and neither `inspect active`
    nor `reserved`, `scheduled` or `query_task` names it.

    Control: Of tasks without a limit, the one that waits for its countdown is in `scheduled`, and
    the one that waits for a slot in `reserved`.
    """
    project.write("tasks.py", LIMITED)
    worker = project.worker(mingle=False)
    tasks = project.tasks
    limited = [tasks.send.delay(order) for order in (1, 2)][1]
    worker.wait_for("succeeded")
    later = tasks.nap.apply_async(countdown=600)
    worker.wait_for("received", times=3)
    running = tasks.nap.delay()
    begun(project, "nap")
    behind = tasks.nap.delay()
    worker.wait_for("received", times=5)
    tell = ask(project)

    wait_until(lambda: project.broker.unacknowledged() == 3, "three to be held")
    assert project.broker.waiting() == 0
    assert [task["id"] for task in tell("active")] == [running.id]
    assert [task["id"] for task in tell("reserved")] == [behind.id]
    assert [task["request"]["id"] for task in tell("scheduled")] == [later.id]
    assert tell("query_task", limited.id) == {}


@BOTH
def test_query_task_finds_what_a_worker_holds(project):
    """Of four tasks that are all PENDING, `inspect query_task` names the one that runs and the one
    that is reserved; not the one still in its queue, and not the one that was never sent.

    Control: The broker has the one that is still in its queue, and nobody the fourth.
    """
    project.worker(mingle=False)
    running = project.tasks.hold.delay("running")
    begun(project, "running")
    behind = [project.tasks.say.delay(number) for number in range(8)]
    wait_until(lambda: project.broker.waiting() > 2, "some to stay in the queue")
    never = project.tasks.app.AsyncResult("6b1f0d5e-0000-4000-8000-000000000000")
    ids = [running.id, behind[0].id, behind[-1].id, never.id]

    told = ask(project)("query_task", *ids)

    assert {project.tasks.app.AsyncResult(each).state for each in ids} == {"PENDING"}
    assert [told.get(each, ["nothing"])[0] for each in ids] == [
        "active",
        "reserved",
        "nothing",
        "nothing",
    ]
    if project.broker.name != "rabbitmq":
        with project.broker.client() as client:
            waiting = [json.loads(each)["headers"]["id"] for each in client.lrange("celery", 0, -1)]
        assert behind[-1].id in waiting and never.id not in waiting


@BOTH
def test_query_task_finds_a_task_with_a_countdown(project):
    """`inspect query_task` calls a task `scheduled` that a worker holds for its countdown.

    Before Celery 5.7 it doesn't know it, and only `inspect scheduled` does.

    Control: It doesn't know one that was never sent.
    """
    worker = project.worker(mingle=False)
    later = project.tasks.say.apply_async(("later",), countdown=600)
    worker.wait_for("received")
    never = "6b1f0d5e-0000-4000-8000-000000000000"
    tell = ask(project)

    assert [each["request"]["id"] for each in tell("scheduled")] == [later.id]
    told = tell("query_task", later.id, never)

    assert {task: where for task, (where, _) in told.items()} == {later.id: "scheduled"}
