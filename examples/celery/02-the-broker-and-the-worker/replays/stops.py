"""A worker with one running task and two reserved ones is stopped: warm, cold, cold when late."""

TITLE = "A worker is stopped, warm and cold"
FILMS = {
    "warm": {"title": "SIGTERM, warm"},
    "cold": {"title": "SIGQUIT, cold"},
    "cold-late": {"title": "SIGQUIT, `acks_late=True`", "task_acks_late": True},
}
CLAIMS = [
    "a_warm_stop_finishes_what_runs_and_gives_the_rest_back",
    "a_cold_stop_loses_the_running_task",
]
SLOW = True
SAYS = {
    "warm": (
        "w1 takes no more, and waits for March. April and May aren't back yet.",
        "March succeeded. April and May wait in the broker again.",
    ),
    "cold": (
        "w1 is gone. April and May wait again. March was acknowledged early: it's nowhere.",
        "Nothing runs March any more.",
    ),
    "cold-late": (
        "w1 is gone. All three wait again, because none was acknowledged.",
        "March will run from the start, on the next worker.",
    ),
}


def play(stage, film):
    stopping, stopped = SAYS[film]
    stage.client("for month in ['March', 'April', 'May']: make_report.delay(month)")
    stage.step("The client asks for three reports", "Three messages wait.")
    stage.worker("w1")
    stage.step(
        "Worker w1 runs one, and reserves two",
        "w1 has one child process, so the other two messages wait in its memory.",
        until=lambda: stage.told("started") == 1 and stage.told("received") == 3,
    )
    stage.stop("w1", "warm" if film == "warm" else "cold")
    stage.step(
        "w1 gets the signal",
        stopping,
        until=lambda: film == "warm" or stage.ended("w1"),
    )
    stage.let_go("March")
    stage.step("The report for March could end now", stopped, until=lambda: stage.ended("w1"))
