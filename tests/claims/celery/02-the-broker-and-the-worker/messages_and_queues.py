import json
import re

import amqp
import pytest

from handoff.samples.waiting import wait_until


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_the_oldest_message_is_taken_first(project):
    """A free worker takes the oldest waiting message."""
    for number in range(1, 6):
        project.tasks.say.delay(number)
    assert project.notes == []

    project.worker()

    wait_until(lambda: len(project.notes) == 5, lambda: f"five tasks: {project.notes}")
    assert project.notes == ["1", "2", "3", "4", "5"]


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_message_carries_the_name_and_the_arguments_not_the_code(project):
    """A message holds the task's name and its arguments, and none of its Python."""
    sent = project.tasks.add.delay(2, y=3)

    with project.tasks.app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=10)
    args, kwargs, _ = message.decode()
    whole = f"{message.body} {message.headers} {message.properties}"

    assert message.headers["task"] == "tasks.add"
    assert message.headers["id"] == sent.id
    assert (args, kwargs) == ([2], {"y": 3})
    assert "return x + y" in (project.folder / "tasks.py").read_text()
    assert "return" not in whole
    assert "y" in whole  # the premise: it is text that can be searched


LANGUAGE = """
    from celery import Celery

    app = Celery("tasks")

    @app.task
    def welcome(user_id, language="{default}"):
        return language
"""


def test_default_values_come_from_the_worker(project):
    """An argument that the client leaves out is not in the message: the worker's copy of the
    function fills it in."""
    project.write("tasks.py", LANGUAGE.format(default="worker's"))
    project.worker()
    project.write("tasks.py", LANGUAGE.format(default="client's"))

    assert project.tasks.welcome.delay(42).get(timeout=30) == "worker's"


def test_default_values_come_from_the_worker__control(project):
    """What the client passes is in the message, and the worker's default does not matter."""
    project.write("tasks.py", LANGUAGE.format(default="worker's"))
    project.worker()
    project.write("tasks.py", LANGUAGE.format(default="client's"))

    assert project.tasks.welcome.delay(42, "client's").get(timeout=30) == "client's"


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


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_queue_that_no_worker_reads_keeps_its_messages(project):
    """A worker reads the queue `celery` unless -Q names others; what is elsewhere waits.

    Control: The next worker has -Q celery,reports, and runs what waited.
    """
    project.tasks.say.apply_async(("report",), queue="reports")
    worker = project.worker()
    project.tasks.say.delay("mail")
    wait_until(lambda: project.notes == ["mail"], "the worker works")
    assert project.broker.waiting("reports") == 1

    worker.stop()
    project.worker("-Q", "celery,reports")

    wait_until(lambda: project.notes == ["mail", "report"], lambda: f"both: {project.notes}")


COUNT = """
    from tasks import app

    with app.connection_for_read() as connection:
        print(connection.SimpleQueue("celery").qsize(), "waiting")
"""


def test_a_memory_broker_never_leaves_its_process(project):
    """With memory:// `.delay()` raises nothing, and the message is in the sender's memory only:
    another process with the same address finds none, and a worker runs nothing."""
    project.write("count.py", COUNT)
    project.set(CELERY_BROKER_URL="memory://")
    worker = project.worker()

    project.tasks.say.delay("unheard")

    assert "0 waiting" in project.run("python count.py")
    with project.tasks.app.connection_for_read() as connection:
        assert connection.SimpleQueue("celery").qsize() == 1
    assert "received" not in worker.log
    assert project.notes == []


def test_a_memory_broker_never_leaves_its_process__control(project):
    """With a broker that is a server, another process finds the message, and a worker runs it."""
    project.write("count.py", COUNT)

    project.tasks.say.delay("heard")

    assert "1 waiting" in project.run("python count.py")
    project.worker()
    wait_until(lambda: project.notes == ["heard"], "the worker runs it")


SHOP = """
    from celery import Celery

    app = Celery("shop")

    @app.task
    def pack(order_id):
        return order_id
"""


@pytest.mark.brokers("valkey", "redis")
def test_two_projects_on_one_database_take_each_others_tasks(project):
    """A worker takes what another project put into the same Redis database, and discards it."""
    project.write("shop.py", SHOP)
    worker = project.worker(app="tasks")

    sent = project.load("shop").pack.delay(7)

    worker.wait_for("Received unregistered task of type 'shop.pack'")
    wait_until(lambda: sent.state == "FAILURE", lambda: f"it failed: {sent.state}")
    assert project.broker.waiting() == 0
    assert project.broker.unacknowledged() == 0


