"""A worker freezes with its connection open, and thaws: a heartbeat against a clock."""

TITLE = "A worker freezes in mid-task, and thaws"
NOTE = (
    "Celery asks RabbitMQ for a heartbeat every 120 seconds; in this recording it's 10, so that "
    "seconds pass here where it's minutes with you. Valkey's visibility timeout is an hour, as "
    "always."
)
LATE = {"task_acks_late": True}
FILMS = {
    "rabbitmq": {"title": "RabbitMQ", "on": "rabbitmq", "broker_heartbeat": 10, **LATE},
    "valkey": {"title": "Valkey", **LATE},
}
CLAIMS = [
    "rabbitmq_misses_a_silent_worker_after_minutes",
    "a_shorter_heartbeat_notices_a_frozen_worker_sooner",
]
SLOW = True


def play(stage, film):
    rabbit = film == "rabbitmq"
    stage.worker("w1")
    stage.client("make_report.delay('March')")
    stage.step(
        "Worker w1 runs a report, `acks_late=True`",
        "The broker keeps the message until w1 acknowledges.",
        until=lambda: stage.told("started", "w1") == 1,
    )
    stage.freeze("w1")
    stage.step(
        "w1 freezes: no CPU, but its connection stays open",
        "Nobody has noticed yet. To the broker, w1 is a worker that takes its time.",
    )
    stage.worker("w2", "--without-mingle", "--without-gossip")
    stage.step(
        "Another worker, w2, is ready for work",
        "RabbitMQ has missed w1's heartbeats, takes the message back and hands it to w2."
        if rabbit
        else "Valkey has no heartbeats for clients. w2 gets nothing until the hour is over.",
        until=lambda: not rabbit or stage.told("started", "w2") == 1,
    )
    stage.let_go("March")
    stage.step(
        "The report could end now",
        "w2 finishes and acknowledges." if rabbit else "w1 can't finish, and w2 doesn't have it.",
        until=lambda: (
            not rabbit or (stage.told("succeeded", "w2") == 1 and stage.unacknowledged() == 0)
        ),
    )
    stage.thaw("w1")
    stage.step(
        "w1 thaws",
        "It finishes, too, and knows of nothing: the report was made twice."
        if rabbit
        else "It finishes as if nothing had been: the report was made once, only late.",
        until=lambda: stage.told("succeeded", "w1") == 1 and stage.unacknowledged() == 0,
    )
