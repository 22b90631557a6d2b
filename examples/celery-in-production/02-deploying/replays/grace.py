"""A deploy stops a worker whose task is too long: a warm stop and the kill, a soft shutdown."""

TITLE = "A deploy, and a report that takes too long"
NOTE = (
    "Both films have `task_acks_late`. The soft shutdown is 45 seconds in this chapter's files; in "
    "this recording it's 8. Stranded means: until the visibility timeout, an hour, is over."
)
LATE = {"task_acks_late": True, "worker_soft_shutdown_timeout": 8}
FILMS = {
    "warm": {"title": "Warm, then killed", **LATE},
    "soft": {"title": "`REMAP_SIGTERM`, soft shutdown", **LATE},
}
CLAIMS = ["a_soft_shutdown_gives_a_late_task_back_before_the_kill"]
SLOW = True
SAYS = {
    "warm": (
        "w1 waits for March, however long it takes.",
        "w1 goes on waiting. It'd wait all night.",
        "w1 is killed, and March stays set aside for it.",
        "Nothing to do. March is stranded.",
    ),
    "soft": (
        "w1 gives March a few seconds.",
        "w1 cuts March off, puts its message back, and leaves.",
        "There's nobody left to kill.",
        "March runs again from the start, and ends.",
    ),
}


def play(stage, film):
    asked, later, killed, deployed = SAYS[film]
    soft = film == "soft"
    if soft:
        stage.env["REMAP_SIGTERM"] = "SIGQUIT"
    stage.client("make_report.delay('March')")
    stage.worker("w1")
    stage.step(
        "Worker w1 runs the report for March",
        "It'll acknowledge when the report has ended; until then, the broker keeps the message.",
        until=lambda: stage.told("started") == 1,
    )
    stage.stop("w1", film)
    stage.step("The deploy begins: `SIGTERM` to w1", asked)
    if not soft:
        stage.wait(LATE["worker_soft_shutdown_timeout"])
    stage.step("March takes longer than that", later, until=lambda: stage.ended("w1") == soft)
    if not soft:
        stage.kill("w1")
    stage.step("The grace period is over: `SIGKILL`", killed)
    stage.worker("w2")
    stage.let_go("March")
    stage.step("w2, the new release, starts", deployed, lambda: stage.told("succeeded") == soft)
