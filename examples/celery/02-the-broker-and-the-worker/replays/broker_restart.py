"""Three messages wait, the broker is killed with kill -9 and started again."""

TITLE = "The broker is killed and started again"
FILMS = {
    "memory": {"title": "Valkey, nothing on disk", "persistence": "none", "backend": False},
    "aof": {"title": "Valkey, append-only file", "persistence": "aof", "backend": False},
    "rabbitmq": {
        "title": "RabbitMQ, `confirm_publish`",
        "on": "rabbitmq",
        "backend": False,
        "broker_transport_options": {"confirm_publish": True},
    },
}
CLAIMS = [
    "redis_without_persistence_loses_its_queue",
    "an_append_only_file_keeps_the_queue",
    "rabbitmq_keeps_confirmed_messages_through_a_kill",
]
SLOW = True
MONTHS = ("March", "April", "May")


def play(stage, film):
    left = 0 if film == "memory" else 3
    stage.client(f"for month in {MONTHS}: make_report.delay(month)")
    stage.step(
        "The client asks for three reports; no worker runs",
        "They're in Valkey's memory, and nowhere else."
        if film == "memory"
        else "They're in the append-only file, too."
        if film == "aof"
        else "RabbitMQ has confirmed each of them.",
    )
    stage.broker_down("kill")
    stage.step(
        "`kill -9` to the broker",
        "Its process is gone, and with it all that was only in its memory.",
    )
    stage.broker_up()
    stage.step(
        "The broker is started again",
        "It's empty, as new." if film == "memory" else "It has read them back: three of three.",
        until=lambda: stage.waiting() == left,
    )
    stage.let_go(*MONTHS)
    stage.worker("w1")
    stage.step(
        "A worker starts",
        "Nothing to do. The client believes that three reports are on their way."
        if film == "memory"
        else "It makes all three.",
        until=lambda: stage.told("succeeded") == left,
    )
