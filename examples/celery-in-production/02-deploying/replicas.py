"""What KEDA makes of a queue's depth: `python replicas.py`."""

from math import ceil


# --8<-- [start:replicas]
def replicas(counted, target, least=1, most=20):
    """How many pods, for so many messages."""
    return min(max(ceil(counted / target), least), most)


# --8<-- [end:replicas]

TASKS, SLOTS = 12, 2
waiting = {
    "all defaults": TASKS - SLOTS * (1 + 4),
    "multiplier 1": TASKS - SLOTS * (1 + 1),
    "and acks_late": TASKS - SLOTS,
    "and the running ones counted": TASKS,
}
for how, counted in waiting.items():
    print(f"{how}: sees {counted}, asks for {replicas(counted, SLOTS)}")
