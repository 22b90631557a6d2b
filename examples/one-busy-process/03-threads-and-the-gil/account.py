"""Two withdrawals in two threads, one lock: `python account.py`."""

import threading


class Account:
    def __init__(self):
        self.balance, self.paid, self.lock = 100, 0, threading.Lock()


# --8<-- [start:withdraw]
def withdraw(account, amount):
    with account.lock:
        if account.balance >= amount:
            account.balance -= amount
            account.paid += amount


# --8<-- [end:withdraw]

account = Account()


def visit():
    withdraw(account, 80)


threads = [threading.Thread(target=visit) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(account.paid, "paid out of 100")
