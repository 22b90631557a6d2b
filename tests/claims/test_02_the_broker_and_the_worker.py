import base64
import json
import os
import signal
import threading

import amqp
import pytest
from celery.exceptions import TimeoutError

from handoff.examples.waiting import wait_until


def holds(broker, number: int) -> bool:
    """A worker has taken all messages and has acknowledged all but so many."""
    return broker.waiting() == 0 and broker.unacknowledged() == number


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_the_oldest_message_is_taken_first(project):
    """A free worker takes the oldest waiting message."""
    for number in range(1, 6):
        project.tasks.say.delay(number)
    assert project.notes == []

    project.worker()

    wait_until(lambda: len(project.notes) == 5, lambda: f"five tasks: {project.notes}")
    assert project.notes == ["1", "2", "3", "4", "5"]


@pytest.mark.brokers("valkey", "redis")
def test_a_message_carries_the_name_and_the_arguments_not_the_code(project):
    """A message holds the task's name and its arguments, and none of its Python."""
    sent = project.tasks.add.delay(2, y=3)

    with project.broker.client() as redis:
        raw = redis.lindex("celery", -1)
    message = json.loads(raw)
    body = base64.b64decode(message["body"]).decode()
    args, kwargs, _ = json.loads(body)

    assert message["headers"]["task"] == "tasks.add"
    assert message["headers"]["id"] == sent.id
    assert (args, kwargs) == ([2], {"y": 3})
    assert "return x + y" in (project.folder / "tasks.py").read_text()
    assert "return" not in raw + body


@pytest.mark.brokers("valkey", "redis")
def test_redis_keeps_a_queue_as_a_list_with_the_newest_first(project):
    """In Redis a queue is a list of the queue's name; index 0 is the newest message."""
    for number in (1, 2, 3):
        project.tasks.say.delay(number)

    with project.broker.client() as redis:
        stored = [json.loads(raw) for raw in redis.lrange("celery", 0, -1)]
        assert redis.type("celery") == "list"

    assert [message["headers"]["argsrepr"] for message in stored] == ["(3,)", "(2,)", "(1,)"]


@pytest.mark.brokers("rabbitmq")
def test_rabbitmq_keeps_the_body_as_plain_json(project):
    """RabbitMQ stores the same headers as headers of its own, and the body as plain JSON."""
    sent = project.tasks.add.delay(2, 3)
    wait_until(lambda: project.broker.waiting() == 1, "the message has arrived")

    broker = project.broker
    with amqp.Connection(f"127.0.0.1:{broker.port}", virtual_host=broker.vhost) as connection:
        message = connection.channel().basic_get("celery", no_ack=True)

    assert json.loads(message.body)[:2] == [[2, 3], {}]
    assert message.headers["task"] == "tasks.add"
    assert message.headers["id"] == sent.id


def test_tasks_run_in_the_children_not_in_the_parent(project):
    """A prefork worker is one parent and its children; only the children run tasks."""
    worker = project.worker("--concurrency", "3")
    children = {child.pid for child in worker.children()}
    assert len(children) == 3

    for number in range(9):
        project.tasks.nap.delay(0.2, number)
    wait_until(lambda: len(project.notes) == 18, lambda: f"nine tasks: {project.notes}")

    assert {note.pid for note in project.notes} <= children
    assert worker.pid not in children


def test_a_dead_child_is_replaced(project):
    """When a child dies, the parent starts another one, and it runs tasks."""
    worker = project.worker()
    dead = worker.kill_child()

    wait_until(
        lambda: [child.pid for child in worker.children() if child.pid != dead],
        "another child has started",
    )

    project.tasks.say.delay("alive")
    wait_until(lambda: project.notes == ["alive"], "the new child works")
    assert project.notes[0].pid not in (dead, worker.pid)


def test_a_worker_runs_as_many_tasks_at_once_as_it_has_children(project):
    """A worker of concurrency 2 runs two tasks at once, and no third."""
    project.worker("--concurrency", "2")
    for number in range(6):
        project.tasks.nap.delay(0.5, number)
    wait_until(lambda: len(project.notes) == 12, lambda: f"six tasks: {project.notes}")

    running, most = 0, 0
    for note in project.notes:
        running += 1 if note.startswith("started") else -1
        most = max(most, running)
    assert most == 2


def test_the_default_concurrency_is_the_number_of_cpus(project):
    """Without --concurrency a worker starts one child for each CPU."""
    worker = project.process("celery -A tasks worker --without-mingle --loglevel INFO")
    worker.wait_for(" ready.")

    assert f"concurrency: {os.cpu_count()} (prefork)" in worker.log
    assert len(worker.children()) == os.cpu_count()


