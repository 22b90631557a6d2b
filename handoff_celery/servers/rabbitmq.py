"""RabbitMQ with its own node name, ports, folders, Erlang cookie and epmd: several run at once."""

import signal as signals
from functools import cache
from pathlib import Path
from typing import ClassVar

import amqp

from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process
from handoff_celery.servers.system import System, forget, systems

CONFIGURATION = """\
listeners.tcp.default = 127.0.0.1:{port}
disk_free_limit.absolute = 10MB
log.console = true
log.console.level = info
log.file = false
"""
# One scheduler that does not spin: the tests share the machine with workers.
QUIET_ERLANG = "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none"


class RabbitServer:
    """`start()`, `stop()`, `kill()` on the same ports and folder; queues live in vhosts.

    With `ports` it stands for a server that another process has started.
    """

    name = "rabbitmq"
    majors = range(4, 100)
    missing = (
        "there is no RabbitMQ 4: `sh tests/servers.sh` (root, Debian) or `brew install rabbitmq`"
    )

    def __init__(self, folder: Path, ports: list[int] | None = None):
        self.folder, self.system = folder, self.find()
        self.ports = ports or [free_port(), free_port(), free_port()]
        self.port, self.epmd_port, self.distribution = self.ports
        self.process: Process | None = None
        self.epmd: Process | None = None
        if ports is None:
            self.inside = self.system.folder(folder)
            self._prepare()
            self.start()
        else:
            self.inside = self.system.seen(folder)

    def _prepare(self) -> None:
        (self.folder / "rabbitmq.conf").write_text(CONFIGURATION.format(port=self.port))
        (self.folder / "enabled_plugins").write_text("[].\n")

    @classmethod
    def find(cls) -> System | None:
        return next((each for each in systems() if major(each) in cls.majors), None)

    @property
    def env(self) -> dict[str, str]:
        return {
            "HOME": str(self.inside),  # the Erlang cookie is made here
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"handoff-{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_CONFIG_FILE": str(self.inside / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self.inside / "none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.inside / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.inside / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.inside / "log"),
            "RABBITMQ_PID_FILE": str(self.inside / "pid"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(self.inside / "generated"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": QUIET_ERLANG,
            "LC_ALL": "C.UTF-8",
        }

    def start(self) -> None:
        """Start, or start again, and wait until it takes connections."""
        if self.epmd is None or not self.epmd.alive:
            command = self.system.command("epmd", "-port", str(self.epmd_port))
            self.epmd = Process("epmd", command, self.folder, self.env)
            self.epmd.wait_until(lambda: answers(self.epmd_port), "epmd answers")
        command = self.system.command(programs(self.system) / "rabbitmq-server")
        self.process = Process("rabbitmq", command, self.folder, self.env)
        self.process.wait_until(lambda: answers(self.port), "RabbitMQ answers", timeout=120)
        self.process.wait_for("Server startup complete", timeout=120)

    def stop(self, signal: int = signals.SIGTERM) -> None:
        self.process.stop(signal)
        self.epmd.kill()

    def kill(self) -> None:
        """kill -9: whatever was not yet written is gone."""
        self.process.kill()
        self.epmd.kill()

    def close(self) -> None:
        self.kill()
        forget(self.folder)

    def control(self, *words: str) -> str:
        """`rabbitmqctl …`: what it prints."""
        command = self.system.command(programs(self.system) / "rabbitmqctl", "-q", *words)
        process = Process("rabbitmqctl", command, self.folder, self.env)
        if process.wait() != 0:
            raise RuntimeError(f"rabbitmqctl {' '.join(words)}: {process.log}")
        return process.log

    def add_vhosts(self, names: list[str]) -> None:
        """Folders for queues, many in one call: each call starts an Erlang of its own."""
        listed = ",".join(f'<<"{name}">>' for name in names)
        self.control(
            "eval",
            f'[begin rabbit_vhost:add(V, <<"handoff">>), '
            f'rabbit_auth_backend_internal:set_permissions(<<"guest">>, V, '
            f'<<".*">>, <<".*">>, <<".*">>, <<"handoff">>) end || V <- [{listed}]], ok.',
        )


class OldRabbitServer(RabbitServer):
    """RabbitMQ 3, which Debian 12 has."""

    majors = range(3, 4)
    missing = "there is no RabbitMQ 3: `apt install rabbitmq-server` on Debian 12"


def programs(system: System) -> Path | None:
    """The folder of its programs; Debian's own wrappers insist on a system user."""
    debian = Path("/usr/lib/rabbitmq/bin")
    if system.has(debian / "rabbitmq-server"):
        return debian
    found = system.which("rabbitmq-server")
    return found.parent if found and system.which("erl") else None


@cache
def version(system: System) -> str:
    """The version of the system's RabbitMQ; empty where there is none."""
    folder = programs(system)
    said = system.prints(folder / "rabbitmqctl", "version").strip() if folder else ""
    return said if said[:1].isdigit() else ""


def major(system: System) -> int:
    return int(version(system).partition(".")[0] or 0)


class RabbitQueues:
    """A vhost of a RabbitMQ with the questions that tests ask of a queue."""

    name = "rabbitmq"
    settings: ClassVar[dict[str, str]] = {}

    def __init__(self, server: RabbitServer, vhost: str, backend: str, own: bool):
        self.server, self.vhost, self.backend, self.own = server, vhost, backend, own
        self.url = f"amqp://guest:guest@127.0.0.1:{server.port}/{vhost}"

    @property
    def env(self) -> dict[str, str]:
        named = {"CELERY_BROKER_URL": self.url, "CELERY_RESULT_BACKEND": self.backend}
        return {"BROKER_URL": self.url} | named | self.settings

    @property
    def port(self) -> int:
        return self.server.port

    @property
    def version(self) -> str:
        return version(self.server.system)

    def waiting(self, queue: str = "celery") -> int:
        """How many messages are in the queue, delivered to nobody yet."""
        with amqp.Connection(f"127.0.0.1:{self.port}", virtual_host=self.vhost) as connection:
            try:
                return connection.channel().queue_declare(queue, passive=True).message_count
            except amqp.NotFound:
                return 0

    def unacknowledged(self, queue: str = "celery") -> int:
        """How many messages are delivered to a worker and not yet acknowledged."""
        listed = self.server.control(
            "list_queues", "-p", self.vhost, "name", "messages_unacknowledged", "--no-table-headers"
        )
        return sum(int(line.split()[1]) for line in listed.splitlines() if line.split()[0] == queue)

    def start(self) -> None:
        self._private().start()

    def stop(self, signal: int = signals.SIGTERM) -> None:
        self._private().stop(signal)

    def kill(self) -> None:
        self._private().kill()

    def _private(self) -> RabbitServer:
        if not self.own:
            raise RuntimeError(
                "this RabbitMQ is shared by all tests: "
                'mark the test @pytest.mark.brokers("rabbitmq", own=True) to stop or kill it'
            )
        return self.server


class QuorumQueues(RabbitQueues):
    """The same, and Celery declares its queues as quorum queues."""

    settings: ClassVar[dict[str, str]] = {"CELERY_CONFIG_MODULE": "handoff_celery.quorum_queues"}
