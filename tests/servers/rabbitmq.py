"""RabbitMQ with its own node name, ports, folders, Erlang cookie and epmd: several run at once."""

import shutil
import signal as signals
from pathlib import Path

import amqp

from handoff.samples.ports import answers, free_port
from handoff.samples.process import Process

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
    missing = "RabbitMQ is not installed: `apt install rabbitmq-server` or `brew install rabbitmq`"

    def __init__(self, folder: Path, ports: list[int] | None = None):
        self.folder = folder
        self.ports = ports or [free_port(), free_port(), free_port()]
        self.port, self.epmd_port, self.distribution = self.ports
        self.process: Process | None = None
        self.epmd: Process | None = None
        if ports is None:
            self._prepare()
            self.start()

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True)
        (self.folder / "rabbitmq.conf").write_text(CONFIGURATION.format(port=self.port))
        (self.folder / "enabled_plugins").write_text("[].\n")

    @staticmethod
    def find() -> Path | None:
        """The folder of its programs; Debian's own wrappers insist on a system user."""
        debian = Path("/usr/lib/rabbitmq/bin")
        if (debian / "rabbitmq-server").exists():
            return debian
        found = shutil.which("rabbitmq-server")
        return Path(found).parent if found and shutil.which("erl") else None

    @property
    def env(self) -> dict[str, str]:
        return {
            "HOME": str(self.folder),  # the Erlang cookie is made here
            "ERL_EPMD_PORT": str(self.epmd_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"handoff-{self.port}@localhost",
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_PID_FILE": str(self.folder / "pid"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(self.folder / "generated"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": QUIET_ERLANG,
            "LC_ALL": "C.UTF-8",
        }

    def start(self) -> None:
        """Start, or start again, and wait until it takes connections."""
        if self.epmd is None or not self.epmd.alive:
            epmd = shutil.which("epmd") or "epmd"
            self.epmd = Process("epmd", f"{epmd} -port {self.epmd_port}", self.folder, self.env)
            self.epmd.wait_until(lambda: answers(self.epmd_port), "epmd answers")
        command = str(self.find() / "rabbitmq-server")
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

    def control(self, *words: str) -> str:
        """`rabbitmqctl …`: what it prints."""
        command = " ".join(f"'{word}'" for word in (str(self.find() / "rabbitmqctl"), "-q", *words))
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


class RabbitQueues:
    """A vhost of a RabbitMQ with the questions that tests ask of a queue."""

    name = "rabbitmq"

    def __init__(self, server: RabbitServer, vhost: str, backend: str, own: bool):
        self.server, self.vhost, self.backend, self.own = server, vhost, backend, own
        self.url = f"amqp://guest:guest@127.0.0.1:{server.port}/{vhost}"

    @property
    def env(self) -> dict[str, str]:
        return {"CELERY_BROKER_URL": self.url, "CELERY_RESULT_BACKEND": self.backend}

    @property
    def port(self) -> int:
        return self.server.port

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
