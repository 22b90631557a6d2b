import json

import pytest
from celery.exceptions import NotRegistered
from celery.result import AsyncResult
from kombu.exceptions import EncodeError

from handoff.samples.waiting import wait_until


def stored(project, index: int = -1) -> dict:
    """A waiting message as Redis keeps it; -1 is the oldest."""
    with project.broker.client() as redis:
        return json.loads(redis.lindex("celery", index))


def test_a_direct_call_runs_here_and_sends_nothing(project):
    """Called like a function, a task runs in the caller's process, and no message is sent."""
    project.tasks.say.delay("premise")
    assert project.broker.waiting() == 1

    assert project.tasks.add(2, 3) == 5

    assert project.broker.waiting() == 1


def test_delay_returns_a_handle_not_the_value(project):
    """.delay() returns an AsyncResult with the id of the call, before the task has run."""
    handle = project.tasks.add.delay(2, 3)

    assert isinstance(handle, AsyncResult)
    assert handle.id == stored(project)["headers"]["id"]
    assert project.broker.waiting() == 1


def test_delay_and_apply_async_send_the_same_message(project):
    """.delay(…) sends what .apply_async(args, kwargs) without options sends."""
    project.tasks.add.delay(2, y=3)
    project.tasks.add.apply_async((2,), {"y": 3})

    one, other = stored(project, -1), stored(project, -2)

    assert one["body"] == other["body"]
    unlike = {"id", "root_id"}
    assert {name: one["headers"][name] for name in one["headers"].keys() - unlike} == {
        name: other["headers"][name] for name in other["headers"].keys() - unlike
    }


def test_send_task_needs_the_name_only(project):
    """send_task sends to a task by its name, from a program that does not have its code."""
    project.worker()
    program = """
        from celery import Celery

        print(Celery().send_task("tasks.add", (2, 3)).get(timeout=10))
    """
    project.write("elsewhere.py", program)

    assert project.run("python elsewhere.py").strip() == "5"


def test_a_task_is_named_by_module_and_function(project):
    """A task is named by module and function; with name= it keeps its name in another module."""
    source = """
        from celery import Celery

        app = Celery("anything")

        @app.task
        def welcome(): ...

        @app.task(name="tasks.farewell")
        def farewell(): ...
    """
    project.write("mail.py", source)
    project.write("letters.py", source)
    mail, letters = project.load("mail"), project.load("letters")

    assert [mail.welcome.name, letters.welcome.name] == ["mail.welcome", "letters.welcome"]
    assert [mail.farewell.name, letters.farewell.name] == ["tasks.farewell"] * 2


def test_a_bound_task_gets_itself_first(project):
    """With bind=True the first argument is the task, and knows the id of the call."""
    project.write(
        "tasks.py",
        """
        from celery import Celery

        app = Celery("tasks")

        @app.task(bind=True)
        def report(self, month):
            return [self.name, self.request.id, month]
        """,
    )
    project.worker()

    handle = project.tasks.report.delay("March")

    assert handle.get(timeout=10) == ["tasks.report", handle.id, "March"]


def test_a_bound_task_gets_itself_first__control(project):
    """Without bind=True the first argument is the caller's first argument."""
    project.write(
        "tasks.py",
        """
        from celery import Celery

        app = Celery("tasks")

        @app.task
        def report(*arguments):
            return arguments
        """,
    )
    project.worker()

    assert project.tasks.report.delay("March").get(timeout=10) == ["March"]


MAIN = """
    from celery import Celery

    app = Celery("shop")

    @app.task
    def pack(order_id):
        return order_id

    if __name__ == "__main__":
        print(pack.name)
        pack.delay(7)
"""


def test_a_module_run_as_a_script_names_its_tasks_otherwise(project):
    """Run as a script, a module sends its tasks under a name that the worker does not know."""
    project.write("orders.py", MAIN)
    worker = project.worker(app="orders")
    assert ". orders.pack" in worker.log

    assert project.run("python orders.py").strip() == "shop.pack"

    worker.wait_for("Received unregistered task of type 'shop.pack'")
    assert project.broker.waiting() == 0


def test_a_module_run_as_a_script_names_its_tasks_otherwise__control(project):
    """Imported by another script, the same module sends the name that the worker knows."""
    project.write("orders.py", MAIN)
    project.write("send.py", "from orders import pack\nprint(pack.delay(7).get(timeout=10))\n")
    project.worker(app="orders")

    assert project.run("python send.py").strip() == "7"


@pytest.mark.brokers("valkey", "rabbitmq")
def test_an_unregistered_task_is_discarded(project):
    """A worker discards a message whose task it doesn't know, and the state is FAILURE.

    The control is inside: a worker that knows the name runs the second message, not the first.
    """
    project.write("later.py", "from tasks import app, say\n\napp.task(say.run, name='new')\n")
    worker = project.worker()
    handle = project.tasks.app.send_task("new", ("never",))
    worker.wait_for("Received unregistered task of type 'new'")

    with pytest.raises(NotRegistered):
        handle.get(timeout=10)
    assert handle.state == "FAILURE"
    worker.stop()
    project.worker(app="later")
    project.tasks.app.send_task("new", ("second",))

    wait_until(lambda: project.notes == ["second"], lambda: f"the second only: {project.notes}")
    assert project.broker.waiting() == 0


