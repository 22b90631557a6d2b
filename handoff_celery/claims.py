"""Where an experiment runs: on the brokers that its mark names, else on the embedded one."""

PACKAGE = "celery[redis]"  # what the experiments are about: `python -m handoff claims --version`
TITLE = "Celery"
MARK = "brokers"  # @pytest.mark.brokers("valkey", "redis", "rabbitmq", "quorum")
FIXTURES = ("project", "broker")  # an experiment that asks for one of these has a broker …
DEFAULT = "valkey"  # … and without the mark it is this one
NAMES = {
    "valkey": "embedded Valkey 9",
    "redis": "Redis 8",
    "rabbitmq": "RabbitMQ 4",
    "quorum": "RabbitMQ 4 with quorum queues",
    "redis7": "Redis 7",
    "rabbitmq3": "RabbitMQ 3",
}
BESIDE = {"database": "PostgreSQL 16"}  # what else an experiment runs beside, by its fixture
NOWHERE = "no broker"  # of an experiment that needs none
RECORDED_ON = ("valkey", "redis")  # a recording of run.toml that names no brokers
