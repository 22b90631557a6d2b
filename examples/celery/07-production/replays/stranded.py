"""A worker with reserved messages is killed: RabbitMQ has them back, on Redis they are stranded."""

TITLE = "A worker is killed, and what it had reserved"
NOTE = "Stranded on Valkey means: until the visibility timeout, an hour, is over."
FILMS = {
    "rabbitmq": {"title": "RabbitMQ", "on": "rabbitmq"},
    "valkey": {"title": "Valkey"},
}
CLAIMS = [
    "kill_9_on_redis_strands_the_reserved_messages",
    "kill_9_on_rabbitmq_gives_the_reserved_messages_back",
]
SLOW = True


def play(stage, film):
    rabbit = film == "rabbitmq"
    stage.client("for month in ['March', 'April', 'May']: make_report.delay(month)")
    stage.worker("w1")
    stage.step(
        "Worker w1 runs March, and reserves April and May",
        "March is acknowledged. The two reserved ones aren't.",
        until=lambda: stage.told("started") == 1 and stage.told("received") == 3,
    )
    stage.kill("w1")
    stage.step(
        "`kill -9` to w1",
        "The closed connection tells RabbitMQ: April and May wait again. March is lost."
        if rabbit
        else "Nobody tells Valkey: April and May stay set aside for w1. March is lost.",
        until=lambda: (stage.waiting() if rabbit else stage.unacknowledged()) == 2,
    )
    stage.let_go("March", "April", "May")
    stage.worker("w2")
    stage.step(
        "Another worker, w2, starts",
        "It makes April and May right away."
        if rabbit
        else "Nothing to do for an hour. April and May are stranded, not lost.",
        until=lambda: (
            not rabbit or (stage.told("succeeded", "w2") == 2 and stage.unacknowledged() == 0)
        ),
    )
