"""A worker is killed in mid-task: acknowledged early, acknowledged late, and late on RabbitMQ."""

TITLE = "A worker is killed in the middle of a task"
NOTE = (
    "Redis and Valkey hand a message out again when it has been unacknowledged for longer than the "
    "visibility timeout. That's an hour; in this recording it's 3 seconds."
)
SOON = {"visibility_timeout": 3, "polling_interval": 0.2}
FILMS = {
    "early": {"title": "Early, the default", "broker_transport_options": SOON},
    "late": {
        "title": "`acks_late=True`",
        "task_acks_late": True,
        "broker_transport_options": SOON,
    },
    "late-rabbitmq": {
        "title": "`acks_late=True`, RabbitMQ",
        "on": "rabbitmq",
        "task_acks_late": True,
    },
}
CLAIMS = [
    "a_killed_worker_loses_an_early_acknowledged_task",
    "rabbitmq_hands_a_late_acknowledged_task_out_again_at_once",
    "redis_hands_a_task_out_again_after_the_visibility_timeout",
]
SLOW = True


def play(stage, film):
    early, rabbit = film == "early", film == "late-rabbitmq"
    stage.client("make_report.delay('March')")
    stage.step("The client calls `make_report.delay('March')`", "The message waits in the broker.")
    stage.worker("w1")
    stage.step(
        "Worker w1 starts and takes it",
        "w1 acknowledges, then runs. The broker has forgotten the message."
        if early
        else "w1 runs. It'll acknowledge when the task has ended; until then, the broker keeps the "
        "message.",
        until=lambda: stage.told("started") == 1,
    )
    stage.kill("w1")
    stage.step(
        "`kill -9`: w1 is gone in the middle of the report",
        "The message was only in w1's memory. Nobody has it any more."
        if early
        else "The closed connection tells RabbitMQ. The message waits again, at once."
        if rabbit
        else "Nobody tells the broker. The message stays set aside, unacknowledged.",
        until=lambda: early or stage.waiting() + stage.unacknowledged() == 1,
    )
    stage.worker("w2")
    stage.step(
        "Another worker, w2, starts",
        "Nothing to do. The report for March is lost, and its state stays `PENDING`."
        if early
        else "It gets the message and runs the report from the start."
        if rabbit
        else "When the visibility timeout is over, w2 puts the message back and takes it.",
        until=lambda: early or stage.told("started", "w2") == 1,
    )
    stage.let_go("March")
    stage.step(
        "The report may end",
        "There's no report."
        if early
        else "w2 finishes, stores the result and acknowledges: now the broker forgets.",
        until=lambda: early or (stage.told("succeeded") == 1 and stage.unacknowledged() == 0),
    )
