"""Settings for RabbitMQ 4: `app.config_from_object("on_rabbitmq")`."""

from kombu import Exchange, Queue

# --8<-- [start:settings]
task_default_queue_type = "quorum"
task_default_exchange_type = "topic"
broker_transport_options = {"confirm_publish": True}
# --8<-- [end:settings]

# --8<-- [start:queues]
task_queues = [
    Queue(
        "orders",
        Exchange("orders", "topic"),
        routing_key="orders",
        queue_arguments={
            "x-queue-type": "quorum",
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": "dead",
        },
    )
]
task_default_queue = "orders"
# --8<-- [end:queues]
task_default_exchange = "orders"
task_default_routing_key = "orders"
