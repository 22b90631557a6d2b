"""A task takes longer than the visibility timeout, and another worker is free."""

TITLE = "A task outlasts the visibility timeout"
NOTE = (
    "The visibility timeout is an hour unless you set it; in this recording it's 12 seconds, and "
    "workers look for overdue messages every second. Each worker takes one message at a time."
)
TIMES = {"visibility_timeout": 12, "unacked_restore_interval": 1, "unacked_restore_throttle": 1}
SOON = {"broker_transport_options": TIMES}
ONE = {"worker_prefetch_multiplier": 1}  # else w1 may reserve the copy behind its own run
LATE = {"task_acks_late": True, **ONE}
FILMS = {
    "early": {"title": "Valkey, early", **SOON, **ONE},
    "late": {"title": "Valkey, `acks_late=True`", **SOON, **LATE},
    "rabbitmq": {"title": "RabbitMQ, `acks_late=True`", "on": "rabbitmq", **LATE},
}
CLAIMS = [
    "only_late_acknowledged_tasks_outlast_the_visibility_timeout",
    "rabbitmq_has_no_visibility_timeout",
]
SLOW = True
PATIENT = 14  # seconds, more than the timeout


def play(stage, film):
    late = film == "late"
    stage.worker("w1")
    stage.client("make_report.delay('March')")
    stage.step(
        "Worker w1 starts a long report",
        "w1 has acknowledged already: the broker has forgotten the message."
        if film == "early"
        else "It'll acknowledge at the end. Until then the broker keeps the message.",
        until=lambda: (
            stage.told("started", "w1") == 1 and stage.unacknowledged() == (film != "early")
        ),
    )
    stage.worker("w2")
    stage.wait(PATIENT)
    stage.step(
        "The visibility timeout passes; a second worker is free",
        "Overdue, says the clock, and w2 starts the report, too. Both are at work on it."
        if late
        else "Nothing is set aside, so nothing can be overdue."
        if film == "early"
        else "RabbitMQ goes by w1's connection, which is fine. Its own limit is half an hour.",
        until=lambda: not late or stage.told("started", "w2") == 1,
    )
    stage.let_go("March")
    stage.step(
        "The report may end",
        "It was made twice." if late else "It was made once.",
        until=lambda: stage.told("succeeded") == 1 + late and stage.unacknowledged() == 0,
    )
