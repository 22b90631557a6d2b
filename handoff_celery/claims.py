"""Where an experiment runs: on the brokers that its mark names, else on the embedded one."""

MARK = "brokers"  # @pytest.mark.brokers("valkey", "redis", "rabbitmq")
FIXTURES = ("project", "broker")  # an experiment that asks for one of these has a broker …
DEFAULT = "valkey"  # … and without the mark it is this one
NAMES = {"valkey": "embedded Valkey", "redis": "Redis", "rabbitmq": "RabbitMQ"}
RECORDED_ON = ("valkey", "redis")  # a recording of run.toml that names no brokers