HOLD = """
    import time
    from pathlib import Path

    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def hold(name):
        note("started", name)
        while not Path("go").exists():
            time.sleep(0.05)
        note("ended", name)
"""


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_warm_stop_finishes_what_runs_and_gives_the_rest_back(project):
    """On SIGTERM a worker finishes the running task, and the rest waits in the broker again."""
    project.write("tasks.py", HOLD)
    for name in ("first", "second", "third"):
        project.tasks.hold.delay(name)
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the first task has started")
    wait_until(lambda: holds(project.broker, 2), "the worker holds the other two")

    worker.signal(signal.SIGTERM)
    worker.wait_for("Warm shutdown")
    project.write("go", "")

    assert worker.wait() == 0
    assert project.notes == ["started first", "ended first"]
    wait_until(lambda: project.broker.waiting() == 2, "the other two are in the queue again")


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_cold_stop_loses_the_running_task(project):
    """On SIGQUIT the running task is cut off, and no worker runs it again."""
    project.write("tasks.py", HOLD)
    for name in ("first", "second"):
        project.tasks.hold.delay(name)
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the first task has started")
    wait_until(lambda: holds(project.broker, 1), "the worker holds the other one")

    worker.stop(signal.SIGQUIT)
    project.write("go", "")
    project.worker()

    wait_until(lambda: "ended second" in project.notes, lambda: f"the second: {project.notes}")
    assert project.notes == ["started first", "started second", "ended second"]
    assert project.broker.waiting() == 0


def test_the_second_ctrl_c_is_a_cold_stop(project):
    """The first Ctrl+C lets the running task finish; the second one does not."""
    project.write("tasks.py", HOLD)
    project.tasks.hold.delay("long")
    worker = project.worker()
    wait_until(lambda: project.notes == ["started long"], "the task has started")

    worker.signal(signal.SIGINT)
    worker.wait_for("Hitting Ctrl+C again will initiate cold shutdown")
    worker.wait_for("Warm shutdown")  # said last: the second Ctrl+C means another thing now
    assert worker.alive
    worker.signal(signal.SIGINT)
    worker.wait(timeout=30)

    assert project.notes == ["started long"]


@pytest.mark.brokers("valkey", "redis")
def test_messages_that_come_back_change_places(project):
    """On Redis, what a stopped worker gives back is taken in another order than it was sent."""
    project.write("tasks.py", HOLD)
    for name in ("first", "second", "third"):
        project.tasks.hold.delay(name)
    worker = project.worker()
    wait_until(lambda: project.notes == ["started first"], "the first task has started")
    wait_until(lambda: holds(project.broker, 2), "the worker holds the other two")
    worker.signal(signal.SIGTERM)
    worker.wait_for("Warm shutdown")
    project.write("go", "")
    worker.wait()

    project.worker()

    wait_until(lambda: len(project.notes) == 6, lambda: f"three tasks: {project.notes}")
    assert project.notes[0::2] == ["started first", "started third", "started second"]


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("redis", persistence="none")
def test_redis_without_persistence_loses_its_queue(project, end):
    """A Redis that keeps nothing on disk loses its queue, stopped cleanly or killed."""
    for number in range(3):
        project.tasks.say.delay(number)
    assert project.broker.waiting() == 3

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 0


@pytest.mark.brokers("redis", persistence="rdb")
def test_redis_with_snapshots_survives_a_clean_stop_and_not_a_crash(project):
    """Default snapshots keep the queue through a clean stop; kill -9 takes the newest."""
    for number in range(3):
        project.tasks.say.delay(number)

    project.broker.stop()
    project.broker.start()
    assert project.broker.waiting() == 3

    for number in range(2):
        project.tasks.say.delay(number)
    assert project.broker.waiting() == 5
    project.broker.kill()
    project.broker.start()
    assert project.broker.waiting() == 3


@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("valkey", "redis", persistence="aof")
def test_an_append_only_file_keeps_the_queue(project, end):
    """With an append-only file Redis still has its queue after kill -9."""
    for number in range(3):
        project.tasks.say.delay(number)

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 3


@pytest.mark.slow
@pytest.mark.parametrize("end", ["stop", "kill"])
@pytest.mark.brokers("rabbitmq", own=True)
def test_rabbitmq_keeps_persistent_messages_only(project, end):
    """RabbitMQ keeps the messages it has confirmed through kill -9, but not delivery_mode=1."""
    project.tasks.app.conf.broker_transport_options = {"confirm_publish": True}
    for number in range(3):
        project.tasks.say.delay(number)
        project.tasks.say.apply_async((number,), delivery_mode=1)
    assert project.broker.waiting() == 6

    getattr(project.broker, end)()
    project.broker.start()

    assert project.broker.waiting() == 3


