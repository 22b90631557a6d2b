"""What a sender may do, on RabbitMQ and on Redis."""

import amqp
import pytest
import redis
from kombu.exceptions import OperationalError

from handoff.samples.waiting import wait_until
from tests.celery_project import EXAMPLES

FOLDER = EXAMPLES / "celery-in-production" / "01-brokers"
SENDS = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.task_ignore_result = True

    @app.task
    def say(*words):
        note(*words)
"""
NOTHING, PUBLISH, ALL = "^$", r"^amq\\.default$", ".*"


def user(project, name, configure, write, read):
    """A user of RabbitMQ with these three permissions, and the address with it."""
    broker = project.broker
    broker.server.control(
        "eval",
        f'rabbit_auth_backend_internal:add_user(<<"{name}">>, <<"secret">>, <<"handoff">>), '
        f'rabbit_auth_backend_internal:set_permissions(<<"{name}">>, <<"{broker.vhost}">>, '
        f'<<"{configure}">>, <<"{write}">>, <<"{read}">>, <<"handoff">>).',
    )
    return f"amqp://{name}:secret@127.0.0.1:{broker.port}/{broker.vhost}"


def send_as(project, address, sends_only=True):
    """A worker with all rights, and this process as a sender with the address."""
    project.write("tasks.py", SENDS)
    project.worker(mingle=False)
    project.set(CELERY_BROKER_URL=address)
    if sends_only:
        project.copy("celery-in-production/01-brokers")
        project.write("tasks.py", SENDS)
        project.tasks.app.config_from_object("sends_only")
    return project.tasks


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_sender_on_rabbitmq_needs_one_permission(project):
    """With task_queues that declare nothing, a sender needs the right to write to amq.default and
    no other: it can send, and can neither read the queue nor stop the workers."""
    address = user(project, f"web-{project.broker.vhost}", NOTHING, PUBLISH, NOTHING)
    tasks = send_as(project, address)

    tasks.say.delay("from the web")

    wait_until(lambda: project.notes == ["from the web"], lambda: f"{project.notes}")
    with pytest.raises(amqp.AccessRefused, match="read access"), tasks.app.connection() as there:
        there.default_channel.basic_get("celery")
    with pytest.raises(amqp.AccessRefused):
        tasks.app.control.shutdown()


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_sender_on_rabbitmq_needs_one_permission__control(project):
    """A sender with all permissions stops the workers; one with the single right and queues as
    Celery has them is refused, since it declares them."""
    address = user(project, f"web-{project.broker.vhost}", NOTHING, PUBLISH, NOTHING)
    tasks = send_as(project, address, sends_only=False)
    with pytest.raises(amqp.AccessRefused, match="configure access"):
        tasks.say.delay("from the web")

    project.close()
    project.set(CELERY_BROKER_URL=project.broker.url)
    worker = project.worker(mingle=False)
    project.tasks.app.control.shutdown()
    assert worker.wait(60) == 0


@pytest.fixture
def guarded(project):
    """guarded(name): the address of a user of users.acl, whose lines the server has."""
    with project.broker.client() as client:
        for line in reversed((FOLDER / "users.acl").read_text().splitlines()):
            client.execute_command("ACL", "SETUSER", *line.split()[1:])
    passwords = dict(worker="change-this-too", web="and-this-one", admin="change-this-one")

    def lead(name):
        address = f"redis://{name}:{passwords[name]}@127.0.0.1:{project.broker.port}"
        project.set(CELERY_BROKER_URL=f"{address}/0", CELERY_RESULT_BACKEND=f"{address}/1")

    return lead


@pytest.mark.brokers("valkey", "redis")
def test_users_of_redis_can_be_kept_to_what_they_do(project, guarded):
    """With these users on Redis, the worker works, and the web app sends and gets results; it can
    neither purge the queue nor stop the workers nor read another key."""
    guarded("worker")
    worker = project.worker()
    guarded("web")

    assert project.tasks.add.delay(2, 3).get(timeout=60) == 5

    for forbidden in (project.tasks.app.control.shutdown, project.tasks.app.control.purge):
        with pytest.raises((OperationalError, redis.exceptions.NoPermissionError)):
            forbidden()
    with (
        redis.Redis.from_url(project.env["CELERY_BROKER_URL"]) as client,
        pytest.raises(redis.exceptions.NoPermissionError),
    ):
        client.get("session:42")
    assert worker.alive


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_users_of_redis_can_be_kept_to_what_they_do__control(project):
    """With one user for all, as Redis comes, the sender stops the worker."""
    worker = project.worker()

    project.tasks.app.control.shutdown()

    assert worker.wait(60) == 0
