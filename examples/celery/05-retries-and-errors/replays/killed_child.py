"""Out of memory: the kernel kills one child process of a worker."""

TITLE = "One child process of a worker is killed"
NOTE = "The recorder kills the child with `kill -9`, as Linux does when memory runs out."
FILMS = {
    "early": {"title": "Early, the default"},
    "late": {"title": "`acks_late=True`", "task_acks_late": True},
    "reject": {
        "title": "and `reject_on_worker_lost`",
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
    },
}
CLAIMS = [
    "a_killed_child_fails_its_task_early_or_late",
    "reject_on_worker_lost_runs_the_task_again",
]
SLOW = True


def play(stage, film):
    again = film == "reject"
    stage.worker("w1")
    stage.client("make_report.delay('March')")
    stage.step(
        "Worker w1's child process runs a report",
        "The parent holds the connection to the broker; the child does the work.",
        until=lambda: stage.told("started") == 1,
    )
    stage.kill_child("w1")
    stage.step(
        "`kill -9` to the child",
        "The parent puts the message back and starts a new child, which begins the report again."
        if again
        else "The parent notices, starts a new child, and records `WorkerLostError`.",
        until=lambda: stage.told("started") == 2 if again else stage.states() == ["FAILURE"],
    )
    stage.let_go("March")
    stage.step(
        "The report could end now",
        "It succeeds, at the second go. Had the report itself eaten the memory, it would kill "
        "child after child."
        if again
        else "Nobody makes it. Its state says that it failed, and why.",
        until=lambda: not again or stage.told("succeeded") == 1,
    )