@pytest.mark.slow
@pytest.mark.parametrize("confirm", [False, True])
@pytest.mark.brokers("rabbitmq", own=True)
def test_delay_waits_for_rabbitmq_only_with_confirm_publish(project, confirm):
    """.delay() does not wait for RabbitMQ to confirm, unless confirm_publish is set."""
    project.tasks.app.conf.broker_transport_options = {"confirm_publish": confirm}
    project.tasks.say.delay("connects")
    wait_until(lambda: project.broker.waiting() == 1, "the connection is open")

    frozen = project.broker.server.process.children()
    for process in frozen:
        process.suspend()
    sender = threading.Thread(target=project.tasks.say.delay, args=("unheard",))
    sender.start()
    sender.join(timeout=2)
    waits = sender.is_alive()
    for process in frozen:
        process.resume()
    sender.join(timeout=30)

    assert waits == confirm
    wait_until(lambda: project.broker.waiting() == 2, "both messages have arrived")


def test_a_worker_reconnects_to_a_restarted_broker(project):
    """A running worker finds its broker again after the broker was restarted."""
    worker = project.worker()
    project.broker.stop()
    worker.wait_for("Trying again in")

    project.broker.start()

    wait_until(lambda: worker.log.count("Connected to") == 2, "it is connected again")
    assert project.tasks.add.delay(2, 3).get(timeout=20) == 5


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_queue_that_no_worker_reads_keeps_its_messages(project):
    """A worker reads the queue `celery` unless -Q names others; what is elsewhere waits."""
    project.tasks.say.apply_async(("report",), queue="reports")
    worker = project.worker()
    project.tasks.say.delay("mail")
    wait_until(lambda: project.notes == ["mail"], "the worker works")
    assert project.broker.waiting("reports") == 1

    worker.stop()
    project.worker("-Q", "celery,reports")

    wait_until(lambda: project.notes == ["mail", "report"], lambda: f"both: {project.notes}")


def test_a_worker_keeps_the_code_it_started_with(project):
    """An edited tasks.py changes nothing in a running worker; a restarted one has the new code."""
    source = """
        from celery import Celery

        app = Celery("tasks")

        @app.task
        def version():
            return {}
    """
    project.write("tasks.py", source.format("'old'"))
    worker = project.worker()
    assert project.tasks.version.delay().get(timeout=10) == "old"

    project.write("tasks.py", source.format("'new'"))
    assert project.tasks.version.delay().get(timeout=10) == "old"

    worker.stop()
    project.worker()
    assert project.tasks.version.delay().get(timeout=10) == "new"


def test_there_is_no_autoreload_any_more(project):
    """The worker has no --autoreload option."""
    printed = project.run("celery -A tasks worker --autoreload", code=2)

    assert "No such option '--autoreload'" in printed


@pytest.mark.parametrize("url", ["memory://", "the test's broker"])
def test_a_memory_broker_never_leaves_its_process(project, url):
    """With memory:// a message stays in the process that sent it; no worker ever sees it."""
    if url == "memory://":
        project.set(CELERY_BROKER_URL=url)
    worker = project.worker()

    sent = project.tasks.add.delay(2, 3)

    if url == "memory://":
        with pytest.raises(TimeoutError):
            sent.get(timeout=3)
        assert "received" not in worker.log
        with project.tasks.app.connection_for_read() as connection:
            assert connection.SimpleQueue("celery").qsize() == 1
    else:
        assert sent.get(timeout=10) == 5


def test_two_projects_on_one_database_take_each_others_tasks(project):
    """A worker takes what another project put into the same Redis database, and discards it."""
    project.write(
        "shop.py",
        """
        from celery import Celery

        app = Celery("shop")

        @app.task
        def pack(order_id):
            return order_id
        """,
    )
    worker = project.worker(app="tasks")

    sent = project.load("shop").pack.delay(7)

    worker.wait_for("Received unregistered task of type 'shop.pack'")
    wait_until(lambda: sent.state == "FAILURE", lambda: f"it failed: {sent.state}")
    assert project.broker.waiting() == 0
    assert project.broker.unacknowledged() == 0


@pytest.mark.parametrize(
    "configured",
    [
        'app = Celery("tasks", broker="redis://localhost:1/0")',
        'app = Celery("tasks"); app.conf.broker_url = "redis://localhost:1/0"',
        'app = Celery("tasks"); app.config_from_object({"broker_url": "redis://localhost:1/0"})',
    ],
)
def test_the_environment_beats_the_code(project, configured):
    """CELERY_BROKER_URL in the environment wins over every broker that the code names."""
    project.write("tasks.py", f"from celery import Celery\n\n{configured}\n")

    with project.tasks.app.connection_for_write() as connection:
        connection.connect()
        assert f":{project.broker.port}/" in connection.as_uri()

    address = "import tasks; print(tasks.app.connection_for_write().as_uri())"
    without = project.run(f'python -c "{address}"', CELERY_BROKER_URL="")
    assert "localhost:1/" in without


def test_without_a_broker_url_celery_looks_for_rabbitmq(project):
    """An app that names no broker tries RabbitMQ on this machine, as the user guest."""
    program = "import tasks; print(tasks.app.connection_for_write().as_uri())"

    printed = project.run(f'python -c "{program}"', CELERY_BROKER_URL="")

    assert printed.strip() == "amqp://guest:**@localhost:5672//"
