"""What the web app's settings add: it sends, and declares nothing."""

from kombu import Exchange, Queue

# --8<-- [start:queues]
exchange = Exchange("celery", no_declare=True)
task_queues = [
    Queue(
        "celery",
        exchange,
        routing_key="celery",
        no_declare=True,
    )
]
# --8<-- [end:queues]
