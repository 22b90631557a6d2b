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
    """A task's name is its module and its function, unless name= says otherwise."""
    project.write(
        "mail.py",
        """
        from tasks import app

        @app.task
        def welcome(): ...

        @app.task(name="goodbye")
        def farewell(): ...
        """,
    )
    mail = project.load("mail")

    assert mail.welcome.name == "mail.welcome"
    assert mail.farewell.name == "goodbye"


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


@pytest.mark.brokers("valkey", "rabbitmq")
def test_an_unregistered_task_is_discarded(project):
    """A worker throws a message with an unknown task name away, and its state is FAILURE."""
    project.write("later.py", "from tasks import app, say\n\napp.task(say.run, name='new')\n")
    worker = project.worker()
    handle = project.tasks.app.send_task("new", ("never",))
    worker.wait_for("Received unregistered task of type 'new'")

    with pytest.raises(NotRegistered):
        handle.get(timeout=10)
    worker.stop()
    project.worker(app="later")
    project.tasks.app.send_task("new", ("second",))

    wait_until(lambda: project.notes == ["second"], lambda: f"the second only: {project.notes}")
    assert project.broker.waiting() == 0


def test_wrong_arguments_are_noticed_in_the_caller(project):
    """A missing argument raises TypeError at .delay(), and nothing is sent."""
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'y'"):
        project.tasks.add.delay(2)

    assert project.broker.waiting() == 0


def test_send_task_does_not_check_the_arguments(project):
    """send_task sends a call with a missing argument, and it fails in the worker."""
    project.worker()

    handle = project.tasks.app.send_task("tasks.add", (2,))

    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        handle.get(timeout=10)


@pytest.mark.parametrize("ignore_result", [False, True])
def test_an_async_def_task_never_runs(project, ignore_result):
    """The body of an async def task never runs; with ignore_result it even counts as a success."""
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
    worker = project.worker()

    handle = project.tasks.send.delay()

    if ignore_result:
        worker.wait_for("succeeded")
    else:
        with pytest.raises(EncodeError, match="coroutine is not JSON serializable"):
            handle.get(timeout=10)
    assert project.notes == []


SENDS = """
    import sys
    import time
    from kombu.exceptions import OperationalError
    from tasks import say

    attempts = []
    sys.addaudithook(lambda event, args: event == "socket.connect" and attempts.append(args))
    start = time.monotonic()
    try:
        say.apply_async(("lost",), ignore_result=True, **eval(sys.argv[1]))
    except OperationalError:
        print(len(attempts), time.monotonic() - start)
"""


def sent_to_nobody(project, options: dict) -> tuple[int, float]:
    """How often, and how many seconds, a fresh process tries to reach a port without a broker."""
    project.write("send.py", SENDS)
    scheme = "amqp" if project.broker.name == "rabbitmq" else "redis"
    printed = project.run(
        f'python send.py "{options}"', CELERY_BROKER_URL=f"{scheme}://127.0.0.1:1"
    )
    attempts, seconds = printed.split()
    return int(attempts), float(seconds)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_broker_that_is_down_raises_in_the_caller(project):
    """When the broker is down, .delay() tries three more times and raises OperationalError."""
    attempts, _ = sent_to_nobody(project, {})
    assert attempts == 1 + 3

    attempts, _ = sent_to_nobody(project, {"retry_policy": {"max_retries": 0}})
    assert attempts == 1


@pytest.mark.brokers("valkey", "rabbitmq")
def test_retry_false_does_not_give_up_sooner(project):
    """With retry=False the first call to a broker that is down takes longer than without it."""
    _, default = sent_to_nobody(project, {})
    _, without = sent_to_nobody(project, {"retry": False})

    assert without > 2 * default
