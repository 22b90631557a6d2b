"""Credit that is given once, in a database: `python ledger.py`."""

import sqlite3


def opened(path=":memory:"):
    ledger = sqlite3.connect(path, timeout=60)
    ledger.execute("CREATE TABLE IF NOT EXISTS done (key PRIMARY KEY)")
    ledger.execute("CREATE TABLE IF NOT EXISTS credit (name, amount)")
    return ledger


# --8<-- [start:give]
def give(ledger, message):
    try:
        with ledger:  # one transaction: both lines or none
            ledger.execute("INSERT INTO done VALUES (?)", [message["key"]])
            ledger.execute(
                "INSERT INTO credit VALUES (?, ?)",
                [message["name"], message["amount"]],
            )
    except sqlite3.IntegrityError:
        return "done before"
    return "given"


# --8<-- [end:give]
if __name__ == "__main__":
    ledger = opened()
    welcome = {"key": "welcome-Ann", "name": "Ann", "amount": 10}
    birthday = {"key": "birthday-Ann", "name": "Ann", "amount": 10}
    for message in (welcome, welcome, birthday):
        print(message["key"], give(ledger, message))
    total = ledger.execute("SELECT sum(amount) FROM credit")
    print("Ann has", *total.fetchone())
