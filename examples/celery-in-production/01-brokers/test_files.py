"""The files that a reader copies: the programs they are for can read them, and they work."""

from pathlib import Path

import amqp
import pytest

from handoff.samples.ports import free_port
from handoff.samples.process import Process
from handoff.samples.waiting import wait_until

HERE = Path(__file__).parent
ON_RABBITMQ = """
    from celery import Celery
    from notes import note
    import on_rabbitmq

    app = Celery("tasks")
    app.config_from_object(on_rabbitmq)
    app.conf.task_queues[0].queue_arguments["x-delivery-limit"] = 1

    @app.task(acks_late=True, reject_on_worker_lost=True)
    def poison():
        import os
        os.kill(os.getpid(), 9)

    @app.task
    def say(*words):
        note(*words)
"""


@pytest.mark.brokers("valkey", "redis")
def test_redis_starts_with_the_file_and_the_users(broker, request):
    start = request.getfixturevalue(f"start_{broker.name}")
    for name in ("redis.conf", "users.acl"):
        (broker.folder / name).write_text((HERE / name).read_text())
    words = (HERE / "redis.conf").read_text().splitlines()
    given = [line.split() for line in words if line and not line.startswith("#")]
    options = tuple(word for name, value in given for word in (f"--{name}", value))

    server = start(options=(*options, "--aclfile", str(broker.inside / "users.acl")))

    assert server.process.alive


@pytest.mark.brokers("valkey", "redis")
def test_a_sentinel_starts_with_the_file(broker):
    told = (HERE / "sentinel.conf").read_text().replace("26379", str(free_port()))
    (broker.folder / "sentinel.conf").write_text(told)
    command = broker.line(broker.inside / "sentinel.conf", "--sentinel")

    sentinel = Process("sentinel", command, broker.folder)
    try:
        sentinel.wait_for("+monitor master mymaster 10.0.0.1 6379 quorum 2")
    finally:
        sentinel.kill()


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_the_settings_for_rabbitmq_work(project):
    project.copy("celery-in-production/01-brokers")
    project.write("tasks.py", ON_RABBITMQ)
    project.run("python declare_dead.py")
    project.worker(mingle=False)

    project.tasks.say.apply_async(["later"], countdown=2)
    sent = project.tasks.poison.delay()

    wait_until(lambda: project.notes == ["later"], lambda: f"{project.notes}")
    wait_until(lambda: project.broker.waiting("dead") == 1, "it is set aside")
    broker = project.broker
    with amqp.Connection(f"127.0.0.1:{broker.port}", virtual_host=broker.vhost) as there:
        assert there.channel().basic_get("dead").headers["id"] == sent.id
