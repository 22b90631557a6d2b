"""A message in a queue that no worker reads."""

TITLE = "A queue that no worker reads"
FILMS = {
    "valkey": {"title": "Valkey"},
    "rabbitmq": {"title": "RabbitMQ", "on": "rabbitmq"},
}
CLAIMS = ["a_queue_that_no_worker_reads_keeps_its_messages"]
SLOW = True


def play(stage, film):
    stage.queues = ["celery", "reports"]
    stage.worker("w1")
    stage.step("Worker w1 starts; it reads the queue `celery`", "Nothing waits.")
    stage.let_go("March")
    stage.client("make_report.apply_async(['March'], queue='reports')")
    stage.step(
        "The client sends a report to the queue `reports`",
        "It waits. w1 is free, but it doesn't read that queue.",
        until=lambda: stage.waiting() == 1,
    )
    stage.worker("w2", "-Q", "reports")
    stage.step(
        "Worker w2 starts with `-Q reports`",
        "w2 takes it and makes the report.",
        until=lambda: stage.told("succeeded", "w2") == 1 and stage.unacknowledged() == 0,
    )
