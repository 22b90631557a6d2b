"""A retry is a new message with a time in it."""

TITLE = "A task is retried"
NOTE = "Celery waits for three minutes by default; in this recording it's 8 seconds."
FILMS = {"valkey": {"title": "Valkey"}}
CLAIMS = ["a_retry_is_a_new_message_with_a_time_in_it"]
SLOW = True


def play(stage, film):
    stage.worker("w1")
    stage.client("charge.delay(7)")
    stage.step(
        "Worker w1 tries to charge order 7; the payment service is down",
        "The task calls `self.retry()`: a new message, with the same id and a time in it. w1 takes "
        "it at once and holds it, unacknowledged, until it's due.",
        until=lambda: stage.told("retried") == 1 and stage.told("received") == 2,
    )
    stage.let_go("7")
    stage.step(
        "The payment service is back, and the 8 seconds pass",
        "w1 runs it again, and acknowledges. It succeeds.",
        until=lambda: stage.told("succeeded") == 1 and stage.unacknowledged() == 0,
    )
