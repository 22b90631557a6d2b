"""Move to another broker and count every order: `python move.py`."""

from tasks import app
from two_brokers import NEW, OLD, busy, left, send, stop, until, worker

# --8<-- [start:at_once]
old = busy(OLD)
stop(old)
send(NEW, range(11, 21))  # deploy everything with the new address
new = worker(NEW)
until(lambda: left(NEW) == 0)
print("all at once:", left(OLD), "of 20 wait where nobody looks")
# --8<-- [end:at_once]
stop(new)
app.control.purge()

# --8<-- [start:in_turn]
old = busy(OLD)
new = worker(NEW)  # 1: a worker that reads the new broker
send(NEW, range(11, 21))  # 2: then the senders
until(lambda: left(OLD) == 0)  # 3: until the old one is dry
stop(old)  # 4: only now, the old worker
until(lambda: left(NEW) == 0)
print("one by one: ", left(OLD), "of 20 wait where nobody looks")
# --8<-- [end:in_turn]
stop(new)
