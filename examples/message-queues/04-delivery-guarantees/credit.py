"""What the consumer does for each message that gives credit."""

credit = {"Ann": 0}


# --8<-- [start:give]
def give(message):
    name, amount = message["name"], message["amount"]
    credit[name] += amount


# --8<-- [end:give]
