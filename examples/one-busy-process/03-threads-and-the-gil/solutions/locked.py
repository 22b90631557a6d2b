"""Two withdrawals, in every order of turns: `python withdraw.py`.

Each bare `yield` is a place where the other thread may go on.
"""

from turns import Lock, every_order


class Account:
    def __init__(self):
        self.balance, self.paid, self.lock = 100, 0, Lock()


def withdraw(account, amount):
    yield account.lock
    balance = account.balance
    yield
    if balance >= amount:
        account.balance = balance - amount
        yield
        account.paid += amount
    account.lock.release()


def start():
    account = Account()
    return account, [withdraw(account, 80), withdraw(account, 80)]


def outcome(account):
    held = ", the lock is never released" if account.lock.taken else ""
    return f"{account.paid} paid out of 100{held}"


found = every_order(start, outcome)
for what, times in sorted(found.items()):
    print(f"{times:3} of {found.total()} orders: {what}")
if set(found) == {"80 paid out of 100"}:
    print("right in every order")
