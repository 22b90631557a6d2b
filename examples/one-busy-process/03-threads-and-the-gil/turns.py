"""Generators that take turns like threads, in every order there is."""

from collections import Counter


class Lock:
    """`yield lock` takes it as soon as it's free."""

    def __init__(self):
        self.taken = False

    def release(self):
        self.taken = False


def every_order(start, outcome):
    """How often each outcome comes, over all orders of turns."""
    found, waiting = Counter(), [[]]
    while waiting:
        order = waiting.pop()
        state, threads, choices = replay(start, order)
        waiting += [[*order, name] for name in choices]
        if not choices:
            found["stuck" if threads else outcome(state)] += 1
    return found


def replay(start, order):
    """The turns of this order; who is left, and who could go on."""
    state, programs = start()
    threads = dict.fromkeys(range(len(programs)))  # → its lock
    for name in order:
        if threads[name]:
            threads[name].taken = True
        try:
            threads[name] = next(programs[name])
        except StopIteration:
            del threads[name]
    free = [name for name, lock in threads.items() if can_go_on(lock)]
    return state, threads, free


def can_go_on(lock):
    return lock is None or not lock.taken
