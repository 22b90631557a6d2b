"""One beat, and two, with the same schedule."""

TITLE = "One beat, and two"
NOTE = "The schedule says every 20 seconds, so that you needn't wait for Monday."
EVERY = {"digest": {"task": "tasks.send_digest", "schedule": 20.0}}
FILMS = {
    "one": {"title": "One beat", "beat_schedule": EVERY},
    "two": {"title": "Two beats", "beat_schedule": EVERY},
}
CLAIMS = ["two_beats_send_everything_twice"]
SLOW = True


def play(stage, film):
    beats = ["beat-1"] if film == "one" else ["beat-1", "beat-2"]
    stage.beats(*beats)
    stage.step("Beat starts; no worker runs yet", "A new beat waits one interval before it sends.")
    for turn, words in enumerate(("The entry is due", "The entry is due again"), 1):
        stage.step(
            words,
            f"{turn * len(beats)} in the queue so far."
            if film == "one"
            else f"Each beat sends for itself: {turn * len(beats)} in the queue so far.",
            until=lambda turn=turn: stage.told("published") == turn * len(beats),
        )
    for beat in beats:
        stage.kill(beat)
    stage.worker("w1")
    stage.step(
        "Beat is gone; a worker starts",
        f"It runs what's there: {2 * len(beats)} digests for two due dates.",
        until=lambda: stage.told("succeeded") == 2 * len(beats),
    )
