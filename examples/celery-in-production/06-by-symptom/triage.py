"""Worker up, nothing consumed: `python triage.py`."""

from tasks import app


# --8<-- [start:facts]
def facts(queue="celery"):
    """Where the messages are, as broker and workers say."""
    found = {"waiting in " + queue: depth(queue)}
    replies = app.control.ping(timeout=1)
    names = sorted(name for reply in replies for name in reply)
    found["answers"] = ", ".join(names) or "nobody"
    for name in names:
        ask = app.control.inspect([name], timeout=5)
        read, running = ask.active_queues(), ask.active()
        held, later = ask.reserved(), ask.scheduled()
        queues = [queue["name"] for queue in read[name]]
        found[f"{name} reads"] = ", ".join(queues)
        tasks = [task["name"] for task in running[name]]
        found[f"{name} runs"] = ", ".join(tasks)
        found[f"{name} reserved"] = len(held[name])
        found[f"{name} for later"] = len(later[name])
    return found


def depth(queue):
    with app.connection_for_write() as connection:
        channel = connection.default_channel
        try:
            declared = channel.queue_declare(queue, passive=True)
        except connection.channel_errors:
            return 0  # Redis has no key for an empty queue
        return declared.message_count


# --8<-- [end:facts]


def show(found):
    for what, answer in found.items():
        print(f"{what}: {'nothing' if answer == '' else answer}")


if __name__ == "__main__":
    show(facts())
