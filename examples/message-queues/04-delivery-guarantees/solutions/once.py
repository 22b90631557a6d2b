"""What the consumer does for each message that gives credit."""

credit = {"Ann": 0}
done = set()


def give(message):
    if message["key"] in done:
        return
    done.add(message["key"])
    name, amount = message["name"], message["amount"]
    credit[name] += amount