@pytest.mark.brokers("valkey", "redis")
def test_two_projects_on_one_database_take_each_others_tasks__control(project):
    """With a database number of its own, the other project's message waits for its own worker."""
    project.write("shop.py", SHOP)
    worker = project.worker(app="tasks")
    own = project.broker.url.rpartition("/")[0] + "/2"
    shop = project.load("shop")
    shop.app.conf.broker_url = own
    project.set(CELERY_BROKER_URL=own)

    sent = shop.pack.delay(7)
    project.worker(app="shop")

    assert sent.get(timeout=30) == 7
    assert "shop.pack" not in worker.log


@pytest.mark.parametrize(
    "configured",
    [
        'app = Celery("tasks", broker="redis://localhost:1/0")',
        'app = Celery("tasks"); app.conf.broker_url = "redis://localhost:1/0"',
        'app = Celery("tasks"); app.config_from_object("settings")',
    ],
)
def test_the_environment_beats_the_code(project, configured):
    """CELERY_BROKER_URL in the environment wins over the broker that the code names.

    Control: With CELERY_BROKER_URL empty, the address in the code counts.
    """
    project.write("settings.py", 'broker_url = "redis://localhost:1/0"')
    project.write("tasks.py", f"from celery import Celery\n\n{configured}\n")

    with project.tasks.app.connection_for_write() as connection:
        connection.connect()
        assert f":{project.broker.port}/" in connection.as_uri()

    address = "import tasks; print(tasks.app.connection_for_write().as_uri())"
    without = project.run(f'python -c "{address}"', CELERY_BROKER_URL="")
    assert "localhost:1/" in without


@pytest.mark.parametrize("side, other", [("read", "write"), ("write", "read")])
def test_a_url_for_one_direction_beats_the_environment(project, side, other):
    """broker_write_url or broker_read_url in the code beats CELERY_BROKER_URL, in its direction.

    Control: The other direction goes where CELERY_BROKER_URL says.
    """
    named = f'app.conf.broker_{side}_url = "redis://localhost:1/0"'
    project.write("tasks.py", f"from celery import Celery\n\napp = Celery()\n{named}\n")

    def address(direction):
        with getattr(project.tasks.app, f"connection_for_{direction}")() as connection:
            return connection.as_uri()

    assert "localhost:1/" in address(side)
    assert f":{project.broker.port}/" in address(other)


@pytest.mark.parametrize(
    "configured",
    [
        'app = Celery("tasks", backend="redis://localhost:1/0")',
        'app = Celery("tasks"); app.conf.result_backend = "redis://localhost:1/0"',
        'app = Celery("tasks"); app.config_from_object({"result_backend": "redis://localhost:1/0"})',
    ],
)
def test_the_environment_names_the_result_backend(project, configured):
    """CELERY_RESULT_BACKEND in the environment wins over the result backend that the code names.

    Control: With CELERY_RESULT_BACKEND empty, the address in the code counts.
    """
    project.write("tasks.py", f"from celery import Celery\n\n{configured}\n")
    address = "import tasks; print(tasks.app.backend.as_uri())"

    def backend(environment):
        return project.run(f'python -c "{address}"', CELERY_RESULT_BACKEND=environment).strip()

    assert backend(project.broker.backend) == project.broker.backend
    assert backend("") == "redis://localhost:1/0"


def test_broker_url_leads_the_worker_and_not_the_app(project):
    """`celery worker` takes BROKER_URL for its --broker, before CELERY_BROKER_URL; an app does not.

    So with both set, app and worker are at two brokers, and the task waits.
    """
    project.set(BROKER_URL=project.broker.url.rpartition("/")[0] + "/2")
    worker = project.worker(mingle=False)

    project.tasks.say.delay("sent")

    assert re.search(r"Connected to \S+/2$", worker.log, re.MULTILINE)
    assert project.broker.waiting() == 1


def test_broker_url_leads_the_worker_and_not_the_app__control(project):
    """Without BROKER_URL the worker is where CELERY_BROKER_URL says, and runs the task."""
    project.set(BROKER_URL="")
    worker = project.worker(mingle=False)

    project.tasks.say.delay("sent")

    wait_until(lambda: project.notes == ["sent"], "it runs")
    assert re.search(r"Connected to \S+/0$", worker.log, re.MULTILINE)


def test_without_a_broker_url_celery_looks_for_rabbitmq(project):
    """An app that names no broker tries RabbitMQ on this machine, as the user guest.

    Control: With an address in the code it tries that one: the_environment_beats_the_code.
    """
    program = "import tasks; print(tasks.app.connection_for_write().as_uri())"

    printed = project.run(f'python -c "{program}"', CELERY_BROKER_URL="")

    assert printed.strip() == "amqp://guest:**@localhost:5672//"