@pytest.mark.brokers("rabbitmq")
def test_a_dead_letter_exchange_keeps_an_unregistered_task(project):
    """On RabbitMQ a dead-letter exchange gets the message of a task that no worker knows."""
    project.write("parked.py", PARKED)
    worker = project.worker(app="parked")

    project.load("parked").app.send_task("new", ("kept",), ignore_result=True)

    worker.wait_for("Received unregistered task of type 'new'")
    wait_until(lambda: project.broker.waiting("parked") == 1, "it is in the queue parked")


@pytest.mark.brokers("rabbitmq")
def test_a_dead_letter_exchange_keeps_an_unregistered_task__control(project):
    """Without x-dead-letter-exchange on the queue, the message is in no queue any more."""
    project.write("parked.py", PARKED.replace("queue_arguments=TO_PARKED", ""))
    worker = project.worker(app="parked")

    project.load("parked").app.send_task("new", ("lost",), ignore_result=True)

    worker.wait_for("Received unregistered task of type 'new'")
    wait_until(lambda: project.broker.unacknowledged() == 0, "the worker has let go of it")
    assert project.broker.waiting() == project.broker.waiting("parked") == 0


PARKED = """
    from celery import Celery
    from kombu import Queue

    app = Celery("parked")
    TO_PARKED = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "parked"}
    app.conf.task_queues = [Queue("celery", queue_arguments=TO_PARKED)]

    with app.connection_for_write() as connection:
        Queue("parked").bind(connection.default_channel).queue_declare()
"""


def test_wrong_arguments_are_noticed_in_the_caller(project):
    """A missing argument raises TypeError at .delay(), and nothing is sent."""
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        project.tasks.add.delay(2)

    assert project.broker.waiting() == 0


def test_wrong_arguments_are_noticed_in_the_caller__control(project):
    """With typing=False on the task, .delay() compares nothing, and the message is sent."""
    project.write(
        "untyped.py",
        """
        from tasks import app

        @app.task(typing=False)
        def add(x, y):
            return x + y
        """,
    )

    project.load("untyped").add.delay(2)

    assert project.broker.waiting() == 1


def test_send_task_does_not_check_the_arguments(project):
    """send_task sends a call with a missing argument, and it fails in the worker."""
    project.worker()

    handle = project.tasks.app.send_task("tasks.add", (2,))

    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        handle.get(timeout=10)


@pytest.mark.parametrize(
    ("pool", "ignore_result"),
    [("prefork", False), ("prefork", True), ("threads", True), ("gevent", True)],
)
def test_an_async_def_task_never_runs(project, pool, ignore_result):
    """prefork, threads and gevent: an async def body never runs; ignored, it even succeeds."""
    project.write(
        "tasks.py",
        f"""
        from celery import Celery
        from notes import note

        app = Celery("tasks")

        @app.task(ignore_result={ignore_result})
        async def send():
            note("ran")
        """,
    )
    worker = project.worker("--pool", pool, mingle=False)

    handle = project.tasks.send.delay()

    if ignore_result:
        worker.wait_for("succeeded")
    else:
        with pytest.raises(EncodeError, match="coroutine is not JSON serializable"):
            handle.get(timeout=10)
    assert project.notes == []


def test_an_async_def_task_never_runs__control(project):
    """A plain def that calls asyncio.run on the coroutine runs it."""
    project.write(
        "tasks.py",
        """
        import asyncio
        from celery import Celery

        app = Celery("tasks")

        async def letter():
            return "ran"

        @app.task
        def send():
            return asyncio.run(letter())
        """,
    )
    project.worker()

    assert project.tasks.send.delay().get(timeout=10) == "ran"


SENDS = """
    import sys
    import time
    from kombu.exceptions import OperationalError
    from tasks import say

    port = int(sys.argv[1])
    attempts = []

    def count(event, args):
        if event == "socket.connect" and args[1][1] == port:
            attempts.append(args)

    sys.addaudithook(count)
    start = time.monotonic()
    try:
        say.apply_async(("lost",), **eval(sys.argv[2]))
    except OperationalError:
        print(len(attempts), time.monotonic() - start)
"""


def refused(project, port: int, options: str = "{}") -> tuple[int, float]:
    """How often, and for how long, a fresh process knocks at a port where no broker listens."""
    project.write("send.py", SENDS)
    scheme = "amqp" if project.broker.name == "rabbitmq" else "redis"
    command = f'python send.py {port} "{options}"'
    printed = project.run(command, CELERY_BROKER_URL=f"{scheme}://127.0.0.1:{port}")
    attempts, seconds = printed.split()
    return int(attempts), float(seconds)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_broker_that_is_down_raises_in_the_caller(project, refused_port):
    """Refused by the broker's address, .delay() tries three times more, then OperationalError."""
    attempts, _ = refused(project, refused_port)

    assert attempts == 1 + 3


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_broker_that_is_down_raises_in_the_caller__control(project, refused_port):
    """With retry_policy={"max_retries": 0} there is no second try; it raises all the same."""
    attempts, _ = refused(project, refused_port, "{'retry_policy': {'max_retries': 0}}")

    assert attempts == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_retry_false_does_not_give_up_sooner(project, refused_port):
    """Refused connections: with retry=False the first call still tries again, and takes longer.

    The control is inside: the same call without retry=False.
    """
    _, default = refused(project, refused_port)
    attempts, without = refused(project, refused_port, "{'retry': False}")

    assert attempts > 1
    assert without > 2 * default
