"""A chord, and a chord of which one member fails."""

TITLE = "A chord, and a chord whose member fails"
FILMS = {"succeeds": {"title": "All succeed"}, "fails": {"title": "One fails"}}
CLAIMS = [
    "chord_runs_its_callback_once_with_all_results",
    "chord_with_a_failing_task_never_runs_its_callback",
]
SLOW = True


def play(stage, film):
    items = ["pear", "plum", "moon" if film == "fails" else "fig"]
    stage.client(f"celery.chord(read_price.s(item) for item in {items})(add_up.s())")
    stage.step(
        "The client sends a chord: three prices, then their sum",
        "Only the three are published. The sum's message doesn't exist yet.",
    )
    stage.worker("w1")
    stage.step(
        "Worker w1 runs them",
        "The moon has no price. Two succeeded, and the sum is never sent: it's marked as failed."
        if film == "fails"
        else "The worker that finishes the last of them publishes the sum, and runs it.",
        until=lambda: len(stage.states()) == 4 and stage.unacknowledged() == 0,
    )
