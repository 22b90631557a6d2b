"""What a task is called, and what becomes of a name that no worker knows."""

import pytest
from celery.exceptions import NotRegistered

from handoff.samples.waiting import wait_until


def test_a_task_is_named_by_module_and_function(project):
    """A task is named by module and function; with name= it keeps its name in another module.

    Control: In the other module the name is another one, unless name= fixes it.
    """
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
    project.worker(mingle=False)

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
    project.worker(mingle=False)

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
    worker = project.worker(app="orders", mingle=False)
    assert ". orders.pack" in worker.log

    assert project.run("python orders.py").strip() == "shop.pack"

    worker.wait_for("Received unregistered task of type 'shop.pack'")
    assert project.broker.waiting() == 0


def test_a_module_run_as_a_script_names_its_tasks_otherwise__control(project):
    """Imported by another script, the same module sends the name that the worker knows."""
    project.write("orders.py", MAIN)
    project.write("send.py", "from orders import pack\nprint(pack.delay(7).get(timeout=10))\n")
    project.worker(app="orders", mingle=False)

    assert project.run("python send.py").strip() == "7"


@pytest.mark.brokers("valkey", "rabbitmq")
def test_an_unregistered_task_is_discarded(project):
    """A worker discards a message whose task it doesn't know, and the state is FAILURE.

    Control: A worker that knows the name runs the second message, not the first.
    """
    project.write("later.py", "from tasks import app, say\n\napp.task(say.run, name='new')\n")
    worker = project.worker(mingle=False)
    handle = project.tasks.app.send_task("new", ("never",))
    worker.wait_for("Received unregistered task of type 'new'")

    with pytest.raises(NotRegistered):
        handle.get(timeout=10)
    assert handle.state == "FAILURE"
    worker.stop()
    project.worker(app="later", mingle=False)
    project.tasks.app.send_task("new", ("second",))

    wait_until(lambda: project.notes == ["second"], lambda: f"the second only: {project.notes}")
    assert project.broker.waiting() == 0


PARKED = """
    from celery import Celery
    from kombu import Queue

    app = Celery("parked")
    TO_PARKED = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "parked"}
    app.conf.task_queues = [Queue("celery", queue_arguments=TO_PARKED)]

    with app.connection_for_write() as connection:
        Queue("parked").bind(connection.default_channel).queue_declare()
"""


@pytest.mark.brokers("rabbitmq")
def test_a_dead_letter_exchange_keeps_an_unregistered_task(project):
    """On RabbitMQ a dead-letter exchange gets the message of a task that no worker knows."""
    project.write("parked.py", PARKED)
    worker = project.worker(app="parked", mingle=False)

    project.load("parked").app.send_task("new", ("kept",), ignore_result=True)

    worker.wait_for("Received unregistered task of type 'new'")
    wait_until(lambda: project.broker.waiting("parked") == 1, "it is in the queue parked")


@pytest.mark.brokers("rabbitmq")
def test_a_dead_letter_exchange_keeps_an_unregistered_task__control(project):
    """Without x-dead-letter-exchange on the queue, the message is in no queue any more."""
    project.write("parked.py", PARKED.replace("queue_arguments=TO_PARKED", ""))
    worker = project.worker(app="parked", mingle=False)

    project.load("parked").app.send_task("new", ("lost",), ignore_result=True)

    worker.wait_for("Received unregistered task of type 'new'")
    wait_until(lambda: project.broker.unacknowledged() == 0, "the worker has let go of it")
    assert project.broker.waiting() == project.broker.waiting("parked") == 0
