"""A worker is killed in mid-task: acknowledged early, acknowledged late, and late on RabbitMQ."""

TITLE = "A worker is killed in the middle of a task"
NOTE = (
    "Redis and Valkey hand a message out again when it has been unacknowledged for longer than the "
    "visibility timeout. That's an hour; in this recording it's 3 seconds."
)
SOON = {"broker_transport_options": {"visibility_timeout": 3, "polling_interval": 0.2}}
LATE = {"task_acks_late": True}
FILMS = {
    "early": {"title": "Early, the default", **SOON},
    "late": {"title": "`acks_late=True`", **LATE, **SOON},
    "late-rabbitmq": {"title": "`acks_late=True`, RabbitMQ", "on": "rabbitmq", **LATE},
}
CLAIMS = [
    "a_killed_worker_loses_an_early_acknowledged_task",
    "rabbitmq_hands_a_late_acknowledged_task_out_again_at_once",
    "redis_hands_a_task_out_again_after_the_visibility_timeout",
]
SLOW = True
KEPT = (
    "w1 runs. It'll acknowledge when the task has ended; until then, the broker keeps the message."
)
DONE = "w2 finishes, stores the result and acknowledges: now the broker forgets."
SAYS = {
    "early": (
        "w1 acknowledges, then runs. The broker has forgotten the message.",
        "The message was only in w1's memory. Nobody has it any more.",
        "Nothing to do. The report for March is lost, and its state stays `PENDING`.",
        "There's no report.",
    ),
    "late": (
        KEPT,
        "Nobody tells the broker. The message stays set aside, unacknowledged.",
        "When the visibility timeout is over, w2 puts the message back and takes it.",
        DONE,
    ),
    "late-rabbitmq": (
        KEPT,
        "The closed connection tells RabbitMQ. The message waits again, at once.",
        "It gets the message and runs the report from the start.",
        DONE,
    ),
}


def play(stage, film):
    runs, killed, taken, done = SAYS[film]
    again = film != "early"
    stage.client("make_report.delay('March')")
    waits = "The message waits in the broker."
    stage.step("The client calls `make_report.delay('March')`", waits)
    stage.worker("w1")
    stage.step("Worker w1 starts and takes it", runs, lambda: stage.told("started") == 1)
    stage.kill("w1")
    stage.step("`kill -9`: w1 is gone in the middle of the report", killed)
    stage.worker("w2")
    stage.step("Another worker, w2, starts", taken, lambda: stage.told("started") == 1 + again)
    stage.let_go("March")
    stage.step("The report may end", done, lambda: stage.told("succeeded") == again)
