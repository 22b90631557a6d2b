"""A worker that starts child processes when there is work, and ends them when there is none."""

TITLE = "A worker scales itself"
NOTE = (
    "A worker waits for 30 quiet seconds before it ends a child process; in this recording it's 3 "
    "(`AUTOSCALE_KEEPALIVE=3`)."
)
FILMS = {"valkey": {"title": "Valkey", "counts_children": True}}
SLOW = True
MONTHS = ("March", "April", "May")


def play(stage, film):
    stage.env["AUTOSCALE_KEEPALIVE"] = "3"
    stage.worker("w1", "--autoscale", "3,1")
    stage.step(
        "A worker starts with `--autoscale 3,1`",
        "Nothing to do, so it has one child process.",
        until=lambda: stage.children("w1") == 1,
    )
    stage.client(f"for month in {MONTHS}: make_report.delay(month)")
    stage.step(
        "The client asks for three reports",
        "The worker starts two more child processes. All three reports run at the same time.",
        until=lambda: stage.children("w1") == 3 and stage.told("started") == 3,
    )
    stage.let_go(*MONTHS)
    stage.step(
        "The reports are done, and it's quiet",
        "It ends child processes until one is left.",
        until=lambda: stage.told("succeeded") == 3 and stage.children("w1") == 1,
    )
